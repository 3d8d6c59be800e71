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
        {icons()}
        {library::library(table, library)}
        {share::share(table, library)}
    }
    .into_any()
}

/// Icons that the first view does without; see `app::icons`.
fn icons() -> AnyView {
    view! {
        <svg class="icons" width="0" height="0" aria-hidden="true">
            <symbol id="icon-own" viewBox="0 0 16 16"><path d="M3 2.5h10v11l-5-3.2-5 3.2z"></path></symbol>
            <symbol id="icon-link" viewBox="0 0 16 16"><path d="M6.8 9.2a2.6 2.6 0 0 0 3.7 0l2.2-2.2a2.6 2.6 0 0 0-3.7-3.7l-.8.8M9.2 6.8a2.6 2.6 0 0 0-3.7 0L3.3 9a2.6 2.6 0 0 0 3.7 3.7l.8-.8"></path></symbol>
            <symbol id="icon-embed" viewBox="0 0 16 16"><path d="M5.5 4 1.8 8l3.7 4M10.5 4l3.7 4-3.7 4"></path></symbol>
        </svg>
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
