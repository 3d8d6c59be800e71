//! What follows of a change: who calls a step, and what the workflow names.

use crate::model::{Mode, Process, ServiceId, Shape, StepId};

/// Calls without a caller that come after nothing but calls of one are its calls, too.
pub(super) fn adopt(process: &mut Process) {
    loop {
        let Some(shape) = Shape::new(process) else { return };
        let adopted = process.steps.iter().enumerate().find_map(|(index, step)| {
            if step.caller.is_some() || step.mode != Mode::RequestResponse {
                return None;
            }
            let (first, rest) = shape.predecessors(index).split_first()?;
            let caller = shape.caller(*first)?;
            rest.iter().all(|&it| shape.caller(it) == Some(caller)).then_some((index, caller))
        });
        let Some((index, caller)) = adopted else { return };
        let caller = process.steps.get(caller).map(|step| step.id.clone());
        if let Some(step) = process.steps.get_mut(index) {
            step.caller = caller;
        }
    }
}

/// What a step called is called by another one.
pub(super) fn calls_follow(process: &mut Process, id: &StepId, to: Option<&StepId>) {
    for step in process.steps.iter_mut().filter(|step| step.caller.as_ref() == Some(id)) {
        step.caller = to.cloned();
    }
}

/// What needed a step's outcome needs that of another one, or no longer.
pub(super) fn needs_follow(process: &mut Process, id: &StepId, to: Option<&StepId>) {
    for needs in process.steps.iter_mut().filter_map(|step| step.business.needs.as_mut()) {
        match to {
            Some(to) => {
                needs.iter_mut().filter(|it| *it == id).for_each(|it| *it = to.clone());
            }
            None => needs.retain(|it| it != id),
        }
    }
}

/// The workflow commands a step by another id, or no longer.
pub(super) fn command_follows(process: &mut Process, id: &StepId, to: Option<&StepId>) {
    let Some(workflow) = &mut process.workflow else { return };
    match to {
        Some(to) => (workflow.steps.iter_mut().filter(|it| *it == id))
            .for_each(|command| *command = to.clone()),
        None => workflow.steps.retain(|command| command != id),
    }
}

/// Who conducts follows the service's id.
pub(super) fn follow_service(process: &mut Process, follow: impl Fn(&mut ServiceId)) {
    if let Some(workflow) = &mut process.workflow {
        follow(&mut workflow.service);
    }
}
