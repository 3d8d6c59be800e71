//! The extent of a run: which replications, and how many it takes for so many requests.

use serde::{Deserialize, Serialize};

use super::plan::Plan;
use crate::model::{Arrivals, Design, Work};

/// More replications than this are not asked for by a number of requests.
const MOST_REPLICATIONS: f64 = 100_000.0;

/// Which replications of a scenario a run covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Extent {
    /// The number of the first.
    pub first: u32,
    /// How many.
    pub replications: u32,
}

impl Extent {
    /// One replication, by its number.
    #[must_use]
    pub const fn replication(number: u32) -> Self {
        Self { first: number, replications: 1 }
    }

    /// The number after the last.
    #[must_use]
    pub const fn end(&self) -> u32 {
        self.first.saturating_add(self.replications)
    }

    /// The replications, from the first, that are expected to offer at least so many requests
    /// together; at least one, at most 100,000.
    #[must_use]
    pub fn for_requests(design: &Design, requests: u64) -> Self {
        #[allow(
            clippy::cast_precision_loss,
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss
        )] // within 1 and 100,000
        let replications = libm::ceil(requests as f64 / expected_requests(design))
            .clamp(1.0, MOST_REPLICATIONS) as u32;
        Self { first: 0, replications }
    }
}

/// How many requests one replication is expected to offer.
fn expected_requests(design: &Design) -> f64 {
    let workload = &design.workload;
    match workload.arrivals {
        Arrivals::Closed => {
            let think = workload.think.as_ref().map_or(1_000.0, Work::mean_ms);
            let work: f64 = design.process.steps.iter().map(|step| step.work.mean_ms()).sum();
            let cycle = (think + work).max(1.0) / 1_000.0;
            f64::from(workload.users.unwrap_or(1)) * workload.duration_s.get() / cycle
        }
        Arrivals::Poisson | Arrivals::Constant => {
            let workload = Plan::new(design).workload;
            workload.rates.iter().map(|rate| rate.come_within(0, workload.duration)).sum()
        }
    }
}
