//! Misreadings in words.

use serde_json::Value;

use super::{places, unsupported};
use crate::model::Problem;
use crate::model::misreading::{Expected, Misreading};
use crate::model::near::nearest;

/// The fields that say of which kind an object is, and their words. deserr names them nowhere
/// (0.6.4: "Incorrect tag value").
const KINDS: &[(&str, &[&str])] = &[
    ("distribution", &["constant", "exponential", "uniform", "log-normal", "empirical"]),
    (
        "kind",
        &["crash", "slowdown", "errors", "partition", "broker-outage", "traffic-spike", "poison"],
    ),
];

/// The problem that a misreading of this document is.
pub(super) fn problem(misreading: &Misreading, document: &Value) -> Problem {
    let pointer = misreading.pointer.clone();
    let value = document.pointer(pointer.as_str()).unwrap_or(&Value::Null);
    match &misreading.expected {
        Expected::Kind(phrase) | Expected::Range(phrase) => {
            Problem::new(pointer, describe(value), *phrase)
        }
        Expected::Field(name) => Problem::new(pointer, format!("no `{name}`"), missing(name)),
        Expected::Words(words) => {
            Problem::new(pointer, describe(value), choice(words, value.as_str().unwrap_or("")))
        }
        Expected::Length(length) => {
            Problem::new(pointer, describe(value), format!("a list of {length}"))
        }
        Expected::Fields(names) => unknown_field(misreading, names),
        Expected::Other => match value {
            Value::Object(object) => {
                for (field, words) in KINDS {
                    if let Some(word) = object.get(*field) {
                        let expected = choice(words, word.as_str().unwrap_or(""));
                        return Problem::new(pointer.at(field), describe(word), expected);
                    }
                }
                Problem::new(pointer, describe(value), "an object of a known kind")
            }
            Value::Null
            | Value::Bool(_)
            | Value::Number(_)
            | Value::String(_)
            | Value::Array(_) => {
                let expected = format!("a whole number from 0 to {}", u32::MAX);
                Problem::new(pointer, describe(value), expected)
            }
        },
    }
}

/// The known field that an unknown one was probably meant to be.
pub(super) fn meant(misreading: &Misreading) -> Option<&str> {
    let Expected::Fields(names) = &misreading.expected else {
        return None;
    };
    let (_, name) = places::parent(&misreading.pointer)?;
    nearest(&name, names.iter().map(String::as_str))
}

fn unknown_field(misreading: &Misreading, names: &[String]) -> Problem {
    let pointer = misreading.pointer.clone();
    let name = places::parent(&pointer).map(|(_, name)| name).unwrap_or_default();
    if let Some(what) = unsupported::will_be_for(&pointer) {
        return Problem::new(
            pointer,
            format!("`{name}`: this version does not act on it yet ({what} will)"),
            "the field left out",
        );
    }
    let expected = choice(names, &name);
    Problem::new(pointer, format!("the unknown field `{name}`"), expected)
}

fn missing(name: &str) -> String {
    if name == "syncline" {
        return "`\"syncline\": 1`, the version of the format".to_owned();
    }
    match KINDS.iter().find(|(field, _)| *field == name) {
        Some((_, words)) => format!("`{name}`, {}", choice(words, "")),
        None => format!("the field `{name}`"),
    }
}

fn choice(words: &[impl AsRef<str>], found: &str) -> String {
    if let [word] = words {
        return format!("only `{}`", word.as_ref());
    }
    let all =
        words.iter().map(|word| format!("`{}`", word.as_ref())).collect::<Vec<_>>().join(", ");
    match nearest(found, words.iter().map(AsRef::as_ref)) {
        Some(near) => format!("one of {all}; did you mean `{near}`?"),
        None => format!("one of {all}"),
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
            format!("the text {:?}…", it.chars().take(SHOWN).collect::<String>())
        }
        Value::String(it) => format!("the text {it:?}"),
        Value::Array(it) => format!("a list of {}", it.len()),
        Value::Object(_) => "an object".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::schema;

    #[test]
    fn the_words_of_each_kind_are_those_of_the_types() {
        let schema = schema();
        for ((field, words), name) in KINDS.iter().zip(["Work", "Fault"]) {
            let variants = schema["$defs"][name]["oneOf"].as_array().unwrap();
            let known: Vec<&str> = variants
                .iter()
                .map(|variant| variant["properties"][field]["const"].as_str().unwrap())
                .collect();
            assert_eq!(&known, words, "{name}");
        }
    }
}
