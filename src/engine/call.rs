//! Calls: attempts, what refuses them, time-outs, retries, and what their end means for the caller.

use super::entity::index;
use super::entity::{Because, Call, ENTRY, Ended, Heard, JobKind, JobState, NOBODY, NONE, Status};
use super::plan::NEVER;
use super::random::Purpose;
use super::recording::Outcome;
use super::schedule::SimEvent;
use super::stats::causes::Cause;
use super::world::World;

/// Retries that a retry budget always allows, so that light traffic is not starved of them.
const RETRY_RESERVE: f64 = 10.0;

impl World {
    /// Whether a called step can begin: all before it have ended, and it has not been answered.
    #[cfg_attr(not(feature = "small"), inline(always))]
    pub(super) fn call_ready(&mut self, request: u32, step: usize) -> bool {
        let first = self.place(request, 0);
        let states = &self.states[first..];
        let plan = &self.plan.steps[step];
        !states[step].answered
            && !states[step].skipped
            && plan.predecessors.iter().all(|&before| {
                states[before].skipped
                    || states[before].answered
                    // In a chain the callee itself goes on, without waiting for its answer to arrive.
                    || (self.plan.chained && states[before].worked)
            })
    }

    /// Whether a step may still begin: behind the line unless one has answered no that matters, before it
    /// only while the request can be answered well.
    #[inline]
    pub(super) fn may_go_on(&self, request: u32, step: usize) -> bool {
        let request = &self.requests[request as usize];
        if self.plan.steps[step].foreground {
            !matches!(request.status, Status::Failed | Status::Declined) && !request.unanswerable
        } else {
            request.status != Status::Declined && request.late_no == NONE
        }
    }

    /// A caller wants a step performed.
    #[inline]
    pub(super) fn new_call(&mut self, request: u32, step: usize, caller: u32) {
        if !self.may_go_on(request, step) {
            return;
        }
        let asking = &mut self.requests[request as usize];
        asking.references += 1;
        match caller {
            ENTRY => asking.pending += 1,
            NOBODY => {}
            job => {
                let job = &mut self.jobs[job as usize];
                job.pending += 1;
                job.references += 1;
            }
        }
        self.callers[step].first_attempts += 1;
        self.asks_for(request, step);
        let because = Because::of(step, Cause::Error);
        let call = index(self.calls.insert(Call { request, step, because, caller, tries: 0 }));
        if self.plan.has_limits {
            self.sets_deadline(call, step);
        }
        self.attempt(call);
    }

    #[cfg_attr(not(feature = "small"), inline(always))]
    fn attempt(&mut self, call: u32) {
        let Call { request, step, caller, tries, .. } = self.calls[call as usize];
        self.calls[call as usize].tries += 1;
        let service = self.plan.steps[step].service;
        let state = self.state(request, step);
        let attempt = state.attempts;
        state.attempts += 1;
        self.tally.called(step, tries > 0, self.requests[request as usize].counted);
        if tries > 0 && self.plan.chained {
            self.forgets_what_follows(request, step);
        } else if tries > 0 && self.plan.has_callers {
            self.forgets_what_it_calls(request, step);
        }
        if let Some(host) = self.holder(request, caller, service) {
            self.attempt_locally(call, host, attempt);
            return;
        }
        let probe = match self.admits(step) {
            Ok(probe) => probe,
            Err(cause) => {
                self.tally.refused(step);
                self.tally.attempt_failed(step);
                self.record_refusal(request, step, attempt, caller);
                self.calls[call as usize].because = Because::of(step, cause);
                self.attempt_failed(call);
                return;
            }
        };
        let job = self.new_job(JobKind::Call, request, step, service, call);
        let from = self.caller_service(caller);
        let sent = &mut self.jobs[job as usize];
        sent.attempt = attempt;
        sent.probe = probe;
        self.requests[request as usize].active += 1;
        self.callers[step].under_way += 1;
        self.record_job(job, from);
        self.sends(job, from);
    }

