//! The fields of links are read: bounded, and with a sentence for whatever is wrong.

use thiserror::Error;

use super::{Begins, LONGEST, Link, Opens, VERSION};
use crate::catalogue;
use crate::units::Moment;

/// Why a link cannot be opened, and what to do.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum LinkError {
    /// Its end is missing.
    #[error("The link is cut off: copy it whole, up to its last character.")]
    CutOff,
    /// It is not as it was written.
    #[error("The link was changed on its way here: copy it again from where it was made.")]
    Changed,
    /// Its version is not known here.
    #[error(
        "The link was made by a later version of Syncline (links of version {0}; this one reads \
         {VERSION}): load this page again, or open the link where it was made."
    )]
    LaterVersion(u32),
    /// It has a field that is not known, or one with a value that is none.
    #[error("The link says “{0}”, which means nothing here: copy it again from where it was made.")]
    Unknown(String),
    /// It names a built-in scenario that is not there.
    #[error(
        "The link asks for the built-in scenario “{0}”, which is not there: the link is cut off, or \
         was made by another version of Syncline."
    )]
    NoSuchEntry(String),
    /// It is longer than any link, or what it carries is larger than any document.
    #[error("The link carries more than a scenario may hold: ask for the scenario as a file.")]
    TooLarge,
}

/// What a link says, from what follows the `#` of an address; nothing where that is no link of ours.
///
/// # Errors
/// Why it cannot be opened.
#[must_use]
pub fn read(fragment: &str) -> Option<Result<Link, LinkError>> {
    let (version, fields) = fragment.split_once('&').unwrap_or((fragment, ""));
    let version = version.strip_prefix('s').filter(|version| is_number(version))?;
    Some(match version.parse() {
        Ok(VERSION) if fragment.len() > LONGEST => Err(LinkError::TooLarge),
        Ok(VERSION) => read_fields(fields),
        Ok(later) if later > VERSION => Err(LinkError::LaterVersion(later)),
        Ok(_) | Err(_) => Err(LinkError::Changed),
    })
}

fn read_fields(fields: &str) -> Result<Link, LinkError> {
    let mut opens = None;
    let mut begins = Begins::default();
    let (mut view, mut theme) = (String::new(), String::new());
    for field in fields.split('&').filter(|field| !field.is_empty()) {
        let unknown = || {
            // What came through as far as here may be the beginning of something known.
            if opens.is_none() { LinkError::CutOff } else { LinkError::Unknown(shown(field)) }
        };
        let (name, value) = field.split_once('=').ok_or_else(unknown)?;
        match name {
            "at_s" => begins = Begins::RestingAt(moment(value).ok_or_else(unknown)?),
            "from_s" => begins = Begins::PlayingFrom(moment(value).ok_or_else(unknown)?),
            "view" => view = shown(value),
            "theme" => theme = shown(value),
            "scenario" => {
                let entry = catalogue::find(value);
                let entry = entry.ok_or_else(|| LinkError::NoSuchEntry(shown(value)))?;
                opens = Some(Opens::Entry(entry));
            }
            "carries" => opens = Some(Opens::Packed(value.to_owned())),
            _ => return Err(LinkError::Unknown(shown(field))),
        }
    }
    let opens = opens.ok_or(LinkError::CutOff)?;
    Ok(Link { opens, begins, view, theme })
}

/// A moment in seconds, to the microsecond.
fn moment(text: &str) -> Option<Moment> {
    const PLACES: usize = 6;
    let (seconds, rest) = text.split_once('.').unwrap_or((text, "0"));
    if !is_number(seconds) || !is_number(rest) || rest.len() > PLACES {
        return None;
    }
    let digits = [seconds, rest, "000000".get(rest.len()..)?].concat();
    digits.parse().ok().map(Moment::from_micros)
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit())
}

/// The beginning of a text from outside, short enough for a sentence.
fn shown(text: &str) -> String {
    text.chars().take(40).collect()
}
