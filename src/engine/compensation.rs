//! Compensation of a request that failed, was answered no, or will never be complete.
//!
//! They begin when the answer has been sent and everything of the request that was under way has ended,
//! after a no its published events too; one after the other, in the reverse of the order in which the
//! steps succeeded; each by a call to the step's service that holds nobody's worker. It is assumed that a
//! compensation takes as long as the work that it undoes. After five failed tries somebody has to look: the
//! request is stuck.

use super::call::doubled;
use super::entity::{CompensationState, Effect, JobKind, NONE, Status};
use super::schedule::SimEvent;
use super::world::World;

/// Tries of one compensation before the request is stuck.
const MOST_TRIES: u16 = 5;

impl World {
    /// Begins to compensate a request if that is due, and nothing of it is under way.
    #[inline]
    pub(super) fn compensate_if_due(&mut self, request: u32) {
        let due = &mut self.requests[request as usize];
        if due.compensation != CompensationState::Due || due.active > 0 {
            return;
        }
        // What a no makes needless runs out first, and is compensated with the rest.
        let of_no = due.status == Status::Declined || due.late_no != NONE;
        // So does what a conductor has commanded, whatever came between.
        let conducted =
            self.plan.conductor.is_some() && (due.status == Status::Failed || due.ended_by != NONE);
        let runs_out = due.messages > 0 && (of_no || conducted);
        if !runs_out {
            due.compensation = CompensationState::Running;
            if self.plan.has_compensation {
                self.compensates_next(request, false);
            }
        }
    }

    /// Begins the compensation of an acknowledged request: an event has to be published and delivered first;
    /// where a command is why, its conductor has to hear of it.
    pub(super) fn compensate_by_event(&mut self, request: u32) {
        let due = &mut self.requests[request as usize];
        if due.compensation == CompensationState::No && self.plan.has_compensation {
            due.compensation = CompensationState::Due;
            // Until then nothing may begin it.
            due.active += 1;
            if due.ended_by != NONE {
                let step = due.ended_by as usize;
                let from = self.plan.steps[step].service;
                self.notifies(request, Some(step), Some(from), true);
                return;
            }
            due.references += 1;
            let delay = self.plan.publish.saturating_add(self.plan.deliver);
            self.schedule.at(self.now.saturating_add(delay), SimEvent::Compensates, request);
        }
    }

    /// The event is there, or the pause after a failed try over.
    pub(super) fn compensates(&mut self, request: u32) {
        if self.requests[request as usize].compensation == CompensationState::Due {
            self.requests[request as usize].active -= 1;
            self.compensate_if_due(request);
        } else {
            self.compensates_next(request, true);
        }
        self.release_request(request);
    }

    /// Compensates the step that succeeded last of those left; without one the request is compensated.
    fn compensates_next(&mut self, request: u32, some_compensated: bool) {
        let plan = self.plan.clone();
        let last = self.to_compensate_next(request);
        let Some(step) = last else {
            self.requests[request as usize].compensation = CompensationState::Over;
            if some_compensated {
                self.tally.evidence.requests.compensated += 1;
            }
            return;
        };
        let undone = &mut self.requests[request as usize];
        let tries = u32::from(undone.compensation_tries);
        undone.compensation_tries += 1;
        let job =
            self.new_job(JobKind::Compensation, request, step, plan.steps[step].service, NONE);
        self.jobs[job as usize].attempt = tries;
        self.record_job(job, plan.entry);
        self.sends(job, None);
    }

    pub(super) fn compensation_answered(&mut self, job: u32) {
        let answered = &self.jobs[job as usize];
        let (request, step, fails) = (answered.request, answered.step, answered.fails);
        if fails {
            self.record_heard(job, super::recording::Outcome::Failed);
            self.compensation_failed(request);
            return;
        }
        self.record_heard(job, super::recording::Outcome::Succeeded);
        self.state(request, step).undone = true;
        self.requests[request as usize].compensation_tries = 0;
        self.tally.compensated(step);
        self.compensates_next(request, true);
    }

    pub(super) fn compensation_failed(&mut self, request: u32) {
        let failed = &mut self.requests[request as usize];
        if failed.compensation_tries >= MOST_TRIES {
            failed.compensation = CompensationState::Over;
            self.tally.evidence.requests.stuck += 1;
            return;
        }
        failed.references += 1;
        let tries = u32::from(failed.compensation_tries);
        let pause = self.to_compensate_next(request).map_or(0, |step| {
            let plan = &self.plan.steps[step];
            doubled(plan.backoff, tries).min(plan.backoff_max)
        });
        let time = self.now.saturating_add(pause);
        self.schedule.at(time, SimEvent::Compensates, request);
    }

    /// Of the steps that name a compensation and have had their effect, the one that succeeded last.
    fn to_compensate_next(&self, request: u32) -> Option<usize> {
        (0..self.plan.steps.len())
            .filter(|&step| self.plan.steps[step].compensated)
            .map(|step| (step, &self.states[self.place(request, step)]))
            .filter(|(_, state)| state.effect == Effect::Happened && !state.undone)
            .max_by_key(|(_, state)| state.rank)
            .map(|(step, _)| step)
    }
}
