//! The catalogue: every built-in scenario opens, and says what its list says.

use syncline::catalogue::ENTRIES;
use syncline::exchange::document;

#[test]
fn every_entry_is_valid_canonical_and_tells_its_story() {
    for entry in ENTRIES {
        let scenario = document::read(entry.scenario_json)
            .unwrap_or_else(|problems| panic!("{}: {problems:#?}", entry.id));
        assert_eq!(scenario.name, entry.name);
        assert_eq!(scenario.summary, entry.story);
        assert_eq!(document::write(&scenario), entry.scenario_json, "{}", entry.id);
    }
}
