//! Limits of calls: deadlines over all attempts, and attempts that leave the queue once whoever made them has gone.
//!
//! Where a step's calls ask for it, a caller that has timed out, is past its deadline, has crashed, failed or
//! been answered no tells its attempts so, by a message that takes as long as any, and is lost where any would
//! be. An attempt that still waits then leaves the queue; what has begun is finished. A customer who gives up
//! tells nobody.

use super::entity::{BreakerState, Call, ENTRY, Heard, JobKind, JobState, NOBODY, Status};
use super::plan::NEVER;
use super::recording::Outcome;
use super::schedule::SimEvent;
use super::world::World;

impl World {
    /// A call has so long with all its attempts and pauses.
    #[cold]
    pub(super) fn sets_deadline(&mut self, call: u32, step: usize) {
        let deadline = self.now.saturating_add(self.plan.steps[step].deadline);
        if self.deadlines.len() <= call as usize {
            self.deadlines.resize(call as usize + 1, NEVER);
        }
        self.deadlines[call as usize] = deadline;
    }

    /// When a call is given up with all its attempts, or `NEVER`.
    pub(super) fn deadline_of(&self, call: u32, step: usize) -> u64 {
        let limited = self.plan.has_limits && self.plan.steps[step].is_limited;
        if limited { self.deadlines[call as usize] } else { NEVER }
    }

    /// An attempt is sent that the deadline of its call may end, or that whoever made it may have to take back.
    #[cold]
    pub(super) fn sends_within_limits(&mut self, job: u32) {
        let sent = &mut self.jobs[job as usize];
        let mut gives_up = self.now.saturating_add(self.plan.steps[sent.step].timeout);
        if sent.kind == JobKind::Call {
            gives_up = gives_up.min(self.deadlines[sent.owner as usize]);
        }
        if gives_up != NEVER {
            sent.references += 1;
            self.schedule.at(gives_up, SimEvent::TimeoutEnds, job);
        }
        let sent = &self.jobs[job as usize];
        if sent.kind == JobKind::Call && self.plan.steps[sent.step].cancel {
            let request = sent.request as usize;
            if self.sent.len() <= request {
                self.sent.resize_with(request + 1, Vec::new);
            }
            self.sent[request].push(job);
        }
    }

    /// Nothing has been sent of a request that arrives in the place of an earlier one.
    pub(super) fn forgets_attempts(&mut self, request: u32) {
        if let Some(sent) = self.sent.get_mut(request as usize) {
            sent.clear();
        }
    }

    /// Tells every attempt of a request of which whoever made it has gone.
    pub(super) fn takes_back_what_nobody_awaits(&mut self, request: u32) {
        let Some(sent) = self.sent.get(request as usize) else { return };
        // An attempt that has ended may have left its index to another one.
        let alone: Vec<u32> = (sent.iter().copied())
            .filter(|&job| {
                self.jobs.get(job as usize).is_some_and(|it| {
                    it.request == request
                        && it.kind == JobKind::Call
                        && !it.settled
                        && self.has_gone(it.owner)
                })
            })
            .collect();
        for job in alone {
            self.takes_back(job);
        }
    }

    /// Whether whoever made a call waits for it no longer.
    pub(super) fn has_gone(&self, call: u32) -> bool {
        let Some(&Call { request, caller, .. }) = self.calls.get(call as usize) else {
            return false;
        };
        match caller {
            ENTRY => {
                let of = &self.requests[request as usize];
                of.unanswerable || matches!(of.status, Status::Failed | Status::Declined)
            }
            NOBODY => false,
            job => self.jobs.get(job as usize).is_some_and(|it| it.state == JobState::Over),
        }
    }

    /// Tells an attempt, if it has not begun, that nobody waits for it any more.
    pub(super) fn takes_back(&mut self, job: u32) {
        let alone = &self.jobs[job as usize];
        let (service, call) = (alone.service, alone.owner);
        let may_wait = alone.kind == JobKind::Call && alone.state == JobState::Waiting;
        if !may_wait || !self.plan.steps[alone.step].cancel {
            return;
        }
        let caller = self.calls.get(call as usize).map(|call| call.caller);
        if self.is_partitioned(caller.and_then(|it| self.caller_service(it)), service) {
            return;
        }
        let alone = &mut self.jobs[job as usize];
        alone.references += 1;
        let time = self.now.saturating_add(self.plan.one_way);
        self.schedule.at(time, SimEvent::TakenBack, job);
    }

    /// The word that nobody waits for it has reached the queue in which an attempt waits.
    pub(super) fn taken_back(&mut self, job: u32) {
        let alone = &self.jobs[job as usize];
        let (service, step, request) = (alone.service, alone.step, alone.request);
        let (settled, call, probe) = (alone.settled, alone.owner, alone.probe);
        let (turn, waits) = (alone.turn, alone.state == JobState::Waiting);
        let queue = &mut self.pools[service].queue;
        // Which is in the order of the turns.
        let place = queue.binary_search_by_key(&turn, |&it| self.jobs[it as usize].turn);
        if waits && let Ok(place) = place {
            queue.remove(place);
            self.pools[service].queued.fall(self.now);
            self.tally.cancelled(step);
            let left = &mut self.jobs[job as usize];
            left.state = JobState::Over;
            left.settled = true;
            self.requests[request as usize].active -= 1;
            self.record_left_queue(job);
            if !settled {
                self.record_heard(job, Outcome::Cancelled);
                self.callers[step].under_way -= 1;
                self.tally.attempt_failed(step);
                if self.is_probe(step, probe)
                    && let BreakerState::HalfOpen { started, .. } = &mut self.callers[step].breaker
                {
                    *started -= 1;
                }
                self.call_left(call);
            }
            self.compensate_if_due(request);
            // What the queue held of it.
            self.release_job(job);
        }
        self.release_job(job);
    }

    /// A call of which whoever made it has gone ends without an answer.
    pub(super) fn call_left(&mut self, call: u32) {
        let Call { request, step, caller, .. } = self.calls.remove(call as usize);
        if self.is_needless(request, step) {
            self.needs_no_more(request, step);
        }
        self.caller_hears(request, caller, Heard::Done);
        self.release_request(request);
    }
}
