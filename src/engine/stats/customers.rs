//! Customers while a run goes on: what becomes of each, and how long they wait for the answer they hear.
//!
//! A customer hears the answer to the submission that they still wait for; what comes to one that they
//! gave up on reaches nobody.

use super::tally::Tally;

impl Tally {
    pub(in crate::engine) fn customer_arrived(&mut self) {
        self.evidence.customers.arrived += 1;
        self.evidence.customers.unanswered += 1;
    }

    /// A customer is told yes, so long after they came; or it is known already that it will never be so.
    #[inline]
    pub(in crate::engine) fn customer_has_yes(&mut self, time: u64, never: bool) {
        let customers = &mut self.evidence.customers;
        customers.unanswered -= 1;
        if self.has_patience {
            self.batch.answer.record(time);
        }
        if never {
            customers.never_completed += 1;
        } else {
            customers.served += 1;
            self.batch.served += 1;
        }
    }

    /// A customer was told yes, and what had to follow never will.
    pub(in crate::engine) fn customer_is_never_served(&mut self) {
        self.evidence.customers.served -= 1;
        self.evidence.customers.never_completed += 1;
        self.batch.served -= 1;
    }

    pub(in crate::engine) fn customer_failed(&mut self) {
        self.evidence.customers.unanswered -= 1;
        self.evidence.customers.failed += 1;
        self.batch.unheard += 1;
    }

    pub(in crate::engine) fn customer_gave_up(&mut self, now: u64) {
        self.next_batch(now);
        self.evidence.customers.unanswered -= 1;
        self.evidence.customers.gave_up += 1;
        self.batch.unheard += 1;
    }
}
