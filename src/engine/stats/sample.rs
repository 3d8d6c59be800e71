//! A sample: the figures of one replication, or of one of equal stretches of a single one, for intervals.

use serde::{Deserialize, Serialize};

use super::cells::Cells;
use super::counts::Counts;

/// The percentiles that a [`Sample`] has.
pub(super) const RANKS: [f64; 3] = [0.50, 0.95, 0.99];

/// The figures of one replication or one stretch of it, for intervals.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Sample {
    /// Measured acknowledged requests.
    pub acknowledged: u64,
    /// Their times to acknowledgement added up, in microseconds.
    pub acknowledgement_sum: u64,
    /// Their 50th, 95th and 99th percentiles, in milliseconds.
    pub acknowledgement_ranks: [f64; 3],
    /// Measured completed requests.
    pub completed: u64,
    /// Their times to completion added up, in microseconds.
    pub completion_sum: u64,
    /// Their 50th, 95th and 99th percentiles, in milliseconds.
    pub completion_ranks: [f64; 3],
    /// Customers who came within the measured interval and heard an answer, yes or no.
    pub answered: u64,
    /// Their times until then added up, in microseconds.
    pub answer_sum: u64,
    /// Customers of whom it was known here what became of them, or that they would hear nothing more.
    pub customers: u64,
    /// Those who were served, less those of whom it turned out later that they were not.
    pub served: i64,
    /// Measured failed requests.
    pub failed: u64,
    /// Requests acknowledged within the measured interval, whenever they arrived.
    pub answered_inside: u64,
    /// How long this was, in seconds.
    pub seconds: f64,
    /// What became of all requests and events of the replication, measured or not; all 0 where that is
    /// not known. Of stretches of one replication the last has them. They are no part of the JSON form,
    /// which has the same bits as before there were any.
    #[serde(skip)]
    pub counts: Counts,
    /// Its times to the answer, to acknowledgement and to completion, and of how many acknowledged requests
    /// the customer was told yes rather than that they were under way. No part of the JSON form either.
    #[serde(skip)]
    pub(in crate::engine) answers: Cells,
    #[serde(skip)]
    pub(in crate::engine) acknowledgements: Cells,
    #[serde(skip)]
    pub(in crate::engine) completions: Cells,
    #[serde(skip)]
    pub(in crate::engine) told_yes: i64,
}
