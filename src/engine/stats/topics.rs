//! A topic: what is counted of its events.

use serde::{Deserialize, Serialize};

use super::counts::is_none;

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::engine) struct TopicTally {
    pub published: u64,
    /// Of these, within the measured interval.
    pub published_inside: u64,
    pub consumed: u64,
    pub dead: u64,
    pub lost: u64,
    /// Put there once more.
    #[serde(default, skip_serializing_if = "is_none")]
    pub replayed: u64,
    /// Dropped for their age.
    #[serde(default, skip_serializing_if = "is_none")]
    pub expired: u64,
    /// How often a head that was to be delivered again held its partition, and how many of them at once at most.
    #[serde(default, skip_serializing_if = "is_none")]
    pub holds: u64,
    #[serde(default, skip_serializing_if = "is_none")]
    pub max_held: u64,
    pub repeated: u64,
    pub max_backlog: u64,
    pub max_lag: u64,
    pub oldest_dead: u64,
    pub dead_bytes: u64,
    /// How long the deepest backlog took to drain.
    pub drain: u64,
    pub drained_peak: u64,
    /// When the oldest dead letter of this replication was published, plus one; 0: none.
    pub oldest_dead_published: u64,
}

impl TopicTally {
    /// Events that are neither consumed nor given up.
    pub(in crate::engine) fn pending(&self) -> u64 {
        self.published + self.replayed - self.consumed - self.dead - self.lost - self.expired
    }

    /// Adds what another part of the run has counted.
    pub(super) fn absorb(&mut self, more: &Self) {
        self.published += more.published;
        self.published_inside += more.published_inside;
        self.consumed += more.consumed;
        self.dead += more.dead;
        self.lost += more.lost;
        self.replayed += more.replayed;
        self.expired += more.expired;
        self.holds += more.holds;
        self.max_held = self.max_held.max(more.max_held);
        self.repeated += more.repeated;
        self.max_backlog = self.max_backlog.max(more.max_backlog);
        self.max_lag = self.max_lag.max(more.max_lag);
        self.oldest_dead = self.oldest_dead.max(more.oldest_dead);
        self.dead_bytes += more.dead_bytes;
        if more.drained_peak >= self.drained_peak {
            self.drained_peak = more.drained_peak;
            self.drain = more.drain;
        }
    }
}
