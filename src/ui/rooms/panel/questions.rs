//! The business questions about a step, each with its answer: a form whose every change is one change
//! of the design, which can be undone.

use leptos::prelude::*;

use crate::model::{Business, Design, Edit, StepId};
use crate::ui::parts::{dynamic, list, signal, typed};
use crate::ui::rooms::context::RoomContext;
use crate::ui::rooms::form::{self, Ids, NOT_ANSWERED};
use crate::units::Milliseconds;
use crate::units::typed::{NotRead, quantity};
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
        "needs" => needs(room, id, ids),
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

/// What is said of what is no length of time.
const WRONG: &str = "Expected a number of seconds, such as 2 or 0.5; the answer stays as it was.";

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
    let wrong = RwSignal::new(String::new());
    let id = id.clone();
    let change = move |event| {
        let text = event_target_value(&event);
        let read = quantity(&text, "s");
        let given = read.clone().ok().and_then(|it| Milliseconds::new(it * 1_000.0).ok());
        wrong.set(match read {
            Ok(_) if given.is_some() => String::new(),
            _ if text.trim().is_empty() => String::new(),
            Err(doubt @ NotRead::Doubtful { .. }) => format!("{doubt} The answer stays as it was."),
            Ok(_) | Err(NotRead::NoNumber) => WRONG.to_owned(),
        });
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
                aria-invalid=signal(move || wrong.with(|it| !it.is_empty()).to_string())
                placeholder=NOT_ANSWERED
                prop:value=seconds
                on:change=change
            />
            "s"
        </span>
        <small class="bad" hidden=signal(move || wrong.with(String::is_empty))>{wrong}</small>
    }
    .into_any()
}

/// Which of the steps before it a step needs; or none of them.
fn needs(room: RoomContext, id: &StepId, ids: &Ids) -> AnyView {
    // Only another list of steps makes the boxes anew: whoever ticks one keeps the focus.
    let earlier = {
        let id = id.clone();
        Memo::new(move |_| room.of(|design| before(design, &id)))
    };
    let (id, control) = (id.clone(), ids.control.clone());
    dynamic(move || boxes(room, &id, &control, earlier.get()))
}

/// A box for each of these steps, and one for none of them.
fn boxes(room: RoomContext, id: &StepId, control: &str, before: Vec<(StepId, String)>) -> AnyView {
    if before.is_empty() {
        return view! { <span id=control.to_owned()>"It comes after none."</span> }.into_any();
    }
    let none = {
        let (read, id) = (business(room, id), id.clone());
        let change = move |event| {
            let is_none = event_target_checked(&event);
            answer(room, &id, |it| it.needs = is_none.then(Vec::new));
        };
        let is_none = signal(move || read().needs.is_some_and(|needs| needs.is_empty()));
        tick(control.to_owned(), "nothing".to_owned(), is_none, change)
    };
    let each = {
        let (id, control) = (id.clone(), control.to_owned());
        move |(other, label): (StepId, String)| {
            let (read, id) = (business(room, &id), id.clone());
            let shown = other.clone();
            let is_needed = signal(move || read().needs.is_some_and(|it| it.contains(&shown)));
            let name = format!("{control}-{other}");
            let change = move |event| {
                let is_needed = event_target_checked(&event);
                let other = other.clone();
                answer(room, &id, |it| {
                    let mut needs = it.needs.take().unwrap_or_default();
                    needs.retain(|it| *it != other);
                    if is_needed {
                        needs.push(other);
                    }
                    it.needs = (!needs.is_empty()).then_some(needs);
                });
            };
            tick(name, label, is_needed, change)
        }
    };
    view! { <span class="ticks">{none} {list(before, each)}</span> }.into_any()
}

/// A box to tick, with its name.
fn tick(
    id: String,
    label: String,
    is_ticked: Signal<bool>,
    change: impl Fn(leptos::ev::Event) + 'static,
) -> AnyView {
    view! {
        <label class="tick">
            <input id=id type="checkbox" prop:checked=is_ticked on:change=change />
            {label}
        </label>
    }
    .into_any()
}

/// The steps before one, directly or through others, in the document's order, each with what people call it.
fn before(design: &Design, id: &StepId) -> Vec<(StepId, String)> {
    let steps = &design.process.steps;
    let mut open: Vec<&StepId> = vec![id];
    let mut found: Vec<&StepId> = Vec::new();
    while let Some(step) = open.pop().and_then(|id| design.process.step(id)) {
        let new = step.after.iter().filter(|it| !found.contains(it)).collect::<Vec<_>>();
        found.extend(&new);
        open.extend(new);
    }
    let earlier = steps.iter().filter(|step| found.contains(&&step.id));
    earlier.map(|step| (step.id.clone(), step.label().to_owned())).collect()
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
