//! The load sweep: a button, how far it is, what both designs carry, and charts with the tables behind them.

use leptos::html;
use leptos::prelude::*;

use super::differences::waiting;
use crate::browser::size::SizeWatch;
use crate::charts::load::{HEIGHT, LoadChart, Mark, Overtaking, Reached, sentence};
use crate::figures::{Estimate, Figure};
use crate::session::comparing::{SweepPlan, SweepState};
use crate::session::{Measure, Purpose};
use crate::study::sweep::{
    ANSWER, LoadPoint, SUCCESS, Served, Side, THROUGHPUT, ahead, crossovers,
};
use crate::ui::parts::{dynamic, effect, list, on_press, prose, signal};
use crate::ui::rooms::context::RoomContext;
use crate::units::format;

/// A figure against the arrival rate.
struct Shown {
    figure: &'static Figure,
    title: &'static str,
    /// What a design does of which it is greater.
    does: &'static str,
}

static SHOWN: [Shown; 3] = [
    Shown {
        figure: ANSWER,
        title: "Time to the answer, 95 of 100 customers",
        does: "takes longer to answer",
    },
    Shown {
        figure: THROUGHPUT,
        title: "Throughput, acknowledged per second",
        does: "acknowledges more",
    },
    Shown { figure: SUCCESS, title: "Customers served, of 100", does: "serves more" },
];

/// The load sweep of the pair.
pub fn load(room: RoomContext) -> AnyView {
    let sweep = room.sweep;
    let refusal = RwSignal::new("");
    let state = Memo::new(move |_| {
        let plan = sweep.get();
        plan.map_or(SweepState::NotAsked, |plan| room.lab(|lab| plan.state(lab)))
    });
    let run = on_press(move || {
        let Some(pair) = room.pair.get_untracked() else { return };
        match SweepPlan::new(pair) {
            Ok(plan) => {
                room.send(Measure::Want(Purpose::Sweep, plan.runs()));
                let first = room.peek(|session| plan.capacity.runs(session.lab()));
                room.send(Measure::Want(Purpose::Capacity, first));
                refusal.set("");
                sweep.set(Some(plan));
            }
            Err(why) => {
                room.send(Measure::Want(Purpose::Sweep, Vec::new()));
                room.send(Measure::Want(Purpose::Capacity, Vec::new()));
                refusal.set(why);
                sweep.set(None);
            }
        }
    });
    let label = move || match state.get() {
        SweepState::NotAsked => "Run the load sweep",
        SweepState::Running => "Begin again",
        SweepState::Stopped | SweepState::Done => "Run the load sweep again",
    };
    let stop = on_press(move || {
        room.send(Measure::Want(Purpose::Capacity, Vec::new()));
        room.send(Measure::Stop(Purpose::Sweep));
    });
    // What both carry follows from the runs that have ended, and is known once they have.
    let capacity = Memo::new(move |_| {
        room.searched.get();
        let of = |plan: &SweepPlan| room.peek(|session| plan.capacity.standing(session.lab()));
        sweep.with(|sweep| sweep.as_ref().map(of).unwrap_or_default())
    });
    let is_running =
        move || state.get() == SweepState::Running || capacity.with(|it| it.is_searching);
    let progress = dynamic(move || match state.get() {
        SweepState::Running => waiting(room.lab(|lab| lab.done(Purpose::Sweep).share)),
        SweepState::NotAsked | SweepState::Stopped | SweepState::Done => ().into_any(),
    });
    // The charts follow the points, not every per cent of progress.
    let points = Memo::new(move |_| {
        let plan = sweep.get()?;
        let points = room.lab(|lab| plan.points(lab));
        Some((plan.pair, points.len(), points.into_iter().flatten().collect::<Vec<_>>()))
    });
    let status = signal(move || {
        let (done, all) =
            points.with(|it| it.as_ref().map_or((0, 0), |(_, all, points)| (points.len(), *all)));
        let standing = match state.get() {
            SweepState::NotAsked => refusal.get().to_owned(),
            SweepState::Running => format!("{done} of {all} arrival rates are done."),
            SweepState::Stopped => format!("Stopped: {done} of {all} arrival rates are done."),
            SweepState::Done => format!("All {all} arrival rates are done."),
        };
        let is_other = sweep.with(|sweep| {
            let of = sweep.as_ref().map(|sweep| &sweep.pair);
            of.is_some() && room.pair.with(|pair| pair.as_ref() != of)
        });
        if is_other {
            format!("{standing} It is of the designs before: run it again for those above.")
        } else {
            standing
        }
    });
    view! {
        <section class="compare-load" aria-labelledby="load-title">
            <h3 id="load-title">"Under another load"</h3>
            <p class="hint">
                "Both designs from a fifth of the present arrival rate to four times it, on the same arrivals at each rate; all else stays, profile and faults included. Then what each carries: the highest steady rate, without faults, at which 99 of 100 customers are served and no backlog grows."
            </p>
            <p class="compare-run">
                <button on:click=run disabled=signal(move || room.pair.with(Option::is_none))>
                    {signal(label)}
                </button>
                <button
                    on:click=stop
                    hidden=signal(move || !is_running())
                >
                    "Stop"
                </button>
                {progress}
            </p>
            <p role="status">{status}</p>
            <p role="status">{signal(move || capacity.with(|it| it.words.clone()))}</p>
            {dynamic(move || {
                match points.get() {
                    Some((pair, _, points)) if !points.is_empty() => {
                        list(&SHOWN, |shown| figure(shown, &pair.names, &points))
                    }
                    Some(_) | None => ().into_any(),
                }
            })}
        </section>
    }
    .into_any()
}

