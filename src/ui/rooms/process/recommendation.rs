//! What is recommended: its changes, each with what it gains and a box that leaves it out; what all of it
//! gains and takes; what stands in its way; and the button that makes it the design that is open.

use leptos::prelude::*;

use super::gains::changes;
use crate::model::{Edit, Event};
use crate::session::recommending::Sought;
use crate::session::{Purpose, RunsDone};
use crate::study::{Change, Recommended, Refused};
use crate::ui::parts::{dynamic, list, on_press, prose, signal};
use crate::ui::rooms::context::RoomContext;
use crate::ui::rooms::sources::named;
use crate::verdict::MOVES;
use crate::wording::recommendation::{asked, events, obstacle, verdict, workers, worth};

/// The section.
pub fn recommendation(room: RoomContext) -> AnyView {
    let found = dynamic(move || {
        let Sought { found, is_done } = room.sought.get();
        match found {
            Some(found) => shown(room, &found, is_done),
            None => view! { <p class="hint">"Looking for what holds …"</p> }.into_any(),
        }
    });
    view! {
        <h4 id="recommendation" tabindex="-1">"As recommended"</h4>
        {found}
        {dynamic(move || left_out(room))}
        {dynamic(move || assumed(room))}
    }
    .into_any()
}

/// What a recommendation of before has only assumed: each with a button that confirms it.
fn assumed(room: RoomContext) -> AnyView {
    let design = room.design.get();
    let mut items: Vec<(String, Vec<Edit>)> = Vec::new();
    for step in &design.process.steps {
        let Some(event) = step.event.as_ref().filter(|event| event.assumed) else { continue };
        let said = format!("The event is called {}.", event.name);
        let event = Event { assumed: false, ..event.clone() };
        let edit = Edit::SetEvent { step: step.id.clone(), event };
        match items.iter_mut().find(|(it, _)| *it == said) {
            Some((_, edits)) => edits.push(edit),
            None => items.push((said, vec![edit])),
        }
    }
    for service in design.services.iter().filter(|service| service.assumed) {
        let Some(workers) = service.workers else { continue };
        let said = format!("{} has {workers} workers.", service.label());
        let service = service.id.clone();
        items.push((said, vec![Edit::Staff { service, workers, assumed: false }]));
    }
    if items.is_empty() {
        return ().into_any();
    }
    let item = move |(said, edits): (String, Vec<Edit>)| {
        let confirmed = format!("Confirmed: {said}");
        let confirm = on_press(move || {
            crate::browser::page::focus("recommendation");
            room.make(&Edit::All { said: confirmed.clone(), edits: edits.clone() });
        });
        view! {
            <li>
                {said} " "
                <button on:click=confirm>"Confirm"</button>
            </li>
        }
        .into_any()
    };
    view! {
        <p class="hint">"Assumed, until you confirm it or change it:"</p>
        <ul class="obstacles">{list(items, item)}</ul>
    }
    .into_any()
}

fn shown(room: RoomContext, found: &Recommended, is_done: bool) -> AnyView {
    let progress = (!is_done).then(|| {
        let done = signal(move || room.lab(|lab| told(lab.done(Purpose::Recommendation))));
        view! { <p class="hint" role="status">{done}</p> }
    });
    let apply = (!found.changes.is_empty()).then(|| apply(room, found));
    let items = found.changes.clone();
    let refused = (!found.refused.is_empty()).then(|| left(&found.refused));
    let ask = found.asked.as_ref().map(|it| room.of(|design| asked(design, it)));
    let ask = ask.map(|it| view! { <p class="asked">{prose(&it)}</p> });
    let end = is_done.then(|| {
        let obstacles: Vec<String> =
            room.of(|_| found.obstacles.iter().map(|it| obstacle(&found.design, it)).collect());
        view! {
            <p class="left">{verdict(found)}</p>
            <ul class="obstacles">
                {list(obstacles, |it| view! { <li>{prose(&it)}</li> }.into_any())}
            </ul>
        }
    });
    view! {
        {progress}
        <ol class="recommended">{list(items, move |it| change(room, &it))}</ol>
        {apply}
        {refused}
        {ask}
        {end}
    }
    .into_any()
}

fn told(runs: RunsDone) -> String {
    match runs.of {
        0 => "Looking for what holds …".to_owned(),
        of => format!("Being held against runs: {} of {of} designs …", runs.done),
    }
}

/// A change, with a box: it is among what is recommended until the box is emptied.
fn change(room: RoomContext, change: &Change) -> AnyView {
    let id = change.of.id;
    view! {
        <li>
            <label class="taken">
                <input type="checkbox" checked=true on:change=on_change(room, id) />
                <strong>{change.of.name}</strong>
            </label>
            <p>{prose(&change.said)}</p>
            <p class="gains">{prose(&worth(change))}</p>
            <details>
                <summary>"Why, and what would reverse it"</summary>
                <p>{prose(change.of.why)}</p>
                <p>"What would reverse it: " {prose(&change.reversed_by)}</p>
                <p class="hint">{named(change.of.source)}</p>
            </details>
        </li>
    }
    .into_any()
}

fn on_change(room: RoomContext, id: &'static str) -> impl Fn(leptos::ev::Event) + 'static {
    move |event| {
        let is_taken = event_target_checked(&event);
        room.left_out.update(|it| {
            it.retain(|other| *other != id);
            if !is_taken {
                it.push(id);
            }
        });
    }
}

/// What was left out by hand: a press takes it in again.
fn left_out(room: RoomContext) -> AnyView {
    let out = room.left_out.get();
    if out.is_empty() {
        return ().into_any();
    }
    let item = move |id: &'static str| {
        let name = MOVES.iter().find(|it| it.id == id).map_or(id, |it| it.name);
        view! {
            <li>
                <label class="taken">
                    <input type="checkbox" on:change=on_change(room, id) />
                    {name}
                </label>
            </li>
        }
        .into_any()
    };
    view! {
        <p class="hint">"Left out by you:"</p>
        <ul class="recommended">{list(out, item)}</ul>
    }
    .into_any()
}

/// What was proposed, and does not hold.
fn left(refused: &[Refused]) -> AnyView {
    let item = |it: Refused| view! { <li>{prose(&it.said)} " " {it.why.clone()}</li> }.into_any();
    view! {
        <details>
            <summary>{format!("Left out, since it would not hold: {}", refused.len())}</summary>
            <ul class="obstacles">{list(refused.to_vec(), item)}</ul>
        </details>
    }
    .into_any()
}

/// What all of it gains and takes, and the button.
fn apply(room: RoomContext, found: &Recommended) -> AnyView {
    let (design, count) = (found.design.clone(), found.changes.len());
    let press = on_press(move || {
        let said = match count {
            1 => "As recommended, by 1 change.".to_owned(),
            many => format!("As recommended, by {many} changes."),
        };
        // The button is gone then, and with it the focus.
        crate::browser::page::focus("recommendation");
        room.make(&Edit::Replace { said, design: design.clone() });
    });
    let label = match count {
        1 => "Apply the recommendation: 1 change".to_owned(),
        many => format!("Apply the recommendation: {many} changes"),
    };
    let workers = room.of(|before| workers(before, &found.design));
    let events = room.of(|before| events(before, &found.design));
    let gain = found.gain.as_ref().map(changes);
    view! {
        <p>"All of it together:"</p>
        {gain}
        <p class="hint">{workers} " " {events}</p>
        <button class="apply" on:click=press>{label}</button>
    }
    .into_any()
}
