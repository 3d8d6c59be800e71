//! Policies: what the caller or the consumer does about trouble. The default is to do nothing.

use schemars::JsonSchema;

use super::fields::object;
use super::{StatusPolicy, limits};
use crate::units::{Milliseconds, Ratio};

/// What the caller of a step does about trouble.
#[derive(Debug, Clone, PartialEq, JsonSchema)]
#[schemars(deny_unknown_fields, default)]
pub struct CallPolicy {
    /// How long an attempt is waited for, from sending; absent: for ever.
    pub timeout_ms: Option<Milliseconds>,
    /// How many attempts may follow the first.
    #[schemars(range(max = limits::ATTEMPTS))]
    pub retries: u32,
    /// The pause before the first retry; it doubles with each further one.
    pub backoff_ms: Milliseconds,
    /// Whether a pause is drawn uniformly between zero and its length (full jitter).
    pub jitter: bool,
    /// Retries may be at most this share of the first attempts of the step so far, beyond a reserve of ten; absent: no budget.
    pub retry_budget_ratio: Option<Ratio>,
    /// Whether repeating the call repeats no effect.
    pub idempotent: bool,
    /// Stops calling for a while after failures in a row; absent: never.
    pub breaker: Option<Breaker>,
    /// How many calls of the step may be under way at once; absent: any number.
    #[schemars(range(min = 1, max = limits::WORKERS))]
    pub bulkhead: Option<u32>,
    /// Whether the request can go on, degraded, when the step has failed for good.
    pub fallback: bool,
}

/// A circuit breaker: closed until so many failures in a row, then open, then half-open for so many probes.
#[derive(Debug, Clone, PartialEq, JsonSchema)]
#[schemars(deny_unknown_fields, default)]
pub struct Breaker {
    /// Failures in a row that open it; at least 1.
    #[schemars(range(min = 1, max = limits::BREAKER))]
    pub failures: u32,
    /// How long it stays open.
    pub open_ms: Milliseconds,
    /// How many calls it lets through when half-open; all must succeed to close it; at least 1.
    #[schemars(range(min = 1, max = limits::BREAKER))]
    pub probes: u32,
}

/// What a consumer does about trouble.
#[derive(Debug, Clone, PartialEq, JsonSchema)]
#[schemars(deny_unknown_fields, default)]
#[allow(clippy::struct_excessive_bools)] // each is a policy of its own, there or not
pub struct DeliveryPolicy {
    /// How many events of the topic may be worked on at once; absent: as many as there are workers.
    #[schemars(range(min = 1, max = limits::WORKERS))]
    pub consumers: Option<u32>,
    /// How many attempts an event gets; at least 1.
    #[schemars(range(min = 1, max = limits::ATTEMPTS))]
    pub max_attempts: u32,
    /// The pause before the first redelivery; it doubles with each further one.
    pub backoff_ms: Milliseconds,
    /// Whether the event is stored with the state change and relayed when the broker is there.
    pub outbox: bool,
    /// Whether the consumer recognises an event it has had before.
    pub deduplicate: bool,
    /// Whether an event that failed its last attempt is kept as a dead letter; otherwise it is dropped.
    pub dead_letter: bool,
    /// Whether customers can ask how far the work is, and how often they do.
    pub status: StatusPolicy,
}

object!(CallPolicy {
    timeout_ms,
    retries,
    backoff_ms,
    jitter,
    retry_budget_ratio,
    idempotent,
    breaker,
    bulkhead,
    fallback,
});
object!(Breaker { failures, open_ms, probes });
object!(DeliveryPolicy {
    consumers,
    max_attempts,
    backoff_ms,
    outbox,
    deduplicate,
    dead_letter,
    status,
});

impl Default for CallPolicy {
    fn default() -> Self {
        Self {
            timeout_ms: None,
            retries: 0,
            backoff_ms: Milliseconds::clamped(50.0),
            jitter: false,
            retry_budget_ratio: None,
            idempotent: false,
            breaker: None,
            bulkhead: None,
            fallback: false,
        }
    }
}

impl Default for Breaker {
    fn default() -> Self {
        Self { failures: 5, open_ms: Milliseconds::clamped(5_000.0), probes: 1 }
    }
}

impl Default for DeliveryPolicy {
    fn default() -> Self {
        Self {
            consumers: None,
            max_attempts: 5,
            backoff_ms: Milliseconds::clamped(200.0),
            outbox: false,
            deduplicate: false,
            dead_letter: false,
            status: StatusPolicy::default(),
        }
    }
}
