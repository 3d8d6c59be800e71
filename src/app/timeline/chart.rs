//! The charts over the run, one over the other on the same time.

use leptos::prelude::*;

use crate::parts::{changing, derived, each};
use crate::scene::chart::Scale;
use crate::scene::curves::{Curves, TICKS};

/// The charts.
#[component]
pub fn Chart(
    /// What is drawn.
    curves: Memo<Curves>,
    /// Seconds to pixels.
    scale: Memo<Scale>,
) -> impl IntoView {
    let seconds = changing(move || {
        each(scale.get().ticks(TICKS), |tick| {
            let place = format!("translateX({:.1}px)", tick.at);
            view! { <li style:transform=place>{format!("{} s", tick.value)}</li> }
        })
    });
    let drawn = changing(move || {
        curves.with(|curves| {
            let frame = [("grid", curves.grid.clone()), ("foot", curves.feet.clone())];
            let paths = frame.into_iter().chain(curves.paths.iter().cloned());
            each(paths, |(class, path)| view! { <path class=class d=path /> })
        })
    });
    view! {
        <svg
            class="chart"
            aria-hidden="true"
            style:height=derived(move || format!("{}px", curves.with(|curves| curves.height)))
        >
            {drawn}
        </svg>
        <ol class="seconds" aria-hidden="true">
            {seconds}
        </ol>
    }
}
