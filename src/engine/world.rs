//! One replication while it runs: the clock, the schedule, and everything that exists.
//!
//! [`World`] owns the simulated world, and nothing outside of it changes it. What happens is taken
//! from the schedule in order of time (equal times in order of insertion) and handed to the method
//! for it; these methods stand in the files named after their subject: `arrival`, `request`, `call`,
//! `job`, `messaging`, `choice`, `workflow`, `decline`, `compensation`, `status`, `faults`, `replicas`. A message that takes no
//! time arrives as part of what sent it, without a place in the schedule.

use std::collections::VecDeque;
use std::rc::Rc;

use slab::Slab;

use super::entity::{
    Arrivals, Asking, BreakerState, Call, CallerState, Effect, EntryPublication, Job, Kept,
    Message, NONE, Notice, Pool, Request, StepState,
};
use super::plan::{NEVER, Plan};
use super::random::RandomSource;
use super::recorder::Recorder;
use super::schedule::{Schedule, SimEvent};
use super::stats::tally::Tally;
use super::stats::time_average::TimeAverage;
use super::topic::Topic;

/// More requests under way than this end a replication: the design cannot keep up, and memory is finite.
const MOST_UNDER_WAY: usize = 1 << 20;

/// One replication of a plan.
pub(super) struct World {
    pub(super) plan: Rc<Plan>,
    pub(super) random: RandomSource,
    pub(super) now: u64,
    pub(super) schedule: Schedule,
    pub(super) arrivals: Arrivals,
    pub(super) requests: Slab<Request>,
    /// By request, then by step.
    pub(super) states: Vec<StepState>,
    /// The same: when each was first asked for; `NEVER` before, and kept of steps alone that have a
    /// tolerance.
    pub(super) ready: Vec<u64>,
    /// The same: when the own work of a delivery first ended, until it is known what comes of its event.
    pub(super) first_worked: Vec<u64>,
    /// By request, then by choice: the branch that is taken, or `NOT_COME_TO`.
    pub(super) taken: Vec<u8>,
    pub(super) calls: Slab<Call>,
    /// By call, of those that have one: when it is given up with all its attempts.
    pub(super) deadlines: Vec<u64>,
    pub(super) jobs: Slab<Job>,
    /// By request: the attempts that leave the queue once whoever made them has gone.
    pub(super) sent: Vec<Vec<u32>>,
    pub(super) messages: Slab<Message>,
    pub(super) entry_publications: Slab<EntryPublication>,
    pub(super) askings: Slab<Asking>,
    pub(super) notices: Slab<Notice>,
    /// Notices that the conductor has not taken up.
    pub(super) inbox: VecDeque<u32>,
    /// Notices that wait for the broker to come back.
    pub(super) held_notices: Vec<u32>,
    /// Which steps of one order, over all its submissions, have had their effect how often.
    pub(super) effects: Slab<(u32, Vec<u32>)>,
    pub(super) pools: Vec<Pool>,
    /// By step; unused for steps that are called.
    pub(super) topics: Vec<Topic>,
    /// By step: what a topic that is replayed keeps, and its dead letters.
    pub(super) kept: Vec<Vec<Kept>>,
    pub(super) dead_letters: Vec<Vec<Kept>>,
    /// By step.
    pub(super) callers: Vec<CallerState>,
    /// Messages that wait for the broker to come back.
    pub(super) outbox: Vec<u32>,
    /// By service, and one more for nobody: when what waited for the broker has left its outbox.
    pub(super) outboxes_leave: Vec<u64>,
    pub(super) broker_away: u32,
    /// By harm: whether it is there.
    pub(super) harms: Vec<bool>,
    pub(super) partitioned: bool,
    /// Arrivals at services and topics so far: who came first is served first.
    pub(super) turn: u64,
    pub(super) tally: Tally,
    pub(super) recorder: Option<Box<Recorder>>,
    pub(super) happened: u64,
    event_budget: u64,
    pub(super) exhausted: bool,
}

/// What a replication leaves behind.
pub(super) struct Remains {
    pub tally: Tally,
    pub recorder: Option<Box<Recorder>>,
}

