//! Runs: replications of a scenario, one after the other, in slices as large as the caller likes.

use std::rc::Rc;

use crate::model::Design;

pub use super::extent::Extent;
use super::plan::Plan;
use super::recorder::Recorder;
use super::recording::Recording;
use super::report::Report;
use super::stats::summary;
use super::stats::tally::{BATCHES, Tally};
use super::world::{Remains, World};
use crate::units::counting::{Counted, count};

/// More things than this happen in no replication; a run that would need more says so.
const EVENT_BUDGET: u64 = 1 << 32;

/// The same for a recording, which is kept in memory.
const RECORDING_EVENT_BUDGET: u64 = 2_000_000;

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
    #[must_use]
    pub fn new(design: &Design, extent: Extent) -> Self {
        count(Counted::Begun);
        let plan = Rc::new(Plan::new(design));
        let batches = if extent.replications > 1 { 1 } else { BATCHES };
        let mut tally = Tally::new(summary::subject(design, &plan), &plan, batches);
        tally.evidence.extents = vec![extent];
        Self { plan, extent, finished: 0, world: None, tally: Some(tally) }
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
#[must_use]
pub fn simulate(design: &Design, extent: Extent) -> Report {
    let mut run = Run::new(design, extent);
    while run.advance(u64::MAX) != Progress::Finished {}
    run.report()
}

/// The recording of replication 0, what the stage plays, made in bounded slices.
pub struct Take {
    world: World,
    over: bool,
}

impl Take {
    /// A recording of which nothing is made yet.
    #[must_use]
    pub fn new(design: &Design) -> Self {
        let plan = Rc::new(Plan::new(design));
        let tally = Tally::new(summary::subject(design, &plan), &plan, 1);
        let recorder = Some(Box::new(Recorder::default()));
        let world = World::new(plan, 0, RECORDING_EVENT_BUDGET, tally, recorder);
        Self { world, over: false }
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
#[must_use]
pub fn record(design: &Design) -> Recording {
    let mut take = Take::new(design);
    while !take.advance(u64::MAX) {}
    take.recording()
}
