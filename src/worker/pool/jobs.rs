//! The books: every run that was asked for and has not ended, and who has it.
//!
//! Who has which run stands here and nowhere else; what a worker does follows from it.

use super::Slot;
use crate::worker::protocol::{Priority, RunId, RunSpec};

/// Where a run is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// The page runs it itself.
    Here,
    /// With the worker of this number.
    Worker(usize),
}

/// A run that was asked for and has not ended.
pub(super) struct Job {
    pub id: RunId,
    pub priority: Priority,
    pub slot: Slot,
    pub spec: RunSpec,
    /// Who has it; it waits while nobody has.
    pub place: Option<Place>,
    /// The share of which was told.
    pub share: f64,
    /// How many workers have failed while they were at it.
    pub failures: usize,
}

impl Job {
    pub fn new(priority: Priority, slot: Slot, spec: RunSpec) -> Self {
        let id = RunId::UNKNOWN;
        Self { id, priority, slot, spec, place: None, share: 0.0, failures: 0 }
    }

    /// What there is to tell of a share that is done: nothing where it is not more than before, as in
    /// a run that is begun anew.
    pub fn progressed(&mut self, share: f64) -> Option<f64> {
        let share = share.min(1.0);
        (share > self.share).then(|| {
            self.share = share;
            share
        })
    }

    /// The most urgent has the smallest; between equals the one that was asked for first.
    fn order(&self) -> (Priority, RunId) {
        (self.priority, self.id)
    }
}

/// In the order in which they were asked for; never more than a thousand.
#[derive(Default)]
pub(super) struct Jobs(Vec<Job>);

impl Jobs {
    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn push(&mut self, job: Job) {
        self.0.push(job);
    }

    pub fn count(&self, which: impl Fn(&Job) -> bool) -> usize {
        self.0.iter().filter(|job| which(job)).count()
    }

    pub fn iter_mut(&mut self) -> std::slice::IterMut<'_, Job> {
        self.0.iter_mut()
    }

    /// Takes these out.
    pub fn take(&mut self, which: impl Fn(&Job) -> bool) -> Vec<Job> {
        self.0.extract_if(.., |job| which(job)).collect()
    }

    /// The run that is given out next.
    pub fn next_waiting(&self) -> Option<(Priority, RunId)> {
        self.0.iter().filter(|job| job.place.is_none()).map(Job::order).min()
    }

    /// What somebody is at: the most urgent of all that he has. Nothing where he is idle.
    pub fn most_urgent_at(&self, place: Place) -> Option<(Priority, RunId)> {
        self.0.iter().filter(|job| job.place == Some(place)).map(Job::order).min()
    }
}
