//! Customers while a run goes on: what becomes of each, and how long they wait for the answer they hear.
//!
//! A customer hears the answer to the submission that they still wait for; what comes to one that they
//! gave up on reaches nobody. How many wait is looked at four times in a replication, so that a run in
//! which ever more of them do is known.

use super::sample::LOOKS;
use super::tally::Tally;

impl Tally {
    pub(in crate::engine) fn customer_arrived(&mut self, now: u64) {
        self.look_at_waiting(now);
        self.evidence.customers.arrived += 1;
        self.evidence.customers.unanswered += 1;
    }

    /// A customer is told yes or no, so long after they came.
    #[inline]
    pub(in crate::engine) fn customer_is_answered(&mut self, now: u64, time: u64) {
        self.look_at_waiting(now);
        let customers = &mut self.evidence.customers;
        customers.unanswered -= 1;
        customers.served += 1;
        if self.answers_differ {
            self.batch.answer.record(time);
        }
        self.batch.served += 1;
    }

    /// A customer was told yes, and what had to follow never will.
    pub(in crate::engine) fn customer_is_never_served(&mut self) {
        self.evidence.customers.served -= 1;
        self.evidence.customers.never_completed += 1;
        self.batch.served -= 1;
    }

    /// A customer was told yes, and it was no.
    pub(in crate::engine) fn customer_is_overturned(&mut self) {
        self.evidence.customers.served -= 1;
        self.evidence.customers.overturned += 1;
        self.batch.served -= 1;
    }

    pub(in crate::engine) fn customer_failed(&mut self, now: u64) {
        self.look_at_waiting(now);
        self.evidence.customers.unanswered -= 1;
        self.evidence.customers.failed += 1;
        self.batch.unheard += 1;
    }

    pub(in crate::engine) fn customer_gave_up(&mut self, now: u64) {
        self.look_at_waiting(now);
        self.next_batch(now);
        self.evidence.customers.unanswered -= 1;
        self.evidence.customers.gave_up += 1;
        self.batch.unheard += 1;
    }

    /// Notes how many customers waited at each look that is over by now, before anything changes.
    #[inline]
    pub(super) fn look_at_waiting(&mut self, now: u64) {
        while now >= self.next_look {
            let waiting = self.evidence.customers.unanswered - self.unanswered;
            if let Some(look) = self.waiting.get_mut(self.looks) {
                *look = waiting;
                self.look_at_topics();
            }
            self.looks += 1;
            self.next_look = self.look_at(self.looks + 1);
        }
    }

    /// Notes how many events are pending in each topic.
    fn look_at_topics(&mut self) {
        let topics = self.evidence.topics.iter().zip(&self.pending);
        for (looks, (topic, before)) in self.backlogs.iter_mut().zip(topics) {
            looks[self.looks] = topic.pending() - before;
        }
    }

    /// When the n-th look is, from 1.
    pub(super) fn look_at(&self, n: usize) -> u64 {
        let (since, until) = self.window;
        if n > LOOKS {
            return u64::MAX;
        }
        since + (until - since) / LOOKS as u64 * n as u64
    }
}
