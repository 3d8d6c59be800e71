//! The business questions about a step, each with its answer: a form whose every change is one change
//! of the design, which can be undone.

use leptos::prelude::*;

use crate::model::{Business, Design, Edit, StepId};
use crate::ui::parts::{list, signal, typed};
use crate::ui::rooms::context::RoomContext;
use crate::ui::rooms::form::{self, Ids, NOT_ANSWERED};
use crate::units::Milliseconds;
use crate::verdict::{QUESTIONS, Question};

/// The form.
pub fn questions(room: RoomContext, id: &StepId) -> AnyView {
    let read = business(room, id);
    let answered = signal(move || {
        let business = read();
        let count = QUESTIONS.iter().filter(|question| (question.answered)(&business)).count();
        format!("Business answers: {count} of {}", QUESTIONS.len())
    });
    let id = id.clone();
    view! {
        <details class="questions">
            <summary>{answered}</summary>
            {list(&QUESTIONS, move |question| row(room, &id, question))}
        </details>
    }
    .into_any()
}

fn row(room: RoomContext, id: &StepId, question: &'static Question<Business>) -> AnyView {
    form::row(question, |ids| match question.field {
        "tolerance_ms" => number(room, id, question, ids),
        _ if question.choices.is_empty() => text(room, id, question, ids),
        _ => {
            let (read, id) = (business(room, id), id.clone());
            form::select(question, ids, read, move |set| answer(room, &id, set))
        }
    })
}

/// The answers of a step, followed.
fn business(
    room: RoomContext,
    id: &StepId,
) -> impl Fn() -> Business + Send + Sync + 'static + use<> {
    let id = id.clone();
    move || {
        let found = room.of(|it| it.process.step(&id).map(|step| step.business.clone()));
        found.unwrap_or_default()
    }
}

/// Changes the answers of a step.
pub fn answer(room: RoomContext, id: &StepId, set: impl FnOnce(&mut Business)) {
    let known = |it: &Design| Some(it.process.step(id)?.business.clone());
    if let Some(mut answers) = untrack(|| room.of(known)) {
        set(&mut answers);
        room.make(&Edit::Answer { step: id.clone(), answers: Box::new(answers) });
    }
}

/// A length of time, in seconds.
fn number(
    room: RoomContext,
    id: &StepId,
    question: &'static Question<Business>,
    ids: &Ids,
) -> AnyView {
    let read = business(room, id);
    let seconds = typed(move || {
        read().tolerance_ms.map_or_else(String::new, |it| (it.get() / 1_000.0).to_string())
    });
    let wrong = RwSignal::new(false);
    let id = id.clone();
    let change = move |event| {
        let text = event_target_value(&event);
        let given =
            text.trim().parse().ok().and_then(|it: f64| Milliseconds::new(it * 1_000.0).ok());
        wrong.set(given.is_none() && !text.trim().is_empty());
        match given {
            Some(tolerance) => {
                answer(room, &id, |business| business.tolerance_ms = Some(tolerance));
            }
            None if text.trim().is_empty() => {
                answer(room, &id, question.forget);
            }
            None => {}
        }
    };
    view! {
        <span class="entry">
            <input
                id=ids.control.clone()
                inputmode="decimal"
                aria-describedby=ids.example.clone()
                aria-invalid=signal(move || wrong.get().to_string())
                placeholder=NOT_ANSWERED
                prop:value=seconds
                on:change=change
            />
            "s"
        </span>
        <small class="bad" hidden=signal(move || !wrong.get())>
            "Expected a number of seconds, such as 2 or 0.5; the answer stays as it was."
        </small>
    }
    .into_any()
}

/// A name of one's own.
fn text(
    room: RoomContext,
    id: &StepId,
    question: &'static Question<Business>,
    ids: &Ids,
) -> AnyView {
    let read = business(room, id);
    let value = typed(move || {
        let business = read();
        let name = if question.field == "unit" { business.unit } else { business.compensation };
        name.unwrap_or_default()
    });
    let id = id.clone();
    let change = move |event| {
        let given = event_target_value(&event).trim().to_owned();
        let given = (!given.is_empty()).then_some(given);
        answer(room, &id, |business| match question.field {
            "unit" => business.unit = given,
            _ => business.compensation = given,
        });
    };
    view! {
        <input
            id=ids.control.clone()
            aria-describedby=ids.example.clone()
            placeholder=NOT_ANSWERED
            prop:value=value
            on:change=change
        />
    }
    .into_any()
}
