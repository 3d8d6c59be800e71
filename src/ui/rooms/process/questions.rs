//! The questions about the team and the process, in one short form; each answer is one change that can
//! be undone.

use leptos::prelude::*;

use crate::model::{Edit, Pointer, Scenario};
use crate::ui::parts::{list, signal, typed};
use crate::ui::rooms::context::RoomContext;
use crate::ui::rooms::form;
use crate::verdict::{COMMON_QUESTIONS, Common, Question};

/// The form.
pub fn questions(room: RoomContext) -> AnyView {
    let answered = signal(move || {
        let common = room.of(|it| common(it));
        let count = COMMON_QUESTIONS.iter().filter(|it| (it.answered)(&common)).count();
        format!("Team and process answers: {count} of {}", COMMON_QUESTIONS.len())
    });
    let row = move |question: &'static Question<Common>| {
        let read = move || room.of(|it| common(it));
        form::row(question, |ids| match question.field {
            "outcome" => outcome(room, ids),
            _ => form::select(question, ids, read, move |set| answer(room, set)),
        })
    };
    view! {
        <details class="questions">
            <summary>{answered}</summary>
            {list(&COMMON_QUESTIONS, row)}
        </details>
    }
    .into_any()
}

/// What has happened when the customer has the answer, in a person's words.
fn outcome(room: RoomContext, ids: &form::Ids) -> AnyView {
    let value = typed(move || room.of(|it| it.process.outcome.clone()).unwrap_or_default());
    let change = move |event| {
        let given = event_target_value(&event).trim().to_owned();
        let place = Pointer::root().at("process").at("outcome");
        let value = (!given.is_empty()).then(|| given.into());
        room.make(&Edit::SetField { place, value });
    };
    view! {
        <input
            id=ids.control.clone()
            aria-describedby=ids.example.clone()
            placeholder=form::NOT_ANSWERED
            prop:value=value
            on:change=change
        />
    }
    .into_any()
}

fn common(scenario: &Scenario) -> Common {
    Common {
        outcome: scenario.process.outcome.clone(),
        team: scenario.team.clone(),
        circumstances: scenario.circumstances.clone(),
    }
}

/// Gives an answer for the process, or takes it back.
pub fn answer(room: RoomContext, set: fn(&mut Common)) {
    let mut common = room.of_now(|it| common(it));
    set(&mut common);
    let Common { team, circumstances, .. } = common;
    room.make(&Edit::AnswerForAll { team, circumstances: Box::new(circumstances) });
}
