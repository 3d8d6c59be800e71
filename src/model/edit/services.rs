//! Services: added, removed, named, and put in order.

use super::names::{followed_id, fresh_id, fresh_name};
use super::{Direction, Done, EditError, WORKERS, done, faults, follow, notes, shift};
use crate::model::{Replicas, Scenario, Service, ServiceId};
use crate::units::format::listed;

/// Adds a service at the end of the list; with [`WORKERS`] workers.
pub(super) fn add_service(scenario: &mut Scenario, name: &str) -> Done {
    let service = made_service(scenario, name);
    let (said, id) = (format!("{} was added.", service.label()), service.id.clone());
    scenario.services.push(service);
    done(said, id)
}

/// Removes a service. Its steps, the requests and the events it answers for go to the heir; without one,
/// it must have no steps. What goes wrong with it, no longer does.
///
/// # Errors
/// [`EditError`] where it or the heir does not exist, where it is the only one, or where it has steps and
/// there is no heir.
pub(super) fn remove_service(
    scenario: &mut Scenario,
    id: &ServiceId,
    heir: Option<&ServiceId>,
) -> Result<Done, EditError> {
    let index = index_of(&scenario.services, id)?;
    let name = label(scenario, id);
    let heir = heir.filter(|heir| *heir != id);
    if let Some(heir) = heir {
        index_of(&scenario.services, heir)?;
    }
    if scenario.services.len() == 1 {
        return Err(EditError::LastService(name));
    }
    scenario.services.remove(index);
    let mut said = vec![format!("{name} was removed.")];
    let mut moved = Vec::new();
    for step in scenario.process.steps.iter_mut().filter(|step| step.service == *id) {
        moved.push(step.label().to_owned());
        if let Some(heir) = heir {
            step.service = heir.clone();
        }
    }
    match heir {
        Some(heir) if !moved.is_empty() => {
            said.push(format!("{} does {} now.", label(scenario, heir), listed(&moved)));
        }
        None if !moved.is_empty() => {
            return Err(EditError::StillPerforms { service: name, steps: listed(&moved) });
        }
        Some(_) | None => {}
    }
    if scenario.process.entry.as_ref() == Some(id) {
        scenario.process.entry = heir.cloned();
        said.push(match heir {
            Some(heir) => format!("{} takes the requests now.", label(scenario, heir)),
            None => "Requests now come from outside of the picture.".to_owned(),
        });
    }
    if let Some(workflow) = (scenario.process.workflow.as_mut()).filter(|it| it.service == *id) {
        let Some(heir) = heir else { return Err(EditError::StillConducts(name)) };
        workflow.service = heir.clone();
        said.push(format!("{} conducts the workflow now.", label(scenario, heir)));
    }
    for event in scenario.process.steps.iter_mut().filter_map(|step| step.event.as_mut()) {
        if event.owner.as_ref() == Some(id) {
            event.owner = heir.cloned();
        }
    }
    let gone = faults::drop(scenario, |it| it.services().any(|it| it == id), |it| it.gone);
    if !gone.is_empty() {
        said.push(format!("So was {}.", listed(&gone)));
    }
    said.extend(notes::follow_service(scenario, id, None));
    Ok(done(said.join(" "), ()))
}

/// Calls a service by another name. An id that was made of its name follows, and what names it; another
/// stays.
///
/// # Errors
/// [`EditError`] where it does not exist.
pub(super) fn name_service(
    scenario: &mut Scenario,
    id: &ServiceId,
    name: &str,
) -> Result<Done, EditError> {
    let before = label(scenario, id);
    let service = service_of(scenario, id)?;
    let was = std::mem::replace(&mut service.name, name.trim().to_owned());
    let said = format!("{before} is called {} now.", service.label());
    Ok(done(said, follow_name(scenario, id, &was)?))
}

/// Lets the id of a service that was called so follow its name: the id.
///
/// # Errors
/// [`EditError`] where it does not exist.
pub(super) fn follow_name(
    scenario: &mut Scenario,
    id: &ServiceId,
    was: &str,
) -> Result<ServiceId, EditError> {
    let name = service_of(scenario, id)?.name.clone();
    let services = &scenario.services;
    let is_taken = |to: &str| services.iter().any(|it| it.id != *id && it.id.as_str() == to);
    let Some(to) = followed_id(id.as_str(), [was, &name], "service", is_taken) else {
        return Ok(id.clone());
    };
    let to = ServiceId::from(to);
    rename(scenario, id, &to)?;
    Ok(to)
}

