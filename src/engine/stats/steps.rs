//! Steps while a run goes on: what is asked for of each, and what comes of it.

use super::tally::Tally;

impl Tally {
    #[inline]
    pub(in crate::engine) fn attempted(&mut self, step: usize, again: bool) {
        let step = &mut self.evidence.steps[step];
        step.attempts += 1;
        step.retries += u64::from(again);
    }

    #[inline]
    pub(in crate::engine) fn asked(&mut self, step: usize, now: u64) {
        let inside = (self.window.0..self.window.1).contains(&now);
        self.evidence.steps[step].asked += u64::from(inside);
    }

    pub(in crate::engine) fn ready(&mut self, step: usize, measured: bool) {
        self.evidence.steps[step].ready += u64::from(measured);
    }

    pub(in crate::engine) fn is_there(&mut self, step: usize, time: u64, in_time: bool) {
        let step = &mut self.evidence.steps[step];
        step.there.record(time);
        step.in_time += u64::from(in_time);
    }

    #[inline]
    pub(in crate::engine) fn attempt_succeeded(&mut self, step: usize) {
        self.evidence.steps[step].succeeded += 1;
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

    pub(in crate::engine) fn compensated(&mut self, step: usize) {
        self.evidence.steps[step].compensated += 1;
    }

    #[inline]
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
