//! Branches and the workflow: what is counted of them, and their figures. Who went which way and what came of
//! it, and what the conductor had to hear.

use serde::{Deserialize, Serialize};

use super::distribution::{Distribution, Latency};
use crate::engine::codec::Codec;

/// What is counted of one branch: of the customers whose way it is.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(in crate::engine) struct BranchTally {
    /// Customers who came within the measured interval.
    pub arrived: u64,
    /// Of these, those who were served.
    pub served: u64,
    /// From a customer's first arrival to the answer that they heard.
    pub answer: Distribution,
    /// From the arrival of measured requests to their completion, and from their acknowledgement.
    pub completion: Distribution,
    pub inconsistency: Distribution,
}

/// What is counted of a workflow.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(in crate::engine) struct WorkflowTally {
    /// What its conductor was to hear, and has heard.
    pub sent: u64,
    pub heard: u64,
    pub max_backlog: u64,
    pub waits: Distribution,
}

/// The figures of one branch of a choice: of the customers whose way it is, those included who never came so
/// far.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct BranchFigures {
    /// Customers who came within the measured interval. Of a choice that lies on a branch of another one, those
    /// who come to it.
    pub customers: u64,
    /// The share of these who were served.
    pub success_ratio: Option<f64>,
    /// From a customer's first arrival to the answer that they heard; who heard none waits longer than any.
    pub answer_ms: Latency,
    /// Time to completion of the completed requests.
    pub completion_ms: Latency,
    /// From acknowledgement to completion, of the completed requests.
    pub inconsistency_ms: Latency,
}

/// The figures of a workflow: what its conductor had to hear, the start of each request's workflow and the
/// outcome of each command. `sent = heard + pending`.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct WorkflowFigures {
    /// Sent to it.
    pub sent: u64,
    /// Heard, and acted on.
    pub heard: u64,
    /// Neither yet: on the way, waiting, or being worked on.
    pub pending: u64,
    /// The most that waited at once.
    pub max_backlog: u64,
    /// How long each waited for a worker of the conductor.
    pub wait_ms: Latency,
}

impl BranchTally {
    pub(super) fn add(&mut self, more: &Self) {
        self.arrived += more.arrived;
        self.served += more.served;
        self.answer.add(&more.answer);
        self.completion.add(&more.completion);
        self.inconsistency.add(&more.inconsistency);
    }

    pub(in crate::engine) fn carry(codec: &mut Codec<'_>, branch: &mut Self) {
        let Self { arrived, served, answer, completion, inconsistency } = branch;
        codec.counts(&mut [arrived, served]);
        answer.carry(codec);
        completion.carry(codec);
        inconsistency.carry(codec);
    }

    pub(super) fn figures(&self) -> BranchFigures {
        #[allow(clippy::cast_precision_loss)] // customers of a run
        let success = (self.arrived > 0).then(|| self.served as f64 / self.arrived as f64);
        BranchFigures {
            customers: self.arrived,
            success_ratio: success,
            answer_ms: self.answer.latency_among(self.arrived),
            completion_ms: self.completion.latency(),
            inconsistency_ms: self.inconsistency.latency(),
        }
    }
}

impl WorkflowTally {
    pub(in crate::engine) fn carry(&mut self, codec: &mut Codec<'_>) {
        let Self { sent, heard, max_backlog, waits } = self;
        codec.counts(&mut [sent, heard, max_backlog]);
        waits.carry(codec);
    }

    pub(in crate::engine) fn is_unused(&self) -> bool {
        *self == Self::default()
    }
}
