//! The grid: a row for each step, and what keys do in it.

use leptos::ev::{ClipboardEvent, KeyboardEvent};
use leptos::prelude::*;

use super::{Fields, lack_id, pasted_text, whole};
use crate::browser::page;
use crate::exchange::lines::{Cell, Lack, Way, completed};
use crate::model::Design;
use crate::model::edit::WORKERS;
use crate::session::{Entering, Entry};
use crate::ui::parts::{dynamic, list, on_press, signal, typed};

/// The ids of what is offered in the cells of services and of what comes before.
const SERVICES: &str = "entering-services";
const STEPS: &str = "entering-steps";

/// What to type into a cell, for whoever has not yet; of workers, how many there are.
fn hint(fields: Fields, row: usize, cell: Cell) -> String {
    let text = match cell {
        Cell::Step => "Send mail",
        Cell::Service => "Mail",
        Cell::Work => "100 ms",
        Cell::Workers => return workers(fields, row),
        Cell::After => "row above",
        Cell::Waits
        | Cell::Missing
        | Cell::Event
        | Cell::Name
        | Cell::Rate
        | Cell::Answer
        | Cell::Served
        | Cell::Done => "",
    };
    text.to_owned()
}

/// How many workers the service of a row has, whoever said so.
fn workers(fields: Fields, row: usize) -> String {
    let service = value_of(fields, row, Cell::Service);
    let found = |design: &Design| {
        let service = design.services.iter().find(|it| it.label() == service.trim())?;
        Some(service.workers.map_or_else(|| "no limit".to_owned(), |it| it.to_string()))
    };
    fields.room.of(found).unwrap_or_else(|| WORKERS.to_string())
}

/// Whether a cell is answered with yes or no.
const fn is_answer(cell: Cell) -> bool {
    matches!(cell, Cell::Waits | Cell::Missing)
}

/// The cells whose names are offered in this one.
fn offers(cell: Cell) -> Option<Cell> {
    let offered = [(Cell::Service, Cell::Service), (Cell::After, Cell::Step)];
    offered.iter().find(|(it, _)| *it == cell).map(|(_, of)| *of)
}

fn id(row: usize, cell: Cell) -> String {
    let column = Cell::OF_ROW.iter().position(|it| *it == cell).unwrap_or(0);
    format!("entering-{row}-{column}")
}

fn focus(row: usize, cell: Cell) {
    page::focus_text(&id(row, cell));
}

/// The table, with one row more than is said.
pub fn grid(fields: Fields) -> AnyView {
    let count = Memo::new(move |_| {
        fields.of(|entering| {
            let rows = &entering.rows().rows;
            rows.len() + usize::from(rows.last().is_some_and(|row| !row.is_blank()))
        })
    });
    let heads = list(Cell::OF_ROW, |cell| view! { <th scope="col">{cell.label()}</th> });
    view! {
        <div class="entering-grid">
            <table>
                <caption class="spoken">"The steps of the process"</caption>
                <thead><tr>{heads}<th><span class="spoken">"Remove"</span></th></tr></thead>
                <tbody>
                    <For
                        each=move || 0..count.get()
                        key=|row| *row
                        children=move |index| row(fields, index)
                    />
                </tbody>
            </table>
        </div>
        {offered(fields, SERVICES, Cell::Service)}
        {offered(fields, STEPS, Cell::Step)}
        <p class="hint">
            "A step that nobody waits for follows as an event; one that somebody waits for is called. Where several come \
            after the same step, each names it under After. Enter: next row. Tab completes a name (a space behind it leaves it). Alt+↑ ↓ moves a row. Ctrl+Backspace in an empty cell \
            removes it. Cells of a spreadsheet can be pasted."
        </p>
    }
    .into_any()
}

/// What other rows than this one say in a column.
fn names(fields: Fields, cell: Cell, but: Option<usize>) -> Vec<String> {
    let of = |entering: &Entering| {
        let rows = entering.rows().rows.iter().enumerate();
        let others = rows.filter(|(row, _)| Some(*row) != but);
        let mut names: Vec<String> =
            others.map(|(_, row)| row.cell(cell).trim().to_owned()).collect();
        names.retain(|name| !name.is_empty());
        names.sort_unstable();
        names.dedup();
        names
    };
    if but.is_some() { fields.of_now(of) } else { fields.of(of) }
}

