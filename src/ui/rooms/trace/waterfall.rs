//! The waterfall: a row for the request and for each attempt, cut into what it was doing; upright lines
//! for the answer, for what came last, and for the moment that the stage shows.

use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;

use super::reading::Read;
use super::{goes, keyed};
use crate::browser::size::SizeWatch;
use crate::engine::SpanKind;
use crate::model::Scenario;
use crate::trace::{
    Bar, Mark, MarkKind, PhaseKind, Reach, SpanRow, Strip, Trace, Waterfall, words,
};
use crate::ui::parts::{dynamic, effect, list, on_press, signal};
use crate::ui::rooms::context::RoomContext;
use crate::units::format;

/// The ids of what can be pressed begin so.
const STRIP: &str = "strip";

/// Before it was measured, in CSS pixels.
const WIDTH: f64 = 640.0;

/// The waterfall of a trace.
pub fn waterfall(room: RoomContext, read: &Arc<Read>, told: &Arc<Trace>) -> AnyView {
    let reach = RwSignal::new(Reach::Whole);
    let width = RwSignal::new(WIDTH);
    let measured = NodeRef::<html::Div>::new();
    let watch = StoredValue::new_local(None::<SizeWatch>);
    effect(move || {
        if let Some(element) = measured.get() {
            let changed = move |to: f64, _| {
                if to > 0.0 && (to - width.get_untracked()).abs() > 0.5 {
                    width.set(to);
                }
            };
            watch.set_value(SizeWatch::new(&element, changed));
        }
    });
    let choice = |name: &'static str, to: Reach| {
        view! {
            <button
                aria-pressed=signal(move || (reach.get() == to).to_string())
                on:click=on_press(move || reach.set(to))
            >
                {name}
            </button>
        }
    };
    let (scenario, drawn) = (read.traces.design().clone(), Arc::clone(told));
    view! {
        <section class="trace-waterfall" aria-labelledby="waterfall-title">
            <div class="trace-head">
                <h3 id="waterfall-title">"Waterfall"</h3>
                <div class="trace-reach" role="group" aria-label="How much of it is shown">
                    {choice("Until the answer", Reach::Answer)}
                    {choice("Until the end", Reach::Whole)}
                </div>
            </div>
            <p class="hint" id="waterfall-hint">
                "Choose a part to go to its moment of the run. Arrow keys move between the rows and their parts."
            </p>
            <div class="waterfall-box">
                <div class="waterfall" style:--wide=signal(move || format!("{}px", width.get()))>
                    <div class="waterfall-measure" node_ref=measured></div>
                    {dynamic(move || {
                        let waterfall = Waterfall::new(&drawn, reach.get(), width.get());
                        plot(room, &scenario, &drawn, waterfall)
                    })}
                </div>
            </div>
            {legend(told)}
        </section>
    }
    .into_any()
}

/// Everything that depends on the width.
fn plot(room: RoomContext, scenario: &Scenario, told: &Trace, waterfall: Waterfall) -> AnyView {
    let rows: Vec<&SpanRow> = told.rows().collect();
    let strip = |(position, strip): (usize, &Strip)| {
        rows.get(strip.row).map(|row| self::strip(scenario, row, position, strip))
    };
    let tick = |(x, text): &(f64, String)| {
        view! { <li style:transform=across(*x)>{text.clone()}</li> }
    };
    let strips = list(waterfall.strips.iter().enumerate(), strip);
    let half = waterfall.width / 2.0;
    let line = |(x, mark): &(f64, Mark)| line(told, *x > half, *x, *mark);
    let lines = list(&waterfall.lines, line);
    let ticks = list(&waterfall.ticks, tick);
    let left_out = (waterfall.left_out > 0).then(|| {
        let count = format::count(waterfall.left_out as u64);
        view! { <p class="hint">{format!("{count} rows are left out here.")}</p> }
    });
    let counts: Vec<usize> = waterfall.strips.iter().map(|strip| strip.bars.len() + 1).collect();
    let now = signal(move || waterfall.at(room.picture.now.with(|now| now.moment)));
    view! {
        <ol class="waterfall-ticks" aria-hidden="true">{ticks}</ol>
        <ol
            class="strips"
            aria-describedby="waterfall-hint"
            on:keydown=move |event| keyed::moves(&event, STRIP, &counts)
        >
            {strips}
        </ol>
        <div class="waterfall-lines" aria-hidden="true">
            {lines}
            <i
                class="line now"
                hidden=signal(move || now.get().is_none())
                style:transform=signal(move || across(now.get().unwrap_or_default()))
            ></i>
        </div>
        {left_out}
    }
    .into_any()
}

/// A row: its name, and its bars.
fn strip(scenario: &Scenario, row: &SpanRow, position: usize, strip: &Strip) -> AnyView {
    let tone = match row.span.kind {
        SpanKind::Request => "request",
        SpanKind::Call | SpanKind::Question => "call",
        SpanKind::Delivery | SpanKind::Outcome => "event",
        SpanKind::Compensation => "undo",
    };
    let (name, ended) = (words::row(scenario, row), words::ended(row));
    let bad = row.marks.iter().any(|mark| is_bad(mark.kind));
    let how = match words::attempt(row) {
        Some(attempt) => format!("{attempt} · {ended}"),
        None => ended.to_owned(),
    };
    let begin = format::moment(row.begin());
    let spoken = format!("{name}, {how}, from {begin}");
    let bar = |(place, it): (usize, &Bar)| bar(&name, position, place + 1, it);
    view! {
        <li class=format!("strip {tone}")>
            <div class="strip-name">
                <button
                    class="link"
                    id=keyed::id(STRIP, position, 0)
                    tabindex=keyed::tab_index(position, 0)
                    aria-label=spoken
                    on:click=goes(row.begin())
                >
                    {name.clone()}
                </button>
                <small class:bad=bad>{how}</small>
            </div>
            <div class="strip-bars">
                {list(strip.bars.iter().enumerate(), bar)}
                {list(&strip.marks, |(x, it)| mark(*x, *it))}
            </div>
        </li>
    }
    .into_any()
}

