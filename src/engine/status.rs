//! Customers who ask how far a step is, from the acknowledgement until they know.

use super::entity::{Asking, Ended, JobKind, NONE, index};
use super::schedule::SimEvent;
use super::world::World;

impl World {
    /// The customer of a request that was just acknowledged asks from now on of each step that has not ended.
    pub(super) fn begins_to_ask(&mut self, request: u32) {
        for step in 0..self.plan.steps.len() {
            let plan = &self.plan.steps[step];
            let Some(status) = plan.status.filter(|_| plan.event) else { continue };
            if self.is_known(request, step) {
                continue;
            }
            self.requests[request as usize].references += 1;
            let asking = index(self.askings.insert(Asking { request, step }));
            self.schedule.at(self.now.saturating_add(status.poll), SimEvent::Asks, asking);
        }
    }

    /// A customer asks again, unless they have heard.
    pub(super) fn asks(&mut self, asking: u32) {
        let Asking { request, step } = self.askings[asking as usize];
        let plan = &self.plan.steps[step];
        let Some(status) = plan.status.filter(|_| !self.is_known(request, step)) else {
            self.askings.remove(asking as usize);
            self.release_request(request);
            return;
        };
        self.schedule.at(self.now.saturating_add(status.poll), SimEvent::Asks, asking);
        self.tally.questioned(step);
        let Some(entry) = self.plan.entry else { return };
        let counted = self.requests[request as usize].counted;
        self.tally.asked_beside(entry, status.ask, counted);
        let job = self.new_job(JobKind::Question, request, step, entry, NONE);
        self.jobs[job as usize].work = status.ask;
        self.record_job(job, None);
        self.arrives_at_service(job);
    }

    /// Whether a customer who asks is told how a step has ended: that an event was lost is known to nobody.
    fn is_known(&mut self, request: u32, step: usize) -> bool {
        let of = &self.requests[request as usize];
        let is_over = of.given_up || of.late_no != NONE;
        let state = self.state(request, step);
        is_over || state.ended == Ended::Yes
    }
}
