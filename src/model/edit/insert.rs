//! A step is inserted between others: after one and before all that came directly after it, or on one link.
//!
//! What is inserted stands where its neighbours stand. It has the caller of the step before it, and the branch
//! of those that it is put between. It is called where what comes after it is waited for; where that follows
//! an event, so does it, or a command where that is one: whoever waited for an answer waits no longer than
//! before. What the step before would call itself, were it no event, belongs to that one's own work: it stays
//! directly behind it, unless nothing else comes after. Removing what was inserted leaves what was.

use super::steps::{Performer, blank, index_of, label, performer};
use super::{Done, Edit, EditError, done, shapes};
use crate::model::{BranchPath, Mode, Process, Scenario, Shape, Step, StepId, Trigger};
use crate::units::format::listed;

/// A step that is to be inserted.
#[derive(Debug, Clone, PartialEq)]
pub struct Insertion {
    /// What people shall call it; gets a number where another step is called so.
    pub name: String,
    /// Where.
    pub gap: Gap,
    /// Who performs it.
    pub by: Performer,
}

/// Between which steps one is inserted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Gap {
    /// Between a step and all that come directly after it.
    After(StepId),
    /// On one link. Without a step before, between the request, or the caller, and a step that comes after
    /// no other.
    Link {
        /// The step before the link.
        before: Option<StepId>,
        /// The step after it.
        after: StepId,
    },
}

/// The edit that inserts a step between one and all that come directly after it, performed by the same
/// service.
#[must_use]
pub fn add_after(scenario: &Scenario, step: &StepId) -> Edit {
    insertion(scenario, Gap::After(step.clone()), step)
}

/// The edit that inserts a step on a link, performed by the service of the step before it; where that is the
/// request, by that of the step after it.
#[must_use]
pub fn insert_on_link(scenario: &Scenario, before: Option<&StepId>, after: &StepId) -> Edit {
    let gap = Gap::Link { before: before.cloned(), after: after.clone() };
    insertion(scenario, gap, before.unwrap_or(after))
}

fn insertion(scenario: &Scenario, gap: Gap, like: &StepId) -> Edit {
    let service = scenario.process.step(like).map(|step| step.service.clone());
    let by = Performer::Existing(service.unwrap_or_default());
    Edit::InsertStep(Insertion { name: String::new(), gap, by })
}

/// What the new step is put between, by indices in the document.
struct Ends {
    before: Option<usize>,
    /// Each with whether it names the step before in its `after`; else it names it as its caller, or nothing.
    after: Vec<(usize, bool)>,
}

/// Inserts a step.
///
/// # Errors
/// [`EditError`] where what it names does not exist, or there is no such link.
pub(super) fn insert_step(scenario: &mut Scenario, new: &Insertion) -> Result<Done, EditError> {
    let ends = ends(&scenario.process, &new.gap)?;
    let service = performer(scenario, &new.by)?;
    let process = &mut scenario.process;
    let trigger = trigger(process, &ends);
    let branch = branch(process, &ends);
    let all_called_by_it = ends.before.is_some_and(|before| {
        let id = process.steps.get(before).map(|step| &step.id);
        let caller = |&(index, _): &(usize, bool)| process.steps.get(index)?.caller.as_ref();
        !ends.after.is_empty() && ends.after.iter().all(|it| caller(it) == id)
    });
    let before = ends.before.and_then(|index| process.steps.get(index));
    let first = ends.after.first().and_then(|(index, _)| process.steps.get(*index));
    let caller = match before {
        Some(before) if all_called_by_it => Some(before.id.clone()),
        Some(before) => before.caller.clone(),
        None => first.and_then(|step| step.caller.clone()),
    };
    let named = ends.after.is_empty() || ends.after.iter().any(|(_, named)| *named);
    let after = before.filter(|_| named).map(|step| step.id.clone());
    let before = before.map(|step| step.id.clone());
    let step = Step {
        service,
        after: after.into_iter().collect(),
        caller,
        branch,
        mode: trigger.mode(),
        ..blank(&process.steps, &new.name)
    };
    for (index, _) in &ends.after {
        if let Some(follower) = process.steps.get_mut(*index) {
            comes_after(follower, before.as_ref(), &step);
        }
    }
    let said = said(process, &new.gap, &ends, &step, trigger);
    let id = step.id.clone();
    let place = match (ends.before, ends.after.first()) {
        (Some(before), _) => before + 1,
        (None, Some((after, _))) => *after,
        (None, None) => process.steps.len(),
    };
    process.steps.insert(place, step);
    if trigger == Trigger::Command {
        shapes::command(scenario, &id)?;
    }
    Ok(done(said, id))
}

