//! The moment of a run at which there is most to see, for a picture that does not move.

use super::{IndexedRecording, Placement, Presentation};
use crate::model::Scenario;
use crate::units::{Duration, Moment};

/// How many moments are looked at.
const LOOKS: u64 = 48;

/// In the middle of the first fault, if there is one; otherwise the moment with the most on its way,
/// waiting and being worked on, of some evenly spread over the arrivals.
#[must_use]
pub fn moment(
    scenario: &Scenario,
    indexed: &IndexedRecording,
    placement: &Placement,
    presentation: &Presentation,
) -> Moment {
    if let Some(fault) = scenario.faults.first() {
        let period = fault.period();
        let half = period.end.since(period.start).as_micros() / 2;
        return (period.start + Duration::from_micros(half)).min(indexed.end());
    }
    let length =
        indexed.end().min(Moment::START + scenario.workload.duration_s.duration()).as_micros();
    let looks = (1..LOOKS).map(|look| Moment::from_micros(length / LOOKS * look));
    let busy = |moment: &Moment| {
        let frame = indexed.frame(*moment, placement, presentation);
        let working: u32 = frame.steps.iter().map(|step| step.working + step.queued).sum();
        frame.tokens.len() * 4 + usize::try_from(working).unwrap_or(usize::MAX)
    };
    // Of equals the first: `max_by_key` would take the last.
    looks.rev().max_by_key(busy).unwrap_or(Moment::START)
}