    /// Puts a job on the network to its service, with its timer.
    #[cfg_attr(not(feature = "small"), inline(always))]
    pub(super) fn sends(&mut self, job: u32, from: Option<usize>) {
        let sent = &mut self.jobs[job as usize];
        let (step, service) = (sent.step, sent.service);
        let plan = &self.plan.steps[step];
        if plan.is_limited {
            self.sends_within_limits(job);
        } else if plan.timeout != NEVER {
            sent.references += 1;
            self.schedule.at(self.now.saturating_add(plan.timeout), SimEvent::TimeoutEnds, job);
        }
        if self.is_partitioned(from, service) {
            self.jobs[job as usize].because.cause = Cause::CutOff;
            self.vanishes(job);
        } else if self.plan.one_way == 0 {
            self.arrives_at_service(job);
        } else {
            let time = self.now.saturating_add(self.plan.one_way);
            self.schedule.at(time, SimEvent::JobArrives, job);
        }
    }

    /// The nearest waiting worker of the service that this request already holds.
    #[inline]
    fn holder(&self, request: u32, mut caller: u32, service: usize) -> Option<u32> {
        loop {
            let job = match caller {
                ENTRY => self.requests[request as usize].entry_job,
                job => job,
            };
            // Neither nobody nor a missing entry is a job.
            let held = self.jobs.get(job as usize)?;
            if held.state == JobState::Over || held.child_failed || held.says_no {
                return None;
            }
            if held.service == service {
                return Some(job);
            }
            if held.orphan {
                return None;
            }
            caller = match held.kind {
                JobKind::Call | JobKind::Local => self.calls.get(held.owner as usize)?.caller,
                JobKind::Entry
                | JobKind::Delivery
                | JobKind::Compensation
                | JobKind::Question
                | JobKind::Notice => return None,
            };
        }
    }

    fn attempt_locally(&mut self, call: u32, host: u32, attempt: u32) {
        let Call { request, step, .. } = self.calls[call as usize];
        let service = self.jobs[host as usize].service;
        let job = self.new_job(JobKind::Local, request, step, service, call);
        let local = &mut self.jobs[job as usize];
        local.attempt = attempt;
        local.host = host;
        self.requests[request as usize].active += 1;
        self.record_job(job, Some(service));
        let host_job = &mut self.jobs[host as usize];
        host_job.references += 1;
        host_job.local.get_or_insert_default().push_back(job);
        self.run_local(host);
    }

    /// The pause after a failed attempt is over.
    pub(super) fn backoff_ends(&mut self, call: u32) {
        let Call { request, step, .. } = self.calls[call as usize];
        if self.plan.has_cancel && self.plan.steps[step].cancel && self.has_gone(call) {
            // Whoever would have heard of it has gone meanwhile.
            self.call_left(call);
        } else if self.may_go_on(request, step) {
            self.attempt(call);
        } else {
            self.call_failed(call);
        }
    }

    /// The caller gives up waiting for an attempt; the attempt goes on without anybody to answer to.
    pub(super) fn timeout_ends(&mut self, job: u32) {
        let late = &mut self.jobs[job as usize];
        if !late.settled {
            late.settled = true;
            late.orphan = true;
            let (kind, request, step) = (late.kind, late.request, late.step);
            let (call, probe) = (late.owner, late.probe);
            // What vanished has its cause; of all else nothing was heard in time.
            let because = match late.because {
                vanished @ Because { step: of, cause: Cause::Down | Cause::CutOff }
                    if of as usize == step && late.state == JobState::Over =>
                {
                    vanished
                }
                _ => Because::of(step, Cause::TimedOut),
            };
            if self.plan.has_cancel {
                self.takes_back(job);
            }
            match kind {
                JobKind::Call => {
                    self.callers[step].under_way -= 1;
                    self.reports(step, probe, false);
                    self.tally.timed_out(step);
                    self.tally.attempt_failed(step);
                    self.record_heard(job, Outcome::TimedOut);
                    self.calls[call as usize].because = because;
                    if because.cause == Cause::TimedOut && self.deadline_of(call, step) <= self.now
                    {
                        self.calls[call as usize].because.cause = Cause::Deadline;
                    }
                    self.attempt_failed(call);
                }
                JobKind::Compensation => {
                    self.record_heard(job, Outcome::TimedOut);
                    self.compensation_failed(request);
                }
                JobKind::Entry
                | JobKind::Local
                | JobKind::Delivery
                | JobKind::Question
                | JobKind::Notice => {}
            }
        }
        self.release_job(job);
    }

