//! Time: what plays it, and what happened when.

mod chart;
mod faults;
mod table;
mod tracks;
mod transport;

use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;

use self::tracks::Tracks;
use super::desk::Desk;
use super::stage::Legend;
use crate::browser::size::SizeWatch;
use crate::scene::{Film, Series, chart::Scale, format};
use crate::session::Command;
use crate::units::Moment;

/// In how many windows the charts show a run.
const WINDOWS: usize = 120;

/// How far below the charts the first bar of what goes wrong has its foot, in pixels.
const BELOW: f64 = 40.0;

/// The foot of the page: controls, the moment, charts, and what goes wrong.
#[component]
pub fn Timeline() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let film = desk.film;
    let series = Memo::new(move |_| Arc::new(Series::new(&film.get(), WINDOWS)));
    let plot = NodeRef::<html::Div>::new();
    let width = RwSignal::new(0.0);
    let watch = StoredValue::new_local(None);
    Effect::new(move || {
        if let Some(plot) = plot.get() {
            watch.set_value(SizeWatch::new(&plot, move |wide, _| {
                width.try_set(wide);
            }));
        }
    });
    let tracks = Memo::new(move |_| if desk.low.get() { Tracks::LOW } else { Tracks::ROOMY });
    let end = Memo::new(move |_| film.with(|film| film.end()));
    let scale = Memo::new(move |_| Scale::new([0.0, end.get().as_seconds()], [0.0, width.get()]));
    let playhead =
        move || format!("translateX({:.1}px)", scale.get().at(desk.moment.get().as_seconds()));
    view! {
        <section class="timeline" aria-label="Time">
            <div class="conduct">
                <transport::Transport end=end />
                <Legend />
                <table::TableBehind film=film />
            </div>
            <div class="tracks">
                <Seek end=end />
                <div class="track-names" aria-hidden="true">
                    <p style:transform=move || beside(tracks.get().answer.foot)>
                        "Answer " <small>"p95, p50"</small>
                    </p>
                    <p style:transform=move || beside(tracks.get().backlog.foot)>"Waiting events"</p>
                    <p style:transform=move || beside(tracks.get().failures.foot)>"Failures"</p>
                    <p style:transform=move || beside(tracks.get().foot() + BELOW)>"What goes wrong"</p>
                </div>
                <div class="plot" node_ref=plot>
                    <chart::Chart series=series scale=scale tracks=tracks />
                    <faults::FaultBars scale=scale />
                    <div class="ahead" aria-hidden="true" style:transform=playhead></div>
                    <div class="playhead" aria-hidden="true" style:transform=playhead></div>
                </div>
            </div>
        </section>
    }
}

/// The slider by which any moment of the run can be gone to.
#[component]
fn Seek(end: Memo<Moment>) -> impl IntoView {
    let desk = expect_context::<Desk>();
    // Spoken once a second, not sixty times.
    let spoken = Memo::new(move |_| desk.now.with(|now| now.moment.as_seconds().floor()));
    let seek = move |value: String| {
        if let Ok(milliseconds) = value.parse::<u64>() {
            let moment = Moment::from_micros(milliseconds.saturating_mul(1_000));
            desk.send(Command::SeekTo(moment));
        }
    };
    view! {
        <input
            class="seek"
            type="range"
            min="0"
            step="10"
            aria-label="Moment of the run"
            aria-valuetext=move || format!("{} s of {}", spoken.get(), format::moment(end.get()))
            max=move || milliseconds(end.get())
            prop:value=move || milliseconds(desk.moment.get())
            on:input:target=move |event| seek(event.target().value())
        />
    }
}

/// The place of a name whose chart has its foot so far down.
fn beside(foot: f64) -> String {
    format!("translateY({}px)", foot - 16.0)
}

fn milliseconds(moment: Moment) -> String {
    (moment.as_micros() / 1_000).to_string()
}

/// A film by which one is meant: the identity of a recording.
type Filmed = Memo<Arc<Film>>;
