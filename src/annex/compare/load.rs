//! The load sweep: a button, how far it is, and two charts with the tables behind them.

use leptos::html;
use leptos::prelude::*;

use super::comparing::{Pair, Sweep, SweepState};
use super::differences::waiting;
use crate::annex::table::Table;
use crate::browser::size::SizeWatch;
use crate::parts::{changing, derived, each, following, pressed};
use crate::scene::contrast::Unit;
use crate::scene::format;
use crate::scene::load::{HEIGHT, LoadChart, LoadFigure, Mark, Overtaking, Reached, sentence};
use crate::study::Difference;
use crate::study::sweep::{LoadPoint, Served, Side, crossings};

/// A figure against the arrival rate.
struct Shown {
    figure: LoadFigure,
    title: &'static str,
    unit: Unit,
    value: fn(&Served) -> Option<f64>,
    interval: fn(&Served) -> Option<[f64; 2]>,
    difference: fn(&LoadPoint) -> Option<&Difference>,
}

const ACKNOWLEDGEMENT: Shown = Shown {
    figure: LoadFigure::Acknowledgement,
    title: "Time to acknowledgement, 95th percentile",
    unit: Unit::Milliseconds,
    value: |it| it.acknowledgement_p95_ms,
    interval: |it| it.acknowledgement_interval_ms,
    difference: |it| it.acknowledgement_p95_ms.as_ref(),
};

const THROUGHPUT: Shown = Shown {
    figure: LoadFigure::Throughput,
    title: "Throughput, acknowledged per second",
    unit: Unit::PerSecond,
    value: |it| Some(it.throughput_per_s),
    interval: |it| it.throughput_interval,
    difference: |it| it.throughput_per_s.as_ref(),
};

/// The load sweep of the pair.
pub fn load(table: Table, pair: Memo<Option<Pair>>) -> AnyView {
    let comparing = table.comparing();
    let sweep = comparing.sweep;
    let state = Memo::new(move |_| sweep.with(|sweep| sweep.state));
    let run = pressed(move || {
        if let Some(pair) = pair.get_untracked() {
            comparing.begin_sweep(pair);
        }
    });
    let label = move || match state.get() {
        SweepState::NotAsked => "Run the load sweep",
        SweepState::Running => "Begin again",
        SweepState::Stopped | SweepState::Done => "Run the load sweep again",
    };
    let stop = pressed(move || comparing.stop_sweep());
    let progress = changing(move || match state.get() {
        SweepState::Running => waiting(sweep.with(|sweep| sweep.progress)),
        SweepState::NotAsked | SweepState::Stopped | SweepState::Done => ().into_any(),
    });
    let status = derived(move || {
        let is_other =
            sweep.with(|sweep| sweep.pair.is_some() && pair.with(|pair| *pair != sweep.pair));
        let standing = sweep.with(standing);
        if is_other {
            format!("{standing} It is of the designs before: run it again for those above.")
        } else {
            standing
        }
    });
    // The charts follow the points, not every per cent of progress.
    let points = Memo::new(move |_| {
        sweep.with(|sweep| (sweep.pair.clone(), sweep.points.iter().flatten().cloned().collect()))
    });
    view! {
        <section class="compare-load" aria-labelledby="load-title">
            <h3 id="load-title">"Under another load"</h3>
            <p class="hint">
                "Both designs from a fifth of the present arrival rate to four times it, on the same arrivals at each rate; all else stays, profile and faults included."
            </p>
            <p class="compare-run">
                <button on:click=run>{derived(label)}</button>
                <button
                    on:click=stop
                    hidden=derived(move || state.get() != SweepState::Running)
                >
                    "Stop"
                </button>
                {progress}
            </p>
            <p role="status">{status}</p>
            {changing(move || {
                let (pair, points): (Option<Pair>, Vec<LoadPoint>) = points.get();
                match pair {
                    Some(pair) if !points.is_empty() => {
                        let both = [&ACKNOWLEDGEMENT, &THROUGHPUT];
                        each(both, |shown| figure(shown, &pair.names, &points))
                    }
                    Some(_) | None => ().into_any(),
                }
            })}
        </section>
    }
    .into_any()
}

