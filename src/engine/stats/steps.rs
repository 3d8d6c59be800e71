//! Steps while a run goes on: what is asked for of each, and what comes of it.

use super::tally::Tally;

impl Tally {
    #[inline]
    pub(in crate::engine) fn attempted(&mut self, step: usize, again: bool) {
        let step = &mut self.evidence.steps[step];
        step.attempts += 1;
        step.retries += u64::from(again);
    }

    /// An attempt of a call: it is asked for at the same moment.
    #[cfg_attr(not(feature = "small"), inline(always))]
    pub(in crate::engine) fn called(&mut self, step: usize, again: bool, counted: bool) {
        self.attempted(step, again);
        self.asked(step, counted);
    }

    /// An attempt that waited for a worker is not made after all.
    pub(in crate::engine) fn not_called(&mut self, step: usize, again: bool) {
        let step = &mut self.evidence.steps[step];
        step.attempts -= 1;
        step.retries -= u64::from(again);
    }

    /// A step is asked for, for a customer who counts or not: an attempt, an event, a delivery of it.
    pub(in crate::engine) fn asked(&mut self, step: usize, counted: bool) {
        self.evidence.steps[step].asked += u64::from(counted);
    }

    /// Work takes longer than what was drawn, since its service is slow.
    pub(in crate::engine) fn slowed(&mut self, step: usize, drawn: u64, length: u64) {
        let step = &mut self.evidence.steps[step];
        step.slowed_from += drawn;
        step.slowed_to += length;
    }

    pub(in crate::engine) fn ready(&mut self, step: usize, measured: bool) {
        self.evidence.steps[step].ready += u64::from(measured);
    }

    pub(in crate::engine) fn is_there(&mut self, step: usize, time: u64, in_time: bool) {
        let step = &mut self.evidence.steps[step];
        step.there.record(time);
        step.in_time += u64::from(in_time);
    }

    /// What was asked for will not be tried any more, and counts as never asked for.
    pub(in crate::engine) fn not_ready(&mut self, step: usize, measured: bool) {
        self.evidence.steps[step].ready -= u64::from(measured);
    }

    /// An attempt was answered, by the step's own no or well.
    #[inline]
    pub(in crate::engine) fn attempt_ended_well(&mut self, step: usize, declined: bool) {
        let step = &mut self.evidence.steps[step];
        if declined {
            step.declined += 1;
        } else {
            step.succeeded += 1;
        }
    }

    /// A customer asked how far the step was.
    pub(in crate::engine) fn questioned(&mut self, step: usize) {
        self.evidence.steps[step].questions += 1;
    }

    /// A service was asked for work that is no step's, for a customer who counts or not.
    pub(in crate::engine) fn asked_beside(&mut self, service: usize, work: u64, counted: bool) {
        if counted {
            self.evidence.services[service].beside += work;
        }
    }

    pub(in crate::engine) fn attempt_failed(&mut self, step: usize) {
        self.evidence.steps[step].failed += 1;
    }

    pub(in crate::engine) fn timed_out(&mut self, step: usize) {
        self.evidence.steps[step].timed_out += 1;
    }

    pub(in crate::engine) fn refused(&mut self, step: usize) {
        self.evidence.steps[step].refused += 1;
    }

    /// An attempt left the queue, since whoever had made it had gone.
    pub(in crate::engine) fn cancelled(&mut self, step: usize) {
        self.evidence.steps[step].cancelled += 1;
    }

    pub(in crate::engine) fn compensated(&mut self, step: usize) {
        self.evidence.steps[step].compensated += 1;
    }

    #[cfg_attr(not(feature = "small"), inline(always))]
    pub(in crate::engine) fn waited(&mut self, step: usize, wait: u64) {
        let step = &mut self.evidence.steps[step];
        step.waits.record(wait);
        step.waited += u64::from(wait > 0);
    }

    #[inline]
    pub(in crate::engine) fn worked(&mut self, step: usize, length: u64) {
        self.evidence.steps[step].works.record(length);
    }

    pub(in crate::engine) fn repeated(&mut self, step: usize, delivered: bool) {
        self.evidence.requests.repeated_effects += 1;
        self.evidence.topics[step].repeated += u64::from(delivered);
    }
}
