//! One request from its arrival to its last step, in the place of the stage: picked from lists or by
//! its number, as a sentence, a waterfall, a table and a sequence diagram. Everything shown is linked to
//! its moment of the run.
//!
//! What there is to see is computed in `scene::trace`; the run is read by `reading`, once for a design.

mod keyed;
mod lines;
mod picker;
mod reading;
mod sequence;
mod story;
mod waterfall;

use leptos::ev::MouseEvent;
use leptos::prelude::*;

pub use reading::{Read, follow};

use super::table::{Table, wish};
use crate::bridge::Wish;
use crate::model::Subject;
use crate::parts::{changing, pressed};
use crate::units::Moment;

/// The view.
pub fn trace(table: Table) -> AnyView {
    let picks = picker::Picks::new(table);
    let body = move || {
        match table.read.get() {
        None => view! {
            <p class="trace-state" role="status">
                <span class="trace-reading" aria-hidden="true"></span>
                "Reading the run…"
            </p>
        }
        .into_any(),
        Some(read) if read.traces.recording().spans.is_empty() => view! {
            <p class="trace-state">"Nothing arrived in this run, so there is no request to look at."</p>
        }
        .into_any(),
        Some(_) => view! {
            <div class="trace-columns">
                {picker::picker(picks)}
                <div class="trace-story">{changing(move || shown(table, picks))}</div>
            </div>
        }
        .into_any(),
    }
    };
    view! {
        <div class="trace-view">
            <h2>"One request, from its arrival to its last step"</h2>
            {changing(body)}
        </div>
    }
    .into_any()
}

/// The request that is looked at, or why there is none.
fn shown(table: Table, picks: picker::Picks) -> AnyView {
    let (Some(read), Some(number)) = (table.read.get(), picks.shown.get()) else {
        return ().into_any();
    };
    let Some(told) = read.traces.story(number) else {
        return view! {
            <p class="trace-state" role="status">
                {format!("There is no request {number} in this run. Pick one from the lists, or by another number.")}
            </p>
        }
        .into_any();
    };
    story::story(table, &read, told)
}

/// What goes to a moment of the run when it is pressed.
fn goes(to: Moment) -> Box<dyn FnMut(MouseEvent)> {
    pressed(move || wish(&Wish::SeekTo(to)))
}

/// Looks at a request.
fn look(request: u32) {
    wish(&Wish::Select(Subject::Request(request)));
}
