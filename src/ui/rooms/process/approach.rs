//! The approach: its scores, why, and what would tip it.

use leptos::prelude::*;

use crate::ui::parts::{list, prose};
use crate::ui::rooms::context::RoomContext;
use crate::ui::rooms::sources::titles;
use crate::verdict::{Approach, CriterionSpoke, Recommendation, Tip, Verdict};

const fn name(approach: Approach) -> &'static str {
    match approach {
        Approach::Orchestration => "Orchestration",
        Approach::HybridSaga => "Hybrid saga",
        Approach::Choreography => "Choreography",
    }
}

/// The approach that fits best.
pub fn approach(room: RoomContext, verdict: &Verdict) -> AnyView {
    let Recommendation { approach, scores, reasons, tips } = &verdict.approach;
    let most = scores.iter().copied().max().unwrap_or(0).max(1);
    let score = |(approach, score): (Approach, u32)| {
        view! {
            <div class="score">
                <span>{name(approach)}</span>
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
    view! {
        <p><strong>{format!("{} fits best.", name(*approach))}</strong></p>
        <div class="scores">{list(Approach::ALL.into_iter().zip(*scores), score)}</div>
        <details>
            <summary>"Why, and what would tip it"</summary>
            <ul class="reasons">{list(reasons, reason)}</ul>
            {tipping}
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
                <small title=titles(spoke.source)>
                    {format!(
                        "orchestration {orchestration}, hybrid saga {hybrid}, choreography {choreography} · {}",
                        spoke.source,
                    )}
                </small>
            </div>
        </li>
    }
    .into_any()
}

fn tip(room: RoomContext, tip: &Tip) -> AnyView {
    let place = tip.step.as_ref().map(|step| format!("{}: ", room.label(step)));
    let field = tip.field.replace(['_', '/'], " ");
    let place = place.unwrap_or_default();
    view! { <li>{format!("{place}{field} {}: {}", tip.answer, name(tip.approach))}</li> }.into_any()
}
