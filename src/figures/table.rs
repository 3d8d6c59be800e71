//! The table. What is measured comes first, then what went wrong, which is counted.

use super::{Better, Figure, Found, NEVER, Unit};
use crate::engine::influence::{self, Times};
use crate::engine::{Counts, Report, Sample};

/// A latency of the report, its interval, and what each sample adds to it: of a percentile, of which times.
macro_rules! measured {
    ($of:ident.$figure:ident, $interval:ident, $times:ident, $rank:literal) => {
        measured!($of.$figure, $interval, |report| influence::of_rank(
            &report.evidence,
            Times::$times,
            $rank
        ))
    };
    ($of:ident.$figure:ident, $interval:ident, $influences:expr) => {
        Found::Measured {
            of_report: |report| report.$of.$figure,
            interval: |report| report.$of.$interval,
            influences: $influences,
        }
    };
}

/// Every figure.
pub static FIGURES: [Figure; 27] = [
    Figure {
        id: "answer_ms.mean",
        name: "Answer mean",
        means: "How long customers wait on average for the answer that they hear; who hears none is left out",
        found: measured!(answer_ms.mean, mean_interval, |report| of_mean(report, |sample| (
            sample.answer_sum,
            sample.answered
        ))),
        ..TIME
    },
    Figure {
        id: "answer_ms.p50",
        name: "Answer p50",
        means: "Half of all customers have their answer, yes or no, within this time; who hears none counts as longer than any",
        found: measured!(answer_ms.p50, p50_interval, Answer, 0.50),
        ..ANSWER
    },
    Figure {
        id: "answer_ms.p95",
        name: "Answer p95",
        means: "95 of 100 customers have their answer, yes or no, within this time; who hears none counts as longer than any",
        target: Some("acknowledgement_p95_ms"),
        found: measured!(answer_ms.p95, p95_interval, Answer, 0.95),
        ..ANSWER
    },
    Figure {
        id: "answer_ms.p99",
        name: "Answer p99",
        means: "99 of 100 customers have their answer, yes or no, within this time; who hears none counts as longer than any",
        found: measured!(answer_ms.p99, p99_interval, Answer, 0.99),
        ..ANSWER
    },
    Figure {
        id: "acknowledgement_ms.mean",
        name: "Acknowledgement mean",
        means: "How long an acknowledgement takes on average; errors and requests without an answer are left out",
        found: measured!(acknowledgement_ms.mean, mean_interval, |report| of_mean(
            report,
            |sample| (sample.acknowledgement_sum, sample.acknowledged)
        )),
        ..TIME
    },
    Figure {
        id: "acknowledgement_ms.p50",
        name: "Acknowledgement p50",
        means: "Half of the acknowledged requests are within this time; errors and requests without an answer are left out",
        found: measured!(acknowledgement_ms.p50, p50_interval, Acknowledgement, 0.50),
        ..TIME
    },
    Figure {
        id: "acknowledgement_ms.p95",
        name: "Acknowledgement p95",
        means: "95 of 100 acknowledged requests are within this time; errors and requests without an answer are left out",
        found: measured!(acknowledgement_ms.p95, p95_interval, Acknowledgement, 0.95),
        ..TIME
    },
    Figure {
        id: "acknowledgement_ms.p99",
        name: "Acknowledgement p99",
        means: "99 of 100 acknowledged requests are within this time; errors and requests without an answer are left out",
        found: measured!(acknowledgement_ms.p99, p99_interval, Acknowledgement, 0.99),
        ..TIME
    },
    Figure {
        id: "completion_ms.mean",
        name: "Completion mean",
        means: "How long it takes on average until a request is wholly done; what is never done is left out",
        found: measured!(completion_ms.mean, mean_interval, |report| of_mean(report, |sample| (
            sample.completion_sum,
            sample.completed
        ))),
        ..TIME
    },
    Figure {
        id: "completion_ms.p50",
        name: "Completion p50",
        means: "Half of the requests that are wholly done are so within this time; what is never done is left out",
        found: measured!(completion_ms.p50, p50_interval, Completion, 0.50),
        ..TIME
    },
    Figure {
        id: "completion_ms.p95",
        name: "Completed p95",
        means: "95 of 100 requests that are wholly done are so within this time; what is never done is left out",
        found: measured!(completion_ms.p95, p95_interval, Completion, 0.95),
        ..TIME
    },
    Figure {
        id: "done_p95_ms",
        name: "Completion p95",
        means: "95 of 100 requests that were told yes are wholly done within this time; what is open, was given up or turned out to be no counts as longer than any",
        absent: NEVER,
        target: Some("completion_p95_ms"),
        found: Found::Measured {
            of_report: |report| report.done_p95_ms,
            interval: |report| report.done_p95_interval,
            influences: |report| influence::of_rank(&report.evidence, Times::Done, 0.95),
        },
        ..TIME
    },
    Figure {
        id: "success_ratio",
        name: "Success",
        means: "So many of 100 customers were told yes or no while they waited, and no yes turned out to be a no, nor was anything that had to follow given up",
        unit: Unit::Share,
        better: Better::Higher,
        absent: "–",
        target: Some("success_ratio"),
        found: Found::Measured {
            of_report: |report| report.success_ratio,
            interval: |report| report.success_interval,
            influences: of_success,
        },
    },
    Figure {
        id: "throughput_per_s",
        name: "Throughput",
        means: "So many requests are acknowledged in a second",
        unit: Unit::PerSecond,
        better: Better::Higher,
        absent: "–",
        target: None,
        found: Found::Measured {
            of_report: |report| Some(report.throughput_per_s),
            interval: |report| report.throughput_interval,
            influences: of_throughput,
        },
    },
    Figure {
        id: "requests.failed",
        name: "Requests failed",
        means: "Answered with an error",
        found: Found::Counted(|counts| counts.failed),
        ..WRONG
    },
    Figure {
        id: "requests.declined",
        name: "Answered no",
        means: "A required step before the line said no, and the customer was told at once",
        // That is the business's to say.
        better: Better::Neither,
        found: Found::Counted(|counts| counts.declined),
        ..WRONG
    },
    Figure {
        id: "requests.declined_later",
        name: "Declined later",
        means: "Acknowledged as under way, and later answered no: the customer had been told to wait",
        better: Better::Neither,
        found: Found::Counted(|counts| counts.declined_later),
        ..WRONG
    },
    Figure {
        id: "requests.overturned",
        name: "Overturned",
        means: "Told yes, and it was no: a required step behind the line said so, and the customer had not been told to wait",
        found: Found::Counted(|counts| counts.overturned),
        ..WRONG
    },
    Figure {
        id: "requests.in_flight",
        name: "Not answered",
        means: "Still without an answer when the run ended",
        found: Found::Counted(|counts| counts.in_flight),
        ..WRONG
    },
    Figure {
        id: "requests.abandoned",
        name: "Gave up waiting",
        means: "Submissions that a customer left before the answer came; they may have submitted again",
        found: Found::Counted(|counts| counts.abandoned),
        ..WRONG
    },
    Figure {
        id: "requests.repeated_effects",
        name: "Effects repeated",
        means: "Done more than once: charged twice, sent twice",
        found: Found::Counted(|counts| counts.repeated_effects),
        ..WRONG
    },
    Figure {
        id: "requests.never_completed",
        name: "Never completed",
        means: "Acknowledged, but a required step behind the line was given up or lost",
        found: Found::Counted(|counts| counts.never_completed),
        ..WRONG
    },
    Figure {
        id: "requests.compensated",
        name: "Undone",
        means: "Failed, declined at once or later, overturned or never completed, and everything that had been done was undone",
        // Fewer fail, or fewer of those that fail can be undone.
        better: Better::Neither,
        found: Found::Counted(|counts| counts.compensated),
        ..WRONG
    },
    Figure {
        id: "requests.stuck",
        name: "Stuck",
        means: "Could not be undone: somebody has to look",
        found: Found::Counted(|counts| counts.stuck),
        ..WRONG
    },
    Figure {
        id: "topics.lost",
        name: "Events lost",
        means: "Nobody will ever react to them",
        found: Found::Counted(|counts| counts.lost),
        ..WRONG
    },
    Figure {
        id: "topics.dead",
        name: "Dead letters",
        means: "Events given up after the last attempt",
        found: Found::Counted(|counts| counts.dead),
        ..WRONG
    },
    Figure {
        id: "topics.expired",
        name: "Events expired",
        means: "Older at their turn than they may be, and dropped",
        found: Found::Counted(|counts| counts.expired),
        ..WRONG
    },
];

