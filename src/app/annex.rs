//! The annex, a program beside the app: tells it what is shown, and does what a person asked of it.
//!
//! It is loaded once the first figures stand, by start.js, and stands in the two places that the page
//! keeps for it. See `bridge` for what is told.

use std::cell::Cell;

use leptos::prelude::*;

use super::desk::Desk;
use crate::bridge::{ANNEX, SHOWN, Shown, View, WISH, Wish};
use crate::browser::told;
use crate::exchange::document;
use crate::parts::following;
use crate::session::{Command, Selection, Session};

/// Tells the annex of every change, and does what it wishes.
pub fn attend(desk: Desk) {
    following(move || {
        let view = desk.view.get();
        desk.scenario.track();
        desk.follow();
        tell(desk, view);
    });
    told::hear(WISH, move |text| match Wish::from_text(&text) {
        Some(Wish::Hello) => tell(desk, desk.view.get_untracked()),
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

fn tell(desk: Desk, view: View) {
    let shown = desk.peek(|session| Shown {
        view,
        step: selected(session),
        document: document::write(session.scenario()),
    });
    told::tell(SHOWN, &shown.to_text());
}

fn selected(session: &Session) -> Option<crate::model::StepId> {
    match session.selection() {
        Selection::Step(step) => Some(step.clone()),
        Selection::Service(_) | Selection::Nothing => None,
    }
}
