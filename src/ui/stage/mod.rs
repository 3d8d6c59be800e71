//! The stage: the process as it runs, with the line at which the customer has an answer.
//!
//! Where things lie and what moves comes from `scene`; here numbers become elements. Cards are HTML
//! that can be pressed and read; links are SVG; what moves is drawn on one canvas over both,
//! counted on the cards, and told by the trace.

mod canvas;
mod card;
mod legend;
mod links;
mod messages;
mod notes;
mod overview;
mod switch;
mod units;
mod zoom;

use leptos::ev::MouseEvent;
use leptos::html;
use leptos::prelude::*;

use super::context::Context;
use super::picture::Picture;
use crate::browser::page;
use crate::browser::size::SizeWatch;
use crate::model::Subject;
use crate::scene::{Node, Pane, Point, Rect, hit_test};
use crate::session::{Look, Play, View};
use crate::ui::opening::is_embedded;
use crate::ui::parts::{dynamic, effect, list, signal};

pub use legend::Legend;
pub use messages::{Inks, draw};
pub use switch::ModeSwitch;

/// A sheet of paper on its side, but for its margins and for what stands over and under the stage; the style
/// sheets fit it to the paper that there is.
const SHEET: Pane = Pane { width: 1_030.0, height: 446.0, magnified: 1.0, whole: true };

/// The stage.
#[component]
pub fn Stage() -> impl IntoView {
    let context = expect_context::<Context>();
    let frame = NodeRef::<html::Section>::new();
    let scroller = NodeRef::<html::Div>::new();
    let watch = StoredValue::new_local(None);
    let size = RwSignal::new((0.0, 0.0));
    effect(move || {
        if let Some(frame) = frame.get() {
            watch.set_value(SizeWatch::new(&frame, move |width, height| {
                size.try_set((width, height));
            }));
        }
    });
    let magnified = Memo::new(move |_| context.with(|session| session.screen().magnified()));
    effect(move || {
        let ((width, height), magnified) = (size.get(), magnified.get());
        let whole = stands_alone(context);
        // A frame is printed as large as it is on the other page.
        if context.paper.get() && !is_embedded() {
            context.picture.resize(SHEET);
            return;
        }
        // Where another view takes its place it has no size, and stays as it was.
        if width > 0.0 {
            context.picture.resize(Pane { width, height, magnified, whole });
        }
    });
    // What opens and is higher than its pane is shown where the line runs.
    let opened = Memo::new(move |_| context.with(|session| session.opened().source.clone()));
    let is_seen = Memo::new(move |_| context.picture.pane.with(|pane| pane.width > 0.0));
    effect(move || {
        opened.get();
        if !is_seen.get() {
            return;
        }
        let picture = context.picture;
        request_animation_frame(move || {
            let Some(scroller) = scroller.get_untracked() else { return };
            let line =
                picture.placement.with_untracked(|all| all.line_y) * picture.scale.get_untracked();
            let middle = picture.pane.with_untracked(|pane| pane.height) / 2.0;
            #[allow(clippy::cast_possible_truncation)] // pixels of a page
            scroller.set_scroll_top((line - middle).max(0.0) as i32);
        });
    });
    let over = view! {
        <canvas::Messages />
        <div id="stage-tools">{context.later.room(|rooms| rooms.tools)}</div>
    }
    .into_any();
    view! {
        <section class="stage" aria-label="Stage" node_ref=frame>
            <div class="stage-scroll" node_ref=scroller>
                {drawn(context, context.picture, over)}
            </div>
            {overview::overview(context.picture, scroller)}
            {zoom::zoom(context)}
        </section>
    }
}

/// Whether the stage is all that is shown, presenting or in another page; followed.
pub fn stands_alone(context: Context) -> bool {
    context.with(|session| session.screen().presents) || is_embedded()
}

/// What the signs mean, below a stage that stands alone, and on paper, where nothing can be asked.
pub fn legend(context: Context) -> AnyView {
    let is_there = Memo::new(move |_| stands_alone(context) || context.paper.get());
    let legend = dynamic(move || is_there.get().then(|| view! { <Legend /> }).into_any());
    view! { <div class="legend-row">{legend}</div> }.into_any()
}

