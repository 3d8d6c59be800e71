//! The questions about the team and the process, in one short form; each answer is one change that can
//! be undone.

use leptos::prelude::*;

use crate::annex::table::Table;
use crate::parts::{derived, each};
use crate::verdict::{COMMON_QUESTIONS, Choice, Common, CommonQuestion};

/// The form.
pub fn questions(table: Table) -> AnyView {
    let answered = derived(move || {
        let common = common(table);
        let count = COMMON_QUESTIONS.iter().filter(|it| (it.answered)(&common)).count();
        format!("Team and process answers: {count} of {}", COMMON_QUESTIONS.len())
    });
    view! {
        <details class="questions">
            <summary>{answered}</summary>
            {each(&COMMON_QUESTIONS, move |question| row(table, question))}
        </details>
    }
    .into_any()
}

/// What is answered, followed.
fn common(table: Table) -> Common {
    let read = |it: &crate::model::Scenario| Common {
        team: it.team.clone(),
        circumstances: it.circumstances.clone(),
    };
    table.design(read).unwrap_or_default()
}

fn row(table: Table, question: &'static CommonQuestion) -> AnyView {
    let id = format!("answer-{}", question.field.replace('/', "-"));
    let help = format!("{id}-example");
    // An answer that is none of the choices, such as 3 teams, stands as a choice of its own.
    let chosen = derived(move || chosen(question, &common(table)));
    let option = |choice: &'static Choice<Common>| {
        view! {
            <option value=choice.word selected=derived(move || chosen.get() == choice.word)>
                {choice.word}
            </option>
        }
    };
    let change = move |event| {
        let word = event_target_value(&event);
        let choice = question.choices.iter().find(|choice| choice.word == word);
        answer(table, question, choice);
    };
    let other = derived(move || chosen.get() != OTHER);
    view! {
        <div class="question">
            <label for=id.clone()>{question.asks}</label>
            <select id=id.clone() aria-describedby=help.clone() on:change=change>
                <option value="" selected=derived(move || chosen.get().is_empty())>
                    "not answered"
                </option>
                {each(question.choices, option)}
                <option
                    value=OTHER
                    hidden=other
                    disabled=true
                    selected=derived(move || chosen.get() == OTHER)
                >
                    {OTHER}
                </option>
            </select>
            <small id=help.clone()>{question.example}</small>
        </div>
    }
    .into_any()
}

const OTHER: &str = "as the document says";

fn chosen(question: &CommonQuestion, common: &Common) -> String {
    if !(question.answered)(common) {
        return String::new();
    }
    let gives = |choice: &&Choice<Common>| {
        let mut same = common.clone();
        (choice.set)(&mut same);
        same == *common
    };
    question.choices.iter().find(gives).map_or(OTHER, |choice| choice.word).to_owned()
}

/// Gives an answer, or takes it back.
fn answer(table: Table, question: &CommonQuestion, choice: Option<&Choice<Common>>) {
    let changed = table.scenario.with_untracked(|scenario| {
        let mut scenario = scenario.as_deref()?.clone();
        let mut common =
            Common { team: scenario.team.clone(), circumstances: scenario.circumstances.clone() };
        match choice {
            Some(choice) => (choice.set)(&mut common),
            None => (question.forget)(&mut common),
        }
        (scenario.team, scenario.circumstances) = (common.team, common.circumstances);
        Some(scenario)
    });
    if let Some(scenario) = changed {
        Table::adopt("An answer about the process was changed.", &scenario);
    }
}
