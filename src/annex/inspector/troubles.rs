//! Everything that goes wrong in this scenario, each with its way out.

use leptos::prelude::*;

use crate::annex::table::Table;
use crate::model::{Fault, Scenario};
use crate::parts::{changing, derived, each, pressed};
use crate::scene::{announcement, words};

/// The list of faults; nothing where there are none.
pub fn troubles(table: Table) -> AnyView {
    let rows = changing(move || {
        let faults = table.design(|scenario| {
            let told = |fault: &Fault| (words::named(scenario, fault), fault.clone());
            scenario.faults.iter().map(told).collect::<Vec<_>>()
        });
        let row = |(index, (name, fault))| row(table, index, name, &fault);
        each(faults.unwrap_or_default().into_iter().enumerate(), row)
    });
    let none = derived(move || table.design(|it| it.faults.is_empty()).unwrap_or(true));
    view! {
        <section class="troubles" aria-labelledby="troubles-title" hidden=none>
            <h2 id="troubles-title">"What goes wrong"</h2>
            <ul>{rows}</ul>
        </section>
    }
    .into_any()
}

fn row(table: Table, index: usize, name: String, fault: &Fault) -> AnyView {
    let when = words::when(fault);
    let label = format!("Remove: {name}, {when}");
    let period = fault.period();
    let active = Memo::new(move |_| period.contains(table.moment.get()));
    view! {
        <li class:active=active>
            <span>{name} " " <small>{when}</small></span>
            <button
                class="plain"
                aria-label=label.clone()
                title=label
                on:click=pressed(move || table.change(|scenario| remove(scenario, index)))
            >
                <svg class="icon"><use href="#icon-close"></use></svg>
            </button>
        </li>
    }
    .into_any()
}

fn remove(scenario: &mut Scenario, index: usize) -> Option<String> {
    let fault = scenario.faults.get(index)?.clone();
    scenario.faults.remove(index);
    Some(format!("Removed: {}.", announcement::fault(scenario, &fault)))
}
