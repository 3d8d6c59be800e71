//! Events while a run goes on: what comes of each is counted at its topic.

use super::tally::Tally;

impl Tally {
    pub(in crate::engine) fn published(&mut self, step: usize, now: u64) {
        self.look(now);
        let inside = (self.window.0..self.window.1).contains(&now);
        let topic = &mut self.evidence.topics[step];
        topic.published += 1;
        topic.published_inside += u64::from(inside);
    }

    #[cfg_attr(not(feature = "small"), inline(always))]
    pub(in crate::engine) fn consumed(&mut self, step: usize, now: u64) {
        self.look(now);
        self.evidence.topics[step].consumed += 1;
    }

    pub(in crate::engine) fn lost(&mut self, step: usize) {
        self.evidence.topics[step].lost += 1;
    }

    /// An event is there once more.
    pub(in crate::engine) fn replayed(&mut self, step: usize, now: u64) {
        self.look(now);
        self.evidence.topics[step].replayed += 1;
    }

    pub(in crate::engine) fn expired(&mut self, step: usize) {
        self.evidence.topics[step].expired += 1;
    }

    /// One more partition is held by a head that is to be delivered again: so many are.
    pub(in crate::engine) fn holds(&mut self, step: usize, held: u32) {
        let topic = &mut self.evidence.topics[step];
        topic.holds += 1;
        topic.max_held = topic.max_held.max(u64::from(held));
    }

    pub(in crate::engine) fn died(&mut self, step: usize, published: u64, bytes: u64) {
        let topic = &mut self.evidence.topics[step];
        topic.dead += 1;
        topic.dead_bytes += bytes;
        if topic.oldest_dead_published == 0 {
            topic.oldest_dead_published = published + 1;
        }
        topic.oldest_dead_published = topic.oldest_dead_published.min(published + 1);
    }

    pub(in crate::engine) fn lag(&mut self, step: usize, age: u64) {
        let topic = &mut self.evidence.topics[step];
        topic.max_lag = topic.max_lag.max(age);
    }

    /// A replication's deepest backlog has drained; the deepest of all replications is kept.
    pub(in crate::engine) fn drained(&mut self, step: usize, peak: u64, length: u64) {
        let topic = &mut self.evidence.topics[step];
        if peak >= topic.drained_peak {
            topic.drained_peak = peak;
            topic.drain = length;
        }
    }
}
