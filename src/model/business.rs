//! What the business says of a step: the plain questions from which the verdict follows.
//!
//! Every answer may be missing; the verdict then says what it would change. Of all of them a run acts
//! on [`necessity`](Business::necessity) and [`compensation`](Business::compensation) alone.

use schemars::JsonSchema;

use super::StepId;
use super::fields::{object, words};
use crate::units::Milliseconds;

/// What the business says of a step; what is absent has not been answered.
#[derive(Debug, Clone, PartialEq, Default, JsonSchema)]
#[schemars(deny_unknown_fields, default)]
pub struct Business {
    /// Whether the process needs this step's answer now, to go on.
    pub response: Option<Response>,
    /// Whether a request may do without the step; unanswered, a run takes it as required.
    pub necessity: Option<Necessity>,
    /// How long it may take until the step's outcome shows.
    pub tolerance_ms: Option<Milliseconds>,
    /// How soon everybody must see what the step changed.
    pub consistency: Option<Consistency>,
    /// What the step is for.
    pub kind: Option<Purpose>,
    /// Who performs it.
    pub party: Option<Party>,
    /// The name of what it succeeds or fails together with, such as `pay-and-reserve`.
    #[schemars(length(min = 1))]
    pub unit: Option<String>,
    /// The name of what undoes the step when its request fails, such as `refund-payment`.
    #[schemars(length(min = 1))]
    pub compensation: Option<String>,
    /// The steps whose outcome it needs, by id; an empty list: of none. Only these must have ended before it begins.
    pub needs: Option<Vec<StepId>>,
    /// Whether it must come in a strict order with the steps around it.
    pub ordered: Option<bool>,
    /// Whether somebody must be able to see afterwards what was done, and when.
    pub audit: Option<bool>,
    /// Whether it decides on central data that must be up to date.
    pub shared_data: Option<bool>,
    /// Whether its load comes in bursts; `false`: it is steady and predictable.
    pub bursty: Option<bool>,
    /// Whether it mostly waits for something outside, such as a disk or a partner.
    pub waits_for_io: Option<bool>,
    /// Whether its history is to be read again: state rebuilt, consumers added later.
    pub replay: Option<bool>,
}

/// Whether the process needs a step's answer now, to go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, JsonSchema)]
#[schemars(rename_all = "kebab-case")]
pub enum Response {
    /// Somebody waits for it.
    #[default]
    Immediate,
    /// It may follow.
    Deferred,
}

/// Whether a request may do without a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, JsonSchema)]
#[schemars(rename_all = "kebab-case")]
pub enum Necessity {
    /// When the step has failed for good, so has the request.
    #[default]
    Required,
    /// The request goes on without it, degraded.
    Optional,
}

/// How soon everybody must see what a step changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, JsonSchema)]
#[schemars(rename_all = "kebab-case")]
pub enum Consistency {
    /// At once, everybody.
    #[default]
    Strong,
    /// At once, whoever made the change; others later.
    ReadYourWrites,
    /// Later, everybody.
    Eventual,
}

/// What a step is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, JsonSchema)]
#[schemars(rename_all = "kebab-case")]
pub enum Purpose {
    /// It changes what the process is about.
    #[default]
    Core,
    /// It keeps data that follows from other data, such as a rating or a search index.
    Derived,
    /// It tells somebody.
    Notification,
    /// It only looks something up.
    Query,
}

/// Who performs a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, JsonSchema)]
#[schemars(rename_all = "kebab-case")]
pub enum Party {
    /// A service of one's own.
    #[default]
    Internal,
    /// Somebody else's.
    External,
}

object!(Business {
    response,
    necessity,
    tolerance_ms,
    consistency,
    kind,
    party,
    unit,
    compensation,
    needs,
    ordered,
    audit,
    shared_data,
    bursty,
    waits_for_io,
    replay,
});

words!(Response { "immediate" => Immediate, "deferred" => Deferred });
words!(Necessity { "required" => Required, "optional" => Optional });
words!(Consistency {
    "strong" => Strong,
    "read-your-writes" => ReadYourWrites,
    "eventual" => Eventual,
});
words!(Purpose {
    "core" => Core,
    "derived" => Derived,
    "notification" => Notification,
    "query" => Query,
});
words!(Party { "internal" => Internal, "external" => External });

impl Business {
    /// Whether a run needs the step: unless the answer is that it may do without.
    #[must_use]
    pub fn is_required(&self) -> bool {
        self.necessity != Some(Necessity::Optional)
    }
}
