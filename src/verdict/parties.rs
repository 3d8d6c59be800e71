//! Who publishes, and who conducts.

use crate::model::{Party, Scenario, ServiceId, Step};

/// Who conducts a workflow, or would: the entry, or the service of the first step.
pub(super) fn conductor(scenario: &Scenario) -> Option<&ServiceId> {
    let process = &scenario.process;
    let begun = process.workflow.as_ref().map(|it| &it.service);
    // By their ids, so that the order of the document plays no part.
    let first = || {
        let steps = process.steps.iter().filter(|it| it.after.is_empty() && it.caller.is_none());
        steps.min_by(|one, other| one.id.cmp(&other.id)).map(|step| &step.service)
    };
    begun.or(process.entry.as_ref()).or_else(first)
}

/// Who publishes the event that a step reacts to: the service of the step before, or of its caller, or the
/// entry.
pub(super) fn publisher<'a>(scenario: &'a Scenario, step: &Step) -> Option<&'a ServiceId> {
    let process = &scenario.process;
    match step.after.last().or(step.caller.as_ref()).and_then(|id| process.step(id)) {
        // A partner publishes none of our events: whoever called it does.
        Some(before) if before.business.party == Some(Party::External) => {
            process.entry.as_ref().or(Some(&before.service))
        }
        Some(before) => Some(&before.service),
        None => process.entry.as_ref(),
    }
}
