//! How requests arrive, and what customers do while they wait.

use super::entity::index;
use super::entity::{CompensationState, Effect, NONE, Request, Status, StepState};
use super::exponential::exponential;
use super::plan::{ArrivalsPlan, NEVER, Rate};
use super::random::Purpose;
use super::schedule::SimEvent;
use super::world::World;

/// The stream of the arrivals' random numbers: no step's, since steps' have their upper bits mixed.
const ARRIVALS: u64 = 0;

impl World {
    pub(super) fn begin_arrivals(&mut self) {
        let plan = self.plan.clone();
        match &plan.workload.arrivals {
            ArrivalsPlan::Poisson => {
                self.draw_ahead(0);
                self.schedule_next_arrival();
            }
            // Half a gap before the first: a minute at 20 a second is 1,200 requests, none at its edge.
            ArrivalsPlan::Constant => self.schedule_after(0.5),
            ArrivalsPlan::Closed { users, .. } => {
                self.arrivals.asked = vec![0; *users as usize];
                for user in 0..*users {
                    self.thinks(user);
                }
            }
        }
    }

    #[inline]
    pub(super) fn next_arrives(&mut self) {
        let number = self.arrivals.count;
        self.arrivals.count += 1;
        self.schedule_next_arrival();
        self.arrives(number, 0, NONE, NONE, None);
    }

    /// Exponential, or always one.
    #[cfg_attr(not(feature = "small"), inline(always))]
    fn schedule_next_arrival(&mut self) {
        let units = match self.plan.workload.arrivals {
            ArrivalsPlan::Poisson => self.arrivals.ahead,
            ArrivalsPlan::Constant => 1.0,
            ArrivalsPlan::Closed { .. } => return,
        };
        self.schedule_after(units);
        if matches!(self.plan.workload.arrivals, ArrivalsPlan::Poisson) {
            self.draw_ahead(self.arrivals.count + 1);
        }
    }

    #[inline]
    fn draw_ahead(&mut self, number: u32) {
        self.arrivals.ahead = exponential(self.random.arrival(number, &mut self.arrivals.other));
    }

    /// Schedules an arrival where the integral of the rate from now on has grown by `units`.
    #[cfg_attr(not(feature = "small"), inline(always))]
    fn schedule_after(&mut self, mut units: f64) {
        let workload = &self.plan.workload;
        let mut from = self.now;
        let segment = &mut self.arrivals.segment;
        loop {
            while workload.rates[*segment].until <= from {
                *segment += 1;
            }
            let Rate { until, gap, .. } = workload.rates[*segment];
            let needed = units * gap; // infinite where nothing arrives
            #[allow(clippy::cast_precision_loss)] // a scenario lasts less than 2^53 microseconds
            let there = (until - from) as f64;
            if needed <= there {
                let time = from.saturating_add(super::sampler::micros(needed));
                if time < workload.duration {
                    self.schedule.arrival_at(time);
                }
                return;
            }
            if until >= workload.duration {
                return;
            }
            units -= there / gap;
            from = until;
        }
    }

    fn thinks(&mut self, user: u32) {
        let plan = self.plan.clone();
        let ArrivalsPlan::Closed { think, .. } = &plan.workload.arrivals else { return };
        let asked = self.arrivals.asked[user as usize];
        let length = think.sample(self.random.draw(user, asked, Purpose::Think, ARRIVALS));
        let time = self.now.saturating_add(length);
        if time < plan.workload.duration {
            self.schedule.at(time, SimEvent::ThinkEnds, user);
        }
    }

    pub(super) fn think_ends(&mut self, user: u32) {
        // The n-th request of a user has the same number in every design, whoever else asked before.
        let users = index(self.arrivals.asked.len());
        let asked = &mut self.arrivals.asked[user as usize];
        let number = asked.wrapping_mul(users).wrapping_add(user);
        *asked += 1;
        self.arrives(number, 0, user, NONE, None);
    }

