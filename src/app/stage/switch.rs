//! The switch of a step: called, or reacting to an event.

use leptos::prelude::*;

use crate::app::desk::Desk;
use crate::model::{Mode, Scenario, Step};
use crate::parts::{derived, pressed};
use crate::session::Command;

/// The switch of the step at this index.
#[component]
pub fn ModeSwitch(
    /// The index of the step in the document.
    index: usize,
) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let step = move |read: fn(&Step) -> String| {
        derived(move || desk.scenario.with(|scenario| of_step(scenario, index, read)))
    };
    let flip = pressed(move || {
        let id = desk.scenario.with_untracked(|scenario| {
            scenario.process.steps.get(index).map(|step| step.id.clone())
        });
        if let Some(id) = id {
            desk.send(Command::Flip(id));
        }
    });
    view! {
        <button
            class="switch"
            role="switch"
            disabled=desk.peek(|session| session.view_only)
            aria-checked=step(|step| (step.mode == Mode::Event).to_string())
            aria-label=step(spoken)
            title=step(|step| explained(step.mode).to_owned())
            on:click=flip
        >
            {step(|step| word(step.mode).to_owned())}
        </button>
    }
}

fn of_step(scenario: &Scenario, index: usize, read: fn(&Step) -> String) -> String {
    scenario.process.steps.get(index).map(read).unwrap_or_default()
}

const fn word(mode: Mode) -> &'static str {
    match mode {
        Mode::RequestResponse => "Call",
        Mode::Event => "Event",
    }
}

const fn explained(mode: Mode) -> &'static str {
    match mode {
        Mode::RequestResponse => {
            "A call: somebody waits for this step. Press to make it an event (E)"
        }
        Mode::Event => "An event: nobody waits for this step. Press to make it a call (E)",
    }
}

fn spoken(step: &Step) -> String {
    let name = step.label();
    match step.mode {
        Mode::RequestResponse => format!("{name}: called, somebody waits. Make it an event"),
        Mode::Event => format!("{name}: an event, nobody waits. Make it a call"),
    }
}
