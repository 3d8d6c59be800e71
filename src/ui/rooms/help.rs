//! The map of keys.

use leptos::prelude::*;

use super::context::RoomContext;
use super::dialog::dialog;
use crate::session::{Act, Look, acts, shown};
use crate::ui::parts::{effect, list};

/// Keys that belong to what has the focus, not to the whole page.
const OF_PARTS: [(&[&str], &str); 4] = [
    (&["Tab", "Enter"], "Reach everything else, and press it"),
    (&["←", "→"], "On a bar of what goes wrong: move it; with Shift stretch it"),
    (&["Enter", "Delete"], "On such a bar: edit it, remove it"),
    (&["←", "→", "↑", "↓"], "On a step in the matrix: move it to another field"),
];

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
    let of_page = move |act: &Act| {
        let keys = room.with(|session| session.keymap().keys(act));
        (keys.iter().map(|key| shown(key)).collect::<Vec<_>>(), act.words)
    };
    let of_part = |(keys, does): (&[&str], &'static str)| {
        (keys.iter().map(|&key| key.to_owned()).collect(), does)
    };
    let row = |(keys, does): (Vec<String>, &'static str)| {
        let keys = list(keys, |key| view! { <kbd>{key}</kbd> });
        view! {
            <dt>{keys}</dt>
            <dd>{does}</dd>
        }
    };
    dialog(open, "keys-title", "Keys", move || {
        let with_keys = acts().map(of_page).filter(|(keys, _)| !keys.is_empty());
        let all = with_keys.chain(OF_PARTS.map(of_part));
        view! { <dl class="keys">{list(all, row)}</dl> }.into_any()
    })
}
