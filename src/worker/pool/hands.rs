//! Who there is to run things: the workers, as far as is known of them, and the page itself.

use super::WorkerPool;
use super::jobs::{Jobs, Place};
use crate::worker::protocol::{Priority, RunId};

/// What is known of a worker.
#[derive(Debug, Clone, Copy, PartialEq)]
enum State {
    /// Nobody has started it yet.
    NotAsked,
    /// Started then; it has not said yet that it hears.
    Coming { since_ms: f64 },
    /// It takes runs.
    Hears {
        /// What it warms up on, while nothing is asked of it.
        warming: Option<RunId>,
    },
    /// It could not be started, or has failed; it does not come back.
    Gone,
}

/// All workers that there may be.
pub(super) struct Hands(Vec<State>);

impl Hands {
    pub fn new(workers: usize) -> Self {
        Self(vec![State::NotAsked; workers])
    }

    /// Starts a worker that was not asked before: its number, if there is one.
    pub fn start(&mut self, since_ms: f64) -> Option<usize> {
        let worker = self.0.iter().position(|state| *state == State::NotAsked)?;
        self.set(worker, State::Coming { since_ms });
        Some(worker)
    }

    /// Whether none is there or on its way any more, though one was started.
    pub fn are_gone(&self) -> bool {
        let is_there = |it: &State| matches!(it, State::Coming { .. } | State::Hears { .. });
        self.0.contains(&State::Gone) && !self.0.iter().any(is_there)
    }

    /// Those that are gone may be started once more.
    pub fn forgive(&mut self) {
        self.0.iter_mut().filter(|it| **it == State::Gone).for_each(|it| *it = State::NotAsked);
    }

    /// A worker hears from now on; whether it did not before.
    pub fn hears(&mut self, worker: usize) -> bool {
        let is_coming = matches!(self.0.get(worker), Some(State::Coming { .. }));
        if is_coming {
            self.set(worker, State::Hears { warming: None });
        }
        is_coming
    }

    /// A worker is gone from now on: whether it had heard; nothing where it was not there.
    pub fn gone(&mut self, worker: usize) -> Option<bool> {
        let heard = match self.0.get(worker)? {
            State::NotAsked | State::Gone => return None,
            State::Coming { .. } => false,
            State::Hears { .. } => true,
        };
        self.set(worker, State::Gone);
        Some(heard)
    }

    /// What a worker warms up on.
    pub fn warming(&self, worker: usize) -> Option<RunId> {
        match self.0.get(worker)? {
            State::Hears { warming } => *warming,
            State::NotAsked | State::Coming { .. } | State::Gone => None,
        }
    }

    pub fn set_warming(&mut self, worker: usize, run: Option<RunId>) {
        if let Some(State::Hears { warming }) = self.0.get_mut(worker) {
            *warming = run;
        }
    }

    /// How many workers are on their way, however long.
    pub fn coming(&self) -> usize {
        self.0.iter().filter(|state| matches!(state, State::Coming { .. })).count()
    }

    /// Until when a run waits for workers that are on their way; nothing where one hears already, or
    /// none is waited for.
    pub fn patient_until(&self, now_ms: f64) -> Option<f64> {
        if self.any_hears() {
            return None;
        }
        let until = self.0.iter().filter_map(|state| match state {
            State::Coming { since_ms } => Some(since_ms + WorkerPool::PATIENCE_MS),
            State::NotAsked | State::Hears { .. } | State::Gone => None,
        });
        until.filter(|until| now_ms < *until).reduce(f64::max)
    }

    /// Who takes a run that waits: whoever is idle, else whoever is at the least urgent run, if that is
    /// less urgent.
    pub fn place_for(&self, priority: Priority, jobs: &Jobs, now_ms: f64) -> Option<Place> {
        let workers = (self.0.iter().enumerate())
            .filter(|(_, state)| matches!(state, State::Hears { .. }))
            .map(|(worker, _)| Place::Worker(worker));
        let here = self.takes_here(priority, now_ms).then_some(Place::Here);
        let mut best = None;
        for place in workers.chain(here) {
            // Nothing is less urgent than everything.
            let Some((at, _)) = jobs.most_urgent_at(place) else { return Some(place) };
            if at > best.map_or(priority, |(least, _)| least) {
                best = Some((at, place));
            }
        }
        best.map(|(_, place)| place)
    }

    /// Whether the page runs it itself.
    fn takes_here(&self, priority: Priority, now_ms: f64) -> bool {
        !self.any_hears() && (priority == Priority::Figures || self.patient_until(now_ms).is_none())
    }

    fn any_hears(&self) -> bool {
        self.0.iter().any(|state| matches!(state, State::Hears { .. }))
    }

    fn set(&mut self, worker: usize, state: State) {
        if let Some(place) = self.0.get_mut(worker) {
            *place = state;
        }
    }
}
