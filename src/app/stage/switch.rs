//! The switch of a step: called, or reacting to an event.

use leptos::prelude::*;

use crate::app::desk::Desk;
use crate::model::{Mode, Step};
use crate::session::Command;

/// The switch of the step at this index.
#[component]
pub fn ModeSwitch(
    /// The index of the step in the document.
    index: usize,
) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let is_event = Memo::new(move |_| {
        desk.scenario.with(|scenario| {
            scenario.process.steps.get(index).is_some_and(|step| step.mode == Mode::Event)
        })
    });
    let name = move || {
        desk.scenario
            .with(|scenario| scenario.process.steps.get(index).map(spoken).unwrap_or_default())
    };
    let flip = move |_| {
        let step = desk.scenario.with_untracked(|scenario| {
            scenario.process.steps.get(index).map(|step| step.id.clone())
        });
        if let Some(step) = step {
            desk.send(Command::Flip(step));
        }
    };
    view! {
        <button
            class="switch"
            role="switch"
            aria-checked=move || is_event.get().to_string()
            aria-label=name
            title=move || if is_event.get() { "An event: nobody waits for this step. Press to make it a call." } else { "A call: somebody waits for this step. Press to make it an event." }
            on:click=flip
        >
            {move || if is_event.get() { "Event" } else { "Call" }}
        </button>
    }
}

fn spoken(step: &Step) -> String {
    let name = step.label();
    match step.mode {
        Mode::RequestResponse => format!("{name}: called, somebody waits. Make it an event"),
        Mode::Event => format!("{name}: an event, nobody waits. Make it a call"),
    }
}
