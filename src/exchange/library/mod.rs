//! Own scenarios: what a person made, kept in the browser under a key each.
//!
//! A [`Store`] works on any [`Storage`] of texts by keys. There is no list of what is kept: it follows
//! from the keys, so that two tabs cannot destroy each other's entries, and an entry that was changed
//! by another tab is not overwritten, but the later one kept beside it. The text under a
//! key is described in `entry`.
//!
//! What cannot be read is never overwritten or deleted without being asked: it is set aside, under a key
//! of its own, and reported with the reason. What a later version of Syncline kept is left where it is.
//!
//! This room knows no clock: who keeps something says when, in milliseconds since 1970.

mod entry;

use std::cmp::Reverse;

use thiserror::Error;

use crate::exchange::document;
use crate::model::{Design, Scenario};

pub use entry::{Damage, Entry, opened, read};

/// Under this key stands the id of the own scenario that was open last.
pub const OPEN: &str = "syncline.open";

/// Before the id in the key of an entry.
const OWN: &str = "syncline.own.";

/// Before the id in the key of what was set aside.
const ASIDE: &str = "syncline.aside.";

/// So many milliseconds later an id is looked for where one is taken.
const LATER_MS: u64 = 10_000;

/// Where texts are kept under keys: the browser's storage, or a map in tests.
pub trait Storage {
    /// All keys, also those of others.
    fn keys(&self) -> Vec<String>;
    /// What is kept under a key.
    fn find(&self, key: &str) -> Option<String>;
    /// Keeps a text under a key, in the place of what was there.
    ///
    /// # Errors
    /// Why it was not kept; what was there is still there.
    fn keep(&self, key: &str, text: &str) -> Result<(), StoreError>;
    /// Forgets what is kept under a key.
    fn forget(&self, key: &str);
}

/// Why something was not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Error)]
pub enum StoreError {
    /// There is no storage: a private window, or a browser that was told so.
    #[error(
        "This browser lets the page keep nothing, as in some private windows: save your work as a \
         file before you leave."
    )]
    Refused,
    /// The storage is full.
    #[error(
        "What this browser keeps for the page is full: delete own scenarios that you no longer \
         need, or save your work as a file."
    )]
    Full,
}

/// The own scenarios in a storage.
#[derive(Debug, Clone, Copy)]
pub struct Store<K>(pub K);

/// An own scenario in the list.
#[derive(Debug, Clone, PartialEq)]
pub struct Own {
    /// Unique in the library.
    pub id: String,
    /// When it was changed last, in milliseconds since 1970.
    pub changed_ms: u64,
    /// What it is.
    pub design: Design,
}

/// Something that lies in the library and cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damaged {
    /// Under which key it lies.
    pub key: String,
    /// Why it cannot be read, as a sentence.
    pub why: String,
    /// Whether it had not been set aside before.
    pub is_new: bool,
    /// All of it.
    pub text: String,
}

/// What lies in the library.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Contents {
    /// What can be opened, the one that was changed last first.
    pub own: Vec<Own>,
    /// What cannot.
    pub damaged: Vec<Damaged>,
}

/// What was taken from the library, to be put back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// The key under which it lay.
    key: String,
    /// All of it.
    text: String,
}

/// An own scenario as it was when it was read or kept last, by which a change made elsewhere is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// Its id.
    pub id: String,
    /// What lay there.
    text: Option<String>,
}

/// What people call a scenario.
#[must_use]
pub fn name(scenario: &Scenario) -> &str {
    if scenario.name.is_empty() { "Unnamed" } else { &scenario.name }
}

/// The key of an own scenario.
#[must_use]
pub fn key(id: &str) -> String {
    [OWN, id].concat()
}

impl<K: Storage> Store<K> {
    /// Looks through everything, and sets aside what cannot be read.
    #[must_use]
    pub fn look(&self) -> Contents {
        let mut contents = Contents::default();
        for key in self.0.keys() {
            let own = key.strip_prefix(OWN);
            let Some(id) = own.or_else(|| key.strip_prefix(ASIDE)) else { continue };
            let Some(text) = self.0.find(&key) else { continue };
            match read(&text) {
                Ok(Entry { changed_ms, design }) => {
                    // What an earlier version could not read lies in the library again.
                    let is_back = own.is_some() || self.moved(&key, &self::key(id), &text);
                    if is_back {
                        contents.own.push(Own { id: id.to_owned(), changed_ms, design });
                    }
                }
                Err(damage) => {
                    let why = damage.to_string();
                    let aside = [ASIDE, id].concat();
                    let goes = own.is_some() && damage.is_final();
                    let is_aside = goes && self.moved(&key, &aside, &text);
                    let key = if is_aside { aside } else { key };
                    contents.damaged.push(Damaged { key, why, is_new: goes, text });
                }
            }
        }
        contents.own.sort_by_key(|own| Reverse(own.changed_ms));
        contents.damaged.sort_by(|one, other| one.key.cmp(&other.key));
        contents
    }

