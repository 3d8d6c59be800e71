//! Replay and redrive: what a topic keeps, or its dead letters, is delivered once more.
//!
//! It is put behind what waits, each event as a message of its own, with all its attempts before it. No request's
//! outcome changes by it, but that a required dead one may complete: where it ends well, and nothing of its
//! request has been undone, what had to follow follows. A consumer that deduplicates recognises what it has had,
//! which costs it a delivery and no work; otherwise the effect repeats.
//!
//! What is kept keeps its request, as long as a replay of its topic is still to come.

use super::entity::{
    CompensationState, Effect, Ended, Job, JobState, Kept, Message, NONE, Reported, Status,
};
use super::harm::PlannedHarm;
use super::schedule::SimEvent;
use super::world::World;
use crate::model::faults::Replayed;

impl World {
    /// A topic that is replayed has an event for the first time: it keeps it.
    pub(super) fn keeps(&mut self, message: u32) {
        let Message { step, attempts, replayed, .. } = self.messages[message as usize];
        if attempts == 0 && !replayed {
            let kept = self.kept_of(message);
            self.kept[step].push(kept);
        }
    }

    /// An event of a topic that is replayed is a dead letter.
    pub(super) fn buries(&mut self, message: u32) {
        let kept = self.kept_of(message);
        self.dead_letters[self.messages[message as usize].step].push(kept);
    }

    fn kept_of(&mut self, message: u32) -> Kept {
        let Message { request, published_at, poisoned, from, .. } = self.messages[message as usize];
        self.requests[request as usize].references += 1;
        Kept { request, published_at, poisoned, from }
    }

    /// What a topic keeps is put behind what waits there.
    pub(super) fn replays(&mut self, step: usize, what: Replayed) {
        let (again, is_redriven) = match what {
            Replayed::All => {
                let (now, retention) = (self.now, self.plan.retention);
                let kept = self.kept[step].iter();
                (kept.filter(|it| now - it.published_at <= retention).copied().collect(), false)
            }
            Replayed::Dead => (std::mem::take(&mut self.dead_letters[step]), true),
        };
        let is_last = !self.plan.harms.iter().zip(&self.harms).any(|(harm, &there)| {
            matches!(harm.what, PlannedHarm::Replay { step: of, .. } if of == step && !there)
        });
        for kept in &again {
            // A dead letter is stored anew; what the topic keeps is as old as it was.
            let published_at = if is_redriven { self.now } else { kept.published_at };
            self.tally.replayed(step, self.now);
            self.tally.asked(step, self.requests[kept.request as usize].counted);
            let message = self.message_of(step, Kept { published_at, ..*kept }, true);
            self.schedule.at(self.now, SimEvent::MessageArrives, message);
        }
        if is_redriven {
            self.releases(&again);
        }
        if is_last {
            let kept = std::mem::take(&mut self.kept[step]);
            self.releases(&kept);
        }
    }

    fn releases(&mut self, kept: &[Kept]) {
        for kept in kept {
            self.release_request(kept.request);
        }
    }

    /// Whether a delivery is of an event that its consumer has had, and recognises.
    pub(super) fn is_recognised(&self, message: u32) -> bool {
        let Message { request, step, replayed, .. } = self.messages[message as usize];
        let state = &self.states[self.place(request, step)];
        replayed
            && self.plan.steps[step].deduplicate
            && state.effect != Effect::None
            // A dead letter was never consumed, whatever it had done.
            && !self.may_revive(request, step)
    }

    /// A delivery of what its consumer recognises: a worker takes it, and is free at the same instant.
    pub(super) fn is_done_already(&mut self, job: u32) {
        let Job { request, step, arrived, .. } = self.jobs[job as usize];
        if self.requests[request as usize].measured {
            self.tally.waited(step, self.now - arrived);
        }
        self.record_start(job);
        self.record_worked(job);
        self.jobs[job as usize].state = JobState::Over;
        self.record_release(job);
        self.settles(job, true);
    }

    /// Whether nothing follows a delivery, since it only repeats what has been.
    pub(super) fn only_repeats(&self, message: u32) -> bool {
        let Message { request, step, replayed, .. } = self.messages[message as usize];
        replayed && !self.may_revive(request, step)
    }

    /// Whether a dead letter of a request may still be made up for.
    fn may_revive(&self, request: u32, step: usize) -> bool {
        let of = &self.requests[request as usize];
        self.states[self.place(request, step)].ended == Ended::Dead
            && of.late_no == NONE
            && match of.compensation {
                CompensationState::No => true,
                CompensationState::Over => self.nothing_was_undone(request),
                CompensationState::Due | CompensationState::Running => false,
            }
    }

    /// Whether compensation found nothing to undo.
    fn nothing_was_undone(&self, request: u32) -> bool {
        let first = self.place(request, 0);
        let states = self.states.iter().skip(first).take(self.plan.steps.len());
        self.requests[request as usize].compensation_tries == 0
            && !states.into_iter().any(|state| state.undone)
    }

    /// A dead letter was redriven, and ended well: with the last of its request that may complete. Whether
    /// it was that.
    pub(super) fn revives(&mut self, request: u32, step: usize) -> bool {
        if !self.may_revive(request, step) {
            return false;
        }
        let state = self.state(request, step);
        state.ended = Ended::No;
        state.reported = Reported::No;
        let of = &mut self.requests[request as usize];
        of.losses -= 1;
        if of.losses > 0 {
            return true;
        }
        of.never = false;
        of.given_up = false;
        of.compensation = CompensationState::No;
        of.ended_by = NONE;
        self.record_never(request);
        let of = &self.requests[request as usize];
        if of.status == Status::Acknowledged {
            let is_customers = of.counted && !of.abandoned;
            self.tally.may_complete_after_all();
            if is_customers {
                self.tally.customer_is_served_after_all();
                self.of_branches(request, |branch| branch.served += 1);
            }
        }
        true
    }
}
