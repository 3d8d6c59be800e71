//! Has what is open saved by itself ([`Autosave`]), and does in the page what follows from it.

use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::store::STORE;
use crate::browser::{address, clock, files, storage};
use crate::catalogue;
use crate::exchange::library::{self, Contents, Known, StoreError};
use crate::exchange::link::{self, Link, Opens};
use crate::session::autosave::{Autosave, Saved};
use crate::session::{Keep, Source, View};
use crate::ui::context::Context;
use crate::ui::parts::effect;

/// A change is kept after this long without another one, in milliseconds.
const PATIENCE_MS: u32 = 400;

/// The own scenarios, as the rooms see them; copied into every view.
#[derive(Clone, Copy)]
pub struct Library {
    context: Context,
    /// What is kept, as it was looked at last.
    pub contents: RwSignal<Contents>,
    /// What a person should know: something was not kept, or is damaged.
    pub note: RwSignal<String>,
    /// Whether the dialog is open in which they are looked after.
    pub is_looked_after: RwSignal<bool>,
    autosave: StoredValue<Autosave>,
    /// What is waited for before a change is kept.
    waiting: StoredValue<Option<Timeout>, LocalStorage>,
}

impl Library {
    /// The library of this browser, looked through.
    pub fn new(context: Context) -> Self {
        let contents = STORE.look();
        let damaged = contents.damaged.iter().filter(|damaged| damaged.is_new).count();
        let note = match damaged {
            0 => String::new(),
            1 => "An own scenario cannot be read: it was set aside.".to_owned(),
            many => format!("{many} own scenarios cannot be read: they were set aside."),
        };
        Self {
            context,
            contents: RwSignal::new(contents),
            note: RwSignal::new(note),
            is_looked_after: RwSignal::new(false),
            autosave: StoredValue::new(Autosave::default()),
            waiting: StoredValue::new_local(None),
        }
    }

    /// Keeps what is open from now on.
    pub fn begin(self) {
        let source =
            Memo::new(move |_| self.context.with(|session| session.opened().source.clone()));
        effect(move || {
            source.track();
            self.context.design.track();
            let later = Timeout::new(PATIENCE_MS, move || self.keep());
            self.waiting.set_value(Some(later));
        });
        // Own scenarios can be compared with: as they are now.
        effect(move || {
            if self.context.view.get() == View::Compare {
                self.look();
            }
        });
        let leaving = window_event_listener_untyped("pagehide", move |_| {
            if self.waiting.try_update_value(Option::take).flatten().is_some() {
                self.keep();
            }
        });
        on_cleanup(move || leaving.remove());
    }

    /// Opens the dialog in which they are looked after.
    pub fn look_after(self) {
        self.look();
        self.note.set(String::new());
        self.is_looked_after.set(true);
    }

    /// Looks through what is kept.
    pub fn look(self) {
        let contents = STORE.look();
        if self.contents.with_untracked(|known| *known != contents) {
            self.contents.set(contents);
        }
    }

    /// Keeps the design that is open, if it is somebody's work.
    fn keep(self) {
        self.waiting.set_value(None);
        let opened = self.context.peek(|session| session.opened().clone());
        let (document, fragment) = (self.context.document.get_untracked(), address::fragment());
        let saved = self.autosave.try_update_value(|autosave| {
            autosave.save(&STORE, &opened, &document, &fragment, clock::now_ms())
        });
        self.follow_up(saved.unwrap_or_default());
    }

    /// Does what follows from saving. What is kept is looked through again only where it has changed: a
    /// page that is being left must not set aside what nobody would be told of.
    fn follow_up(self, saved: Vec<Saved>) {
        let has_changed = saved.iter().any(|it| matches!(it, Saved::Open(_)));
        for saved in saved {
            match saved {
                Saved::Open(id) => {
                    storage::keep_in_tab(library::OPEN, &id);
                    // Who keeps the scenario has room for this too; without it the first one opens.
                    let _ = storage::keep(library::OPEN, &id);
                }
                Saved::Own { id, name } => self.context.send(Keep::Own { id, name }),
                Saved::DropLink => address::drop_fragment(),
                Saved::Learn(source) => self.learn(source),
                Saved::Tell(why) => self.note.set(why.to_string()),
            }
        }
        if has_changed {
            self.look();
        }
    }

    /// Gets to know what a source has, then looks again whether there is something to keep.
    fn learn(self, source: Source) {
        spawn_local(async move {
            let text = original(&source).await;
            self.autosave.try_update_value(|autosave| autosave.learn(source, text.as_deref()));
            self.keep();
        });
    }

    /// This own scenario is open from now on, as it lies there.
    pub fn is_open(self, known: Known) {
        let saved = self.autosave.try_update_value(|autosave| autosave.is_open(known));
        self.follow_up(saved.unwrap_or_default());
    }

    /// Looks again, and says why something was not kept.
    pub fn told<T>(self, kept: &Result<T, StoreError>) {
        let saved = match kept {
            Ok(_) => None,
            Err(why) => self.autosave.try_update_value(|autosave| autosave.tell(*why)),
        };
        self.follow_up(saved.unwrap_or_default());
        self.look();
    }

    /// The entry of the catalogue that is open as it is, if it is known to be one.
    pub fn entry(self) -> Option<&'static catalogue::Entry> {
        let document = self.context.document.get_untracked();
        self.context.peek(|session| {
            self.autosave.with_value(|autosave| autosave.is_entry(session.opened(), &document))
        })
    }
}

/// What a source has, as a text.
async fn original(source: &Source) -> Option<String> {
    match source {
        Source::Catalogue(id) => match catalogue::find(id) {
            Some(entry) if catalogue::ENTRIES.first() == Some(entry) => {
                Some(catalogue::FIRST.to_owned())
            }
            Some(entry) => files::load(&entry.address()).await,
            None => None,
        },
        Source::Link(_) => match link::read(&address::fragment()) {
            Some(Ok(Link { opens: Opens::Packed(packed), .. })) => link::unpack(&packed).ok(),
            _ => None,
        },
        Source::Document(_) | Source::Own(_) => None,
    }
}
