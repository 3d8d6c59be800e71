//! Notes for a random scenario: about steps, services and the whole, always or for a while.
//!
//! They follow from the scenario's seed, and are no draws of their own: no run reads notes, and what reads them
//! should meet all scenarios that there were without.

#![allow(clippy::indexing_slicing, clippy::unwrap_used)] // a test's own helpers may fail as it does

use syncline::model::{Note, Scenario};
use syncline::units::Seconds;

/// A text of every kind of letter that a document has to keep.
const TEXTS: [&str; 4] = ["Look here", "ü\n\"quoted\" \\ 支付", " n ", "<b>\u{1}</b>"];

/// The scenario with up to three notes where the last two bits of its seed are set, each about something that is
/// there; else as it was.
pub fn noted(mut scenario: Scenario) -> Scenario {
    if scenario.seed & 3 != 3 {
        return scenario;
    }
    let count = 1 + (scenario.seed >> 2) % 3;
    scenario.notes =
        (0..count).map(|index| note(&scenario, scenario.seed >> (4 + 16 * index))).collect();
    scenario
}

/// A note by 16 bits.
fn note(scenario: &Scenario, bits: u64) -> Note {
    let some = |from: u32, count: usize| usize::try_from(bits >> from & 7).unwrap() % count;
    let (steps, services) = (&scenario.process.steps, &scenario.services);
    let eighths = |from: u32| f64::from(u32::try_from(bits >> from & 15).unwrap()) / 8.0;
    let begins = bits & 4 != 0;
    Note {
        step: (bits & 3 == 1).then(|| steps[some(3, steps.len())].id.clone()),
        service: (bits & 3 == 2).then(|| services[some(3, services.len())].id.clone()),
        at_s: begins.then(|| Seconds::new(eighths(6)).unwrap()),
        for_s: (begins && bits & 8 != 0).then(|| Seconds::new(eighths(10) + 0.5).unwrap()),
        text: TEXTS[some(13, TEXTS.len())].to_owned(),
    }
}
