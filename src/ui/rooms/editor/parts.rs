//! The list of steps, and that of services: each is looked at, moved and removed; new ones are added.

use crate::session::{Look, Tab};
use leptos::prelude::*;

use super::acts::Refusal;
use super::form::Form;
use crate::browser::page;
use crate::model::edit::{Direction, NewStep, Performer};
use crate::model::{Design, Edit, Service, ServiceId, Step, StepId, Subject};
use crate::ui::parts::{dynamic, list, on_press};
use crate::ui::rooms::context::RoomContext;

/// The id of the title of the form, where the focus goes when what had it is gone.
const TITLE: &str = "process-title";

/// A part of the design.
#[derive(Debug, Clone, PartialEq)]
enum Part {
    Step(StepId),
    Service(ServiceId),
}

impl Part {
    fn subject(&self) -> Subject {
        match self {
            Self::Step(id) => Subject::Step(id.clone()),
            Self::Service(id) => Subject::Service(id.clone()),
        }
    }

    fn remove(&self) -> Edit {
        match self {
            Self::Step(id) => Edit::RemoveStep(id.clone()),
            Self::Service(id) => Edit::RemoveService { service: id.clone(), heir: None },
        }
    }

    fn shift(&self, direction: Direction) -> Edit {
        match self {
            Self::Step(id) => Edit::MoveStep { step: id.clone(), direction },
            Self::Service(id) => Edit::MoveService { service: id.clone(), direction },
        }
    }
}

/// Goes to the form of the process as a whole, once what was edited is gone.
pub fn show_list(room: RoomContext) {
    room.send(Look::Turn(Tab::Process));
    request_animation_frame(|| page::focus(TITLE));
}

/// The steps.
pub fn steps(form: Form) -> AnyView {
    let parts = |scenario: &Design| {
        let part = |step: &Step| (Part::Step(step.id.clone()), step.label().to_owned());
        scenario.process.steps.iter().map(part).collect()
    };
    let add = |design: &Design| {
        let last = design.process.steps.last();
        let by = last.map(|step| step.service.clone()).unwrap_or_default();
        Edit::AddStep(NewStep {
            name: String::new(),
            after: None,
            caller: None,
            by: Performer::Existing(by),
        })
    };
    editable_list(form, "Steps", "Add a step", "steps-refused", parts, add)
}

/// The services.
pub fn services(form: Form) -> AnyView {
    let parts = |scenario: &Design| {
        let part = |it: &Service| (Part::Service(it.id.clone()), it.label().to_owned());
        scenario.services.iter().map(part).collect()
    };
    let add = |_: &Design| Edit::AddService(String::new());
    editable_list(form, "Services", "Add a service", "services-refused", parts, add)
}

fn editable_list(
    form: Form,
    title: &'static str,
    add: &'static str,
    refused: &'static str,
    parts: fn(&Design) -> Vec<(Part, String)>,
    adds: fn(&Design) -> Edit,
) -> AnyView {
    let refusal = Refusal::new(form);
    let parts = Memo::new(move |_| form.room.of(parts));
    let rows = dynamic(move || {
        let parts = parts.get();
        let last = parts.len().saturating_sub(1);
        let row = |(index, part)| row(form, refusal, part, (index == 0, index == last));
        list(parts.into_iter().enumerate(), row)
    });
    let adds = on_press(move || {
        let edit = form.room.of_now(adds);
        if let Some(subject) = refusal.or_say(form.room.edit(&edit)) {
            form.name_it(subject);
        }
    });
    view! {
        <div class="parts" role="group" aria-label=title>
            <h3>{title}</h3>
            <ul>{rows}</ul>
            {refusal.said(refused)}
            <button on:click=adds>{add}</button>
        </div>
    }
    .into_any()
}

fn row(
    form: Form,
    refusal: Refusal,
    (part, label): (Part, String),
    (first, last): (bool, bool),
) -> AnyView {
    let look = {
        let subject = part.subject();
        on_press(move || form.room.send(Look::Select(subject.clone())))
    };
    let removes = {
        let part = part.clone();
        on_press(move || {
            if refusal.or_say(form.room.edit(&part.remove())).is_some() {
                show_list(form.room);
            }
        })
    };
    let remove = format!("Remove {label}");
    view! {
        <li>
            <button class="link" on:click=look>{label.clone()}</button>
            {mover(form, refusal, &part, &label, Direction::Up, first)}
            {mover(form, refusal, &part, &label, Direction::Down, last)}
            <button class="plain" aria-label=remove.clone() title=remove on:click=removes>
                <svg class="icon"><use href="#icon-close"></use></svg>
            </button>
        </li>
    }
    .into_any()
}

/// Moves a part by one place; it keeps the focus, also at the end, where it can go no further.
fn mover(
    form: Form,
    refusal: Refusal,
    part: &Part,
    label: &str,
    direction: Direction,
    at_the_end: bool,
) -> AnyView {
    let (word, class) = match direction {
        Direction::Up => ("up", "plain up"),
        Direction::Down => ("down", "plain"),
    };
    let id = format!("move-{}-{word}", part.subject().to_text().replace(' ', "-"));
    let text = format!("Move {label} {word}");
    let focus_id = id.clone();
    let part = part.clone();
    let moves = on_press(move || {
        if at_the_end {
            return;
        }
        if refusal.or_say(form.room.edit(&part.shift(direction))).is_some() {
            let id = focus_id.clone();
            request_animation_frame(move || page::focus(&id));
        }
    });
    view! {
        <button
            id=id
            class=class
            aria-label=text.clone()
            title=text
            aria-disabled=at_the_end.to_string()
            on:click=moves
        >
            <svg class="icon"><use href="#icon-down"></use></svg>
        </button>
    }
    .into_any()
}
