//! Editing beside the stage: a form of what is looked at, or of the process as a whole.
//!
//! What the form asks, `exchange::form` says; what its buttons do, `model::editing`. A valid entry is
//! one change of the design, which can be undone; an invalid one is explained at its field and changes
//! nothing. The form stands as long as the same thing is looked at, so that the focus stays while the
//! design changes; each field then shows the design's value again.

mod acts;
mod choices;
mod entry;
mod field;
mod form;
mod naming;
mod notes;
mod order;
mod parts;
mod pick;
mod service;
mod shape;
mod step;
mod tools;
mod whole;
mod workflow;

use leptos::prelude::*;

use super::context::RoomContext;
use crate::model::{Scenario, Subject};
use crate::ui::parts::dynamic;
use form::Form;

pub use tools::tools;

/// What is edited, by its index, so that another id or name leaves the form standing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Edited {
    Step(usize),
    Service(usize),
    Nothing,
}

/// The form of what is selected; nothing where nothing is.
pub fn selected(room: RoomContext) -> AnyView {
    let form = Form::new(room);
    let edited = Memo::new(move |_| room.of(|it| edited(it, &room.subject.get())));
    dynamic(move || {
        let fields = match edited.get() {
            Edited::Step(index) => step::step(form, index),
            Edited::Service(index) => service::service(form, index),
            Edited::Nothing => return ().into_any(),
        };
        view! {
            <section class="editor" aria-labelledby="editor-title">
                <h2 id="editor-title" tabindex="-1">"Edit"</h2>
                {fields}
            </section>
        }
        .into_any()
    })
}

/// The form of the process as a whole.
pub fn whole(room: RoomContext) -> AnyView {
    let form = Form::new(room);
    view! {
        <section class="editor" aria-labelledby="process-title">
            <h2 id="process-title" class="spoken" tabindex="-1">"Edit the process"</h2>
            {whole::whole(form)}
        </section>
    }
    .into_any()
}

fn edited(scenario: &Scenario, subject: &Subject) -> Edited {
    let found = match subject {
        Subject::Step(id) => {
            scenario.process.steps.iter().position(|step| step.id == *id).map(Edited::Step)
        }
        Subject::Service(id) => {
            scenario.services.iter().position(|service| service.id == *id).map(Edited::Service)
        }
        Subject::Nothing
        | Subject::Link(_)
        | Subject::Broker
        | Subject::Traffic
        | Subject::Request(_) => None,
    };
    found.unwrap_or(Edited::Nothing)
}
