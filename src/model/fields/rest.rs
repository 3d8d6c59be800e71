//! What else is wrong with a document that could not be read.
//!
//! Reading goes on after a mistake, so there is always a scenario that can be checked, with a default
//! in the place of what was misread. A finding counts unless it rests on such a place; so a cycle is
//! reported although a number elsewhere is negative, and a reference to a step is not called unknown
//! because that step's own id was not a text.

use super::{explain, places};
use crate::model::fields::schema_error::{Expected, SchemaError, SchemaErrors};
use crate::model::{Finding, Pointer, Problem, Scenario, findings};

/// The problems besides the schema errors, of what was read all the same.
pub(super) fn remaining(scenario: &Scenario, schema_errors: &SchemaErrors) -> Vec<Problem> {
    if schema_errors.are_many() {
        return Vec::new();
    }
    let mut made_up = schema_errors.spoiled.clone();
    made_up.extend(schema_errors.list.iter().filter_map(made_up_by));
    findings(scenario)
        .into_iter()
        .filter(|finding| !rests_on(finding, &made_up))
        .map(|finding| finding.problem)
        .collect()
}

/// The place that has a default only because of a schema error.
fn made_up_by(schema_error: &SchemaError) -> Option<Pointer> {
    let place = &schema_error.pointer;
    match &schema_error.expected {
        Expected::Field(name) | Expected::Kind(name, _) => Some(place.at(name)),
        Expected::Fields(names, name) => explain::meant(name, names).map(|it| place.at(it)),
        Expected::Value(_) | Expected::Words(_) => Some(place.clone()),
    }
}

fn rests_on(finding: &Finding, made_up: &[Pointer]) -> bool {
    let is_made_up = |pattern: &str| made_up.iter().any(|place| places::covers(place, pattern));
    is_made_up(finding.problem.pointer.as_str())
        || finding.looks_at.iter().any(|pattern| is_made_up(pattern))
}
