//! Jobs at a service: the queue, the worker, the work, and the answer.

use super::entity::{Because, Effect, Job, JobKind, JobState};
use super::plan::NEVER;
use super::random::Purpose;
use super::recording::Outcome;
use super::schedule::SimEvent;
use super::stats::causes::Cause;
use super::world::World;

impl World {
    pub(super) fn job_arrives(&mut self, job: u32) {
        self.arrives_at_service(job);
    }

    /// A call, a compensation or a request has reached the service that shall take it.
    #[cfg_attr(not(feature = "small"), inline(always))]
    pub(super) fn arrives_at_service(&mut self, job: u32) {
        self.turn += 1;
        let now = self.now;
        let arrived = &mut self.jobs[job as usize];
        arrived.arrived = now;
        arrived.turn = self.turn;
        let service = arrived.service;
        let pool = &mut self.pools[service];
        if pool.crashes > 0 {
            arrived.because.cause = Cause::Down;
            if pool.swallowing > 0 {
                self.vanishes(job);
            } else {
                self.refuses(job);
            }
        } else if pool.busy.get() < pool.capacity && pool.queue.is_empty() {
            self.record_arrival(job);
            self.begins(job);
        } else if pool.queue.len() >= self.plan.services[service].queue_limit {
            arrived.because.cause = Cause::QueueFull;
            self.tally.rejected(service);
            self.refuses(job);
        } else {
            pool.queue.push_back(job);
            pool.queued.rise(now);
            self.tally.queued(service, pool.queue.len());
            self.record_arrival(job);
            // Drawn while the job waits in the queue, so that nothing has to wait for the random numbers.
            let waits = &self.jobs[job as usize];
            if waits.kind != JobKind::Entry && waits.work == NEVER {
                self.jobs[job as usize].work = self.drawn_work(job);
            }
        }
    }

    /// How long the work on a job takes while nothing slows it down: a function of its address.
    #[cfg_attr(not(feature = "small"), inline(always))]
    fn drawn_work(&self, job: u32) -> u64 {
        let Job { kind, request, step, attempt, .. } = self.jobs[job as usize];
        let purpose = match kind {
            JobKind::Compensation => Purpose::CompensationWork,
            JobKind::Entry
            | JobKind::Call
            | JobKind::Local
            | JobKind::Delivery
            | JobKind::Question
            | JobKind::Notice => Purpose::Work,
        };
        let number = self.requests[request as usize].number;
        let address = self.address(request, attempt);
        let plan = &self.plan.steps[step];
        plan.sampler.sample(self.random.draw(number, address, purpose, plan.stream))
    }

    /// The service refuses a job at once.
    fn refuses(&mut self, job: u32) {
        let refused = &mut self.jobs[job as usize];
        refused.fails = true;
        refused.refused = true;
        refused.state = JobState::Over;
        match refused.kind {
            JobKind::Entry => {
                let (request, cause) = (refused.request, refused.because.cause);
                self.fail(request, Because::at_entry(cause));
            }
            JobKind::Call | JobKind::Local | JobKind::Delivery | JobKind::Compensation => {
                self.sends_answer(job);
            }
            JobKind::Question | JobKind::Notice => {
                self.record_heard(job, Outcome::Refused);
                self.release_job(job);
            }
        }
    }

    /// A message, or what a crashed service worked on, is lost: nothing of it comes back.
    pub(super) fn vanishes(&mut self, job: u32) {
        let lost = &mut self.jobs[job as usize];
        lost.state = JobState::Over;
        let (kind, request) = (lost.kind, lost.request);
        self.record_lost(job);
        match kind {
            JobKind::Entry => self.entry_lost(request, true),
            JobKind::Call | JobKind::Local => {
                self.requests[request as usize].active -= 1;
                self.compensate_if_due(request);
            }
            JobKind::Delivery | JobKind::Compensation | JobKind::Question | JobKind::Notice => {}
        }
        self.release_job(job);
    }

