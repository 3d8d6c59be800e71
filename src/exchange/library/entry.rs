//! One entry of the library as a text: a first line with the version and when it was changed, and behind
//! it the document.

use thiserror::Error;

use crate::exchange::document;
use crate::model::{Design, Problem};

/// The version of entries that this program reads and writes.
const VERSION: u64 = 1;

/// An entry as it is read.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// When it was changed last, in milliseconds since 1970.
    pub changed_ms: u64,
    /// What it holds.
    pub design: Design,
}

/// Why an entry cannot be read.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum Damage {
    /// Its first line is not one of ours.
    #[error("It does not begin like anything that Syncline keeps.")]
    Head,
    /// It is of a version that is not known here.
    #[error(
        "A later version of Syncline kept it (entries of version {0}; this one reads {VERSION}): it \
         is left where it is."
    )]
    LaterVersion(u64),
    /// Its document is not valid.
    #[error("Its document has problems; the first, {}.", .0.first().map(Problem::to_string).unwrap_or_default())]
    Problems(Vec<Problem>),
}

impl Damage {
    /// Whether waiting for a later version would not help.
    #[must_use]
    pub const fn is_final(&self) -> bool {
        !matches!(self, Self::LaterVersion(_))
    }
}

/// The entry of a text.
///
/// # Errors
/// Why it cannot be read.
pub fn read(text: &str) -> Result<Entry, Damage> {
    let (changed_ms, document) = opened(text)?;
    let design = document::read(document).map_err(Damage::Problems)?;
    Ok(Entry { changed_ms, design })
}

/// When an entry was changed, and its document as it stands there.
///
/// # Errors
/// Why it cannot be read.
pub fn opened(text: &str) -> Result<(u64, &str), Damage> {
    let (head, document) = text.split_once('\n').ok_or(Damage::Head)?;
    let (version, changed) = head.split_once(' ').ok_or(Damage::Head)?;
    match version.parse() {
        Ok(VERSION) => {}
        Ok(later) if later > VERSION => return Err(Damage::LaterVersion(later)),
        Ok(_) | Err(_) => return Err(Damage::Head),
    }
    let changed_ms = changed.parse().map_err(|_| Damage::Head)?;
    Ok((changed_ms, document))
}

/// The text of an entry.
pub(super) fn write(document: &str, changed_ms: u64) -> String {
    format!("{VERSION} {changed_ms}\n{document}")
}
