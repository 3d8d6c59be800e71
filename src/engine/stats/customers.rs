//! Customers while a run goes on: what becomes of each, and how long they wait for the answer they hear.
//!
//! A customer hears the answer to the submission that they still wait for; what comes to one that they
//! gave up on reaches nobody.

use super::tally::Tally;

impl Tally {
    pub(in crate::engine) fn customer_arrived(&mut self, now: u64) {
        self.look(now);
        self.evidence.customers.arrived += 1;
        self.evidence.customers.unanswered += 1;
    }

    /// A customer is told yes or no, so long after they came.
    #[inline]
    pub(in crate::engine) fn customer_is_answered(&mut self, now: u64, time: u64) {
        self.look(now);
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

    /// What had to follow will, all the same.
    pub(in crate::engine) fn customer_is_served_after_all(&mut self) {
        self.evidence.customers.served += 1;
        self.evidence.customers.never_completed -= 1;
        self.batch.served += 1;
    }

    /// A customer was told yes, and it was no.
    pub(in crate::engine) fn customer_is_overturned(&mut self) {
        self.evidence.customers.served -= 1;
        self.evidence.customers.overturned += 1;
        self.batch.served -= 1;
    }

    pub(in crate::engine) fn customer_failed(&mut self, now: u64) {
        self.look(now);
        self.evidence.customers.unanswered -= 1;
        self.evidence.customers.failed += 1;
        self.batch.unheard += 1;
    }

    pub(in crate::engine) fn customer_gave_up(&mut self, now: u64) {
        self.look(now);
        self.next_batch(now);
        self.evidence.customers.unanswered -= 1;
        self.evidence.customers.gave_up += 1;
        self.batch.unheard += 1;
    }
}
