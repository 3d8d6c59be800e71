//! The project's own format, `*.syncline.json`.
//!
//! [`read`] is strict and kind. A document with anything wrong in it gives no scenario but every
//! [`Problem`] at once: its place as a JSON pointer, what was found, and what would be right. Here text
//! becomes values: nothing but JSON, and no name twice in one object. What the values mean, the types of
//! [`model`](crate::model) say themselves; what is not a field of the format is refused, never ignored:
//! a design whose tolerance nobody looks at would look checked.
//!
//! [`write()`] leaves out what has its default, so that a small document stays small; reading it again
//! gives the same scenario.

mod json;
mod layout;
mod write;

use serde_json::Value;

use crate::model::fields::reading;
use crate::model::{Design, Pointer, Problem, Scenario};

pub use json::LARGEST;
pub(in crate::exchange) use json::number;
pub use write::{write, write_compact};

/// The design of a document. Numbers of up to 15 significant digits, 22 of them at most behind the
/// point, are read to the last bit.
///
/// # Errors
/// Every problem of the document, in its order. Text that is not JSON, and another version of the
/// format, are the only problems that hide others; beyond a thousand, the rest are not listed.
pub fn read(text: &str) -> Result<Design, Vec<Problem>> {
    let json::Parsed { mut value, twice } = json::parse(text).map_err(|problem| vec![problem])?;
    if let Some(problem) = other_version(&value) {
        return Err(vec![problem]);
    }
    without_schema(&mut value);
    reading::design(&value, twice)
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
