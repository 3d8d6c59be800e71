//! Own scenarios: what is kept in this browser, with names, to be opened, doubled, deleted and taken
//! back.
//!
//! What lies on the shelf is decided in `exchange::shelf`; `keeping` saves by itself.

mod keeper;
mod keeping;
mod original;
mod rows;

use leptos::prelude::*;

pub use self::keeping::Library;
use super::dialog::dialog;
use super::table::{Table, wish};
use crate::bridge::Wish;
use crate::browser::{clock, files};
use crate::exchange::document;
use crate::exchange::shelf::Taken;
use crate::model::{Process, Scenario, Service, Step};
use crate::parts::{changing, pressed};
use crate::session::Source;

/// The button that opens the list, the list, and what is said of it.
pub fn library(table: Table, library: Library) -> AnyView {
    let open = RwSignal::new(false);
    let show = move || {
        library.look();
        library.note.set(String::new());
        open.set(true);
    };
    let note = changing(move || {
        let text = library.note.get();
        if text.is_empty() {
            return ().into_any();
        }
        let dismiss = pressed(move || library.note.set(String::new()));
        view! {
            <p>{text}</p>
            <button on:click=pressed(show)>"Look at them"</button>
            <button class="plain" aria-label="Dismiss" on:click=dismiss>
                <svg class="icon"><use href="#icon-close"></use></svg>
            </button>
        }
        .into_any()
    });
    view! {
        <button class="plain" title="Own scenarios: what is kept in this browser" on:click=pressed(show)>
            <svg class="icon"><use href="#icon-own"></use></svg>
            <span class="wide">"Own scenarios"</span>
        </button>
        <div class="library-note" role="status">{note}</div>
        {dialog(open, "library-title", "Own scenarios", move || body(table, library, open))}
    }
    .into_any()
}

/// What the dialog holds.
fn body(table: Table, library: Library, open: RwSignal<bool>) -> AnyView {
    // What was deleted can be put back until the dialog closes.
    let taken = RwSignal::new(Vec::<(String, Taken)>::new());
    let begin = pressed(move || {
        let scenario = empty(&Library::SHELF.free_name("New process"));
        let document = document::write(&scenario);
        match Library::SHELF.add(&document, clock::now_ms()) {
            Ok(known) => {
                let source = Source::Own(known.id.clone()).to_text();
                library.is_open(known);
                open.set(false);
                wish(&Wish::Open { source, document });
            }
            Err(why) => library.tell(why),
        }
    });
    let save = table.scenario.get_untracked().map(|scenario| {
        let document = document::write(&scenario);
        view! {
            <a class="button" download=file_name(&scenario.name) href=files::as_address(&document)>
                "Save what is open as a file"
            </a>
        }
        .into_any()
    });
    view! {
        <p class="hint">
            "What you change is kept in this browser by itself, and sent nowhere."
        </p>
        {rows::rows(table, library, open, taken)}
        {rows::deleted(library, taken)}
        <div class="library-foot">
            <button on:click=begin>"Begin from empty"</button>
            {save}
        </div>
        {rows::damaged(library)}
    }
    .into_any()
}

/// The least that can be run: one step on one service.
fn empty(name: &str) -> Scenario {
    // As many workers as any service that the app makes: unlimited ones would hide saturation.
    let service = Service {
        id: "service".into(),
        name: "Service".to_owned(),
        workers: Some(8),
        ..Service::default()
    };
    let step = Step {
        id: "first-step".into(),
        name: "First step".to_owned(),
        service: service.id.clone(),
        ..Step::default()
    };
    Scenario {
        name: name.to_owned(),
        process: Process { steps: vec![step], ..Process::default() },
        services: vec![service],
        ..Scenario::default()
    }
}

/// A file's name for a scenario's.
fn file_name(name: &str) -> String {
    let letters = name.chars().map(|it| if it.is_alphanumeric() { it } else { '-' });
    let plain: String = letters.flat_map(char::to_lowercase).collect();
    let parts: Vec<&str> = plain.split('-').filter(|part| !part.is_empty()).collect();
    let name = if parts.is_empty() { "scenario".to_owned() } else { parts.join("-") };
    format!("{name}.syncline.json")
}
