//! The quickest way in: a process as a grid, and beside it the same as text.
//!
//! Both send what is typed to the session, which keeps it ([`Entering`]), and ask for it to be settled after
//! a pause and when a field is left. Rows of the grid are made at its end only, so that the field that
//! follows is there when a key leads to it.

mod grid;
mod text;
mod whole;

use gloo_timers::callback::Timeout;
use leptos::ev::{ClipboardEvent, KeyboardEvent};
use leptos::prelude::*;

use super::context::RoomContext;
use crate::exchange::lines::{Cell, Lack};
use crate::session::{Enter, Entering, Entry, Look, Tab};
use crate::ui::parts::on_press;

/// What was typed is settled after this long without a key, in milliseconds.
const PATIENCE_MS: u32 = 700;

/// What the fields share.
#[derive(Clone, Copy)]
pub(super) struct Fields {
    room: RoomContext,
    waiting: StoredValue<Option<Timeout>, LocalStorage>,
    /// Whether an answer has just moved the focus on, so that a Tab behind it means the same.
    has_moved_on: StoredValue<bool>,
}

impl Fields {
    /// Reads what is being entered, followed; the default where nobody enters anything any more.
    fn of<T: Default>(self, read: impl FnOnce(&Entering) -> T) -> T {
        self.room.with(|session| session.entering().map(read)).unwrap_or_default()
    }

    /// The same, as it is now.
    fn of_now<T: Default>(self, read: impl FnOnce(&Entering) -> T) -> T {
        self.room.peek(|session| session.entering().map(read)).unwrap_or_default()
    }

    /// Does something, which is settled after a pause.
    fn enter(self, entry: Entry) {
        self.room.send(Enter::Do(entry));
        let settle = move || self.settle();
        self.waiting.set_value(Some(Timeout::new(PATIENCE_MS, settle)));
    }

    /// Does something that is whole by itself.
    fn enter_now(self, entry: Entry) {
        self.room.send(Enter::Do(entry));
        self.settle();
    }

    fn settle(self) {
        self.waiting.set_value(None);
        if self.room.peek(|session| session.entering().is_some_and(Entering::is_pending)) {
            self.room.send(Enter::Settle);
        }
    }

    /// The index of what a cell lacks, if it lacks something.
    fn lack(self, row: Option<usize>, cell: Cell) -> Option<usize> {
        let is_its = |lack: &Lack| (lack.row, lack.cell) == (row, cell);
        self.of(|entering| entering.lacks().iter().position(is_its))
    }

    /// Undo and redo are the app's own here: what a browser would take back in a field has been settled long ago.
    fn undoes(self, event: &KeyboardEvent) {
        let act = match crate::browser::page::key(event).as_str() {
            "ctrl+z" => Enter::Undo,
            "ctrl+shift+z" | "ctrl+y" => Enter::Redo,
            _ => return,
        };
        event.prevent_default();
        self.waiting.set_value(None);
        self.room.send(act);
    }
}

/// The text that is being pasted.
fn pasted_text(event: &ClipboardEvent) -> Option<String> {
    event.clipboard_data()?.get_data("text").ok()
}

/// The id of what is said of a lack.
fn lack_id(index: usize) -> String {
    format!("entering-lack-{index}")
}

/// Begins to enter what the design says.
pub fn begin(room: RoomContext) {
    let entering = Box::new(room.of_now(Entering::new));
    room.send(Enter::Begin(entering));
    room.send(Look::Turn(Tab::Process));
}

/// Moves the focus to the first field.
pub fn focus_first() {
    whole::focus(Cell::Name);
}

/// The room.
pub fn entering(room: RoomContext) -> AnyView {
    let fields = Fields {
        room,
        waiting: StoredValue::new_local(None),
        has_moved_on: StoredValue::new(false),
    };
    let left = move |_| fields.settle();
    let end = on_press(move || room.send(Enter::End));
    view! {
        <div
            class="entering-room"
            on:focusout=left
            on:keydown=move |event| fields.undoes(&event)
            on:pointerdown=move |_| fields.has_moved_on.set_value(false)
        >
            <div class="entering-head">
                <h2>"Your process"</h2>
                <button on:click=end>"Close"</button>
            </div>
            {whole::name(fields)}
            {grid::grid(fields)}
            {whole::whole(fields)}
            {text::text(fields)}
        </div>
    }
    .into_any()
}
