//! The business questions about a step, each with its answer: a form whose every change is one change
//! of the design, which can be undone.

use leptos::prelude::*;

use crate::annex::table::Table;
use crate::model::{Business, StepId};
use crate::parts::{derived, each};
use crate::units::Milliseconds;
use crate::verdict::{Choice, QUESTIONS, Question};

/// What a question is called in its list, before it is read whole.
const NOT_ANSWERED: &str = "not answered";

/// The form.
pub fn questions(table: Table, id: &StepId) -> AnyView {
    let answered = {
        let id = id.clone();
        derived(move || {
            let count = |business: &Business| {
                QUESTIONS.iter().filter(|question| (question.answered)(business)).count()
            };
            let count = table.design(|it| it.process.step(&id).map(|it| count(&it.business)));
            format!("Business answers: {} of {}", count.flatten().unwrap_or(0), QUESTIONS.len())
        })
    };
    let id = id.clone();
    view! {
        <details class="questions">
            <summary>{answered}</summary>
            {each(&QUESTIONS, move |question| row(table, &id, question))}
        </details>
    }
    .into_any()
}

fn row(table: Table, id: &StepId, question: &'static Question) -> AnyView {
    let field = format!("answer-{}", question.field);
    let help = format!("example-{}", question.field);
    let control = match question.field {
        "tolerance_ms" => number(table, id, question, &field, &help),
        _ if question.choices.is_empty() => text(table, id, question, &field, &help),
        _ => select(table, id, question, &field, &help),
    };
    view! {
        <div class="question">
            <label for=field>{question.asks}</label>
            {control}
            <small id=help>{question.example}</small>
        </div>
    }
    .into_any()
}

/// Something of the answers of a step, followed.
fn read<T: Default + Send + Sync + 'static>(
    table: Table,
    id: &StepId,
    read: impl Fn(&Business) -> T + Send + Sync + 'static,
) -> Signal<T> {
    let id = id.clone();
    derived(move || {
        let found = table.design(|it| it.process.step(&id).map(|step| read(&step.business)));
        found.flatten().unwrap_or_default()
    })
}

/// Changes the answers of a step.
fn answer(table: Table, id: &StepId, set: impl FnOnce(&mut Business)) {
    let changed = table.scenario.with_untracked(|scenario| {
        let mut scenario = scenario.as_deref()?.clone();
        let step = scenario.process.steps.iter_mut().find(|step| step.id == *id)?;
        set(&mut step.business);
        let said = format!("An answer about {} was changed.", step.label());
        Some((said, scenario))
    });
    if let Some((said, scenario)) = changed {
        Table::adopt(&said, &scenario);
    }
}

fn select(
    table: Table,
    id: &StepId,
    question: &'static Question,
    field: &str,
    help: &str,
) -> AnyView {
    let chosen = read(table, id, |business| chosen(question, business).unwrap_or_default());
    let option = |choice: &'static Choice<Business>| {
        view! {
            <option value=choice.word selected=derived(move || chosen.get() == choice.word)>
                {choice.word}
            </option>
        }
    };
    let id = id.clone();
    let change = move |event| {
        let word = event_target_value(&event);
        let choice = question.choices.iter().find(|choice| choice.word == word);
        answer(table, &id, |business| match choice {
            Some(choice) => (choice.set)(business),
            None => (question.forget)(business),
        });
    };
    view! {
        <select id=field.to_owned() aria-describedby=help.to_owned() on:change=change>
            <option value="" selected=derived(move || chosen.get().is_empty())>
                {NOT_ANSWERED}
            </option>
            {each(question.choices, option)}
        </select>
    }
    .into_any()
}

/// The choice that gives the answers as they are.
fn chosen(question: &Question, business: &Business) -> Option<&'static str> {
    if !(question.answered)(business) {
        return None;
    }
    let gives = |choice: &&Choice<Business>| {
        let mut same = business.clone();
        (choice.set)(&mut same);
        same == *business
    };
    question.choices.iter().find(gives).map(|choice| choice.word)
}

/// A length of time, in seconds.
fn number(
    table: Table,
    id: &StepId,
    question: &'static Question,
    field: &str,
    help: &str,
) -> AnyView {
    let seconds = read(table, id, |business| {
        business.tolerance_ms.map_or_else(String::new, |it| (it.get() / 1_000.0).to_string())
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
                answer(table, &id, |business| business.tolerance_ms = Some(tolerance));
            }
            None if text.trim().is_empty() => {
                answer(table, &id, question.forget);
            }
            None => {}
        }
    };
    view! {
        <span class="entry">
            <input
                id=field.to_owned()
                inputmode="decimal"
                aria-describedby=help.to_owned()
                aria-invalid=derived(move || wrong.get().to_string())
                placeholder=NOT_ANSWERED
                prop:value=seconds
                on:change=change
            />
            "s"
        </span>
        <small class="bad" hidden=derived(move || !wrong.get())>
            "Expected a number of seconds, such as 2 or 0.5; the answer stays as it was."
        </small>
    }
    .into_any()
}

/// A name of one's own.
fn text(
    table: Table,
    id: &StepId,
    question: &'static Question,
    field: &str,
    help: &str,
) -> AnyView {
    let name = move |business: &Business| match question.field {
        "unit" => business.unit.clone().unwrap_or_default(),
        _ => business.compensation.clone().unwrap_or_default(),
    };
    let value = read(table, id, name);
    let id = id.clone();
    let change = move |event| {
        let given = event_target_value(&event).trim().to_owned();
        let given = (!given.is_empty()).then_some(given);
        answer(table, &id, |business| match question.field {
            "unit" => business.unit = given,
            _ => business.compensation = given,
        });
    };
    view! {
        <input
            id=field.to_owned()
            aria-describedby=help.to_owned()
            placeholder=NOT_ANSWERED
            prop:value=value
            on:change=change
        />
    }
    .into_any()
}
