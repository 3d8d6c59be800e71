//! Fields that name other parts of the design, or on which other fields hang: what they do is an edit.

use crate::session::Look;
use leptos::prelude::*;
use serde_json::Value;

use super::{Choice, choice};
use crate::exchange::form::{Complaint, FieldSpec};
use crate::model::edit::Performer;
use crate::model::{
    Arrivals, BranchPath, ChoiceId, Edit, Mode, Note, Scenario, ServiceId, StepId, Subject,
};
use crate::ui::rooms::editor::entry::{Act, Entry, complaint};
use crate::ui::rooms::editor::form::{Form, with_typed};
use crate::units::Ratio;

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

/// What another id does: whatever names the step, the service, the choice or the branch follows.
pub fn act_of_id(form: Form, at: &str) -> Act {
    let at = at.to_owned();
    Box::new(move |id| {
        let id = id.to_owned();
        let Some(edit) = edit_of_id(form, &at, id) else { return Vec::new() };
        match form.room.edit(&edit) {
            Ok(made) => {
                // A choice and its branches are nothing that is looked at.
                if made != Subject::Nothing {
                    form.room.send(Look::Select(made));
                }
                Vec::new()
            }
            Err(error) => complaint(error.to_string()),
        }
    })
}

fn edit_of_id(form: Form, at: &str, id: String) -> Option<Edit> {
    if let Some(step) = step_at(form, at) {
        return Some(Edit::SetStepId { step, id });
    }
    if let Some(service) = service_at(form, at) {
        return Some(Edit::SetServiceId { service, id });
    }
    if let Some(branch) = branch_at(form, at) {
        return Some(Edit::SetBranchId { branch, id });
    }
    choice_at(form, at).map(|choice| Edit::SetChoiceId { choice, id })
}

/// What a number does that others follow: the branches beside one share what it leaves, and a note that begins
/// no more ends no more.
pub fn act_of_number(form: Form, at: &str, spec: &'static FieldSpec) -> Option<Act> {
    if let Some(index) = note_at(at).filter(|_| spec.name == "at_s") {
        let at = at.to_owned();
        return Some(Box::new(move |text| {
            let note = form.room.of_now(|it| it.notes.get(index).cloned());
            with_typed(spec, text, |value| match (value, note) {
                (None, Some(note)) => {
                    let note = Note { at_s: None, for_s: None, ..note };
                    made(form, &Edit::SetNote { index, note })
                }
                (value, _) => form.enter(&at, value),
            })
        }));
    }
    (spec.name == "ratio").then(|| -> Act {
        let at = at.to_owned();
        Box::new(move |text| {
            with_typed(spec, text, |value| {
                let ratio = value.as_ref().and_then(Value::as_f64).map(Ratio::new);
                match (branch_at(form, &at), ratio) {
                    (Some(branch), Some(Ok(ratio))) => {
                        made(form, &Edit::SetRatio { branch, ratio })
                    }
                    // It is none: the field says what would be right.
                    _ => form.enter(&at, value),
                }
            })
        })
    })
}

/// What a choice does that other fields hang on; nothing for one that stands for itself.
pub fn act_of_choice(form: Form, at: &str, spec: &'static FieldSpec) -> Option<Act> {
    ["arrivals", "mode"].contains(&spec.name.as_str()).then(|| -> Act {
        let at = at.to_owned();
        Box::new(move |word| {
            let edit = edit_of_choice(form, &at, &spec.name, word);
            edit.map_or_else(Vec::new, |edit| made(form, &edit))
        })
    })
}

fn edit_of_choice(form: Form, at: &str, name: &str, word: &str) -> Option<Edit> {
    if name == "arrivals" {
        return Some(Edit::Arrive(match word {
            "closed" => Arrivals::Closed,
            "constant" => Arrivals::Constant,
            _ => Arrivals::Poisson,
        }));
    }
    let mode = if word == "event" { Mode::Event } else { Mode::RequestResponse };
    Some(Edit::SetMode { step: step_at(form, at)?, mode })
}

/// What is wrong with an edit.
fn made(form: Form, edit: &Edit) -> Vec<Complaint> {
    let made = form.room.edit(edit);
    made.err().map_or_else(Vec::new, |error| complaint(error.to_string()))
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

/// The index of the note in whose object a field stands.
fn note_at(at: &str) -> Option<usize> {
    at.strip_prefix("/notes/")?.split_once('/')?.0.parse().ok()
}

/// The choice in whose object a field stands, or in that of a branch of it.
fn choice_at(form: Form, at: &str) -> Option<ChoiceId> {
    let (index, _) = at.strip_prefix("/process/choices/")?.split_once('/')?;
    let index: usize = index.parse().ok()?;
    form.room.of_now(|it| it.process.choices.get(index).map(|choice| choice.id.clone()))
}

/// The branch in whose object a field stands.
fn branch_at(form: Form, at: &str) -> Option<BranchPath> {
    let (choice, rest) = at.strip_prefix("/process/choices/")?.split_once("/branches/")?;
    let (index, _) = rest.split_once('/')?;
    let (choice, index): (usize, usize) = (choice.parse().ok()?, index.parse().ok()?);
    form.room.of_now(|it| {
        let choice = it.process.choices.get(choice)?;
        Some(choice.path(choice.branches.get(index)?))
    })
}
