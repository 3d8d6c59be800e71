//! The project's own format, `*.syncline.json`.
//!
//! [`read`] is strict and kind. A document with anything wrong in it gives no scenario but every
//! [`Problem`] at once: its place as a JSON pointer, what was found, and what would be right. Four
//! stages, each in a file of its own:
//!
//! 1. `json`: text to values. Nothing but JSON, and no name twice in one object.
//! 2. The types of [`model`](crate::model) themselves: fields, kinds, words and ranges; `explain`
//!    puts into words what they report. What is not a field of the format is refused, never ignored:
//!    a design whose tolerance nobody looks at would look checked.
//! 3. [`check`](crate::model::check()): what must agree between fields.
//! 4. Where stage 2 found something, `rest` drops what stage 3 says only because of that.
//!
//! [`write()`] leaves out what has its default, so that a small document stays small; reading it again
//! gives the same scenario.

mod explain;
mod json;
mod layout;
mod places;
mod rest;
mod write;

use serde_json::Value;

use crate::model::field::Field;
use crate::model::misreading::{MOST, Misreadings};
use crate::model::{Place, Pointer, Problem, Scenario};

pub use json::LARGEST;
pub use write::{write, write_compact};

/// The scenario of a document. Numbers of up to 15 significant digits, 22 of them at most behind the
/// point, are read to the last bit.
///
/// # Errors
/// Every problem of the document, in its order. Text that is not JSON, and another version of the
/// format, are the only problems that hide others; beyond a thousand, the rest are not listed.
pub fn read(text: &str) -> Result<Scenario, Vec<Problem>> {
    let json::Parsed { mut value, twice } = json::parse(text).map_err(|problem| vec![problem])?;
    if let Some(problem) = other_version(&value) {
        return Err(vec![problem]);
    }
    without_schema(&mut value);
    let mut scenario = Scenario::default();
    let mut misreadings = Misreadings::default();
    scenario.read(&value, Place::Document, &mut misreadings);
    let mut problems = twice;
    problems.extend(misreadings.list.iter().map(|it| explain::problem(it, &value)));
    problems.extend(rest::remaining(&scenario, &misreadings));
    if problems.is_empty() { Ok(scenario) } else { Err(in_order(problems, &value)) }
}

/// Editors write into a document which schema they check it against: it says nothing of the scenario.
fn without_schema(document: &mut Value) {
    if let Some(object) = document.as_object_mut()
        && object.get("$schema").is_some_and(Value::is_string)
    {
        object.shift_remove("$schema");
    }
}

/// A document of another version follows other rules: that is all there is to say about it.
fn other_version(document: &Value) -> Option<Problem> {
    let version = document.get("syncline")?.as_number()?;
    (version.as_u64() != Some(u64::from(Scenario::VERSION))).then(|| {
        Problem::new(
            Pointer::root().at("syncline"),
            format!("version {version} of the format"),
            format!("version {}, which this program reads", Scenario::VERSION),
        )
    })
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
