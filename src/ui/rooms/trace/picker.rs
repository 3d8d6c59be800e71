//! Where a request is picked: lists of those worth looking at, and a field for its number.

use leptos::prelude::*;

use super::look;
use crate::model::Subject;
use crate::trace::lists::{List, ListKind};
use crate::trace::{RequestOutcome, words};
use crate::ui::parts::{self, dynamic, on_press, signal, typed};
use crate::ui::rooms::context::RoomContext;
use crate::units::format;

/// What is picked from, and what is picked.
#[derive(Clone, Copy)]
pub struct Picks {
    room: RoomContext,
    list: RwSignal<ListKind>,
    /// The request that is shown: the one that is looked at, or else the slowest.
    pub shown: Memo<Option<u32>>,
}

impl Picks {
    /// Nothing chosen yet.
    pub fn new(room: RoomContext) -> Self {
        let shown = Memo::new(move |_| match room.subject.get() {
            Subject::Request(number) => Some(number),
            Subject::Nothing
            | Subject::Step(_)
            | Subject::Service(_)
            | Subject::Link(_)
            | Subject::Broker
            | Subject::Traffic => room.read.with(|read| {
                let lists = read.as_ref().map(|read| read.lists.iter());
                lists
                    .and_then(|mut lists| lists.find_map(|list| list.outcomes.first()))
                    .map(|it| it.request)
            }),
        });
        Self { room, list: RwSignal::new(ListKind::Slowest), shown }
    }
}

/// The lists and the field.
pub fn picker(picks: Picks) -> AnyView {
    let entered = move |event| {
        if let Ok(number) = event_target_value(&event).trim().parse() {
            look(picks.room, number);
        }
    };
    view! {
        <section class="trace-picker" aria-labelledby="trace-picker-title">
            <h3 id="trace-picker-title">"Which request?"</h3>
            <label class="trace-number">
                "Request"
                <input
                    type="number"
                    min="0"
                    step="1"
                    inputmode="numeric"
                    prop:value=typed(move || {
                        picks.shown.get().map_or_else(String::new, |number| number.to_string())
                    })
                    on:change=entered
                />
            </label>
            {dynamic(move || kinds(picks))}
            {dynamic(move || request_list(picks))}
        </section>
    }
    .into_any()
}

/// A button for each list that holds something.
fn kinds(picks: Picks) -> AnyView {
    let Some(read) = picks.room.read.get() else { return ().into_any() };
    let button = |list: &List| {
        let kind = list.kind;
        let count = format::count(list.of as u64);
        view! {
            <button
                aria-pressed=signal(move || (picks.list.get() == kind).to_string())
                title=kind.means()
                on:click=on_press(move || picks.list.set(kind))
            >
                {kind.name()}
                <small>{count}</small>
            </button>
        }
    };
    view! {
        <div class="trace-kinds" role="group" aria-label="Lists of requests">
            {parts::list(read.lists.iter().filter(|list| list.of > 0), button)}
        </div>
    }
    .into_any()
}

/// The list that is chosen; the first that holds something where it holds nothing.
fn request_list(picks: Picks) -> AnyView {
    let Some(read) = picks.room.read.get() else { return ().into_any() };
    let kind = picks.list.get();
    let chosen = read.lists.iter().find(|list| list.kind == kind && list.of > 0);
    let Some(list) = chosen.or_else(|| read.lists.iter().find(|list| list.of > 0)) else {
        return ().into_any();
    };
    let scenario = read.traces.design();
    let row = |outcome: &RequestOutcome| {
        let number = outcome.request;
        let took = outcome.took().map_or_else(|| "–".to_owned(), format::duration);
        let again = if outcome.submission > 0 { ", submitted again" } else { "" };
        view! {
            <li>
                <button
                    class="trace-pick"
                    aria-pressed=signal(move || (picks.shown.get() == Some(number)).to_string())
                    on:click=on_press(move || look(picks.room, number))
                >
                    <b>{format!("Request {number}{again}")}</b>
                    <span class="took">{took}</span>
                    <small>{format!("at {}", format::moment(outcome.arrived))}</small>
                    <small class="how">{words::outcome(scenario, outcome)}</small>
                </button>
            </li>
        }
    };
    let more = (list.of > list.outcomes.len()).then(|| {
        format!(" The first {} of {}.", list.outcomes.len(), format::count(list.of as u64))
    });
    view! {
        <p class="hint">{list.kind.means()} {more}</p>
        <ul class="trace-list" aria-label=list.kind.name()>{parts::list(&list.outcomes, row)}</ul>
    }
    .into_any()
}
