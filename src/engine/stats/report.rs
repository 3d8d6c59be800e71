//! The report: the figures of a run.
//!
//! Latencies are over the requests that arrived in [warm-up, duration); rates, utilisation and mean
//! levels are over that interval; the books ([`Requests`] and the counts per topic) cover the whole
//! run. Intervals are 95 % confidence intervals over independent replications, or over batches where
//! one long run is the only replication. Times are in milliseconds, as their names say. A figure that
//! needs at least one observation is absent where there was none.

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

pub use super::branches::{BranchFigures, WorkflowFigures};
pub use super::causes::{Cause, FailedBy};
use super::counts::{Counts, is_none};
pub use super::distribution::Latency;
pub use super::requests::{Customers, Requests, StoppedBy};
pub use super::tally::Evidence;

/// The figures of a run: one or more independent replications of a scenario.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Report {
    /// The books.
    pub requests: Requests,
    /// Why requests failed, the most frequent first: as many together as failed.
    pub failed_by: Vec<FailedBy>,
    /// What became of the customers who came within the measured interval.
    pub customers: Customers,
    /// From a customer's first arrival to the answer that they heard, yes or no; `count` of them. A
    /// percentile that falls on one who heard none is absent, and so is the largest where there is one;
    /// the mean is over the answers that were heard.
    pub answer_ms: Latency,
    /// Time to acknowledgement of the acknowledged requests, whoever still waited for it.
    pub acknowledgement_ms: Latency,
    /// Time until the error of the failed requests.
    pub failure_ms: Latency,
    /// Time to completion of the completed requests.
    pub completion_ms: Latency,
    /// 95 of 100 requests that were told yes, not only that they are under way, are wholly done within this
    /// time; absent where that is one that is not complete, or never will be.
    pub done_p95_ms: Option<f64>,
    /// 95 % interval of that.
    pub done_p95_interval: Option<[f64; 2]>,
    /// From acknowledgement to completion, of the completed requests.
    pub inconsistency_ms: Latency,
    /// Acknowledged requests in a second.
    pub throughput_per_s: f64,
    /// 95 % interval of the throughput.
    pub throughput_interval: Option<[f64; 2]>,
    /// The share of the customers who were served.
    pub success_ratio: Option<f64>,
    /// 95 % interval of the success ratio.
    pub success_interval: Option<[f64; 2]>,
    /// By step.
    pub steps: IndexMap<String, StepFigures>,
    /// By service.
    pub services: IndexMap<String, ServiceFigures>,
    /// By topic; a topic has the id of the step that reacts to it.
    pub topics: IndexMap<String, TopicFigures>,
    /// By choice, then by branch, what came of the customers who went that way.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub choices: IndexMap<String, IndexMap<String, BranchFigures>>,
    /// What the conductor of the workflow had to hear; absent where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub workflow: Option<WorkflowFigures>,
    /// By step that has a tolerance and was asked for: how long it took.
    pub tolerances: IndexMap<String, ToleranceFigure>,
    /// How many more customers wait for their answer with each second towards the end of the interval, where
    /// that grows: their times then depend on how long the run is. Absent where it does not.
    pub waiting_growth_per_s: Option<f64>,
    /// Each target with what was reached.
    pub targets: IndexMap<String, TargetFigure>,
    /// How many replications there were.
    pub replications: u32,
    /// How many things happened in all of them.
    pub events_processed: u64,
    /// What ended the run.
    pub stopped_by: StoppedBy,
    /// The histograms and sums that all of this follows from, so that reports can be merged.
    pub evidence: Evidence,
}

/// The figures of one step.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct StepFigures {
    /// Calls and deliveries that were tried.
    pub attempts: u64,
    /// How often it was asked for in a second of the measured interval, attempts after the first included.
    pub asked_per_s: f64,
    /// Attempts that ended well.
    pub succeeded: u64,
    /// Attempts that failed, refused and timed out ones included.
    pub failed: u64,
    /// Attempts that the caller gave up waiting for.
    pub timed_out: u64,
    /// Attempts that were refused: queue full, service down, breaker open, bulkhead full.
    pub refused: u64,
    /// Attempts after the first.
    pub retries: u64,
    /// Attempts that left the queue, since whoever had made them had gone; of those that failed.
    #[serde(default, skip_serializing_if = "is_none")]
    pub cancelled: u64,
    /// Times it was undone.
    pub compensated: u64,
    /// Attempts that did their work and answered no by themselves; beside `succeeded` and `failed`.
    pub declined: u64,
    /// How often customers asked how far it was.
    pub questions: u64,
    /// From reaching the service, or the topic, until a worker took it.
    pub wait_ms: Latency,
    /// The share of attempts that had to wait.
    pub wait_ratio: Option<f64>,
    /// How long a worker was busy with it.
    pub work_ms: Latency,
}

