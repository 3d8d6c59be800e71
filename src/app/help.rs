//! The map of keys.

use leptos::html;
use leptos::prelude::*;

use super::keys::BINDINGS;
use super::parts::{Draw, Icon};

/// The dialog that shows every key, open while `open` says so.
#[component]
pub fn Help(
    /// Whether it is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move || {
        let Some(dialog) = dialog.get() else { return };
        match (open.get(), dialog.open()) {
            (true, false) => {
                let _ = dialog.show_modal();
            }
            (false, true) => dialog.close(),
            (true, true) | (false, false) => {}
        }
    });
    view! {
        <dialog node_ref=dialog aria-labelledby="keys-title" on:close=move |_| open.set(false)>
            <div class="dialog-head">
                <h2 id="keys-title">"Keys"</h2>
                <button class="plain" aria-label="Close" on:click=move |_| open.set(false)>
                    <Draw icon=Icon::Close />
                </button>
            </div>
            <dl class="keys">
                {BINDINGS
                    .iter()
                    .map(|binding| {
                        view! {
                            <dt>
                                {binding
                                    .shown
                                    .iter()
                                    .map(|key| view! { <kbd>{*key}</kbd> })
                                    .collect_view()}
                            </dt>
                            <dd>{binding.does}</dd>
                        }
                    })
                    .collect_view()}
            </dl>
            <p class="quiet">"Tab reaches everything else; Enter presses it."</p>
        </dialog>
    }
}
