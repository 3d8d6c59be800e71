//! Scenarios, spans and runs for tests and benchmarks, written down in a line or two.
//!
//! It is part of the library since the tests outside of it and the benchmarks use it too; nothing that
//! ships calls it, so nothing of it is in what ships.

// What a test writes down wrongly is to fail there and then.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::missing_panics_doc)]

mod scenario;
pub mod spans;
mod step;
mod storage;

pub use scenario::{ScenarioDraft, checkout, one_a_second, scenario, shop};
pub use step::{StepDraft, step};
pub use storage::MemoryStorage;

use crate::engine::{Extent, Report, simulate};
use crate::model::{Design, Scenario};
use crate::study::{Flip, Gain, extent, flipped};
use crate::units::{Factor, Milliseconds, PerSecond, Ratio, Seconds};

/// So many milliseconds.
#[must_use]
pub fn ms(value: f64) -> Milliseconds {
    Milliseconds::new(value).unwrap()
}

/// So many seconds.
#[must_use]
pub fn s(value: f64) -> Seconds {
    Seconds::new(value).unwrap()
}

/// So many in a second.
#[must_use]
pub fn per_s(value: f64) -> PerSecond {
    PerSecond::new(value).unwrap()
}

/// This share.
#[must_use]
pub fn ratio(value: f64) -> Ratio {
    Ratio::new(value).unwrap()
}

/// So many times.
#[must_use]
pub fn factor(value: f64) -> Factor {
    Factor::new(value).unwrap()
}

/// The design of a scenario that is valid.
#[must_use]
pub fn checked(scenario: &Scenario) -> Design {
    Design::check(scenario.clone()).unwrap()
}

/// A scenario with something changed in it that leaves it valid, or makes it so.
#[must_use]
pub fn changed(before: &Scenario, change: impl FnOnce(&mut Scenario)) -> Design {
    let mut scenario = before.clone();
    change(&mut scenario);
    Design::check(scenario).unwrap()
}

/// What flipping each step of a design would do, in the document's order, over so many requests.
#[must_use]
pub fn measured_flips(design: &Design, requests: u64) -> Vec<Flip> {
    let extent = extent(design, requests);
    let before = simulate(design, extent);
    let gain =
        |other: Design| Gain::between((design, &before), (&other, &simulate(&other, extent)));
    (design.process.steps.iter())
        .map(|step| Flip {
            step: step.id.clone(),
            to: step.mode.flipped(),
            gain: flipped(design, step).map(gain),
        })
        .collect()
}

/// The report of the first replication of a scenario that is valid.
#[must_use]
pub fn run(scenario: &Scenario) -> Report {
    simulate(&checked(scenario), Extent::replication(0))
}
