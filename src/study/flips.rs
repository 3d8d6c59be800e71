//! What flipping each step alone would do: to the answer, to completion, to success, and to the burden.
//!
//! One run of the design as it stands, and one of each flip, all on the same arrivals and the same work.

use serde::Serialize;

use crate::engine::Report;
use crate::figures::{Difference, figure};
use crate::model::{Design, Edit, Mode, Step, StepId};
use crate::verdict::Burden;

/// What flipping one step alone would do.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Flip {
    /// Which step.
    pub step: StepId,
    /// The mode that it would have.
    pub to: Mode,
    /// What it would change; absent where the design would not be valid.
    pub gain: Option<Gain>,
}

/// What a flip would change.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Gain {
    /// The 95th percentile of the time to the answer, of all customers, in milliseconds.
    pub answer_p95_ms: Difference,
    /// The 95th percentile of the time to completion, in milliseconds.
    pub completion_p95_ms: Difference,
    /// The share of the customers who are served, from 0 to 1.
    pub success_ratio: Difference,
    /// What somebody must follow to understand one request, before.
    pub burden_before: Burden,
    /// The same, after.
    pub burden_after: Burden,
}

impl Gain {
    /// What a design gains over another, from the reports of the same replications of both.
    #[must_use]
    pub fn between(before: (&Design, &Report), after: (&Design, &Report)) -> Self {
        let (old, new) = (before.1, after.1);
        Self {
            answer_p95_ms: const { figure("answer_ms.p95") }.difference(old, new),
            completion_p95_ms: const { figure("done_p95_ms") }.difference(old, new),
            success_ratio: const { figure("success_ratio") }.difference(old, new),
            burden_before: Burden::of(before.0),
            burden_after: Burden::of(after.0),
        }
    }
}

/// A design in which one step alone is triggered the other way; nothing where that would not be valid.
#[must_use]
pub fn flipped(design: &Design, step: &Step) -> Option<Design> {
    let flip = Edit::SetMode { step: step.id.clone(), mode: step.mode.flipped() };
    Some(flip.apply(design).ok()?.design)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Progress;
    use crate::study::Paired;
    use crate::testing::{measured_flips, scenario, step};

    /// Without queues a flip takes exactly the step's work, and its network, off the answer.
    #[test]
    fn each_flip_is_measured_alone() {
        let process = scenario([
            step("a").works_ms(20.0),
            step("b").after(["a"]).works_ms(30.0),
            step("c").after(["b"]).event().works_ms(40.0),
        ])
        .all_on("service")
        .design();
        let flips = measured_flips(&process, 2_000);
        let saved: Vec<f64> = flips
            .iter()
            .map(|it| it.gain.as_ref().unwrap().answer_p95_ms.difference.unwrap())
            .collect();
        // Flipped, `a` takes `b` with it; `c` as a call is waited for, 40 ms and there and back, but
        // nobody pays 2 ms for publishing before the answer any more.
        for (found, expected) in saved.iter().zip([-54.0, -32.0, 40.0]) {
            assert!((found - expected).abs() < 0.5, "{saved:?}");
        }
        let hops: Vec<u32> =
            flips.iter().map(|it| it.gain.as_ref().unwrap().burden_after.hops).collect();
        assert_eq!(hops, [2, 2, 0]);
        let flip =
            Edit::SetMode { step: "b".into(), mode: Mode::Event }.apply(&process).unwrap().design;
        let mut paired = Paired::new(&process, &flip, 2_000);
        while paired.advance(u64::MAX) != Progress::Finished {}
        let same = paired.comparison().differences;
        assert!(same.contains(&flips[1].gain.as_ref().unwrap().completion_p95_ms));
    }

    #[test]
    fn a_flip_that_would_not_be_valid_says_so() {
        let process = scenario([
            step("a").works_ms(1.0),
            step("b").after(["a"]).works_ms(1.0),
            step("c").after(["a", "b"]).event().works_ms(1.0),
        ])
        .all_on("service")
        .chained()
        .design();
        let flips = measured_flips(&process, 2_000);
        let has_gain: Vec<bool> = flips.iter().map(|it| it.gain.is_some()).collect();
        assert_eq!(has_gain, [true, true, false]);
    }
}
