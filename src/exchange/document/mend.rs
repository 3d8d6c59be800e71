//! What else is wrong with a document that could not be read.
//!
//! A copy of the document is mended: what was misread is taken out, or replaced by something harmless
//! where a value must be. The mended copy is read and checked like any other. A finding counts unless
//! it rests on a mended place; so a cycle is reported although a number elsewhere is negative, and a
//! reference to a step is not called unknown because that step's own id was not a text.

use deserr::deserialize;
use serde_json::{Map, Value, json};

use super::{explain, places};
use crate::model::misreading::{Expected, MOST, Misreadings};
use crate::model::{Finding, Pointer, Problem, Scenario, findings};

/// How often a copy is mended and read again: what was taken out can be missed one level further up,
/// and a document is not this deep.
const ROUNDS: usize = 8;

/// The problems that the document has besides its misreadings.
pub(super) fn remaining(document: &Value, misreadings: &Misreadings) -> Vec<Problem> {
    if misreadings.0.len() >= MOST {
        return Vec::new();
    }
    let mut mending = Mending { document: document.clone(), mended: Vec::new() };
    mending.mend(misreadings);
    for _ in 0..ROUNDS {
        match deserialize::<Scenario, Value, Misreadings>(mending.document.clone()) {
            Ok(scenario) => {
                return findings(&scenario)
                    .into_iter()
                    .filter(|finding| !mending.touches(finding))
                    .map(|finding| finding.problem)
                    .collect();
            }
            Err(more) => mending.mend(&more),
        }
    }
    Vec::new()
}

struct Mending {
    document: Value,
    mended: Vec<Pointer>,
}

impl Mending {
    fn mend(&mut self, misreadings: &Misreadings) {
        for misreading in &misreadings.0 {
            let place = &misreading.pointer;
            match &misreading.expected {
                Expected::Field(name) => self.supply(place, name),
                Expected::Fields(_) => {
                    if let (Some(meant), Some((parent, _))) =
                        (explain::meant(misreading), places::parent(place))
                    {
                        self.mended.push(pointer(parent).at(meant));
                    }
                    self.take_out(place);
                }
                Expected::Kind(_)
                | Expected::Range(_)
                | Expected::Words(_)
                | Expected::Length(_)
                | Expected::Other => self.replace(place),
            }
        }
    }

    /// Puts something harmless into an object that misses a field; without that, the object goes.
    fn supply(&mut self, object: &Pointer, name: &str) {
        match harmless(name, self.mended.len()) {
            Some(value) => {
                self.mended.push(object.at(name));
                if let Some(Value::Object(map)) = self.document.pointer_mut(object.as_str()) {
                    map.insert(name.to_owned(), value);
                }
            }
            None => self.replace(object),
        }
    }

    /// Something harmless instead of what stands here, or nothing at all.
    fn replace(&mut self, place: &Pointer) {
        let Some((parent, name)) = places::parent(place) else {
            return;
        };
        self.mended.push(place.clone());
        let number = self.mended.len();
        let list = parent.rsplit('/').next().unwrap_or_default().to_owned();
        match self.document.pointer_mut(parent) {
            Some(Value::Array(values)) => {
                let index = name.parse::<usize>().ok();
                if let Some(value) = index.and_then(|index| values.get_mut(index)) {
                    *value = element(&list, number);
                }
            }
            Some(Value::Object(map)) => match harmless(&name, number) {
                Some(value) => {
                    map.insert(name, value);
                }
                None => remove(map, &name),
            },
            Some(Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_)) | None => {}
        }
    }

    fn take_out(&mut self, place: &Pointer) {
        if let Some((parent, name)) = places::parent(place)
            && let Some(Value::Object(map)) = self.document.pointer_mut(parent)
        {
            remove(map, &name);
        }
    }

    /// Whether a finding rests on something that was mended.
    fn touches(&self, finding: &Finding) -> bool {
        let rests_on =
            |pattern: &str| self.mended.iter().any(|place| places::covers(place, pattern));
        rests_on(finding.problem.pointer.as_str())
            || finding.looks_at.iter().any(|pattern| rests_on(pattern))
    }
}

fn remove(map: &mut Map<String, Value>, name: &str) {
    map.shift_remove(name);
}

/// The pointer that this text is.
fn pointer(text: &str) -> Pointer {
    text.split('/').skip(1).fold(Pointer::root(), |it, token| it.at(places::unescaped(token)))
}

/// A value for a field without which an object cannot be. Ids are of letters that no id may have, so
/// that they meet no other.
fn harmless(field: &str, number: usize) -> Option<Value> {
    match field {
        "syncline" => Some(json!(Scenario::VERSION)),
        "process" => Some(json!({ "steps": [] })),
        "steps" | "services" => Some(json!([])),
        "id" | "service" | "name" => Some(json!(format!("\u{1}{number}"))),
        _ => None,
    }
}

/// A value for an element of a list.
fn element(list: &str, number: usize) -> Value {
    let id = format!("\u{1}{number}");
    match list {
        "steps" => json!({ "id": id, "service": id }),
        "services" => json!({ "id": id }),
        "faults" => json!({ "kind": "broker-outage", "at_s": 0, "for_s": 0 }),
        "profile" => json!({ "at_s": 0, "factor": 1 }),
        "values_ms" => json!(1),
        _ => json!(id),
    }
}
