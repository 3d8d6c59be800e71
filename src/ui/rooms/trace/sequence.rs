//! The sequence diagram: a picture, with a button for the time of each arrow beside it. The table says
//! the same in words.

use std::sync::Arc;

use leptos::prelude::*;

use super::reading::Read;
use super::{goes, keyed};
use crate::trace::{Activation, Arrow, ArrowKind, Participant, Sequence, Trace};
use crate::ui::parts::list;
use crate::units::format;

/// The ids of what can be pressed begin so.
const ARROW: &str = "arrow";

/// At least so wide, in CSS pixels; where there is less room it scrolls in its own box.
const WIDTH: f64 = 760.0;

/// Half the height of a button beside an arrow.
const HALF: f64 = 13.0;

/// The diagram of a trace.
pub fn sequence(read: &Arc<Read>, told: &Trace) -> AnyView {
    let drawn = Sequence::new(&read.traces, told, WIDTH);
    let Sequence { width, height, participants, arrows, activations, left_out } = drawn;
    let names: Vec<&str> = participants.iter().map(|it| it.name.as_str()).collect();
    let title = format!(
        "Sequence of request {}: {} arrows between {}",
        told.request,
        arrows.len(),
        names.join(", "),
    );
    let rows = vec![1; arrows.len()];
    let left_out = (left_out > 0).then(|| {
        let count = format::count(left_out as u64);
        view! { <p class="hint">{format!("{count} later arrows are left out here.")}</p> }
    });
    view! {
        <section class="trace-sequence" aria-labelledby="sequence-title">
            <h3 id="sequence-title">"Sequence"</h3>
            <p class="hint">
                "In order of time, not to its scale: the time since the arrival stands beside each arrow, and goes there when it is chosen."
            </p>
            <div class="sequence-box">
                <div
                    class="sequence"
                    style:width=format!("{width}px")
                    style:--wide=format!("{width}px")
                >
                    <ol
                        class="sequence-times"
                        on:keydown=move |event| keyed::moves(&event, ARROW, &rows)
                    >
                        {list(arrows.iter().enumerate(), time)}
                    </ol>
                    <svg
                        role="img"
                        aria-label=title
                        width=width
                        height=height
                        viewBox=format!("0 0 {width} {height}")
                    >
                        {list(&participants, |it| participant(it, height))}
                        {list(&activations, activation)}
                        {list(&arrows, arrow)}
                    </svg>
                </div>
            </div>
            {left_out}
        </section>
    }
    .into_any()
}

fn time((row, arrow): (usize, &Arrow)) -> AnyView {
    let place = format!("translateY({:.1}px)", arrow.y - HALF);
    let spoken = format!("{} after the arrival: {}", arrow.after, arrow.label);
    view! {
        <li style:transform=place>
            <button
                class="link"
                id=keyed::id(ARROW, row, 0)
                tabindex=keyed::tab_index(row, 0)
                aria-label=spoken
                on:click=goes(arrow.at)
            >
                {arrow.after.clone()}
            </button>
        </li>
    }
    .into_any()
}

fn participant(of: &Participant, height: f64) -> AnyView {
    let lifeline = format!("M{:.1} 34V{height:.1}", of.x);
    view! {
        <text class="participant" x=of.x y="22">
            <title>{of.name.clone()}</title>
            {of.short.clone()}
        </text>
        <path class="lifeline" d=lifeline></path>
    }
    .into_any()
}

fn activation(of: &Activation) -> AnyView {
    view! { <rect class="activation" x=of.x y=of.y width=of.width height=of.height></rect> }
        .into_any()
}

fn arrow(of: &Arrow) -> AnyView {
    let class = match of.kind {
        ArrowKind::Call | ArrowKind::Own => "arrow call",
        ArrowKind::Answer | ArrowKind::Done => "arrow answer",
        ArrowKind::Publish | ArrowKind::Deliver => "arrow event",
        ArrowKind::Undo => "arrow undo",
        ArrowKind::Declined => "arrow answer declined",
        ArrowKind::Failed => "arrow answer failed",
        ArrowKind::Late => "arrow answer late",
        ArrowKind::Lost => "arrow lost failed",
        ArrowKind::Note => "arrow note failed",
    };
    let anchor = if of.label_ends { "end" } else { "start" };
    view! {
        <g class=class on:click=goes(of.at)>
            <path class="shaft" d=of.shaft()></path>
            <path class="tip" d=of.tip()></path>
            <text x=of.label_x y=of.y - 7.0 text-anchor=anchor>{of.label.clone()}</text>
        </g>
    }
    .into_any()
}
