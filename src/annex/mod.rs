//! The annex: the views beside the stage, a program of its own that is loaded after it.
//!
//! It is told what the stage shows, and keeps nothing else: what a person does here is a wish that the
//! stage fulfils, so that there is one session and one history. See `bridge`. The panel beside the stage
//! holds the verdict; the matrix and the rulebook take the stage's place.

mod check;
mod compare;
mod dialog;
mod editor;
mod faults;
mod form;
mod help;
mod inspector;
mod library;
mod matrix;
mod measured;
mod open;
mod panel;
mod picker;
mod process;
mod rulebook;
mod share;
mod table;
mod trace;

use leptos::mount::mount_to;
use leptos::prelude::*;

use self::table::Table;
use crate::bridge::View;
use crate::browser::page;
use crate::parts::changing;

/// What stands in a place of the page.
type Part = fn(Table) -> AnyView;

/// The places that the page keeps for the annex, by their ids.
const PLACES: [(&str, Part); 8] = [
    ("inspector", inspector::inspector),
    ("verdict", panel::panel),
    ("view", views),
    ("faults", faults::bars),
    ("stage-tools", editor::tools),
    ("open", open::open_file),
    ("more", more),
    ("dialogs", dialogs),
];

/// Starts the annex in the places that the page keeps for it.
pub fn start() {
    #[cfg(debug_assertions)]
    console_error_panic_hook::set_once();
    let owner = Owner::new();
    owner.set();
    let table = Table::new();
    for (place, part) in PLACES {
        if let Some(place) = page::place(place) {
            mount_to(place, move || part(table)).forget();
        }
    }
    // They last as long as the page.
    std::mem::forget(owner);
    measured::follow(table);
    trace::follow(table);
    table.listen();
}

/// What the header ends with.
fn more(table: Table) -> AnyView {
    let library = library::Library::new(table);
    view! {
        {library::library(table, library)}
        {share::share(table, library)}
    }
    .into_any()
}

/// What opens over the page.
fn dialogs(table: Table) -> AnyView {
    view! {
        {faults::editor(table)}
        {picker::picker(table)}
        {help::help(table)}
        {open::drop_target()}
    }
    .into_any()
}

/// What stands in the place of the stage, whichever view it is.
fn views(table: Table) -> AnyView {
    changing(move || view(table))
}

fn view(table: Table) -> AnyView {
    match table.view.get() {
        View::Stage => ().into_any(),
        View::Matrix => matrix::matrix(table),
        View::Compare => compare::compare(table),
        View::Trace => trace::trace(table),
        View::Rulebook => rulebook::rulebook(table),
    }
}
