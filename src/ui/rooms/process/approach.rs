//! The approach: what it is, its scores, why, and what would tip it.

use leptos::prelude::*;

use crate::ui::parts::{list, prose};
use crate::ui::rooms::context::RoomContext;
use crate::ui::rooms::disagreements::disagreements;
use crate::ui::rooms::sources::named;
use crate::verdict::{Approach, CriterionSpoke, Recommendation, Tip, Verdict};
use crate::wording::judgement::{self, approach_name};

/// The approach that fits best.
pub fn approach(room: RoomContext, verdict: &Verdict) -> AnyView {
    let Recommendation { approach, scores, reasons, tips, .. } = &verdict.approach;
    let most = scores.iter().copied().max().unwrap_or(0).max(1);
    let score = |(approach, score): (Approach, u32)| {
        view! {
            <div class="score">
                <span>{approach_name(approach)}</span>
                <meter min="0" max=most.to_string() value=score.to_string() aria-hidden="true"></meter>
                <b>{score.to_string()}</b>
            </div>
        }
    };
    let tipping = (!tips.is_empty()).then(|| {
        view! {
            <p class="hint">"Another answer would tip it:"</p>
            <ul class="tips">{list(tips, move |it| tip(room, it))}</ul>
        }
    });
    let about = approach.map(about);
    view! {
        <p><strong>{judgement::approach(&verdict.approach)} "."</strong></p>
        {disagreements(&verdict.contradictions)}
        {about}
        <div class="scores">{list(Approach::ALL.into_iter().zip(*scores), score)}</div>
        <details>
            <summary>"Why, and what would tip it"</summary>
            <ul class="reasons">{list(reasons, reason)}</ul>
            {tipping}
        </details>
    }
    .into_any()
}

/// What an approach is: its model, what it is ideal for, what it does to a team, a typical case.
fn about(approach: Approach) -> AnyView {
    let row = |(name, text): (&'static str, &'static str)| {
        view! {
            <dt>{name}</dt>
            <dd>{prose(text)}</dd>
        }
    };
    let rows = [
        ("Ideal for", approach.ideal_for()),
        ("For a team", approach.team_impact()),
        ("Typical", approach.typical()),
    ];
    view! {
        <p>{prose(approach.model())}</p>
        <details>
            <summary>"What that means"</summary>
            <dl class="about">{list(rows, row)}</dl>
            <p class="hint">{named("000")}</p>
        </details>
    }
    .into_any()
}

fn reason(spoke: &CriterionSpoke) -> AnyView {
    let [orchestration, hybrid, choreography] = spoke.points;
    view! {
        <li>
            <div>
                {prose(&spoke.evidence)}
                <small>
                    {format!(
                        "orchestration {orchestration}, hybrid {hybrid}, choreography {choreography} · ",
                    )}
                    {named(spoke.source)}
                </small>
            </div>
        </li>
    }
    .into_any()
}

fn tip(room: RoomContext, tip: &Tip) -> AnyView {
    let whose = tip.step.as_ref().map(|step| room.label(step));
    view! { <li>{judgement::tip(tip, whose.as_deref())}</li> }.into_any()
}
