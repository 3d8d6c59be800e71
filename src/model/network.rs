//! What lies between services: the network that calls cross, and the broker that carries events.

use schemars::JsonSchema;

use super::fields::object;
use crate::units::{Milliseconds, Seconds};

/// The network between services.
#[derive(Debug, Clone, PartialEq, JsonSchema)]
#[schemars(deny_unknown_fields, default)]
pub struct Network {
    /// How long a call takes to arrive, and its answer to come back.
    pub one_way_ms: Milliseconds,
}

/// What carries events from publisher to consumer.
#[derive(Debug, Clone, PartialEq, JsonSchema)]
#[schemars(deny_unknown_fields, default)]
pub struct Broker {
    /// How long it takes until the broker has an event; a publisher without an outbox waits for it.
    pub publish_ms: Milliseconds,
    /// How long it takes from the broker until a consumer may take an event.
    pub deliver_ms: Milliseconds,
    /// How long topics keep an event, taken or not: it can be replayed so long, and is lost if nobody has taken
    /// it by then; absent: for ever.
    pub retention_s: Option<Seconds>,
}

object!(Network { one_way_ms });
object!(Broker { publish_ms, deliver_ms, retention_s });

impl Default for Network {
    fn default() -> Self {
        Self { one_way_ms: Milliseconds::clamped(1.0) }
    }
}

impl Default for Broker {
    fn default() -> Self {
        Self {
            publish_ms: Milliseconds::clamped(2.0),
            deliver_ms: Milliseconds::clamped(3.0),
            retention_s: None,
        }
    }
}
