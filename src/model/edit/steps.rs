//! Steps: added, removed, named, put in order, connected, and given to another service.

use super::names::{followed_id, fresh_id, fresh_name};
use super::services::made_service;
use super::{Done, Edit, EditError, done, faults, follow, notes};
use crate::model::{Process, Scenario, ServiceId, Step, StepId};
use crate::units::format::listed;

/// A step that is to be added.
#[derive(Debug, Clone, PartialEq)]
pub struct NewStep {
    /// What people shall call it; gets a number where another step is called so.
    pub name: String,
    /// The step that it comes after, in the process and in the document; none: it begins with the
    /// request, and stands at the end of the document.
    pub after: Option<StepId>,
    /// The step that calls it during its work, if any does.
    pub caller: Option<StepId>,
    /// Who performs it.
    pub by: Performer,
}

/// Who performs a step.
#[derive(Debug, Clone, PartialEq)]
pub enum Performer {
    /// A service that is there.
    Existing(ServiceId),
    /// A new service of this name.
    New(String),
}

/// The edit that adds a step beside what comes after another one: nothing comes after the new one. Performed
/// by the same service and called by the same step.
#[must_use]
pub fn add_beside(scenario: &Scenario, step: &StepId) -> Edit {
    let found = scenario.process.step(step);
    let by = Performer::Existing(found.map(|step| step.service.clone()).unwrap_or_default());
    let caller = found.and_then(|step| step.caller.clone());
    Edit::AddStep(NewStep { name: String::new(), after: Some(step.clone()), caller, by })
}

/// The edit that adds a step which another one calls during its work, performed by a new service.
#[must_use]
pub fn add_call(step: &StepId) -> Edit {
    let by = Performer::New(String::new());
    Edit::AddStep(NewStep { name: String::new(), after: None, caller: Some(step.clone()), by })
}

/// Adds a step, called, with everything else at its default.
///
/// # Errors
/// [`EditError`] where what it names does not exist, or there would be too many.
pub(super) fn add_step(scenario: &mut Scenario, new: &NewStep) -> Result<Done, EditError> {
    let service = performer(scenario, &new.by)?;
    let steps = &mut scenario.process.steps;
    let place = match new.after.as_ref().or(new.caller.as_ref()) {
        Some(id) => index_of(steps, id)? + 1,
        None => steps.len(),
    };
    let step = Step {
        service,
        after: new.after.iter().cloned().collect(),
        caller: new.caller.clone(),
        ..blank(steps, &new.name)
    };
    let (name, id) = (step.name.clone(), step.id.clone());
    let beside = new.after.as_ref().map(|before| {
        let others = steps.iter().filter(|it| it.after.contains(before));
        others.map(|it| it.label().to_owned()).collect::<Vec<_>>()
    });
    let beside = beside.filter(|it| !it.is_empty());
    let beside = beside.map_or(String::new(), |it| format!(", beside {}", listed(&it)));
    steps.insert(place, step);
    let where_to = match (&new.after, &new.caller) {
        (Some(before), _) => format!(" after {}{beside}", label(&scenario.process, before)),
        (None, Some(caller)) => format!(", called by {}", label(&scenario.process, caller)),
        (None, None) => String::new(),
    };
    Ok(done(format!("{name} was added{where_to}."), id))
}

/// A step with nothing but a name, or nearly so, and an id that no other has.
pub(super) fn blank(steps: &[Step], name: &str) -> Step {
    let wanted = if name.trim().is_empty() { "New step" } else { name.trim() };
    let name = fresh_name(wanted, |name| steps.iter().any(|step| step.label() == name));
    let id = fresh_id(&name, "step", |id| steps.iter().any(|step| step.id.as_str() == id));
    Step { id: id.into(), name, ..Step::default() }
}