/// A chart with its sentence before it and its table behind it.
fn figure(shown: &'static Shown, names: &[String; 2], points: &[LoadPoint]) -> AnyView {
    let overtakings: Vec<Overtaking> = crossovers(points, shown.figure)
        .into_iter()
        .map(|it| Overtaking {
            rate_per_s: it.rate_per_s,
            between: it.between,
            first_is_greater_below: it.greater_below == Side::Before,
        })
        .collect();
    let [left, right] = names;
    let said = sentence(shown.does, [left, right], &ahead(points, shown.figure), &overtakings);
    let design = |of: fn(&LoadPoint) -> &Served| -> Vec<Reached> {
        let reached = |it: &LoadPoint| {
            let Estimate { value, interval } = of(it).estimate(shown.figure);
            Reached { rate_per_s: it.rate_per_s, value, interval }
        };
        points.iter().map(reached).collect()
    };
    let (first, second) = (design(|it| &it.before), design(|it| &it.after));
    let width = RwSignal::new(560.0);
    let frame = NodeRef::<html::Div>::new();
    let watch = StoredValue::new_local(None);
    effect(move || {
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
    let chart = dynamic(move || {
        let chart = LoadChart::new(shown.figure.unit, [&first, &second], &overtakings, width.get());
        drawn(&chart, spoken.clone())
    });
    view! {
        <figure class="load-figure">
            <figcaption>
                <b>{shown.title}</b>
                {legend(names)}
            </figcaption>
            <p class="load-said">{prose(&said)}</p>
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
        list(marks.to_vec(), move |mark| {
            view! { <text class=class x=x(&mark) y=y(&mark)>{mark.word.clone()}</text> }
        })
    };
    let crossovers = list(chart.overtakings.clone(), |mark| {
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
            {crossovers}
            {words(&chart.rates, "load-rate", |mark| mark.at, |_| HEIGHT - 8.0)}
            {words(&chart.values, "load-value", |_| 52.0, |mark| mark.at + 4.0)}
        </svg>
        <p class="load-axis hint">"Arrivals per second"</p>
    }
    .into_any()
}

fn behind(shown: &'static Shown, [left, right]: &[String; 2], points: &[LoadPoint]) -> AnyView {
    let measured = move |served: &Served| {
        let value = served.estimate(shown.figure).written(shown.figure);
        if served.is_cut_short { value + " (cut short)" } else { value }
    };
    let success = |served: &Served| SUCCESS.written(served.estimate(SUCCESS).value);
    let row = move |point: LoadPoint| {
        let difference = point.difference(shown.figure);
        let (gap, said) = difference.map_or(("–".to_owned(), ""), |it| {
            let said =
                if it.beyond_chance().is_some() { "more than chance" } else { "may be chance" };
            (it.written(), said)
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
                {list(cells, |cell| view! { <td>{cell}</td> })}
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
                        <tr>{list(heads, |head| view! { <th scope="col">{head}</th> })}</tr>
                    </thead>
                    <tbody>{list(points.to_vec(), row)}</tbody>
                </table>
            </div>
        </details>
    }
    .into_any()
}
