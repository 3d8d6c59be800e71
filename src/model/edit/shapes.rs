//! Who calls a step, who commands it, and on which branch it is.

use super::follow::{adopt, command_follows};
use super::steps::{label, set, step_of};
use super::{Done, EditError, done};
use crate::model::{BranchPath, Mode, Scenario, ServiceId, StepId, Workflow};

/// Triggers a step by a call, or by an event.
///
/// # Errors
/// [`EditError`] where it does not exist.
pub(super) fn trigger(scenario: &mut Scenario, id: &StepId, mode: Mode) -> Result<Done, EditError> {
    let done = set(scenario, id, |step| step.mode = mode)?;
    command_follows(&mut scenario.process, id, None);
    adopt(&mut scenario.process);
    Ok(done)
}

/// Lets the workflow command a step.
///
/// # Errors
/// [`EditError`] where it does not exist, or nobody conducts.
pub(super) fn command(scenario: &mut Scenario, id: &StepId) -> Result<Done, EditError> {
    let name = label(&scenario.process, id);
    step_of(scenario, id)?.mode = Mode::Event;
    let workflow = scenario.process.workflow.as_mut().ok_or(EditError::NoWorkflow)?;
    if !workflow.steps.contains(id) {
        workflow.steps.push(id.clone());
        let order: Vec<&StepId> = scenario.process.steps.iter().map(|step| &step.id).collect();
        workflow.steps.sort_by_key(|id| order.iter().position(|it| *it == id));
    }
    Ok(done(format!("{name} is a command now."), id.clone()))
}

/// Lets a service conduct the workflow, or nobody.
///
/// # Errors
/// [`EditError`] where it does not exist.
pub(super) fn conduct_by(
    scenario: &mut Scenario,
    service: Option<&ServiceId>,
) -> Result<Done, EditError> {
    let Some(id) = service else {
        scenario.process.workflow = None;
        return Ok(done("Nobody conducts now: what was a command is an event.", ()));
    };
    let found = scenario.service(id).ok_or_else(|| EditError::NoSuchService(id.clone()))?;
    let said = format!("{} conducts the workflow now.", found.label());
    let workflow = scenario.process.workflow.get_or_insert_with(Workflow::default);
    workflow.service = id.clone();
    Ok(done(said, id.clone()))
}

/// Lets a step be called during the work of another one. It no longer comes after steps that somebody else
/// calls; calls of others that came after it come after its caller, which has ended when it has.
///
/// # Errors
/// [`EditError`] where one does not exist.
pub(super) fn set_caller(
    scenario: &mut Scenario,
    id: &StepId,
    caller: Option<&StepId>,
) -> Result<Done, EditError> {
    let name = label(&scenario.process, id);
    let said = match caller {
        Some(caller) => {
            step_of(scenario, caller)?;
            format!("{name} is called by {} now.", label(&scenario.process, caller))
        }
        None => format!("{name} is called by no other step now."),
    };
    let steps = scenario.process.steps.iter();
    let beside: Vec<StepId> =
        steps.filter(|it| it.caller.as_ref() == caller).map(|it| it.id.clone()).collect();
    let step = step_of(scenario, id)?;
    let before = std::mem::replace(&mut step.caller, caller.cloned());
    let came_after = step.after.clone();
    step.after.retain(|it| beside.contains(it));
    if let (None, Some(before), true) = (caller, &before, step.after.is_empty()) {
        step.after.push(before.clone());
    }
    for other in scenario.process.steps.iter_mut().filter(|it| it.mode == Mode::RequestResponse) {
        let Some(place) = other.after.iter().position(|it| it == id) else { continue };
        if other.caller.as_ref() == caller {
            continue;
        }
        other.after.remove(place);
        if Some(&other.id) == caller {
            // What came before it comes before its caller now.
            let missing = came_after.iter().filter(|it| !other.after.contains(it));
            let missing: Vec<StepId> = missing.cloned().collect();
            other.after.splice(place..place, missing);
            continue;
        }
        if let Some(instead) =
            caller.filter(|it| !other.after.contains(it) && other.caller.is_none())
        {
            other.after.insert(place, instead.clone());
        }
    }
    Ok(done(said, id.clone()))
}

/// Lets a step stand on a branch, or on all.
///
/// # Errors
/// [`EditError`] where it does not exist.
pub(super) fn set_branch(
    scenario: &mut Scenario,
    id: &StepId,
    branch: Option<&BranchPath>,
) -> Result<Done, EditError> {
    let name = label(&scenario.process, id);
    step_of(scenario, id)?.branch = branch.cloned();
    let said = match branch {
        Some(branch) => format!("{name} is on the branch {branch} now."),
        None => format!("{name} is on every branch now."),
    };
    Ok(done(said, id.clone()))
}
