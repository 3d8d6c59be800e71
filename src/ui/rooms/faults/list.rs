//! Everything that goes wrong in this scenario, each with its form and its way out.

use leptos::prelude::*;

use super::{count, fault, remove};
use crate::browser::page;
use crate::ui::parts::{dynamic, list, on_press, signal};
use crate::ui::rooms::context::RoomContext;
use crate::wording::words;

/// The list of faults; nothing where there are none.
pub fn fault_list(room: RoomContext) -> AnyView {
    let count = count(room);
    // By index, so that what has the focus stands while a fault changes.
    let rows = dynamic(move || list(0..count.get(), |index| row(room, index)));
    view! {
        <section
            class="troubles"
            aria-labelledby="troubles-title"
            hidden=signal(move || count.get() == 0)
        >
            <h2 id="troubles-title">"What goes wrong"</h2>
            <ul>{rows}</ul>
        </section>
    }
    .into_any()
}

fn row(room: RoomContext, index: usize) -> AnyView {
    let told = move || -> Option<(String, String)> {
        let fault = fault(room, index)?;
        let name = room.of(|it| words::named(it, &fault));
        Some((name, words::when(&fault)))
    };
    let name = signal(move || told().map(|(name, _)| name).unwrap_or_default());
    let when = signal(move || told().map(|(_, when)| when).unwrap_or_default());
    let label =
        move |does: &'static str| signal(move || format!("{does}: {}, {}", name.get(), when.get()));
    let active = Memo::new(move |_| {
        fault(room, index)
            .is_some_and(|it| it.period().contains(room.picture.now.with(|now| now.moment)))
    });
    view! {
        <li class:active=active>
            <span>{name} " " <small>{when}</small></span>
            <button
                class="link"
                aria-label=label("Edit")
                aria-haspopup="dialog"
                on:click=on_press(move || room.edit_fault(Some(index)))
            >
                "Edit"
            </button>
            <button
                class="plain"
                aria-label=label("Remove")
                title=label("Remove")
                on:click=on_press(move || {
                    remove(room, index);
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
