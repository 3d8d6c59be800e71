//! Everything that goes wrong in this scenario, each with its way out.

use leptos::prelude::*;

use crate::app::desk::Desk;
use crate::app::parts::{Draw, Icon};
use crate::scene::{FaultState, words};
use crate::session::Command;

/// The list of faults; nothing where there are none.
#[component]
pub fn Troubles() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let states = Memo::new(move |_| desk.now.with(|now| now.faults.clone()));
    let rows = move || {
        desk.scenario.with(|scenario| {
            scenario
                .faults
                .iter()
                .enumerate()
                .map(|(index, fault)| {
                    let name =
                        format!("{} {}", words::place(scenario, fault), words::trouble(fault));
                    let remove = format!("Remove: {name}, {}", words::when(fault));
                    let active = move || {
                        states.with(|states| states.get(index) == Some(&FaultState::Active))
                    };
                    view! {
                        <li class:active=active>
                            <span>{name} <small>{words::when(fault)}</small></span>
                            <button
                                class="plain"
                                aria-label=remove.clone()
                                title=remove
                                on:click=move |_| desk.send(Command::RemoveFault(index))
                            >
                                <Draw icon=Icon::Close />
                            </button>
                        </li>
                    }
                })
                .collect_view()
        })
    };
    let any = Memo::new(move |_| desk.scenario.with(|scenario| !scenario.faults.is_empty()));
    view! {
        <Show when=move || any.get()>
            <section class="troubles" aria-labelledby="troubles-title">
                <h2 id="troubles-title">"What goes wrong"</h2>
                <ul>{rows}</ul>
            </section>
        </Show>
    }
}
