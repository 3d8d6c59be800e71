//! What flipping each step alone would do: to the answer, to completion, to success, and to the burden.
//!
//! One run of the design as it stands, and one of each flip, all on the same arrivals and the same work.

use serde::Serialize;

use crate::model::{Edit, Mode, Problem, Scenario, Step, StepId};
use crate::simulation::{Progress, Report, Run};
use crate::verdict::Burden;

use super::paired::{Difference, comparison, extent};

/// Flips that are being measured, one after the other, in the document's order.
pub struct Flips {
    scenario: Scenario,
    requests: u64,
    base: Run,
    report: Option<Report>,
    /// The flip that is being run.
    running: Option<(Scenario, Run)>,
    measured: Vec<Flip>,
}

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
    /// The 95th percentile of the time to acknowledgement, in milliseconds.
    pub acknowledgement_p95_ms: Difference,
    /// The 95th percentile of the time to completion, in milliseconds.
    pub completion_p95_ms: Difference,
    /// The share of answered requests that are acknowledged, from 0 to 1.
    pub success_ratio: Difference,
    /// What somebody must follow to understand one request, before.
    pub burden_before: Burden,
    /// The same, after.
    pub burden_after: Burden,
}

impl Flips {
    /// The flips of a scenario, nothing measured yet; each over so many requests, as [`Paired`](super::Paired) counts
    /// them.
    ///
    /// # Errors
    /// The problems of a scenario that is not valid.
    pub fn new(scenario: &Scenario, requests: u64) -> Result<Self, Vec<Problem>> {
        Ok(Self {
            scenario: scenario.clone(),
            requests,
            base: Run::new(scenario, extent(scenario, requests))?,
            report: None,
            running: None,
            measured: Vec::new(),
        })
    }

    /// Lets at most so many things happen.
    pub fn advance(&mut self, events: u64) -> Progress {
        if self.report.is_none() {
            if let Progress::Running(part) = self.base.advance(events) {
                return self.progress(part);
            }
            self.report = Some(self.base.report());
            return self.progress(1.0);
        }
        if let Some((design, mut run)) = self.running.take() {
            if let Progress::Running(part) = run.advance(events) {
                self.running = Some((design, run));
                return self.progress(1.0 + part);
            }
            let gain = self.gain(&design, run.report());
            self.keep(gain);
        } else {
            self.start();
        }
        if self.measured.len() < self.scenario.process.steps.len() {
            return self.progress(1.0);
        }
        Progress::Finished
    }

    /// Those that are measured so far, in the document's order.
    #[must_use]
    pub fn measured(&self) -> &[Flip] {
        &self.measured
    }

    /// Makes the next flip ready to run, or says that it cannot be.
    fn start(&mut self) {
        let Some(step) = self.scenario.process.steps.get(self.measured.len()) else { return };
        let started = flipped(&self.scenario, step).and_then(|design| {
            let run = Run::new(&design, extent(&self.scenario, self.requests)).ok()?;
            Some((design, run))
        });
        match started {
            Some(started) => self.running = Some(started),
            None => self.keep(None),
        }
    }

    fn keep(&mut self, gain: Option<Gain>) {
        if let Some(step) = self.scenario.process.steps.get(self.measured.len()) {
            self.measured.push(Flip { step: step.id.clone(), to: step.mode.flipped(), gain });
        }
    }

    fn gain(&self, design: &Scenario, after: Report) -> Option<Gain> {
        Gain::between((&self.scenario, self.report.clone()?), (design, after))
    }

    /// Of one run for the design, and one for each step.
    #[allow(clippy::cast_precision_loss)] // a few hundred
    fn progress(&self, part: f64) -> Progress {
        let runs = 1 + self.scenario.process.steps.len();
        Progress::Running((self.measured.len() as f64 + part).min(runs as f64) / runs as f64)
    }
}

impl Gain {
    /// What a design gains over another, from the reports of the same replications of both.
    #[must_use]
    pub fn between(before: (&Scenario, Report), after: (&Scenario, Report)) -> Option<Self> {
        let mut differences = comparison(before.1, after.1).differences;
        let mut take = |figure: &str| {
            let at = differences.iter().position(|it| it.figure == figure)?;
            Some(differences.swap_remove(at))
        };
        Some(Gain {
            acknowledgement_p95_ms: take("acknowledgement_ms.p95")?,
            completion_p95_ms: take("completion_ms.p95")?,
            success_ratio: take("success_ratio")?,
            burden_before: Burden::of(before.0),
            burden_after: Burden::of(after.0),
        })
    }
}

