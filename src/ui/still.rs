//! For a reader who asked for less motion: each scenario rests at the moment of its poster.

use leptos::prelude::*;

use super::context::Context;
use crate::scene::{Placement, poster};
use crate::session::Play;
use crate::ui::parts::effect;
use crate::units::Moment;

/// The width for which a picture is made to find the moment, in pixels; it changes nothing else.
const WIDTH: f64 = 1_000.0;

/// From now on every design that is opened rests, if that is what the reader asked for.
pub fn start(context: Context) {
    let source = Memo::new(move |_| context.with(|session| session.opened().source.clone()));
    effect(move || {
        source.track();
        // Whoever was led to a moment stays there.
        let is_at_start = context.peek(|session| session.playback().moment == Moment::START);
        if !context.still.get() || !is_at_start {
            return;
        }
        let moment = context.peek(|session| {
            let placement = Placement::new(session.design(), WIDTH);
            poster::moment(
                session.design(),
                session.indexed(),
                &placement,
                &session.playback().presentation(),
            )
        });
        context.send(Play::RestAt(moment));
    });
}