    /// A request is submitted; again, by a customer who came at this moment and counts or not.
    #[inline]
    fn arrives(
        &mut self,
        number: u32,
        submission: u32,
        user: u32,
        effects: u32,
        again: Option<(u64, bool)>,
    ) {
        let plan = &self.plan;
        let (steps, entry, patience) = (plan.steps.len(), plan.entry, plan.workload.patience);
        let plan_is_tolerant = plan.has_tolerance;
        let measured = (plan.workload.warm_up..plan.workload.duration).contains(&self.now);
        let (since, counted) = again.unwrap_or((self.now, measured));
        let is_new = counted && again.is_none();
        if is_new {
            self.tally.customer_arrived(self.now);
        }
        let request = index(self.requests.insert(Request {
            number,
            submission,
            user,
            arrived: self.now,
            since,
            counted,
            acknowledged: 0,
            pending: 0,
            left: index(steps),
            active: 0,
            messages: 0,
            references: 1,
            entry_job: NONE,
            succeeded: 0,
            effects,
            span: NONE,
            compensation_tries: 0,
            status: Status::Waiting,
            compensation: CompensationState::No,
            measured,
            degraded: false,
            abandoned: false,
            losses: 0,
            never: false,
            given_up: false,
            ended_by: NONE,
            late_no: NONE,
            completed: false,
            unanswerable: false,
        }));
        if self.plan.has_cancel {
            self.forgets_attempts(request);
        }
        let place = self.place(request, 0);
        if self.states.len() < place + steps {
            self.states.resize(place + steps, StepState::default());
        } else {
            self.states[place..place + steps].fill(StepState::default());
        }
        if plan_is_tolerant {
            self.ready.resize(self.states.len(), NEVER);
            self.ready[place..place + steps].fill(NEVER);
            self.first_worked.resize(self.states.len(), NEVER);
            self.first_worked[place..place + steps].fill(NEVER);
        }
        if !self.plan.choices.is_empty() {
            self.chooses(request);
            if is_new {
                self.of_branches(request, |branch| branch.arrived += 1);
            }
        }
        self.tally.offered();
        self.record_request(request);
        if patience != NEVER {
            self.requests[request as usize].references += 1;
            let time = self.now.saturating_add(patience);
            self.schedule.at(time, SimEvent::PatienceEnds, request);
        }
        match entry {
            None => self.taken(request),
            Some(service) => self.asks_entry(request, service),
        }
    }

    /// The customer gives up, and may submit the request again.
    pub(super) fn patience_ends(&mut self, request: u32) {
        let waiting = &mut self.requests[request as usize];
        if waiting.status == Status::Waiting {
            waiting.abandoned = true;
            let (number, submission, user) = (waiting.number, waiting.submission, waiting.user);
            let (since, counted) = (waiting.since, waiting.counted);
            self.tally.evidence.requests.abandoned += 1;
            if submission < self.plan.workload.resubmissions {
                let effects = self.share_effects(request);
                self.arrives(number, submission + 1, user, effects, Some((since, counted)));
            } else {
                if counted {
                    self.tally.customer_gave_up(self.now);
                }
                if user != NONE {
                    self.thinks(user);
                }
            }
        }
        self.release_request(request);
    }

    /// The row of effects that this request shares with its next submission.
    fn share_effects(&mut self, request: u32) -> u32 {
        let place = self.place(request, 0);
        let row = self.requests[request as usize].effects;
        let row = if row == NONE {
            let had = self.states[place..place + self.plan.steps.len()]
                .iter()
                .map(|state| u32::from(state.effect == Effect::Happened))
                .collect();
            let row = index(self.effects.insert((1, had)));
            self.requests[request as usize].effects = row;
            row
        } else {
            row
        };
        self.effects[row as usize].0 += 1;
        row
    }

    /// The answer, good or bad, has reached whoever asked.
    #[inline]
    pub(super) fn customer_answered(&mut self, request: u32) {
        let answered = &self.requests[request as usize];
        let (user, abandoned) = (answered.user, answered.abandoned);
        if user != NONE && !abandoned {
            self.thinks(user);
        }
    }

    /// Something that named a request is gone.
    #[cfg_attr(not(feature = "small"), inline(always))]
    pub(super) fn release_request(&mut self, request: u32) {
        let released = &mut self.requests[request as usize];
        released.references -= 1;
        if released.references == 0 {
            let row = released.effects;
            self.requests.remove(request as usize);
            if row != NONE {
                self.release_effects(row);
            }
        }
    }

    fn release_effects(&mut self, row: u32) {
        self.effects[row as usize].0 -= 1;
        if self.effects[row as usize].0 == 0 {
            self.effects.remove(row as usize);
        }
    }
}
