//! The rooms: what stands beside the stage, loaded after it as one part.
//!
//! A room is a function that makes its view; [`rooms`] is the list of them, by where they stand in the
//! page. What they share besides the `Context` of the page stands in
//! `context`. The panel beside the stage holds the verdict; the matrix, the comparison, the trace and
//! the rulebook take the stage's place.

mod branches;
mod check;
mod compare;
mod context;
mod dialog;
mod disagreements;
mod editor;
mod entering;
mod faults;
mod form;
mod help;
mod inspector;
mod library;
mod matrix;
mod panel;
mod process;
mod rulebook;
mod share;
mod sources;
mod trace;

use leptos::prelude::*;

use self::context::{RoomContext, room_context};
use crate::session::View;
use crate::ui::Rooms;
use crate::ui::parts::dynamic;

/// The rooms, by where they stand in the page.
#[must_use]
pub fn rooms() -> Rooms {
    Rooms {
        begin: RoomContext::provide,
        branches: || branches::branches(room_context()),
        selected: || inspector::inspector(room_context()),
        verdict: || panel::panel(room_context()),
        process: || beside(room_context(), entering::entering, process::whole),
        view: || dynamic(|| view(room_context())),
        faults: || faults::bars(room_context()),
        breaking: || faults::breaking(room_context()),
        tools: || editor::tools(room_context()),
        menu: || library::begin(room_context()),
        own: || library::own(room_context()),
        header: || header(room_context()),
        dialogs: || dialogs(room_context()),
    }
}

/// What stands in a tab while somebody enters a process, and what stands there otherwise.
fn beside(
    room: RoomContext,
    entering: fn(RoomContext) -> AnyView,
    otherwise: fn(RoomContext) -> AnyView,
) -> AnyView {
    let enters = room.whether(|session| session.entering().is_some());
    dynamic(move || {
        let shown = if enters.get() { entering } else { otherwise };
        untrack(|| shown(room))
    })
}

/// What the header ends with.
fn header(room: RoomContext) -> AnyView {
    view! {
        {icons()}
        {library::library(room)}
        {share::share(room)}
    }
    .into_any()
}

/// Icons that the first view does without; see `ui::icons`.
fn icons() -> AnyView {
    view! {
        <svg class="icons" width="0" height="0" aria-hidden="true">
            <symbol id="icon-link" viewBox="0 0 16 16"><path d="M6.8 9.2a2.6 2.6 0 0 0 3.7 0l2.2-2.2a2.6 2.6 0 0 0-3.7-3.7l-.8.8M9.2 6.8a2.6 2.6 0 0 0-3.7 0L3.3 9a2.6 2.6 0 0 0 3.7 3.7l.8-.8"></path></symbol>
            <symbol id="icon-embed" viewBox="0 0 16 16"><path d="M5.5 4 1.8 8l3.7 4M10.5 4l3.7 4-3.7 4"></path></symbol>
        </svg>
    }
    .into_any()
}

/// What opens over the page.
fn dialogs(room: RoomContext) -> AnyView {
    view! {
        {faults::editor(room)}
        {help::help(room)}
    }
    .into_any()
}

/// What stands in the place of the stage.
fn view(room: RoomContext) -> AnyView {
    match room.view.get() {
        View::Stage => ().into_any(),
        View::Matrix => matrix::matrix(room),
        View::Compare => compare::compare(room),
        View::Trace => trace::trace(room),
        View::Rulebook => rulebook::rulebook(room),
    }
}