    /// The answer to an attempt has reached its caller.
    #[cfg_attr(not(feature = "small"), inline(always))]
    pub(super) fn answer_arrives(&mut self, job: u32) {
        let answered = &mut self.jobs[job as usize];
        let (kind, request, step) = (answered.kind, answered.request, answered.step);
        let (call, fails, refused) = (answered.owner, answered.fails, answered.refused);
        let (settled, probe) = (answered.settled, answered.probe);
        answered.settled = true;
        if kind == JobKind::Compensation {
            if !settled {
                self.compensation_answered(job);
            }
            self.release_job(job);
            return;
        }
        self.requests[request as usize].active -= 1;
        if settled {
            self.compensate_if_due(request);
            self.release_job(job);
            return;
        }
        self.callers[step].under_way -= 1;
        self.reports(step, probe, !fails);
        if refused {
            self.tally.refused(step);
        }
        self.record_ended(job);
        let heard = self.heard(job);
        self.release_job(job);
        self.result(call, heard);
    }

    /// What whoever waits for a job hears of it.
    #[inline]
    pub(super) fn heard(&self, job: u32) -> Heard {
        let job = &self.jobs[job as usize];
        match (job.fails, job.says_no, job.declined) {
            (true, ..) => Heard::Failed(job.because),
            (false, true, is_own) => Heard::No { of: job.because.step, is_own },
            (false, false, true) => Heard::DeclinedOptional,
            (false, false, false) => Heard::Done,
        }
    }

    /// The same for the recording.
    pub(super) fn outcome(&self, job: u32) -> Outcome {
        match self.heard(job) {
            Heard::Done => Outcome::Succeeded,
            Heard::DeclinedOptional | Heard::No { .. } => Outcome::Declined,
            Heard::Failed(_) if self.jobs[job as usize].refused => Outcome::Refused,
            Heard::Failed(_) => Outcome::Failed,
        }
    }

    /// An attempt has ended, and its caller knows how.
    #[cfg_attr(not(feature = "small"), inline(always))]
    pub(super) fn result(&mut self, call: u32, heard: Heard) {
        let Heard::Failed(because) = heard else {
            self.call_answered(call, heard);
            return;
        };
        self.calls[call as usize].because = because;
        let Call { request, step, .. } = self.calls[call as usize];
        self.requests[request as usize].references += 1;
        self.tally.attempt_failed(step);
        self.attempt_failed(call);
        self.compensate_if_due(request);
        self.release_request(request);
    }

    fn attempt_failed(&mut self, call: u32) {
        let Call { request, step, tries, .. } = self.calls[call as usize];
        let plan = &self.plan.steps[step];
        let callers = &mut self.callers[step];
        #[allow(clippy::cast_precision_loss)] // fewer than 2^53 attempts
        let in_budget = plan.retry_budget.is_none_or(|ratio| {
            (callers.retries as f64) < RETRY_RESERVE + ratio * callers.first_attempts as f64
        });
        if tries > plan.retries || !in_budget || !self.may_go_on(request, step) {
            self.call_failed(call);
            return;
        }
        let pause_ends = self.now.saturating_add(self.backoff(request, step, tries));
        if pause_ends >= self.deadline_of(call, step) {
            self.call_failed(call);
            return;
        }
        self.callers[step].retries += 1;
        self.schedule.at(pause_ends, SimEvent::BackoffEnds, call);
    }

    /// The pause after the n-th attempt: doubling, with full jitter where the policy asks for it.
    fn backoff(&self, request: u32, step: usize, tries: u32) -> u64 {
        let plan = &self.plan.steps[step];
        let pause = doubled(plan.backoff, tries).min(plan.backoff_max);
        if !plan.jitter {
            return pause;
        }
        let number = self.requests[request as usize].number;
        let address = self.address(request, tries);
        let uniform = self.random.draw(number, address, Purpose::Jitter, plan.stream).uniform();
        #[allow(clippy::cast_precision_loss)] // pauses are far below 2^53 microseconds
        super::sampler::micros(pause as f64 * uniform)
    }

    /// An attempt, or a try, with the submission in its upper half: part of the address of the random numbers.
    #[inline]
    pub(super) fn address(&self, request: u32, attempt: u32) -> u32 {
        self.requests[request as usize].submission << 16 | (attempt & 0xffff)
    }

