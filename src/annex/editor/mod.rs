//! Editing beside the stage: a form of what is looked at, or of the process as a whole.
//!
//! What the form asks, `exchange::blanks` says; what its buttons do, `model::editing`. A valid entry is
//! one change of the design, which can be undone; an invalid one is explained at its field and changes
//! nothing. The form stands as long as the same thing is looked at, so that the focus stays while the
//! design changes; each field then shows the design's value again.

mod acts;
mod entry;
mod field;
mod form;
mod groups;
mod order;
mod parts;
mod references;
mod service;
mod step;
mod tools;
mod whole;

use leptos::prelude::*;

use super::table::Table;
use crate::model::{Scenario, Subject};
use crate::parts::changing;
use form::Form;

pub use tools::tools;

/// What is edited, by its index, so that another id or name leaves the form standing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Edited {
    Step(usize),
    Service(usize),
    Whole,
}

/// The form.
pub fn editor(table: Table) -> AnyView {
    let form = Form::new(table);
    let edited = Memo::new(move |_| table.design(|it| edited(it, &table.subject.get())));
    view! {
        <section class="editor" aria-labelledby="editor-title">
            <h2 id="editor-title" tabindex="-1">"Edit"</h2>
            {changing(move || match edited.get() {
                Some(Edited::Step(index)) => step::step(form, index),
                Some(Edited::Service(index)) => service::service(form, index),
                Some(Edited::Whole) => whole::whole(form),
                None => ().into_any(),
            })}
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
    found.unwrap_or(Edited::Whole)
}