/// How the sweep stands, as a sentence.
fn standing(sweep: &Sweep) -> String {
    let (done, all) = (sweep.points.iter().flatten().count(), sweep.points.len());
    match sweep.state {
        SweepState::NotAsked => sweep.refusal.to_owned(),
        SweepState::Running => format!("{done} of {all} arrival rates are done."),
        SweepState::Stopped => format!("Stopped: {done} of {all} arrival rates are done."),
        SweepState::Done => format!("All {all} arrival rates are done."),
    }
}

/// A chart with its sentence before it and its table behind it.
fn figure(shown: &'static Shown, names: &[String; 2], points: &[LoadPoint]) -> AnyView {
    let overtakings: Vec<Overtaking> = crossings(points, shown.difference)
        .into_iter()
        .map(|it| Overtaking {
            rate_per_s: it.rate_per_s,
            between: it.between,
            first_is_greater_below: it.greater_below == Side::Before,
        })
        .collect();
    let ahead: Vec<(f64, f64)> = (points.iter())
        .filter_map(|it| Some((it.rate_per_s, (shown.difference)(it)?.beyond_chance()?)))
        .collect();
    let [left, right] = names;
    let said = sentence(shown.figure, [left, right], &ahead, &overtakings);
    let design = |of: fn(&LoadPoint) -> &Served| -> Vec<Reached> {
        let reached = |it: &LoadPoint| Reached {
            rate_per_s: it.rate_per_s,
            value: (shown.value)(of(it)),
            interval: (shown.interval)(of(it)),
        };
        points.iter().map(reached).collect()
    };
    let (first, second) = (design(|it| &it.before), design(|it| &it.after));
    let width = RwSignal::new(560.0);
    let frame = NodeRef::<html::Div>::new();
    let watch = StoredValue::new_local(None);
    following(move || {
        if let Some(frame) = frame.get() {
            let changed = move |wide: f64, _: f64| {
                if wide > 0.0 && width.try_get_untracked() != Some(wide) {
                    width.set(wide);
                }
            };
            watch.set_value(SizeWatch::new(&frame, changed));
        }
    });
    let spoken = format!("{}: {said}", shown.title);
    let chart = changing(move || {
        let chart = LoadChart::new(shown.figure, [&first, &second], &overtakings, width.get());
        drawn(&chart, spoken.clone())
    });
    view! {
        <figure class="load-figure">
            <figcaption>
                <b>{shown.title}</b>
                {legend(names)}
            </figcaption>
            <p class="load-said">{said}</p>
            <div node_ref=frame>{chart}</div>
            {behind(shown, names, points)}
        </figure>
    }
    .into_any()
}

/// Which line is which: by its stroke and its dots, not by colour alone.
fn legend([left, right]: &[String; 2]) -> AnyView {
    view! {
        <span class="load-key">
            <svg width="34" height="12" aria-hidden="true">
                <path class="load-line first" d="M1 6H33"></path>
                <path class="load-dots first" d="M13.5 6a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0z"></path>
            </svg>
            {left.clone()}
        </span>
        <span class="load-key">
            <svg width="34" height="12" aria-hidden="true">
                <path class="load-line second" d="M1 6H33"></path>
                <path class="load-dots second" d="M14 3h6v6h-6z"></path>
            </svg>
            {right.clone()}
        </span>
    }
    .into_any()
}

