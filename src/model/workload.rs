//! The workload: what arrives, how often and for how long.

use schemars::JsonSchema;

use super::Work;
use super::fields::{object, words};
use super::limits;
use crate::units::{Factor, Milliseconds, PerSecond, Seconds, Skew};

/// What arrives, and for how long.
#[derive(Debug, Clone, PartialEq, JsonSchema)]
#[schemars(deny_unknown_fields, default)]
pub struct Workload {
    /// How requests arrive.
    pub arrivals: Arrivals,
    /// How many arrive in a second, before the profile; not given in a closed loop.
    pub rate_per_s: PerSecond,
    /// How many users there are in a closed loop.
    #[schemars(range(min = 1, max = limits::USERS))]
    pub users: Option<u32>,
    /// How long a user of a closed loop pauses between an answer and the next request.
    pub think: Option<Work>,
    /// Multiples of the rate, each from its moment until the next; before the first: 1.
    #[schemars(length(max = limits::PROFILE_POINTS))]
    pub profile: Vec<ProfilePoint>,
    /// How long requests arrive.
    #[schemars(extend("exclusiveMinimum" = 0))]
    pub duration_s: Seconds,
    /// How much of the beginning is left out of latencies, rates and utilisation.
    pub warm_up_s: Seconds,
    /// How long, at most, what is under way may run on after the last arrival.
    pub drain_s: Seconds,
    /// How many distinct keys there are (buyers, parcels, accounts), by which partitioned topics keep order;
    /// absent: each customer has their own.
    #[schemars(range(min = 1, max = limits::KEYS))]
    pub keys: Option<u32>,
    /// How unevenly customers fall on the keys: the exponent of Zipf's law; 0: evenly.
    pub key_skew: Skew,
    /// How long a customer waits before giving up; absent: they wait for ever.
    pub patience_ms: Option<Milliseconds>,
    /// How often a customer who gave up submits the request again.
    #[schemars(range(max = limits::RESUBMISSIONS))]
    pub resubmissions: u32,
}

/// How requests arrive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, JsonSchema)]
#[schemars(rename_all = "kebab-case")]
pub enum Arrivals {
    /// Independently of one another: exponential gaps.
    #[default]
    Poisson,
    /// At equal distances.
    Constant,
    /// From a fixed number of users, each of whom waits for an answer, thinks, and asks again.
    Closed,
}

/// From this moment on, so many times the rate.
#[derive(Debug, Clone, PartialEq, Default, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct ProfilePoint {
    /// When.
    pub at_s: Seconds,
    /// How many times the rate.
    pub factor: Factor,
}

object!(Workload {
    arrivals,
    rate_per_s,
    users,
    think,
    profile,
    duration_s,
    warm_up_s,
    drain_s,
    keys,
    key_skew,
    patience_ms,
    resubmissions,
});
object!(ProfilePoint { at_s: vital, factor: vital });

words!(Arrivals { "poisson" => Poisson, "constant" => Constant, "closed" => Closed });

impl Default for Workload {
    fn default() -> Self {
        Self {
            arrivals: Arrivals::Poisson,
            rate_per_s: PerSecond::clamped(10.0),
            users: None,
            think: None,
            profile: Vec::new(),
            duration_s: Seconds::clamped(60.0),
            warm_up_s: Seconds::clamped(0.0),
            drain_s: Seconds::clamped(60.0),
            keys: None,
            key_skew: Skew::default(),
            patience_ms: None,
            resubmissions: 0,
        }
    }
}
