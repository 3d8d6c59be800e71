//! What a step comes after, and what comes after it: connected by a choice, disconnected by a button.

use leptos::ev::Event;
use leptos::html;
use leptos::prelude::*;

use super::acts::Refusal;
use super::form::Form;
use crate::browser::page;
use crate::model::{Design, Edit, StepId};
use crate::ui::parts::{dynamic, list, on_press, signal};

/// The two directions of the order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The steps before this one.
    Before,
    /// The steps after it.
    After,
}

impl Side {
    /// What the steps on this side are called.
    const fn title(self) -> &'static str {
        match self {
            Self::Before => "Comes after",
            Self::After => "Followed by",
        }
    }

    /// The id of the choice on this side.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Before => "connect-before",
            Self::After => "connect-after",
        }
    }

    const fn refused(self) -> &'static str {
        match self {
            Self::Before => "connect-before-refused",
            Self::After => "connect-after-refused",
        }
    }

    /// The earlier of the two, then the later.
    fn pair(self, this: StepId, other: StepId) -> (StepId, StepId) {
        match self {
            Self::Before => (other, this),
            Self::After => (this, other),
        }
    }
}

/// The steps on one side of the step at this index.
pub fn side(form: Form, index: usize, side: Side) -> AnyView {
    let refusal = Refusal::new(form);
    let node = NodeRef::<html::Select>::new();
    let linked = Memo::new(move |_| form.room.of(|it| linked(it, index, side)));
    let free = Memo::new(move |_| form.room.of(|it| free(it, index, side)));
    let connects = move |event: Event| {
        let other = StepId::from(event_target_value(&event));
        if let Some(this) = step_at(form, index) {
            let (before, after) = side.pair(this, other);
            refusal.or_say(form.room.edit(&Edit::Connect { before, after }));
        }
        // The choice is an act, not a value: it asks again.
        if let Some(select) = node.get_untracked() {
            select.set_value("");
        }
    };
    let row = move |(id, label): (StepId, String)| {
        let text = match side {
            Side::Before => format!("No longer after {label}"),
            Side::After => format!("{label} no longer after it"),
        };
        let disconnects = on_press(move || {
            let Some(this) = step_at(form, index) else { return };
            let (before, after) = side.pair(this, id.clone());
            if refusal.or_say(form.room.edit(&Edit::Disconnect { before, after })).is_some() {
                page::focus(side.id());
            }
        });
        view! {
            <li>
                <span>{label}</span>
                <button class="plain" aria-label=text.clone() title=text on:click=disconnects>
                    <svg class="icon"><use href="#icon-close"></use></svg>
                </button>
            </li>
        }
    };
    let option = |(id, label): (StepId, String)| {
        view! { <option value=id.to_string()>{label}</option> }
    };
    let nothing = match side {
        Side::Before => "the request itself",
        Side::After => "nothing",
    };
    let is_linked = signal(move || linked.with(|it| !it.is_empty()));
    view! {
        <div class="blank order">
            <label for=side.id()>{side.title()}</label>
            <span class="blank-entry">
                <select
                    id=side.id()
                    aria-describedby=side.refused()
                    aria-invalid=signal(move || refusal.invalid())
                    node_ref=node
                    on:change=connects
                >
                    <option value="">"Connect to …"</option>
                    {dynamic(move || list(free.get(), option))}
                </select>
            </span>
            <ul class="linked">
                <li class="hint" hidden=is_linked>{nothing}</li>
                {dynamic(move || list(linked.get(), row))}
            </ul>
            {refusal.said(side.refused())}
        </div>
    }
    .into_any()
}

/// The steps that are connected on one side.
fn linked(scenario: &Design, index: usize, side: Side) -> Vec<(StepId, String)> {
    let steps = &scenario.process.steps;
    let Some(this) = steps.get(index) else { return Vec::new() };
    let is_linked = |id: &StepId, after: &[StepId]| match side {
        Side::Before => this.after.contains(id),
        Side::After => after.contains(&this.id),
    };
    let linked = steps.iter().filter(|step| is_linked(&step.id, &step.after));
    linked.map(|step| (step.id.clone(), step.label().to_owned())).collect()
}

/// The other steps.
fn free(scenario: &Design, index: usize, side: Side) -> Vec<(StepId, String)> {
    let linked = linked(scenario, index, side);
    let others =
        scenario.process.steps.iter().enumerate().filter(|(place, step)| {
            *place != index && !linked.iter().any(|(id, _)| *id == step.id)
        });
    others.map(|(_, step)| (step.id.clone(), step.label().to_owned())).collect()
}

/// The id of the step at an index.
fn step_at(form: Form, index: usize) -> Option<StepId> {
    form.room.of_now(|it| Some(it.process.steps.get(index)?.id.clone()))
}
