//! A bench to try the pool on: workers that really run things, in a queue of their own, but whose
//! messages arrive when the test says so. Whatever comes out is checked against what is promised.

use std::collections::{BTreeMap, VecDeque};

use super::jobs::Place;
use super::{Action, RunUpdate, Slot, WorkerPool};
use crate::engine::{Extent, Report, simulate};
use crate::model::{Arrivals, Design, Process, Scenario, Service, Step, Workload};
use crate::units::{PerSecond, Seconds};
use crate::worker::protocol::{Priority, RunId, RunSpec, cancel_text};
use crate::worker::queue::RunQueue;

/// So many things happen in a slice: a run of [`small`] takes several.
pub(super) const SLICE: u64 = 40;

/// A run of some hundred events, so many replications long.
pub(super) fn small(replications: u32) -> RunSpec {
    let step = Step { id: "pay".into(), service: "bank".into(), ..Step::default() };
    let scenario = Scenario {
        process: Process { steps: vec![step], ..Process::default() },
        services: vec![Service { id: "bank".into(), ..Service::default() }],
        workload: Workload {
            arrivals: Arrivals::Poisson,
            rate_per_s: PerSecond::clamped(20.0),
            duration_s: Seconds::clamped(2.0),
            ..Workload::default()
        },
        ..Scenario::default()
    };
    RunSpec::new(&Design::check(scenario).unwrap(), Extent { first: 1, replications })
}

/// From here on slots are used once.
const OWN_SLOTS: u64 = 1_000;

/// How a run ended.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum End {
    Report(Box<Report>),
    Refused(String),
    Dropped,
}

/// A worker: what was sent to it and not heard yet, and what it has taken.
#[derive(Default)]
pub(super) struct Sim {
    pub hears: bool,
    pub inbox: VecDeque<String>,
    queue: RunQueue,
}

/// A pool, its workers, the page, and all that was told.
pub(super) struct Bench {
    pub pool: WorkerPool,
    /// By number; nothing where it was not started or was ended.
    pub workers: BTreeMap<usize, Sim>,
    here: RunQueue,
    asked: BTreeMap<RunId, RunSpec>,
    pub shares: BTreeMap<RunId, Vec<f64>>,
    pub ends: Vec<(RunId, End)>,
    /// All that was to be done, shortly.
    pub log: Vec<String>,
    pub now_ms: f64,
}

impl Bench {
    pub fn new(processors: usize) -> Self {
        Self {
            pool: WorkerPool::new(processors),
            workers: BTreeMap::new(),
            here: RunQueue::default(),
            asked: BTreeMap::new(),
            shares: BTreeMap::new(),
            ends: Vec::new(),
            log: Vec::new(),
            now_ms: 0.0,
        }
    }

    /// A pool whose first worker hears, and has warmed up.
    pub fn hearing(processors: usize) -> Self {
        let mut bench = Self::new(processors);
        bench.engage();
        bench.hear(0);
        bench.finish();
        bench.log.clear();
        bench
    }

    pub fn engage(&mut self) {
        self.pool.engage(&small(1).design);
        self.perform();
    }

    pub fn ask(&mut self, priority: Priority, slot: Slot, spec: &RunSpec) -> RunId {
        let run = self.pool.ask(priority, slot, spec.clone());
        self.asked.insert(run, spec.clone());
        self.perform();
        run
    }

    /// Asks for so many runs, each in a slot of its own.
    pub fn ask_several(&mut self, count: usize) -> (Vec<Slot>, Vec<RunId>) {
        let first = OWN_SLOTS + self.asked.len() as u64;
        let slots: Vec<Slot> = (first..first + count as u64).map(Slot).collect();
        let runs = slots.iter().map(|slot| self.ask(Priority::Study, *slot, &small(1))).collect();
        (slots, runs)
    }

    pub fn tick(&mut self, after_ms: f64) {
        self.now_ms += after_ms;
        self.pool.tick(self.now_ms);
        self.perform();
    }

    /// A worker that was started hears from now on.
    pub fn hear(&mut self, worker: usize) {
        if let Some(sim) = self.workers.get_mut(&worker) {
            sim.hears = true;
            self.pool.worker_said(worker, &[]);
        }
        self.perform();
    }

    pub fn fail(&mut self, worker: usize) {
        if self.workers.remove(&worker).is_some() {
            self.pool.worker_failed(worker);
        }
        self.perform();
    }

    /// A worker hears its next message, else runs a slice; whether there was anything to do.
    pub fn work(&mut self, worker: usize) -> bool {
        let Some(sim) = self.workers.get_mut(&worker).filter(|sim| sim.hears) else { return false };
        let heard = sim.inbox.pop_front();
        let had = heard.is_some();
        let said = match heard {
            Some(text) => sim.queue.take(&text),
            None => sim.queue.work(SLICE),
        };
        let did = said.is_some();
        if let Some((run, reply)) = said {
            self.pool.worker_said(worker, &reply.to_numbers(run));
        }
        self.perform();
        had || did
    }

    /// The page runs a slice itself.
    pub fn work_here(&mut self) -> bool {
        let Some((run, reply)) = self.here.work(SLICE) else { return false };
        self.pool.here_replied(run, reply);
        self.perform();
        true
    }

