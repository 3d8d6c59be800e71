//! The list of steps, and that of services: each is looked at, moved and removed; new ones are added.

use leptos::prelude::*;

use super::acts::Refusal;
use super::form::Form;
use crate::annex::table::wish;
use crate::bridge::Wish;
use crate::browser::page;
use crate::model::editing::{
    Direction, Edited, NewStep, Performer, Refused, add_service, add_step, move_service, move_step,
    remove_service, remove_step,
};
use crate::model::{Scenario, Service, ServiceId, Step, StepId, Subject};
use crate::parts::{changing, each, pressed};

/// The id of the title of the form, where the focus goes when what had it is gone.
const TITLE: &str = "editor-title";

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

    fn remove(&self, scenario: &Scenario) -> Result<Edited, Refused> {
        match self {
            Self::Step(id) => remove_step(scenario, id),
            Self::Service(id) => remove_service(scenario, id, None),
        }
    }

    fn shift(&self, scenario: &Scenario, direction: Direction) -> Result<Edited, Refused> {
        match self {
            Self::Step(id) => move_step(scenario, id, direction),
            Self::Service(id) => move_service(scenario, id, direction),
        }
    }
}

/// Goes to the form of the process as a whole, once what was edited is gone.
pub fn show_list() {
    request_animation_frame(|| page::focus(TITLE));
}

/// The steps.
pub fn steps(form: Form) -> AnyView {
    let parts = |scenario: &Scenario| {
        let part = |step: &Step| (Part::Step(step.id.clone()), step.label().to_owned());
        scenario.process.steps.iter().map(part).collect()
    };
    let add = move |form: Form| {
        form.make(|scenario| {
            let last = scenario.process.steps.last();
            let by = last.map(|step| step.service.clone()).unwrap_or_default();
            let new = NewStep { name: String::new(), after: None, by: Performer::Existing(by) };
            add_step(scenario, &new)
        })
        .map(|made| made.map(Subject::Step))
    };
    list(form, "Steps", "Add a step", "steps-refused", parts, add)
}

/// The services.
pub fn services(form: Form) -> AnyView {
    let parts = |scenario: &Scenario| {
        let part = |it: &Service| (Part::Service(it.id.clone()), it.label().to_owned());
        scenario.services.iter().map(part).collect()
    };
    let add = |form: Form| {
        form.make(|scenario| add_service(scenario, "")).map(|made| made.map(Subject::Service))
    };
    list(form, "Services", "Add a service", "services-refused", parts, add)
}

fn list(
    form: Form,
    title: &'static str,
    add: &'static str,
    refused: &'static str,
    parts: fn(&Scenario) -> Vec<(Part, String)>,
    adds: impl Fn(Form) -> Result<Option<Subject>, String> + 'static,
) -> AnyView {
    let refusal = Refusal::new(form);
    let parts = Memo::new(move |_| form.table.design(parts).unwrap_or_default());
    let rows = changing(move || {
        let parts = parts.get();
        let last = parts.len().saturating_sub(1);
        let row = |(index, part)| row(form, refusal, part, (index == 0, index == last));
        each(parts.into_iter().enumerate(), row)
    });
    let adds = pressed(move || {
        if let Some(subject) = refusal.or_say(adds(form)) {
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
        pressed(move || wish(&Wish::Select(subject.clone())))
    };
    let removes = {
        let part = part.clone();
        pressed(move || {
            let made = form.make(|scenario| part.remove(scenario));
            if refusal.or_say(made).is_some() {
                show_list();
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
    let moves = pressed(move || {
        if at_the_end {
            return;
        }
        let made = form.make(|scenario| part.shift(scenario, direction));
        if refusal.or_say(made).is_some() {
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
