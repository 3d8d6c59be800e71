//! What a design was before anybody changed it here: only what differs from it is somebody's work.

use leptos::prelude::*;

use crate::browser::{address, files};
use crate::catalogue;
use crate::exchange::document;
use crate::exchange::link::{self, Opens};
use crate::session::Source;

/// The original that was loaded last, with the text of its source.
#[derive(Debug, Clone, Copy)]
pub struct Originals(StoredValue<(String, Option<String>)>);

impl Originals {
    /// None yet.
    pub fn new() -> Self {
        Self(StoredValue::default())
    }

    /// Whether a document is what its source has, if that is known already.
    pub fn is_original(self, source: &Source, document: &str) -> Option<bool> {
        self.0.with_value(|(known, original)| {
            (*known == source.to_text()).then(|| original.as_deref() == Some(document))
        })
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
        self.0.set_value((source.to_text(), scenario.map(|it| document::write(&it))));
    }
}

fn is_first(entry: &catalogue::Entry) -> bool {
    catalogue::ENTRIES.first() == Some(entry)
}
