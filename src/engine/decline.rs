//! A business no: a step did its work, and answers that it cannot be.
//!
//! It is an answer, not a failure: breakers count a success, nothing is tried again, an event is consumed.
//! It is drawn once for each customer, by address, so that whoever asks again hears the same. A no of a
//! step that the request can do without is counted there, and the request goes on. Any other is at once
//! the answer of everything above: before the line the request is declined, behind it the customer, who
//! was told yes, has to be told otherwise; after it no further step begins, what runs or is published runs
//! out, and what has succeeded is compensated.

use super::entity::{Effect, NONE, Status, index};
use super::random::Purpose;
use super::world::World;

/// Which of the draws of a customer this is; the others are of what a customer chooses.
const DECLINES: u32 = 0;

impl World {
    /// Whether a step answers no to the customer of a request.
    #[inline]
    pub(super) fn declines(&self, request: u32, step: usize) -> bool {
        let plan = &self.plan.steps[step];
        if plan.decline_ratio <= 0.0 {
            return false;
        }
        let number = self.requests[request as usize].number;
        let mut draw = self.random.draw(number, DECLINES, Purpose::Customer, plan.stream);
        draw.uniform() < plan.decline_ratio
    }

    /// The work of a job has ended with a no; whether that is the answer of everything above.
    pub(super) fn answers_no(&mut self, job: u32) -> bool {
        let declining = &mut self.jobs[job as usize];
        declining.declined = true;
        let (request, step) = (declining.request, declining.step);
        let place = self.place(request, step);
        let state = &mut self.states[place];
        if state.effect != Effect::Declined {
            state.effect = Effect::Declined;
            // What it publishes all the same is published by its service.
            let owner = &mut self.requests[request as usize];
            owner.succeeded += 1;
            state.rank = owner.succeeded;
            self.is_there(request, step);
        }
        let matters = self.plan.steps[step].required;
        if matters {
            let declining = &mut self.jobs[job as usize];
            declining.says_no = true;
            declining.because.step = index(step);
        }
        matters
    }

    /// Whether a no has made a step needless that has not begun, or would have to be tried again.
    pub(super) fn is_needless(&self, request: u32, step: usize) -> bool {
        let of = &self.requests[request as usize];
        (of.status == Status::Declined || of.late_no != NONE) && !self.may_go_on(request, step)
    }

    /// The customer is told no.
    pub(super) fn decline(&mut self, request: u32) {
        if !self.ends_as(request, Status::Declined) {
            return;
        }
        let now = self.now;
        let declined = &self.requests[request as usize];
        let heard = (declined.counted && !declined.abandoned).then(|| now - declined.since);
        self.tally.declined(now);
        if let Some(heard) = heard {
            self.tally.customer_is_answered(now, heard);
            self.branches_answer(request, heard, true);
        }
        self.has_ended(request);
    }

    /// A required step behind the line has answered no.
    pub(super) fn answers_no_late(&mut self, request: u32, step: u32) {
        let turned = &mut self.requests[request as usize];
        if turned.late_no != NONE || turned.completed {
            return;
        }
        let deferred = self.plan.steps[step as usize].deferred;
        turned.late_no = step;
        // Of one that can never be complete, that is the first cause; who has no answer yet is told yes
        // before it shows.
        if turned.status == Status::Acknowledged && !turned.never {
            let is_customers = turned.counted && !turned.abandoned;
            if is_customers && !deferred {
                self.tally.customer_is_overturned();
                self.of_branches(request, |branch| branch.served -= 1);
            }
            self.turns(request);
        } else if turned.status == Status::Acknowledged && !turned.given_up {
            // What was lost counts, being first; but that nobody knew of, and this is known.
            turned.given_up = true;
            self.compensate_by_event(request);
        }
    }

    /// An acknowledged request turns out to be declined.
    pub(super) fn turns(&mut self, request: u32) {
        let turned = &self.requests[request as usize];
        let (measured, step) = (turned.measured, turned.late_no);
        let overturns = !self.plan.steps[step as usize].deferred;
        self.tally.turned(overturns, measured);
        self.record_turn(request, step, overturns);
        self.compensate_by_event(request);
    }
}
