//! Links: there and back, and what is said of those that did not arrive whole.

use base64ct::{Base64UrlUnpadded, Encoding};
use miniz_oxide::deflate::compress_to_vec_zlib;

use super::*;
use crate::catalogue;
use crate::exchange::document;

fn checkout() -> String {
    document::write_compact(&document::read(catalogue::FIRST).unwrap())
}

fn carrying(opens: Opens) -> Link {
    let begins = Begins::RestingAt(Moment::from_micros(12_500_123));
    Link { opens, begins, view: "matrix".to_owned(), theme: "dark".to_owned() }
}

/// The document of a link.
fn carried(fragment: &str) -> Result<String, LinkError> {
    match read(fragment).unwrap()?.opens {
        Opens::Packed(text) => unpack(&text),
        Opens::Entry(entry) => panic!("{} is built in", entry.id),
    }
}

fn refused(fragment: &str) -> LinkError {
    carried(fragment).unwrap_err()
}

#[test]
fn what_is_written_is_read_again() {
    for opens in [Opens::Entry(&catalogue::ENTRIES[1]), Opens::Packed(pack(&checkout()))] {
        for begins in [
            Begins::AsEver,
            Begins::RestingAt(Moment::START),
            Begins::RestingAt(Moment::from_micros(12_500_123)),
            Begins::PlayingFrom(Moment::from_micros(40_000_000)),
        ] {
            let link = Link { begins, ..carrying(opens.clone()) };
            assert_eq!(read(&write(&link)), Some(Ok(link)));
        }
    }
}

#[test]
fn a_link_to_a_built_in_scenario_can_be_written_by_hand() {
    let opens = Opens::Entry(&catalogue::ENTRIES[0]);
    assert_eq!(
        write(&carrying(opens.clone())),
        "s1&at_s=12.500123&view=matrix&theme=dark&scenario=checkout"
    );
    let begins = Begins::PlayingFrom(Moment::from_micros(20_000_000));
    let link = Link { opens, begins, view: String::new(), theme: String::new() };
    assert_eq!(read("s1&scenario=checkout&from_s=20"), Some(Ok(link)));
}

#[test]
fn a_link_needs_no_escaping_and_is_not_long() {
    let text = write(&carrying(Opens::Packed(pack(&checkout()))));
    let plain = |it: u8| it.is_ascii_alphanumeric() || b"-_.=&".contains(&it);
    assert!(text.bytes().all(plain), "{text}");
    assert!(text.len() < 1_600, "{} characters", text.len());
}

#[test]
fn what_is_no_link_of_ours_is_left_alone() {
    for fragment in ["", "s", "top", "section-1", "sx&scenario=checkout", "S1&scenario=checkout"] {
        assert_eq!(read(fragment), None, "{fragment}");
    }
}

#[test]
fn a_link_that_was_cut_off_anywhere_is_never_taken_for_a_whole_one() {
    let text = write(&carrying(Opens::Packed(pack(&checkout()))));
    for end in "s1".len()..text.len() {
        assert_eq!(refused(&text[..end]), LinkError::CutOff, "at {end}");
    }
    assert_eq!(refused("s1&scenario=check"), LinkError::NoSuchEntry("check".to_owned()));
}

#[test]
fn a_link_of_which_one_bit_was_changed_is_told_or_says_the_same() {
    let text = write(&carrying(Opens::Packed(pack(&checkout()))));
    let start = text.find("carries=").unwrap() + "carries=".len();
    let bytes = Base64UrlUnpadded::decode_vec(&text[start..]).unwrap();
    let mut same = 0;
    for index in 0..bytes.len() {
        for bit in 0..8 {
            let mut changed = bytes.clone();
            changed[index] ^= 1 << bit;
            let changed = Base64UrlUnpadded::encode_string(&changed);
            // A few bits between the last block and the checksum say nothing.
            if let Ok(document) = unpack(&changed) {
                assert_eq!(document, checkout(), "byte {index}, bit {bit}");
                same += 1;
            }
        }
    }
    assert!(same < 8, "{same} bits");
    assert_eq!(refused(&format!("{text}.")), LinkError::Changed);
    assert_eq!(refused("s0&scenario=checkout"), LinkError::Changed);
    assert_eq!(refused("s99999999999&scenario=checkout"), LinkError::Changed);
}

#[test]
fn later_versions_and_unknown_fields_are_told() {
    assert_eq!(refused("s2&anything"), LinkError::LaterVersion(2));
    let text = LinkError::LaterVersion(2).to_string();
    assert!(
        text.contains("later version of Syncline (links of version 2; this one reads 1)"),
        "{text}"
    );
    let unknown = |text: &str| LinkError::Unknown(text.to_owned());
    assert_eq!(refused("s1&scenario=checkout&speed=2"), unknown("speed=2"));
    for moment in ["", "-1", "1e3", "1.", ".5", "1.2345678", "99999999999999999999"] {
        let field = format!("at_s={moment}");
        assert_eq!(refused(&format!("s1&scenario=checkout&{field}")), unknown(&field));
    }
}

#[test]
fn a_link_never_inflates_beyond_the_largest_document() {
    let largest = " ".repeat(document::LARGEST);
    assert_eq!(unpack(&pack(&largest)).map(|it| it.len()), Ok(document::LARGEST));
    assert_eq!(unpack(&pack(&format!("{largest} "))), Err(LinkError::TooLarge));
    let long = format!("s1&carries={}", "A".repeat(LONGEST));
    assert_eq!(refused(&long), LinkError::TooLarge);
}

#[test]
fn what_is_no_text_is_told() {
    let bytes = compress_to_vec_zlib(&[0xff, 0xfe], 6);
    assert_eq!(unpack(&Base64UrlUnpadded::encode_string(&bytes)), Err(LinkError::Changed));
}
