//! The stage: the process as it runs, with the line at which the customer has an answer.
//!
//! Where things lie and what moves comes from `scene`; here numbers become elements. Cards are HTML
//! that can be pressed and read; links are SVG; what moves is drawn on one canvas over both, and
//! told in the words on the cards.

mod canvas;
mod card;
mod entry;
mod legend;
mod links;
mod messages;
mod switch;
mod topic;
mod workers;

use leptos::html;
use leptos::prelude::*;

use super::desk::Desk;
use crate::browser::size::SizeWatch;
use crate::scene::{Rect, format};

pub use legend::Legend;
pub use switch::ModeSwitch;

/// The stage.
#[component]
pub fn Stage() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let frame = NodeRef::<html::Section>::new();
    let watch = StoredValue::new_local(None);
    Effect::new(move || {
        if let Some(frame) = frame.get() {
            let changed = move |width: f64, _height: f64| {
                if desk.stage_width.try_get_untracked() != Some(width) {
                    desk.stage_width.set(width);
                }
            };
            watch.set_value(SizeWatch::new(&frame, changed));
        }
    });
    let steps = move || {
        desk.scenario.with(|scenario| {
            scenario
                .process
                .steps
                .iter()
                .enumerate()
                .map(|(index, step)| (index, step.id.clone()))
                .collect::<Vec<_>>()
        })
    };
    view! {
        <section class="stage" aria-label="Stage" node_ref=frame>
            <div class="picture" style:height=move || px(desk.placement.with(|all| all.height))>
                <Bands />
                <links::Links />
                <entry::EntryCard />
                <ul class="cards">
                    <For each=steps key=Clone::clone let:step>
                        <card::StepCard index=step.0 />
                    </For>
                </ul>
                <canvas::Messages />
            </div>
        </section>
    }
}

/// The two bands and the line between them.
#[component]
fn Bands() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let line = move || desk.placement.with(|all| all.line_y);
    let median = desk.memo(|session| {
        session.reports().current.as_ref().and_then(|report| report.acknowledgement_ms.p50)
    });
    view! {
        <div class="water" style:transform=move || format!("translateY({}px)", line())>
            <p class="line-name" title="The acknowledgement: all that somebody waits for has ended">
                <b>"The customer has an answer"</b>
                {move || median.get().map(|p50| format!(" · median {}", format::milliseconds(p50)))}
            </p>
        </div>
        <p class="band-name">"While somebody waits"</p>
        <p class="band-name band-below">"Afterwards"</p>
    }
}

/// A length as CSS writes it.
fn px(length: f64) -> String {
    format!("{length}px")
}

/// A place as CSS moves something there from the top left corner.
fn moved(rect: Rect) -> String {
    format!("translate({}px, {}px)", rect.x, rect.y)
}
