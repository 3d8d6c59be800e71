//! The same bits everywhere: a hundred scenarios whose reports have the fingerprints of the fixture.
//!
//! `fixtures/bits.json` holds random scenarios, and the fingerprint of the report of each: fifty with
//! everything that the format knew at ff81f39, fifty in which some step declines or is asked about. This test holds it natively, `tests/browser/bits.rs` in
//! WebAssembly. Where the engine is meant to give other figures than before, `SYNCLINE_UPDATE=bits` with
//! this test writes the fixture again.

use proptest::strategy::{Strategy as _, ValueTree as _};
use serde_json::{Value, json};
use syncline::engine::{Extent, simulate};
use syncline::exchange::document;
use syncline::model::{Mode, Scenario, Step};

use crate::draws::runner;
use crate::random_scenario::random_scenario;

const SCENARIOS: usize = 100;

/// The first of those that use what has come since.
const SINCE: usize = 50;

fn fingerprint(text: &str) -> String {
    let scenario = document::read(text).unwrap();
    simulate(&scenario, Extent { first: 0, replications: 2 }).fingerprint()
}

fn uses_what_is_new(scenario: &Scenario) -> bool {
    let is_new = |step: &Step| {
        let is_asked = step.mode == Mode::Event && step.delivery.status.poll_ms.is_some();
        step.decline_ratio.get() > 0.0 || is_asked
    };
    scenario.process.steps.iter().any(is_new)
}

/// The same documents with today's fingerprints; drawn where there are none.
fn write_again(path: &str) {
    let held = std::fs::read_to_string(path).ok();
    let held: Vec<Value> = held.and_then(|it| serde_json::from_str(&it).ok()).unwrap_or_default();
    let mut runner = runner(1);
    let rows: Vec<Value> = (0..SCENARIOS)
        .map(|number| {
            let text = held.get(number).and_then(|row| row["document"].as_str()).map(str::to_owned);
            let text = text.unwrap_or_else(|| {
                let drawn = || random_scenario().new_tree(&mut runner).unwrap().current();
                let fits = |it: &Scenario| number < SINCE || uses_what_is_new(it);
                document::write(&std::iter::repeat_with(drawn).find(fits).unwrap())
            });
            json!({ "fingerprint": fingerprint(&text), "document": text })
        })
        .collect();
    std::fs::write(path, serde_json::to_string_pretty(&rows).unwrap() + "\n").unwrap();
}

#[test]
fn a_hundred_reports_have_the_bits_that_they_have_in_a_browser() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/bits.json");
    if std::env::var_os("SYNCLINE_UPDATE").is_some_and(|what| what == "bits") {
        write_again(path);
    }
    let rows: Vec<Value> = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    assert_eq!(rows.len(), SCENARIOS);
    for (number, row) in rows.iter().enumerate() {
        let text = row["document"].as_str().unwrap();
        assert_eq!(fingerprint(text), row["fingerprint"].as_str().unwrap(), "scenario {number}");
    }
}
