//! What holds of the whole: its name, how often requests arrive, and the targets.

use leptos::ev::{FocusEvent, KeyboardEvent};
use leptos::prelude::*;

use super::{Fields, lack_id};
use crate::browser::page;
use crate::exchange::lines::Cell;
use crate::session::Entry;
use crate::ui::parts::{list, signal, typed};

/// Each with its words, and its unit where none is typed.
const PARTS: [(Cell, &str, &str); 4] = [
    (Cell::Rate, "Requests", "/s"),
    (Cell::Answer, "Answer p95", "ms"),
    (Cell::Served, "Served", "%"),
    (Cell::Done, "Done p95", "ms"),
];

fn id(cell: Cell) -> String {
    format!("entering-{}", cell.label().to_lowercase().replace(' ', "-"))
}

/// Moves the focus to a field, and selects what stands there.
pub fn focus(cell: Cell) {
    page::focus_text(&id(cell));
}

/// The field of the scenario's name.
pub fn name(fields: Fields) -> AnyView {
    view! { <div class="entering-name">{field(fields, (Cell::Name, "Name", ""))}</div> }.into_any()
}

/// The line below the rows.
pub fn whole(fields: Fields) -> AnyView {
    view! {
        <div class="entering-whole" role="group" aria-label="The whole">
            {list(PARTS, move |part| field(fields, part))}
        </div>
    }
    .into_any()
}

fn field(fields: Fields, (cell, words, unit): (Cell, &'static str, &'static str)) -> AnyView {
    let lack = Memo::new(move |_| fields.lack(None, cell));
    let said = typed(move || fields.of(|entering| entering.rows().cell(cell).to_owned()));
    let has_unit = move || said.with(|said| said.ends_with(|it: char| !it.is_ascii_digit()));
    let pressed = move |event: KeyboardEvent| {
        if event.key() == "Enter" && !event.is_composing() {
            event.prevent_default();
            if cell == Cell::Name {
                page::focus_text("entering-0-0");
            } else {
                fields.settle();
            }
        }
    };
    // What is typed takes the place of what was proposed.
    let select = |event: FocusEvent| event_target::<web_sys::HtmlInputElement>(&event).select();
    view! {
        <label>
            <span>{words}</span>
            <input
                id=id(cell)
                autocomplete="off"
                aria-invalid=signal(move || lack.get().is_some().to_string())
                aria-describedby=signal(move || lack.get().map(lack_id))
                prop:value=said
                on:focus=select
                on:input=move |event| {
                    fields.enter(Entry::Cell(0, cell, event_target_value(&event)));
                }
                on:keydown=pressed
            />
            // One that was typed stands there already.
            <small>{signal(move || if has_unit() { "" } else { unit })}</small>
        </label>
    }
    .into_any()
}
