//! One of two stages: the picture of a design at the moment that the main stage shows.
//!
//! It is the real stage, on a desk of its own that tells nobody and runs nothing. What the main stage
//! draws is told frame by frame; both sides draw the same moment from recordings of the same arrivals.
//! The picture is for the eye alone: the sentence under it says the figures.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use gloo_timers::callback::Timeout;
use leptos::html;
use leptos::prelude::*;

use super::Place;
use super::comparing::Pair;
use crate::annex::table::Table;
use crate::app::desk::Desk;
use crate::app::stage::{Inks, draw, picture, px};
use crate::bridge::Picture;
use crate::browser::size::SizeWatch;
use crate::browser::surface::Surface;
use crate::model::Scenario;
use crate::parts::{changing, derived, following};
use crate::runner::{Sliced, in_slices};
use crate::scene::{Frame, Presentation, Sentence, format};
use crate::session::{Command, Generation, Output, Session, Source};
use crate::simulation::Take;
use crate::units::Duration;

/// Between making one side's recording and the other's the page does whatever else there is to do.
const TURN_MS: u32 = 40;

/// How large the picture is beside the main stage's, so that both designs are seen whole.
const SCALE: f64 = 0.8;

/// More messages are not drawn on one side.
const MOST_TOKENS: usize = 1_500;

/// A session as it begins, and what it asked for.
type Begun = Arc<(Session, Vec<Output>)>;

/// The stage of one side of the pair, and its figures as a sentence.
pub fn side(table: Table, pair: Memo<Option<Pair>>, place: Place) -> AnyView {
    let comparing = table.comparing();
    let design = Memo::new(move |_| {
        pair.with(|pair| Some(Arc::clone(place.of(pair.as_ref()?.designs.each_ref()))))
    });
    let begun = RwSignal::new(None::<Begun>);
    let turn = StoredValue::new_local(None::<Timeout>);
    following(move || {
        begun.set(None);
        let Some(design) = design.get() else { return };
        let make = move || {
            let source = Source::Document(String::new());
            if let Ok(session) = Session::start(source, Scenario::clone(&design)) {
                begun.set(Some(Arc::new(session)));
            }
        };
        let wait = place.of([0, TURN_MS]);
        turn.set_value(Some(Timeout::new(wait, make)));
    });
    let said = derived(move || {
        comparing.outcome.with(|outcome| match &outcome.comparison {
            Some(both) => Sentence::new(place.of([&both.before, &both.after]), None).text(),
            None => "Its figures are being measured …".to_owned(),
        })
    });
    view! {
        <div class="compare-stage">
            {changing(move || begun.get().map_or_else(|| ().into_any(), |it| stage(table, &it)))}
        </div>
        <p class="compare-said">{said}</p>
    }
    .into_any()
}

/// The stage of a session, until another one takes its place.
fn stage(table: Table, begun: &Begun) -> AnyView {
    let comparing = table.comparing();
    let (session, outputs) = Arc::unwrap_or_clone(Arc::clone(begun));
    let desk = Desk::beside(session, comparing.dark);
    provide_context(desk);
    let is_there = Arc::new(AtomicBool::new(true));
    for output in outputs {
        if let Output::Record { generation, scenario } = output
            && let Ok(take) = Take::new(&scenario)
        {
            let is_there = Arc::clone(&is_there);
            in_slices(Box::new(Rest { desk, generation, is_there, take }));
        }
    }
    on_cleanup(move || is_there.store(false, Ordering::Relaxed));

    let frame = NodeRef::<html::Div>::new();
    let watch = StoredValue::new_local(None);
    following(move || {
        if let Some(frame) = frame.get() {
            let changed = move |seen: f64, _: f64| {
                let width = seen / SCALE;
                if desk.stage_width.try_get_untracked() != Some(width) {
                    desk.stage_width.set(width);
                }
            };
            watch.set_value(SizeWatch::new(&frame, changed));
        }
    });
    let moment = derived(move || format::moment(desk.now.with(|now| now.moment)));
    view! {
        <p class="compare-moment">"At " <b>{moment}</b></p>
        <div
            class="compare-frame"
            inert=true
            node_ref=frame
            style:height=derived(move || px(desk.placement.with(|all| all.height) * SCALE))
        >
            <div
                class="compare-scaled"
                style:transform=format!("scale({SCALE})")
                style:width=derived(move || px(desk.stage_width.get()))
                style:height=derived(move || px(desk.placement.with(|all| all.height)))
            >
                {picture(desk, canvas(table, desk))}
            </div>
        </div>
    }
    .into_any()
}

/// The canvas over the stage: draws what the main stage draws, as soon as it does.
fn canvas(table: Table, desk: Desk) -> AnyView {
    let comparing = table.comparing();
    let canvas = NodeRef::<html::Canvas>::new();
    let painter = StoredValue::new_local(None::<(Surface, Inks)>);
    following(move || {
        if let Some(canvas) = canvas.get() {
            let surface = Surface::of(&canvas);
            painter.set_value(surface.map(|surface| (surface.clone(), Inks::of(&surface))));
        }
    });
    let paint = move |frame: &Frame, is_new: bool| {
        let placement = desk.placement.get_untracked();
        painter.try_update_value(|painter| {
            if let Some((surface, inks)) = painter {
                if is_new {
                    *inks = Inks::of(surface);
                }
                draw(surface, &placement, frame, inks);
            }
        });
    };
    // The colours are read anew when what is drawn changes without time passing.
    let last = StoredValue::new(Picture::default());
    following(move || {
        canvas.track();
        desk.placement.track();
        desk.dark.track();
        let picture = comparing.picture.get();
        let before = last.try_update_value(|last| std::mem::replace(last, picture));
        paint(&frame(desk, picture), before == Some(picture));
    });
    // What stands on the cards follows ten times a second.
    following(move || {
        desk.placement.track();
        table.moment.track();
        let picture = Picture { moment: table.moment.get(), ..comparing.picture.get_untracked() };
        desk.write(&frame(desk, picture));
    });
    view! {
        <canvas
            class="messages"
            aria-hidden="true"
            node_ref=canvas
            style:width=derived(move || px(desk.placement.with(|all| all.width)))
            style:height=derived(move || px(desk.placement.with(|all| all.height)))
        ></canvas>
    }
    .into_any()
}

/// What is seen on this side; a recording that ends earlier stays at its end.
fn frame(desk: Desk, picture: Picture) -> Frame {
    let placement = desk.placement.get_untracked();
    let (min_travel, effect) = (picture.min_travel, picture.effect);
    let flow = (picture.flow > Duration::ZERO).then_some(picture.flow);
    let presentation = Presentation { min_travel, effect, flow, most_tokens: MOST_TOKENS };
    desk.film.with(|film| film.frame(picture.moment.min(film.end()), &placement, &presentation))
}

/// The rest of a long recording, made in slices.
struct Rest {
    desk: Desk,
    generation: Generation,
    is_there: Arc<AtomicBool>,
    take: Take,
}

impl Sliced for Rest {
    fn is_wanted(&self) -> bool {
        self.is_there.load(Ordering::Relaxed)
    }

    fn advance(&mut self, events: u64) -> bool {
        self.take.advance(events)
    }

    fn end(self: Box<Self>) {
        let recording = Box::new(self.take.recording());
        self.desk.send(Command::Recorded { generation: self.generation, recording });
    }
}
