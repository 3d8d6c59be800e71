//! The project's own format, `*.syncline.json`.
//!
//! [`read`] is strict and kind. A document with anything wrong in it gives no scenario but every
//! [`Problem`] at once: its place as a JSON pointer, what was found, and what would be right. Four
//! stages, each in a file of its own:
//!
//! 1. `json`: text to values. Nothing but JSON, and no name twice in one object.
//! 2. The types of [`model`](crate::model) themselves: fields, kinds, words and ranges, through their
//!    derived readers; `explain` puts into words what they report, and `unsupported` names the
//!    fields of the format that this version does not act on yet.
//! 3. [`check`](crate::model::check()): what must agree between fields.
//! 4. Where stage 2 found something, `mend` repairs a copy so that stage 3 can look at the rest, and
//!    drops what it says only because of the repair.
//!
//! [`write()`] leaves out what has its default, so that a small document stays small; reading it again
//! gives the same scenario, to the last bit.

mod explain;
mod json;
mod layout;
mod mend;
mod places;
mod unsupported;
mod write;

use deserr::deserialize;
use serde_json::Value;

use crate::model::misreading::{MOST, Misreadings};
use crate::model::{Pointer, Problem, Scenario, findings};

pub use write::write;

/// The scenario of a document.
///
/// # Errors
/// Every problem of the document, in its order. Text that is not JSON, and another version of the
/// format, are the only problems that hide others; beyond a thousand, the rest are not listed.
pub fn read(text: &str) -> Result<Scenario, Vec<Problem>> {
    let json::Parsed { value, twice } = json::parse(text).map_err(|problem| vec![problem])?;
    if let Some(problem) = other_version(&value) {
        return Err(vec![problem]);
    }
    let mut problems = twice;
    let outcome = deserialize::<Scenario, Value, Misreadings>(value.clone());
    match &outcome {
        Ok(scenario) => {
            problems.extend(findings(scenario).into_iter().map(|finding| finding.problem));
        }
        Err(misreadings) => {
            problems.extend(misreadings.0.iter().map(|it| explain::problem(it, &value)));
            problems.extend(mend::remaining(&value, misreadings));
        }
    }
    match outcome {
        Ok(scenario) if problems.is_empty() => Ok(scenario),
        Ok(_) | Err(_) => Err(in_order(problems, &value)),
    }
}

/// A document of another version follows other rules: that is all there is to say about it.
fn other_version(document: &Value) -> Option<Problem> {
    let version = document.get("syncline")?;
    (version.is_number() && version.as_u64() != Some(u64::from(Scenario::VERSION))).then(|| {
        Problem::new(
            Pointer::root().at("syncline"),
            format!("version {version} of the format"),
            format!("version {}, which this program reads", Scenario::VERSION),
        )
    })
}

fn in_order(mut problems: Vec<Problem>, document: &Value) -> Vec<Problem> {
    problems.sort_by_cached_key(|problem| places::position(document, &problem.pointer));
    if problems.len() >= MOST {
        problems.truncate(MOST);
        problems.push(Problem::new(
            Pointer::root(),
            format!("{MOST} problems or more"),
            "a document of this format; the rest are not listed",
        ));
    }
    problems
}