/// Removes a step. What came after it comes after those that were before it; poison in its events ends.
///
/// # Errors
/// [`EditError`] where it does not exist, is the only one, or those after it cannot come after those
/// before it.
pub(super) fn remove_step(scenario: &mut Scenario, id: &StepId) -> Result<Done, EditError> {
    let name = label(&scenario.process, id);
    let steps = &mut scenario.process.steps;
    let index = index_of(steps, id)?;
    if steps.len() == 1 {
        return Err(EditError::LastStep(name));
    }
    let gone = steps.remove(index);
    let mut followers = Vec::new();
    for step in &mut *steps {
        if let Some(position) = step.after.iter().position(|before| before == id) {
            step.after.remove(position);
            let inherited = gone.after.iter().filter(|it| !step.after.contains(it)).cloned();
            let inherited: Vec<StepId> = inherited.collect();
            step.after.splice(position..position, inherited);
            followers.push(step.label().to_owned());
        }
    }
    // What it called is called by whoever called it, after what it came after.
    for step in steps.iter_mut().filter(|step| step.caller.as_ref() == Some(id)) {
        if step.after.is_empty() {
            step.after.clone_from(&gone.after);
        }
    }
    follow::calls_follow(&mut scenario.process, id, gone.caller.as_ref());
    follow::needs_follow(&mut scenario.process, id, None);
    follow::command_follows(&mut scenario.process, id, None);
    let no_longer = faults::drop(scenario, |it| it.steps().any(|it| it == id), |it| it.gone);
    let mut said = vec![format!("{name} was removed.")];
    if !followers.is_empty() {
        let labels: Vec<String> =
            gone.after.iter().map(|it| label(&scenario.process, it)).collect();
        let now = if labels.is_empty() {
            "begin with the request".to_owned()
        } else {
            format!("come after {}", listed(&labels))
        };
        said.push(format!("After it came {}: these now {now}.", listed(&followers)));
    }
    if !no_longer.is_empty() {
        said.push(format!("So was {}.", listed(&no_longer)));
    }
    said.extend(notes::follow_step(scenario, id, None));
    Ok(done(said.join(" "), ()))
}

/// Calls a step by another name. An id that was made of its name follows, and what names it; another stays.
///
/// # Errors
/// [`EditError`] where it does not exist.
pub(super) fn name_step(
    scenario: &mut Scenario,
    id: &StepId,
    name: &str,
) -> Result<Done, EditError> {
    let before = label(&scenario.process, id);
    let step = step_of(scenario, id)?;
    let was = std::mem::replace(&mut step.name, name.trim().to_owned());
    let said = format!("{before} is called {} now.", step.label());
    let (id, anew) = follow_name(scenario, id, &was)?;
    Ok(done(format!("{said}{anew}"), id))
}

/// Lets the id of a step that was called so follow its name: the id, and what is said of it.
///
/// # Errors
/// [`EditError`] where it does not exist.
pub(super) fn follow_name(
    scenario: &mut Scenario,
    id: &StepId,
    was: &str,
) -> Result<(StepId, String), EditError> {
    let name = step_of(scenario, id)?.name.clone();
    let steps = &scenario.process.steps;
    let is_taken = |to: &str| steps.iter().any(|step| step.id != *id && step.id.as_str() == to);
    let Some(to) = followed_id(id.as_str(), [was, &name], "step", is_taken) else {
        return Ok((id.clone(), String::new()));
    };
    let to = StepId::from(to);
    let anew = rename(scenario, id, &to)?;
    Ok((to, anew))
}

/// Gives a step another id; whatever names it follows. The id keys the step's chance, so what chance decides
/// of it is drawn anew, and that is said.
///
/// # Errors
/// [`EditError`] where it does not exist, or the id cannot be one or is another step's.
pub(super) fn reset_step_id(
    scenario: &mut Scenario,
    id: &StepId,
    to: &str,
) -> Result<Done, EditError> {
    let to = StepId::from(to.trim());
    let anew = rename(scenario, id, &to)?;
    Ok(done(format!("The id `{id}` is `{to}` now.{anew}"), to))
}

