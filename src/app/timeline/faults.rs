//! What goes wrong and when, as bars under the charts.

use leptos::prelude::*;

use crate::app::desk::Desk;
use crate::scene::chart::Scale;
use crate::scene::lanes::lanes;
use crate::scene::words;
use crate::session::{Command, Selection};

/// How high a lane of bars is, in pixels.
const LANE: f64 = 26.0;

/// The faults of the scenario, each as a bar from its beginning to its end.
#[component]
pub fn FaultBars(
    /// Seconds to pixels.
    scale: Memo<Scale>,
) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let bars = move || {
        let scale = scale.get();
        let [_, last] = scale.domain();
        desk.scenario.with(|scenario| {
            let periods: Vec<_> = scenario.faults.iter().map(crate::model::Fault::period).collect();
            let lanes = lanes(&periods);
            scenario
                .faults
                .iter()
                .zip(lanes)
                .map(|(fault, lane)| {
                    let (at, length) = fault.when();
                    let left = scale.at(at.get().min(last));
                    let right = scale.at((at.get() + length.get()).min(last));
                    let (place, words) = (words::place(scenario, fault), words::trouble(fault));
                    let spoken = format!("{place} {words}, {}", words::when(fault));
                    let service = words::service_of(fault).cloned();
                    let press = move |_| {
                        if let Some(service) = service.clone() {
                            desk.send(Command::Select(Selection::Service(service)));
                        }
                    };
                    view! {
                        <li
                            style:transform=format!("translate({left:.1}px, {:.0}px)", f64::from(lane) * LANE)
                            style:width=format!("{:.1}px", (right - left).max(10.0))
                        >
                            <button class="fault-bar" title=spoken.clone() aria-label=spoken on:click=press>
                                <span>{place} " " {words}</span>
                            </button>
                        </li>
                    }
                })
                .collect_view()
        })
    };
    let height = move || {
        desk.scenario.with(|scenario| {
            let periods: Vec<_> = scenario.faults.iter().map(crate::model::Fault::period).collect();
            let count = lanes(&periods).into_iter().max().map_or(1, |last| last + 1);
            format!("{:.0}px", f64::from(count) * LANE)
        })
    };
    view! {
        <ul class="fault-bars" aria-label="What goes wrong" style:height=height>
            {bars}
        </ul>
        <Show when=move || desk.scenario.with(|scenario| scenario.faults.is_empty())>
            <p class="no-fault">"Nothing yet: choose a card, then slow it down or crash it."</p>
        </Show>
    }
}
