//! Moving among many buttons by arrow keys, so that they are one stop of the tab key: they lie in rows,
//! and the id of each says which row and which place in it.

use leptos::ev::KeyboardEvent;
use leptos::prelude::event_target;
use web_sys::Element;

use crate::browser::page;

/// The id of a button.
pub fn id(prefix: &str, row: usize, place: usize) -> String {
    format!("{prefix}-{row}-{place}")
}

/// The first is where the tab key stops.
pub const fn tab_index(row: usize, place: usize) -> &'static str {
    if row == 0 && place == 0 { "0" } else { "-1" }
}

/// Moves the focus where an arrow points; `rows` are how many buttons there are in each.
pub fn moves(event: &KeyboardEvent, prefix: &str, rows: &[usize]) {
    let from = event_target::<Element>(event).id();
    let Some([row, place]) = read(prefix, &from) else { return };
    let last_row = rows.len().saturating_sub(1);
    let to = match event.key().as_str() {
        "ArrowUp" => [row.saturating_sub(1), place],
        "ArrowDown" => [row + 1, place],
        "ArrowLeft" => [row, place.saturating_sub(1)],
        "ArrowRight" => [row, place + 1],
        "Home" => [0, 0],
        "End" => [last_row, 0],
        _ => return,
    };
    event.prevent_default();
    event.stop_propagation();
    let row = to[0].min(last_row);
    let last = rows.get(row).copied().unwrap_or(1).saturating_sub(1);
    page::focus(&id(prefix, row, to[1].min(last)));
}

/// The row and the place that an id stands for.
fn read(prefix: &str, id: &str) -> Option<[usize; 2]> {
    let (row, place) = id.strip_prefix(prefix)?.strip_prefix('-')?.split_once('-')?;
    Some([row.parse().ok()?, place.parse().ok()?])
}
