//! Runs: replications of a scenario, one after the other, in slices as large as the caller likes.

use std::rc::Rc;

use serde::{Deserialize, Serialize};

use crate::model::{Arrivals, Problem, Scenario, Work};

use super::plan::Plan;
use super::recorder::Recorder;
use super::recording::Recording;
use super::report::Report;
use super::summary;
use super::tally::{BATCHES, Tally};
use super::world::{Remains, World};

/// More things than this happen in no replication; a run that would need more says so.
const EVENT_BUDGET: u64 = 1 << 32;
/// The same for a recording, which is kept in memory.
const RECORDING_EVENT_BUDGET: u64 = 2_000_000;
/// More replications than this are not asked for by a number of requests.
const MOST_REPLICATIONS: f64 = 100_000.0;

/// Which replications of a scenario a run covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Extent {
    /// The number of the first.
    pub first: u32,
    /// How many.
    pub replications: u32,
}

impl Extent {
    /// One replication, by its number.
    #[must_use]
    pub const fn replication(number: u32) -> Self {
        Self { first: number, replications: 1 }
    }

    /// The number after the last.
    #[must_use]
    pub const fn end(&self) -> u32 {
        self.first.saturating_add(self.replications)
    }

    /// The replications, from the first, that are expected to offer at least so many requests
    /// together; at least one, at most 100,000.
    #[must_use]
    pub fn for_requests(scenario: &Scenario, requests: u64) -> Self {
        #[allow(
            clippy::cast_precision_loss,
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss
        )] // within 1 and 100,000
        let replications = libm::ceil(requests as f64 / expected_requests(scenario))
            .clamp(1.0, MOST_REPLICATIONS) as u32;
        Self { first: 0, replications }
    }
}

/// How many requests one replication is expected to offer.
fn expected_requests(scenario: &Scenario) -> f64 {
    let workload = &scenario.workload;
    match workload.arrivals {
        Arrivals::Closed => {
            let think = workload.think.as_ref().map_or(1_000.0, Work::mean_ms);
            let work: f64 = scenario.process.steps.iter().map(|step| step.work.mean_ms()).sum();
            let cycle = (think + work).max(1.0) / 1_000.0;
            f64::from(workload.users.unwrap_or(1)) * workload.duration_s.get() / cycle
        }
        Arrivals::Poisson | Arrivals::Constant => Plan::new(scenario).map_or(0.0, |plan| {
            (plan.workload.rates.iter())
                .map(|rate| {
                    let until = rate.until.min(plan.workload.duration);
                    #[allow(clippy::cast_precision_loss)]
                    let length = until.saturating_sub(rate.from) as f64;
                    length / rate.gap
                })
                .sum()
        }),
    }
}

/// How far a run is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Progress {
    /// Under way: the share that is done, from 0 to 1.
    Running(f64),
    /// The report is complete.
    Finished,
}

/// A run that is advanced in bounded slices.
pub struct Run {
    plan: Rc<Plan>,
    extent: Extent,
    /// Replications that are finished.
    finished: u32,
    world: Option<World>,
    /// Between replications.
    tally: Option<Tally>,
}

impl Run {
    /// A run of these replications, nothing of it done yet.
    ///
    /// # Errors
    /// The problems of a scenario that is not valid.
    pub fn new(scenario: &Scenario, extent: Extent) -> Result<Self, Vec<Problem>> {
        let plan = Rc::new(Plan::new(scenario)?);
        let batches = if extent.replications > 1 { 1 } else { BATCHES };
        let mut tally = Tally::new(summary::subject(scenario), &plan, batches);
        tally.evidence.extents = vec![extent];
        Ok(Self { plan, extent, finished: 0, world: None, tally: Some(tally) })
    }

    /// Lets at most so many things happen.
    pub fn advance(&mut self, mut events: u64) -> Progress {
        while self.finished < self.extent.replications {
            if self.world.is_none()
                && let Some(tally) = self.tally.take()
            {
                let number = self.extent.first.saturating_add(self.finished);
                self.world = Some(World::new(self.plan.clone(), number, EVENT_BUDGET, tally, None));
            }
            let Some(world) = &mut self.world else { break };
            let before = world.happened;
            let over = world.advance(events);
            events = events.saturating_sub(world.happened - before);
            if !over {
                return self.progress();
            }
            if let Some(world) = self.world.take() {
                self.tally = Some(world.finish().tally);
                self.finished += 1;
            }
            if events == 0 && self.finished < self.extent.replications {
                return self.progress();
            }
        }
        Progress::Finished
    }

    /// The share that is done: of the replications, and of the current one's simulated time.
    fn progress(&self) -> Progress {
        #[allow(clippy::cast_precision_loss)]
        let part = self.world.as_ref().map_or(0.0, |world| {
            (world.now as f64 / self.plan.workload.duration.max(1) as f64).min(1.0)
        });
        let done = (f64::from(self.finished) + part) / f64::from(self.extent.replications.max(1));
        Progress::Running(done)
    }

    /// The figures of the replications that are finished.
    #[must_use]
    pub fn report(&self) -> Report {
        let evidence = self.tally.as_ref().map(|tally| tally.evidence.clone());
        summary::report(evidence.unwrap_or_default())
    }
}

/// Runs these replications to their end.
///
/// # Errors
/// The problems of a scenario that is not valid.
pub fn simulate(scenario: &Scenario, extent: Extent) -> Result<Report, Vec<Problem>> {
    let mut run = Run::new(scenario, extent)?;
    while run.advance(u64::MAX) != Progress::Finished {}
    Ok(run.report())
}

/// The recording of replication 0, what the stage plays, made in bounded slices.
pub struct Take {
    world: World,
    over: bool,
}

impl Take {
    /// A recording of which nothing is made yet.
    ///
    /// # Errors
    /// The problems of a scenario that is not valid.
    pub fn new(scenario: &Scenario) -> Result<Self, Vec<Problem>> {
        let plan = Rc::new(Plan::new(scenario)?);
        let tally = Tally::new(summary::subject(scenario), &plan, 1);
        let recorder = Some(Box::new(Recorder::default()));
        let world = World::new(plan, 0, RECORDING_EVENT_BUDGET, tally, recorder);
        Ok(Self { world, over: false })
    }

    /// Lets at most so many things happen; whether the recording is complete.
    pub fn advance(&mut self, events: u64) -> bool {
        self.over = self.over || self.world.advance(events);
        self.over
    }

    /// What is recorded so far; its end is the moment that was reached.
    #[must_use]
    pub fn recording(self) -> Recording {
        let Remains { recorder, .. } = self.world.finish();
        recorder.map(|recorder| recorder.into_recording()).unwrap_or_default()
    }
}

/// The recording of replication 0: what the stage plays.
///
/// # Errors
/// The problems of a scenario that is not valid.
pub fn record(scenario: &Scenario) -> Result<Recording, Vec<Problem>> {
    let mut take = Take::new(scenario)?;
    while !take.advance(u64::MAX) {}
    Ok(take.recording())
}
