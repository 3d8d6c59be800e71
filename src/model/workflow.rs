//! A workflow: steps behind the acknowledgement line that somebody conducts.

use schemars::JsonSchema;

use super::fields::object;
use super::limits;
use super::{ServiceId, StepId};
use crate::units::Milliseconds;

/// A conductor sends commands, one after the other or together, and hears of their outcomes.
///
/// A command has one addressee, is durable, and is tried again as its step's `delivery` says. The conductor
/// keeps its state, and holds no worker while it waits: what happens to it only delays.
#[derive(Debug, Clone, PartialEq, Default, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Workflow {
    /// Who conducts: sends the commands, and hears of their outcomes.
    pub service: ServiceId,
    /// The steps that it commands; their mode is `event`, since nobody waits for them.
    #[schemars(default, length(max = limits::STEPS))]
    pub steps: Vec<StepId>,
    /// How long the start and each outcome take one of the conductor's workers.
    #[schemars(default)]
    pub work_ms: Milliseconds,
}

object!(Workflow { service: required, steps, work_ms });
