//! The workload: what arrives, how often and for how long.

use deserr::Deserr;
use schemars::JsonSchema;
use serde::Serialize;

use super::Work;
use super::limits;
use super::misreading::Misreadings;
use crate::units::{Factor, Milliseconds, PerSecond, Seconds};

/// What arrives, and for how long.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema, Deserr)]
#[deserr(deny_unknown_fields, error = Misreadings)]
#[schemars(deny_unknown_fields, default)]
pub struct Workload {
    /// How requests arrive.
    #[deserr(default)]
    pub arrivals: Arrivals,
    /// How many arrive in a second, before the profile; unused in a closed loop.
    #[deserr(default = Self::default().rate_per_s)]
    pub rate_per_s: PerSecond,
    /// How many users there are in a closed loop.
    #[deserr(default)]
    #[schemars(range(min = 1, max = limits::USERS))]
    pub users: Option<u32>,
    /// How long a user of a closed loop pauses between an answer and the next request.
    #[deserr(default)]
    pub think: Option<Work>,
    /// Multiples of the rate, each from its moment until the next; before the first: 1.
    #[deserr(default)]
    #[schemars(length(max = limits::PROFILE_POINTS))]
    pub profile: Vec<ProfilePoint>,
    /// How long requests arrive.
    #[deserr(default = Self::default().duration_s)]
    #[schemars(extend("exclusiveMinimum" = 0))]
    pub duration_s: Seconds,
    /// How much of the beginning is left out of latencies, rates and utilisation.
    #[deserr(default = Self::default().warm_up_s)]
    pub warm_up_s: Seconds,
    /// How long, at most, what is under way may run on after the last arrival.
    #[deserr(default = Self::default().drain_s)]
    pub drain_s: Seconds,
    /// How long a customer waits before giving up; absent: for ever.
    #[deserr(default)]
    pub patience_ms: Option<Milliseconds>,
    /// How often a customer who gave up submits the request again.
    #[deserr(default)]
    #[schemars(range(max = limits::RESUBMISSIONS))]
    pub resubmissions: u32,
}

/// How requests arrive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema, Deserr)]
#[serde(rename_all = "kebab-case")]
#[deserr(error = Misreadings)]
pub enum Arrivals {
    /// Independently of one another: exponential gaps.
    #[default]
    #[deserr(rename = "poisson")]
    Poisson,
    /// At equal distances.
    #[deserr(rename = "constant")]
    Constant,
    /// From a fixed number of users, each of whom waits for an answer, thinks, and asks again.
    #[deserr(rename = "closed")]
    Closed,
}

/// From this moment on, so many times the rate.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema, Deserr)]
#[deserr(deny_unknown_fields, error = Misreadings)]
#[schemars(deny_unknown_fields)]
pub struct ProfilePoint {
    /// When.
    pub at_s: Seconds,
    /// How many times the rate.
    pub factor: Factor,
}

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
            patience_ms: None,
            resubmissions: 0,
        }
    }
}