/// The figures of one service.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct ServiceFigures {
    /// The share of its workers' time in which they were taken; absent where workers are unlimited.
    pub utilisation: Option<f64>,
    /// The share of its workers' time in which they were taken but only waited for others; absent where workers are unlimited.
    pub held_waiting_ratio: Option<f64>,
    /// What was asked of it within the measured interval, attempts after the first included, over what
    /// its workers can do in that time: from 1 on it cannot keep up. Absent where workers are unlimited, or
    /// nothing was done of what was asked.
    pub demand_ratio: Option<f64>,
    /// The mean number of calls in its queue.
    pub mean_queue: f64,
    /// The longest queue.
    pub max_queue: u64,
    /// Calls refused because the queue was full.
    pub rejected: u64,
    /// The most copies of its workers.
    pub replicas_max: u32,
}

/// The figures of one topic: `published + replayed = consumed + pending + dead + lost + expired`.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct TopicFigures {
    /// Events published to it, or meant to be.
    pub published: u64,
    /// Consumed well.
    pub consumed: u64,
    /// Neither yet: in an outbox, on the way, waiting, or being worked on.
    pub pending: u64,
    /// Dead letters.
    pub dead: u64,
    /// Lost: published without an outbox while the broker was away, or dropped after the last attempt.
    pub lost: u64,
    /// Put there once more, by a replay or a redrive.
    #[serde(default, skip_serializing_if = "is_none")]
    pub replayed: u64,
    /// Dropped at their turn, being older than they may be.
    #[serde(default, skip_serializing_if = "is_none")]
    pub expired: u64,
    /// How often an event that was to be delivered again held its partition, and all that waited behind it.
    #[serde(default, skip_serializing_if = "is_none")]
    pub holds: u64,
    /// The most partitions that were held so at once.
    #[serde(default, skip_serializing_if = "is_none")]
    pub max_held: u64,
    /// Deliveries that repeated an effect.
    pub repeated: u64,
    /// The deepest backlog.
    pub max_backlog: u64,
    /// The greatest age of the oldest waiting event.
    pub max_lag_ms: f64,
    /// The age of the oldest dead letter at the end of the run; 0 without one.
    pub oldest_dead_ms: f64,
    /// The size of the dead letters, where the event's size is known.
    pub dead_bytes: u64,
    /// What is published in a day at this pace, where the event's size is known.
    pub bytes_per_day: f64,
    /// How long the deepest backlog took to drain; 0 where there was none or it never did.
    pub drain_s: f64,
    /// What was asked of its consumers, redeliveries included, over what they can do: from 1 on they
    /// cannot keep up. Absent where there is no limit to them, or nothing was done of what was asked.
    pub demand_ratio: Option<f64>,
    /// How many more events wait with each second towards the end of the interval, where that grows.
    pub backlog_growth_per_s: Option<f64>,
}

/// How long a step took that may take so long: from when it was first asked for (called, or its event
/// stored or published) until its own work had ended well. What never got there took longer than any.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct ToleranceFigure {
    /// How long it may take.
    pub tolerance_ms: f64,
    /// The median; absent where that is one that never got there.
    pub p50: Option<f64>,
    /// The 95th percentile; absent where that is one that never got there.
    pub p95: Option<f64>,
    /// The share that took longer.
    pub beyond_ratio: f64,
    /// Whether 95 of 100 were in time.
    pub met: bool,
}

/// A target and what was reached.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct TargetFigure {
    /// What was hoped for.
    pub target: f64,
    /// What was reached; absent where nothing was measured.
    pub actual: Option<f64>,
    /// Whether that is good enough; false where nothing was measured.
    pub met: bool,
}

impl Report {
    /// Whether every target and every tolerance is met.
    #[must_use]
    pub fn is_met(&self) -> bool {
        self.targets.values().all(|target| target.met) && self.tolerances.values().all(|it| it.met)
    }

    /// What became of the requests and events of all replications together.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let lost = self.topics.values().map(|topic| topic.lost).sum();
        let dead = self.topics.values().map(|topic| topic.dead).sum();
        let expired = self.topics.values().map(|topic| topic.expired).sum();
        Counts { lost, dead, expired, ..Counts::of_requests(&self.requests) }
    }
}