fn bar(name: &str, position: usize, place: usize, bar: &Bar) -> AnyView {
    let Bar { phase, x, width } = *bar;
    let what = words::phase(phase.kind);
    let length = format::duration(phase.length());
    let unheard = if phase.unheard { ", nobody waits any longer" } else { "" };
    let open = if phase.open { ", not ended" } else { "" };
    let begin = format::moment(phase.from);
    let spoken = format!("{name}: {what}, {length}{unheard}{open}, from {begin}");
    view! {
        <button
            class=format!("part {}", words::class(phase.kind))
            class:unheard=phase.unheard
            id=keyed::id(STRIP, position, place)
            tabindex="-1"
            title=format!("{what}, {length}{unheard}{open}")
            aria-label=spoken
            style:transform=across(x)
            style:width=format!("{width:.2}px")
            on:click=goes(phase.from)
        ></button>
    }
    .into_any()
}

/// A sign where something ended; what it says stands beside the name too.
fn mark(x: f64, mark: Mark) -> AnyView {
    let sign = match mark.kind {
        MarkKind::Acknowledged | MarkKind::Completed => return ().into_any(),
        MarkKind::Declined | MarkKind::DeclinedLater => "▽",
        MarkKind::Overturned => "▼",
        MarkKind::Failed | MarkKind::Refused | MarkKind::Lost | MarkKind::Cancelled => "×",
        MarkKind::TimedOut | MarkKind::GaveUp => "○",
        MarkKind::Expired => "◇",
        MarkKind::Replayed => "↻",
        MarkKind::Repeated => "2×",
        MarkKind::Dead => "†",
    };
    view! {
        <span class="mark" class:no=is_no(mark.kind) aria-hidden="true" style:transform=across(x)>
            {sign}
        </span>
    }
    .into_any()
}

/// An upright line with what it stands for, on its left where the text would not fit on its right.
fn line(told: &Trace, ends: bool, x: f64, mark: Mark) -> AnyView {
    let after = format::duration(mark.at.since(told.arrived()));
    let class = match mark.kind {
        MarkKind::Acknowledged => "line answer",
        MarkKind::Completed | MarkKind::Replayed => "line later",
        MarkKind::Declined => "line answer no",
        MarkKind::Overturned | MarkKind::DeclinedLater => "line later no",
        MarkKind::GaveUp => "line later bad",
        MarkKind::Failed
        | MarkKind::Refused
        | MarkKind::TimedOut
        | MarkKind::Lost
        | MarkKind::Cancelled
        | MarkKind::Expired
        | MarkKind::Repeated
        | MarkKind::Dead => "line answer bad",
    };
    view! {
        <i class=class class:ends=ends style:transform=across(x)>
            <span>{format!("{} · {after}", words::mark(mark.kind))}</span>
        </i>
    }
    .into_any()
}

/// Whether somebody said no, which is no failure.
const fn is_no(kind: MarkKind) -> bool {
    matches!(kind, MarkKind::Declined | MarkKind::Overturned | MarkKind::DeclinedLater)
}

const fn is_bad(kind: MarkKind) -> bool {
    match kind {
        MarkKind::Acknowledged
        | MarkKind::Completed
        | MarkKind::Declined
        | MarkKind::Overturned
        | MarkKind::DeclinedLater
        | MarkKind::Replayed => false,
        MarkKind::Failed
        | MarkKind::Refused
        | MarkKind::TimedOut
        | MarkKind::Lost
        | MarkKind::Cancelled
        | MarkKind::Expired
        | MarkKind::Repeated
        | MarkKind::Dead
        | MarkKind::GaveUp => true,
    }
}

/// What the parts that occur look like.
fn legend(told: &Trace) -> AnyView {
    let occurs = |kind: &PhaseKind| {
        told.rows().any(|row| row.phases.iter().any(|phase| phase.kind == *kind))
    };
    let key = |kind: PhaseKind| {
        let class = format!("part {}", words::class(kind));
        view! { <li><i class=class></i>{words::phase(kind)}</li> }
    };
    let unheard = told.rows().any(|row| row.phases.iter().any(|phase| phase.unheard));
    let unheard = unheard
        .then(|| view! { <li><i class="part work unheard"></i>"nobody waits any longer"</li> });
    view! {
        <ul class="trace-legend" aria-label="What the bars mean">
            <li><i class="tone call"></i>"call"</li>
            <li><i class="tone event"></i>"event"</li>
            {list(PhaseKind::ALL.into_iter().filter(occurs), key)}
            {unheard}
        </ul>
    }
    .into_any()
}

/// So many pixels to the right.
fn across(x: f64) -> String {
    format!("translateX({x:.2}px)")
}
