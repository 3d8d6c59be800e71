//! The schema of a fault: one object for each kind, tagged by `kind`, with the times last; of an instant
//! the first alone.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::{Map, Value, json};

use super::{Fault, FaultKind};
use crate::units::Seconds;

impl JsonSchema for Fault {
    fn schema_name() -> Cow<'static, str> {
        "Fault".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let own = FaultKind::schemas(generator);
        let kinds: Vec<Value> = own
            .into_iter()
            .map(|(word, own, is_instant)| kind(word, &own, is_instant, generator))
            .collect();
        schemars::json_schema!({
            "oneOf": kinds,
            "description": "Something that goes wrong for a while, from `at_s` for `for_s` seconds.",
        })
    }
}

/// An object of one kind: the tag, its own fields, and the times.
fn kind(word: &str, own: &Schema, is_instant: bool, generator: &mut SchemaGenerator) -> Value {
    let mut properties = Map::new();
    properties.insert("kind".to_owned(), json!({ "type": "string", "const": word }));
    // A kind without fields of its own has no properties.
    properties
        .extend(own.get("properties").and_then(Value::as_object).cloned().unwrap_or_default());
    let times: &[(&str, &str)] = if is_instant {
        &[("at_s", "When.")]
    } else {
        &[("at_s", "When it begins."), ("for_s", "How long it lasts.")]
    };
    for &(name, means) in times {
        let mut field = generator.subschema_for::<Seconds>();
        field.insert("description".to_owned(), means.into());
        properties.insert(name.to_owned(), field.to_value());
    }
    let mut required = vec![json!("kind")];
    required.extend(own.get("required").and_then(Value::as_array).cloned().unwrap_or_default());
    required.extend(times.iter().map(|&(name, _)| Value::from(name)));
    json!({
        "type": "object",
        "additionalProperties": false,
        "properties": properties,
        "required": required,
        "description": own.get("description"),
    })
}
