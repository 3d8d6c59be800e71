//! A scenario as a document.
//!
//! What has its default is left out. Which values those are is not written down a second time: they are
//! what reading begins with.

use serde_json::{Map, Value};

use super::layout;
use crate::model::fields::Field;
use crate::model::{Breaker, CallPolicy, Event, Process, Replicas, Scenario, Service, Step};
use crate::units::counting::{Counted, count};

/// Objects whose presence says something, even with every default inside.
const TELLING: [&str; 2] = ["breaker", "replicas"];

/// What must be given, and has no default, in [`defaults`].
const GIVEN: [&str; 5] = [
    "/syncline",
    "/process/steps/0/id",
    "/process/steps/0/service",
    "/process/steps/0/event/name",
    "/services/0/id",
];

/// The document of a scenario. Reading it gives the same scenario again.
#[must_use]
pub fn write(scenario: &Scenario) -> String {
    layout::pretty(&short(scenario))
}

/// The same on one line and without spaces, for machines.
#[must_use]
pub fn write_compact(scenario: &Scenario) -> String {
    layout::compact(&short(scenario))
}

/// What differs from the defaults.
fn short(scenario: &Scenario) -> Value {
    count(Counted::Written);
    let mut document = scenario.write();
    shorten(&mut document, &defaults());
    document
}

/// What reading begins with: one of each object, and nothing in the place of what must be given.
fn defaults() -> Value {
    let call = CallPolicy { breaker: Some(Breaker::default()), ..CallPolicy::default() };
    let step = Step { event: Some(Event::default()), call, ..Step::default() };
    let service = Service { replicas: Some(Replicas::default()), ..Service::default() };
    let process = Process { steps: vec![step], ..Process::default() };
    let bare = Scenario { process, services: vec![service], ..Scenario::default() };
    let mut defaults = bare.write();
    for place in GIVEN {
        if let Some(value) = defaults.pointer_mut(place) {
            *value = Value::Null;
        }
    }
    defaults
}

/// Takes out of an object what equals its default, at every depth.
fn shorten(object: &mut Value, defaults: &Value) {
    let (Some(object), Some(defaults)) = (object.as_object_mut(), defaults.as_object()) else {
        return;
    };
    object.retain(|name, value| {
        let default = defaults.get(name).unwrap_or(&Value::Null);
        if value.is_null() {
            return false;
        }
        match (&mut *value, default) {
            // A distribution is one value: half of it would be another one.
            (Value::Object(inner), Value::Object(_)) if !inner.contains_key("distribution") => {
                shorten(value, default);
                TELLING.contains(&name.as_str())
                    || value.as_object().is_some_and(|it| !it.is_empty())
            }
            (Value::Array(elements), Value::Array(element)) => {
                // Where nothing is known of an element, only what is absent has its default.
                let nothing = Value::Object(Map::new());
                let usual = element.first().unwrap_or(&nothing);
                for element in elements {
                    shorten(element, usual);
                }
                value != default
            }
            _ => value != default,
        }
    });
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::exchange::document::read;

    /// What writing makes of a document.
    fn rewritten(document: &Value) -> Value {
        serde_json::from_str(&write(&read(&document.to_string()).unwrap())).unwrap()
    }

    #[test]
    fn a_small_document_stays_small() {
        let small = json!({
            "syncline": 1,
            "process": { "steps": [{ "id": "a", "service": "s" }] },
            "services": [{ "id": "s" }]
        });
        assert_eq!(rewritten(&small), small);
    }

    #[test]
    fn a_note_says_no_more_than_it_has_to_say() {
        let noted = json!({
            "syncline": 1,
            "process": { "steps": [{ "id": "a", "service": "s" }] },
            "services": [{ "id": "s" }],
            "notes": [
                { "text": "Look" },
                { "step": "a", "at_s": 0, "for_s": 2.5, "text": "And here" },
                { "service": "s", "at_s": 20, "text": "Now there" }
            ]
        });
        assert_eq!(rewritten(&noted), noted);
    }

    #[test]
    fn what_has_its_default_is_left_out_and_what_has_not_stays() {
        let spelled_out = json!({
            "syncline": 1,
            "name": "",
            "process": { "coordination": "orchestrated", "entry": null, "steps": [{
                "id": "a", "service": "s", "after": [], "mode": "event",
                "event": { "name": "Happened", "kind": "domain", "version": 2 },
                "work": { "distribution": "exponential", "mean_ms": 100 },
                "call": { "retries": 0, "breaker": { "failures": 5 }, "backoff_ms": 50.0 },
                "delivery": { "max_attempts": 5, "outbox": true }
            }] },
            "services": [{ "id": "s", "workers": 2, "replicas": {} }],
            "network": { "one_way_ms": 1 },
            "workload": { "rate_per_s": 10, "profile": [], "resubmissions": 1 },
            "faults": [],
            "seed": 1
        });
        let short = json!({
            "syncline": 1,
            "process": { "steps": [{
                "id": "a", "service": "s", "mode": "event",
                "event": { "name": "Happened", "version": 2 },
                "call": { "breaker": {} },
                "delivery": { "outbox": true }
            }] },
            "services": [{ "id": "s", "workers": 2, "replicas": {} }],
            "workload": { "resubmissions": 1 }
        });
        assert_eq!(rewritten(&spelled_out), short);
    }

    #[test]
    fn the_compact_form_says_the_same() {
        let scenario = read(crate::catalogue::FIRST).unwrap();
        let compact = write_compact(&scenario);
        assert_eq!(read(&compact).as_ref(), Ok(&scenario));
        assert!(!compact.contains('\n') && !compact.contains("\": "), "{compact}");
        assert!(compact.contains("\"mean_ms\":120,"), "{compact}");
    }

    #[test]
    fn half_a_distribution_is_never_left_out() {
        let document = json!({
            "syncline": 1,
            "process": { "steps": [
                { "id": "a", "service": "s", "work": { "distribution": "exponential", "mean_ms": 5.5 } }
            ] },
            "services": [{ "id": "s" }]
        });
        assert_eq!(rewritten(&document), document);
    }
}
