//! Services: pools of workers with a queue in front.

use deserr::Deserr;
use schemars::JsonSchema;
use serde::Serialize;

use super::ServiceId;
use super::limits;
use super::misreading::Misreadings;
use crate::units::{Factor, Seconds};

/// A pool of workers with a queue in front; whatever works there occupies one of them.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema, Deserr)]
#[deserr(deny_unknown_fields, error = Misreadings)]
#[schemars(deny_unknown_fields)]
pub struct Service {
    /// Unique among the services.
    pub id: ServiceId,
    /// What people call it; empty: the id is shown.
    #[deserr(default)]
    #[schemars(default)]
    pub name: String,
    /// How many it can work on at once; absent: unlimited.
    #[deserr(default)]
    #[schemars(default, range(min = 1, max = limits::WORKERS))]
    pub workers: Option<u32>,
    /// How many calls may wait; a further one is refused at once. Absent: any number.
    #[deserr(default)]
    #[schemars(default, range(max = limits::QUEUE))]
    pub queue_limit: Option<u32>,
    /// Copies of the workers that come and go with the queue and the backlog; absent: one copy, always.
    #[deserr(default)]
    #[schemars(default)]
    pub replicas: Option<Replicas>,
}

/// Copies of a service's workers that follow its load.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema, Deserr)]
#[deserr(deny_unknown_fields, error = Misreadings)]
#[schemars(deny_unknown_fields, default)]
pub struct Replicas {
    /// How many copies there are at first, and at least; at least 1.
    #[deserr(default = Self::default().min)]
    #[schemars(range(min = 1, max = limits::REPLICAS))]
    pub min: u32,
    /// How many there are at most.
    #[deserr(default = Self::default().max)]
    #[schemars(range(min = 1, max = limits::REPLICAS))]
    pub max: u32,
    /// A copy is added while more than this wait per worker, in queue and topics.
    #[deserr(default = Self::default().add_above)]
    pub add_above: Factor,
    /// A copy is removed while fewer than this wait per worker.
    #[deserr(default = Self::default().remove_below)]
    pub remove_below: Factor,
    /// How often the load is looked at.
    #[deserr(default = Self::default().check_s)]
    #[schemars(extend("minimum" = limits::CHECK_S))]
    pub check_s: Seconds,
    /// How long an added copy takes to start.
    #[deserr(default = Self::default().start_s)]
    pub start_s: Seconds,
}

impl Default for Replicas {
    fn default() -> Self {
        Self {
            min: 1,
            max: 4,
            add_above: Factor::clamped(2.0),
            remove_below: Factor::clamped(0.1),
            check_s: Seconds::clamped(1.0),
            start_s: Seconds::clamped(5.0),
        }
    }
}

impl Service {
    /// What to call the service on a screen.
    #[must_use]
    pub fn label(&self) -> &str {
        if self.name.is_empty() { self.id.as_str() } else { &self.name }
    }
}
