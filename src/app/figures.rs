//! The figures of the design, each beside what it was before the last change.

use leptos::prelude::*;

use super::desk::Desk;
use super::parts::figure::{FigureRow, Reading, Target};
use crate::scene::format;
use crate::simulation::Report;

/// Figures of one kind.
struct Group {
    /// What they are of, as a heading.
    title: &'static str,
    /// The same, before each name, for those who listen.
    spoken: &'static str,
    means: &'static str,
    figures: &'static [Figure],
}

/// One figure of a report: its name, what it means, how it is read, and what it is held against.
struct Figure {
    id: &'static str,
    name: &'static str,
    means: &'static str,
    read: fn(&Report) -> Reading,
    target: Option<HeldAgainst>,
}

/// A target: its name in the report, and how it is written.
type HeldAgainst = (&'static str, fn(f64) -> String);

const GROUPS: &[Group] = &[ACKNOWLEDGEMENT, COMPLETION, REQUESTS];

const ACKNOWLEDGEMENT: Group = Group {
    title: "Until the answer",
    spoken: "Acknowledgement",
    means: "Time to acknowledgement: from a request's arrival to its successful answer",
    figures: &[
        Figure {
            id: "acknowledgement-p50",
            name: "p50",
            means: "Half of the customers have their answer within this time",
            read: |report| Reading::milliseconds(report.acknowledgement_ms.p50),
            target: None,
        },
        Figure {
            id: "acknowledgement-p95",
            name: "p95",
            means: "95 of 100 customers have their answer within this time",
            read: |report| {
                Reading::milliseconds(report.acknowledgement_ms.p95)
                    .give_or_take(report.acknowledgement_ms.p95_interval, half_milliseconds)
            },
            target: Some(("acknowledgement_p95_ms", format::milliseconds)),
        },
        Figure {
            id: "acknowledgement-p99",
            name: "p99",
            means: "99 of 100 customers have their answer within this time",
            read: |report| Reading::milliseconds(report.acknowledgement_ms.p99),
            target: None,
        },
    ],
};

const COMPLETION: Group = Group {
    title: "Until everything is done",
    spoken: "Completion",
    means: "Time to completion: from a request's arrival to the end of its last step, in the background too",
    figures: &[
        Figure {
            id: "completion-p50",
            name: "p50",
            means: "Half of the requests are wholly done within this time",
            read: |report| Reading::milliseconds(report.completion_ms.p50),
            target: None,
        },
        Figure {
            id: "completion-p95",
            name: "p95",
            means: "95 of 100 requests are wholly done within this time",
            read: |report| {
                Reading::milliseconds(report.completion_ms.p95)
                    .give_or_take(report.completion_ms.p95_interval, half_milliseconds)
            },
            target: Some(("completion_p95_ms", format::milliseconds)),
        },
    ],
};

const REQUESTS: Group = Group {
    title: "Of the requests",
    spoken: "",
    means: "What became of the requests that arrived",
    figures: &[
        Figure {
            id: "success",
            name: "Success",
            means: "Of 100 answered customers so many got what they asked for; the others got an error",
            read: |report| {
                Reading::ratio(report.success_ratio)
                    .give_or_take(report.success_interval, |half| format::number(half * 100.0))
            },
            target: Some(("success_ratio", |ratio| {
                format!("{} of 100", format::in_hundred(ratio))
            })),
        },
        Figure {
            id: "throughput",
            name: "Throughput",
            means: "So many requests are acknowledged in a second",
            read: |report| {
                Reading::per_second(report.throughput_per_s)
                    .give_or_take(report.throughput_interval, format::number)
            },
            target: None,
        },
    ],
};

/// Half an interval, in whole milliseconds from ten on.
fn half_milliseconds(half: f64) -> String {
    format::milliseconds(if half < 10.0 { half } else { half.round() })
}

/// The table of the figures.
#[component]
pub fn Figures() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let awaited = desk.memo(|session| session.reports().awaited.is_some());
    view! {
        <section
            class="figures"
            aria-labelledby="figures-title"
            aria-busy=move || awaited.get().to_string()
        >
            <h2 id="figures-title">"Figures"</h2>
            <table>
                <thead class="spoken">
                    <tr>
                        <th scope="col">"Figure"</th>
                        <th scope="col">"Now"</th>
                        <th scope="col">"Before the last change"</th>
                    </tr>
                </thead>
                {GROUPS.iter().map(|group| view! { <Rows group=group /> }).collect_view()}
            </table>
            <RunState />
        </section>
    }
}

/// The figures of one kind.
#[component]
fn Rows(group: &'static Group) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let rows = group.figures.iter().map(|figure| {
        let read = figure.read;
        let now = desk.memo(move |session| session.reports().current.as_deref().map(read));
        let before = desk.memo(move |session| session.reports().before.as_deref().map(read));
        let target = desk.memo(move |session| {
            let (id, written) = figure.target?;
            let target = session.reports().current.as_ref()?.targets.get(id)?;
            Some(Target { text: written(target.target), met: target.met })
        });
        view! {
            <FigureRow
                id=figure.id
                of=group.spoken
                name=figure.name
                means=figure.means
                now=now
                before=before
                target=target
            />
        }
    });
    view! {
        <tbody>
            <tr>
                <th class="figures-of" scope="rowgroup" colspan="3" title=group.means>
                    {group.title}
                </th>
            </tr>
            {rows.collect_view()}
        </tbody>
    }
}

/// From how many requests the figures come, or how far the run is.
#[component]
fn RunState() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let asked =
        desk.memo(|session| {
            session.reports().current.as_ref().map(|report| {
                (report.requests.offered, report.replications, session.scenario().seed)
            })
        });
    view! {
        {move || match (desk.progress.get(), asked.get()) {
            (Some(share), _) => {
                view! {
                    <p class="run-state">
                        <label>
                            "Running " <progress max="1" prop:value=share></progress>
                        </label>
                    </p>
                }
                    .into_any()
            }
            (None, Some((requests, replications, seed))) => {
                view! {
                    <p class="run-state quiet">
                        {format!(
                            "From {} requests in {} runs, seed {seed}",
                            format::count(requests),
                            format::count(u64::from(replications)),
                        )}
                    </p>
                }
                    .into_any()
            }
            (None, None) => view! { <p class="run-state quiet">"Counting …"</p> }.into_any(),
        }}
    }
}