/// Gives a service another id; whatever names it follows.
///
/// # Errors
/// [`EditError`] where it does not exist, or the id cannot be one or is another service's.
pub(super) fn reset_service_id(
    scenario: &mut Scenario,
    id: &ServiceId,
    to: &str,
) -> Result<Done, EditError> {
    let to = ServiceId::from(to.trim());
    rename(scenario, id, &to)?;
    Ok(done(format!("The id `{id}` is `{to}` now."), to))
}

fn rename(scenario: &mut Scenario, id: &ServiceId, to: &ServiceId) -> Result<(), EditError> {
    service_of(scenario, id)?.id.clone_from(to);
    let renamed = |named: &mut ServiceId| {
        if named == id {
            named.clone_from(to);
        }
    };
    scenario.process.entry.iter_mut().for_each(renamed);
    follow::follow_service(&mut scenario.process, renamed);
    for step in &mut scenario.process.steps {
        renamed(&mut step.service);
        if let Some(event) = &mut step.event {
            event.owner.iter_mut().for_each(renamed);
        }
    }
    notes::follow_service(scenario, id, Some(to));
    for fault in &mut scenario.faults {
        fault.services().for_each(renamed);
    }
    Ok(())
}

/// Moves a service by one place in the document.
///
/// # Errors
/// [`EditError`] where it does not exist, or stands at that end.
pub(super) fn move_service(
    scenario: &mut Scenario,
    id: &ServiceId,
    direction: Direction,
) -> Result<Done, EditError> {
    let index = index_of(&scenario.services, id)?;
    let name = label(scenario, id);
    shift(&mut scenario.services, index, direction)
        .ok_or_else(|| EditError::AtTheEnd(name.clone()))?;
    Ok(done(format!("{name} was moved."), ()))
}

/// Lets a service run in so many copies.
///
/// # Errors
/// [`EditError`] where it does not exist.
pub(super) fn replicate(
    scenario: &mut Scenario,
    id: &ServiceId,
    replicas: &Replicas,
) -> Result<Done, EditError> {
    let service = service_of(scenario, id)?;
    service.replicas = Some(replicas.clone());
    Ok(done(format!("{} was changed.", service.label()), id.clone()))
}

/// Lets a service have so many workers in each copy.
///
/// # Errors
/// [`EditError`] where it does not exist.
pub(super) fn staff(
    scenario: &mut Scenario,
    id: &ServiceId,
    workers: u32,
    assumed: bool,
) -> Result<Done, EditError> {
    let service = service_of(scenario, id)?;
    (service.workers, service.assumed) = (Some(workers), assumed);
    Ok(done(format!("{} has {workers} workers now.", service.label()), id.clone()))
}

/// A service of this name, or nearly so, that is like no other of the scenario.
pub(super) fn made_service(scenario: &Scenario, name: &str) -> Service {
    let services = &scenario.services;
    let wanted = if name.trim().is_empty() { "New service" } else { name.trim() };
    let name = fresh_name(wanted, |name| services.iter().any(|it| it.label() == name));
    let id = fresh_id(&name, "service", |id| services.iter().any(|it| it.id.as_str() == id));
    Service { id: id.into(), name, workers: Some(WORKERS), ..Service::default() }
}

fn index_of(services: &[Service], id: &ServiceId) -> Result<usize, EditError> {
    let index = services.iter().position(|service| &service.id == id);
    index.ok_or_else(|| EditError::NoSuchService(id.clone()))
}

fn service_of<'a>(
    scenario: &'a mut Scenario,
    id: &ServiceId,
) -> Result<&'a mut Service, EditError> {
    let mut services = scenario.services.iter_mut();
    services.find(|it| &it.id == id).ok_or_else(|| EditError::NoSuchService(id.clone()))
}

/// What people call a service.
fn label(scenario: &Scenario, id: &ServiceId) -> String {
    scenario.service(id).map_or_else(|| id.to_string(), |it| it.label().to_owned())
}