/// What the gap lies between.
fn ends(process: &Process, gap: &Gap) -> Result<Ends, EditError> {
    match gap {
        Gap::After(id) => {
            let before = index_of(&process.steps, id)?;
            let steps = process.steps.iter().enumerate();
            let follows = |(index, step): (usize, &Step)| {
                let named = step.after.contains(id);
                let is_own = step.caller.as_ref() == Some(id);
                (named || reacts_to_caller(step, id)).then_some((index, named, is_own))
            };
            let all: Vec<(usize, bool, bool)> = steps.filter_map(follows).collect();
            let are_own = all.iter().all(|(_, _, is_own)| *is_own);
            let after = all.into_iter().filter(|(_, _, is_own)| are_own || !is_own);
            let after = after.map(|(index, named, _)| (index, named)).collect();
            Ok(Ends { before: Some(before), after })
        }
        Gap::Link { before, after } => {
            let index = index_of(&process.steps, after)?;
            let Some(step) = process.steps.get(index) else {
                return Err(EditError::NoSuchStep(after.clone()));
            };
            let Some(before) = before else {
                if !step.after.is_empty() {
                    return Err(EditError::NotFirst(step.label().to_owned()));
                }
                return Ok(Ends { before: None, after: vec![(index, false)] });
            };
            let first = index_of(&process.steps, before)?;
            let named = step.after.contains(before);
            if named || reacts_to_caller(step, before) {
                return Ok(Ends { before: Some(first), after: vec![(index, named)] });
            }
            // The first call that another step makes: what is inserted is called before it.
            if step.after.is_empty() && step.caller.as_ref() == Some(before) {
                return Ok(Ends { before: None, after: vec![(index, false)] });
            }
            Err(EditError::NotAfter {
                after: step.label().to_owned(),
                before: label(process, before),
            })
        }
    }
}

/// Whether a step reacts to what another one publishes instead of calling it.
fn reacts_to_caller(step: &Step, caller: &StepId) -> bool {
    step.mode == Mode::Event && step.after.is_empty() && step.caller.as_ref() == Some(caller)
}

/// A step comes after the new one instead of what was before it.
fn comes_after(step: &mut Step, before: Option<&StepId>, new: &Step) {
    match step.after.iter_mut().find(|it| Some(&**it) == before) {
        Some(place) => *place = new.id.clone(),
        None => step.after.push(new.id.clone()),
    }
}

/// How what is inserted is triggered, so that nobody waits for more than before but the step itself.
fn trigger(process: &Process, ends: &Ends) -> Trigger {
    let Some(shape) = Shape::new(process) else { return Trigger::Call };
    let followers = || ends.after.iter().map(|(index, _)| *index);
    let triggers: Vec<Trigger> = followers()
        .filter_map(|index| process.steps.get(index))
        .map(|step| process.trigger(step))
        .collect();
    if triggers.is_empty() || followers().any(|index| shape.is_foreground(index)) {
        return Trigger::Call;
    }
    let before = match ends.before {
        Some(before) => Some(before),
        None => followers().next().and_then(|first| shape.caller(first)),
    };
    let is_waited_for = before.is_none_or(|before| shape.is_foreground(before));
    if !is_waited_for && triggers.contains(&Trigger::Call) {
        Trigger::Call
    } else if triggers.iter().all(|it| *it == Trigger::Command) {
        Trigger::Command
    } else {
        Trigger::Event
    }
}

/// The branch that what is inserted stands on: on one link that of the step after it, unless no customer
/// comes that way from the one before; else that of the step before it.
fn branch(process: &Process, ends: &Ends) -> Option<BranchPath> {
    let before = ends.before.and_then(|index| process.steps.get(index));
    let of_before = before.and_then(|step| step.branch.clone());
    let [(after, _)] = ends.after.as_slice() else { return of_before };
    let of_after = process.steps.get(*after).and_then(|step| step.branch.clone());
    let excludes = ends.before.is_some_and(|before| {
        Shape::new(process).is_some_and(|shape| shape.exclude_each_other(before, *after))
    });
    of_after.filter(|_| !excludes).or(of_before)
}

/// What was inserted, and what comes after it instead.
fn said(process: &Process, gap: &Gap, ends: &Ends, new: &Step, trigger: Trigger) -> String {
    let name = new.label();
    let how = match trigger {
        Trigger::Call => "",
        Trigger::Event => ", as an event",
        Trigger::Command => ", as a command",
    };
    let labels: Vec<String> = (ends.after.iter())
        .filter_map(|(index, _)| process.steps.get(*index))
        .map(|step| step.label().to_owned())
        .collect();
    let (followers, verb) = (listed(&labels), if labels.len() == 1 { "comes" } else { "come" });
    match (gap, ends.before) {
        (Gap::After(before), _) if labels.is_empty() => {
            format!("{name} was added after {}{how}.", label(process, before))
        }
        (Gap::After(before), _) => {
            let before = label(process, before);
            format!("{name} was added after {before}{how}: {followers} {verb} after it now.")
        }
        (Gap::Link { before: Some(before), .. }, Some(_)) => {
            format!("{name} was added between {} and {followers}{how}.", label(process, before))
        }
        (Gap::Link { .. }, _) => {
            let called =
                new.caller.as_ref().map(|it| format!(", called by {}", label(process, it)));
            let before = if called.is_some() { "before" } else { "between the request and" };
            let called = called.unwrap_or_default();
            format!("{name} was added {before} {followers}{called}{how}.")
        }
    }
}
