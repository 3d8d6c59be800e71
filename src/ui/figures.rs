//! The figures of the design, each beside what it was before the last change.

use leptos::prelude::*;

use super::context::Context;
use crate::engine::NOT_MODELLED;
use crate::figures::Figure;
use crate::figures::readings::{KINDS, Kind, Reading, key, read};
use crate::session::{Look, Session, stop_or_run};
use crate::ui::parts::{dynamic, facts, list, on_press, signal};
use crate::units::format;
use crate::wording::facts::of_business;
use crate::worker::Workers;

/// The table of the figures.
#[component]
pub fn Figures() -> impl IntoView {
    let context = expect_context::<Context>();
    let all = Memo::new(move |_| context.with(|session| session.screen().all_figures));
    // Of a run that nobody sees, hundreds of times the same.
    let progress = Memo::new(move |_| context.progress());
    let busy = context.text(|session| session.reports().awaited.to_string());
    view! {
        <section class="figures" aria-labelledby="figures-title" aria-busy=busy>
            <h2 id="figures-title" class="spoken">"Figures"</h2>
            <table>
                <thead class="spoken">
                    <tr>
                        <th scope="col">"Figure"</th>
                        <th scope="col">"Before the last change"</th>
                        <th scope="col">"Now"</th>
                    </tr>
                </thead>
                {list(KINDS, |kind| rows(context, all, kind))}
            </table>
            <div hidden=signal(move || !all.get())>
                {facts(move || {
                    context.with(|session| of_business(session.reports().current.as_deref()))
                })}
            </div>
            <p class="run-state">
                <progress
                    max="1"
                    aria-label="Running"
                    hidden=signal(move || progress.get().is_none())
                    prop:value=signal(move || progress.get().unwrap_or_default())
                ></progress>
                <span class="quiet">{context.text(source)}</span>
                <button
                    class="plain"
                    hidden=signal(move || {
                        progress.get().is_none() && !context.with(|it| it.reports().stopped)
                    })
                    on:click=on_press(move || context.send(context.peek(stop_or_run)))
                >
                    {context.text(|it| if it.reports().stopped { "Run" } else { "Stop" }.to_owned())}
                </button>
                <button
                    class="plain more-figures"
                    aria-expanded=signal(move || all.get().to_string())
                    on:click=on_press(move || context.send(Look::AllFigures(!all.get_untracked())))
                >
                    "All figures"
                </button>
            </p>
            <p class="hint alone" role="status">
                {dynamic(move || context.is_alone.get().then(|| alone(context)).into_any())}
            </p>
            <div hidden=signal(move || !all.get())>
                <details class="hint"><summary>"What this leaves out"</summary>{NOT_MODELLED}</details>
            </div>
        </section>
    }
}

/// That the page runs everything itself, with a button that tries again to have it done beside it.
fn alone(context: Context) -> AnyView {
    let again = on_press(move || context.workers(Workers::start_again));
    view! {
        "What runs figures beside this page could not be started: the page does it itself, to the same figures, and may stutter. "
        <button class="plain" on:click=again>"Try again"</button>
    }
    .into_any()
}

fn rows(context: Context, all: Memo<bool>, kind: &'static Kind) -> impl IntoView {
    view! {
        <tbody>
            <tr hidden=signal(move || !all.get())>
                <th class="figures-of" scope="rowgroup" colspan="3" title=kind.means>
                    {kind.title}
                </th>
            </tr>
            {list(kind.figures, |figure| row(context, all, kind, figure))}
        </tbody>
    }
}

fn row(context: Context, all: Memo<bool>, kind: &Kind, figure: &'static Figure) -> impl IntoView {
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
        <tr title=figure.means hidden=signal(move || !all.get() && figure.target.is_none())>
            <th scope="row">
                <span class=signal(move || if all.get() { "spoken" } else { "" }.to_owned())>{kind.of} " "</span>
                {kind.short_name(figure)}
                <small class=reading(|it| verdict(&it).0.to_owned())>
                    {reading(|it| it.target.clone())}
                    <span class="spoken">{reading(|it| verdict(&it).1.to_owned())}</span>
                </small>
            </th>
            <td class="figure-before" id=format!("{id}-before")>
                <s class="before">{reading(|it| it.before)}</s>
            </td>
            <td class="figure-now">
                <b id=id>{reading(|it| it.now)}</b>
                <small class="unsure">{reading(|it| it.unsure)}</small>
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
