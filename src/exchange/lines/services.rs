//! Who performs the rows: services that are there, renamed or made.

use super::called::{UNNAMED, service_name};
use super::drawing::Drawing;
use super::{Cell, Lack, Row, numbers};
use crate::model::edit::{WORKERS, fresh_id};
use crate::model::{Design, Scenario, Service, ServiceId};

/// The service of each row, by index. Services that rows name and that are not there are made.
pub(super) fn performers(drawing: &mut Drawing<'_>) -> Vec<ServiceId> {
    let renamed = renamed(drawing);
    for (id, name) in &renamed {
        if let Some(service) = drawing.scenario.services.iter_mut().find(|it| it.id == *id) {
            name.clone_into(&mut service.name);
        }
    }
    let mut performers = Vec::new();
    for index in 0..drawing.rows.len() {
        let performer = performer(drawing, index);
        performers.push(performer);
    }
    staff(drawing, &performers);
    drawing.renamed_services = renamed;
    performers
}

/// Services whose rows all name one and the same service that is not there: they are called so now.
fn renamed(drawing: &Drawing<'_>) -> Vec<(ServiceId, String)> {
    let mut renamed: Vec<(ServiceId, String)> = Vec::new();
    for service in &drawing.base.services {
        let mut names = Vec::new();
        for (index, row) in drawing.rows.iter().enumerate() {
            let was_here = drawing.step_of(index).is_some_and(|step| step.service == service.id);
            let is_here = drawing.existing(index).is_some_and(|it| *it == service.id);
            if is_here {
                names.clear();
                break;
            }
            if was_here {
                names.push((row.service.as_str(), drawing.existing(index).is_none()));
            }
        }
        let Some((first, is_new)) = names.first().copied() else { continue };
        let is_one = names.iter().all(|(name, _)| *name == first);
        let is_taken = renamed.iter().any(|(_, name)| name == first);
        if is_one && is_new && !first.is_empty() && !is_taken {
            renamed.push((service.id.clone(), first.to_owned()));
        }
    }
    renamed
}

/// The service that a text names.
pub(super) fn named<'a>(scenario: &'a Scenario, text: &str) -> Option<&'a ServiceId> {
    let services = &scenario.services;
    let lower = text.to_lowercase();
    let by = |is: &dyn Fn(&Service) -> bool| {
        let mut found = services.iter().filter(|it| is(it));
        found.next().filter(|_| found.next().is_none())
    };
    let found = by(&|it| service_name(it) == text)
        .or_else(|| by(&|it| it.id.as_str() == text))
        .or_else(|| by(&|it| service_name(it).to_lowercase() == lower))?;
    Some(&found.id)
}

/// The service of a row; made, where it is new.
fn performer(drawing: &mut Drawing<'_>, index: usize) -> ServiceId {
    let text = drawing.rows.get(index).map(|row| row.service.clone()).unwrap_or_default();
    let own = drawing.step_of(index).map(|step| step.service.clone());
    if let (Some(own), true) = (&own, drawing.is_as_was(index, Cell::Service)) {
        if text.is_empty() {
            drawing.no_service(index);
        }
        return own.clone();
    }
    if text.is_empty() {
        drawing.no_service(index);
        if let Some(own) = own {
            return own;
        }
    }
    if let Some(id) = named(&drawing.scenario, &text).filter(|_| !text.is_empty()) {
        return id.clone();
    }
    let services = &mut drawing.scenario.services;
    let unnamed = services.iter().find(|it| service_name(it).is_empty());
    if let Some(unnamed) = unnamed.filter(|_| text.is_empty()) {
        return unnamed.id.clone();
    }
    let is_taken = |id: &str| services.iter().any(|it| it.id.as_str() == id);
    let fallback = if text.is_empty() { UNNAMED } else { "service" };
    let id = ServiceId::from(fresh_id(&text, fallback, is_taken));
    services.push(Service {
        id: id.clone(),
        name: text,
        workers: Some(WORKERS),
        assumed: true,
        ..Service::default()
    });
    id
}

/// Gives services the workers that rows say; one that contradicts the first is told.
fn staff(drawing: &mut Drawing<'_>, performers: &[ServiceId]) {
    let mut said: Vec<(ServiceId, u32)> = Vec::new();
    for (index, id) in performers.iter().enumerate() {
        let text = drawing.rows.get(index).map(|row| row.workers.clone()).unwrap_or_default();
        if text.is_empty() {
            continue;
        }
        let workers = match numbers::workers(&text) {
            Ok(workers) => workers,
            Err(wrong) => {
                drawing.lack(index, Cell::Workers, wrong.found, wrong.right);
                continue;
            }
        };
        let before = said.iter().find(|(other, _)| other == id).map(|(_, workers)| *workers);
        let Some(service) = drawing.scenario.services.iter_mut().find(|it| it.id == *id) else {
            continue;
        };
        match before {
            Some(before) if before != workers => {
                let found = format!("{workers} workers, where {before} stand in a row above");
                let right = format!("one number for {}", service.label());
                drawing.lack(index, Cell::Workers, found, right);
            }
            Some(_) => {}
            None => {
                (service.workers, service.assumed) = (Some(workers), false);
                said.push((id.clone(), workers));
            }
        }
    }
}

/// Services that performed steps before and perform none now, and that nothing else names.
pub(super) fn left(base: &Design, now: &Scenario) -> Vec<ServiceId> {
    let performs = |scenario: &Scenario, id: &ServiceId| {
        scenario.process.steps.iter().any(|step| step.service == *id)
    };
    let is_named = |id: &ServiceId| {
        let process = &now.process;
        let owners = process.steps.iter().filter_map(|step| step.event.as_ref()?.owner.as_ref());
        let conductor = process.workflow.iter().map(|it| &it.service);
        process.entry.iter().chain(conductor).chain(owners).any(|it| it == id)
            || now.faults.iter().any(|fault| fault.clone().services().any(|it| it == id))
            || now.notes.iter().any(|note| note.service.as_ref() == Some(id))
    };
    let is_left =
        |it: &&Service| performs(base, &it.id) && !performs(now, &it.id) && !is_named(&it.id);
    now.services.iter().filter(is_left).map(|it| it.id.clone()).collect()
}

impl Drawing<'_> {
    fn no_service(&mut self, index: usize) {
        if self.rows.get(index).is_none_or(Row::is_blank) {
            return;
        }
        let right = "who performs it, such as Payments; in the text behind an @".to_owned();
        self.lack(index, Cell::Service, "no service".to_owned(), right);
    }

    /// The service that is there, of the name that a row says.
    fn existing(&self, index: usize) -> Option<&ServiceId> {
        if self.is_as_was(index, Cell::Service) {
            return self.step_of(index).map(|step| &step.service);
        }
        let row = self.rows.get(index).filter(|row| !row.service.is_empty())?;
        named(self.base, &row.service)
    }

    pub(super) fn lack(&mut self, index: usize, cell: Cell, found: String, right: String) {
        let row = self.places.get(index).copied();
        self.lacks.push(Lack::of(row, cell, found, right));
    }
}
