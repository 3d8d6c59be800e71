//! Choices: which way a customer goes.
//!
//! It is drawn once for each customer and choice, by address (`way`), so that a retry, a redelivery and a
//! resubmission go the same way. Which steps are on it follows from the process alone, and is marked when
//! the request arrives: the others are skipped as if they had ended, and their topics get nothing.

use super::entity::{Ended, Reported};
use super::stats::branches::BranchTally;
use super::way;
use super::world::World;

/// The request does not come to the choice.
pub(super) const NOT_COME_TO: u8 = u8::MAX;

impl World {
    /// Decides which way a request goes, and marks the steps that are not on it.
    #[allow(clippy::cast_possible_truncation)] // a choice has at most 20 branches
    pub(super) fn chooses(&mut self, request: u32) {
        let plan = self.plan.clone();
        let number = self.requests[request as usize].number;
        let way = way::drawn(self.random, &plan.choices, &plan.shape, number);
        for (step, _) in way.steps.iter().enumerate().filter(|(_, is_on_it)| !**is_on_it) {
            let state = self.state(request, step);
            state.skipped = true;
            state.published = true;
            state.ended = Ended::Yes;
            state.reported = Reported::Heard;
            self.requests[request as usize].left -= 1;
        }
        let choices = way.branches.len();
        let place = request as usize * choices;
        if self.taken.len() < place + choices {
            self.taken.resize(place + choices, NOT_COME_TO);
        }
        for (choice, branch) in way.branches.iter().enumerate() {
            self.taken[place + choice] = branch.map_or(NOT_COME_TO, |branch| branch as u8);
        }
    }

    /// The customer of a request hears its answer, which stands for now or not.
    #[inline]
    pub(super) fn branches_answer(&mut self, request: u32, time: u64, is_served: bool) {
        if !self.plan.choices.is_empty() {
            self.of_branches(request, |branch| {
                branch.served += u64::from(is_served);
                branch.answer.record(time);
            });
        }
    }

    /// A request is complete, so long after it arrived and after it was acknowledged.
    #[inline]
    pub(super) fn branches_complete(&mut self, request: u32, time: u64, window: u64) {
        if !self.plan.choices.is_empty() && self.requests[request as usize].measured {
            self.of_branches(request, |branch| {
                branch.completion.record(time);
                branch.inconsistency.record(window);
            });
        }
    }

    /// Notes something of each branch that a request takes.
    #[inline(never)]
    pub(super) fn of_branches(&mut self, request: u32, note: impl Fn(&mut BranchTally)) {
        let choices = self.plan.choices.len();
        let place = request as usize * choices;
        for (choice, &branch) in self.taken[place..place + choices].iter().enumerate() {
            let branches = &mut self.tally.evidence.branches[choice];
            if let Some(branch) = branches.get_mut(branch as usize) {
                note(branch);
            }
        }
    }
}
