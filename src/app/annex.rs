//! The annex, a program beside the app: tells it what is shown, and does what a person asked of it.
//!
//! It is loaded once the first figures stand, by start.js, and stands in the two places that the page
//! keeps for it. See `bridge` for what is told.

use std::cell::Cell;

use leptos::prelude::*;

use super::desk::Desk;
use crate::bridge::{ANNEX, HELP, MOMENT, PICTURE, Picture, SHOWN, Shown, View, WISH, Wish};
use crate::browser::{page, told};
use crate::parts::following;
use crate::session::{Command, Source};
use crate::units::Moment;

/// Tells the annex whenever something else is shown, and does what it wishes.
pub fn attend(desk: Desk) {
    // Notified only when it is another text: most commands change nothing of it.
    let shown = Memo::new(move |_| {
        let (view, document) = (desk.view.get(), desk.document.get());
        desk.with(|session| {
            let design = session.design();
            let (subject, end) = (session.subject().clone(), session.film().end());
            let (label, source) = (design.label().to_owned(), design.source.to_text());
            Shown { view, subject, label, source, end, document }.to_text()
        })
    });
    let tell = move || told::tell(SHOWN, &shown.get());
    following(tell);
    following(move || {
        let moment = desk.moment.get();
        if desk.view.get() == View::Compare {
            let drawn = desk.peek(|session| session.playback().presentation());
            let (min_travel, effect) = (drawn.min_travel, drawn.effect);
            let flow = drawn.flow.unwrap_or_default();
            told::tell(PICTURE, &Picture { moment, min_travel, effect, flow }.to_text());
        }
    });
    told::hear(WISH, move |text| match Wish::from_text(&text) {
        Some(Wish::Hello) => untrack(tell),
        Some(Wish::Adopt { said, document }) => desk.send(Command::Adopt { said, document }),
        Some(Wish::Open { source, document }) => {
            if let Some(source) = Source::from_text(&source) {
                desk.send(Command::Open { source, document });
                if desk.peek(|session| session.refusal().is_some()) {
                    page::focus("refusal");
                }
            }
        }
        Some(Wish::Keep { id, name }) => desk.send(Command::Keep { id, name }),
        Some(Wish::Refuse(what)) => desk.send(Command::Refuse { what }),
        Some(Wish::Select(subject)) => desk.send(Command::Select(subject)),
        Some(Wish::Show(view)) => desk.view.set(view),
        Some(Wish::SeekTo(moment)) => {
            desk.send(Command::Pause);
            desk.send(Command::SeekTo(moment));
        }
        Some(Wish::Inject { service, injection }) => {
            desk.send(Command::Inject { service, injection });
        }
        Some(Wish::Mend(service)) => desk.send(Command::Mend(service)),
        None => {}
    });
}

/// Tells the moment that is shown.
pub fn tell_moment(moment: Moment) {
    told::tell(MOMENT, &moment.as_micros().to_string());
}

/// Asks the annex to show the map of keys, or to hide it.
pub fn tell_help() {
    told::tell(HELP, "");
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
