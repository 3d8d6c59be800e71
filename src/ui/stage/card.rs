//! The card of a step, or of whoever takes the request: a reader of its [`CardText`](crate::scene::CardText).

use leptos::prelude::*;

use super::{ModeSwitch, Placed, px};
use crate::model::Subject;
use crate::scene::{CardText, Node, Rect, parts};
use crate::session::{Look, Session, Tab};
use crate::ui::context::Context;
use crate::ui::parts::{dynamic, list, on_press, signal};
use crate::ui::picture::Picture;

/// Between a pipe and its text, in pixels.
const BESIDE: f64 = 8.0;

/// The card of a node, with the topic on top of it if it has one.
#[component]
pub fn Card(
    /// Whose card.
    node: Node,
) -> impl IntoView {
    let (context, picture) = (expect_context::<Context>(), expect_context::<Picture>());
    let shown = picture.card_text(node);
    let card_text = move |read| text(shown, read);
    let place = Placed::new(move || picture.placement.with(|all| all.card(node)));
    let selected = Memo::new(move |_| !picture.inert && context.with(|it| is_selected(it, node)));
    let press = on_press(move || {
        let selection = context.peek(|session| chosen(session, node));
        context.send(Look::Select(selection));
    });
    let strains = Memo::new(move |_| match node {
        Node::Step(step) if !picture.inert => context.with(|session| session.strain(step)),
        Node::Step(_) | Node::Entry | Node::Conductor => Vec::new(),
    });
    let strain = signal(move || strains.with(|it| it.first().cloned().unwrap_or_default()));
    let found = signal(move || {
        let Node::Step(step) = node else { return String::new() };
        let count = context.found.with(|found| found.get(step).copied().unwrap_or_default());
        match count {
            _ if picture.inert => String::new(),
            0 => String::new(),
            1 => "1 finding".to_owned(),
            many => format!("{many} findings"),
        }
    });
    // Before anything was counted it has a name, too.
    let spoken = signal(move || {
        let spoken = shown.with(|it| it.spoken.clone());
        if spoken.is_empty() { "Workers".to_owned() } else { spoken }
    });
    // By it a card that something is dropped on is known.
    let (step, switch) = match node {
        Node::Entry | Node::Conductor => (None, None),
        Node::Step(index) => {
            (Some(index.to_string()), Some(view! { <ModeSwitch index=index /> }.into_any()))
        }
    };
    view! {
        <li
            class="card"
            data-step=step
            class:selected=selected
            class:faulty=signal(move || shown.with(|it| !it.trouble.is_empty()))
            style:transform=place.transform
            style:width=place.width
            style:height=place.height
        >
            <span class="branch" aria-hidden="true">
                {card_text(|card_text| &card_text.branch)}
            </span>
            <button
                class="card-name"
                aria-pressed=signal(move || selected.get().to_string())
                title=card_text(|card_text| &card_text.name)
                on:click=press
            >
                {card_text(|card_text| &card_text.name)}
            </button>
            <span class="spoken">{card_text(|card_text| &card_text.relations)}</span>
            <div class="badges">
                <span class="badge found">{found}</span>
                <b class="badge strain" title=signal(move || strains.with(|it| it.join("; ")))>{strain}</b>
            </div>
            <p class="card-where">
                <span>{card_text(|card_text| &card_text.place)}</span>
                <span title="Mean work time">{card_text(|card_text| &card_text.work)}</span>
                <b>{card_text(|card_text| &card_text.trouble)}</b>
            </p>
            <div class="workers" role="img" aria-label=spoken title=spoken>
                <svg class="squares" aria-hidden="true">
                    <path class="free" d=card_text(|card_text| &card_text.squares.free) />
                    <path class="held" fill="url(#held)" d=card_text(|card_text| &card_text.squares.held) />
                    <path class="working" d=card_text(|card_text| &card_text.squares.working) />
                </svg>
                <span>{card_text(|card_text| &card_text.counted)}</span>
            </div>
            <div class="card-foot">
                {switch}
                <span class="note" title=card_text(|card_text| &card_text.note_means)>
                    {card_text(|card_text| &card_text.note)}
                </span>
            </div>
            <span class="badge queue">{card_text(|card_text| &card_text.queue)}</span>
        </li>
        {matches!(node, Node::Step(_)).then(|| view! { <Topic node=node shown=shown /> }.into_any())}
    }
}

/// The topic in front of a step that reacts to an event: a pipe in which what waits is drawn, and counted
/// beside it.
#[component]
fn Topic(node: Node, shown: Memo<CardText>) -> impl IntoView {
    let picture = expect_context::<Picture>();
    let pipe = move || -> Option<Rect> {
        let Node::Step(index) = node else { return None };
        picture.placement.with(|all| all.steps.get(index)?.pipe)
    };
    let place = Placed::new(pipe);
    // From the pipe to the right side of the card that it stands on.
    let beside = signal(move || {
        let room = picture.placement.with(|all| {
            let place = all.card(node).zip(pipe())?;
            Some(place.0.right() - place.1.right() - BESIDE)
        });
        px(room.unwrap_or_default())
    });
    let event = text(shown, |card_text| &card_text.event);
    view! {
        <li
            class="pipe"
            title="A topic: it keeps events until they are consumed; in lanes, partitions, of which each delivers one at a time"
            hidden=signal(move || pipe().is_none())
            style:transform=place.transform
            style:width=place.width
            style:height=place.height
        >
            <p style:width=beside>
                <span class="pipe-event">
                    // Where there is little room, it goes on in a new line with its next word.
                    {dynamic(move || {
                        let event = event.get();
                        list(parts(&event), |part| view! { {part.to_owned()}<wbr /> })
                    })}
                </span>
                <span class="pipe-waiting">{text(shown, |card_text| &card_text.waiting)}</span>
                <span class="pipe-given-up">{text(shown, |card_text| &card_text.given_up)}</span>
            </p>
        </li>
    }
}

/// One of the texts of a card.
fn text(shown: Memo<CardText>, read: fn(&CardText) -> &String) -> Signal<String> {
    signal(move || shown.with(|it| read(it).clone()))
}

fn is_selected(session: &Session, node: Node) -> bool {
    let scenario = session.design();
    let step = match node {
        Node::Entry | Node::Conductor => None,
        Node::Step(index) => scenario.process.steps.get(index),
    };
    let conducts = scenario.process.workflow.as_ref().map(|it| &it.service);
    let takes = if node == Node::Conductor { conducts } else { scenario.process.entry.as_ref() };
    match (session.subject(), step) {
        (Subject::Step(id), Some(step)) => id == &step.id,
        (Subject::Service(id), Some(step)) => id == &step.service,
        (Subject::Service(id), None) => takes == Some(id),
        _ => false,
    }
}

/// What pressing a card selects: its step or service, or nothing where it is selected and seen in the panel
/// already.
fn chosen(session: &Session, node: Node) -> Subject {
    let scenario = session.design();
    let wanted = match node {
        Node::Entry => scenario.process.entry.clone().map(Subject::Service),
        Node::Conductor => {
            scenario.process.workflow.as_ref().map(|it| Subject::Service(it.service.clone()))
        }
        Node::Step(index) => {
            scenario.process.steps.get(index).map(|step| Subject::Step(step.id.clone()))
        }
    };
    let is_seen = session.screen().tab == Tab::Selected;
    wanted.filter(|wanted| !is_seen || wanted != session.subject()).unwrap_or_default()
}
