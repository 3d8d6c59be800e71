//! The wire format of a report: how a worker sends it to the page, as plain numbers.
//!
//! A report follows from its evidence: counts, sums and histograms. Both sides know the scenario, so no
//! names are sent, and the page computes the figures itself. One function for each type serves both
//! directions: a [`Codec`] writes its fields as numbers or reads them back, in the same order. All
//! numbers are exact: counts stay below 2^53.

use crate::model::Design;

use super::codec::{Codec, Numbers};
use super::extent::Extent;
use super::plan::Plan;
use super::report::{Customers, Report, Requests, StoppedBy};
use super::stats::branches::BranchTally;
use super::stats::cells::Cells;
use super::stats::counts::Counts;
use super::stats::distribution::Distribution;
use super::stats::looks::LOOKS;
use super::stats::sample::Sample;
use super::stats::summary;
use super::stats::tally::{Evidence, ServiceTally, StepTally};
use super::stats::topics::TopicTally;

impl Report {
    /// The evidence of the report, as numbers for [`Report::from_numbers`].
    #[must_use]
    pub fn to_numbers(&self) -> Vec<f64> {
        let mut codec = Codec::Out(Vec::new());
        self.evidence.clone().carry(&mut codec);
        match codec {
            Codec::Out(numbers) => numbers,
            Codec::In(_) => Vec::new(),
        }
    }

    /// The report of a design from what [`Report::to_numbers`] gave for the same design elsewhere; `None` where
    /// numbers are missing, or left over.
    #[must_use]
    pub fn from_numbers(design: &Design, numbers: &[f64]) -> Option<Self> {
        let mut evidence = Evidence {
            subject: summary::subject(design, &Plan::new(design)),
            ..Evidence::default()
        };
        let mut codec = Codec::In(Numbers::new(numbers));
        evidence.carry(&mut codec);
        match codec {
            Codec::In(numbers) if numbers.are_complete() => Some(summary::report(evidence)),
            Codec::In(_) | Codec::Out(_) => None,
        }
    }
}

impl Evidence {
    fn carry(&mut self, codec: &mut Codec<'_>) {
        codec.list(&mut self.extents, extent);
        requests(codec, &mut self.requests);
        customers(codec, &mut self.customers);
        self.answer.carry(codec);
        self.acknowledgement.carry(codec);
        self.failure.carry(codec);
        self.completion.carry(codec);
        self.inconsistency.carry(codec);
        codec.list(&mut self.failed_by, Codec::count);
        codec.count(&mut self.told_under_way);
        codec.list(&mut self.steps, step);
        codec.list(&mut self.services, service);
        codec.list(&mut self.topics, topic);
        codec.list(&mut self.branches, |codec, branches| codec.list(branches, BranchTally::carry));
        self.workflow.carry(codec);
        codec.list(&mut self.waiting, looks);
        codec.list(&mut self.backlogs, |codec, of_topic| codec.list(of_topic, looks));
        codec.list(&mut self.samples, sample);
        codec.small(&mut self.replications);
        codec.count(&mut self.events);
        let mut budget = u64::from(self.stopped_by == StoppedBy::EventBudget);
        codec.count(&mut budget);
        self.stopped_by = if budget == 0 { StoppedBy::Duration } else { StoppedBy::EventBudget };
    }
}

/// Writes or reads a value: its counts, then its other fields. A field that is listed nowhere is an
/// error of compilation.
macro_rules! wire_format {
    ($name:ident, $type:ident { $($count:ident),* } $($other:ident: $carry:expr),*) => {
        fn $name(codec: &mut Codec<'_>, value: &mut $type) {
            let $type { $($count,)* $($other,)* } = value;
            codec.counts(&mut [$($count),*]);
            $($carry(codec, $other);)*
        }
    };
}

wire_format!(extent, Extent {} first: Codec::small, replications: Codec::small);

wire_format!(
    requests,
    Requests {
        offered,
        acknowledged,
        degraded,
        declined,
        failed,
        in_flight,
        completed,
        open,
        never_completed,
        declined_later,
        overturned,
        abandoned,
        compensated,
        stuck,
        repeated_effects
    }
);

wire_format!(
    customers,
    Customers { arrived, served, gave_up, unanswered, failed, never_completed, overturned }
);

wire_format!(step, StepTally {
    attempts, succeeded, failed, timed_out, refused, retries, compensated, cancelled, declined, questions, waited, asked, slowed_from, slowed_to, ready, in_time
} waits: distribution, works: distribution, there: distribution);

wire_format!(service, ServiceTally {
    max_queue, rejected, busy, working, queued, offered, beside
} replicas_max: Codec::small);

wire_format!(
    topic,
    TopicTally {
        published,
        published_inside,
        consumed,
        dead,
        lost,
        replayed,
        expired,
        holds,
        max_held,
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

wire_format!(sample, Sample {
    answered, answer_sum, customers,
    acknowledged, acknowledgement_sum, completed, completion_sum, failed, answered_inside
} served: Codec::signed, told_yes: Codec::signed, acknowledgement_ranks: reals, completion_ranks: reals, seconds: Codec::real,
    counts: booked, acknowledgements: cells, answers: cells, completions: cells);

wire_format!(
    booked,
    Counts {
        offered,
        declined,
        declined_later,
        overturned,
        failed,
        in_flight,
        abandoned,
        repeated_effects,
        never_completed,
        compensated,
        stuck,
        lost,
        dead,
        expired
    }
);

fn looks(codec: &mut Codec<'_>, waiting: &mut [u64; LOOKS]) {
    codec.counts(&mut waiting.each_mut());
}

fn distribution(codec: &mut Codec<'_>, times: &mut Distribution) {
    times.carry(codec);
}

fn cells(codec: &mut Codec<'_>, times: &mut Cells) {
    times.carry(codec);
}

fn reals(codec: &mut Codec<'_>, values: &mut [f64; 3]) {
    for value in values {
        codec.real(value);
    }
}
