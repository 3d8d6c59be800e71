//! The list of own scenarios, what was deleted from it, and what is damaged.

use leptos::html;
use leptos::prelude::*;

use super::saving::Library;
use super::{STORE, file_name};
use crate::browser::{clock, files};
use crate::exchange::document;
use crate::exchange::library::{self, Damaged, Own, Taken};
use crate::session::{Keep, Source};
use crate::ui::library::Menu;
use crate::ui::parts::{dynamic, effect, list, on_press, signal};
use crate::ui::rooms::context::RoomContext;

/// What was deleted, each with its name.
type Deleted = RwSignal<Vec<(String, Taken)>>;

/// Every own scenario, the one that was changed last first.
pub fn rows(room: RoomContext, open: RwSignal<bool>, taken: Deleted) -> AnyView {
    let library = room.library;
    let rows = dynamic(move || {
        let own = library.contents.with(|contents| contents.own.clone());
        if own.is_empty() {
            let none = "None yet: change a built-in scenario, open a file, or begin from empty.";
            return view! { <p class="library-none">{none}</p> }.into_any();
        }
        let rows = list(own, move |own| row(room, open, taken, &own));
        view! { <ul class="library">{rows}</ul> }.into_any()
    });
    view! { <div>{rows}</div> }.into_any()
}

/// An own scenario in the scenario menu.
pub fn choice(room: RoomContext, menu: Menu, own: &Own) -> AnyView {
    let library = room.library;
    let name = library::name(&own.design).to_owned();
    let steps = steps(own);
    let (id, document) = (own.id.clone(), document::write(&own.design));
    let source = Source::Own(own.id.clone());
    let is_open = room.peek(|session| session.opened().source == source);
    let press = on_press(move || {
        menu.close();
        library.is_open(STORE.know(&id));
        room.send(Keep::Open { source: source.clone(), document: document.clone() });
    });
    let text = name.clone();
    view! {
        <button
            class="scenario"
            aria-current=is_open.to_string()
            hidden=signal(move || !menu.finds(&[&text]))
            on:click=press
        >
            <strong>{name}</strong>
            <span>{format!("{steps}, {}", clock::written(own.changed_ms))}</span>
        </button>
    }
    .into_any()
}

fn steps(own: &Own) -> String {
    match own.design.process.steps.len() {
        1 => "1 step".to_owned(),
        many => format!("{many} steps"),
    }
}

fn row(room: RoomContext, open: RwSignal<bool>, taken: Deleted, own: &Own) -> AnyView {
    let library = room.library;
    let name = library::name(&own.design).to_owned();
    let source = Source::Own(own.id.clone());
    let is_open = room.peek(|session| session.opened().source == source);
    let steps = steps(own);
    let state = if is_open { "open now".to_owned() } else { clock::written(own.changed_ms) };
    let field = format!("library-{}", own.id);
    let (id, renamed) = (own.id.clone(), own.clone());
    let rename = move |event| {
        let name = event_target_value(&event).trim().to_owned();
        if name.is_empty() {
            library.look();
        } else if is_open {
            room.send(Keep::Own { id: id.clone(), name });
        } else {
            library.told(&STORE.rename(&renamed, &name, clock::now_ms()));
        }
    };
    let document = document::write(&own.design);
    let opened = own.id.clone();
    let press_open = on_press(move || {
        library.is_open(STORE.know(&opened));
        open.set(false);
        room.send(Keep::Open { source: source.clone(), document: document.clone() });
    });
    let doubled = own.clone();
    let press_double = on_press(move || {
        library.told(&STORE.duplicate(&doubled, clock::now_ms()));
    });
    let (key, deleted) = (library::key(&own.id), name.clone());
    let press_delete = on_press(move || {
        if let Some(gone) = STORE.take(&key) {
            taken.update(|taken| taken.push((deleted.clone(), gone)));
        }
        library.look();
    });
    view! {
        <li aria-current=is_open.then_some("true")>
            <input id=field aria-label=format!("Name of {name}") prop:value=name.clone() on:change=rename />
            <small>{format!("{steps}, {state}")}</small>
            <div class="library-acts">
                <button aria-label=format!("Open {name}") on:click=press_open>"Open"</button>
                <button aria-label=format!("Duplicate {name}") on:click=press_double>"Duplicate"</button>
                <button class="danger" aria-label=format!("Delete {name}") on:click=press_delete>
                    "Delete"
                </button>
            </div>
        </li>
    }
    .into_any()
}

/// What was deleted since the dialog opened, and the way back.
pub fn deleted(library: Library, taken: Deleted) -> AnyView {
    let last = dynamic(move || {
        let Some((name, gone)) = taken.with(|taken| taken.last().cloned()) else {
            return ().into_any();
        };
        let said = format!("“{name}” was deleted.");
        let back = on_press(move || {
            let kept = STORE.put_back(&gone);
            if kept.is_ok() {
                taken.update(|taken| {
                    taken.pop();
                });
            }
            library.told(&kept);
        });
        // The row that had the focus is gone.
        let button = NodeRef::<html::Button>::new();
        effect(move || {
            if let Some(button) = button.get() {
                let _ = button.focus();
            }
        });
        view! {
            <span>{said}</span>
            <button node_ref=button on:click=back>"Take it back"</button>
        }
        .into_any()
    });
    view! { <p class="library-deleted" role="status">{last}</p> }.into_any()
}

/// What cannot be read, where it lies, and the ways out.
pub fn damaged(library: Library) -> AnyView {
    let rows = dynamic(move || {
        let damaged = library.contents.with(|contents| contents.damaged.clone());
        if damaged.is_empty() {
            return ().into_any();
        }
        view! {
            <h3>"What cannot be read"</h3>
            <ul class="library">{list(damaged, move |it| damaged_row(library, it))}</ul>
        }
        .into_any()
    });
    view! { <section class="library-damaged">{rows}</section> }.into_any()
}

fn damaged_row(library: Library, damaged: Damaged) -> AnyView {
    let Damaged { key, why, text, .. } = damaged;
    let forgotten = key.clone();
    let forget = on_press(move || {
        let _ = STORE.take(&forgotten); // nothing to do where it is gone already
        library.look();
    });
    view! {
        <li>
            <p>{why}</p>
            <small>"It lies in this browser’s storage under " <code>{key.clone()}</code> "."</small>
            <div class="library-acts">
                <a
                    class="button"
                    aria-label=format!("Save as a file: {key}")
                    download=file_name(&key)
                    href=files::as_address(&text)
                >
                    "Save as a file"
                </a>
                <button class="danger" aria-label=format!("Forget it: {key}") on:click=forget>
                    "Forget it"
                </button>
            </div>
        </li>
    }
    .into_any()
}
