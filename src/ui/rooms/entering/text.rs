//! The same as text: a field, its signs in a line, and what it lacks.

use leptos::ev::ClipboardEvent;
use leptos::html;
use leptos::prelude::*;

use super::{Fields, lack_id, pasted_text};
use crate::exchange::lines::{Cell, Lack};
use crate::session::Entry;
use crate::ui::parts::{dynamic, list, on_press, signal, typed};

/// The text, under the grid.
pub fn text(fields: Fields) -> AnyView {
    let node = NodeRef::<html::Textarea>::new();
    let said = typed(move || fields.of(|entering| entering.text().to_owned()));
    let lacks = Memo::new(move |_| fields.of(|entering| entering.lacks().to_vec()));
    let rows = dynamic(move || {
        let all = lacks.get().into_iter().enumerate();
        list(all, move |(index, lack)| row(fields, node, index, &lack))
    });
    view! {
        <label class="entering-text">
            <span>"The same as text"</span>
            <textarea
                node_ref=node
                rows="10"
                spellcheck="false"
                aria-describedby="entering-signs"
                aria-invalid=signal(move || (!lacks.with(Vec::is_empty)).to_string())
                prop:value=said
                on:paste=move |event| pasted(fields, &event)
                on:input=move |event| fields.enter(Entry::Text(event_target_value(&event)))
            ></textarea>
        </label>
        <p id="entering-signs" class="hint">
            <code>"Step @ Service 60ms"</code> ", a line for each step; " <code>"!"</code> " somebody waits · " <code>"~"</code> " it can follow · "
            <code>"*"</code> " it must happen · " <code>"?"</code> " it can be missing · "
            <code>"x8"</code> " workers · " <code>"(event Paid)"</code> " · "
            <code>"after A, B: C"</code> " · " <code>"start: D"</code>
            " · names with other signs in \"quotes\""
        </p>
        <ul class="entering-lacks" aria-label="What is not understood yet">{rows}</ul>
    }
    .into_any()
}

/// Cells of a spreadsheet become rows, behind those that are there.
fn pasted(fields: Fields, event: &ClipboardEvent) {
    let Some(text) = pasted_text(event).filter(|text| text.contains('\t')) else { return };
    event.prevent_default();
    let behind = fields.of_now(|entering| {
        let rows = &entering.rows().rows;
        rows.iter().rposition(|row| !row.is_blank()).map_or(0, |last| last + 1)
    });
    fields.enter_now(Entry::Paste(behind, Cell::Step, text));
}

fn row(fields: Fields, node: NodeRef<html::Textarea>, index: usize, lack: &Lack) -> AnyView {
    let (line, column) = (lack.line, lack.column);
    let go = on_press(move || {
        let Some(field) = node.get_untracked() else { return };
        let text = fields.of_now(|entering| entering.text().to_owned());
        let at = u32::try_from(caret(&text, line, column)).unwrap_or(u32::MAX);
        let _ = field.focus(); // refuses only if it is not there
        let _ = field.set_selection_range(at, at);
    });
    let place = if line == 0 { String::new() } else { format!("Line {line}: ") };
    let said = format!("{place}{}", lack.sentence());
    view! {
        <li id=lack_id(index)>
            <button class="link" on:click=go>{said}</button>
        </li>
    }
    .into_any()
}

/// Where a line and a column are in a text, as a browser counts: in units of UTF-16.
fn caret(text: &str, line: usize, column: usize) -> usize {
    let before = text.split('\n').take(line.saturating_sub(1));
    let lines: usize = before.map(|it| it.encode_utf16().count() + 1).sum();
    let here = text.split('\n').nth(line.saturating_sub(1)).unwrap_or_default();
    let letters = here.chars().take(column.saturating_sub(1));
    lines + letters.map(char::len_utf16).sum::<usize>()
}
