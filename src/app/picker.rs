//! The scenarios that are built in, each with its story.

use leptos::html;
use leptos::prelude::*;

use super::desk::Desk;
use crate::catalogue::{self, Entry};
use crate::parts::{derived, each, pressed, prose};
use crate::session::{Command, Session, Source};

/// A button with the name of what is open, and the list behind it.
#[component]
pub fn Picker() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let list = NodeRef::<html::Div>::new();
    let name = desk.text(|session| session.design().label().to_owned());
    let row = |entry: &'static Entry| {
        let press = pressed(move || {
            if let Some(list) = list.get_untracked() {
                let _ = list.hide_popover(); // refuses only if it is not there
            }
            desk.send(Command::Open { entry: entry.id.to_owned() });
        });
        view! {
            <button
                class="scenario"
                aria-current=derived(move || desk.with(|session| is_open(session, entry)))
                on:click=press
            >
                <strong>{entry.name}</strong>
                <span>{prose(entry.story)}</span>
            </button>
        }
    };
    view! {
        <button
            class="picker"
            popovertarget="scenarios"
            aria-label=derived(move || format!("Scenario: {}. Choose another", name.get()))
        >
            <span>{name}</span>
            <svg class="icon"><use href="#icon-down"></use></svg>
        </button>
        <div
            id="scenarios"
            class="scenarios"
            node_ref=list
            popover="auto"
            role="group"
            aria-label="Scenarios"
        >
            {each(catalogue::ENTRIES, row)}
        </div>
    }
}

/// "true" for the entry that is open, as `aria-current` has it.
fn is_open(session: &Session, entry: &Entry) -> String {
    match &session.design().source {
        Source::Catalogue(id) => (id == entry.id).to_string(),
        Source::Document(_) => "false".to_owned(),
    }
}
