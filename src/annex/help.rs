//! The map of keys.

use leptos::prelude::*;

use super::dialog::dialog;
use super::table::Table;
use crate::app::keys::{Asked, BINDINGS};
use crate::bridge::HELP;
use crate::browser::told;
use crate::parts::each;

/// Keys that belong to what has the focus, not to the whole page.
const OF_PARTS: [(&[&str], &str); 4] = [
    (&["Tab", "Enter"], "Reach everything else, and press it"),
    (&["←", "→"], "On a bar of what goes wrong: move it; with Shift stretch it"),
    (&["Enter", "Delete"], "On such a bar: edit it, remove it"),
    (&["←", "→", "↑", "↓"], "On a step in the matrix: move it to another field"),
];

/// The dialog that shows every key.
pub fn help(_table: Table) -> AnyView {
    let open = RwSignal::new(false);
    told::hear(HELP, move |_| {
        open.try_update(|open| *open = !*open);
    });
    let row = |(shown, does): (&'static [&'static str], &'static str)| {
        let keys = each(shown, |key| view! { <kbd>{*key}</kbd> });
        view! {
            <dt>{keys}</dt>
            <dd>{does}</dd>
        }
    };
    let of_page = |(_, asks): &(&[&str], Asked)| asks.told();
    dialog(open, "keys-title", "Keys", move || {
        let all = BINDINGS.iter().map(of_page).chain(OF_PARTS);
        view! { <dl class="keys">{each(all, row)}</dl> }.into_any()
    })
}
