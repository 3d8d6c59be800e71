//! The catalogue: every built-in scenario opens, and says what its list says.

use syncline::catalogue::{ENTRIES, FIRST};
use syncline::exchange::document;

const DOCUMENTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/catalogue/documents");

#[test]
fn every_entry_is_valid_canonical_and_tells_its_story() {
    for entry in ENTRIES {
        let path = format!("{DOCUMENTS}/{}.syncline.json", entry.id);
        let text = std::fs::read_to_string(path).unwrap();
        let scenario =
            document::read(&text).unwrap_or_else(|problems| panic!("{}: {problems:#?}", entry.id));
        assert_eq!(scenario.name, entry.name);
        assert_eq!(scenario.summary, entry.story);
        assert_eq!(document::write(&scenario), text, "{}", entry.id);
    }
}

#[test]
fn the_first_entry_comes_with_the_program_and_every_document_has_an_entry() {
    let files = std::fs::read_dir(DOCUMENTS).unwrap().count();
    assert_eq!(files, ENTRIES.len());
    assert_eq!(document::read(FIRST).unwrap().name, ENTRIES[0].name);
    assert_eq!(ENTRIES[0].address(), "catalogue/checkout.syncline.json");
}