    /// A worker takes a job.
    #[cfg_attr(not(feature = "small"), inline(always))]
    pub(super) fn begins(&mut self, job: u32) {
        let now = self.now;
        let begun = &mut self.jobs[job as usize];
        begun.started = now;
        let (kind, request, step) = (begun.kind, begun.request, begun.step);
        let (service, wait) = (begun.service, now - begun.arrived);
        self.pools[service].busy.rise(now);
        self.record_start(job);
        if kind == JobKind::Entry {
            self.jobs[job as usize].state = JobState::Holding;
            self.taken(request);
            return;
        }
        let is_of_step =
            !matches!(kind, JobKind::Compensation | JobKind::Question | JobKind::Notice);
        if self.requests[request as usize].measured && is_of_step {
            self.tally.waited(step, wait);
        }
        self.works(job);
    }

    /// The worker that a job has begins to work on it.
    #[cfg_attr(not(feature = "small"), inline(always))]
    pub(super) fn works(&mut self, job: u32) {
        let now = self.now;
        let Job { kind, request, step, service, attempt, owner, work, .. } =
            self.jobs[job as usize];
        let mut length = if work == NEVER { self.drawn_work(job) } else { work };
        let plan = &self.plan.steps[step];
        let pool = &mut self.pools[service];
        pool.working.rise(now);
        #[allow(clippy::float_cmp)] // exactly one while no slowdown is there
        if pool.slowdown != 1.0 {
            #[allow(clippy::cast_precision_loss)] // far below 2^53 microseconds
            let slowed = length as f64 * pool.slowdown;
            let drawn = std::mem::replace(&mut length, super::sampler::micros(slowed));
            let is_measured = self.requests[request as usize].measured;
            if is_measured && matches!(kind, JobKind::Call | JobKind::Local | JobKind::Delivery) {
                self.tally.slowed(step, drawn, length);
            }
        }
        let mut fails = kind == JobKind::Delivery && self.messages[owner as usize].poisoned;
        let may_fail = plan.error_ratio > 0.0 || pool.error_ratio > 0.0;
        if may_fail && !matches!(kind, JobKind::Question | JobKind::Notice) {
            let ratio = 1.0 - (1.0 - plan.error_ratio) * (1.0 - pool.error_ratio);
            let purpose = match kind {
                JobKind::Compensation => Purpose::CompensationFailure,
                JobKind::Entry
                | JobKind::Call
                | JobKind::Local
                | JobKind::Delivery
                | JobKind::Question
                | JobKind::Notice => Purpose::Failure,
            };
            let number = self.requests[request as usize].number;
            let address = self.address(request, attempt);
            fails |= self.random.draw(number, address, purpose, plan.stream).uniform() < ratio;
        }
        let begun = &mut self.jobs[job as usize];
        begun.state = JobState::Working;
        begun.started = now;
        begun.fails = fails;
        self.schedule.at(now.saturating_add(length), SimEvent::WorkEnds, job);
    }

    pub(super) fn work_ends(&mut self, job: u32) {
        let now = self.now;
        let ended = &self.jobs[job as usize];
        if ended.state == JobState::Over {
            // Lost in a crash; only this entry of the schedule still named it.
            self.release_job(job);
            return;
        }
        let (kind, request, step) = (ended.kind, ended.request, ended.step);
        let (fails, orphan) = (ended.fails, ended.orphan);
        let length = now - ended.started;
        self.pools[ended.service].working.fall(now);
        if matches!(kind, JobKind::Compensation | JobKind::Question | JobKind::Notice) {
            self.record_worked(job);
            self.concludes(job, !fails);
            return;
        }
        if self.requests[request as usize].measured {
            self.tally.worked(step, length);
        }
        self.record_worked(job);
        if fails {
            self.concludes(job, false);
            return;
        }
        if !self.plan.has_decline || !self.declines(request, step) {
            self.takes_effect(job);
        } else if self.answers_no(job) {
            self.concludes(job, true);
            return;
        }
        if orphan || !self.may_go_on(request, step) {
            // Nobody wants the result: what it would have made ready does not begin.
            self.concludes(job, true);
            return;
        }
        if !self.plan.steps[step].calls.is_empty() {
            self.calls_what_it_needs(job);
            return;
        }
        self.state(request, step).worked = true;
        self.publishes_what_follows(job);
    }

