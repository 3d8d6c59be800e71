//! Opening a document of one's own: a button, or a file dropped anywhere on the page.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::table::{Table, wish};
use crate::bridge::Wish;
use crate::browser::files;
use crate::parts::pressed;
use crate::session::Source;

/// The button that opens a file.
pub fn open_file(_table: Table) -> AnyView {
    let input = NodeRef::<html::Input>::new();
    let chosen = move |_| {
        if let Some(input) = input.get_untracked() {
            open(files::first(input.files()));
            // So that the same file can be chosen again after it was changed.
            input.set_value("");
        }
    };
    let press = pressed(move || {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    });
    view! {
        <button class="plain open-file" title="Open a *.syncline.json document" on:click=press>
            <svg class="icon"><use href="#icon-open"></use></svg>
            <span>"Open file…"</span>
        </button>
        <input
            class="spoken"
            type="file"
            accept=".json,application/json"
            aria-label="Open a document"
            tabindex="-1"
            node_ref=input
            on:change=chosen
        />
    }
    .into_any()
}

/// Opens what is dropped on the page, and says while a file hovers that it may be dropped.
pub fn drop_target() -> AnyView {
    let over = RwSignal::new(false);
    let entered = window_event_listener(ev::dragover, move |event| {
        event.prevent_default();
        over.set(true);
    });
    let left = window_event_listener(ev::dragleave, move |event| {
        if event.related_target().is_none() {
            over.set(false);
        }
    });
    let dropped = window_event_listener(ev::drop, move |event| {
        event.prevent_default();
        over.set(false);
        open(event.data_transfer().and_then(|data| files::first(data.files())));
    });
    on_cleanup(move || {
        entered.remove();
        left.remove();
        dropped.remove();
    });
    view! {
        <div class="drop" class:over=over aria-hidden="true">
            <p>"Drop a *.syncline.json document to open it."</p>
        </div>
    }
    .into_any()
}

fn open(file: Option<web_sys::File>) {
    let Some(file) = file else { return };
    spawn_local(async move {
        let source = Source::Document(file.name()).to_text();
        // What cannot be read as text is not a document; the reader is told as much.
        let document = files::text(&file).await.unwrap_or_default();
        wish(&Wish::Open { source, document });
    });
}
