//! One of two stages: the picture of a design at the moment that the main stage shows.
//!
//! It is the real stage with a picture of its own. Whatever the main stage draws, it draws at the same
//! moment, from a recording of the same arrivals. The picture is for the eye alone: the sentence under it
//! says the figures.

use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;

use super::of;
use crate::browser::size::SizeWatch;
use crate::browser::surface::Surface;
use crate::model::Design;
use crate::scene::{Frame, IndexedRecording, Pane, Presentation};
use crate::session::Side;
use crate::ui::parts::{dynamic, effect, signal};
use crate::ui::picture::Picture;
use crate::ui::rooms::context::RoomContext;
use crate::ui::stage::{Inks, draw, drawn, px};
use crate::units::Moment;
use crate::units::format;
use crate::wording::Headline;

/// How large the picture is beside the main stage's, so that both designs are seen whole.
const SCALE: f64 = 0.8;

/// More messages are not drawn on one side.
const MOST_TOKENS: usize = 1_500;

/// The stage of one side of the pair, and its figures as a sentence.
pub fn side(room: RoomContext, side: Side) -> AnyView {
    let design = Memo::new(move |_| {
        room.pair.with(|pair| Some(of(side, pair.as_ref()?.designs.each_ref()).clone()))
    });
    let indexed = Memo::new_with_compare(
        move |_| design.get().and_then(|design| room.film_of(&design)),
        |before: Option<&Option<Arc<IndexedRecording>>>, after| match (before, after) {
            (Some(Some(before)), Some(Some(after))) => !Arc::ptr_eq(before, after),
            (Some(None), Some(None)) => false,
            _ => true,
        },
    );
    // As long as there is a design and a recording, the stage stays.
    let is_there =
        Memo::new(move |_| design.with(Option::is_some) && indexed.with(Option::is_some));
    let said = signal(move || match room.comparison.get() {
        Some(both) => Headline::new(of(side, [&both.before, &both.after]), None).text(),
        None => "Its figures are being measured …".to_owned(),
    });
    let name = signal(move || {
        let name = room.pair.with(|pair| Some(of(side, pair.as_ref()?.names.each_ref()).clone()));
        name.map(|name| format!("{name}: ")).unwrap_or_default()
    });
    view! {
        <div class="compare-stage">
            {dynamic(move || {
                if is_there.get() { stage(room, design, indexed) } else { ().into_any() }
            })}
        </div>
        <p class="compare-said">
            <b>{name}</b>
            {signal(move || format::kept_together(&said.get()))}
        </p>
    }
    .into_any()
}

/// The stage of a design and its recording.
fn stage(
    room: RoomContext,
    design: Memo<Option<Design>>,
    indexed: Memo<Option<Arc<IndexedRecording>>>,
) -> AnyView {
    // What is gone for a moment stays as it was until the next is there.
    let design = Memo::new_with_compare(
        move |before: Option<&Design>| {
            let open = || before.cloned().unwrap_or_else(|| room.design.get_untracked());
            design.get().unwrap_or_else(open)
        },
        |before, after| match (before, after) {
            (Some(before), Some(after)) => !before.is(after),
            _ => true,
        },
    );
    let indexed = Memo::new_with_compare(
        move |before: Option<&Arc<IndexedRecording>>| {
            let open = || before.cloned().unwrap_or_else(|| room.indexed.get_untracked());
            indexed.get().unwrap_or_else(open)
        },
        |before, after| match (before, after) {
            (Some(before), Some(after)) => !Arc::ptr_eq(before, after),
            _ => true,
        },
    );
    let unknown = signal(String::new);
    let picture = Picture { inert: true, ..Picture::new(design, indexed, unknown) };
    provide_context(picture);
    let frame = NodeRef::<html::Div>::new();
    let watch = StoredValue::new_local(None);
    effect(move || {
        if let Some(frame) = frame.get() {
            let changed = move |width: f64, _: f64| {
                picture.resize(Pane {
                    width,
                    height: f64::INFINITY,
                    magnified: SCALE,
                    whole: false,
                });
            };
            watch.set_value(SizeWatch::new(&frame, changed));
        }
    });
    let moment = signal(move || format::moment(picture.now.with(|now| now.moment)));
    view! {
        <p class="compare-moment">"At " <b>{moment}</b></p>
        <div class="compare-frame" inert=true node_ref=frame>
            {drawn(**room, picture, canvas(room, picture))}
        </div>
    }
    .into_any()
}

/// The canvas over the stage: draws what the main stage draws, as soon as it does.
fn canvas(room: RoomContext, picture: Picture) -> AnyView {
    let canvas = NodeRef::<html::Canvas>::new();
    let painter = StoredValue::new_local(None::<(Surface, Inks)>);
    effect(move || {
        if let Some(canvas) = canvas.get() {
            let surface = Surface::of(&canvas);
            painter.set_value(surface.map(|surface| (surface.clone(), Inks::of(&surface, false))));
        }
    });
    // The colours are read anew when what is drawn changes without time passing.
    let last = StoredValue::new(None::<Moment>);
    effect(move || {
        canvas.track();
        picture.placement.track();
        room.dark.track();
        room.density.track();
        let on_paper = room.paper.get();
        room.follow();
        let moment = room.picture.moment.get();
        let before = last.try_update_value(|last| last.replace(moment)).flatten();
        let frame = frame(room, picture, moment);
        painter.try_update_value(|painter| {
            if let Some((surface, inks)) = painter {
                if before == Some(moment) {
                    *inks = Inks::of(surface, on_paper);
                }
                draw(surface, &picture.placement.get_untracked(), &frame, inks);
            }
        });
    });
    // What stands on the cards follows ten times a second.
    effect(move || {
        picture.placement.track();
        let moment = room.picture.now.with(|now| now.moment);
        picture.write(&frame(room, picture, moment));
    });
    view! {
        <canvas
            class="messages"
            aria-hidden="true"
            node_ref=canvas
            style:width=signal(move || px(picture.placement.with(|all| all.width)))
            style:height=signal(move || px(picture.placement.with(|all| all.height)))
        ></canvas>
    }
    .into_any()
}

/// What is seen on this side; a recording that ends earlier stays at its end. Its recording is followed.
fn frame(room: RoomContext, picture: Picture, moment: Moment) -> Frame {
    let placement = picture.placement.get_untracked();
    let presentation = room.peek(|session| session.playback().presentation());
    let presentation = Presentation { most_tokens: MOST_TOKENS, ..presentation };
    picture
        .indexed
        .with(|indexed| indexed.frame(moment.min(indexed.end()), &placement, &presentation))
}
