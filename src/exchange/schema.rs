//! The published JSON Schema of the format, generated from the types.

use schemars::Schema;
use schemars::generate::SchemaSettings;
use schemars::transform::{RecursiveTransform, Transform};
use serde_json::{Map, Value, json};

use crate::model::Scenario;

/// The JSON Schema (draft 2020-12) of a `*.syncline.json` document.
///
/// It says what JSON Schema can say: fields, kinds, words, ranges, what must be given, and the defaults.
/// What must agree between fields is for [`read`](super::document::read()) alone.
#[must_use]
pub fn schema() -> Value {
    let settings = SchemaSettings::draft2020_12().for_deserialize();
    let mut root = settings.into_generator().into_root_schema_for::<Scenario>();
    RecursiveTransform(bound_whole_numbers).transform(&mut root);
    let mut schema = Map::new();
    let draft = root.remove("$schema").unwrap_or_default();
    for (name, value) in [
        ("$schema", draft),
        ("$id", "syncline.schema.json".into()),
        ("title", "Syncline scenario".into()),
    ] {
        schema.insert(name.to_owned(), value);
    }
    if let Value::Object(rest) = root.to_value() {
        for (name, value) in rest {
            schema.entry(name).or_insert(value);
        }
    }
    if let Some(properties) = schema.get_mut("properties").and_then(Value::as_object_mut) {
        let editors = json!({
            "description": "Which schema an editor checks the document against; it says nothing of the scenario.",
            "type": "string"
        });
        properties.insert("$schema".to_owned(), editors);
    }
    Value::Object(schema)
}

/// The widths of whole numbers, as ranges: their `format` is a hint only.
fn bound_whole_numbers(schema: &mut Schema) {
    if schema.get("format").is_some_and(|format| format == "uint32")
        && schema.get("maximum").is_none()
    {
        schema.insert("maximum".to_owned(), u32::MAX.into());
    }
}