    /// The worker makes the calls that its step makes during its work, and waits until they have ended.
    fn calls_what_it_needs(&mut self, job: u32) {
        let plan = self.plan.clone();
        let (request, step) = (self.jobs[job as usize].request, self.jobs[job as usize].step);
        self.jobs[job as usize].state = JobState::Calling;
        for &call in &plan.steps[step].calls {
            if self.call_ready(request, call) {
                self.new_call(request, call, job);
            }
        }
        self.jobs[job as usize].state = JobState::Holding;
        self.part_ended(job);
    }

    /// All that a step calls during its work has ended, and so has the step: events behind it are published.
    fn has_called(&mut self, job: u32) {
        let ended = &mut self.jobs[job as usize];
        ended.has_called = true;
        let (request, step, orphan) = (ended.request, ended.step, ended.orphan);
        if orphan || !self.may_go_on(request, step) {
            self.concludes(job, true);
            return;
        }
        self.state(request, step).worked = true;
        self.publishes_what_follows(job);
    }

    /// The effect of a step happens; a second time it is repeated, unless somebody sees to it.
    #[cfg_attr(not(feature = "small"), inline(always))]
    pub(super) fn takes_effect(&mut self, job: u32) {
        let of = &self.jobs[job as usize];
        let (kind, request, step) = (of.kind, of.request, of.step);
        let place = self.place(request, step);
        let state = &mut self.states[place];
        let plan = &self.plan.steps[step];
        let owner = &mut self.requests[request as usize];
        if state.effect == Effect::Happened {
            let prevented = match kind {
                JobKind::Delivery => plan.deduplicate,
                JobKind::Call
                | JobKind::Local
                | JobKind::Entry
                | JobKind::Compensation
                | JobKind::Question
                | JobKind::Notice => plan.idempotent,
            };
            if !prevented {
                self.tally.repeated(step, kind == JobKind::Delivery);
                self.record_repeated(job);
            }
            return;
        }
        state.effect = Effect::Happened;
        owner.succeeded += 1;
        state.rank = owner.succeeded;
        if let Some((_, row)) = self.effects.get_mut(owner.effects as usize) {
            let is_repeated = row[step] > 0;
            row[step] += 1;
            if is_repeated {
                self.tally.repeated(step, kind == JobKind::Delivery);
                self.record_repeated(job);
            }
        }
        self.is_there(request, step);
    }

    /// The worker calls what its step made ready, and waits for the answers; without any it is done.
    #[cfg_attr(not(feature = "small"), inline(always))]
    pub(super) fn goes_on(&mut self, job: u32) {
        let (kind, request, step) = {
            let job = &self.jobs[job as usize];
            (job.kind, job.request, job.step)
        };
        let calls_itself = kind == JobKind::Delivery || self.plan.chained;
        if !calls_itself || self.plan.steps[step].next_calls.is_empty() {
            if kind == JobKind::Delivery {
                self.state(request, step).answered = true;
            }
            self.concludes(job, true);
            return;
        }
        if kind == JobKind::Delivery {
            self.state(request, step).answered = true;
        }
        self.jobs[job as usize].state = JobState::Calling;
        self.calls_what_follows(request, step, job);
        self.jobs[job as usize].state = JobState::Holding;
        self.part_ended(job);
    }

    /// Something that a worker waited for has ended.
    pub(super) fn part_ended(&mut self, job: u32) {
        let waiting = &self.jobs[job as usize];
        let idle = !waiting.lends && waiting.local.as_ref().is_none_or(|local| local.is_empty());
        if waiting.kind == JobKind::Entry || waiting.state != JobState::Holding || !idle {
            return;
        }
        let request = waiting.request;
        if waiting.child_failed || waiting.says_no {
            let well = !waiting.child_failed;
            self.concludes(job, well);
            if self.plan.has_cancel {
                self.takes_back_what_nobody_awaits(request);
            }
        } else if waiting.pending == 0 {
            let calls = self.plan.has_callers && !waiting.has_called;
            if calls && !self.plan.steps[waiting.step].calls.is_empty() {
                self.has_called(job);
            } else {
                self.concludes(job, true);
            }
        }
    }