/// A design in which one step alone is triggered the other way; nothing where that would not be valid.
#[must_use]
pub fn flipped(scenario: &Scenario, step: &Step) -> Option<Scenario> {
    Edit::SetMode { step: step.id.clone(), mode: step.mode.flipped() }.apply(scenario).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Coordination, Process, Service, Step, Work};
    use crate::study::Paired;
    use crate::units::Milliseconds;

    fn step(id: &str, after: &[&str], mode: Mode, mean_ms: f64) -> Step {
        Step {
            id: id.into(),
            service: "service".into(),
            after: after.iter().map(|&it| it.into()).collect(),
            mode,
            work: Work::Constant { mean_ms: Milliseconds::clamped(mean_ms) },
            ..Step::default()
        }
    }

    fn scenario(coordination: Coordination, steps: Vec<Step>) -> Scenario {
        Scenario {
            process: Process { entry: None, coordination, steps },
            services: vec![Service { id: "service".into(), ..Service::default() }],
            ..Scenario::default()
        }
    }

    #[test]
    fn designs_that_were_run_one_by_one_gain_what_the_flips_gain() {
        use crate::simulation::simulate;
        let call = step("ask", &[], Mode::RequestResponse, 10.0);
        let follow = step("tell", &["ask"], Mode::RequestResponse, 30.0);
        let design = scenario(Coordination::Orchestrated, vec![call, follow]);
        let report = |it: &Scenario| simulate(it, extent(&design, 2_000)).unwrap();
        let flips = measured(&design, u64::MAX);
        for (flip, step) in flips.iter().zip(&design.process.steps) {
            let other = flipped(&design, step).unwrap();
            let gain = Gain::between((&design, report(&design)), (&other, report(&other)));
            assert_eq!(gain, flip.gain);
        }
    }

    fn measured(scenario: &Scenario, slice: u64) -> Vec<Flip> {
        let mut flips = Flips::new(scenario, 2_000).unwrap();
        let mut last = 0.0;
        while let Progress::Running(done) = flips.advance(slice) {
            assert!(done >= last && done <= 1.0, "{done} after {last}");
            last = done;
        }
        flips.measured().to_vec()
    }

    /// Without queues a flip takes exactly the step's work, and its network, off the answer.
    #[test]
    fn each_flip_is_measured_alone_and_in_slices_of_any_size() {
        let process = scenario(
            Coordination::Orchestrated,
            vec![
                step("a", &[], Mode::RequestResponse, 20.0),
                step("b", &["a"], Mode::RequestResponse, 30.0),
                step("c", &["b"], Mode::Event, 40.0),
            ],
        );
        let flips = measured(&process, u64::MAX);
        assert_eq!(flips, measured(&process, 100));
        let saved: Vec<f64> = flips
            .iter()
            .map(|it| it.gain.as_ref().unwrap().acknowledgement_p95_ms.difference.unwrap())
            .collect();
        // Flipped, `a` takes `b` with it; `c` as a call is waited for, 40 ms and there and back, but
        // nobody pays 2 ms for publishing before the answer any more.
        for (found, expected) in saved.iter().zip([-54.0, -32.0, 40.0]) {
            assert!((found - expected).abs() < 0.5, "{saved:?}");
        }
        let hops: Vec<u32> =
            flips.iter().map(|it| it.gain.as_ref().unwrap().burden_after.hops).collect();
        assert_eq!(hops, [2, 2, 0]);
        let flip = Edit::SetMode { step: "b".into(), mode: Mode::Event }.apply(&process).unwrap();
        let mut paired = Paired::new(&process, &flip, 2_000).unwrap();
        while paired.advance(u64::MAX) != Progress::Finished {}
        let same = paired.comparison().differences;
        assert!(same.contains(&flips[1].gain.as_ref().unwrap().completion_p95_ms));
    }

    #[test]
    fn a_flip_that_would_not_be_valid_says_so() {
        let process = scenario(
            Coordination::Chained,
            vec![
                step("a", &[], Mode::RequestResponse, 1.0),
                step("b", &["a"], Mode::RequestResponse, 1.0),
                step("c", &["a", "b"], Mode::Event, 1.0),
            ],
        );
        let flips = measured(&process, u64::MAX);
        let has_gain: Vec<bool> = flips.iter().map(|it| it.gain.is_some()).collect();
        assert_eq!(has_gain, [true, true, false]);
        let mut broken = process;
        broken.process.steps[0].service = "nobody".into();
        assert!(Flips::new(&broken, 100).is_err());
    }
}
