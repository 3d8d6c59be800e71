//! The scenarios that are built in, each with its story.

use leptos::html;
use leptos::prelude::*;

use super::desk::Desk;
use super::parts::{Draw, Icon};
use crate::catalogue;
use crate::session::{Command, Source};

/// A button with the name of what is open, and the list behind it.
#[component]
pub fn Picker() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let list = NodeRef::<html::Div>::new();
    let shown = RwSignal::new(false);
    let source = desk.memo(|session| session.design().source.clone());
    let name = move || {
        let name = desk.scenario.with(|scenario| scenario.name.clone());
        match (name.is_empty(), source.get()) {
            (false, _) => name,
            (true, Source::Document(file)) => file,
            (true, Source::Catalogue(entry)) => entry,
        }
    };
    let open = move |entry: &'static str| {
        if let Some(list) = list.get_untracked() {
            let _ = list.hide_popover(); // refuses only if it is not there
        }
        desk.send(Command::Open { entry: entry.to_owned() });
    };
    view! {
        <div class="picker">
            <button
                class="picker-button"
                popovertarget="scenarios"
                aria-label=move || format!("Scenario: {}. Choose another", name())
                aria-expanded=move || shown.get().to_string()
            >
                <span>{name}</span>
                <Draw icon=Icon::Down />
            </button>
            <div
                id="scenarios"
                class="scenarios"
                node_ref=list
                popover="auto"
                role="group"
                aria-label="Scenarios"
                on:toggle=move |_| {
                    shown.set(list.get_untracked().is_some_and(|list| list.matches(":popover-open").unwrap_or(false)));
                }
            >
                {catalogue::ENTRIES
                    .iter()
                    .map(|entry| {
                        let current = move || {
                            source.with(|source| *source == Source::Catalogue(entry.id.to_owned()))
                        };
                        view! {
                            <button
                                class="scenario"
                                aria-current=move || current().then_some("true")
                                on:click=move |_| open(entry.id)
                            >
                                <strong>{entry.name}</strong>
                                <span>{story(entry.story)}</span>
                            </button>
                        }
                    })
                    .collect_view()}
            </div>
        </div>
    }
}

/// A story, with what stands between backticks as code.
fn story(text: &'static str) -> impl IntoView {
    text.split('`')
        .enumerate()
        .map(|(index, part)| {
            if index % 2 == 1 { view! { <code>{part}</code> }.into_any() } else { part.into_any() }
        })
        .collect_view()
}
