//! The charts: time to acknowledgement, waiting events and failures, over the run.

use std::fmt::Write as _;
use std::sync::Arc;

use leptos::prelude::*;

use super::tracks::{Track, Tracks};
use crate::scene::chart::{Scale, Tick, lines, points_attribute, round_up};
use crate::scene::figures::Window;
use crate::scene::{Series, format};

/// About so many marks stand on the axis of time.
const TICKS: usize = 7;

/// The charts, one over the other on the same time.
#[component]
pub fn Chart(
    /// What happened in each window.
    series: Memo<Arc<Series>>,
    /// Seconds to pixels.
    scale: Memo<Scale>,
    /// Where each chart lies.
    tracks: Memo<Tracks>,
) -> impl IntoView {
    view! {
        <svg class="chart" aria-hidden="true" style:height=move || format!("{}px", tracks.get().foot())>
            {move || {
                let (series, x, tracks) = (series.get(), scale.get(), tracks.get());
                let half = series.window.as_seconds() / 2.0;
                view! {
                    {grid(&x, &tracks)}
                    {answer(&series.windows, &x, tracks.answer, half)}
                    {backlog(&series.windows, &x, tracks.backlog, half)}
                    {failures(&series.windows, &x, tracks.failures)}
                }
            }}
        </svg>
        <ol class="seconds" aria-hidden="true">
            {move || scale.get().ticks(TICKS).into_iter().map(second).collect_view()}
        </ol>
    }
}

/// The middle of a window, in seconds.
fn middle(window: &Window, half: f64) -> f64 {
    window.start.as_seconds() + half
}

fn second(tick: Tick) -> impl IntoView {
    let place = format!("translateX({:.1}px)", tick.at);
    view! { <li style:transform=place>{format!("{} s", tick.value)}</li> }
}

fn grid(x: &Scale, tracks: &Tracks) -> impl IntoView + use<> {
    let mut upright = String::new();
    for tick in x.ticks(TICKS) {
        let _ = write!(upright, "M{:.1} 0V{}", tick.at, tracks.foot()); // a string takes all
    }
    let right = x.at(x.domain()[1]);
    let mut level = String::new();
    for track in [tracks.answer, tracks.backlog, tracks.failures] {
        let _ = write!(level, "M0 {}H{right:.1}", track.foot);
    }
    view! { <path class="grid" d=upright /> <path class="foot" d=level /> }
}

fn answer(windows: &[Window], x: &Scale, track: Track, half: f64) -> impl IntoView + use<> {
    let most =
        windows.iter().filter_map(|window| window.acknowledgement_p95_ms).fold(0.0, f64::max);
    let top = round_up(most);
    let y = track.scale(top);
    let curve = |class: &'static str, value: fn(&Window) -> Option<f64>| {
        lines(windows.iter().map(|window| (middle(window, half), value(window))), x, &y)
            .into_iter()
            .map(|line| view! { <polyline class=class points=points_attribute(&line) /> })
            .collect_view()
    };
    view! {
        {curve("curve dashed", |window| window.acknowledgement_p50_ms)}
        {curve("curve", |window| window.acknowledgement_p95_ms)}
        {top_label(track, format::milliseconds(top))}
    }
}

fn backlog(windows: &[Window], x: &Scale, track: Track, half: f64) -> impl IntoView + use<> {
    let top = round_up(windows.iter().map(|window| f64::from(window.backlog)).fold(0.0, f64::max));
    let values =
        windows.iter().map(|window| (middle(window, half), Some(f64::from(window.backlog))));
    let areas = lines(values, x, &track.scale(top))
        .into_iter()
        .map(|line| {
            let [first, last] = [line.first(), line.last()].map(|end| end.map_or(0.0, |end| end.x));
            let foot = track.foot;
            let line = points_attribute(&line);
            view! { <polygon class="area" points=format!("{first:.1},{foot} {line} {last:.1},{foot}") /> }
        })
        .collect_view();
    view! {
        {areas}
        {top_label(track, format!("{top}"))}
    }
}

fn failures(windows: &[Window], x: &Scale, track: Track) -> impl IntoView + use<> {
    let most = windows.iter().map(|window| window.failed).max().unwrap_or(0);
    let top = round_up(f64::from(most));
    let y = track.scale(top);
    let mut bars = String::new();
    for window in windows.iter().filter(|window| window.failed > 0) {
        let left = x.at(window.start.as_seconds()) + 1.0;
        let _ = write!(bars, "M{left:.1} {}V{:.1}", track.foot, y.at(f64::from(window.failed)));
    }
    view! {
        <path class="bars" d=bars />
        {(most > 0).then(|| top_label(track, format!("{top}")))}
    }
}

/// What the top of a chart stands for.
fn top_label(track: Track, text: String) -> impl IntoView + use<> {
    view! { <text class="top" x="4" y=track.top + 8.0>{text}</text> }
}
