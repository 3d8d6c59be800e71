//! The scenarios that are built in, each with its story: a list that the header's button opens.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::table::{Table, wish};
use crate::bridge::Wish;
use crate::browser::files;
use crate::catalogue::{self, Entry};
use crate::parts::{derived, each, pressed, prose};
use crate::session::Source;

/// The list.
pub fn picker(table: Table) -> AnyView {
    let list = NodeRef::<html::Div>::new();
    // Of two that are chosen, the later one is opened, whichever comes last.
    let chosen = StoredValue::new("");
    let row = |entry: &'static Entry| {
        let press = pressed(move || {
            if let Some(list) = list.get_untracked() {
                let _ = list.hide_popover(); // refuses only if it is not there
            }
            chosen.set_value(entry.id);
            spawn_local(async move {
                let text = files::load(&entry.address()).await;
                if chosen.get_value() == entry.id {
                    open(entry, text);
                }
            });
        });
        let source = Source::Catalogue(entry.id.to_owned()).to_text();
        view! {
            <button
                class="scenario"
                aria-current=derived(move || table.source.with(|open| *open == source).to_string())
                on:click=press
            >
                <strong>{entry.name}</strong>
                <span>{prose(entry.story)}</span>
            </button>
        }
    };
    view! {
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
    .into_any()
}

/// Opens an entry whose document was loaded; without one it could not be.
fn open(entry: &Entry, text: Option<String>) {
    wish(&match text {
        Some(document) => {
            Wish::Open { source: Source::Catalogue(entry.id.to_owned()).to_text(), document }
        }
        None => Wish::Refuse(format!(
            "“{}” could not be loaded; try again when this page can reach its server: what was open is still there.",
            entry.name,
        )),
    });
}