fn drawn(chart: &LoadChart, spoken: String) -> AnyView {
    let words = |marks: &[Mark], class: &'static str, x: fn(&Mark) -> f64, y: fn(&Mark) -> f64| {
        each(marks.to_vec(), move |mark| {
            view! { <text class=class x=x(&mark) y=y(&mark)>{mark.word.clone()}</text> }
        })
    };
    let crossings = each(chart.overtakings.clone(), |mark| {
        view! {
            <path class="load-crossing" d=format!("M{:.1} 16V{:.0}", mark.at, HEIGHT - 24.0)></path>
            <text class="load-crossed" x=mark.at y="11">{format!("≈ {}", mark.word)}</text>
        }
    });
    let [first, second] = chart.lines.clone();
    let [first_band, second_band] = chart.bands.clone();
    let [first_dots, second_dots] = chart.dots.clone();
    view! {
        <svg
            class="load-chart"
            role="img"
            aria-label=spoken
            width=chart.width
            height=HEIGHT
            viewBox=format!("0 0 {} {HEIGHT}", chart.width)
        >
            <path class="load-grid" d=chart.grid.clone()></path>
            <path class="load-all" d=chart.all.clone()></path>
            <path class="load-band first" d=first_band></path>
            <path class="load-band second" d=second_band></path>
            <path class="load-line first" d=first></path>
            <path class="load-line second" d=second></path>
            <path class="load-dots first" d=first_dots></path>
            <path class="load-dots second" d=second_dots></path>
            {crossings}
            {words(&chart.rates, "load-rate", |mark| mark.at, |_| HEIGHT - 8.0)}
            {words(&chart.values, "load-value", |_| 52.0, |mark| mark.at + 4.0)}
        </svg>
        <p class="load-axis hint">"Arrivals per second"</p>
    }
    .into_any()
}

fn behind(shown: &'static Shown, [left, right]: &[String; 2], points: &[LoadPoint]) -> AnyView {
    let measured = move |served: &Served| {
        let value =
            (shown.value)(served).map_or_else(|| "–".to_owned(), |it| shown.unit.written(it));
        let half = (shown.interval)(served).map(|[low, high]| (high - low) / 2.0);
        let half = half.filter(|half| *half > 0.0).map(|half| match shown.figure {
            LoadFigure::Acknowledgement => {
                format!(" ± {}", format::give_or_take_milliseconds(half))
            }
            LoadFigure::Throughput => format!(" ± {}", format::number(half)),
        });
        let cut = if served.is_cut_short { " (cut short)" } else { "" };
        format!("{value}{}{cut}", half.unwrap_or_default())
    };
    let success = |served: &Served| {
        served.success_ratio.map_or_else(|| "–".to_owned(), |it| Unit::Share.written(it))
    };
    let row = move |point: LoadPoint| {
        let difference = (shown.difference)(&point);
        let (gap, said) = difference.map_or(("–".to_owned(), ""), |it| {
            let said =
                if it.beyond_chance().is_some() { "more than chance" } else { "may be chance" };
            (shown.unit.change(it.difference, it.interval), said)
        });
        let cells = [
            measured(&point.before),
            measured(&point.after),
            gap,
            said.to_owned(),
            success(&point.before),
            success(&point.after),
        ];
        view! {
            <tr>
                <th scope="row">{format::number(point.rate_per_s)}</th>
                {each(cells, |cell| view! { <td>{cell}</td> })}
            </tr>
        }
    };
    let heads = [
        "Arrivals per second".to_owned(),
        left.clone(),
        right.clone(),
        "Difference".to_owned(),
        "In words".to_owned(),
        format!("Success, {left}"),
        format!("Success, {right}"),
    ];
    view! {
        <details>
            <summary>"As a table"</summary>
            <div class="scrolls" tabindex="0" role="region" aria-label=shown.title>
                <table class="differences">
                    <thead>
                        <tr>{each(heads, |head| view! { <th scope="col">{head}</th> })}</tr>
                    </thead>
                    <tbody>{each(points.to_vec(), row)}</tbody>
                </table>
            </div>
        </details>
    }
    .into_any()
}
