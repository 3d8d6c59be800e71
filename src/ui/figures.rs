//! The figures of the design, each beside what it was before the last change.

use leptos::prelude::*;

use super::context::Context;
use crate::engine::NOT_MODELLED;
use crate::figures::Figure;
use crate::figures::readings::{KINDS, Kind, Reading, key, read};
use crate::session::{Session, stop_or_run};
use crate::ui::parts::{facts, list, on_press, signal};
use crate::units::format;
use crate::wording::facts::of_business;

/// The table of the figures.
#[component]
pub fn Figures() -> impl IntoView {
    let context = expect_context::<Context>();
    let busy = context.text(|session| session.reports().awaited.to_string());
    view! {
        <section class="figures" aria-labelledby="figures-title" aria-busy=busy>
            <h2 id="figures-title">"Figures"</h2>
            <table>
                <thead class="spoken">
                    <tr>
                        <th scope="col">"Figure"</th>
                        <th scope="col">"Now"</th>
                        <th scope="col">"Before the last change"</th>
                    </tr>
                </thead>
                {list(KINDS, |kind| rows(context, kind))}
            </table>
            {facts(move || {
                context.with(|session| of_business(session.reports().current.as_deref()))
            })}
            <p class="run-state">
                <progress
                    max="1"
                    aria-label="Running"
                    hidden=signal(move || context.progress().is_none())
                    prop:value=signal(move || context.progress().unwrap_or_default())
                ></progress>
                <span class="quiet">{context.text(source)}</span>
                <button
                    class="plain"
                    hidden=signal(move || {
                        context.progress().is_none() && !context.with(|it| it.reports().stopped)
                    })
                    on:click=on_press(move || context.send(context.peek(stop_or_run)))
                >
                    {context.text(|it| if it.reports().stopped { "Run" } else { "Stop" }.to_owned())}
                </button>
            </p>
            <details class="hint"><summary>"What this leaves out"</summary>{NOT_MODELLED}</details>
        </section>
    }
}

fn rows(context: Context, kind: &'static Kind) -> impl IntoView {
    view! {
        <tbody>
            <tr>
                <th class="figures-of" scope="rowgroup" colspan="3" title=kind.means>
                    {kind.title}
                </th>
            </tr>
            {list(kind.figures, |figure| row(context, kind, figure))}
        </tbody>
    }
}

fn row(context: Context, kind: &Kind, figure: &'static Figure) -> impl IntoView {
    let id = format!("figure-{}", key(figure));
    let reading = move |part: fn(Reading) -> String| {
        signal(move || {
            context.with(|session| {
                let reports = session.reports();
                part(read(figure, reports.current.as_deref(), reports.before.as_deref()))
            })
        })
    };
    view! {
        <tr title=figure.means>
            <th scope="row">
                <span class="spoken">{kind.of} " "</span>
                {kind.short_name(figure)}
                <small class=reading(|it| verdict(&it).0.to_owned())>
                    {reading(|it| it.target.clone())}
                    <span class="spoken">{reading(|it| verdict(&it).1.to_owned())}</span>
                </small>
            </th>
            <td class="figure-now">
                <b id=id.clone()>{reading(|it| it.now)}</b>
                <small class="unsure">{reading(|it| it.unsure)}</small>
            </td>
            <td class="figure-before" id=format!("{id}-before")>
                <s class="before">{reading(|it| it.before)}</s>
            </td>
        </tr>
    }
}

/// How a target that is met or missed looks, and how it is said.
fn verdict(reading: &Reading) -> (&'static str, &'static str) {
    match (reading.target.is_empty(), reading.is_met) {
        (true, _) => ("target", ""),
        (false, true) => ("target met good", ", the target, is met"),
        (false, false) => ("target missed bad", ", the target, is missed"),
    }
}

/// From how many requests the figures come.
fn source(session: &Session) -> String {
    match &session.reports().current {
        Some(_) if session.reports().stopped => {
            "Stopped: these are of the design before".to_owned()
        }
        Some(report) => format!(
            "From {} requests in {} runs, seed {}",
            format::count(report.requests.offered),
            format::count(u64::from(report.replications)),
            session.design().seed
        ),
        None if session.reports().stopped => "Stopped: no figures".to_owned(),
        None => "Counting …".to_owned(),
    }
}
