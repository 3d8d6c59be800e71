//! The charts: time to acknowledgement, waiting events and failures, over the run.

use leptos::prelude::*;

use crate::parts::{changing, derived, each};
use crate::scene::chart::Scale;
use crate::scene::curves::{Curves, TICKS};

/// The charts, one over the other on the same time.
#[component]
pub fn Chart(
    /// What is drawn.
    curves: Memo<Curves>,
    /// How high the charts are together, as CSS writes it.
    height: Signal<String>,
    /// Seconds to pixels.
    scale: Memo<Scale>,
) -> impl IntoView {
    let path = move |read: fn(&Curves) -> &String| {
        derived(move || curves.with(|curves| read(curves).clone()))
    };
    let seconds = changing(move || {
        each(scale.get().ticks(TICKS), |tick| {
            let place = format!("translateX({:.1}px)", tick.at);
            view! { <li style:transform=place>{format!("{} s", tick.value)}</li> }
        })
    });
    view! {
        <svg class="chart" aria-hidden="true" style:height=height>
            <path class="grid" d=path(|curves| &curves.grid) />
            <path class="foot" d=path(|curves| &curves.feet) />
            <path class="curve dashed" d=path(|curves| &curves.p50) />
            <path class="curve" d=path(|curves| &curves.p95) />
            <path class="area" d=path(|curves| &curves.backlog) />
            <path class="bars" d=path(|curves| &curves.failures) />
        </svg>
        <ol class="seconds" aria-hidden="true">
            {seconds}
        </ol>
    }
}
