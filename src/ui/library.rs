//! What can be opened from the first moment on: the built-in scenarios, and a document of one's own, by a
//! button or dropped anywhere on the page.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::context::Context;
use crate::browser::{files, page};
use crate::catalogue::{self, Entry};
use crate::session::{Keep, Source};
use crate::ui::parts::{self, on_press, prose, signal};

/// The list of the built-in scenarios, each with its story, which the header's button opens.
pub fn picker(context: Context) -> AnyView {
    let list = NodeRef::<html::Div>::new();
    // Of two that are chosen, the later one is opened, whichever comes last.
    let chosen = StoredValue::new("");
    let row = |entry: &'static Entry| {
        let press = on_press(move || {
            if let Some(list) = list.get_untracked() {
                let _ = list.hide_popover(); // refuses only if it is not there
            }
            chosen.set_value(entry.id);
            spawn_local(async move {
                let text = files::load(&entry.address()).await;
                if chosen.try_get_value() == Some(entry.id) {
                    open_entry(context, entry, text);
                }
            });
        });
        let source = Source::Catalogue(entry.id.to_owned());
        let is_open = move || context.with(|session| session.opened().source == source);
        view! {
            <button
                class="scenario"
                aria-current=signal(move || is_open().to_string())
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
            {parts::list(catalogue::ENTRIES, row)}
        </div>
    }
    .into_any()
}

/// Opens an entry whose document was loaded; without one it could not be.
fn open_entry(context: Context, entry: &Entry, text: Option<String>) {
    context.send(match text {
        Some(document) => Keep::Open { source: Source::Catalogue(entry.id.to_owned()), document },
        None => Keep::Refuse(format!(
            "“{}” could not be loaded; try again when this page can reach its server: what was open is still there.",
            entry.name,
        )),
    });
}

/// The button that opens a file.
pub fn open_file(context: Context) -> AnyView {
    let input = NodeRef::<html::Input>::new();
    let chosen = move |_| {
        if let Some(input) = input.get_untracked() {
            open(context, files::first(input.files()));
            // So that the same file can be chosen again after it was changed.
            input.set_value("");
        }
    };
    let press = on_press(move || {
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
pub fn drop_target(context: Context) -> AnyView {
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
        open(context, event.data_transfer().and_then(|data| files::first(data.files())));
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

fn open(context: Context, file: Option<web_sys::File>) {
    let Some(file) = file else { return };
    spawn_local(async move {
        // What cannot be read as text is not a document; the reader is told as much.
        let document = files::text(&file).await.unwrap_or_default();
        context.send(Keep::Open { source: Source::Document(file.name()), document });
        if context.peek(|session| session.refusal().is_some()) {
            page::focus("refusal");
        }
    });
}
