//! The verdict on the step that is looked at: what, why, what is open, and its answers.

use leptos::prelude::*;

use super::questions;
use crate::model::{Scenario, Step, StepId, Trigger};
use crate::ui::parts::{dynamic, list, on_press, prose};
use crate::ui::rooms::context::RoomContext;
use crate::ui::rooms::disagreements::disagreements;
use crate::ui::rooms::process::{changes, waiting};
use crate::ui::rooms::sources::named;
use crate::verdict::{
    Classification, Force, OpenQuestion, Quadrant, Reason, Repair, Verdict, WouldBe,
};
use crate::wording::judgement;

/// What the rules say of the step that is looked at.
pub fn step(room: RoomContext) -> AnyView {
    // Only another step makes another form: what has the focus keeps it while answers change.
    let looked_at = Memo::new(move |_| room.step.get());
    let said = move || {
        let id = looked_at.get()?;
        let verdict = room.verdict.get();
        let design = room.design.get();
        Some(judged(room, &design, &verdict, &id))
    };
    view! {
        <div class="judged" aria-live="polite">
            {dynamic(move || said().flatten().unwrap_or_else(|| ().into_any()))}
        </div>
        {dynamic(move || match looked_at.get() {
            Some(id) => questions::questions(room, &id),
            None => ().into_any(),
        })}
    }
    .into_any()
}

fn judged(
    room: RoomContext,
    scenario: &Scenario,
    verdict: &Verdict,
    id: &StepId,
) -> Option<AnyView> {
    let said = verdict.step(id)?;
    let step = scenario.process.step(id)?;
    let place = said.place.quadrant.or(said.place.likely);
    let field = place.map_or("No place in the matrix yet", judgement::field);
    let likely = said.place.quadrant.is_none() && place.is_some();
    let other = judgement::otherwise(&scenario.process, step, said).map(|today| {
        let (id, trigger) = (id.clone(), said.trigger);
        let act = on_press(move || follow(room, &id, trigger));
        view! {
            <p class="otherwise">
                {today} " " <button on:click=act>{judgement::follow(trigger)}</button>
            </p>
        }
    });
    let reversal = judgement::reversal(said).map(|it| view! { <p class="hint">{it}</p> });
    let view = view! {
        <div class="judged-head">
            {small_matrix(place)}
            <div>
                <h3>{judgement::opinion(said)}</h3>
                <p class="hint">{field} {likely.then_some(", probably")}</p>
            </div>
        </div>
        {other}
        {disagreements(&said.contradictions)}
        {why(said)}
        {reversal}
        {if_flipped(room, step)}
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
    view! { <div class="small-matrix" aria-hidden="true">{list(Quadrant::ALL, cell)}</div> }
        .into_any()
}

/// Triggers a step as is recommended, as one change.
fn follow(room: RoomContext, id: &StepId, trigger: Option<Trigger>) {
    let Some(trigger) = trigger else { return };
    let edit = room.of_now(|it| {
        let repair = Repair::trigger(it, vec![id.clone()], trigger)?;
        repair.edit(it, "Done as recommended.").ok()
    });
    if let Some(edit) = edit {
        room.make(&edit);
    }
}

/// What the choice that was made costs, or saves: what the other one would do, from paired runs.
fn if_flipped(room: RoomContext, step: &Step) -> AnyView {
    let title = format!("If it were {}", judgement::mode(step.mode.flipped()));
    let id = step.id.clone();
    let measured = dynamic(move || {
        room.measured.with(|measured| {
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
            Force::Leaning(_) | Force::Around(_) => "leaning",
        };
        let class = if reason.is_for { "for" } else { "against" };
        view! {
            <li class=class>
                <span class="mark" aria-hidden="true">{mark}</span>
                <div>
                    <span class="spoken">{spoken}</span>
                    {prose(&reason.evidence)}
                    <small title=reason.rule.wrong_if>
                        {format!("{force}: {} · ", reason.rule.name)}
                        {named(reason.rule.source)}
                    </small>
                </div>
            </li>
        }
    };
    view! {
        <h4>"Why"</h4>
        <ul class="reasons">{list(&said.reasons, row)}</ul>
    }
    .into_any()
}

fn open(questions: &[OpenQuestion]) -> AnyView {
    if questions.is_empty() {
        return ().into_any();
    }
    let answer = |it: &WouldBe| {
        view! { <li>{format!("{}: {}", it.answer, judgement::maybe(it.trigger))}</li> }
    };
    let row = |question: &OpenQuestion| {
        view! {
            <li>
                {question.asks}
                <ul class="would-be">{list(&question.would_be, answer)}</ul>
            </li>
        }
    };
    view! {
        <details>
            <summary>{format!("Would help to know: {}", questions.len())}</summary>
            <ul class="open-questions">{list(questions, row)}</ul>
        </details>
    }
    .into_any()
}
