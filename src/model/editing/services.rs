//! Services: added, removed, named, and put in order.

use super::names::{fresh_id, fresh_name};
use super::{Direction, Edited, Refused, WORKERS, edited, listed, shift};
use crate::model::{Fault, Scenario, Service, ServiceId};

/// Adds a service at the end of the list; with [`WORKERS`] workers.
///
/// # Errors
/// [`Refused`] where there would be too many.
pub fn add_service(scenario: &Scenario, name: &str) -> Result<Edited<ServiceId>, Refused> {
    let mut changed = scenario.clone();
    let service = made_service(scenario, name);
    let (said, id) = (format!("{} was added.", service.label()), service.id.clone());
    changed.services.push(service);
    edited(changed, said, id)
}

/// Removes a service. Its steps, the requests and the events it answers for go to the heir; without one,
/// it must have no steps. What goes wrong with it, no longer does.
///
/// # Errors
/// [`Refused`] where it or the heir does not exist, where it is the only one, or where it has steps and
/// there is no heir.
pub fn remove_service(
    scenario: &Scenario,
    id: &ServiceId,
    heir: Option<&ServiceId>,
) -> Result<Edited, Refused> {
    let mut changed = scenario.clone();
    let index = index_of(&changed.services, id)?;
    let name = label(scenario, id);
    let heir = heir.filter(|heir| *heir != id);
    if let Some(heir) = heir {
        index_of(&changed.services, heir)?;
    }
    if changed.services.len() == 1 {
        return Err(Refused::LastService(name));
    }
    changed.services.remove(index);
    let mut said = vec![format!("{name} was removed.")];
    let mut moved = Vec::new();
    for step in changed.process.steps.iter_mut().filter(|step| step.service == *id) {
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
            return Err(Refused::StillPerforms { service: name, steps: listed(&moved) });
        }
        Some(_) | None => {}
    }
    if changed.process.entry.as_ref() == Some(id) {
        changed.process.entry = heir.cloned();
        said.push(match heir {
            Some(heir) => format!("{} takes the requests now.", label(scenario, heir)),
            None => "Requests now come from outside of the picture.".to_owned(),
        });
    }
    for event in changed.process.steps.iter_mut().filter_map(|step| step.event.as_mut()) {
        if event.owner.as_ref() == Some(id) {
            event.owner = heir.cloned();
        }
    }
    let before = changed.faults.len();
    changed.faults.retain(|fault| !is_on(fault, id));
    if changed.faults.len() < before {
        said.push("So was what went wrong with it.".to_owned());
    }
    edited(changed, said.join(" "), ())
}

/// Calls a service by another name; its id stays.
///
/// # Errors
/// [`Refused`] where it does not exist.
pub fn name_service(scenario: &Scenario, id: &ServiceId, name: &str) -> Result<Edited, Refused> {
    let mut changed = scenario.clone();
    let before = label(scenario, id);
    let service = service_of(&mut changed, id)?;
    name.trim().clone_into(&mut service.name);
    let said = format!("{before} is called {} now.", service.label());
    edited(changed, said, ())
}

/// Gives a service another id; whatever names it follows.
///
/// # Errors
/// [`Refused`] where it does not exist, or the id cannot be one or is another service's.
pub fn reset_service_id(
    scenario: &Scenario,
    id: &ServiceId,
    to: &str,
) -> Result<Edited<ServiceId>, Refused> {
    let mut changed = scenario.clone();
    let to = ServiceId::from(to.trim());
    service_of(&mut changed, id)?.id = to.clone();
    let follow = |named: &mut ServiceId| {
        if named == id {
            *named = to.clone();
        }
    };
    changed.process.entry.iter_mut().for_each(follow);
    for step in &mut changed.process.steps {
        follow(&mut step.service);
        if let Some(event) = &mut step.event {
            event.owner.iter_mut().for_each(follow);
        }
    }
    for fault in &mut changed.faults {
        match fault {
            Fault::Crash { service, .. }
            | Fault::Slowdown { service, .. }
            | Fault::Errors { service, .. } => follow(service),
            Fault::Partition { between, .. } => between.iter_mut().for_each(follow),
            Fault::BrokerOutage { .. } | Fault::TrafficSpike { .. } | Fault::Poison { .. } => {}
        }
    }
    edited(changed, format!("The id `{id}` is `{to}` now."), to)
}

/// Moves a service by one place in the document.
///
/// # Errors
/// [`Refused`] where it does not exist, or stands at that end.
pub fn move_service(
    scenario: &Scenario,
    id: &ServiceId,
    direction: Direction,
) -> Result<Edited, Refused> {
    let mut changed = scenario.clone();
    let index = index_of(&changed.services, id)?;
    let name = label(scenario, id);
    shift(&mut changed.services, index, direction)
        .ok_or_else(|| Refused::AtTheEnd(name.clone()))?;
    edited(changed, format!("{name} was moved."), ())
}

/// A service of this name, or nearly so, that is like no other of the scenario.
pub(super) fn made_service(scenario: &Scenario, name: &str) -> Service {
    let services = &scenario.services;
    let wanted = if name.trim().is_empty() { "New service" } else { name.trim() };
    let name = fresh_name(wanted, |name| services.iter().any(|it| it.label() == name));
    let id = fresh_id(&name, "service", |id| services.iter().any(|it| it.id.as_str() == id));
    Service { id: id.into(), name, workers: Some(WORKERS), ..Service::default() }
}

/// Whether a fault happens to a service.
fn is_on(fault: &Fault, id: &ServiceId) -> bool {
    match fault {
        Fault::Crash { service, .. }
        | Fault::Slowdown { service, .. }
        | Fault::Errors { service, .. } => service == id,
        Fault::Partition { between, .. } => between.contains(id),
        Fault::BrokerOutage { .. } | Fault::TrafficSpike { .. } | Fault::Poison { .. } => false,
    }
}

fn index_of(services: &[Service], id: &ServiceId) -> Result<usize, Refused> {
    let index = services.iter().position(|service| &service.id == id);
    index.ok_or_else(|| Refused::NoSuchService(id.clone()))
}

fn service_of<'a>(scenario: &'a mut Scenario, id: &ServiceId) -> Result<&'a mut Service, Refused> {
    let mut services = scenario.services.iter_mut();
    services.find(|it| &it.id == id).ok_or_else(|| Refused::NoSuchService(id.clone()))
}

/// What people call a service.
fn label(scenario: &Scenario, id: &ServiceId) -> String {
    scenario.service(id).map_or_else(|| id.to_string(), |it| it.label().to_owned())
}
