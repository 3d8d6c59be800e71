//! The card of a step, or of whoever takes the request: a reader of its [`Face`](crate::scene::Face).

use leptos::prelude::*;

use super::{ModeSwitch, Placed};
use crate::app::desk::Desk;
use crate::model::Subject;
use crate::parts::{derived, pressed};
use crate::scene::{Face, Node, Rect};
use crate::session::{Command, Session};

/// The card of a node, with the topic on top of it if it has one.
#[component]
pub fn Card(
    /// Whose card.
    node: Node,
) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let face = move |read| desk.face(node, read);
    let place = Placed::new(move || desk.placement.with(|all| all.card(node)));
    let selected = derived(move || desk.with(|session| is_selected(session, node)));
    let press = pressed(move || {
        let selection = desk.peek(|session| chosen(session, node));
        desk.send(Command::Select(selection));
    });
    let spoken = face(|face| &face.spoken);
    // The annex finds the card by it.
    let (step, switch) = match node {
        Node::Entry => (None, None),
        Node::Step(index) => {
            (Some(index.to_string()), Some(view! { <ModeSwitch index=index /> }.into_any()))
        }
    };
    view! {
        <li
            class="card"
            data-step=step
            class:selected=selected
            class:faulty=flag(desk, node, |face| !face.trouble.is_empty())
            style:transform=place.transform
            style:width=place.width
            style:height=place.height
        >
            <button
                class="card-name"
                aria-pressed=derived(move || selected.get().to_string())
                title=face(|face| &face.name)
                on:click=press
            >
                {face(|face| &face.name)}
            </button>
            <p class="card-where">
                <span>{face(|face| &face.place)}</span>
                <span title="Mean work time">{face(|face| &face.work)}</span>
                <b>{face(|face| &face.trouble)}</b>
            </p>
            <div class="workers" role="img" aria-label=spoken title=spoken>
                <svg class="squares" aria-hidden="true">
                    <path class="free" d=face(|face| &face.squares.free) />
                    <path class="held" fill="url(#held)" d=face(|face| &face.squares.held) />
                    <path class="working" d=face(|face| &face.squares.working) />
                </svg>
                <span>{face(|face| &face.counted)}</span>
            </div>
            <div class="card-foot">
                {switch}
                <span class="queue">{face(|face| &face.queue)}</span>
                <span class="note" title=face(|face| &face.note_means)>
                    {face(|face| &face.note)}
                </span>
            </div>
        </li>
        {matches!(node, Node::Step(_)).then(|| view! { <Topic node=node /> }.into_any())}
    }
}

/// The topic in front of a step that reacts to an event: a pipe in which what waits is drawn, and counted
/// beside it.
#[component]
fn Topic(node: Node) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let pipe = move || -> Option<Rect> {
        let Node::Step(index) = node else { return None };
        desk.placement.with(|all| all.steps.get(index)?.pipe)
    };
    let place = Placed::new(pipe);
    view! {
        <li
            class="pipe"
            title="A topic: it keeps events until they are consumed"
            hidden=derived(move || pipe().is_none())
            style:transform=place.transform
            style:width=place.width
            style:height=place.height
        >
            <p>
                <span class="pipe-event">{desk.face(node, |face| &face.event)}</span>
                <span class="pipe-waiting">{desk.face(node, |face| &face.waiting)}</span>
            </p>
        </li>
    }
}

fn flag(desk: Desk, node: Node, read: fn(&Face) -> bool) -> Signal<bool> {
    derived(move || desk.now.with(|now| now.faces.of(node).is_some_and(read)))
}

fn is_selected(session: &Session, node: Node) -> bool {
    let scenario = session.scenario();
    let step = match node {
        Node::Entry => None,
        Node::Step(index) => scenario.process.steps.get(index),
    };
    match (session.subject(), step) {
        (Subject::Step(id), Some(step)) => id == &step.id,
        (Subject::Service(id), Some(step)) => id == &step.service,
        (Subject::Service(id), None) => scenario.process.entry.as_ref() == Some(id),
        _ => false,
    }
}

/// What pressing a card selects: its step or service, or nothing where it is selected already.
fn chosen(session: &Session, node: Node) -> Subject {
    let scenario = session.scenario();
    let wanted = match node {
        Node::Entry => scenario.process.entry.clone().map(Subject::Service),
        Node::Step(index) => {
            scenario.process.steps.get(index).map(|step| Subject::Step(step.id.clone()))
        }
    };
    wanted.filter(|wanted| wanted != session.subject()).unwrap_or_default()
}