    #[cfg_attr(not(feature = "small"), inline(always))]
    fn call_answered(&mut self, call: u32, heard: Heard) {
        let Call { request, step, caller, .. } = self.calls.remove(call as usize);
        self.tally.attempt_ended_well(step, heard.is_own_no());
        match heard {
            // Whoever calls the step again hears it again.
            Heard::No { .. } if self.waits_no_more(caller) => {}
            Heard::No { of, .. } => {
                self.state(request, step).answered = true;
                if caller == NOBODY {
                    self.answers_no_late(request, of);
                }
                self.done(request, step);
            }
            Heard::Done | Heard::DeclinedOptional | Heard::Failed(_) => {
                self.state(request, step).answered = true;
                self.done(request, step);
                if !self.plan.chained {
                    self.calls_what_follows(request, step, caller);
                }
            }
        }
        self.caller_hears(request, caller, heard);
        self.compensate_if_due(request);
        self.release_request(request);
    }

    /// Whether the caller is a job that is over, or that nobody waits for, as for one more delivery of an event
    /// that has been consumed.
    fn waits_no_more(&self, caller: u32) -> bool {
        let job = self.jobs.get(caller as usize).filter(|_| !matches!(caller, ENTRY | NOBODY));
        job.is_some_and(|job| {
            let decides_nothing = job.kind == JobKind::Delivery
                && self.messages.get(job.owner as usize).is_some_and(|it| it.consumed);
            job.orphan || job.state == JobState::Over || decides_nothing
        })
    }

    /// The call has failed for good.
    fn call_failed(&mut self, call: u32) {
        let Call { request, step, caller, because, .. } = self.calls.remove(call as usize);
        let plan = &self.plan.steps[step];
        let bearable = !plan.required || plan.fallback;
        if bearable && self.may_go_on(request, step) {
            self.skip(request, step, caller);
        } else if caller == NOBODY && self.state(request, step).ended == Ended::No {
            // Another attempt at it, by a caller that had been given up on, may have ended well.
            self.never_completes(request, true);
        }
        // What a no has made needless fails nothing.
        let is_needless = self.is_needless(request, step);
        if is_needless {
            self.needs_no_more(request, step);
        }
        let heard = if bearable || is_needless { Heard::Done } else { Heard::Failed(because) };
        self.caller_hears(request, caller, heard);
        self.release_request(request);
    }

    /// A call that waited for a worker of its own request is not made: a no has made it needless.
    pub(super) fn call_dropped(&mut self, call: u32) {
        let Call { request, step, caller, tries, .. } = self.calls.remove(call as usize);
        self.tally.not_called(step, tries > 1);
        self.needs_no_more(request, step);
        self.caller_hears(request, caller, Heard::Done);
        self.release_request(request);
    }

    #[cfg_attr(not(feature = "small"), inline(always))]
    pub(super) fn caller_hears(&mut self, request: u32, caller: u32, heard: Heard) {
        match (caller, heard) {
            (ENTRY, Heard::Done | Heard::DeclinedOptional) => self.entry_part_ended(request),
            (ENTRY, Heard::No { .. }) => {
                self.requests[request as usize].pending -= 1;
                self.decline(request);
            }
            (ENTRY, Heard::Failed(because)) => {
                self.requests[request as usize].pending -= 1;
                self.fail(request, because);
            }
            (NOBODY, _) => {}
            (job, heard) => {
                let waiting = &mut self.jobs[job as usize];
                waiting.pending -= 1;
                // The first that matters is the answer of whoever waits, too.
                let is_first = !waiting.child_failed && !waiting.says_no;
                match heard {
                    Heard::Failed(because) if is_first => {
                        waiting.child_failed = true;
                        waiting.because = because;
                    }
                    Heard::No { of, .. } if is_first => {
                        waiting.says_no = true;
                        waiting.because.step = of;
                    }
                    Heard::Failed(_) | Heard::No { .. } | Heard::Done | Heard::DeclinedOptional => {
                    }
                }
                if waiting.child_failed || waiting.says_no {
                    self.flush_local(job);
                }
                self.part_ended(job);
                self.release_job(job);
            }
        }
    }
}

/// A pause that has doubled with each try after the first.
pub(super) fn doubled(first: u64, tries: u32) -> u64 {
    first.saturating_mul(1_u64.checked_shl(tries.saturating_sub(1)).unwrap_or(u64::MAX))
}
