//! Text to JSON values: no larger than a document may be, and no name twice in one object.
//!
//! `serde_json` keeps the last of two values with one name and says nothing, which would silently drop
//! half of what somebody wrote; so the values are built here, and the names counted.

use std::cell::RefCell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

use crate::model::fields::schema_error::MOST;
use crate::model::{Place, Pointer, Problem};

/// How much text is read, in bytes.
pub const LARGEST: usize = 5_000_000;

/// Whole numbers below this are exact as floating-point numbers.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// The values of a text, and the names that stood twice.
pub(super) struct Parsed {
    /// The values; of two with one name, the last.
    pub(super) value: Value,
    /// A problem for each name that an object had already.
    pub(super) twice: Vec<Problem>,
}

/// The values of a JSON text; a byte order mark before it is passed over.
pub(super) fn parse(text: &str) -> Result<Parsed, Problem> {
    if text.len() > LARGEST {
        return Err(Problem::new(
            Pointer::root(),
            format!("{} bytes of text", text.len()),
            format!("at most {LARGEST}"),
        ));
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let twice = RefCell::new(Vec::new());
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let value = Builder { place: Place::Document, twice: &twice }
        .deserialize(&mut deserializer)
        .and_then(|value| deserializer.end().map(|()| value))
        .map_err(|error| {
            Problem::new(
                Pointer::root(),
                format!("text that is not JSON: {error}"),
                "one JSON object",
            )
        })?;
    Ok(Parsed { value, twice: twice.into_inner() })
}

/// A number as a value: `2.0` is the whole number 2, as in JSON Schema. What is no number is `null`.
#[allow(clippy::cast_possible_truncation)] // whole, and below 2^53
pub(in crate::exchange) fn number(value: f64) -> Value {
    if value.fract() == 0.0 && value.abs() < EXACT {
        return Value::from(value as i64);
    }
    Number::from_f64(value).map_or(Value::Null, Value::Number)
}

/// Builds the value at a place.
#[derive(Clone, Copy)]
struct Builder<'a> {
    place: Place<'a>,
    twice: &'a RefCell<Vec<Problem>>,
}

impl<'de> DeserializeSeed<'de> for Builder<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Builder<'_> {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("a JSON value")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        Ok(number(value))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_string<E: Error>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = list.next_element_seed(Builder {
            place: self.place.element(values.len()),
            twice: self.twice,
        })? {
            values.push(value);
        }
        Ok(Value::Array(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut values = Map::new();
        while let Some(name) = map.next_key::<String>()? {
            let place = self.place.field(&name);
            let value = map.next_value_seed(Builder { place, twice: self.twice })?;
            if values.contains_key(&name) && self.twice.borrow().len() < MOST {
                self.twice.borrow_mut().push(Problem::new(
                    place.pointer(),
                    format!("`{name}` a second time"),
                    "each name once in an object",
                ));
            }
            values.insert(name, value);
        }
        Ok(Value::Object(values))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn problem(text: &str) -> String {
        parse(text).err().map(|problem| problem.to_string()).unwrap_or_default()
    }

    #[test]
    fn values_come_through_and_whole_numbers_are_whole() {
        let parsed =
            parse("\u{feff} [null, true, -3, 2.0, 0.5, -0.0, \"é\", {\"a\": []}] ").unwrap();
        assert_eq!(parsed.value, json!([null, true, -3, 2, 0.5, 0, "é", { "a": [] }]));
        assert!(parsed.twice.is_empty());
    }

    #[test]
    fn a_name_that_stands_twice_is_named_with_its_place() {
        let parsed = parse(r#"{"a": [{"b/c": 1, "b/c": 2, "b/c": 3}], "a": 1}"#).unwrap();
        let twice: Vec<String> = parsed.twice.iter().map(Problem::to_string).collect();
        assert_eq!(
            twice,
            [
                "/a/0/b~1c: found `b/c` a second time; expected each name once in an object",
                "/a/0/b~1c: found `b/c` a second time; expected each name once in an object",
                "/a: found `a` a second time; expected each name once in an object",
            ]
        );
    }

    #[test]
    fn what_is_not_json_is_refused_with_its_line_and_column() {
        for (text, part) in [
            ("", "EOF while parsing a value at line 1 column 0"),
            ("{\n  \"a\": 1,\n}", "trailing comma at line 3 column 1"),
            ("{} {}", "trailing characters at line 1 column 4"),
            ("{\"a\": NaN}", "expected value at line 1 column 7"),
            ("{\"a\": 1e999}", "number out of range at line 1 column 11"),
            ("{\"a\": 01}", "invalid number at line 1 column 8"),
        ] {
            assert!(problem(text).contains(part), "{text}: {}", problem(text));
        }
        assert!(problem(&"[".repeat(1_000)).contains("recursion limit exceeded"));
        assert!(problem(&" ".repeat(LARGEST + 1)).contains("bytes of text"));
    }
}
