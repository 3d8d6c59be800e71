//! Time: what plays it, and what happened when.

mod chart;
mod table;
mod transport;

use leptos::html;
use leptos::prelude::*;

use super::desk::Desk;
use super::stage::Legend;
use crate::browser::size::SizeWatch;
use crate::parts::{changing, derived, each, following, pressed};
use crate::scene::chart::Scale;
use crate::scene::curves::{Curves, Name, Room};
use crate::scene::{Series, format};
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
    let plot = NodeRef::<html::Div>::new();
    let width = RwSignal::new(0.0);
    let watch = StoredValue::new_local(None);
    following(move || {
        if let Some(plot) = plot.get() {
            watch.set_value(SizeWatch::new(&plot, move |wide, _| {
                width.try_set(wide);
            }));
        }
    });
    let end = move || desk.film.with(|film| film.end());
    let scale = Memo::new(move |_| Scale::new([0.0, end().as_seconds()], [0.0, width.get()]));
    let series = Memo::new(move |_| desk.film.with(|film| Series::new(film, WINDOWS)));
    let curves =
        Memo::new(move |_| series.with(|series| Curves::new(series, &scale.get(), room(desk))));
    let across = derived(move || {
        format!("translateX({:.1}px)", scale.get().at(desk.moment.get().as_seconds()))
    });
    let names = changing(move || {
        let (names, height) = curves.with(|curves| (curves.names.clone(), curves.height));
        let below = Name { name: "What goes wrong", foot: height + BELOW, ..Name::default() };
        each(names.into_iter().chain([below]), beside)
    });
    view! {
        <section class="timeline" aria-label="Time">
            <div class="conduct">
                <transport::Transport />
                <Legend />
                <div class="more-charts">
                    <button
                        class="plain as-table"
                        aria-pressed=derived(move || desk.charts.get().to_string())
                        on:click=pressed(move || desk.charts.update(|all| *all = !*all))
                    >
                        "All charts"
                    </button>
                    <table::TableBehind />
                </div>
            </div>
            <div class="tracks">
                <Seek />
                <div class="track-names" aria-hidden="true">
                    {names}
                </div>
                <div class="plot" node_ref=plot>
                    <chart::Chart curves=curves scale=scale />
                    <div id="faults" class="faults"></div>
                    <div
                        class="ahead"
                        aria-hidden="true"
                        style:transform=across
                        style:height=derived(move || {
                            format!("{}px", curves.with(|curves| curves.height))
                        })
                    ></div>
                    <div class="playhead" aria-hidden="true" style:transform=across></div>
                </div>
            </div>
        </section>
    }
}

/// How much room there is for charts.
fn room(desk: Desk) -> Room {
    match (desk.charts.get(), desk.low.get()) {
        (true, _) => Room::All,
        (false, true) => Room::Low,
        (false, false) => Room::Usual,
    }
}

/// What stands beside a chart, on its foot.
fn beside(name: Name) -> AnyView {
    let place = format!("translateY({}px)", name.foot - 16.0);
    view! {
        <p style:transform=place>
            {name.name} " " <small>{name.detail}</small> <small class="top">{name.top}</small>
        </p>
    }
    .into_any()
}

/// The slider by which any moment of the run can be gone to.
#[component]
fn Seek() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let end = move || desk.film.with(|film| film.end());
    // Spoken once a second, not sixty times.
    let spoken = derived(move || {
        let second = desk.now.with(|now| now.moment.as_micros() / 1_000_000);
        format!("{second} s of {}", format::moment(end()))
    });
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
            aria-valuetext=spoken
            max=derived(move || milliseconds(end()))
            prop:value=derived(move || milliseconds(desk.moment.get()))
            on:input:target=move |event| seek(event.target().value())
        />
    }
}

fn milliseconds(moment: Moment) -> String {
    (moment.as_micros() / 1_000).to_string()
}
