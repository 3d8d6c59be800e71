//! From the ids of a scenario to the indices of a plan.

use crate::model::{Harm, Scenario, ServiceId, StepId};

/// Finds by id. In a valid scenario every id is found; the fallback is never used.
pub(super) struct Indices<'a>(pub(super) &'a Scenario);

impl Indices<'_> {
    pub(super) fn service(&self, id: &ServiceId) -> usize {
        self.0.services.iter().position(|service| &service.id == id).unwrap_or_default()
    }

    /// Whether what a topic has kept is replayed.
    pub(super) fn is_replayed(&self, id: &StepId) -> bool {
        self.0
            .faults
            .iter()
            .flat_map(|fault| fault.what.harms())
            .any(|harm| matches!(harm, Harm::Replay { step, .. } if step == id))
    }

    pub(super) fn step(&self, id: &StepId) -> usize {
        self.0.process.steps.iter().position(|step| &step.id == id).unwrap_or_default()
    }
}
