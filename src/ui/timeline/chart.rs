//! The charts over the run, one over the other on the same time.

use leptos::prelude::*;

use crate::charts::curves::{Curves, time_marks};
use crate::charts::scale::Scale;
use crate::ui::parts::{dynamic, list, signal};

/// The charts.
#[component]
pub fn Chart(
    /// What is drawn.
    curves: Memo<Curves>,
    /// Seconds to pixels.
    scale: Memo<Scale>,
) -> impl IntoView {
    let seconds = dynamic(move || {
        list(time_marks(&scale.get()), |mark| {
            let place = format!("translateX({:.1}px)", mark.at);
            view! { <li style:transform=place>{mark.text}</li> }
        })
    });
    let drawn = dynamic(move || {
        curves.with(|curves| {
            let frame = [("grid", curves.grid.clone()), ("foot", curves.feet.clone())];
            let paths = frame.into_iter().chain(curves.paths.iter().cloned());
            list(paths, |(class, path)| view! { <path class=class d=path /> })
        })
    });
    view! {
        <svg
            class="chart"
            aria-hidden="true"
            style:height=signal(move || format!("{}px", curves.with(|curves| curves.height)))
        >
            {drawn}
        </svg>
        <ol class="seconds" aria-hidden="true">
            {seconds}
        </ol>
    }
}
