//! The figures of the design, each beside what it was before the last change.

use leptos::prelude::*;

use super::desk::Desk;
use crate::parts::{derived, each, facts, pressed};
use crate::scene::facts::of_business;
use crate::scene::format;
use crate::scene::readings::{Figure, KINDS, Kind, Reading};
use crate::session::{Command, Session};
use crate::simulation::NOT_MODELLED;

/// The table of the figures.
#[component]
pub fn Figures() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let busy = desk.text(|session| session.reports().awaited.is_some().to_string());
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
                {each(KINDS, |kind| rows(desk, kind))}
            </table>
            {facts(move || {
                desk.with(|session| of_business(session.reports().current.as_deref()))
            })}
            <p class="run-state">
                <progress
                    max="1"
                    aria-label="Running"
                    hidden=derived(move || desk.progress.get().is_none())
                    prop:value=derived(move || desk.progress.get().unwrap_or_default())
                ></progress>
                <span class="quiet">{desk.text(source)}</span>
                <button
                    class="plain"
                    hidden=derived(move || {
                        desk.progress.get().is_none() && !desk.with(|it| it.reports().stopped)
                    })
                    on:click=pressed(move || desk.send(stop_or_run(desk)))
                >
                    {desk.text(|it| if it.reports().stopped { "Run" } else { "Stop" }.to_owned())}
                </button>
            </p>
            <details class="hint"><summary>"What this leaves out"</summary>{NOT_MODELLED}</details>
        </section>
    }
}

fn rows(desk: Desk, kind: &'static Kind) -> impl IntoView {
    view! {
        <tbody>
            <tr>
                <th class="figures-of" scope="rowgroup" colspan="3" title=kind.means>
                    {kind.title}
                </th>
            </tr>
            {each(kind.figures, |figure| row(desk, kind.of, figure))}
        </tbody>
    }
}

fn row(desk: Desk, of: &'static str, figure: &'static Figure) -> impl IntoView {
    let reading = move |read: fn(Reading) -> String| {
        derived(move || {
            desk.with(|session| {
                let reports = session.reports();
                read(figure.read(reports.current.as_deref(), reports.before.as_deref()))
            })
        })
    };
    view! {
        <tr title=figure.means>
            <th scope="row">
                <span class="spoken">{of} " "</span>
                {figure.name}
                <small class=reading(|it| verdict(&it).0.to_owned())>
                    {reading(|it| it.target.clone())}
                    <span class="spoken">{reading(|it| verdict(&it).1.to_owned())}</span>
                </small>
            </th>
            <td class="figure-now">
                <b id=format!("figure-{}", figure.id)>{reading(|it| it.now)}</b>
                <small class="unsure">{reading(|it| it.unsure)}</small>
            </td>
            <td class="figure-before" id=format!("figure-{}-before", figure.id)>
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

/// What the button beside the progress does.
fn stop_or_run(desk: Desk) -> Command {
    if desk.peek(|session| session.reports().stopped) {
        Command::RunAgain
    } else {
        Command::StopRun
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
            session.scenario().seed
        ),
        None if session.reports().stopped => "Stopped: no figures".to_owned(),
        None => "Counting …".to_owned(),
    }
}
