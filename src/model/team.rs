//! The team: who builds and runs the process. A run does not act on it; the verdict does.

use schemars::JsonSchema;

use super::fields::{object, words};

/// Who builds and runs the process; what is absent has not been answered.
#[derive(Debug, Clone, PartialEq, Eq, Default, JsonSchema)]
#[schemars(deny_unknown_fields, default)]
pub struct Team {
    /// How much can be seen of one request across services.
    pub observability: Option<Observability>,
    /// How much experience there is with events in production.
    pub event_experience: Option<Experience>,
    /// How many teams work on the process.
    pub teams: Option<u32>,
    /// Whether they release without waiting for one another.
    pub independent_releases: Option<bool>,
}

/// How much can be seen of one request across services.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, JsonSchema)]
#[schemars(rename_all = "kebab-case")]
pub enum Observability {
    /// Each service has its own log.
    #[default]
    None,
    /// A correlation id, and one place for all logs.
    Basic,
    /// Tracing across services and events, replay, and dead letters that are watched, too.
    Advanced,
}

/// How much experience there is with something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, JsonSchema)]
#[schemars(rename_all = "kebab-case")]
pub enum Experience {
    /// None.
    #[default]
    None,
    /// First steps.
    Low,
    /// It has been run for long.
    High,
}

object!(Team { observability, event_experience, teams, independent_releases });

words!(Observability { "none" => None, "basic" => Basic, "advanced" => Advanced });
words!(Experience { "none" => None, "low" => Low, "high" => High });
