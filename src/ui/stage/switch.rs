//! The switch of a step: called, or reacting to an event.

use leptos::prelude::*;

use crate::model::{Mode, Scenario, Step};
use crate::session::Revise;
use crate::ui::context::Context;
use crate::ui::parts::{on_press, signal};
use crate::ui::picture::Picture;

/// The switch of the step at this index.
#[component]
pub fn ModeSwitch(
    /// The index of the step in the document.
    index: usize,
) -> impl IntoView {
    let (context, picture) = (expect_context::<Context>(), expect_context::<Picture>());
    let step = move |read: fn(&Step) -> String| {
        signal(move || picture.design.with(|design| of_step(design, index, read)))
    };
    let flip = on_press(move || {
        let id =
            context.of_now(|design| design.process.steps.get(index).map(|step| step.id.clone()));
        if let Some(id) = id {
            context.send(Revise::Flip(id));
        }
    });
    view! {
        <button
            class="switch"
            role="switch"
            disabled=context.peek(|session| session.view_only) || picture.inert
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