    /// The job is over: its worker is free, and its result goes to whoever waits for it.
    #[inline]
    pub(super) fn concludes(&mut self, job: u32, success: bool) {
        let over = &mut self.jobs[job as usize];
        over.fails = !success;
        match over.kind {
            JobKind::Entry => {}
            JobKind::Call | JobKind::Compensation => {
                self.frees_worker(job);
                self.sends_answer(job);
            }
            JobKind::Question => {
                self.record_heard(job, Outcome::Succeeded);
                self.frees_worker(job);
                self.release_job(job);
            }
            JobKind::Notice => self.hears_notice(job),
            JobKind::Local => self.local_ended(job),
            JobKind::Delivery => {
                self.jobs[job as usize].state = JobState::Over;
                let service = self.jobs[job as usize].service;
                self.pools[service].busy.fall(self.now);
                self.record_release(job);
                self.settles(job, success);
                self.takes_next(service);
            }
        }
    }

    /// A worker is free again, and takes what came first of what waits.
    #[cfg_attr(not(feature = "small"), inline(always))]
    pub(super) fn frees_worker(&mut self, job: u32) {
        let freed = &mut self.jobs[job as usize];
        freed.state = JobState::Over;
        let service = freed.service;
        self.pools[service].busy.fall(self.now);
        self.record_release(job);
        self.takes_next(service);
    }

    /// Free workers take what came first: calls from the queue and events from topics alike.
    #[cfg_attr(not(feature = "small"), inline(always))]
    pub(super) fn takes_next(&mut self, service: usize) {
        loop {
            let pool = &mut self.pools[service];
            if pool.crashes > 0 || pool.busy.get() >= pool.capacity {
                return;
            }
            if self.plan.services[service].reads {
                if self.plan.services[service].conducts && self.takes_notice(service) {
                    continue;
                }
                let pool = &self.pools[service];
                let queued = pool.queue.front().map(|&job| self.jobs[job as usize].turn);
                if let Some((step, turn)) = self.first_message(service)
                    && queued.is_none_or(|queued| turn < queued)
                {
                    self.takes_message(step);
                    continue;
                }
            }
            let pool = &mut self.pools[service];
            let Some(job) = pool.queue.pop_front() else { return };
            pool.queued.fall(self.now);
            self.begins(job);
        }
    }

    #[cfg_attr(not(feature = "small"), inline(always))]
    fn sends_answer(&mut self, job: u32) {
        self.record_answer_left(job);
        if self.partitioned && self.is_partitioned(self.asker(job), self.jobs[job as usize].service)
        {
            let cut_off = &mut self.jobs[job as usize];
            cut_off.because = Because::of(cut_off.step, Cause::CutOff);
            self.vanishes(job);
        } else if self.plan.one_way == 0 {
            self.answer_arrives(job);
        } else {
            let time = self.now.saturating_add(self.plan.one_way);
            self.schedule.at(time, SimEvent::AnswerArrives, job);
        }
    }

    /// The service that waits for the answer to a job, if one still does.
    fn asker(&self, job: u32) -> Option<usize> {
        let job = &self.jobs[job as usize];
        if job.kind != JobKind::Call || job.orphan {
            return None;
        }
        self.caller_service(self.calls.get(job.owner as usize)?.caller)
    }

    /// Something that named a job is gone.
    #[cfg_attr(not(feature = "small"), inline(always))]
    pub(super) fn release_job(&mut self, job: u32) {
        let released = &mut self.jobs[job as usize];
        released.references -= 1;
        if released.references == 0 {
            let request = released.request;
            self.jobs.remove(job as usize);
            self.release_request(request);
        }
    }
}
