//! Ages: events that are dropped since nobody wants them any more, or since their topic keeps them no longer.
//!
//! An event is looked at when its turn comes: older than it may be, it is dropped, which everybody knows; older
//! than its topic keeps events it is gone, which nobody knows. At the very instant of a limit it is still good.
//! What never had its turn is looked at when the run ends.

use super::entity::{Message, index};
use super::recording::Outcome;
use super::world::World;

impl World {
    /// Whether an event whose turn has come is too old for anybody to have it.
    pub(super) fn is_too_old(&self, message: u32) -> bool {
        let Message { step, published_at, .. } = self.messages[message as usize];
        self.now - published_at > self.plan.steps[step].expires.min(self.plan.retention)
    }

    /// It was taken from its topic, and nobody has it.
    pub(super) fn drops_for_its_age(&mut self, message: u32) {
        let of = &mut self.messages[message as usize];
        of.is_back = false;
        let Message { request, step, partition, replayed, under_way, .. } = *of;
        self.topics[step].let_go(partition);
        self.note_drained(step);
        if under_way > 0 {
            // A delivery that took longer than it was hidden decides.
            self.record_message_gone(message, Outcome::Cancelled);
        } else if self.plan.retention < self.plan.steps[step].expires {
            self.loses(message);
        } else {
            self.tally.expired(step);
            self.record_message_gone(message, Outcome::Expired);
            self.requests[request as usize].references += 1;
            self.forget_message(message);
            if !replayed {
                self.is_given_up(request, step);
            }
            self.compensate_if_due(request);
            self.release_request(request);
        }
    }

    /// At the end of a replication: what waits and is older than its topic keeps events is gone. It waits on
    /// until the drain is over, though nothing else happens.
    pub(super) fn loses_what_was_not_kept(&mut self) {
        let end = self.plan.workload.end.max(self.now);
        // What waits in a topic, or pauses, has a turn there; it is lost in the order of these.
        let mut old: Vec<(u64, u32)> = (self.messages.iter())
            .filter(|(_, it)| it.turn > 0 && it.under_way == 0 && !it.consumed)
            .filter(|(_, it)| end - it.published_at > self.plan.retention)
            .map(|(key, it)| (it.turn, index(key)))
            .collect();
        old.sort_unstable();
        for (_, message) in old {
            self.loses(message);
        }
    }
}