/// Gives a step another id, and whatever names it; answers that its work is drawn anew, where it is.
fn rename(scenario: &mut Scenario, id: &StepId, to: &StepId) -> Result<String, EditError> {
    let step = step_of(scenario, id)?;
    step.id.clone_from(to);
    let is_drawn = step.work.is_random();
    for step in &mut scenario.process.steps {
        for before in step.after.iter_mut().filter(|before| *before == id) {
            before.clone_from(to);
        }
    }
    follow::calls_follow(&mut scenario.process, id, Some(to));
    follow::needs_follow(&mut scenario.process, id, Some(to));
    follow::command_follows(&mut scenario.process, id, Some(to));
    notes::follow_step(scenario, id, Some(to));
    for fault in &mut scenario.faults {
        for named in fault.steps().filter(|named| *named == id) {
            named.clone_from(to);
        }
    }
    let anew = " Its work is drawn anew, since chance goes by the id.".to_owned();
    Ok(if is_drawn && id != to { anew } else { String::new() })
}

/// Lets a step come after another one, besides those it comes after already.
///
/// # Errors
/// [`EditError`] where one does not exist, where it is so already, or where no order would be left.
pub(super) fn connect(
    scenario: &mut Scenario,
    before: &StepId,
    after: &StepId,
) -> Result<Done, EditError> {
    index_of(&scenario.process.steps, before)?;
    let (first, then) = (label(&scenario.process, before), label(&scenario.process, after));
    let step = step_of(scenario, after)?;
    if step.after.contains(before) {
        return Err(EditError::AlreadyAfter { after: then, before: first });
    }
    step.after.push(before.clone());
    follow::adopt(&mut scenario.process);
    Ok(done(format!("{then} comes after {first} now."), ()))
}

/// Lets a step no longer wait for another one.
///
/// # Errors
/// [`EditError`] where one does not exist, or it does not come directly after it.
pub(super) fn disconnect(
    scenario: &mut Scenario,
    before: &StepId,
    after: &StepId,
) -> Result<Done, EditError> {
    let (first, then) = (label(&scenario.process, before), label(&scenario.process, after));
    let step = step_of(scenario, after)?;
    let Some(position) = step.after.iter().position(|it| it == before) else {
        return Err(EditError::NotAfter { after: then, before: first });
    };
    step.after.remove(position);
    Ok(done(format!("{then} no longer comes after {first}."), ()))
}

/// Lets another service perform a step.
///
/// # Errors
/// [`EditError`] where one does not exist.
pub(super) fn perform_by(
    scenario: &mut Scenario,
    id: &StepId,
    by: &Performer,
) -> Result<Done, EditError> {
    let service = performer(scenario, by)?;
    step_of(scenario, id)?.service = service.clone();
    let who = scenario.service(&service).map_or(service.as_str(), |it| it.label());
    let said = format!("{} is performed by {who} now.", label(&scenario.process, id));
    Ok(done(said, service))
}

/// Changes a step in place.
///
/// # Errors
/// [`EditError`] where it does not exist.
pub(super) fn set(
    scenario: &mut Scenario,
    id: &StepId,
    change: impl FnOnce(&mut Step),
) -> Result<Done, EditError> {
    let step = step_of(scenario, id)?;
    change(step);
    Ok(done(format!("{} was changed.", step.label()), id.clone()))
}

/// The service that is meant; made, where it is new.
pub(super) fn performer(scenario: &mut Scenario, by: &Performer) -> Result<ServiceId, EditError> {
    match by {
        Performer::Existing(id) => match scenario.service(id) {
            Some(service) => Ok(service.id.clone()),
            None => Err(EditError::NoSuchService(id.clone())),
        },
        Performer::New(name) => {
            let service = made_service(scenario, name);
            let id = service.id.clone();
            scenario.services.push(service);
            Ok(id)
        }
    }
}

pub(super) fn index_of(steps: &[Step], id: &StepId) -> Result<usize, EditError> {
    let index = steps.iter().position(|step| &step.id == id);
    index.ok_or_else(|| EditError::NoSuchStep(id.clone()))
}

pub(super) fn step_of<'a>(
    scenario: &'a mut Scenario,
    id: &StepId,
) -> Result<&'a mut Step, EditError> {
    let steps = &mut scenario.process.steps;
    steps.iter_mut().find(|step| &step.id == id).ok_or_else(|| EditError::NoSuchStep(id.clone()))
}

/// What people call a step.
pub(super) fn label(process: &Process, id: &StepId) -> String {
    process.step(id).map_or_else(|| id.to_string(), |step| step.label().to_owned())
}
