//! The switch of a step: called, reacting to an event, or, where somebody conducts a workflow, commanded.
//!
//! Each press goes on to the next place. With two places it is a switch, with three a button that says
//! which comes next.

use leptos::prelude::*;

use crate::model::{Design, Step, Trigger};
use crate::session::Revise;
use crate::ui::context::Context;
use crate::ui::parts::{on_press, signal};
use crate::ui::picture::Picture;

/// Where a switch stands, and where it goes on to.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Place {
    now: Trigger,
    next: Trigger,
    has_three: bool,
}

impl Place {
    fn of(design: &Design, step: &Step) -> Self {
        let now = design.process.trigger(step);
        let has_three = design.process.workflow.is_some();
        let next = match now {
            Trigger::Call => Trigger::Event,
            Trigger::Event if has_three => Trigger::Command,
            Trigger::Event | Trigger::Command => Trigger::Call,
        };
        Self { now, next, has_three }
    }
}

/// The switch of the step at this index.
#[component]
pub fn ModeSwitch(
    /// The index of the step in the document.
    index: usize,
) -> impl IntoView {
    let (context, picture) = (expect_context::<Context>(), expect_context::<Picture>());
    let step = move |read: fn(Place, &Step) -> String| {
        signal(move || picture.design.with(|design| of_step(design, index, read)))
    };
    let flip = on_press(move || {
        let id =
            context.of_now(|design| design.process.steps.get(index).map(|step| step.id.clone()));
        if let Some(id) = id {
            context.send(Revise::Flip(id));
        }
    });
    let checked = step(|place, _| match (place.has_three, place.now) {
        // Three places are none that is on or off.
        (true, _) => String::new(),
        (false, now) => (now == Trigger::Event).to_string(),
    });
    let role = step(|place, _| if place.has_three { "button" } else { "switch" }.to_owned());
    view! {
        <button
            class="switch"
            class:third=signal(move || {
                picture.design.with(|design| {
                    let step = design.process.steps.get(index);
                    step.is_some_and(|step| design.process.trigger(step) == Trigger::Command)
                })
            })
            class:on=signal(move || {
                picture.design.with(|design| {
                    let step = design.process.steps.get(index);
                    step.is_some_and(|step| design.process.trigger(step) != Trigger::Call)
                })
            })
            role=role
            disabled=context.peek(|session| session.view_only) || picture.inert
            aria-checked=signal(move || Some(checked.get()).filter(|it| !it.is_empty()))
            aria-label=step(spoken)
            title=step(explained)
            on:click=flip
        >
            {step(|place, _| word(place.now).to_owned())}
        </button>
    }
}

fn of_step(design: &Design, index: usize, read: fn(Place, &Step) -> String) -> String {
    let step = design.process.steps.get(index);
    step.map(|step| read(Place::of(design, step), step)).unwrap_or_default()
}

const fn word(trigger: Trigger) -> &'static str {
    match trigger {
        Trigger::Call => "Call",
        Trigger::Event => "Event",
        Trigger::Command => "Command",
    }
}

/// With its article: "an event".
const fn called(trigger: Trigger) -> &'static str {
    match trigger {
        Trigger::Call => "a call",
        Trigger::Event => "an event",
        Trigger::Command => "a command",
    }
}

fn explained(place: Place, _: &Step) -> String {
    let now = match place.now {
        Trigger::Call => "A call: somebody waits for this step.",
        Trigger::Event => "An event: nobody waits for this step.",
        Trigger::Command => "A command: the workflow tells this step to begin, and nobody waits.",
    };
    format!("{now} Make it {} (E)", called(place.next))
}

fn spoken(place: Place, step: &Step) -> String {
    let name = step.label();
    let now = match place.now {
        Trigger::Call => "somebody waits",
        Trigger::Event => "nobody waits",
        Trigger::Command => "the workflow tells it to begin, and nobody waits",
    };
    format!("{name}: {}, {now}. Make it {}", called(place.now), called(place.next))
}
