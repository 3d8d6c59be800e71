//! What goes wrong and when, as bars under the charts.

use leptos::prelude::*;

use crate::app::desk::Desk;
use crate::parts::{changing, derived, each, pressed};
use crate::scene::bars::{Bar, bars};
use crate::scene::chart::Scale;
use crate::session::{Command, Selection};

/// How high a lane of bars is, in pixels.
const LANE: u32 = 26;

/// The faults of the scenario, each as a bar from its beginning to its end.
#[component]
pub fn FaultBars(
    /// Seconds to pixels.
    scale: Memo<Scale>,
) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let all = Memo::new(move |_| desk.scenario.with(|scenario| bars(scenario, &scale.get())));
    let height = derived(move || {
        let lanes = all.with(|all| all.iter().map(|bar| bar.lane).max()).map_or(1, |last| last + 1);
        format!("{}px", lanes * LANE)
    });
    view! {
        <ul class="fault-bars" aria-label="What goes wrong" style:height=height>
            {changing(move || each(all.get(), |bar| row(desk, bar)))}
        </ul>
        <p class="no-fault">"Nothing yet: choose a card, then slow it down or crash it."</p>
    }
}

fn row(desk: Desk, bar: Bar) -> impl IntoView {
    let service = bar.service;
    let press = pressed(move || {
        if let Some(service) = service.clone() {
            desk.send(Command::Select(Selection::Service(service)));
        }
    });
    view! {
        <li
            style:transform=format!("translate({:.1}px, {}px)", bar.left, bar.lane * LANE)
            style:width=format!("{:.1}px", bar.width)
        >
            <button class="fault-bar" title=bar.spoken.clone() aria-label=bar.spoken on:click=press>
                <span>{bar.text}</span>
            </button>
        </li>
    }
}
