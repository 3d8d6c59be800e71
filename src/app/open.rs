//! Opening a document of one's own: a button, or a file dropped anywhere on the page.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::desk::Desk;
use crate::browser::{files, page};
use crate::parts::pressed;
use crate::session::Command;

/// The button that opens a file.
#[component]
pub fn OpenFile() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let input = NodeRef::<html::Input>::new();
    let chosen = move |_| {
        if let Some(input) = input.get_untracked() {
            open(desk, files::first(input.files()));
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
}

/// Opens what is dropped on the page, and says while a file hovers that it may be dropped.
#[component]
pub fn DropTarget() -> impl IntoView {
    let desk = expect_context::<Desk>();
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
        open(desk, event.data_transfer().and_then(|data| files::first(data.files())));
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
}

fn open(desk: Desk, file: Option<web_sys::File>) {
    let Some(file) = file else { return };
    spawn_local(async move {
        let name = file.name();
        // What cannot be read as text is not a document; the reader is told as much.
        let text = files::text(&file).await.unwrap_or_default();
        desk.send(Command::OpenDocument { name, text });
        if desk.peek(|session| session.refusal().is_some()) {
            page::focus("refusal");
        }
    });
}
