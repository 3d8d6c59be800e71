//! A value written at a place of the document, and what stands there in words.

use serde_json::Value;

use super::places::called;
use super::{Done, EditError, choices, done, services, steps};
use crate::model::fields::reading;
use crate::model::fields::words::unit;
use crate::model::{ChoiceId, Pointer, Problem, Scenario, ServiceId, StepId, Subject};
use crate::units::typed::{self, PER_CENT};

/// Writes a value at a place; without one, the place has its default, or leaves its list. An id that was made
/// of a name follows it.
///
/// # Errors
/// [`EditError::Invalid`] where there is no such place, or the value cannot stand there.
pub(super) fn set(
    scenario: &mut Scenario,
    place: &Pointer,
    value: Option<&Value>,
) -> Result<Done, EditError> {
    let named = Named::at(scenario, place);
    let mut document = scenario.to_value();
    write(&mut document, place, value.cloned())
        .map_err(|problem| EditError::unread(vec![problem], scenario))?;
    *scenario = reading::scenario(&document).map_err(|it| EditError::unread(it, scenario))?;
    confirm(scenario, place);
    let (made, anew) = match named {
        Some(named) => named.followed(scenario)?,
        None => (Subject::Nothing, String::new()),
    };
    Ok(done(format!("{}{anew}", told(scenario, place)), made))
}

/// What a name is of, with the name that it had.
enum Named {
    Step(StepId, String),
    Service(ServiceId, String),
    Choice(ChoiceId, String),
}

impl Named {
    /// Whose name stands at a place, if one does.
    fn at(scenario: &Scenario, place: &Pointer) -> Option<Self> {
        let tokens: Vec<&str> = place.as_str().split('/').skip(1).collect();
        let process = &scenario.process;
        match tokens.as_slice() {
            ["process", "steps", index, "name"] => {
                let step = process.steps.get(index.parse::<usize>().ok()?)?;
                Some(Self::Step(step.id.clone(), step.name.clone()))
            }
            ["process", "choices", index, "name"] => {
                let choice = process.choices.get(index.parse::<usize>().ok()?)?;
                Some(Self::Choice(choice.id.clone(), choice.name.clone()))
            }
            ["services", index, "name"] => {
                let service = scenario.services.get(index.parse::<usize>().ok()?)?;
                Some(Self::Service(service.id.clone(), service.name.clone()))
            }
            _ => None,
        }
    }

    /// Lets its id follow the name that it has now: what it is, and what is said of that.
    fn followed(self, scenario: &mut Scenario) -> Result<(Subject, String), EditError> {
        Ok(match self {
            Self::Step(id, was) => {
                let (id, anew) = steps::follow_name(scenario, &id, &was)?;
                (Subject::Step(id), anew)
            }
            Self::Service(id, was) => {
                (Subject::Service(services::follow_name(scenario, &id, &was)?), String::new())
            }
            Self::Choice(id, was) => (Subject::Nothing, choices::follow_name(scenario, &id, &was)?),
        })
    }
}

/// What a person has written is no guess of ours any more.
fn confirm(scenario: &mut Scenario, place: &Pointer) {
    let tokens: Vec<&str> = place.as_str().split('/').skip(1).collect();
    let index = |token: &str| token.parse::<usize>().unwrap_or(usize::MAX);
    match tokens.as_slice() {
        ["process", "steps", step, "event", "name"] => {
            let step = scenario.process.steps.get_mut(index(step));
            if let Some(event) = step.and_then(|step| step.event.as_mut()) {
                event.assumed = false;
            }
        }
        ["services", service, "workers"] => {
            if let Some(service) = scenario.services.get_mut(index(service)) {
                service.assumed = false;
            }
        }
        _ => {}
    }
}

fn write(document: &mut Value, place: &Pointer, value: Option<Value>) -> Result<(), Problem> {
    let (parent, token) = place.as_str().rsplit_once('/').unwrap_or_default();
    let token = token.replace("~1", "/").replace("~0", "~");
    match (document.pointer_mut(parent), value) {
        (Some(Value::Object(object)), Some(value)) => {
            object.insert(token, value);
        }
        (Some(Value::Object(object)), None) => {
            object.shift_remove(&token);
        }
        (Some(Value::Array(list)), value) => {
            let index = token.parse().unwrap_or(usize::MAX);
            match value {
                Some(value) if index < list.len() => {
                    if let Some(element) = list.get_mut(index) {
                        *element = value;
                    }
                }
                Some(value) => list.push(value),
                None if index < list.len() => {
                    list.remove(index);
                }
                None => {}
            }
        }
        // What was only said to be there is told more of.
        (Some(there @ Value::Bool(true)), Some(value)) => {
            *there = Value::Object([(token, value)].into_iter().collect());
        }
        (Some(Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_)) | None, _) => {
            let expected = "a place in the document";
            return Err(Problem::new(place.clone(), "nothing", expected));
        }
    }
    Ok(())
}

/// What stands at a place now, as a sentence.
fn told(scenario: &Scenario, place: &Pointer) -> String {
    let of = called(place, scenario);
    let document = scenario.to_value();
    let value = document.pointer(place.as_str()).unwrap_or(&Value::Null);
    let unit = place.as_str().rsplit('/').next().map_or("", unit);
    let shown = |value| shown(value, unit);
    match value {
        Value::Object(_) => format!("{of} was changed."),
        Value::Null => format!("{of}: not given."),
        Value::Number(_) if !unit.is_empty() => format!("{of}: {} {unit}.", shown(value)),
        Value::String(text) if text.is_empty() => format!("{of}: empty."),
        Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => {
            format!("{of}: {}.", shown(value))
        }
    }
}

/// A value as it stands in a control, before its unit: nothing for `null`.
#[must_use]
pub fn shown(value: &Value, unit: &str) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::String(text) => text.clone(),
        // A whole number without a fraction: `120`, not `120.0`.
        Value::Number(number) => match (number.as_u64(), number.as_f64()) {
            (Some(whole), _) if unit != PER_CENT => whole.to_string(),
            (_, Some(decimal)) => typed::shown(decimal, unit).to_string(),
            (_, None) => number.to_string(),
        },
        Value::Array(list) => list.iter().map(|it| shown(it, unit)).collect::<Vec<_>>().join(", "),
        Value::Object(_) => value.to_string(),
    }
}
