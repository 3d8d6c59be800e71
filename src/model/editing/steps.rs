//! Steps: added, removed, named, put in order, connected, and given to another service.

use super::names::{fresh_id, fresh_name};
use super::services::made_service;
use super::{Direction, Edited, Refused, edited, listed, shift};
use crate::model::{Fault, Process, Scenario, ServiceId, Step, StepId};

/// A step that is to be added.
#[derive(Debug, Clone, PartialEq)]
pub struct NewStep {
    /// What people shall call it; gets a number where another step is called so.
    pub name: String,
    /// The step that it comes after, in the process and in the document; none: it begins with the
    /// request, and stands at the end of the document.
    pub after: Option<StepId>,
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

/// Adds a step, called, with everything else at its default.
///
/// # Errors
/// [`Refused`] where what it names does not exist, or there would be too many.
pub fn add_step(scenario: &Scenario, new: &NewStep) -> Result<Edited<StepId>, Refused> {
    let mut changed = scenario.clone();
    let service = performer(&mut changed, &new.by)?;
    let steps = &mut changed.process.steps;
    let place = match &new.after {
        Some(id) => index_of(steps, id)? + 1,
        None => steps.len(),
    };
    let wanted = if new.name.trim().is_empty() { "New step" } else { new.name.trim() };
    let name = fresh_name(wanted, |name| steps.iter().any(|step| step.label() == name));
    let id = fresh_id(&name, "step", |id| steps.iter().any(|step| step.id.as_str() == id));
    let id = StepId::from(id);
    let step = Step {
        id: id.clone(),
        name: name.clone(),
        service,
        after: new.after.iter().cloned().collect(),
        ..Step::default()
    };
    steps.insert(place, step);
    let after = new.after.as_ref().map(|id| format!(" after {}", label(&scenario.process, id)));
    edited(changed, format!("{name} was added{}.", after.unwrap_or_default()), id)
}

/// Removes a step. What came after it comes after those that were before it; poison in its events ends.
///
/// # Errors
/// [`Refused`] where it does not exist, is the only one, or those after it cannot come after those
/// before it.
pub fn remove_step(scenario: &Scenario, id: &StepId) -> Result<Edited, Refused> {
    let mut changed = scenario.clone();
    let steps = &mut changed.process.steps;
    let index = index_of(steps, id)?;
    let name = label(&scenario.process, id);
    if steps.len() == 1 {
        return Err(Refused::LastStep(name));
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
    let before = changed.faults.len();
    changed.faults.retain(|fault| !matches!(fault, Fault::Poison { step, .. } if step == id));
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
    if changed.faults.len() < before {
        said.push("So was the poison in its events.".to_owned());
    }
    edited(changed, said.join(" "), ())
}

/// Calls a step by another name; its id stays.
///
/// # Errors
/// [`Refused`] where it does not exist.
pub fn name_step(scenario: &Scenario, id: &StepId, name: &str) -> Result<Edited, Refused> {
    let mut changed = scenario.clone();
    let before = label(&scenario.process, id);
    let step = step_of(&mut changed, id)?;
    name.trim().clone_into(&mut step.name);
    let said = format!("{before} is called {} now.", step.label());
    edited(changed, said, ())
}

/// Gives a step another id; whatever names it follows. The id keys the step's chance, so its work is
/// drawn anew.
///
/// # Errors
/// [`Refused`] where it does not exist, or the id cannot be one or is another step's.
pub fn reset_step_id(
    scenario: &Scenario,
    id: &StepId,
    to: &str,
) -> Result<Edited<StepId>, Refused> {
    let mut changed = scenario.clone();
    let to = StepId::from(to.trim());
    step_of(&mut changed, id)?.id = to.clone();
    for step in &mut changed.process.steps {
        for before in step.after.iter_mut().filter(|before| *before == id) {
            *before = to.clone();
        }
    }
    for fault in &mut changed.faults {
        if let Fault::Poison { step, .. } = fault
            && step == id
        {
            *step = to.clone();
        }
    }
    edited(changed, format!("The id `{id}` is `{to}` now."), to)
}

/// Moves a step by one place in the document.
///
/// # Errors
/// [`Refused`] where it does not exist, or stands at that end.
pub fn move_step(
    scenario: &Scenario,
    id: &StepId,
    direction: Direction,
) -> Result<Edited, Refused> {
    let mut changed = scenario.clone();
    let steps = &mut changed.process.steps;
    let index = index_of(steps, id)?;
    let name = label(&scenario.process, id);
    shift(steps, index, direction).ok_or_else(|| Refused::AtTheEnd(name.clone()))?;
    edited(changed, format!("{name} was moved."), ())
}

/// Lets a step come after another one, besides those it comes after already.
///
/// # Errors
/// [`Refused`] where one does not exist, where it is so already, or where no order would be left.
pub fn connect(scenario: &Scenario, before: &StepId, after: &StepId) -> Result<Edited, Refused> {
    let mut changed = scenario.clone();
    index_of(&changed.process.steps, before)?;
    let (first, then) = (label(&scenario.process, before), label(&scenario.process, after));
    let step = step_of(&mut changed, after)?;
    if step.after.contains(before) {
        return Err(Refused::AlreadyAfter { after: then, before: first });
    }
    step.after.push(before.clone());
    edited(changed, format!("{then} comes after {first} now."), ())
}

/// Lets a step no longer wait for another one.
///
/// # Errors
/// [`Refused`] where one does not exist, or it does not come directly after it.
pub fn disconnect(scenario: &Scenario, before: &StepId, after: &StepId) -> Result<Edited, Refused> {
    let mut changed = scenario.clone();
    let (first, then) = (label(&scenario.process, before), label(&scenario.process, after));
    let step = step_of(&mut changed, after)?;
    let Some(position) = step.after.iter().position(|it| it == before) else {
        return Err(Refused::NotAfter { after: then, before: first });
    };
    step.after.remove(position);
    edited(changed, format!("{then} no longer comes after {first}."), ())
}

/// Lets another service perform a step.
///
/// # Errors
/// [`Refused`] where one does not exist.
pub fn perform_by(
    scenario: &Scenario,
    id: &StepId,
    by: &Performer,
) -> Result<Edited<ServiceId>, Refused> {
    let mut changed = scenario.clone();
    let service = performer(&mut changed, by)?;
    step_of(&mut changed, id)?.service = service.clone();
    let who = changed.service(&service).map_or(service.as_str(), |it| it.label());
    let said = format!("{} is performed by {who} now.", label(&scenario.process, id));
    edited(changed, said, service)
}

/// The service that is meant; made, where it is new.
fn performer(scenario: &mut Scenario, by: &Performer) -> Result<ServiceId, Refused> {
    match by {
        Performer::Existing(id) => match scenario.service(id) {
            Some(service) => Ok(service.id.clone()),
            None => Err(Refused::NoSuchService(id.clone())),
        },
        Performer::New(name) => {
            let service = made_service(scenario, name);
            let id = service.id.clone();
            scenario.services.push(service);
            Ok(id)
        }
    }
}

fn index_of(steps: &[Step], id: &StepId) -> Result<usize, Refused> {
    let index = steps.iter().position(|step| &step.id == id);
    index.ok_or_else(|| Refused::NoSuchStep(id.clone()))
}

fn step_of<'a>(scenario: &'a mut Scenario, id: &StepId) -> Result<&'a mut Step, Refused> {
    let steps = &mut scenario.process.steps;
    steps.iter_mut().find(|step| &step.id == id).ok_or_else(|| Refused::NoSuchStep(id.clone()))
}

/// What people call a step.
fn label(process: &Process, id: &StepId) -> String {
    process.step(id).map_or_else(|| id.to_string(), |step| step.label().to_owned())
}
