//! The canvas with the messages: draws a moment when it changes, and lets it change while playing.

use gloo_timers::callback::Interval;
use leptos::html;
use leptos::prelude::*;

use super::messages::{Inks, draw, ring_request};
use super::px;
use crate::browser::frames::{Frames, now_ms};
use crate::browser::surface::Surface;
use crate::model::Subject;
use crate::session::PlayState;
use crate::ui::context::Context;
use crate::ui::parts::{effect, signal};
use crate::units::Duration;

/// How often, in milliseconds, the words and squares follow while playing.
const PULSE_MS: f64 = 100.0;

/// How long a still stands for a reader who asked for less motion, in milliseconds.
const STILL_MS: u32 = 1_000;

/// What lets time pass: every frame, or a still a second.
enum Clock {
    Frames { _loop: Frames },
    Stills { _timer: Interval },
}

/// The canvas over the stage. It is for the eye alone: the cards count the same, and the trace tells it in
/// words.
#[component]
pub fn Messages() -> impl IntoView {
    let context = expect_context::<Context>();
    let canvas = NodeRef::<html::Canvas>::new();
    let painter = StoredValue::new_local(None::<Painter>);
    effect(move || {
        if let Some(canvas) = canvas.get() {
            painter.set_value(Surface::of(&canvas).map(Painter::new));
        }
    });
    // Whatever changes the picture without time passing: a command, another size, another theme, another
    // screen, or paper.
    effect(move || {
        canvas.track();
        context.follow();
        context.picture.placement.track();
        context.picture.scale.get();
        context.dark.track();
        context.density.track();
        let on_paper = context.paper.get();
        painter.try_update_value(|painter| {
            if let Some(painter) = painter {
                painter.inks = Inks::of(&painter.surface, on_paper);
                painter.paint(context, true);
            }
        });
    });
    let playing = context.whether(|session| session.playback().state == PlayState::Playing);
    let clock = StoredValue::new_local(None::<Clock>);
    effect(move || {
        let pass = move |milliseconds: f64| {
            context.tick(Duration::from_milliseconds(milliseconds));
            painter.try_update_value(|painter| {
                if let Some(painter) = painter {
                    painter.paint(context, false);
                }
            });
        };
        clock.set_value(match (playing.get(), context.still.get()) {
            (false, _) => None,
            (true, false) => Some(Clock::Frames { _loop: Frames::each(pass) }),
            (true, true) => {
                let still = move || pass(f64::from(STILL_MS));
                Some(Clock::Stills { _timer: Interval::new(STILL_MS, still) })
            }
        });
    });
    on_cleanup(move || {
        clock.try_set_value(None);
    });
    view! {
        <canvas
            class="messages"
            aria-hidden="true"
            node_ref=canvas
            style:width=signal(move || px(context.picture.placement.with(|all| all.width)))
            style:height=signal(move || px(context.picture.placement.with(|all| all.height)))
        ></canvas>
    }
}

/// What draws the current moment.
struct Painter {
    surface: Surface,
    inks: Inks,
    pulsed: f64,
}

impl Painter {
    fn new(surface: Surface) -> Self {
        Self { inks: Inks::of(&surface, false), surface, pulsed: f64::NEG_INFINITY }
    }

    /// Draws the moment; the words and squares follow when it is time, or at once.
    fn paint(&mut self, context: Context, at_once: bool) {
        let placement = context.picture.placement.get_untracked();
        let frame = context.peek(|session| {
            let playback = session.playback();
            session.indexed().frame(playback.moment, &placement, &playback.presentation())
        });
        draw(&self.surface, &placement, &frame, &self.inks);
        if let Subject::Request(request) = context.peek(|session| session.subject().clone()) {
            ring_request(&self.surface, &frame, &self.inks, request);
        }
        context.picture.moment.set(frame.moment);
        let time = now_ms();
        if at_once || time - self.pulsed >= PULSE_MS {
            self.pulsed = time;
            context.picture.write(&frame);
        }
    }
}
