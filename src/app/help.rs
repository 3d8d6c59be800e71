//! The map of keys.

use leptos::html;
use leptos::prelude::*;

use super::keys::{BINDINGS, Binding};
use crate::parts::{dialog_head, each, following};

/// The dialog that shows every key, open while `open` says so.
#[component]
pub fn Help(
    /// Whether it is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    following(move || {
        let Some(dialog) = dialog.get() else { return };
        match (open.get(), dialog.open()) {
            (true, false) => {
                let _ = dialog.show_modal(); // refuses only if it is open
            }
            (false, true) => dialog.close(),
            (true, true) | (false, false) => {}
        }
    });
    let row = |binding: &Binding| {
        let keys = each(binding.shown, |key| view! { <kbd>{*key}</kbd> });
        view! {
            <dt>{keys}</dt>
            <dd>{binding.does}</dd>
        }
    };
    view! {
        <dialog node_ref=dialog aria-labelledby="keys-title" on:close=move |_| open.set(false)>
            {dialog_head("keys-title", "Keys")}
            <dl class="keys">{each(BINDINGS, row)}</dl>
            <p class="hint">"Tab reaches everything else; Enter presses it."</p>
        </dialog>
    }
}