/// A picture, which its views find in their context, and what lies over it.
pub fn drawn(context: Context, picture: Picture, over: AnyView) -> AnyView {
    // As long as there are as many, the cards stay and move.
    let count = Memo::new(move |_| picture.design.with(|design| design.process.steps.len()));
    let cards = dynamic(move || {
        list(0..count.get(), |index| view! { <card::Card node=Node::Step(index) /> })
    });
    let is_conducted =
        Memo::new(move |_| picture.design.with(|design| design.process.workflow.is_some()));
    let conductor = dynamic(move || {
        if is_conducted.get() {
            view! { <card::Card node=Node::Conductor /> }.into_any()
        } else {
            ().into_any()
        }
    });
    // What is pressed beside the cards: for the mouse alone; by key the same is found in the panel.
    let pressed = move |event: MouseEvent| {
        if page::takes_presses(&event) {
            return;
        }
        let Some((x, y)) = page::place_of(&event) else { return };
        let subject = context.peek(|session| {
            let placement = picture.placement.get_untracked();
            let playback = session.playback();
            let presentation = playback.presentation();
            let frame = session.indexed().frame(playback.moment, &placement, &presentation);
            hit_test::subject_at(session.design(), &placement, &frame, Point::new(x, y))
        });
        if let Some(subject) = subject {
            let is_request = matches!(subject, Subject::Request(_));
            context.send(Look::Select(subject));
            if is_request {
                context.send(Play::Pause);
                context.send(Look::Show(View::Trace));
            }
        }
    };
    // Of its own size, which style sheets read to fit it to paper.
    let wide = signal(move || px(picture.placement.with(|all| all.width)));
    let high = signal(move || px(picture.placement.with(|all| all.height)));
    let scaled = move |length: f64| px(length * picture.scale.get());
    view! {
        <div
            class="scaled"
            style:width=signal(move || scaled(picture.placement.with(|all| all.width)))
            style:height=signal(move || scaled(picture.height()))
            style:--wide=wide
            style:--high=high
        >
        <div
            class="picture"
            class:unplaced=signal(move || !picture.is_placed.get())
            on:click=pressed
            style:width=wide
            style:height=signal(move || px(picture.height()))
            style:transform=signal(move || format!("scale({})", picture.scale.get()))
        >
            <Bands />
            <units::Units />
            <links::Links />
            <LineName />
            <ul class="cards">
                <card::Card node=Node::Entry />
                {conductor}
                {cards}
            </ul>
            <notes::Notes />
            {over}
        </div>
        </div>
    }
    .into_any()
}

/// The two bands.
#[component]
fn Bands() -> impl IntoView {
    let line = down_to_line(expect_context::<Picture>());
    view! {
        <div class="water" style:transform=line></div>
        <p class="band-name">"While somebody waits"</p>
        <p class="band-name band-below">"Afterwards"</p>
    }
}

/// What the line between the bands is called, over the links that go through it.
#[component]
fn LineName() -> impl IntoView {
    let picture = expect_context::<Picture>();
    view! {
        <p
            class="line-name"
            title="The acknowledgement: all that somebody waits for has ended"
            style:transform=down_to_line(picture)
        >
            <b>"The customer has an answer"</b>
            {picture.median}
        </p>
    }
}

fn down_to_line(picture: Picture) -> Signal<String> {
    signal(move || format!("translateY({}px)", picture.placement.with(|all| all.line_y)))
}

/// Where an element lies, as CSS writes it; what has no place is nowhere.
#[derive(Clone, Copy)]
pub struct Placed {
    /// By what it is moved from the corner of the stage.
    pub transform: Signal<String>,
    /// How wide it is.
    pub width: Signal<String>,
    /// How high it is.
    pub height: Signal<String>,
}

impl Placed {
    /// That of something whose place may change.
    pub fn new(rect: impl Fn() -> Option<Rect> + Copy + Send + Sync + 'static) -> Self {
        let text =
            move |write: fn(Rect) -> String| signal(move || rect().map(write).unwrap_or_default());
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
