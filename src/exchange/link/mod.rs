//! A scenario in an address: what is opened, and how it is shown, behind the `#`, so that no server
//! sees it.
//!
//! A link is a version and fields, joined by `&`, of characters that nothing on their way escapes:
//!
//! | field | value |
//! | --- | --- |
//! | `at_s` | the moment at which the scenario rests, in seconds, to the microsecond |
//! | `from_s` | instead: the moment from which it plays |
//! | `view` | the name of a view |
//! | `theme` | `light` or `dark` |
//! | `scenario` | the id of a built-in scenario, unchanged |
//! | `carries` | instead: a document, compressed (zlib) and in base64url |
//!
//! So `#s1&at_s=12.5&scenario=checkout` can be written by hand. The scenario stands last: a link that
//! was cut off lacks it, or a part of it, and is reported as such. The checksum of zlib tells any other
//! change on the way. Views and themes are words of the page: it passes over those it does not know.
//!
//! Reading is bounded: a link is [`LONGEST`] characters long at most, and inflates to the largest
//! document that may be read: [`read`] takes the fields apart, [`unpack`] what they carry.

mod frame;
mod read;
mod unpack;
mod write;

use crate::catalogue::Entry;
use crate::units::Moment;

pub use frame::{Frame, frame};
pub use read::{LinkError, read};
pub use unpack::unpack;
pub use write::{pack, write};

/// The version of links that this program reads and writes.
pub const VERSION: u32 = 1;

/// How many characters of a link are looked at. Browsers have limits of about this size too.
pub const LONGEST: usize = 2_000_000;

/// What a link says.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// What is opened.
    pub opens: Opens,
    /// How it begins.
    pub begins: Begins,
    /// The name of the view that is shown, in lower case; empty: the one that is shown first.
    pub view: String,
    /// The name of the theme; empty: as the reader's system has it.
    pub theme: String,
}

/// What a link opens.
#[derive(Debug, Clone, PartialEq)]
pub enum Opens {
    /// A built-in scenario as it is.
    Entry(&'static Entry),
    /// The document that the link carries, packed; whether it is valid is for its reader to say.
    Packed(String),
}

/// How a linked scenario begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Begins {
    /// As any scenario that is opened.
    #[default]
    AsEver,
    /// Resting at a moment.
    RestingAt(Moment),
    /// Playing from a moment.
    PlayingFrom(Moment),
}

#[cfg(test)]
mod tests;
