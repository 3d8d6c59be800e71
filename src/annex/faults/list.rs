//! Everything that goes wrong in this scenario, each with its form and its way out.

use leptos::prelude::*;

use super::{count, fault, remove};
use crate::annex::table::Table;
use crate::browser::page;
use crate::parts::{changing, derived, each, pressed};
use crate::scene::words;

/// The list of faults; nothing where there are none.
pub fn list(table: Table) -> AnyView {
    let count = count(table);
    // By index, so that what has the focus stands while a fault changes.
    let rows = changing(move || each(0..count.get(), |index| row(table, index)));
    view! {
        <section
            class="troubles"
            aria-labelledby="troubles-title"
            hidden=derived(move || count.get() == 0)
        >
            <h2 id="troubles-title">"What goes wrong"</h2>
            <ul>{rows}</ul>
        </section>
    }
    .into_any()
}

fn row(table: Table, index: usize) -> AnyView {
    let told = move || -> Option<(String, String)> {
        let fault = fault(table, index)?;
        let name = table.design(|it| words::named(it, &fault))?;
        Some((name, words::when(&fault)))
    };
    let name = derived(move || told().map(|(name, _)| name).unwrap_or_default());
    let when = derived(move || told().map(|(_, when)| when).unwrap_or_default());
    let label = move |does: &'static str| {
        derived(move || format!("{does}: {}, {}", name.get(), when.get()))
    };
    let active = Memo::new(move |_| {
        fault(table, index).is_some_and(|it| it.period().contains(table.moment.get()))
    });
    view! {
        <li class:active=active>
            <span>{name} " " <small>{when}</small></span>
            <button
                class="link"
                aria-label=label("Edit")
                aria-haspopup="dialog"
                on:click=pressed(move || table.edited.set(Some(index)))
            >
                "Edit"
            </button>
            <button
                class="plain"
                aria-label=label("Remove")
                title=label("Remove")
                on:click=pressed(move || {
                    remove(table, index);
                    // The row is gone, and with it the focus.
                    page::focus("breaking-title");
                })
            >
                <svg class="icon"><use href="#icon-close"></use></svg>
            </button>
        </li>
    }
    .into_any()
}
