//! What to answer first, while much is open: three questions at most, each answered with a press.

use leptos::prelude::*;

use super::questions::answer;
use crate::model::StepId;
use crate::ui::parts::{dynamic, list, on_press};
use crate::ui::rooms::context::RoomContext;
use crate::ui::rooms::process::answer_for_all;
use crate::verdict::{Ask, COMMON_QUESTIONS, QUESTIONS};

/// The questions, or nothing where all that matters is answered.
pub fn asks(room: RoomContext) -> AnyView {
    let asked = Memo::new(move |_| room.verdict.with(|it| it.asks.clone()));
    dynamic(move || {
        let asked = asked.get();
        if asked.is_empty() {
            return ().into_any();
        }
        view! {
            <section class="asks" aria-labelledby="asks">
                <h3 id="asks">"What would tell most"</h3>
                <ol>{list(asked, move |it| row(room, &it))}</ol>
            </section>
        }
        .into_any()
    })
}

fn row(room: RoomContext, ask: &Ask) -> AnyView {
    let answers = match &ask.step {
        Some(step) => of_step(room, step, ask.field),
        None => of_process(room, ask.field),
    };
    let whose = ask.step.clone().map(|step| room.link(step));
    view! {
        <li>
            {whose} " " {ask.asks}
            <span class="answers">{answers}</span>
        </li>
    }
    .into_any()
}

fn of_step(room: RoomContext, step: &StepId, field: &'static str) -> AnyView {
    let question = QUESTIONS.iter().find(|it| it.field == field);
    let choices = question.map_or(&[][..], |it| it.choices);
    let step = step.clone();
    list(choices, move |choice| {
        let step = step.clone();
        let act = on_press(move || answer(room, &step, choice.set));
        view! { <button on:click=act>{choice.word}</button> }
    })
    .into_any()
}

fn of_process(room: RoomContext, field: &'static str) -> AnyView {
    let question = COMMON_QUESTIONS.iter().find(|it| it.field == field);
    let choices = question.map_or(&[][..], |it| it.choices);
    list(choices, move |choice| {
        let act = on_press(move || answer_for_all(room, choice.set));
        view! { <button on:click=act>{choice.word}</button> }
    })
    .into_any()
}
