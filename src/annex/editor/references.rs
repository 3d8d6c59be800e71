//! Fields that name other parts of the design, or on which other fields hang: what they do is an edit.

use leptos::prelude::*;

use super::entry::{Act, Entry, complaint};
use super::field::{Choice, choice};
use super::form::Form;
use crate::annex::table::wish;
use crate::bridge::Wish;
use crate::exchange::blanks::{Blank, Complaint};
use crate::model::editing::{Performer, arrive, perform_by, reset_service_id, reset_step_id};
use crate::model::{Arrivals, Scenario, ServiceId, StepId, Subject};

/// Stands in a choice of services for one that is to be made; no id may hold a space.
const NEW: &str = "a new service";

/// The service that a step is performed by, or any other that is named.
pub fn service(form: Form, at: &str, blank: &'static Blank) -> AnyView {
    let performs = blank.name == "service";
    let act: Option<Act> = performs.then(|| -> Act {
        let at = at.to_owned();
        Box::new(move |chosen| give(form, &at, chosen))
    });
    let options = move || {
        let mut options = form.table.design(services).unwrap_or_default();
        if performs {
            options.push((NEW.to_owned(), "A new service …".to_owned(), String::new()));
        }
        options
    };
    choice(Entry::new(form, at, blank, act), options)
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
    match form.make(|scenario| perform_by(scenario, &step, &by)) {
        Ok(Some(service)) if is_new => form.name_it(Subject::Service(service)),
        Ok(_) => {}
        Err(sentence) => return complaint(sentence),
    }
    Vec::new()
}

/// What another id does: whatever names the step or the service follows.
pub fn act_of_id(form: Form, at: &str) -> Act {
    let at = at.to_owned();
    Box::new(move |id| {
        let made = match (step_at(form, &at), service_at(form, &at)) {
            (Some(step), _) => {
                form.make(|it| reset_step_id(it, &step, id)).map(|made| made.map(Subject::Step))
            }
            (None, Some(service)) => form
                .make(|it| reset_service_id(it, &service, id))
                .map(|made| made.map(Subject::Service)),
            (None, None) => Ok(None),
        };
        match made {
            Ok(Some(subject)) => wish(&Wish::Select(subject)),
            Ok(None) => {}
            Err(sentence) => return complaint(sentence),
        }
        Vec::new()
    })
}

/// What a choice does that other fields hang on; nothing for one that stands for itself.
pub fn act_of_choice(form: Form, blank: &Blank) -> Option<Act> {
    (blank.name == "arrivals").then(|| -> Act {
        Box::new(move |word| {
            let arrivals = match word {
                "closed" => Arrivals::Closed,
                "constant" => Arrivals::Constant,
                _ => Arrivals::Poisson,
            };
            form.make(|scenario| arrive(scenario, arrivals)).err().map_or_else(Vec::new, complaint)
        })
    })
}

/// The step in whose object a field stands.
fn step_at(form: Form, at: &str) -> Option<StepId> {
    let (index, _) = at.strip_prefix("/process/steps/")?.split_once('/')?;
    let index: usize = index.parse().ok()?;
    form.table
        .scenario
        .with_untracked(|it| it.as_deref()?.process.steps.get(index).map(|step| step.id.clone()))
}

/// The service in whose object a field stands.
fn service_at(form: Form, at: &str) -> Option<ServiceId> {
    let (index, _) = at.strip_prefix("/services/")?.split_once('/')?;
    let index: usize = index.parse().ok()?;
    form.table
        .scenario
        .with_untracked(|it| it.as_deref()?.services.get(index).map(|service| service.id.clone()))
}
