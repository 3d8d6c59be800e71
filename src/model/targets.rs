//! Targets: what the figures are held against.

use schemars::JsonSchema;

use super::fields::object;
use crate::units::{Milliseconds, Ratio};

/// What the figures are held against; absent: not held against anything.
#[derive(Debug, Clone, PartialEq, Default, JsonSchema)]
#[schemars(deny_unknown_fields, default)]
pub struct Targets {
    /// 95 of 100 customers have their answer within this.
    pub acknowledgement_p95_ms: Option<Milliseconds>,
    /// At least this share of the customers are served.
    pub success_ratio: Option<Ratio>,
    /// 95 of 100 requests are complete within this.
    pub completion_p95_ms: Option<Milliseconds>,
}

object!(Targets { acknowledgement_p95_ms, success_ratio, completion_p95_ms });
