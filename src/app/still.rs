//! For a reader who asked for less motion: each scenario rests at a telling moment.

use leptos::prelude::*;

use super::desk::Desk;
use crate::parts::following;
use crate::scene::{Placement, telling};
use crate::session::Command;
use crate::units::Moment;

/// The width for which a picture is made to find the moment, in pixels; it changes nothing else.
const WIDTH: f64 = 1_000.0;

/// From now on every design that is opened rests, if that is what the reader asked for.
pub fn start(desk: Desk) {
    let source = Memo::new(move |_| desk.with(|session| session.design().source.clone()));
    following(move || {
        source.track();
        // Whoever was led to a moment stays there.
        let is_at_start = desk.peek(|session| session.playback().moment == Moment::START);
        if !desk.still.get() || !is_at_start {
            return;
        }
        let moment = desk.peek(|session| {
            let placement = Placement::new(session.scenario(), session.shape(), WIDTH);
            telling::moment(
                session.scenario(),
                session.film(),
                &placement,
                &session.playback().presentation(),
            )
        });
        desk.send(Command::Pause);
        desk.send(Command::SeekTo(moment));
    });
}
