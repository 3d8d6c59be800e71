//! The verdict on the process as a whole: the approach, what following the rules would gain, the way
//! there, the patterns, what the topics need, and the questions about team and circumstances.

mod approach;
mod gains;
mod questions;
mod recommendation;
pub mod recommending;
mod sizing;

pub use gains::{changes, waiting};
pub use questions::answer as answer_for_all;

use leptos::prelude::*;

use super::context::RoomContext;
use super::sources::named;
use super::{editor, entering};
use crate::ui::parts::{dynamic, list, on_press, prose, signal};
use crate::verdict::{Access, Burden, PatternApplies, Patterns, Verdict};

/// The section of the panel.
pub fn process(room: RoomContext) -> AnyView {
    let of_verdict = move |view: fn(RoomContext, &Verdict) -> AnyView| {
        dynamic(move || view(room, &room.verdict.get()))
    };
    view! {
        <h3>"The process"</h3>
        {of_verdict(approach::approach)}
        {recommendation::recommendation(room)}
        {gains::flips(room)}
        {gains::way(room)}
        <details>
            <summary>"Patterns that apply"</summary>
            {of_verdict(patterns)}
        </details>
        {sizing::sizing(room)}
        <details>
            <summary>"Following one request, and who may do what"</summary>
            {of_verdict(burden)}
            {of_verdict(|_, verdict| list(&verdict.access, access))}
        </details>
    }
    .into_any()
}

/// The process as a whole: its story, its parts, what it has to do with, and the questions about it.
pub fn whole(room: RoomContext) -> AnyView {
    let story = signal(move || room.of(|it| it.summary.clone()));
    let rows = on_press(move || {
        entering::begin(room);
        request_animation_frame(entering::focus_first);
    });
    view! {
        <p class="story">{story}</p>
        <p><button on:click=rows>"Edit it in rows and as text"</button></p>
        {editor::whole(room)}
        {questions::questions(room)}
    }
    .into_any()
}

fn patterns(_: RoomContext, verdict: &Verdict) -> AnyView {
    let Patterns { proposed, always } = &verdict.patterns;
    let always = (!always.is_empty()).then(|| {
        let names: Vec<&str> = always.iter().map(|it| it.name).collect();
        view! { <p class="hint">{format!("Wherever anything follows: {}.", names.join("; "))}</p> }
    });
    view! {
        {list(proposed, pattern)}
        {always}
    }
    .into_any()
}

fn pattern(applies: &PatternApplies) -> AnyView {
    let place = match applies.missing {
        0 => "in place".to_owned(),
        missing => format!("missing at {missing} of {}", applies.steps.len()),
    };
    view! {
        <div class="pattern">
            <strong>{applies.name}</strong>
            " "
            <small>{place}</small>
            <p>{prose(&applies.evidence)}</p>
            <p class="hint">"Not when: " {prose(applies.not_when)}</p>
            <small>{named(applies.source)}</small>
        </div>
    }
    .into_any()
}

fn burden(room: RoomContext, verdict: &Verdict) -> AnyView {
    let carried = match room.of(|scenario| scenario.team.observability) {
        Some(seen) => {
            format!("What the team can see carries {} of them.", Burden::carried(seen))
        }
        None => "How much the team can see has not been answered.".to_owned(),
    };
    let said = verdict.burden.said();
    view! { <p>{format!("To follow one request: {said}. {carried}")}</p> }.into_any()
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