fn offered(fields: Fields, id: &'static str, cell: Cell) -> AnyView {
    let all = Memo::new(move |_| names(fields, cell, None));
    let options = dynamic(move || list(all.get(), |name| view! { <option value=name></option> }));
    view! { <datalist id=id>{options}</datalist> }.into_any()
}

fn row(fields: Fields, row: usize) -> AnyView {
    let cells = list(Cell::OF_ROW, move |cell| {
        let of = if is_answer(cell) { answer } else { text };
        let field = of(fields, row, cell);
        view! { <td data-column=cell.label()>{field}</td> }
    });
    let remove = on_press(move || remove(fields, row, Cell::Step));
    let label = format!("Remove row {}", row + 1);
    let lacks = Memo::new(move |_| {
        let of_row = |it: &&Lack| it.row == Some(row);
        fields.of(|entering| entering.lacks().iter().filter(of_row).cloned().collect::<Vec<_>>())
    });
    let said = dynamic(move || list(lacks.get(), move |it| lack(fields, row, &it)));
    view! {
        <tr>
            {cells}
            <td>
                <button class="plain" aria-label=label tabindex="-1" on:click=remove>
                    <svg class="icon"><use href="#icon-close"></use></svg>
                </button>
            </td>
        </tr>
        <tr class="entering-lack" hidden=signal(move || lacks.with(Vec::is_empty))>
            <td colspan="8">{said}</td>
        </tr>
    }
    .into_any()
}

/// What a row lacks, below it. What is only not there yet is not said while somebody types in the row.
fn lack(fields: Fields, row: usize, lack: &Lack) -> AnyView {
    let is_blank = value_of(fields, row, lack.cell).is_empty();
    let said = format!("{}: {}", lack.cell.label().trim_end_matches('?'), lack.sentence());
    view! { <p class=if is_blank { "blank" } else { "" }>{said}</p> }.into_any()
}

fn value_of(fields: Fields, row: usize, cell: Cell) -> String {
    fields.of(|entering| said_in(entering, row, cell))
}

/// What stands in a cell; nothing where there is no such row yet.
fn said_in(entering: &Entering, row: usize, cell: Cell) -> String {
    entering.rows().rows.get(row).map(|row| row.cell(cell).to_owned()).unwrap_or_default()
}

fn value(fields: Fields, row: usize, cell: Cell) -> Signal<String> {
    typed(move || value_of(fields, row, cell))
}

fn label(row: usize, cell: Cell) -> String {
    format!("{} of row {}", cell.label().trim_end_matches('?'), row + 1)
}

fn text(fields: Fields, row: usize, cell: Cell) -> AnyView {
    let offers = offers(cell).map(|of| if of == Cell::Step { STEPS } else { SERVICES });
    let lack = Memo::new(move |_| fields.lack(Some(row), cell));
    view! {
        <input
            id=id(row, cell)
            aria-label=label(row, cell)
            autocomplete="off"
            spellcheck="false"
            list=offers
            placeholder=signal(move || hint(fields, row, cell))
            title=value(fields, row, cell)
            aria-invalid=signal(move || lack.get().is_some().to_string())
            aria-describedby=signal(move || lack.get().map(lack_id))
            prop:value=value(fields, row, cell)
            on:input=move |event| {
                fields.enter(Entry::Cell(row, cell, event_target_value(&event)));
            }
            on:keydown=move |event| pressed(fields, row, cell, &event)
            on:paste=move |event| pasted(fields, row, cell, &event)
        />
    }
    .into_any()
}

fn answer(fields: Fields, row: usize, cell: Cell) -> AnyView {
    let said = value(fields, row, cell);
    let option = move |(value, name): (&'static str, &'static str)| {
        let is_chosen = signal(move || said.get() == value);
        view! { <option value=value prop:selected=is_chosen>{name}</option> }
    };
    view! {
        <select
            id=id(row, cell)
            aria-label=label(row, cell)
            on:change=move |event| {
                fields.enter_now(Entry::Cell(row, cell, event_target_value(&event)));
            }
            on:keydown=move |event| pressed(fields, row, cell, &event)
        >
            {list([("", "–"), ("y", "yes"), ("n", "no")], option)}
        </select>
    }
    .into_any()
}

