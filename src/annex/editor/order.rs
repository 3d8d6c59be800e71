//! What a step comes after, and what comes after it: connected by a choice, disconnected by a button.

use leptos::ev::Event;
use leptos::html;
use leptos::prelude::*;

use super::acts::Refusal;
use super::form::Form;
use crate::browser::page;
use crate::model::editing::{connect, disconnect};
use crate::model::{Scenario, StepId};
use crate::parts::{changing, derived, each, pressed};

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
    const fn pair<'a>(self, this: &'a StepId, other: &'a StepId) -> (&'a StepId, &'a StepId) {
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
    let linked = Memo::new(move |_| form.table.design(|it| linked(it, index, side)));
    let free = Memo::new(move |_| form.table.design(|it| free(it, index, side)));
    let connects = move |event: Event| {
        let other = StepId::from(event_target_value(&event));
        let made = form.make(|scenario| match scenario.process.steps.get(index) {
            Some(step) => {
                let (before, after) = side.pair(&step.id, &other);
                connect(scenario, before, after)
            }
            None => connect(scenario, &other, &other),
        });
        refusal.or_say(made);
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
        let disconnects = pressed(move || {
            let made = form.make(|scenario| {
                let this = scenario.process.steps.get(index).map_or(&id, |step| &step.id);
                let (before, after) = side.pair(this, &id);
                disconnect(scenario, before, after)
            });
            if refusal.or_say(made).is_some() {
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
    let is_linked = derived(move || linked.with(|it| it.as_ref().is_none_or(|it| !it.is_empty())));
    view! {
        <div class="blank order">
            <label for=side.id()>{side.title()}</label>
            <span class="blank-entry">
                <select
                    id=side.id()
                    aria-describedby=side.refused()
                    aria-invalid=derived(move || refusal.invalid())
                    node_ref=node
                    on:change=connects
                >
                    <option value="">"Connect to …"</option>
                    {changing(move || each(free.get().unwrap_or_default(), option))}
                </select>
            </span>
            <ul class="linked">
                <li class="hint" hidden=is_linked>{nothing}</li>
                {changing(move || each(linked.get().unwrap_or_default(), row))}
            </ul>
            {refusal.said(side.refused())}
        </div>
    }
    .into_any()
}

/// The steps that are connected on one side.
fn linked(scenario: &Scenario, index: usize, side: Side) -> Vec<(StepId, String)> {
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
fn free(scenario: &Scenario, index: usize, side: Side) -> Vec<(StepId, String)> {
    let linked = linked(scenario, index, side);
    let others =
        scenario.process.steps.iter().enumerate().filter(|(place, step)| {
            *place != index && !linked.iter().any(|(id, _)| *id == step.id)
        });
    others.map(|(_, step)| (step.id.clone(), step.label().to_owned())).collect()
}
