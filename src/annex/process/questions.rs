//! The questions about the team and the process, in one short form; each answer is one change that can
//! be undone.

use leptos::prelude::*;

use crate::annex::form;
use crate::annex::table::Table;
use crate::model::Scenario;
use crate::parts::{derived, each};
use crate::verdict::{COMMON_QUESTIONS, Common, Question};

/// The form.
pub fn questions(table: Table) -> AnyView {
    let answered = derived(move || {
        let common = table.design(common).unwrap_or_default();
        let count = COMMON_QUESTIONS.iter().filter(|it| (it.answered)(&common)).count();
        format!("Team and process answers: {count} of {}", COMMON_QUESTIONS.len())
    });
    let row = move |question: &'static Question<Common>| {
        let read = move || table.design(common).unwrap_or_default();
        form::row(question, |ids| form::select(question, ids, read, move |set| answer(table, set)))
    };
    view! {
        <details class="questions">
            <summary>{answered}</summary>
            {each(&COMMON_QUESTIONS, row)}
        </details>
    }
    .into_any()
}

fn common(scenario: &Scenario) -> Common {
    Common { team: scenario.team.clone(), circumstances: scenario.circumstances.clone() }
}

/// Gives an answer, or takes it back.
fn answer(table: Table, set: fn(&mut Common)) {
    table.change(|scenario| {
        let mut common = common(scenario);
        set(&mut common);
        (scenario.team, scenario.circumstances) = (common.team, common.circumstances);
        Some("An answer about the process was changed.".to_owned())
    });
}