    /// Everybody works until nothing is left to do.
    pub fn finish(&mut self) {
        for _ in 0..100_000 {
            let workers: Vec<usize> = self.workers.keys().copied().collect();
            let mut did = self.work_here();
            for worker in workers {
                did |= self.work(worker);
            }
            if !did {
                return;
            }
        }
        panic!("it does not end");
    }

    /// How a run ended.
    pub fn end(&self, run: RunId) -> Option<&End> {
        self.ends.iter().find(|(ended, _)| *ended == run).map(|(_, end)| end)
    }

    /// Whether it ended with the report that the same run gives in one go.
    pub fn is_reported(&self, run: RunId) -> bool {
        matches!(self.end(run), Some(End::Report(_)))
    }

    pub fn perform(&mut self) {
        while let Some(action) = self.pool.next_action() {
            self.act(action);
        }
        self.check();
    }

    fn act(&mut self, action: Action) {
        self.log.push(short(&action));
        match action {
            Action::StartWorker(worker) => {
                assert!(self.workers.insert(worker, Sim::default()).is_none());
            }
            Action::EndWorker(worker) => {
                self.workers.remove(&worker);
            }
            Action::Send { worker, request } => {
                let sim = self.workers.get_mut(&worker).expect("a worker that is there");
                assert!(sim.hears);
                sim.inbox.push_back(request.to_text());
            }
            Action::Cancel { worker, run } => {
                let sim = self.workers.get_mut(&worker).expect("a worker that is there");
                sim.inbox.push_back(cancel_text(run));
            }
            Action::RunHere(request) => assert_eq!(self.here.put(&request), None),
            Action::StopHere(run) => self.here.cancel(run),
            Action::Tell { run, update: RunUpdate::Progress(share) } => {
                let shares = self.shares.entry(run).or_default();
                assert!(share <= 1.0 && shares.last().is_none_or(|before| share > *before));
                shares.push(share);
            }
            Action::Tell { run, update: RunUpdate::Report(report) } => {
                if let Some(RunSpec { design, extent, .. }) = self.asked.get(&run) {
                    assert_eq!(*report, simulate(design, *extent));
                }
                self.ends.push((run, End::Report(report)));
            }
            Action::Tell { run, update: RunUpdate::Refused(why) } => {
                self.ends.push((run, End::Refused(why)));
            }
            Action::Forget(run) => self.ends.push((run, End::Dropped)),
        }
    }

    /// What holds at every moment.
    fn check(&self) {
        let mut ended: Vec<RunId> = self.ends.iter().map(|(run, _)| *run).collect();
        ended.sort_unstable();
        assert!(ended.windows(2).all(|pair| pair[0] != pair[1]), "a run ended twice");
        let counts = self.pool.counts();
        let open = counts.waiting + counts.at_workers + counts.here;
        assert_eq!(open, self.pool.jobs.len());
        assert!(open <= WorkerPool::MOST_RUNS);
        for (worker, sim) in &self.workers {
            let at = |priority| {
                self.pool.jobs.count(|job| {
                    job.place == Some(Place::Worker(*worker)) && job.priority == priority
                })
            };
            let held = Priority::ALL.map(at);
            assert!(held.iter().all(|count| *count <= 1), "{held:?}");
            let idle = sim.hears && held == [0, 0, 0];
            assert!(!idle || counts.waiting == 0, "worker {worker} is idle while a run waits");
        }
    }

    /// Every run that was asked for has ended once.
    pub fn check_all_ended(&self) {
        let counts = self.pool.counts();
        assert_eq!(counts, super::Counts::default(), "{:?}", self.log);
        for run in self.asked.keys() {
            assert!(self.end(*run).is_some(), "{run:?} is lost");
        }
    }

    /// What a worker hears next cannot be read: wholly, or but for the run that it is about. A message
    /// that cancels is left alone, for nobody awaits a reply to it.
    pub fn garble(&mut self, worker: usize, wholly: bool) {
        let sim = self.workers.get_mut(&worker);
        if let Some(next) = sim.and_then(|sim| sim.inbox.front_mut())
            && let Some((line, _)) = next.split_once('\n')
        {
            *next = if wholly { "what?".to_owned() } else { format!("{line}\n{{}}") };
        }
    }
}

/// An action in a few letters.
fn short(action: &Action) -> String {
    match action {
        Action::StartWorker(worker) => format!("start {worker}"),
        Action::EndWorker(worker) => format!("end {worker}"),
        Action::Send { worker, request } => format!("send {} to {worker}", request.id.0),
        Action::Cancel { worker, run } => format!("cancel {} at {worker}", run.0),
        Action::RunHere(request) => format!("here {}", request.id.0),
        Action::StopHere(run) => format!("stop {}", run.0),
        Action::Tell { run, update } => {
            let update = match update {
                RunUpdate::Progress(_) => "progress",
                RunUpdate::Report(_) => "report",
                RunUpdate::Refused(_) => "refused",
            };
            format!("{update} of {}", run.0)
        }
        Action::Forget(run) => format!("forget {}", run.0),
    }
}
