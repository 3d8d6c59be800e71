//! What runs have shown: the design as recommended, each flip alone, and the way there.

use leptos::prelude::*;

use crate::annex::measured::Measured;
use crate::annex::table::Table;
use crate::model::Scenario;
use crate::parts::{changing, derived, each, fact, pressed};
use crate::scene::contrast::Unit;
use crate::scene::judgement;
use crate::study::{Difference, Gain, Stage, migration};

/// The design as recommended, and a button that makes it the one that is open.
pub fn recommendation(table: Table) -> AnyView {
    changing(move || {
        let (Some(scenario), Some(design)) = (table.scenario.get(), table.recommended.get()) else {
            return ().into_any();
        };
        let differ = differing(&scenario, &design);
        if differ == 0 {
            return view! { <p class="hint">"Every step is triggered as recommended."</p> }
                .into_any();
        }
        let steps = if differ == 1 {
            "1 step differs".to_owned()
        } else {
            format!("{differ} steps differ")
        };
        let apply = pressed(move || Table::adopt("The process is as recommended.", &design));
        view! {
            <p>{steps} " from what is recommended. Doing as recommended:"</p>
            {changing(move || table.measured.with(gained))}
            <button class="apply" on:click=apply>"Apply the recommendation"</button>
        }
        .into_any()
    })
}

fn differing(scenario: &Scenario, design: &Scenario) -> usize {
    let steps = scenario.process.steps.iter().zip(&design.process.steps);
    steps.filter(|(now, then)| now.mode != then.mode).count()
}

fn gained(measured: &Measured) -> AnyView {
    measured.recommended.as_ref().map_or_else(|| waiting(measured), changes)
}

/// What a gain changes, as a list.
pub fn changes(gain: &Gain) -> AnyView {
    view! { <dl class="facts gain">{each(facts(gain), |(name, value)| fact(name, "", value))}</dl> }
        .into_any()
}

fn facts(gain: &Gain) -> [(&'static str, String); 4] {
    [
        ("Answer p95", milliseconds(&gain.acknowledgement_p95_ms)),
        ("Done p95", milliseconds(&gain.completion_p95_ms)),
        ("Success", points(&gain.success_ratio)),
        ("Burden", burden(gain)),
    ]
}

/// How far the measuring is.
pub fn waiting(measured: &Measured) -> AnyView {
    let text = match measured.runs {
        0 => "Not measured yet …".to_owned(),
        runs => format!("{} of {runs} designs measured …", measured.done),
    };
    view! { <p class="hint">{text}</p> }.into_any()
}

/// What flipping each step alone would do.
pub fn flips(table: Table) -> AnyView {
    let rows = changing(move || {
        let Some(scenario) = table.scenario.get() else { return ().into_any() };
        let steps = scenario.process.steps.clone();
        each(steps.into_iter().enumerate(), move |(index, step)| {
            let to = format!("to {}", judgement::mode(step.mode.flipped()));
            let cell = move |read: fn(&Gain) -> String| {
                derived(move || {
                    table.measured.with(|it| {
                        it.flips.get(index).map_or_else(
                            || "…".to_owned(),
                            |flip| flip.gain.as_ref().map_or_else(|| "–".to_owned(), read),
                        )
                    })
                })
            };
            view! {
                <tr>
                    <th scope="row">{table.link(step.id)} " " <small>{to}</small></th>
                    <td>{cell(|it| milliseconds(&it.acknowledgement_p95_ms))}</td>
                    <td>{cell(|it| milliseconds(&it.completion_p95_ms))}</td>
                    <td>{cell(|it| points(&it.success_ratio))}</td>
                    <td>{cell(burden)}</td>
                </tr>
            }
        })
    });
    view! {
        <details class="flips">
            <summary>"What each flip alone would do"</summary>
            <div class="scrolls" tabindex="0" role="region" aria-label="What each flip alone would do">
                <table>
                    <thead>
                        <tr>
                            <th scope="col">"Step"</th>
                            <th scope="col">"Answer p95"</th>
                            <th scope="col">"Done p95"</th>
                            <th scope="col">"Success"</th>
                            <th scope="col">"Burden"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <p class="hint">"From paired runs on the same arrivals, with 95 % intervals."</p>
        </details>
    }
    .into_any()
}

/// The way to the recommended design, first step first.
pub fn way(table: Table) -> AnyView {
    let stages = changing(move || {
        let (Some(scenario), Some(verdict)) = (table.scenario.get(), table.verdict.get()) else {
            return ().into_any();
        };
        let stages = table.measured.with(|it| migration(&scenario, &verdict, &it.flips));
        if stages.is_empty() {
            return view! { <p class="hint">"There is nothing left to do."</p> }.into_any();
        }
        view! { <ol class="way">{each(stages, move |it| stage(table, &it))}</ol> }.into_any()
    });
    view! {
        <details>
            <summary>"The way there, first step first"</summary>
            {stages}
        </details>
    }
    .into_any()
}

fn stage(table: Table, stage: &Stage) -> AnyView {
    let steps: Vec<String> = stage.steps.iter().map(|step| table.label(step)).collect();
    view! {
        <li>
            {stage.kind.says()} " "
            <strong>{steps.join(", ")}</strong>
            <small>{format!("Source {}", stage.kind.source())}</small>
        </li>
    }
    .into_any()
}

/// "−551 ms ± 14 ms".
fn milliseconds(it: &Difference) -> String {
    Unit::Milliseconds.change(it.difference, it.interval)
}

/// A share, in hundredths: "+0.4 ± 0.1 of 100".
fn points(it: &Difference) -> String {
    Unit::Share.change(it.difference, it.interval)
}

fn burden(gain: &Gain) -> String {
    format!("{} → {}", gain.burden_before.total(), gain.burden_after.total())
}
