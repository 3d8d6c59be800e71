//! Services: pools of workers with a queue in front.

use schemars::JsonSchema;

use super::ServiceId;
use super::fields::object;
use super::limits;
use crate::units::{Factor, Seconds};

/// A pool of workers with a queue in front; whatever works there occupies one of them.
#[derive(Debug, Clone, PartialEq, Default, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Service {
    /// Unique among the services.
    pub id: ServiceId,
    /// What people call it; empty: the id is shown.
    #[schemars(default)]
    pub name: String,
    /// How many it can work on at once; absent: unlimited.
    #[schemars(default, range(min = 1, max = limits::WORKERS))]
    pub workers: Option<u32>,
    /// Whether the number of its workers is a guess that nobody has confirmed yet.
    #[schemars(default)]
    pub assumed: bool,
    /// How many calls may wait; a further one is refused at once. Absent: any number.
    #[schemars(default, range(max = limits::QUEUE))]
    pub queue_limit: Option<u32>,
    /// Copies of the workers that come and go with the queue and the backlog; absent: one copy, always.
    #[schemars(default)]
    pub replicas: Option<Replicas>,
}

/// Copies of a service's workers that follow its load.
#[derive(Debug, Clone, PartialEq, JsonSchema)]
#[schemars(deny_unknown_fields, default)]
pub struct Replicas {
    /// How many copies there are at first, and at least; at least 1.
    #[schemars(range(min = 1, max = limits::REPLICAS))]
    pub min: u32,
    /// How many there are at most.
    #[schemars(range(min = 1, max = limits::REPLICAS))]
    pub max: u32,
    /// A copy is added while more than this wait per worker, in queue and topics.
    pub add_above: Factor,
    /// A copy is removed while fewer than this wait per worker.
    pub remove_below: Factor,
    /// How often the load is looked at.
    #[schemars(extend("minimum" = limits::CHECK_S))]
    pub check_s: Seconds,
    /// How long an added copy takes to start.
    pub start_s: Seconds,
}

object!(Service { id: required, name, workers, assumed, queue_limit, replicas });
object!(Replicas { min, max, add_above, remove_below, check_s, start_s });

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

    /// How many workers it can have at most, all copies together; none: any number.
    #[must_use]
    pub fn most_workers(&self) -> Option<u32> {
        let copies = self.replicas.as_ref().map_or(1, |it| it.max);
        Some(self.workers?.saturating_mul(copies))
    }
}
