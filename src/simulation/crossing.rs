//! Evidence as plain numbers: how a worker's report crosses to the page.
//!
//! A run's evidence is counts, sums and histograms; both sides know the scenario, so no names cross,
//! and the page works the figures out itself. One walk through the evidence serves both directions: a
//! [`Ferry`] takes the numbers out or puts them in, in the same order. All are exact: counts stay
//! below 2^53.

use crate::model::Scenario;

use super::distribution::Distribution;
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

/// How a value crosses: its counts, then what else there is. It does not compile while a field is
/// named nowhere.
macro_rules! crosses {
    ($name:ident, $type:ident { $($count:ident),* } $($other:ident: $cross:expr),*) => {
        fn $name(ferry: &mut Ferry<'_>, value: &mut $type) {
            let $type { $($count,)* $($other,)* } = value;
            ferry.counts(&mut [$($count),*]);
            $($cross(ferry, $other);)*
        }
    };
}

crosses!(extent, Extent {} first: Ferry::small, replications: Ferry::small);

crosses!(
    requests,
    Requests {
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
        repeated_effects
    }
);

crosses!(step, StepTally {
    attempts, succeeded, failed, timed_out, refused, retries, compensated, waited
} waits: distribution, works: distribution);

crosses!(service, ServiceTally {
    max_queue, rejected, busy, working, queued, offered
} replicas_max: Ferry::small);

crosses!(
    topic,
    TopicTally {
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
        oldest_dead_published
    }
);

crosses!(sample, Sample {
    acknowledged, acknowledgement_sum, completed, completion_sum, failed, answered_inside
} acknowledgement_ranks: reals, completion_ranks: reals, seconds: Ferry::real);

fn distribution(ferry: &mut Ferry<'_>, times: &mut Distribution) {
    times.carry(ferry);
}

fn reals(ferry: &mut Ferry<'_>, values: &mut [f64; 3]) {
    for value in values {
        ferry.real(value);
    }
}
