//! One request from its arrival to its last step, in the place of the stage: picked from lists or by
//! its number, as a sentence, a waterfall, a table and a sequence diagram. Everything shown is linked to
//! its moment of the run.
//!
//! What there is to see is computed in `trace`; the run is read by `reading`, once for a design.

mod keyed;
mod lines;
mod picker;
pub mod reading;
mod request;
mod sequence;
mod waterfall;

use crate::session::{Look, Play};
use crate::ui::rooms::room_context;
use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::context::RoomContext;
use crate::model::Subject;
use crate::ui::parts::{dynamic, on_press};
use crate::units::Moment;

/// The view.
pub fn trace(room: RoomContext) -> AnyView {
    let picks = picker::Picks::new(room);
    let body = move || {
        match room.read.get() {
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
                <div class="trace-story">{dynamic(move || shown(room, picks))}</div>
            </div>
        }
        .into_any(),
    }
    };
    view! {
        <div class="trace-view">
            <h2>"One request, from its arrival to its last step"</h2>
            {dynamic(body)}
        </div>
    }
    .into_any()
}

/// The request that is looked at, or why there is none.
fn shown(room: RoomContext, picks: picker::Picks) -> AnyView {
    let (Some(read), Some(number)) = (room.read.get(), picks.shown.get()) else {
        return ().into_any();
    };
    let Some(told) = read.traces.trace(number) else {
        return view! {
            <p class="trace-state" role="status">
                {format!("There is no request {number} in this run. Pick one from the lists, or by another number.")}
            </p>
        }
        .into_any();
    };
    request::trace(room, &read, told)
}

/// What goes to a moment of the run when it is pressed.
fn goes(to: Moment) -> Box<dyn FnMut(MouseEvent)> {
    let room = room_context();
    on_press(move || room.send(Play::RestAt(to)))
}

/// Looks at a request.
fn look(room: RoomContext, request: u32) {
    room.send(Look::Select(Subject::Request(request)));
}
