//! Saves by itself: what is changed of the design that is open is on the shelf a moment later.
//!
//! A built-in scenario, or one that a link carried, becomes an own one with its first change; a file as
//! soon as it is opened. From then on the address says nothing of a link any more, so that loading the
//! page again brings back the work and not the link.

use std::sync::Arc;

use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::keeper::Browser;
use super::original::Originals;
use crate::annex::table::{Table, wish};
use crate::bridge::{View, Wish};
use crate::browser::{address, clock, storage};
use crate::exchange::document;
use crate::exchange::link::{self, Opens};
use crate::exchange::shelf::{self, Contents, Known, NotKept, Shelf};
use crate::model::Scenario;
use crate::parts::following;
use crate::session::Source;

/// A change is kept after this long without another one, in milliseconds.
const PATIENCE_MS: u32 = 400;

/// What the annex knows of the shelf; copied into every view.
#[derive(Clone, Copy)]
pub struct Library {
    table: Table,
    /// What lies there, as it was looked at last.
    pub contents: RwSignal<Contents>,
    /// What a person should know: something was not kept, or is damaged.
    pub note: RwSignal<String>,
    /// What its sources have.
    pub originals: Originals,
    /// The own scenario that is open, as it lies there.
    known: StoredValue<Option<Known>>,
    /// Why something was not kept, as it was said last.
    said: StoredValue<Option<NotKept>>,
    /// What is waited for before a change is kept.
    waiting: StoredValue<Option<Timeout>, LocalStorage>,
}

impl Library {
    /// The shelf of this browser.
    pub const SHELF: Shelf<Browser> = Shelf(Browser);

    /// Looks through the shelf, and keeps what is open from now on.
    pub fn new(table: Table) -> Self {
        let library = Self {
            table,
            contents: RwSignal::new(Contents::default()),
            note: RwSignal::new(String::new()),
            originals: Originals::new(),
            known: StoredValue::new(None),
            said: StoredValue::new(None),
            waiting: StoredValue::new_local(None),
        };
        library.look();
        let damaged = library
            .contents
            .with_untracked(|it| it.damaged.iter().filter(|damaged| damaged.is_new).count());
        match damaged {
            0 => {}
            1 => library.note.set("An own scenario cannot be read: it was set aside.".to_owned()),
            many => {
                library
                    .note
                    .set(format!("{many} own scenarios cannot be read: they were set aside."));
            }
        }
        following(move || {
            table.source.track();
            table.scenario.track();
            let later = Timeout::new(PATIENCE_MS, move || library.keep());
            library.waiting.set_value(Some(later));
        });
        // Own scenarios can be compared with: as they are now.
        following(move || {
            if table.view.get() == View::Compare {
                library.look();
            }
        });
        let leaving = window_event_listener_untyped("pagehide", move |_| {
            if library.waiting.try_update_value(Option::take).flatten().is_some() {
                library.keep();
            }
        });
        on_cleanup(move || leaving.remove());
        library
    }

    /// Looks through the shelf.
    pub fn look(self) {
        let contents = Self::SHELF.look();
        self.table.comparing().own.set(contents.own.clone());
        self.contents.set(contents);
    }

    /// Keeps the design that is open, if it is somebody's work.
    fn keep(self) {
        self.waiting.set_value(None);
        let Some(scenario) = self.table.scenario.get_untracked() else { return };
        let Some(source) = self.table.source.with_untracked(|it| Source::from_text(it)) else {
            return;
        };
        let document = document::write(&scenario);
        match &source {
            Source::Own(id) => self.keep_own(id, &scenario, &document),
            Source::Document(_) => self.begin_own(&scenario, &self.table.label.get_untracked()),
            Source::Catalogue(_) | Source::Link(_) => {
                match self.originals.is_original(&source, &document) {
                    Some(true) => {}
                    Some(false) => {
                        let name = shelf::name(&scenario);
                        self.begin_own(&scenario, &format!("{name}, mine"));
                    }
                    // Another link is in the address already: what it carries is about to be opened, and
                    // nobody can say any more what this one carried.
                    None if matches!(source, Source::Link(_)) && !is_of_address(&source) => return,
                    None => {
                        return spawn_local(async move {
                            self.originals.learn(&source).await;
                            self.keep();
                        });
                    }
                }
            }
        }
        let fragment = address::fragment();
        if is_of_address(&source) {
            self.originals.was_opened(fragment);
        } else if self.originals.has_opened(&fragment) {
            address::drop_fragment();
        }
    }

    /// Keeps an own scenario where it lies, or beside what another tab made of it.
    fn keep_own(self, id: &str, scenario: &Scenario, document: &str) {
        let known = self.known.get_value().filter(|known| known.id == id);
        let known = known.unwrap_or_else(|| Self::SHELF.know(id));
        if Self::SHELF.has(&known, document) {
            self.is_open(known);
            return;
        }
        match Self::SHELF.keep(&known, document, clock::now_ms()) {
            Ok(kept) if kept.id == id => self.is_open(kept),
            Ok(kept) => {
                // It was changed in another tab: this is a second one from now on.
                let name = Self::SHELF.free_name(shelf::name(scenario));
                let id = kept.id.clone();
                self.is_open(kept);
                wish(&Wish::Keep { id, name });
            }
            Err(why) => self.tell(why),
        }
        self.look();
    }

    /// Makes an own scenario of the design that is open.
    fn begin_own(self, scenario: &Arc<Scenario>, wanted: &str) {
        let name = Self::SHELF.free_name(wanted);
        let named = Scenario { name: name.clone(), ..Scenario::clone(scenario) };
        match Self::SHELF.add(&document::write(&named), clock::now_ms()) {
            Ok(kept) => {
                let id = kept.id.clone();
                self.is_open(kept);
                wish(&Wish::Keep { id, name });
                address::drop_fragment();
            }
            Err(why) => self.tell(why),
        }
        self.look();
    }

    /// Remembers which own scenario is open, for when the page is loaded again.
    pub fn is_open(self, known: Known) {
        storage::keep_in_tab(shelf::OPEN, &known.id);
        // Who keeps the scenario has room for this too; without it the first one opens.
        let _ = storage::keep(shelf::OPEN, &known.id);
        self.known.set_value(Some(known));
    }

    /// Says why something was not kept: once, until it is for another reason.
    pub fn tell(self, why: NotKept) {
        if self.said.get_value() != Some(why) {
            self.said.set_value(Some(why));
            self.note.set(why.to_string());
        }
    }
}

/// Whether the address is that of a design, or says nothing of any.
fn is_of_address(source: &Source) -> bool {
    let fragment = address::fragment();
    match link::read(&fragment) {
        None => true,
        Some(Err(_)) => !matches!(source, Source::Own(_)),
        Some(Ok(link)) => match (link.opens, source) {
            (Opens::Entry(entry), Source::Catalogue(id)) => entry.id == id,
            (Opens::Packed(_), Source::Link(end)) => fragment.ends_with(end),
            _ => false,
        },
    }
}
