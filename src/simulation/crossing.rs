//! Evidence as plain numbers: how a worker's report crosses to the page.
//!
//! A run's evidence is counts, sums and histograms; both sides know the scenario, so no names cross,
//! and the page works the figures out itself. One walk through the evidence serves both directions: a
//! [`Ferry`] takes the numbers out or puts them in, in the same order. All are exact: counts stay
//! below 2^53.

use crate::model::Scenario;

use super::report::{Report, Requests, StoppedBy};
use super::run::Extent;
use super::summary;
use super::tally::{Evidence, Sample, ServiceTally, StepTally, TopicTally};

/// One crossing: numbers taken out, or numbers to be put in.
pub(super) enum Ferry<'a> {
    Out(Vec<f64>),
    In(std::slice::Iter<'a, f64>),
}

impl Report {
    /// The evidence of the report, as numbers for [`Report::from_numbers`].
    #[must_use]
    pub fn to_numbers(&self) -> Vec<f64> {
        let mut ferry = Ferry::Out(Vec::new());
        self.evidence.clone().carry(&mut ferry);
        match ferry {
            Ferry::Out(numbers) => numbers,
            Ferry::In(_) => Vec::new(),
        }
    }

    /// The report of a scenario from what [`Report::to_numbers`] gave for the same scenario elsewhere.
    #[must_use]
    pub fn from_numbers(scenario: &Scenario, numbers: &[f64]) -> Self {
        let mut evidence = Evidence { subject: summary::subject(scenario), ..Evidence::default() };
        evidence.carry(&mut Ferry::In(numbers.iter()));
        summary::report(evidence)
    }
}

impl Ferry<'_> {
    pub(super) fn real(&mut self, value: &mut f64) {
        match self {
            Self::Out(numbers) => numbers.push(*value),
            Self::In(numbers) => *value = numbers.next().copied().unwrap_or_default(),
        }
    }

    /// A count; all ones, which stands for "none yet", comes back as itself.
    #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    pub(super) fn count(&mut self, value: &mut u64) {
        let mut number = *value as f64;
        self.real(&mut number);
        *value = number as u64;
    }

    pub(super) fn small(&mut self, value: &mut u32) {
        let mut count = u64::from(*value);
        self.count(&mut count);
        *value = u32::try_from(count).unwrap_or(u32::MAX);
    }

    pub(super) fn counts(&mut self, values: &mut [&mut u64]) {
        for value in values {
            self.count(value);
        }
    }

    fn reals(&mut self, values: &mut [f64]) {
        for value in values {
            self.real(value);
        }
    }

    fn list<T: Clone + Default>(&mut self, list: &mut Vec<T>, each: fn(&mut Self, &mut T)) {
        let mut length = list.len() as u64;
        self.count(&mut length);
        if let Self::In(numbers) = self {
            // No longer than what could have crossed, whatever the number says.
            let most = numbers.len();
            list.resize(usize::try_from(length).unwrap_or(most).min(most), T::default());
        }
        for one in list {
            each(self, one);
        }
    }
}

impl Evidence {
    fn carry(&mut self, ferry: &mut Ferry<'_>) {
        ferry.list(&mut self.extents, extent);
        requests(ferry, &mut self.requests);
        self.acknowledgement.carry(ferry);
        self.failure.carry(ferry);
        self.completion.carry(ferry);
        self.inconsistency.carry(ferry);
        ferry.list(&mut self.steps, step);
        ferry.list(&mut self.services, service);
        ferry.list(&mut self.topics, topic);
        ferry.list(&mut self.samples, sample);
        ferry.small(&mut self.replications);
        ferry.count(&mut self.events);
        let mut budget = u64::from(self.stopped_by == StoppedBy::EventBudget);
        ferry.count(&mut budget);
        self.stopped_by = if budget == 0 { StoppedBy::Duration } else { StoppedBy::EventBudget };
    }
}

fn extent(ferry: &mut Ferry<'_>, extent: &mut Extent) {
    ferry.small(&mut extent.first);
    ferry.small(&mut extent.replications);
}

fn requests(ferry: &mut Ferry<'_>, requests: &mut Requests) {
    let Requests {
        offered,
        acknowledged,
        degraded,
        failed,
        in_flight,
        completed,
        open,
        never_completed,
        abandoned,
        compensated,
        stuck,
        repeated_effects,
    } = requests;
    ferry.counts(&mut [
        offered,
        acknowledged,
        degraded,
        failed,
        in_flight,
        completed,
        open,
        never_completed,
        abandoned,
        compensated,
        stuck,
        repeated_effects,
    ]);
}

fn step(ferry: &mut Ferry<'_>, step: &mut StepTally) {
    let StepTally {
        attempts,
        succeeded,
        failed,
        timed_out,
        refused,
        retries,
        compensated,
        waits,
        waited,
        works,
    } = step;
    ferry.counts(&mut [
        attempts,
        succeeded,
        failed,
        timed_out,
        refused,
        retries,
        compensated,
        waited,
    ]);
    waits.carry(ferry);
    works.carry(ferry);
}

fn service(ferry: &mut Ferry<'_>, service: &mut ServiceTally) {
    let ServiceTally { max_queue, rejected, replicas_max, busy, working, queued, offered } =
        service;
    ferry.counts(&mut [max_queue, rejected, busy, working, queued, offered]);
    ferry.small(replicas_max);
}

fn topic(ferry: &mut Ferry<'_>, topic: &mut TopicTally) {
    let TopicTally {
        published,
        published_inside,
        consumed,
        dead,
        lost,
        repeated,
        max_backlog,
        max_lag,
        oldest_dead,
        dead_bytes,
        drain,
        drained_peak,
        oldest_dead_published,
    } = topic;
    ferry.counts(&mut [
        published,
        published_inside,
        consumed,
        dead,
        lost,
        repeated,
        max_backlog,
        max_lag,
        oldest_dead,
        dead_bytes,
        drain,
        drained_peak,
        oldest_dead_published,
    ]);
}

fn sample(ferry: &mut Ferry<'_>, sample: &mut Sample) {
    let Sample {
        acknowledged,
        acknowledgement_sum,
        acknowledgement_ranks,
        completed,
        completion_sum,
        completion_ranks,
        failed,
        answered_inside,
        seconds,
    } = sample;
    ferry.counts(&mut [
        acknowledged,
        acknowledgement_sum,
        completed,
        completion_sum,
        failed,
        answered_inside,
    ]);
    ferry.reals(acknowledgement_ranks);
    ferry.reals(completion_ranks);
    ferry.real(seconds);
}