/// What lengths of time have in common.
const TIME: Figure = Figure {
    id: "",
    name: "",
    means: "",
    unit: Unit::Milliseconds,
    better: Better::Lower,
    absent: "–",
    target: None,
    found: Found::Counted(none),
};

/// What percentiles of the answer have in common.
const ANSWER: Figure = Figure { absent: NEVER, ..TIME };

/// What counts of what went wrong have in common.
const WRONG: Figure = Figure { unit: Unit::InThousand, ..TIME };

const fn none(_: &Counts) -> u64 {
    0
}

/// Of a mean of times, from each sample's sum in microseconds and their count.
#[allow(clippy::cast_precision_loss)] // microseconds and counts below 2^53
fn of_mean(report: &Report, of: fn(&Sample) -> (u64, u64)) -> Vec<f64> {
    influence::of_ratio(&report.evidence, |sample| {
        let (sum, count) = of(sample);
        (sum as f64 / 1_000.0, count as f64)
    })
}

#[allow(clippy::cast_precision_loss)] // counts below 2^53
fn of_success(report: &Report) -> Vec<f64> {
    influence::of_ratio(&report.evidence, |sample| (sample.served as f64, sample.customers as f64))
}

#[allow(clippy::cast_precision_loss)] // counts below 2^53
fn of_throughput(report: &Report) -> Vec<f64> {
    influence::of_ratio(&report.evidence, |sample| (sample.answered_inside as f64, sample.seconds))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::report::Latency;

    /// A report in which every latency and share has this value.
    fn report(value: f64) -> Report {
        let times = Latency {
            mean: Some(value),
            p50: Some(value),
            p95: Some(value),
            p99: Some(value),
            ..Latency::default()
        };
        Report {
            answer_ms: times,
            acknowledgement_ms: times,
            completion_ms: times,
            done_p95_ms: Some(value),
            success_ratio: Some(value),
            throughput_per_s: value,
            ..Report::default()
        }
    }

    #[test]
    fn a_target_is_called_as_the_document_calls_it_and_asks_for_what_is_better() {
        let field = |target: &str| match target {
            "acknowledgement_p95_ms" | "completion_p95_ms" => Better::Lower,
            "success_ratio" => Better::Higher,
            other => panic!("no target is called {other}"),
        };
        for it in FIGURES.iter().filter(|it| it.target.is_some()) {
            assert_eq!(field(it.target.unwrap()), it.better, "{it:?}");
        }
    }

    #[test]
    fn what_is_measured_is_read_from_the_report_and_counts_are_not() {
        for it in &FIGURES {
            let is_counted = it.unit == Unit::InThousand;
            assert_eq!(it.of_report(&report(0.25)).is_none(), is_counted, "{it:?}");
            assert_eq!(it.count(&report(0.25)).is_some(), is_counted, "{it:?}");
        }
    }
}
