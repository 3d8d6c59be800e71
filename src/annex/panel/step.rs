//! The verdict on the step that is looked at: what, why, what is open, and its answers.

use leptos::prelude::*;

use super::questions;
use crate::annex::process::{changes, waiting};
use crate::annex::table::Table;
use crate::model::{Scenario, Step, StepId};
use crate::parts::{changing, each, pressed, prose};
use crate::scene::judgement;
use crate::study::flipped;
use crate::verdict::{
    Classification, Force, OpenQuestion, Quadrant, Reason, SOURCES, Verdict, WouldBe,
};

/// What the rules say of the step that is looked at.
pub fn step(table: Table) -> AnyView {
    // Only another step makes another form: what has the focus keeps it while answers change.
    let looked_at = Memo::new(move |_| table.step.get());
    let said = move || {
        let id = looked_at.get()?;
        let verdict = table.verdict.get()?;
        let scenario = table.scenario.get()?;
        Some(judged(table, &scenario, &verdict, &id))
    };
    view! {
        <div class="judged" aria-live="polite">
            {changing(move || said().flatten().unwrap_or_else(hint))}
        </div>
        {changing(move || match looked_at.get() {
            Some(id) => questions::questions(table, &id),
            None => ().into_any(),
        })}
    }
    .into_any()
}

fn hint() -> AnyView {
    view! { <p class="hint">"Choose a step on the stage to see what the rules say of it."</p> }
        .into_any()
}

fn judged(table: Table, scenario: &Scenario, verdict: &Verdict, id: &StepId) -> Option<AnyView> {
    let said = verdict.step(id)?;
    let step = scenario.process.step(id)?;
    let place = said.place.quadrant.or(said.place.likely);
    let field = place.map_or("No place in the matrix yet", judgement::field);
    let likely = said.place.quadrant.is_none() && place.is_some();
    let other = judgement::otherwise(step, said).map(|today| {
        let (id, mode) = (id.clone(), said.mode);
        let act = pressed(move || flip(table, &id));
        view! {
            <p class="otherwise">
                {today} " " <button on:click=act>{judgement::follow(mode)}</button>
            </p>
        }
    });
    let conflict = said.conflict.then(|| {
        view! { <p class="otherwise">"Hard rules contradict one another here: see both sides."</p> }
    });
    let view = view! {
        <div class="judged-head">
            {small_matrix(place)}
            <div>
                <h3>{step.label().to_owned()}</h3>
                <p><strong>{judgement::opinion(said)}</strong></p>
                <p class="hint">{field} {likely.then_some(", probably")}</p>
            </div>
        </div>
        {other}
        {conflict}
        {why(said)}
        {if_flipped(table, step)}
        {open(&said.open)}
    };
    Some(view.into_any())
}

/// The four fields, small, with the step's own filled.
fn small_matrix(place: Option<Quadrant>) -> AnyView {
    let cell = |quadrant: Quadrant| {
        let class = if place == Some(quadrant) { "here" } else { "" };
        view! { <i class=class></i> }
    };
    view! { <div class="small-matrix" aria-hidden="true">{each(Quadrant::ALL, cell)}</div> }
        .into_any()
}

fn flip(table: Table, id: &StepId) {
    table.change(|scenario| {
        *scenario = flipped(scenario, scenario.process.step(id)?)?;
        Some("Done as recommended.".to_owned())
    });
}

/// What the choice that was made costs, or saves: what the other one would do, from paired runs.
fn if_flipped(table: Table, step: &Step) -> AnyView {
    let title = format!("If it were {}", judgement::mode(step.mode.flipped()));
    let id = step.id.clone();
    let measured = changing(move || {
        table.measured.with(|measured| {
            let flip = measured.flips.iter().find(|flip| flip.step == id);
            match flip.map(|flip| &flip.gain) {
                Some(Some(gain)) => changes(gain),
                Some(None) => {
                    view! { <p class="hint">"The design would not be valid."</p> }.into_any()
                }
                None => waiting(measured),
            }
        })
    });
    view! {
        <h4>{title}</h4>
        {measured}
    }
    .into_any()
}

fn why(said: &Classification) -> AnyView {
    if said.reasons.is_empty() {
        return ().into_any();
    }
    let row = |reason: &Reason| {
        let (mark, spoken) = if reason.is_for { ("+", "For: ") } else { ("−", "Against: ") };
        let force = match reason.rule.force {
            Force::Hard => "hard rule",
            Force::Leaning(_) => "leaning",
        };
        let class = if reason.is_for { "for" } else { "against" };
        view! {
            <li class=class>
                <span class="mark" aria-hidden="true">{mark}</span>
                <div>
                    <span class="spoken">{spoken}</span>
                    {prose(&reason.evidence)}
                    <small title=titles(reason.rule.source)>
                        {format!("{force}: {} · {}", reason.rule.name, reason.rule.source)}
                    </small>
                </div>
            </li>
        }
    };
    view! {
        <h4>"Why"</h4>
        <ul class="reasons">{each(&said.reasons, row)}</ul>
    }
    .into_any()
}

/// The titles of the sources with these numbers.
pub fn titles(numbers: &str) -> String {
    let titles: Vec<&str> = (SOURCES.iter())
        .filter(|source| numbers.contains(source.id))
        .map(|source| source.title)
        .collect();
    titles.join("; ")
}

fn open(questions: &[OpenQuestion]) -> AnyView {
    if questions.is_empty() {
        return ().into_any();
    }
    let answer = |it: &WouldBe| {
        view! { <li>{format!("{}: {}", it.answer, judgement::mode(it.mode))}</li> }
    };
    let row = |question: &OpenQuestion| {
        view! {
            <li>
                {question.asks}
                <ul class="would-be">{each(&question.would_be, answer)}</ul>
            </li>
        }
    };
    view! {
        <details>
            <summary>{format!("Would help to know: {}", questions.len())}</summary>
            <ul class="open-questions">{each(questions, row)}</ul>
        </details>
    }
    .into_any()
}
