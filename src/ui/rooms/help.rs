//! The map of keys, in which each act can be given another key, and keys that write a sign be switched off.

use leptos::ev::{Event, KeyboardEvent};
use leptos::prelude::*;

use super::context::RoomContext;
use super::dialog::dialog;
use crate::browser::page;
use crate::session::{Act, Keymap, Look, acts, shown};
use crate::ui::parts::{dynamic, effect, list, on_press, signal};

/// Keys that belong to what has the focus, not to the whole page.
const OF_PARTS: [(&[&str], &str); 4] = [
    (&["Tab", "Enter"], "Reach everything else, and press it"),
    (&["←", "→"], "On a bar of what goes wrong: move it; with Shift stretch it"),
    (&["Enter", "Delete"], "On such a bar: edit it, remove it"),
    (&["←", "→", "↑", "↓"], "On a step in the matrix: move it to another field"),
];

/// Keys that are held with others, and are none alone.
const HELD: [&str; 6] = ["shift", "control", "alt", "meta", "altgraph", "capslock"];

/// What is being changed.
#[derive(Clone, Copy)]
struct Changing {
    room: RoomContext,
    /// The act for which a key is awaited.
    act: RwSignal<Option<&'static str>>,
    /// Why the last one was not given.
    refused: RwSignal<String>,
}

/// The dialog that shows every key.
pub fn help(room: RoomContext) -> AnyView {
    let open = RwSignal::new(false);
    let is_wanted = room.whether(|session| session.screen().keys);
    effect(move || open.set(is_wanted.get()));
    effect(move || {
        if open.get() != is_wanted.get_untracked() {
            room.send(Look::Keys(open.get()));
        }
    });
    let changing = Changing { room, act: RwSignal::new(None), refused: RwSignal::default() };
    let of_part = |(keys, does): (&'static [&str], &'static str)| {
        view! {
            <dt>{list(keys.iter().copied(), |key| view! { <kbd>{key}</kbd> })}</dt>
            <dd>{does}</dd>
        }
    };
    dialog(open, "keys-title", "Keys", move || {
        changing.act.set(None);
        changing.refused.set(String::new());
        view! {
            {signs(room)}
            <p class="bad" role="alert">{changing.refused}</p>
            <dl class="keys" on:keydown=move |event| changing.heard(&event)>
                {list(acts(), move |act| row(changing, act))}
                {list(OF_PARTS, of_part)}
            </dl>
        }
        .into_any()
    })
}

/// Whether keys that write a sign do something.
fn signs(room: RoomContext) -> AnyView {
    let change = move |event: Event| {
        let mut keymap = room.peek(|session| session.keymap().clone());
        keymap.signs_are_off = !event_target_checked(&event);
        room.send(Look::UseKeys(Box::new(keymap)));
    };
    view! {
        <label class="keys-signs">
            <input
                type="checkbox"
                prop:checked=signal(move || room.with(|session| !session.keymap().signs_are_off))
                on:change=change
            />
            "Letters and other signs are keys, while the stage or nothing has the focus"
        </label>
    }
    .into_any()
}

fn row(changing: Changing, act: &'static Act) -> AnyView {
    let room = changing.room;
    let keys = Memo::new(move |_| room.with(|session| session.keymap().keys(act)));
    let is_asked = move || changing.act.get() == Some(act.id);
    let is_changed = Memo::new(move |_| {
        room.with(|session| session.keymap().changed().any(|(id, _)| id == act.id))
    });
    let ask = on_press(move || {
        changing.refused.set(String::new());
        changing.act.set((!is_asked()).then_some(act.id));
    });
    let give_back = on_press(move || {
        changing.use_keys(|keymap| {
            keymap.reset(act.id);
            Ok(())
        });
    });
    view! {
        <dt>
            {dynamic(move || {
                if is_asked() {
                    return "press a key …".into_any();
                }
                let keys = keys.get();
                if keys.is_empty() {
                    return "none".into_any();
                }
                list(keys, |key| view! { <kbd>{shown(&key)}</kbd> })
            })}
        </dt>
        <dd>
            <span>{act.words}</span>
            <button
                class="plain"
                aria-label=format!("Another key for “{}”", act.words)
                aria-pressed=signal(move || is_asked().to_string())
                title="Backspace: none"
                on:click=ask
            >
                "Change"
            </button>
            <button
                class="plain"
                aria-label=format!("The first keys again for “{}”", act.words)
                hidden=signal(move || !is_changed.get())
                on:click=give_back
            >
                "Reset"
            </button>
        </dd>
    }
    .into_any()
}

impl Changing {
    /// A key was pressed: the act that awaits one has it from now on.
    fn heard(self, event: &KeyboardEvent) {
        let Some(act) = self.act.get_untracked() else { return };
        let key = page::key(event);
        if HELD.contains(&key.as_str()) || key == "tab" {
            return;
        }
        event.prevent_default();
        event.stop_propagation();
        self.act.set(None);
        if key == "escape" {
            return;
        }
        let keys: Vec<&str> = if key == "backspace" { Vec::new() } else { vec![&key] };
        self.use_keys(|keymap| keymap.set(act, &keys).map_err(|why| why.to_string()));
    }

    fn use_keys(self, change: impl FnOnce(&mut Keymap) -> Result<(), String>) {
        let mut keymap = self.room.peek(|session| session.keymap().clone());
        match change(&mut keymap) {
            Ok(()) => {
                self.refused.set(String::new());
                self.room.send(Look::UseKeys(Box::new(keymap)));
            }
            Err(why) => self.refused.set(why),
        }
    }
}
