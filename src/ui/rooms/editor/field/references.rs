//! Fields that name other parts of the design, or on which other fields hang: what they do is an edit.

use crate::session::Look;
use leptos::prelude::*;

use super::{Choice, choice};
use crate::exchange::form::{Complaint, FieldSpec};
use crate::model::edit::Performer;
use crate::model::{Arrivals, Edit, Scenario, ServiceId, StepId};
use crate::ui::rooms::editor::entry::{Act, Entry, complaint};
use crate::ui::rooms::editor::form::Form;

/// Stands in a choice of services for one that is to be made; no id may hold a space.
const NEW: &str = "a new service";

/// The service that a step is performed by, or any other that is named.
pub fn service(form: Form, at: &str, spec: &'static FieldSpec) -> AnyView {
    let performs = spec.name == "service";
    let act: Option<Act> = performs.then(|| -> Act {
        let at = at.to_owned();
        Box::new(move |chosen| give(form, &at, chosen))
    });
    let options = move || {
        let mut options = form.room.of(|it| services(it));
        if performs {
            options.push((NEW.to_owned(), "A new service …".to_owned(), String::new()));
        }
        options
    };
    choice(Entry::new(form, at, spec, act), options)
}

/// All services, as options.
pub fn services(scenario: &Scenario) -> Vec<Choice> {
    let option =
        |(id, label): (&ServiceId, &str)| (id.to_string(), label.to_owned(), String::new());
    scenario.services.iter().map(|it| option((&it.id, it.label()))).collect()
}

/// Lets a service perform the step whose field this is; a new one is looked at, to be named.
fn give(form: Form, at: &str, chosen: &str) -> Vec<Complaint> {
    let Some(step) = step_at(form, at) else { return Vec::new() };
    let is_new = chosen == NEW;
    let by =
        if is_new { Performer::New(String::new()) } else { Performer::Existing(chosen.into()) };
    match form.room.edit(&Edit::PerformBy { step, by }) {
        Ok(made) => {
            if is_new {
                form.name_it(made);
            }
            Vec::new()
        }
        Err(error) => complaint(error.to_string()),
    }
}

/// What another id does: whatever names the step or the service follows.
pub fn act_of_id(form: Form, at: &str) -> Act {
    let at = at.to_owned();
    Box::new(move |id| {
        let id = id.to_owned();
        let edit = match (step_at(form, &at), service_at(form, &at)) {
            (Some(step), _) => Edit::SetStepId { step, id },
            (None, Some(service)) => Edit::SetServiceId { service, id },
            (None, None) => return Vec::new(),
        };
        match form.room.edit(&edit) {
            Ok(made) => {
                form.room.send(Look::Select(made));
                Vec::new()
            }
            Err(error) => complaint(error.to_string()),
        }
    })
}

/// What a choice does that other fields hang on; nothing for one that stands for itself.
pub fn act_of_choice(form: Form, spec: &FieldSpec) -> Option<Act> {
    (spec.name == "arrivals").then(|| -> Act {
        Box::new(move |word| {
            let arrivals = match word {
                "closed" => Arrivals::Closed,
                "constant" => Arrivals::Constant,
                _ => Arrivals::Poisson,
            };
            let made = form.room.edit(&Edit::Arrive(arrivals));
            made.err().map_or_else(Vec::new, |error| complaint(error.to_string()))
        })
    })
}

/// The step in whose object a field stands.
fn step_at(form: Form, at: &str) -> Option<StepId> {
    let (index, _) = at.strip_prefix("/process/steps/")?.split_once('/')?;
    let index: usize = index.parse().ok()?;
    form.room.of_now(|it| it.process.steps.get(index).map(|step| step.id.clone()))
}

/// The service in whose object a field stands.
fn service_at(form: Form, at: &str) -> Option<ServiceId> {
    let (index, _) = at.strip_prefix("/services/")?.split_once('/')?;
    let index: usize = index.parse().ok()?;
    form.room.of_now(|it| it.services.get(index).map(|service| service.id.clone()))
}
