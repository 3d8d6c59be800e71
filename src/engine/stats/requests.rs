//! The books: what became of the requests and of the customers, and what ended the run.

use serde::{Deserialize, Serialize};

/// What ended a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StoppedBy {
    /// Nothing was left to do, or the drain was over.
    #[default]
    Duration,
    /// A replication met its event budget: its figures cover less than the scenario's duration.
    EventBudget,
}

/// The books: at every instant `offered = acknowledged + declined + failed + in_flight` and
/// `acknowledged = completed + open + never_completed + declined_later + overturned`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Requests {
    /// Requests that arrived, submissions again included.
    pub offered: u64,
    /// Answered well.
    pub acknowledged: u64,
    /// Of these, answered without an optional step, or by a fallback.
    pub degraded: u64,
    /// Answered no, by a required step before the line.
    pub declined: u64,
    /// Answered with an error.
    pub failed: u64,
    /// Not answered when the run ended.
    pub in_flight: u64,
    /// Acknowledged, and every step of them has ended.
    pub completed: u64,
    /// Acknowledged, but not complete when the run ended.
    pub open: u64,
    /// Acknowledged, but a required step behind the line was given up or lost.
    pub never_completed: u64,
    /// Acknowledged as under way, and later answered no by a required step whose response is deferred.
    pub declined_later: u64,
    /// Acknowledged, and later answered no by any other required step: told yes, was no.
    pub overturned: u64,
    /// Given up by the customer before an answer came.
    pub abandoned: u64,
    /// Failed, declined at once or later, overturned or never completed, and all that had to be undone was.
    pub compensated: u64,
    /// A compensation was given up: somebody has to look.
    pub stuck: u64,
    /// Effects that happened more than once: charged twice, sent twice.
    pub repeated_effects: u64,
}

/// What became of the customers who came within the measured interval: each is one of these, counted by
/// itself. A customer is a first submission with its resubmissions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Customers {
    /// Customers who came.
    pub arrived: u64,
    /// Told yes or no while they waited, and a yes was neither overturned nor never completed.
    pub served: u64,
    /// Went without an answer, after the last submission that they had patience for.
    pub gave_up: u64,
    /// Still without an answer when the run ended.
    pub unanswered: u64,
    /// Told of an error while they waited.
    pub failed: u64,
    /// Told yes while they waited, but a required step behind the line was given up or lost.
    pub never_completed: u64,
    /// Told yes while they waited, but a required step behind the line answered no.
    pub overturned: u64,
}

impl Customers {
    /// Those who heard an answer that was no error.
    #[must_use]
    pub const fn answered(&self) -> u64 {
        self.served + self.never_completed + self.overturned
    }

    /// Adds those of another report.
    pub(super) fn add(&mut self, more: &Self) {
        let Self { arrived, served, gave_up, unanswered, failed, never_completed, overturned } =
            more;
        self.arrived += arrived;
        self.served += served;
        self.gave_up += gave_up;
        self.unanswered += unanswered;
        self.failed += failed;
        self.never_completed += never_completed;
        self.overturned += overturned;
    }

    /// Each is one of them, at every instant.
    #[cfg(debug_assertions)]
    pub(super) fn check(&self) {
        let Self { arrived, served, gave_up, unanswered, failed, never_completed, overturned } =
            *self;
        assert_eq!(arrived, served + gave_up + unanswered + failed + never_completed + overturned);
    }
}
