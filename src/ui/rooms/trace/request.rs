//! The request that is looked at: the sentence, what the time until its answer went into, and the
//! pictures under it.

use crate::session::{Look, Play, View};
use std::sync::Arc;

use leptos::prelude::*;

use super::reading::Read;
use super::{goes, lines, sequence, waterfall};
use crate::trace::{LatencyBreakdown, Share, Submission, Trace, Traces, headline, words};
use crate::ui::parts::{list, on_press, prose};
use crate::ui::rooms::context::RoomContext;
use crate::units::format;

/// All of it.
pub fn trace(room: RoomContext, read: &Arc<Read>, told: Trace) -> AnyView {
    let told = Arc::new(told);
    let (arrived, answered, end) = (told.arrived(), told.answered(), told.end());
    let to_stage = on_press(move || {
        room.send(Play::RestAt(arrived));
        room.send(Look::Show(View::Stage));
    });
    let follow = on_press(move || {
        room.send(Look::Show(View::Stage));
        room.send(Play::Follow(arrived));
    });
    let several = told.submissions.len() > 1;
    let sentences = list(&told.submissions, |it| submission(&read.traces, it, several));
    let cut = told.cut.then(|| {
        let until = format::moment(read.traces.complete_until());
        view! {
            <p class="hint">
                {format!("The recording is complete until {until} only: some of what came later is missing here.")}
            </p>
        }
    });
    view! {
        <h3 id="trace-title">{format!("Request {}", told.request)}</h3>
        {sentences}
        {cut}
        <div class="trace-acts">
            <button on:click=to_stage>"Show on the stage"</button>
            <button
                title="Plays it from its arrival, its messages in rings, so slowly that each answer is seen to come before the next call leaves"
                on:click=follow
            >
                "Follow it"
            </button>
            <button class="plain" on:click=goes(arrived)>
                {format!("Arrival, {}", format::moment(arrived))}
            </button>
            {answered
                .map(|at| {
                    view! {
                        <button class="plain" on:click=goes(at)>
                            {format!("Answer, {}", format::moment(at))}
                        </button>
                    }
                })}
            <button class="plain" on:click=goes(end)>
                {format!("Last of it, {}", format::moment(end))}
            </button>
        </div>
        {waterfall::waterfall(room, read, &told)}
        {lines::lines(read, &told)}
        {sequence::sequence(read, &told)}
    }
    .into_any()
}

/// The sentence of one submission, and its way to the answer.
fn submission(traces: &Traces, told: &Submission, several: bool) -> AnyView {
    let which = several.then(|| {
        let (number, again) = (told.outcome.request, told.outcome.submission);
        view! { <h4>{words::request(number, again)}</h4> }
    });
    view! {
        {which}
        <p class="trace-saying">{prose(&headline(traces.design(), told))}</p>
        {told.breakdown.as_ref().filter(|breakdown| !breakdown.parts.is_empty()).map(breakdown)}
    }
    .into_any()
}

/// What the time until the answer went into, as one bar and in words.
fn breakdown(breakdown: &LatencyBreakdown) -> AnyView {
    let shares = breakdown.shares();
    let part = |share: &Share| {
        let width = format!("{:.3}%", share.ratio * 100.0);
        view! { <i class=class(share) style:width=width></i> }
    };
    let word = |share: &Share| {
        view! {
            <li>
                <i class=class(share)></i>
                {words::phase(share.kind)}
                " "
                <b>{format::duration(share.length)}</b>
                <small>{format!(" {} in 100", format::in_hundred(share.ratio))}</small>
            </li>
        }
    };
    view! {
        <div class="trace-way">
            <p class="hint">"What the time until the answer went into, along what it waited for last:"</p>
            <div class="way-bar" aria-hidden="true">{list(&shares, part)}</div>
            <ul class="way-shares">{list(&shares, word)}</ul>
        </div>
    }
    .into_any()
}

fn class(share: &Share) -> String {
    format!("part {}", words::class(share.kind))
}
