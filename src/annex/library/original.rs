//! What a design was before anybody changed it here: only what differs from it is somebody's work.

use leptos::prelude::*;

use crate::browser::{address, files};
use crate::catalogue;
use crate::exchange::document;
use crate::exchange::link::{self, Opens};
use crate::session::Source;

/// What is known of originals.
#[derive(Debug, Clone, Copy)]
pub struct Originals(StoredValue<Known>);

#[derive(Debug, Default)]
struct Known {
    /// The source whose original was loaded last, as a text.
    source: String,
    /// That original.
    original: Option<String>,
    /// The link in the address whose design was open last.
    opened: String,
}

impl Originals {
    /// None yet.
    pub fn new() -> Self {
        Self(StoredValue::default())
    }

    /// Whether a document is what its source has, if that is known already.
    pub fn is_original(self, source: &Source, document: &str) -> Option<bool> {
        self.0.with_value(|known| {
            (known.source == source.to_text()).then(|| known.original.as_deref() == Some(document))
        })
    }

    /// The design of this link in the address is open.
    pub fn was_opened(self, fragment: String) {
        self.0.update_value(|known| known.opened = fragment);
    }

    /// Whether it is this link whose design was open last: any other one is about to be opened, and is
    /// not to be taken out of the address.
    pub fn has_opened(self, fragment: &str) -> bool {
        self.0.with_value(|known| known.opened == fragment)
    }

    /// Gets to know the original of a source.
    pub async fn learn(self, source: &Source) {
        let text = match source {
            Source::Catalogue(id) => match catalogue::find(id) {
                Some(entry) if is_first(entry) => Some(catalogue::FIRST.to_owned()),
                Some(entry) => files::load(&entry.address()).await,
                None => None,
            },
            Source::Link(_) => match link::read(&address::fragment()) {
                Some(Ok(link::Link { opens: Opens::Packed(packed), .. })) => {
                    link::unpack(&packed).ok()
                }
                _ => None,
            },
            Source::Document(_) | Source::Own(_) => None,
        };
        let scenario = text.and_then(|text| document::read(&text).ok());
        let (source, original) = (source.to_text(), scenario.map(|it| document::write(&it)));
        self.0.update_value(|known| (known.source, known.original) = (source, original));
    }
}

fn is_first(entry: &catalogue::Entry) -> bool {
    catalogue::ENTRIES.first() == Some(entry)
}
