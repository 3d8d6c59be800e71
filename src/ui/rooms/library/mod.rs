//! Own scenarios: what is kept in this browser, with names, to be opened, doubled, deleted and taken
//! back.
//!
//! What is kept is decided in `exchange::library`; `saving` has it done.

mod rows;
pub mod saving;
mod store;

use leptos::prelude::*;

use self::store::STORE;
use super::context::RoomContext;
use super::dialog::dialog;
use super::entering;
use crate::browser::{clock, files};
use crate::exchange::document;
use crate::exchange::library::Taken;
use crate::model::{Process, Scenario, Service, Step};
use crate::session::{Keep, Source};
use crate::ui::library::Menu;
use crate::ui::parts::{dynamic, effect, list, on_press, signal};

/// Keeps a scenario as an own one, and opens it; whether it could be kept.
fn opened(room: RoomContext, scenario: &Scenario) -> bool {
    let library = room.library;
    let document = document::write(scenario);
    let kept = STORE.add(&document, clock::now_ms());
    library.told(&kept);
    let Ok(known) = kept else { return false };
    let source = Source::Own(known.id.clone());
    library.is_open(known);
    room.send(Keep::Open { source, document });
    true
}

/// A step and a service that have no name yet: what a design without rows is.
fn unnamed(name: &str) -> Scenario {
    let mut scenario = empty(name);
    for service in &mut scenario.services {
        (service.id, service.name, service.assumed) = ("unnamed".into(), String::new(), true);
    }
    for step in &mut scenario.process.steps {
        (step.id, step.name, step.service) = ("unnamed".into(), String::new(), "unnamed".into());
    }
    scenario
}

/// The dialog in which own scenarios are looked after, and what is said of them.
pub fn library(room: RoomContext) -> AnyView {
    let library = room.library;
    let open = library.is_looked_after;
    let note = dynamic(move || {
        let text = library.note.get();
        if text.is_empty() {
            return ().into_any();
        }
        let dismiss = on_press(move || library.note.set(String::new()));
        view! {
            <p>{text}</p>
            <button on:click=on_press(move || library.look_after())>"Look at them"</button>
            <button class="plain" aria-label="Dismiss" on:click=dismiss>
                <svg class="icon"><use href="#icon-close"></use></svg>
            </button>
        }
        .into_any()
    });
    view! {
        <div class="library-note" role="status">{note}</div>
        {dialog(open, "library-title", "Own scenarios", move || body(room, open))}
    }
    .into_any()
}

/// What the scenario menu begins with: a process of one's own, entered in an empty row.
pub fn begin(room: RoomContext) -> AnyView {
    let menu = expect_context::<Menu>();
    let new = on_press(move || {
        menu.close();
        if opened(room, &unnamed(&STORE.free_name("New process"))) {
            entering::begin(room);
            request_animation_frame(entering::focus_first);
        }
    });
    view! { <button title="Enter a process of your own" on:click=new>"New"</button> }.into_any()
}

/// Own scenarios in the scenario menu, each a press away, and the way to look after them.
pub fn own(room: RoomContext) -> AnyView {
    let menu = expect_context::<Menu>();
    let library = room.library;
    effect(move || {
        if menu.is_open.get() {
            library.look();
        }
    });
    let rows = dynamic(move || {
        let own = library.contents.with(|contents| contents.own.clone());
        list(own, move |own| rows::choice(room, menu, &own))
    });
    let is_none = signal(move || library.contents.with(|contents| contents.own.is_empty()));
    let look = on_press(move || {
        menu.close();
        library.look_after();
    });
    view! {
        <section aria-label="My designs">
            <h3>"My designs"</h3>
            <p class="hint" hidden=signal(move || !is_none.get())>
                "None yet: what you change is kept here by itself."
            </p>
            {rows}
            <button class="plain" on:click=look>"Own scenarios: rename, save, delete …"</button>
        </section>
    }
    .into_any()
}

/// What the dialog holds.
fn body(room: RoomContext, open: RwSignal<bool>) -> AnyView {
    let library = room.library;
    // What was deleted can be put back until the dialog closes.
    let taken = RwSignal::new(Vec::<(String, Taken)>::new());
    let begin = on_press(move || {
        if opened(room, &empty(&STORE.free_name("New process"))) {
            open.set(false);
        }
    });
    let name = file_name(&room.of_now(|design| design.name.clone()));
    let document = room.document.get_untracked();
    let save = view! {
        <a class="button" download=name href=files::as_address(&document)>
            "Save what is open as a file"
        </a>
    };
    view! {
        <p class="hint">
            "What you change is kept in this browser by itself, and sent nowhere."
        </p>
        {rows::rows(room, open, taken)}
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
