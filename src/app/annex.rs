//! The annex, a program beside the app: tells it what is shown, and does what a person asked of it.
//!
//! It is loaded once the first figures stand, by start.js, and stands in the two places that the page
//! keeps for it. See `bridge` for what is told.

use std::cell::Cell;

use leptos::prelude::*;

use super::desk::Desk;
use crate::bridge::{ANNEX, SHOWN, Shown, WISH, Wish};
use crate::browser::told;
use crate::model::StepId;
use crate::parts::following;
use crate::session::{Command, Selection};

/// Tells the annex whenever something else is shown, and does what it wishes.
pub fn attend(desk: Desk) {
    // Notified only when it is another text: most commands change nothing of it.
    let step = Memo::new(move |_| {
        desk.with(|session| session.selected_step().map_or_else(String::new, StepId::to_string))
    });
    let tell = move || {
        let (view, step, document) = (desk.view.get(), step.get(), desk.document.get());
        let step = (!step.is_empty()).then(|| step.as_str().into());
        told::tell(SHOWN, &Shown { view, step, document }.to_text());
    };
    following(tell);
    told::hear(WISH, move |text| match Wish::from_text(&text) {
        Some(Wish::Hello) => untrack(tell),
        Some(Wish::Adopt { said, document }) => desk.send(Command::Adopt { said, document }),
        Some(Wish::Select(step)) => desk.send(Command::Select(Selection::Step(step))),
        Some(Wish::Show(view)) => desk.view.set(view),
        None => {}
    });
}

/// Asks the page to load the annex, once.
pub fn load() {
    thread_local! {
        static ASKED: Cell<bool> = const { Cell::new(false) };
    }
    if !ASKED.replace(true) {
        told::tell(ANNEX, "");
    }
}
