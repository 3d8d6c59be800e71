//! Targets: what the figures are held against.

use deserr::Deserr;
use schemars::JsonSchema;
use serde::Serialize;

use super::misreading::Misreadings;
use crate::units::{Milliseconds, Ratio};

/// What the figures are held against; absent: not held against anything.
#[derive(Debug, Clone, PartialEq, Default, Serialize, JsonSchema, Deserr)]
#[deserr(deny_unknown_fields, error = Misreadings)]
#[schemars(deny_unknown_fields, default)]
pub struct Targets {
    /// 95 of 100 customers have their answer within this.
    #[deserr(default)]
    pub acknowledgement_p95_ms: Option<Milliseconds>,
    /// At least this share of the requests that were answered are acknowledged.
    #[deserr(default)]
    pub success_ratio: Option<Ratio>,
    /// 95 of 100 requests are complete within this.
    #[deserr(default)]
    pub completion_p95_ms: Option<Milliseconds>,
}
