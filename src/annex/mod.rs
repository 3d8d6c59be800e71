//! The annex: the views beside the stage, a program of its own that is loaded after it.
//!
//! It is told what the stage shows, and keeps nothing else: what a person does here is a wish that the
//! stage fulfils, so that there is one session and one history. See `bridge`.

mod check;
mod table;

use leptos::mount::mount_to;
use leptos::prelude::*;

use self::table::Table;
use crate::browser::page;

/// Starts the annex in the places that the page keeps for it.
pub fn start() {
    #[cfg(debug_assertions)]
    console_error_panic_hook::set_once();
    let owner = Owner::new();
    owner.set();
    let table = Table::new();
    if let Some(place) = page::place("verdict") {
        mount_to(place, move || view! { <Panel table=table /> }).forget();
    }
    std::mem::forget(owner);
    table.listen();
}

/// What stands beside the stage.
#[component]
fn Panel(table: Table) -> impl IntoView {
    view! { <check::CheckIt table=table /> }
}
