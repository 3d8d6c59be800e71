//! Random tries: the same ones on every machine, and others on demand.
//!
//! `SYNCLINE_DRAWS=7 cargo test --test it` draws others, for hunting: what it finds is mended, and becomes a test of its
//! own.

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestError, TestRng, TestRunner};
use syncline::exchange::document;
use syncline::model::Design;

use crate::random_scenario::random_design;

/// What draws, for so many tries.
pub fn runner(cases: u32) -> TestRunner {
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    let rng = match std::env::var("SYNCLINE_DRAWS").ok().and_then(|it| it.parse::<u64>().ok()) {
        Some(others) => {
            let mut seed = [0; 32];
            seed[..8].copy_from_slice(&others.to_le_bytes());
            TestRng::from_seed(RngAlgorithm::ChaCha, &seed)
        }
        None => TestRng::deterministic_rng(RngAlgorithm::ChaCha),
    };
    TestRunner::new_with_rng(config, rng)
}

/// Tries so many random scenarios; one that fails is told as its document.
pub fn for_random_scenarios(
    count: u32,
    mut check: impl FnMut(&Design) -> Result<(), TestCaseError>,
) {
    for_random(count, Just(()), |design, ()| check(design));
}

/// Tries so many random scenarios, each with something besides.
pub fn for_random<T: std::fmt::Debug>(
    count: u32,
    besides: impl Strategy<Value = T>,
    check: impl FnMut(&Design, &T) -> Result<(), TestCaseError>,
) {
    let check = std::cell::RefCell::new(check);
    let tried = runner(count)
        .run(&(random_design(), besides), |(design, it)| check.borrow_mut()(&design, &it));
    match tried {
        Ok(()) => {}
        Err(TestError::Fail(why, (design, it))) => {
            panic!("{why}\nwith {it:?}, of\n{}", document::write(&design))
        }
        Err(TestError::Abort(why)) => panic!("{why}"),
    }
}
