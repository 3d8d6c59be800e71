//! Visibility: an event whose delivery takes too long is there again, though the work on it goes on.
//!
//! The broker cannot tell slow from dead. Whichever delivery ends well first consumes the event; one that only
//! waits is then taken away, one that is under way goes on, and repeats the effect unless the consumer
//! deduplicates. The attempts of an event bound how often it comes back.

use super::entity::JobState;
use super::world::World;

impl World {
    /// A delivery has taken as long as its event stays hidden.
    pub(super) fn is_visible(&mut self, job: u32) {
        let late = &self.jobs[job as usize];
        let (step, message, service) = (late.step, late.owner, late.service);
        let is_under_way = !late.settled && late.state != JobState::Over;
        self.release_job(job);
        if !is_under_way {
            return;
        }
        let of = &mut self.messages[message as usize];
        if of.consumed || of.is_back || u32::from(of.attempts) >= self.plan.steps[step].max_attempts
        {
            return;
        }
        self.turn += 1;
        of.is_back = true;
        of.arrived = self.now;
        of.turn = self.turn;
        let (turn, partition, request) = (of.turn, of.partition, of.request);
        self.topics[step].append(message, turn, partition);
        self.topics[step].note_backlog(self.now);
        self.tally.asked(step, self.requests[request as usize].counted);
        self.record_redelivery(message);
        self.record_message_arrival(message);
        self.takes_next(service);
    }
}
