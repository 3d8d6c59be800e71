//! From the values of a document to a design, or to all that is wrong with it.
//!
//! First every type reads what is its own; `explain` puts into words what they could not. Then
//! [`check`](super::super::check()) looks at what must agree between fields. Where something could not be
//! read, `rest` drops what the check says only because of that.

use serde_json::Value;

use super::super::{Design, Place, Pointer, Problem, Scenario};
use super::schema_error::{MOST, SchemaErrors};
use super::{Field, explain, places, rest};

/// The design of a document.
///
/// # Errors
/// Every problem of the document, in its order, with those that were found before.
pub(crate) fn design(document: &Value, before: Vec<Problem>) -> Result<Design, Vec<Problem>> {
    let mut schema_errors = SchemaErrors::default();
    let scenario = read(document, &mut schema_errors);
    if before.is_empty() && schema_errors.list.is_empty() {
        return Design::check(scenario).map_err(|problems| in_order(problems, document));
    }
    Err(problems(document, &scenario, &schema_errors, before))
}

/// The scenario of a document, which may not be valid.
///
/// # Errors
/// The same, where something could not be read.
pub(crate) fn scenario(document: &Value) -> Result<Scenario, Vec<Problem>> {
    let mut schema_errors = SchemaErrors::default();
    let scenario = read(document, &mut schema_errors);
    if schema_errors.list.is_empty() {
        return Ok(scenario);
    }
    Err(problems(document, &scenario, &schema_errors, Vec::new()))
}

fn read(document: &Value, schema_errors: &mut SchemaErrors) -> Scenario {
    let mut scenario = Scenario::default();
    scenario.read(document, Place::Document, schema_errors);
    scenario
}

fn problems(
    document: &Value,
    scenario: &Scenario,
    schema_errors: &SchemaErrors,
    before: Vec<Problem>,
) -> Vec<Problem> {
    let mut problems = before;
    problems.extend(schema_errors.list.iter().map(|it| explain::problem(it, document)));
    problems.extend(rest::remaining(scenario, schema_errors));
    in_order(problems, document)
}

/// The first of the problems, as they stand in the document.
fn in_order(problems: Vec<Problem>, document: &Value) -> Vec<Problem> {
    let many = problems.len() >= MOST;
    let mut sorted: Vec<(Vec<usize>, Problem)> = Vec::new();
    for problem in problems {
        let position = places::position(document, &problem.pointer);
        let index = sorted.partition_point(|(before, _)| *before <= position);
        sorted.insert(index, (position, problem));
        sorted.truncate(MOST);
    }
    let mut problems: Vec<Problem> = sorted.into_iter().map(|(_, problem)| problem).collect();
    if many {
        problems.push(Problem::new(
            Pointer::root(),
            format!("{MOST} problems or more"),
            "a document of this format; the rest are not listed",
        ));
    }
    problems
}
