//! Who runs what: the rules by which runs are given to workers, without a browser and without a clock.
//!
//! [`WorkerPool`] is told what is asked for and what the workers say; what is to be done then it hands
//! out as [`Action`]s, in their order. The rules:
//!
//! - **The most urgent run goes first** ([`Priority`]), between equals the one that was asked for first.
//!   It is given to a worker that is idle. No worker that hears is idle while a run waits.
//! - **A more urgent run interrupts.** Is nobody idle, it goes to the worker whose run is the least
//!   urgent, if that is less urgent than itself. The interrupted run stays where it is, and its worker
//!   goes on with it afterwards: nothing is done twice, and it waits no longer than the more urgent run
//!   lasts. So a worker has at most one run of each priority.
//! - **A newer run overtakes** an older one of the same [`Slot`], wherever that is; of the older one
//!   nobody is told any more.
//! - **The first worker** is started when the page says so, by [`WorkerPool::engage`]; the others only
//!   when runs that somebody waits for would have to wait for one another, as those of a load sweep do. There
//!   are as many as processors less one, at least one and at most four.
//! - **The page runs itself** what no worker does: everything, while none hears and none is on its way.
//!   While one is on its way the figures are not kept waiting; anything else waits for it, but no longer
//!   than [`PATIENCE_MS`](WorkerPool::PATIENCE_MS). What the page has begun it also ends.
//! - **A worker that fails** is ended; its runs are put back and begun anew by others, or by the page.
//!   Had it heard, the next one is started in its stead. Where none is left, that is told, and one is
//!   started once more when asked. A run over which two workers have failed is
//!   refused, lest it take all of them down, and the page with them. That a worker is silent proves
//!   nothing, for browsers stop them too: it is not held against it.
//! - **Progress never goes backwards**, even where a run is begun anew.
//! - **A worker that hears and has nothing to do warms up** on the design given to `engage`, since
//!   browsers compile for speed what has run a while; whatever is asked for ends that.
//!
//! At most [`MOST_RUNS`](WorkerPool::MOST_RUNS) are asked for at a time; a further one is refused at once.

mod action;
mod hands;
mod jobs;

#[cfg(test)]
mod bench;
#[cfg(test)]
mod random_tests;
#[cfg(test)]
mod tests;

use std::collections::VecDeque;

pub use self::action::{Action, RunUpdate, Slot};
use self::hands::Hands;
use self::jobs::{Job, Jobs, Place};
use super::protocol::{Priority, RunId, RunReply, RunRequest, RunSpec};
use crate::engine::{Extent, Report};
use crate::model::Design;

/// How many runs are where; for tests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// With nobody.
    pub waiting: usize,
    /// With workers, interrupted ones included.
    pub at_workers: usize,
    /// With the page itself.
    pub here: usize,
}

/// Decides who runs what.
pub struct WorkerPool {
    hands: Hands,
    jobs: Jobs,
    /// On what workers warm up; nothing before workers may be started.
    warm_up: Option<RunSpec>,
    now_ms: f64,
    last_run: u64,
    actions: VecDeque<Action>,
}

impl WorkerPool {
    /// More runs than this do not wait or run at a time.
    pub const MOST_RUNS: usize = 1_000;

    /// So long a worker that was started is waited for, in milliseconds.
    pub const PATIENCE_MS: f64 = 3_000.0;

    /// More workers are not started, however many processors there are.
    pub const MOST_WORKERS: usize = 4;

    /// A run over which so many workers have failed is refused.
    const MOST_FAILURES: usize = 2;

    /// How many replications a worker warms up with.
    const WARM_UP: Extent = Extent { first: 0, replications: 8 };

    /// A pool for a browser with so many processors, of which the page itself takes one.
    #[must_use]
    pub fn new(processors: usize) -> Self {
        Self {
            hands: Hands::new(processors.saturating_sub(1).clamp(1, Self::MOST_WORKERS)),
            jobs: Jobs::default(),
            warm_up: None,
            now_ms: 0.0,
            last_run: 0,
            actions: VecDeque::new(),
        }
    }

    /// What is to be done next; nothing when all is.
    pub fn next_action(&mut self) -> Option<Action> {
        self.actions.pop_front()
    }

