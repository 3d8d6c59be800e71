//! Circumstances: what the process as a whole has to do with. A run does not act on them; the verdict does.

use schemars::JsonSchema;

use super::fields::{object, words};
use crate::units::Factor;

/// What the process as a whole has to do with; what is absent has not been answered.
#[derive(Debug, Clone, PartialEq, Default, JsonSchema)]
#[schemars(deny_unknown_fields, default)]
pub struct Circumstances {
    /// Whether the core is a conversation: one party asks, the other answers, step by step.
    pub conversation: Option<bool>,
    /// How the load behaves.
    pub traffic: Option<Traffic>,
    /// Whether there is so much of it that waiting for each answer would not do.
    pub high_volume: Option<bool>,
    /// Whether most decisions need one central store that is up to date.
    pub data_gravity: Option<bool>,
    /// Whether the history of every case must be kept, to be looked at later.
    pub audit: Option<bool>,
    /// Whether being early on the market matters more than growth.
    pub time_to_market: Option<bool>,
    /// Whether the process changes often, in several places at once.
    pub volatile: Option<bool>,
    /// Whether others build on it through a public interface.
    pub public_api: Option<bool>,
    /// Whether clients must be told of changes without asking.
    pub client_updates: Option<bool>,
    /// How many reads there are for one write.
    pub reads_per_write: Option<Factor>,
    /// Whether the broker is guarded and backed up as a datastore is.
    pub broker_protected: Option<bool>,
    /// Whose credentials publishers and consumers use.
    pub credentials: Option<Credentials>,
    /// When somebody is told of dead letters.
    pub dead_letter_alerts: Option<DeadLetterAlerts>,
}

/// How the load behaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, JsonSchema)]
#[schemars(rename_all = "kebab-case")]
pub enum Traffic {
    /// Predictable.
    #[default]
    Steady,
    /// In bursts.
    Bursty,
}

/// Whose credentials publishers and consumers of a broker use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, JsonSchema)]
#[schemars(rename_all = "kebab-case")]
pub enum Credentials {
    /// The same, for every topic.
    #[default]
    Shared,
    /// Their own, for the topics they need.
    PerTopic,
}

/// When somebody is told of dead letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, JsonSchema)]
#[schemars(rename_all = "kebab-case")]
pub enum DeadLetterAlerts {
    /// Never.
    #[default]
    None,
    /// When there are many.
    Count,
    /// When one is old, or all are large together.
    AgeAndSize,
}

object!(Circumstances {
    conversation,
    traffic,
    high_volume,
    data_gravity,
    audit,
    time_to_market,
    volatile,
    public_api,
    client_updates,
    reads_per_write,
    broker_protected,
    credentials,
    dead_letter_alerts,
});

words!(Traffic { "steady" => Steady, "bursty" => Bursty });
words!(Credentials { "shared" => Shared, "per-topic" => PerTopic });
words!(DeadLetterAlerts { "none" => None, "count" => Count, "age-and-size" => AgeAndSize });
