//! Everything that goes wrong in this scenario, each with its way out.

use leptos::prelude::*;

use crate::app::desk::Desk;
use crate::parts::{changing, derived, each, pressed};
use crate::scene::{FaultState, words};
use crate::session::Command;

/// The list of faults; nothing where there are none.
#[component]
pub fn Troubles() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let rows = changing(move || {
        let faults = desk.scenario.with(|scenario| {
            let told = |fault| (words::named(scenario, fault), words::when(fault));
            scenario.faults.iter().map(told).collect::<Vec<_>>()
        });
        let row = |(index, (name, when))| row(desk, index, name, when);
        each(faults.into_iter().enumerate(), row)
    });
    let none = derived(move || desk.scenario.with(|scenario| scenario.faults.is_empty()));
    view! {
        <section class="troubles" aria-labelledby="troubles-title" hidden=none>
            <h2 id="troubles-title">"What goes wrong"</h2>
            <ul>{rows}</ul>
        </section>
    }
}

fn row(desk: Desk, index: usize, name: String, when: String) -> impl IntoView {
    let remove = format!("Remove: {name}, {when}");
    let active =
        derived(move || desk.now.with(|now| now.faults.get(index) == Some(&FaultState::Active)));
    view! {
        <li class:active=active>
            <span>{name} " " <small>{when}</small></span>
            <button
                class="plain"
                aria-label=remove.clone()
                title=remove
                on:click=pressed(move || desk.send(Command::RemoveFault(index)))
            >
                <svg class="icon"><use href="#icon-close"></use></svg>
            </button>
        </li>
    }
}