/// Takes cells of a spreadsheet; one text alone goes into its field like any other.
fn pasted(fields: Fields, row: usize, cell: Cell, event: &ClipboardEvent) {
    let Some(text) = pasted_text(event).filter(|text| text.trim_end().contains(['\t', '\n']))
    else {
        return;
    };
    event.prevent_default();
    fields.enter_now(Entry::Paste(row, cell, text));
}

fn remove(fields: Fields, row: usize, cell: Cell) {
    fields.enter_now(Entry::Remove(row));
    focus(row.saturating_sub(1), cell);
}

/// Completes a name that is begun, if it can mean one only.
fn complete(fields: Fields, row: usize, cell: Cell) {
    let Some(of) = offers(cell) else { return };
    if let Some(whole) = completed(&value_now(fields, row, cell), &names(fields, of, Some(row))) {
        fields.enter(Entry::Cell(row, cell, whole));
    }
}

fn is_blank(fields: Fields, row: usize) -> bool {
    fields
        .of_now(|entering| {
            Some(entering.rows().rows.get(row).is_none_or(crate::exchange::lines::Row::is_blank))
        })
        .unwrap_or(true)
}

/// What a key does in a cell; what it does not do here, the browser does.
fn pressed(fields: Fields, row: usize, cell: Cell, event: &KeyboardEvent) {
    if event.is_composing() || event.meta_key() {
        return;
    }
    let key = event.key();
    let has_moved_on = fields.has_moved_on.get_value();
    fields.has_moved_on.set_value(false);
    let is_answer = is_answer(cell);
    let with = (event.ctrl_key(), event.alt_key(), event.shift_key());
    match (key.as_str(), with) {
        ("Tab", (false, false, false)) if has_moved_on => {}
        ("Tab", (false, false, _)) => return complete(fields, row, cell),
        ("Enter", (false, false, false)) => {
            complete(fields, row, cell);
            next(fields, row);
        }
        ("ArrowUp" | "ArrowDown", (false, true, false)) => {
            let way = if key == "ArrowUp" { Way::Up } else { Way::Down };
            let to = if key == "ArrowUp" { row.checked_sub(1) } else { Some(row + 1) };
            fields.enter_now(Entry::Shift(row, way));
            if let Some(to) = to {
                focus(to, cell);
            }
        }
        ("ArrowUp" | "ArrowDown", (false, false, false))
            if !is_answer && is_free(fields, row, cell) =>
        {
            let to = if key == "ArrowUp" { row.checked_sub(1) } else { Some(row + 1) };
            if let Some(to) = to {
                focus(to, cell);
            }
        }
        ("Backspace", (true, false, false))
            if is_answer || value_now(fields, row, cell).is_empty() =>
        {
            remove(fields, row, cell);
        }
        ("y" | "Y" | "n" | "N", (false, false, _)) if is_answer => {
            fields.enter_now(Entry::Cell(row, cell, key.to_lowercase()));
            if cell == Cell::Waits {
                focus(row, Cell::Missing);
            } else {
                next(fields, row);
            }
            fields.has_moved_on.set_value(true);
        }
        ("Backspace" | "Delete", (false, false, false)) if is_answer => {
            fields.enter_now(Entry::Cell(row, cell, String::new()));
        }
        _ => return,
    }
    event.prevent_default();
}

fn value_now(fields: Fields, row: usize, cell: Cell) -> String {
    fields.of_now(|entering| said_in(entering, row, cell))
}

/// Whether arrows are not needed to choose among names that are offered.
fn is_free(fields: Fields, row: usize, cell: Cell) -> bool {
    let Some(of) = offers(cell) else { return true };
    let typed = value_now(fields, row, cell);
    typed.is_empty() || names(fields, of, Some(row)).contains(&typed)
}

/// To the first cell of the row below, which is made where something stands there already; from a row that
/// says nothing to what holds of the whole.
fn next(fields: Fields, row: usize) {
    if is_blank(fields, row) {
        return whole::focus(Cell::Rate);
    }
    if !is_blank(fields, row + 1) {
        fields.enter_now(Entry::Add(row + 1));
    }
    focus(row + 1, Cell::Step);
}