impl World {
    pub(super) fn new(
        plan: Rc<Plan>,
        replication: u32,
        event_budget: u64,
        tally: Tally,
        recorder: Option<Box<Recorder>>,
    ) -> Self {
        let workload = &plan.workload;
        let average = TimeAverage::new(workload.warm_up, workload.duration);
        let pools = (plan.services.iter())
            .map(|service| {
                let replicas = service.replicas.map_or(1, |replicas| replicas.min);
                let mut pool = Pool {
                    capacity: service.workers.saturating_mul(replicas),
                    busy: average,
                    working: average,
                    queued: average,
                    queue: VecDeque::new(),
                    crashes: 0,
                    swallowing: 0,
                    slowdown: 1.0,
                    error_ratio: 0.0,
                    replicas,
                    starting: 0,
                    offered: average,
                };
                pool.offered.set(0, pool.capacity);
                pool
            })
            .collect();
        let callers = CallerState {
            breaker: BreakerState::Closed { failures: 0 },
            half_openings: 0,
            under_way: 0,
            first_attempts: 0,
            retries: 0,
        };
        let mut world = Self {
            random: RandomSource::new(plan.seed, replication),
            now: 0,
            schedule: Schedule::default(),
            arrivals: Arrivals::default(),
            requests: Slab::new(),
            states: Vec::new(),
            ready: Vec::new(),
            first_worked: Vec::new(),
            calls: Slab::new(),
            deadlines: Vec::new(),
            jobs: Slab::new(),
            sent: Vec::new(),
            messages: Slab::new(),
            entry_publications: Slab::new(),
            askings: Slab::new(),
            notices: Slab::new(),
            inbox: VecDeque::new(),
            held_notices: Vec::new(),
            taken: Vec::new(),
            effects: Slab::new(),
            pools,
            topics: (plan.steps.iter())
                // Nobody consumes before the consumer joins.
                .map(|of| Topic::new(of.partitions, if of.joins > 0 { 0 } else { of.consumers }))
                .collect(),
            kept: vec![Vec::new(); plan.steps.len()],
            dead_letters: vec![Vec::new(); plan.steps.len()],
            callers: vec![callers; plan.steps.len()],
            outbox: Vec::new(),
            outboxes_leave: vec![0; plan.services.len() + 1],
            broker_away: 0,
            harms: vec![false; plan.harms.len()],
            partitioned: false,
            turn: 0,
            tally,
            recorder,
            happened: 0,
            event_budget,
            exhausted: false,
            plan,
        };
        world.schedule_harms();
        world.schedule_load_checks();
        world.schedule_joins();
        world.begin_arrivals();
        world
    }

    /// Lets at most so many things happen; whether the replication is over.
    pub(super) fn advance(&mut self, most: u64) -> bool {
        for _ in 0..most {
            if !self.step() {
                return true;
            }
        }
        false
    }

    /// Lets the next thing happen; `false` when nothing is left to happen in time.
    #[inline]
    fn step(&mut self) -> bool {
        let Some((time, kind, subject)) = self.schedule.next() else { return false };
        if time > self.plan.workload.end {
            return false;
        }
        debug_assert!(time >= self.now, "time never goes back");
        if self.happened >= self.event_budget || self.requests.len() > MOST_UNDER_WAY {
            self.exhausted = true;
            return false;
        }
        self.now = time;
        self.happened += 1;
        match kind {
            SimEvent::Arrives => self.next_arrives(),
            SimEvent::ThinkEnds => self.think_ends(subject),
            SimEvent::JobArrives => self.job_arrives(subject),
            SimEvent::WorkEnds => self.work_ends(subject),
            SimEvent::PublicationEnds => self.publication_ends(subject),
            SimEvent::EntryPublicationEnds => self.entry_publication_ends(subject),
            SimEvent::AnswerArrives => self.answer_arrives(subject),
            SimEvent::TimeoutEnds => self.timeout_ends(subject),
            SimEvent::TakenBack => self.taken_back(subject),
            SimEvent::BackoffEnds => self.backoff_ends(subject),
            SimEvent::Relays => self.relays(subject),
            SimEvent::IsVisible => self.is_visible(subject),
            SimEvent::Joins => self.joins(subject as usize),
            SimEvent::MessageArrives => self.message_arrives(subject),
            SimEvent::PatienceEnds => self.patience_ends(subject),
            SimEvent::Compensates => self.compensates(subject),
            SimEvent::Asks => self.asks(subject),
            SimEvent::NoticeLeaves => self.notice_leaves(subject),
            SimEvent::NoticeArrives => self.notice_arrives(subject),
            SimEvent::LoadChecked => self.load_checked(subject as usize),
            SimEvent::ReplicaStarts => self.replica_starts(subject as usize),
            SimEvent::HarmBegins => self.harm_begins(subject as usize),
            SimEvent::HarmEnds => self.harm_ends(subject as usize),
        }
        #[cfg(debug_assertions)]
        self.check_invariants();
        true
    }

    /// Closes the replication: what is still under way stays so in the books.
    pub(super) fn finish(mut self) -> Remains {
        self.close_tally();
        if let Some(recorder) = &mut self.recorder {
            recorder.finish(self.now);
        }
        Remains { tally: self.tally, recorder: self.recorder }
    }

    /// Where a request's state of a step lies.
    #[inline]
    pub(super) fn place(&self, request: u32, step: usize) -> usize {
        request as usize * self.plan.steps.len() + step
    }

    #[inline]
    pub(super) fn state(&mut self, request: u32, step: usize) -> &mut StepState {
        let place = self.place(request, step);
        &mut self.states[place]
    }

    /// A step is asked for: called, or its event stored or published. From the first time on its
    /// tolerance runs.
    #[cfg_attr(not(feature = "small"), inline(always))]
    pub(super) fn asks_for(&mut self, request: u32, step: usize) {
        if !self.plan.has_tolerance || self.plan.steps[step].tolerance == NEVER {
            return;
        }
        let place = self.place(request, step);
        if self.ready[place] == NEVER {
            self.ready[place] = self.now;
            self.tally.ready(step, self.requests[request as usize].measured);
        }
    }

