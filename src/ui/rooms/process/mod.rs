//! The verdict on the process as a whole: the approach, what following the rules would gain, the way
//! there, the patterns, what the topics need, and the questions about team and circumstances.

mod approach;
mod gains;
mod questions;
mod sizing;

pub use gains::{changes, waiting};

use leptos::prelude::*;

use super::context::RoomContext;
use super::sources::titles;
use crate::ui::parts::{dynamic, list, prose};
use crate::verdict::{Access, Burden, PatternApplies, Verdict};

/// The section of the panel.
pub fn process(room: RoomContext) -> AnyView {
    let of_verdict = move |view: fn(RoomContext, &Verdict) -> AnyView| {
        dynamic(move || view(room, &room.verdict.get()))
    };
    view! {
        <h3>"The process"</h3>
        {of_verdict(approach::approach)}
        {gains::recommendation(room)}
        {gains::flips(room)}
        {gains::way(room)}
        <details>
            <summary>"Patterns that apply"</summary>
            {of_verdict(|_, verdict| list(&verdict.patterns, pattern))}
        </details>
        {sizing::sizing(room)}
        <details>
            <summary>"Following one request, and who may do what"</summary>
            {of_verdict(burden)}
            {of_verdict(|_, verdict| list(&verdict.access, access))}
        </details>
        {questions::questions(room)}
    }
    .into_any()
}

fn pattern(applies: &PatternApplies) -> AnyView {
    view! {
        <div class="pattern">
            <strong>{applies.name}</strong>
            <p>{prose(&applies.evidence)}</p>
            <small title=titles(applies.source)>{format!("Source {}", applies.source)}</small>
        </div>
    }
    .into_any()
}

fn burden(room: RoomContext, verdict: &Verdict) -> AnyView {
    let Burden { hops, event_types, places, is_conducted } = verdict.burden;
    let conductor = if is_conducted { ", of which one is the workflow" } else { "" };
    let seen = room.of(|scenario| scenario.team.observability);
    let carried = match seen {
        Some(seen) => {
            format!("What the team can see carries a burden of {}.", Burden::carried(seen))
        }
        None => "How much the team can see has not been answered.".to_owned(),
    };
    view! {
        <p>
            {format!(
                "A burden of {}: {hops} asynchronous hops, {event_types} kinds of event, {places} places to look{conductor}. {carried}",
                verdict.burden.total(),
            )}
        </p>
    }
    .into_any()
}

fn access(access: &Access) -> AnyView {
    let names = |ids: &[crate::model::ServiceId]| {
        ids.iter().map(crate::model::ServiceId::as_str).collect::<Vec<_>>().join(", ")
    };
    let publishers = names(&access.publishers);
    view! {
        <p>
            <strong>{access.event.clone()}</strong>
            {format!(": published by {publishers}; read by {}.", names(&access.readers))}
        </p>
    }
    .into_any()
}
