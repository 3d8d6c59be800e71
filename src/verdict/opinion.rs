//! What all rules together come to: the mode that they recommend, and how strongly.

use serde::Serialize;

use super::case::Case;
use super::rules::{Force, rules};
use crate::model::Mode;

/// From this difference of weights on, a recommendation is a strong one.
const STRONG: i32 = 4;

/// How sure a recommendation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Strength {
    /// Nothing speaks for either side, or both balance.
    Open,
    /// More speaks for it than against it.
    Slight,
    /// Much more does.
    Strong,
    /// A hard rule says so.
    Must,
}

/// What all rules together come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Opinion {
    pub mode: Mode,
    pub strength: Strength,
    pub conflict: bool,
}

/// What all rules together come to in a case.
pub(super) fn opinion(case: &Case<'_>) -> Opinion {
    let (mut call, mut event, mut must_call, mut must_event) = (0, 0, false, false);
    for rule in rules().filter(|rule| (rule.holds)(case)) {
        match (rule.force, rule.side) {
            (Force::Hard, Mode::RequestResponse) => must_call = true,
            (Force::Hard, Mode::Event) => must_event = true,
            (Force::Leaning(weight), Mode::RequestResponse) => call += i32::from(weight),
            (Force::Leaning(weight), Mode::Event) => event += i32::from(weight),
        }
    }
    if must_call || must_event {
        let mode = if must_event { Mode::Event } else { Mode::RequestResponse };
        return Opinion { mode, strength: Strength::Must, conflict: must_call && must_event };
    }
    let lead = event - call;
    let mode = match lead {
        0 if case.is_deferred() => Mode::Event,
        1.. => Mode::Event,
        _ => Mode::RequestResponse,
    };
    let strength = match lead.abs() {
        0 => Strength::Open,
        STRONG.. => Strength::Strong,
        _ => Strength::Slight,
    };
    Opinion { mode, strength, conflict: false }
}