    /// The own work of a step has ended well, for the first time: a call is there with it, a delivery once its
    /// event is consumed.
    #[cfg_attr(not(feature = "small"), inline(always))]
    pub(super) fn is_there(&mut self, request: u32, step: usize) {
        if !self.plan.has_tolerance || self.plan.steps[step].tolerance == NEVER {
            return;
        }
        if self.plan.steps[step].event {
            let place = self.place(request, step);
            self.first_worked[place] = self.now;
        } else {
            self.was_there(request, step, self.now);
        }
    }

    /// An event is consumed: its step has been there since its own work first ended.
    pub(super) fn was_consumed(&mut self, request: u32, step: usize) {
        if self.plan.steps[step].tolerance != NEVER {
            let place = self.place(request, step);
            let at = std::mem::replace(&mut self.first_worked[place], NEVER);
            self.was_there(request, step, at.min(self.now));
        }
    }

    fn was_there(&mut self, request: u32, step: usize, at: u64) {
        let since = self.ready[self.place(request, step)];
        if since != NEVER && self.requests[request as usize].measured {
            let time = at - since;
            self.tally.is_there(step, time, time <= self.plan.steps[step].tolerance);
        }
    }

    /// A step that was asked for will not be tried any more, since a no made it needless: how long it
    /// took is not held against it.
    pub(super) fn needs_no_more(&mut self, request: u32, step: usize) {
        if self.plan.steps[step].tolerance == NEVER {
            return;
        }
        let (place, is_there) = (self.place(request, step), self.is_worked_on(request, step));
        if self.ready[place] != NEVER && !is_there {
            self.ready[place] = NEVER;
            self.tally.not_ready(step, self.requests[request as usize].measured);
        }
    }

    /// Whether the own work of a step has ended, with its effect or with a no.
    fn is_worked_on(&self, request: u32, step: usize) -> bool {
        self.states[self.place(request, step)].effect != Effect::None
    }

    /// What holds of every world at every instant; debug builds check it after everything that happens.
    #[cfg(debug_assertions)]
    fn check_invariants(&self) {
        self.tally.check_books();
        for (pool, service) in self.pools.iter().zip(&self.plan.services) {
            assert!(
                pool.capacity == super::plan::NO_LIMIT || pool.busy.get() <= pool.capacity,
                "no worker pool exceeds its size"
            );
            assert!(pool.working.get() <= pool.busy.get(), "only taken workers work");
            assert!(pool.queue.len() <= service.queue_limit, "no queue exceeds its limit");
            assert!(
                pool.crashes > 0 || pool.queue.is_empty() || pool.busy.get() >= pool.capacity,
                "no call waits while a worker is free"
            );
        }
        for step in 0..self.plan.steps.len() {
            assert!(
                self.topics[step].working <= self.plan.steps[step].consumers,
                "no topic exceeds its consumers"
            );
        }
    }

    /// The service that stands for a caller in the picture and in partitions.
    #[inline]
    pub(super) fn caller_service(&self, caller: u32) -> Option<usize> {
        match caller {
            super::entity::ENTRY => self.plan.entry,
            super::entity::NOBODY | NONE => None,
            job => self.jobs.get(job as usize).map(|job| job.service),
        }
    }

    /// Whether messages between two services vanish.
    pub(super) fn is_partitioned(&self, one: Option<usize>, other: usize) -> bool {
        use super::harm::PlannedHarm;
        let Some(one) = one else { return false };
        self.partitioned
            && self.plan.harms.iter().zip(&self.harms).any(|(harm, &there)| {
                matches!(harm.what, PlannedHarm::Cut { between }
                    if there && (between == (one, other) || between == (other, one)))
            })
    }

    /// Writes what the pools and topics hold at the end of a replication into the tally.
    fn close_tally(&mut self) {
        let now = self.now;
        for (service, pool) in self.pools.iter().enumerate() {
            let tally = &mut self.tally.evidence.services[service];
            tally.busy += pool.busy.area();
            tally.working += pool.working.area();
            tally.queued += pool.queued.area();
            if pool.capacity != super::plan::NO_LIMIT {
                tally.offered += pool.offered.area();
            }
            tally.replicas_max = tally.replicas_max.max(pool.replicas);
        }
        for (step, topic) in self.topics.iter().enumerate() {
            let tally = &mut self.tally.evidence.topics[step];
            tally.max_backlog = tally.max_backlog.max(topic.peak);
            for message in topic.fronts() {
                let age = now - self.messages[message as usize].first_arrived;
                tally.max_lag = tally.max_lag.max(age);
            }
            debug_assert!(
                topic.working == 0
                    || tally.pending() > 0
                    || self.plan.steps[step].visibility != NEVER,
                "what is being worked on is still pending"
            );
        }
        if self.plan.retention != NEVER {
            self.loses_what_was_not_kept();
        }
        self.tally.close_replication(now, self.happened, self.exhausted);
    }
}
