//! The annex: the views beside the stage, a program of its own that is loaded after it.
//!
//! It is told what the stage shows, and keeps nothing else: what a person does here is a wish that the
//! stage fulfils, so that there is one session and one history. See `bridge`. The panel beside the stage
//! holds the verdict; the matrix and the rulebook take the stage's place.

mod check;
mod form;
mod matrix;
mod measured;
mod panel;
mod process;
mod rulebook;
mod table;

use leptos::mount::mount_to;
use leptos::prelude::*;

use self::table::Table;
use crate::bridge::View;
use crate::browser::page;
use crate::parts::changing;

/// Starts the annex in the places that the page keeps for it.
pub fn start() {
    #[cfg(debug_assertions)]
    console_error_panic_hook::set_once();
    let owner = Owner::new();
    owner.set();
    let table = Table::new();
    if let Some(place) = page::place("verdict") {
        mount_to(place, move || panel::panel(table)).forget();
    }
    if let Some(place) = page::place("view") {
        mount_to(place, move || changing(move || view(table))).forget();
    }
    // Both last as long as the page.
    std::mem::forget(owner);
    measured::follow(table);
    table.listen();
}

/// What stands in the place of the stage.
fn view(table: Table) -> AnyView {
    match table.view.get() {
        View::Stage => ().into_any(),
        View::Matrix => matrix::matrix(table),
        View::Rulebook => rulebook::rulebook(table),
    }
}
