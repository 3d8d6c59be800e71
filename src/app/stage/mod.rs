//! The stage: the process as it runs, with the line at which the customer has an answer.
//!
//! Where things lie and what moves comes from `scene`; here numbers become elements. Cards are HTML
//! that can be pressed and read; links are SVG; what moves is drawn on one canvas over both, and
//! told in the words on the cards.

mod canvas;
mod card;
mod legend;
mod links;
mod messages;
mod switch;

use leptos::ev::MouseEvent;
use leptos::html;
use leptos::prelude::*;

use super::desk::Desk;
use crate::bridge::View;
use crate::browser::page;
use crate::browser::size::SizeWatch;
use crate::model::Subject;
use crate::parts::{changing, derived, each, following};
use crate::scene::{Node, Point, Rect, format, touch};
use crate::session::Command;

pub use legend::Legend;
pub use messages::{Inks, draw};
pub use switch::ModeSwitch;

/// The stage.
#[component]
pub fn Stage() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let frame = NodeRef::<html::Section>::new();
    let watch = StoredValue::new_local(None);
    following(move || {
        if let Some(frame) = frame.get() {
            let changed = move |width: f64, _height: f64| {
                if desk.stage_width.try_get_untracked() != Some(width) {
                    desk.stage_width.set(width);
                }
            };
            watch.set_value(SizeWatch::new(&frame, changed));
        }
    });
    let over = view! {
        <canvas::Messages />
        <div id="stage-tools"></div>
    }
    .into_any();
    view! {
        <section class="stage" aria-label="Stage" node_ref=frame>
            {picture(desk, over)}
        </section>
    }
}

/// The picture of a desk that its views find in their context, and what lies over it.
pub fn picture(desk: Desk, over: AnyView) -> AnyView {
    // As long as there are as many, the cards stay and move.
    let count = Memo::new(move |_| desk.scenario.with(|scenario| scenario.process.steps.len()));
    let cards = changing(move || {
        each(0..count.get(), |index| view! { <card::Card node=Node::Step(index) /> })
    });
    // What is pressed beside the cards: for the mouse alone; by key the same is found in the panel.
    let pressed = move |event: MouseEvent| {
        if page::takes_presses(&event) {
            return;
        }
        let Some((x, y)) = page::place_of(&event) else { return };
        let subject = desk.peek(|session| {
            let placement = desk.placement.get_untracked();
            let playback = session.playback();
            let presentation = playback.presentation();
            let frame = session.film().frame(playback.moment, &placement, &presentation);
            touch::subject_at(session.scenario(), &placement, &frame, Point::new(x, y))
        });
        if let Some(subject) = subject {
            let is_request = matches!(subject, Subject::Request(_));
            desk.send(Command::Select(subject));
            if is_request {
                desk.send(Command::Pause);
                desk.view.set(View::Trace);
            }
        }
    };
    view! {
        <div
            class="picture"
            on:click=pressed
            style:height=derived(move || px(desk.placement.with(|all| all.height)))
        >
            <Bands />
            <links::Links />
            <ul class="cards">
                <card::Card node=Node::Entry />
                {cards}
            </ul>
            {over}
        </div>
    }
    .into_any()
}

/// The two bands and the line between them.
#[component]
fn Bands() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let line = derived(move || format!("translateY({}px)", desk.placement.with(|all| all.line_y)));
    let median = desk.text(|session| {
        let p50 = session.reports().current.as_ref().and_then(|it| it.acknowledgement_ms.p50);
        p50.map(|p50| format!(" · median {}", format::milliseconds(p50))).unwrap_or_default()
    });
    view! {
        <div class="water" style:transform=line>
            <p class="line-name" title="The acknowledgement: all that somebody waits for has ended">
                <b>"The customer has an answer"</b>
                {median}
            </p>
        </div>
        <p class="band-name">"While somebody waits"</p>
        <p class="band-name band-below">"Afterwards"</p>
    }
}

/// Where an element lies, as CSS writes it; what has no place is nowhere.
#[derive(Clone, Copy)]
struct Placed {
    transform: Signal<String>,
    width: Signal<String>,
    height: Signal<String>,
}

impl Placed {
    fn new(rect: impl Fn() -> Option<Rect> + Copy + Send + Sync + 'static) -> Self {
        let text =
            move |write: fn(Rect) -> String| derived(move || rect().map(write).unwrap_or_default());
        Self {
            transform: text(|rect| format!("translate({}px, {}px)", rect.x, rect.y)),
            width: text(|rect| px(rect.width)),
            height: text(|rect| px(rect.height)),
        }
    }
}

/// A length as CSS writes it.
pub fn px(length: f64) -> String {
    format!("{length}px")
}
