//! The card of whoever takes the request and answers it.

use leptos::prelude::*;

use super::{moved, px, workers::Workers};
use crate::app::desk::Desk;
use crate::scene::FaultState;
use crate::scene::words;
use crate::session::{Command, Selection};

/// The entry card: the service that takes requests, or the customer alone where the process names none.
#[component]
pub fn EntryCard() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let rect = move || desk.placement.with(|all| all.entry);
    let service = Memo::new(move |_| {
        desk.scenario.with(|scenario| {
            let entry = scenario.process.entry.as_ref()?;
            let index = scenario.services.iter().position(|service| &service.id == entry)?;
            let name = scenario.services.get(index)?.label().to_owned();
            Some((index, entry.clone(), name))
        })
    });
    let selected = desk.memo(|session| {
        matches!((session.selection(), &session.scenario().process.entry),
            (Selection::Service(selected), Some(entry)) if selected == entry)
    });
    let trouble = Memo::new(move |_| {
        let states = desk.now.with(|now| now.faults.clone());
        desk.scenario.with(|scenario| {
            let entry = scenario.process.entry.as_ref()?;
            scenario
                .faults
                .iter()
                .zip(states)
                .find(|(fault, state)| {
                    *state == FaultState::Active && words::service_of(fault) == Some(entry)
                })
                .map(|(fault, _)| words::trouble(fault))
        })
    });
    let waiting = move || match desk.now.with(|now| now.in_flight) {
        0 => "nobody waits".to_owned(),
        1 => "1 customer waits".to_owned(),
        many => format!("{many} customers wait"),
    };
    let press = move |_| {
        let selection = match service.get_untracked() {
            Some((_, id, _)) if !selected.get_untracked() => Selection::Service(id),
            _ => Selection::Nothing,
        };
        desk.send(Command::Select(selection));
    };
    view! {
        <div
            class="card entry"
            class:selected=move || selected.get()
            class:faulty=move || trouble.with(Option::is_some)
            style:transform=move || moved(rect())
            style:width=move || px(rect().width)
            style:height=move || px(rect().height)
        >
            {move || match service.get() {
                Some((index, _, name)) => {
                    view! {
                        <button
                            class="card-name"
                            aria-pressed=move || selected.get().to_string()
                            on:click=press
                        >
                            {name}
                        </button>
                        <p class="card-where">
                            {move || match trouble.get() {
                                Some(trouble) => view! { <b>{trouble}</b> }.into_any(),
                                None => "takes the request".into_any(),
                            }}
                        </p>
                        <Workers
                            service=Signal::derive(move || index)
                            queued=Signal::derive(move || {
                                desk.now.with(|now| now.services.get(index).map_or(0, |state| state.queue))
                            })
                        />
                    }
                        .into_any()
                }
                None => {
                    view! {
                        <p class="card-name">"Customers"</p>
                        <p class="card-where">"ask, and wait"</p>
                    }
                        .into_any()
                }
            }}
            <div class="card-foot">
                <span>{waiting}</span>
            </div>
        </div>
    }
}