    /// How many runs are where.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let count = |which: fn(Option<Place>) -> bool| self.jobs.count(|job| which(job.place));
        Counts {
            waiting: count(|place| place.is_none()),
            at_workers: count(|place| matches!(place, Some(Place::Worker(_)))),
            here: count(|place| place == Some(Place::Here)),
        }
    }

    /// Workers may be started from now on, and warm up on this design; only the first call counts.
    pub fn engage(&mut self, design: &Design) {
        if self.warm_up.is_some() {
            return;
        }
        self.warm_up = Some(RunSpec::new(design, Self::WARM_UP));
        self.start_one();
        self.assign();
    }

    /// Whether no worker could be started, or all have failed: the page runs everything itself.
    #[must_use]
    pub fn is_alone(&self) -> bool {
        self.hands.are_gone()
    }

    /// Starts one once more.
    pub fn start_again(&mut self) {
        self.hands.forgive();
        self.start_one();
        self.assign();
    }

    /// Asks for a run; an older one of the same slot is dropped.
    pub fn ask(&mut self, priority: Priority, slot: Slot, spec: RunSpec) -> RunId {
        self.drop_jobs(|job| job.slot == slot);
        let run = self.add(Job::new(priority, slot, spec));
        self.assign();
        run
    }

    /// Drops the runs of these slots, all of them before anything is given out again.
    pub fn cancel(&mut self, slots: &[Slot]) {
        self.drop_jobs(|job| slots.contains(&job.slot));
        self.assign();
    }

    /// So late it is, in milliseconds since whenever; it is to be said before anything else is.
    pub fn tick(&mut self, now_ms: f64) {
        self.now_ms = now_ms;
        self.assign();
    }

    /// When [`tick`](Self::tick) is to be called without anything else having happened, if at all: a run
    /// waits for workers that are waited for until then.
    #[must_use]
    pub fn next_tick_ms(&self) -> Option<f64> {
        self.jobs.next_waiting()?;
        self.hands.patient_until(self.now_ms)
    }

    /// A worker's first message: it hears.
    pub fn worker_hears(&mut self, worker: usize) {
        if !self.hands.hears(worker) {
            return;
        }
        self.assign();
        if self.jobs.most_urgent_at(Place::Worker(worker)).is_none()
            && let Some(spec) = self.warm_up.clone()
        {
            let id = self.next_run();
            self.hands.set_warming(worker, Some(id));
            let request = RunRequest { id, priority: Priority::Background, spec };
            self.actions.push_back(Action::Send { worker, request });
        }
    }

    /// A message of a worker, as it came.
    pub fn worker_said(&mut self, worker: usize, numbers: &[f64]) {
        if numbers.is_empty() {
            self.worker_hears(worker);
        } else if let Some((run, reply)) = RunReply::from_numbers(numbers) {
            self.worker_replied(worker, run, reply);
        } else {
            self.worker_failed(worker);
        }
    }

    /// What a worker has to say of a run. Has it refused something and cannot say what, it and the page
    /// do not understand one another, and it counts as failed.
    pub fn worker_replied(&mut self, worker: usize, run: RunId, reply: RunReply) {
        if run == RunId::UNKNOWN {
            self.worker_failed(worker);
        } else if self.hands.warming(worker) != Some(run) {
            self.replied(Place::Worker(worker), run, reply);
        } else if !matches!(reply, RunReply::Progress(_)) {
            self.hands.set_warming(worker, None);
        }
    }

    /// What the page, running it itself, has to say of a run.
    pub fn here_replied(&mut self, run: RunId, reply: RunReply) {
        self.replied(Place::Here, run, reply);
    }

    /// A worker could not be started, or has failed.
    pub fn worker_failed(&mut self, worker: usize) {
        let Some(heard) = self.hands.gone(worker) else { return };
        self.actions.push_back(Action::EndWorker(worker));
        let place = Place::Worker(worker);
        let at_fault = self.jobs.most_urgent_at(place).map(|(_, run)| run);
        for job in self.jobs.iter_mut().filter(|job| job.place == Some(place)) {
            job.place = None;
            job.failures += usize::from(Some(job.id) == at_fault);
        }
        let refused = self.jobs.take(|job| job.failures >= Self::MOST_FAILURES);
        for job in refused {
            self.refuse(job.id, "Workers failed over this run twice.".to_owned());
        }
        if heard {
            self.start_one();
        }
        self.assign();
    }

    /// What is said counts only if it comes from where the run is.
    fn replied(&mut self, from: Place, run: RunId, reply: RunReply) {
        let is_it = |job: &Job| job.id == run && job.place == Some(from);
        match reply {
            RunReply::Progress(share) => {
                let job = self.jobs.iter_mut().find(|job| is_it(job));
                if let Some(share) = job.and_then(|job| job.progressed(share)) {
                    self.tell(run, RunUpdate::Progress(share));
                }
                return;
            }
            RunReply::Report(numbers) => {
                let job = self.jobs.iter_mut().find(|job| is_it(job));
                let report = job.map(|job| Report::from_numbers(&job.spec.design, &numbers));
                if let (Some(None), Place::Worker(worker)) = (&report, from) {
                    // It and the page do not understand one another.
                    return self.worker_failed(worker);
                }
                self.jobs.take(is_it);
                match report {
                    Some(Some(report)) => self.tell(run, RunUpdate::Report(Box::new(report))),
                    Some(None) => {
                        self.refuse(run, "The report of this run is not whole.".to_owned());
                    }
                    None => {}
                }
            }
            RunReply::Refused(why) => {
                for job in self.jobs.take(is_it) {
                    self.refuse(job.id, why.clone());
                }
            }
        }
        self.assign();
    }

    fn next_run(&mut self) -> RunId {
        self.last_run += 1;
        RunId(self.last_run)
    }

    /// Takes a job into the books, or refuses it where they are full.
    fn add(&mut self, job: Job) -> RunId {
        let run = self.next_run();
        if self.jobs.len() < Self::MOST_RUNS {
            self.jobs.push(Job { id: run, ..job });
        } else {
            self.refuse(run, format!("{} runs are asked for already.", Self::MOST_RUNS));
        }
        run
    }

    fn tell(&mut self, run: RunId, update: RunUpdate) {
        self.actions.push_back(Action::Tell { run, update });
    }

    fn refuse(&mut self, run: RunId, why: String) {
        self.tell(run, RunUpdate::Refused(why));
    }

    /// Drops these, wherever they are. Nothing is given to whoever becomes idle by it yet, lest it be
    /// interrupted at once by what comes in their place.
    fn drop_jobs(&mut self, which: impl Fn(&Job) -> bool) {
        for Job { id: run, place, .. } in self.jobs.take(which) {
            match place {
                Some(Place::Worker(worker)) => {
                    self.actions.push_back(Action::Cancel { worker, run });
                }
                Some(Place::Here) => self.actions.push_back(Action::StopHere(run)),
                None => {}
            }
            self.actions.push_back(Action::Forget(run));
        }
    }

    /// Gives out what waits, as far as anybody is there for it; starts workers for what still waits, but
    /// for what is only measured while nothing else is asked for. It ends, since every round gives out one of the runs that wait.
    fn assign(&mut self) {
        while let Some((priority, run)) = self.jobs.next_waiting()
            && let Some(place) = self.hands.place_for(priority, &self.jobs, self.now_ms)
        {
            self.give(run, place);
        }
        if self.warm_up.is_some() {
            let waiting =
                self.jobs.count(|job| job.place.is_none() && job.priority != Priority::Background);
            for _ in self.hands.coming()..waiting.min(Self::MOST_WORKERS) {
                self.start_one();
            }
        }
    }

    fn give(&mut self, run: RunId, place: Place) {
        let Some(job) = self.jobs.iter_mut().find(|job| job.id == run) else { return };
        job.place = Some(place);
        let request = RunRequest { id: run, priority: job.priority, spec: job.spec.clone() };
        match place {
            Place::Here => self.actions.push_back(Action::RunHere(request)),
            Place::Worker(worker) => {
                if let Some(run) = self.hands.warming(worker) {
                    self.hands.set_warming(worker, None);
                    self.actions.push_back(Action::Cancel { worker, run });
                }
                self.actions.push_back(Action::Send { worker, request });
            }
        }
    }

    /// Starts a worker that was not asked before, if there is one.
    fn start_one(&mut self) {
        if let Some(worker) = self.hands.start(self.now_ms) {
            self.actions.push_back(Action::StartWorker(worker));
        }
    }
}
