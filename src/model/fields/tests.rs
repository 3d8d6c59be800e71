//! The lists of the types against the schema that is generated from the types themselves: neither
//! knows a field, a kind or a word that the other does not.

use std::collections::BTreeMap;

use schemars::generate::SchemaSettings;
use serde_json::{Value, json};

use super::Field;
use crate::model::faults::{CrashBehaviour, Replayed};
use crate::model::fields::schema_error::{Expected, SchemaErrors};
use crate::model::{
    Acknowledge, Arrivals, Branch, Breaker, Broker, Business, CallPolicy, Choice, Circumstances,
    Consistency, Coordination, Credentials, DeadLetterAlerts, DeliveryPolicy, Event, EventKind,
    Experience, Fault, Mode, Necessity, Network, Note, Observability, Party, Place, Process,
    ProfilePoint, Purpose, Replicas, Response, Scenario, Service, StatusPolicy, Step, Targets,
    Team, Traffic, Work, Workflow, Workload,
};

/// Everything in the schema that is listed, by its name there.
fn listed() -> BTreeMap<&'static str, Box<dyn Field>> {
    macro_rules! fresh {
        ($($type:ident),+ $(,)?) => {
            BTreeMap::from([$((stringify!($type), Box::new($type::default()) as Box<dyn Field>)),+])
        };
    }
    fresh! {
        Acknowledge, Arrivals, Branch, Breaker, Broker, Business, CallPolicy, Choice, Circumstances, Consistency, Coordination,
        CrashBehaviour, Credentials, DeadLetterAlerts, DeliveryPolicy, Event, EventKind, Experience,
        Fault, Mode, Necessity, Network, Note, Observability, Party, Process, ProfilePoint, Purpose,
        Replayed, Replicas, Response, Scenario, Service, StatusPolicy, Step, Targets, Team, Traffic, Work, Workflow, Workload
    }
}

/// What reading this value says was expected.
fn expected(field: &mut dyn Field, value: &Value) -> Vec<Expected> {
    let mut schema_errors = SchemaErrors::default();
    field.read(value, Place::Document, &mut schema_errors);
    schema_errors.list.into_iter().map(|it| it.expected).collect()
}

fn texts<'a>(values: impl IntoIterator<Item = &'a Value>) -> Vec<String> {
    values.into_iter().map(|it| it.as_str().unwrap().to_owned()).collect()
}

/// The fields of an object, and those that must be given, are those of the schema; an object of a kind
/// has its tag already.
fn agree(field: &mut dyn Field, kind: &Value, schema: &Value, what: &str) {
    let mut object = kind.clone();
    object["?"] = Value::Null;
    let mut known: Vec<String> = kind.as_object().unwrap().keys().cloned().collect();
    let mut must = known.clone();
    for it in expected(field, &object) {
        match it {
            Expected::Fields(names, _) => known.extend(names.iter().map(|it| it.name.to_owned())),
            Expected::Field(name) => must.push(name.to_owned()),
            Expected::Value(_) | Expected::Kind(..) | Expected::Words(_) => {
                panic!("{what}: {it:?}")
            }
        }
    }
    let properties: Vec<String> =
        schema["properties"].as_object().unwrap().keys().cloned().collect();
    assert_eq!(known, properties, "the fields of {what}");
    let required = schema["required"].as_array().map(texts).unwrap_or_default();
    assert_eq!(must, required, "what {what} must have");
}

#[test]
fn the_lists_name_the_fields_kinds_and_words_of_the_schema() {
    let generator = SchemaSettings::draft2020_12().for_deserialize().into_generator();
    let schema = generator.into_root_schema_for::<Scenario>().to_value();
    let mut definitions = schema["$defs"].as_object().unwrap().clone();
    definitions.insert("Scenario".to_owned(), schema);
    let mut listed = listed();
    // What is `true`, or an object that says more, is listed by the object's fields.
    let said_more = |schema: &Value| -> Option<String> {
        let path = schema["anyOf"].as_array()?.iter().find_map(|it| it["$ref"].as_str())?;
        path.rsplit('/').next().map(str::to_owned)
    };
    let inner: Vec<String> = definitions.values().filter_map(said_more).collect();
    for (name, schema) in &definitions {
        if inner.contains(name) {
            continue;
        }
        let schema = said_more(schema).map_or(schema, |inner| &definitions[&inner]);
        // What is not listed stands by itself: a number or a text.
        let Some(mut field) = listed.remove(name.as_str()) else {
            assert!(schema["type"] == "number" || schema["pattern"].is_string(), "{name}");
            continue;
        };
        let kinds = schema["oneOf"].as_array().cloned().unwrap_or_default();
        match &expected(&mut *field, &json!({}))[..] {
            [Expected::Kind(tag, words)] => {
                let tags = kinds.iter().map(|kind| &kind["properties"][tag]["const"]);
                assert_eq!(*words, texts(tags), "the kinds of {name}");
                for (word, kind) in words.iter().zip(&kinds) {
                    agree(&mut *field, &json!({ *tag: word }), kind, &format!("{name}, {word}"));
                }
            }
            [Expected::Value("a text")] => {
                let Some(Expected::Words(words)) = expected(&mut *field, &json!("?")).pop() else {
                    panic!("{name} is no choice of words");
                };
                let choices = kinds.iter().map(|choice| &choice["const"]);
                assert_eq!(*words, texts(choices), "the words of {name}");
            }
            _ => agree(&mut *field, &json!({}), schema, name),
        }
    }
    assert_eq!(listed.keys().collect::<Vec<_>>(), Vec::<&&str>::new(), "not in the schema");
}
