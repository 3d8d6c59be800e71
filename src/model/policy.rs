//! Policies: what the caller or the consumer does about trouble. The default is to do nothing.

use schemars::JsonSchema;

use super::fields::{object, words};
use super::{StatusPolicy, limits};
use crate::units::{Milliseconds, Ratio, Seconds};

/// What the caller of a step does about trouble.
#[derive(Debug, Clone, PartialEq, JsonSchema)]
#[schemars(deny_unknown_fields, default)]
#[allow(clippy::struct_excessive_bools)] // each is a policy of its own, there or not
pub struct CallPolicy {
    /// How long an attempt is waited for, from sending; absent: it waits for ever.
    pub timeout_ms: Option<Milliseconds>,
    /// How many attempts may follow the first.
    #[schemars(range(max = limits::ATTEMPTS))]
    pub retries: u32,
    /// The pause before the first retry; it doubles with each further one.
    pub backoff_ms: Milliseconds,
    /// The longest that a pause grows; absent: it goes on doubling.
    pub backoff_max_ms: Option<Milliseconds>,
    /// Whether a pause is drawn uniformly between zero and its length (full jitter).
    pub jitter: bool,
    /// Retries may be at most this share of the first attempts of the step so far, beyond a reserve of ten; absent: no budget.
    pub retry_budget_ratio: Option<Ratio>,
    /// How long the call may take with all its attempts and pauses, from when it can be made; absent: any time.
    /// It ends the running attempt as a time-out would, and no pause begins that would not end before it. What
    /// runs on a worker that its request holds already, neither ends.
    pub deadline_ms: Option<Milliseconds>,
    /// Whether an attempt leaves the queue once whoever made it has gone: timed out, past its deadline, crashed or
    /// failed. What has begun is finished.
    pub cancel: bool,
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
    /// Into how many partitions the topic is split, by a hash of the key: each delivers one event at a time, in
    /// order; absent: a work queue, whose events any free consumer takes.
    #[schemars(range(min = 1, max = limits::PARTITIONS))]
    pub partitions: Option<u32>,
    /// When an event counts as taken: before the work is at most once, after it at least once.
    pub acknowledge: Acknowledge,
    /// How many attempts an event gets; at least 1.
    #[schemars(range(min = 1, max = limits::ATTEMPTS))]
    pub max_attempts: u32,
    /// The pause before the first redelivery; it doubles with each further one.
    pub backoff_ms: Milliseconds,
    /// How long a delivery may take before the event is delivered again while the work goes on; absent: any
    /// time.
    pub visibility_ms: Option<Milliseconds>,
    /// How old an event may be, since it was stored, at its turn: an older one is dropped; absent: of any age.
    pub expires_ms: Option<Milliseconds>,
    /// When the consumer joins; it then reads from the start; absent: it is there from the beginning.
    pub joins_at_s: Option<Seconds>,
    /// Whether the event is stored with the state change and relayed when the broker is there.
    pub outbox: bool,
    /// Whether the consumer recognises an event it has had before.
    pub deduplicate: bool,
    /// Whether an event that failed its last attempt is kept as a dead letter; otherwise it is dropped.
    pub dead_letter: bool,
    /// Whether customers can ask how far the work is, and how often they do.
    pub status: StatusPolicy,
}

/// When an event counts as taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, JsonSchema)]
#[schemars(rename_all = "kebab-case")]
pub enum Acknowledge {
    /// When the work has ended well: at least once.
    #[default]
    After,
    /// Before the work: one attempt; a failure or a crash loses the event.
    Before,
}

words!(Acknowledge { "after" => After, "before" => Before });

object!(CallPolicy {
    timeout_ms,
    retries,
    backoff_ms,
    backoff_max_ms,
    jitter,
    retry_budget_ratio,
    deadline_ms,
    cancel,
    idempotent,
    breaker,
    bulkhead,
    fallback,
});
object!(Breaker { failures, open_ms, probes });
object!(DeliveryPolicy {
    consumers,
    partitions,
    acknowledge,
    max_attempts,
    backoff_ms,
    visibility_ms,
    expires_ms,
    joins_at_s,
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
            backoff_max_ms: None,
            jitter: false,
            retry_budget_ratio: None,
            deadline_ms: None,
            cancel: false,
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

impl DeliveryPolicy {
    /// Attempts where nobody said how many.
    pub(crate) const ATTEMPTS: u32 = 5;

    /// How many attempts an event gets.
    #[must_use]
    pub const fn attempts(&self) -> u32 {
        match self.acknowledge {
            Acknowledge::Before => 1,
            Acknowledge::After => self.max_attempts,
        }
    }
}

impl Default for DeliveryPolicy {
    fn default() -> Self {
        Self {
            consumers: None,
            partitions: None,
            acknowledge: Acknowledge::After,
            max_attempts: Self::ATTEMPTS,
            backoff_ms: Milliseconds::clamped(200.0),
            visibility_ms: None,
            expires_ms: None,
            joins_at_s: None,
            outbox: false,
            deduplicate: false,
            dead_letter: false,
            status: StatusPolicy::default(),
        }
    }
}