    /// Moves a text to a key under which nothing lies; whether that could be done.
    fn moved(&self, from: &str, to: &str, text: &str) -> bool {
        let moved = self.0.find(to).is_none() && self.0.keep(to, text).is_ok();
        if moved {
            self.0.forget(from);
        }
        moved
    }

    /// The own scenario of this id as it is now.
    #[must_use]
    pub fn know(&self, id: &str) -> Known {
        Known { id: id.to_owned(), text: self.0.find(&key(id)) }
    }

    /// Keeps a document that is new in the library.
    ///
    /// # Errors
    /// Why it was not kept.
    pub fn add(&self, document: &str, now_ms: u64) -> Result<Known, StoreError> {
        let is_free = |id: &u64| {
            self.0.find(&key(&id.to_string())).is_none()
                && self.0.find(&format!("{ASIDE}{id}")).is_none()
        };
        // An id of its own: a later millisecond where this one is taken.
        let id = (now_ms..now_ms + LATER_MS).find(is_free).unwrap_or(now_ms).to_string();
        self.put(id, document, now_ms)
    }

    /// Keeps a document in the place of what is known; where that was changed elsewhere meanwhile,
    /// beside it. What is kept is what is returned.
    ///
    /// # Errors
    /// Why it was not kept; what was there is still there.
    pub fn keep(&self, known: &Known, document: &str, now_ms: u64) -> Result<Known, StoreError> {
        match self.0.find(&key(&known.id)) {
            Some(there) if known.text.as_ref() != Some(&there) => self.add(document, now_ms),
            _ => self.put(known.id.clone(), document, now_ms),
        }
    }

    fn put(&self, id: String, document: &str, now_ms: u64) -> Result<Known, StoreError> {
        let text = entry::write(document, now_ms);
        self.0.keep(&key(&id), &text)?;
        Ok(Known { id, text: Some(text) })
    }

    /// Whether this document lies where it is known to.
    #[must_use]
    pub fn has(&self, known: &Known, document: &str) -> bool {
        let there = known.text.as_deref().and_then(|text| opened(text).ok());
        there.is_some_and(|(_, there)| there == document)
    }

    /// Gives an own scenario another name.
    ///
    /// # Errors
    /// Why it could not be kept; it has its old name.
    pub fn rename(&self, own: &Own, name: &str, now_ms: u64) -> Result<Known, StoreError> {
        let scenario = Scenario { name: name.to_owned(), ..Scenario::clone(&own.design) };
        self.put(own.id.clone(), &document::write(&scenario), now_ms)
    }

    /// Keeps a second one of an own scenario, under a name of its own.
    ///
    /// # Errors
    /// Why it could not be kept.
    pub fn duplicate(&self, own: &Own, now_ms: u64) -> Result<Known, StoreError> {
        let name = self.free_name(&format!("{}, copy", name(&own.design)));
        let scenario = Scenario { name, ..Scenario::clone(&own.design) };
        self.add(&document::write(&scenario), now_ms)
    }

    /// Takes something from the library by its key.
    #[must_use]
    pub fn take(&self, key: &str) -> Option<Taken> {
        let text = self.0.find(key)?;
        self.0.forget(key);
        Some(Taken { key: key.to_owned(), text })
    }

    /// Puts back what was taken, unless something lies there by now.
    ///
    /// # Errors
    /// Why it could not be kept.
    pub fn put_back(&self, taken: &Taken) -> Result<(), StoreError> {
        if self.0.find(&taken.key).is_some() {
            return Ok(());
        }
        self.0.keep(&taken.key, &taken.text)
    }

    /// A name that no own scenario has: the wanted one, or with a number behind it.
    #[must_use]
    pub fn free_name(&self, wanted: &str) -> String {
        let texts = self.0.keys().into_iter().filter(|key| key.starts_with(OWN));
        let names: Vec<String> = texts
            .filter_map(|key| Some(read(&self.0.find(&key)?).ok()?.design.name.clone()))
            .collect();
        let is_free = |name: &String| !names.contains(name);
        let mut wanted_first = (1..).map(|number| match number {
            1 => wanted.to_owned(),
            number => format!("{wanted} {number}"),
        });
        wanted_first.find(is_free).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests;
