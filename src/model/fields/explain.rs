//! Schema errors in words.

use serde_json::Value;

use crate::model::fields::Name;
use crate::model::fields::schema_error::{Expected, SchemaError};
use crate::model::near::nearest;
use crate::model::{Pointer, Problem};

/// The problem that a schema error of this document is.
pub(super) fn problem(schema_error: &SchemaError, document: &Value) -> Problem {
    let place = &schema_error.pointer;
    let value = document.pointer(place.as_str()).unwrap_or(&Value::Null);
    let (found, expected) = match &schema_error.expected {
        Expected::Value(phrase) => (describe(value), (*phrase).to_owned()),
        Expected::Words(words) => (describe(value), choice(words, value.as_str().unwrap_or(""))),
        Expected::Field(name) => (format!("no `{name}`"), missing(name)),
        Expected::Kind(name, words) => {
            (format!("no `{name}`"), format!("`{name}`, {}", choice(words, "")))
        }
        Expected::Fields(names, name) => return unknown_field(place.at(name), name, names),
    };
    Problem::new(place.clone(), found, expected)
}

/// The known field that an unknown one was probably meant to be.
pub(super) fn meant(name: &str, names: &'static [Name]) -> Option<&'static str> {
    nearest(name, names_of(names))
}

fn names_of(names: &'static [Name]) -> Vec<&'static str> {
    names.iter().map(|it| it.name).collect()
}

fn unknown_field(place: Pointer, name: &str, names: &'static [Name]) -> Problem {
    Problem::new(place, format!("the unknown field `{name}`"), choice(&names_of(names), name))
}

fn missing(name: &str) -> String {
    if name == "syncline" {
        return "`\"syncline\": 1`, the version of the format".to_owned();
    }
    format!("the field `{name}`")
}

fn choice(words: &[&str], found: &str) -> String {
    if let [word] = words {
        return format!("only `{word}`");
    }
    let all = words.join("`, `");
    match nearest(found, words.iter().copied()) {
        Some(near) => format!("one of `{all}`; did you mean `{near}`?"),
        None => format!("one of `{all}`"),
    }
}

/// A value as a phrase.
fn describe(value: &Value) -> String {
    const SHOWN: usize = 40;
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(it) => it.to_string(),
        Value::Number(it) => format!("the number {it}"),
        Value::String(it) if it.chars().count() > SHOWN => {
            format!("the text {}…", Value::String(it.chars().take(SHOWN).collect()))
        }
        Value::String(_) => format!("the text {value}"),
        Value::Array(it) => format!("a list of {}", it.len()),
        Value::Object(_) => "an object".to_owned(),
    }
}
