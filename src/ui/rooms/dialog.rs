//! A dialog over the page, with what it holds made anew whenever it opens.

use leptos::html;
use leptos::prelude::*;

use crate::ui::parts::{dialog_head, dynamic, effect};

/// A dialog that is open while `open` says so; its title has this id.
pub fn dialog(
    open: RwSignal<bool>,
    id: &'static str,
    title: &'static str,
    body: impl Fn() -> AnyView + Send + 'static,
) -> AnyView {
    let dialog = NodeRef::<html::Dialog>::new();
    effect(move || {
        let Some(dialog) = dialog.get() else { return };
        match (open.get(), dialog.open()) {
            (true, false) => {
                let _ = dialog.show_modal(); // refuses only if it is open
            }
            (false, true) => dialog.close(),
            (true, true) | (false, false) => {}
        }
    });
    view! {
        <dialog class="wide-dialog" node_ref=dialog aria-labelledby=id on:close=move |_| open.set(false)>
            {dialog_head(id, title)}
            {dynamic(move || if open.get() { body() } else { ().into_any() })}
        </dialog>
    }
    .into_any()
}
