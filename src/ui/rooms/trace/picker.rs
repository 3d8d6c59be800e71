//! Where a request is picked: lists of those worth looking at, and a field for its number.

use leptos::prelude::*;

use super::look;
use crate::browser::page;
use crate::model::Subject;
use crate::trace::lists::{List, ListKind, Page, Row};
use crate::ui::parts::{self, dynamic, on_press, signal, typed};
use crate::ui::rooms::context::RoomContext;
use crate::units::format;

/// What is picked from, and what is picked.
#[derive(Clone, Copy)]
pub struct Picks {
    room: RoomContext,
    list: RwSignal<ListKind>,
    /// Which part of the list is shown, from 0.
    page: RwSignal<usize>,
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
                read.as_ref().and_then(|read| read.lists.iter().find_map(List::first))
            }),
        });
        Self { room, list: RwSignal::new(ListKind::Slowest), page: RwSignal::new(0), shown }
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
        let count = format::count(list.count() as u64);
        view! {
            <button
                aria-pressed=signal(move || (picks.list.get() == kind).to_string())
                title=kind.means()
                on:click=on_press(move || {
                    picks.page.set(0);
                    picks.list.set(kind);
                })
            >
                {kind.name()}
                <small>{count}</small>
            </button>
        }
    };
    view! {
        <div class="trace-kinds" role="group" aria-label="Lists of requests">
            {parts::list(read.lists.iter().filter(|list| list.count() > 0), button)}
        </div>
    }
    .into_any()
}

/// A page of the list that is chosen; of the first that holds something where it holds nothing.
fn request_list(picks: Picks) -> AnyView {
    let Some(read) = picks.room.read.get() else { return ().into_any() };
    let kind = picks.list.get();
    let chosen = read.lists.iter().find(|list| list.kind == kind && list.count() > 0);
    let Some(list) = chosen.or_else(|| read.lists.iter().find(|list| list.count() > 0)) else {
        return ().into_any();
    };
    let page = list.page(&read.traces, picks.page.get());
    let row = |row: &Row| {
        let outcome = &row.outcome;
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
                    <small class="how">{row.how.clone()}</small>
                </button>
            </li>
        }
    };
    view! {
        <p class="hint">{list.kind.means()}</p>
        <ul class="trace-list" aria-label=list.kind.name()>{parts::list(&page.rows, row)}</ul>
        {pager(picks, &page)}
    }
    .into_any()
}

/// The way to the page before and after, and which is shown. The buttons stay at the ends, so that the focus
/// does.
fn pager(picks: Picks, page: &Page) -> AnyView {
    if !page.has_previous() && !page.has_next() {
        return ().into_any();
    }
    let number = page.number;
    let button = |id: &'static str, label: &'static str, to: Option<usize>| {
        let turn = on_press(move || {
            if let Some(to) = to {
                picks.page.set(to);
                // The buttons are made anew with the page.
                request_animation_frame(move || page::focus(id));
            }
        });
        view! {
            <button id=id aria-disabled=to.is_none().to_string() on:click=turn>{label}</button>
        }
    };
    let previous = number.checked_sub(1);
    let next = page.has_next().then_some(number + 1);
    view! {
        <div class="trace-pages" role="group" aria-label="Pages of the list">
            {button("trace-previous", "Previous", previous)}
            <span role="status">{page.said()}</span>
            {button("trace-next", "Next", next)}
        </div>
    }
    .into_any()
}
