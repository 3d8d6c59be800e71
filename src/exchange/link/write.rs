//! Links are written.

use base64ct::{Base64UrlUnpadded, Encoding};
use miniz_oxide::deflate::compress_to_vec_zlib;

use super::{Begins, Link, Opens, VERSION};
use crate::units::Moment;

/// As small as it gets: a link is made once, and read by people.
const LEVEL: u8 = 10;

const MICROSECONDS: u64 = 1_000_000;

/// What follows the `#` of an address that opens what the link says.
#[must_use]
pub fn write(link: &Link) -> String {
    let mut text = format!("s{VERSION}");
    let mut put = |name: &str, value: &str| {
        if !value.is_empty() {
            text.extend(["&", name, "=", value]);
        }
    };
    match link.begins {
        Begins::AsEver => {}
        Begins::RestingAt(moment) => put("at_s", &seconds(moment)),
        Begins::PlayingFrom(moment) => put("from_s", &seconds(moment)),
    }
    put("view", &link.view);
    put("theme", &link.theme);
    // Last, so that a link that was cut off is known by it.
    match &link.opens {
        Opens::Entry(entry) => put("scenario", entry.id),
        Opens::Packed(document) => put("carries", document),
    }
    text
}

/// A document as a link carries it.
#[must_use]
pub fn pack(document: &str) -> String {
    Base64UrlUnpadded::encode_string(&compress_to_vec_zlib(document.as_bytes(), LEVEL))
}

/// A moment in seconds, without digits that say nothing.
fn seconds(moment: Moment) -> String {
    let micros = moment.as_micros();
    let text = format!("{}.{:06}", micros / MICROSECONDS, micros % MICROSECONDS);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
