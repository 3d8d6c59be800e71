//! What is wrong with a document is said in its place, with what was found and what would be right,
//! all of it at once.
//!
//! The tables are `tests/fixtures/problems/*.json`. Each row changes one valid document (`put`s values
//! into places, `take`s what is there out) and lists all that reading must say of it, in order. The
//! published schema must refuse it too, except where a row says that it is blind to it: what must agree
//! between fields is beyond a schema.

#![allow(clippy::indexing_slicing, clippy::unwrap_used)] // a test's own helpers may fail as it does

use std::fs;
use std::path::Path;

use serde_json::{Map, Value, json};
use syncline::exchange::document;
use syncline::model::Problem;

use crate::documents::validator;

/// Three steps: `a` is called, then `b`, and `c` reacts to an event after that.
fn base() -> Value {
    json!({
        "syncline": 1,
        "process": {
            "entry": "shop",
            "steps": [
                { "id": "a", "service": "shop" },
                { "id": "b", "service": "payment", "after": ["a"] },
                { "id": "c", "service": "mail", "after": ["b"], "mode": "event",
                  "event": { "name": "OrderPlaced" } }
            ]
        },
        "services": [{ "id": "shop", "workers": 8 }, { "id": "payment" }, { "id": "mail" }]
    })
}

/// The value at a place that is there or can be made; objects on the way are made too.
fn place<'a>(document: &'a mut Value, pointer: &str) -> &'a mut Value {
    pointer.split('/').skip(1).fold(document, |here, token| match here {
        Value::Array(list) => &mut list[token.parse::<usize>().unwrap()],
        Value::Object(map) => map.entry(token).or_insert_with(|| Value::Object(Map::new())),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
            panic!("{here} on the way to {pointer}")
        }
    })
}

fn changed(row: &Value) -> Value {
    let mut document = base();
    for (pointer, value) in row["put"].as_object().into_iter().flatten() {
        *place(&mut document, pointer) = value.clone();
    }
    for pointer in row["take"].as_array().into_iter().flatten() {
        let (parent, name) = pointer.as_str().unwrap().rsplit_once('/').unwrap();
        place(&mut document, parent).as_object_mut().unwrap().remove(name);
    }
    document
}

fn problems(document: &Value) -> Vec<String> {
    let problems = document::read(&document.to_string()).err().unwrap_or_default();
    problems.iter().map(Problem::to_string).collect()
}

/// Checks every row of a table, and lists all that are wrong.
fn table(name: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/problems").join(name);
    let rows: Vec<Value> = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let validator = validator();
    assert_eq!(problems(&base()), Vec::<String>::new());
    assert!(validator.is_valid(&base()));
    let mut wrong = Vec::new();
    for row in &rows {
        let document = changed(row);
        let found = problems(&document);
        if json!(found) != row["problems"] {
            wrong.push(format!("{row:#}\nfound {found:#?}"));
        }
        if validator.is_valid(&document) != (row["schema"] == "blind") {
            wrong.push(format!("{row:#}\nthe schema sees it otherwise"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn a_field_a_kind_a_word_or_a_range_that_is_wrong_is_named() {
    table("fields.json");
}

/// An editor that completes by the published schema writes its address into the document.
#[test]
fn the_schema_that_an_editor_names_is_no_field() {
    let mut document = base();
    document["$schema"] = json!("./syncline.schema.json");
    let plain = document::read(&base().to_string());
    assert_eq!(document::read(&document.to_string()), plain);
    assert!(validator().is_valid(&document));
    document["$schema"] = json!(1);
    assert!(problems(&document)[0].starts_with("/$schema: found the unknown field `$schema`"));
    assert!(!validator().is_valid(&document));
}

#[test]
fn what_does_not_agree_between_fields_is_named() {
    table("agreement.json");
}

#[test]
fn problems_of_all_kinds_come_together_and_none_that_only_follows_from_another() {
    table("together.json");
}

#[test]
fn a_document_beyond_all_bounds_is_refused_without_delay() {
    let begun = std::time::Instant::now();
    let steps: Vec<Value> = (0..20_000)
        .map(
            |index| json!({ "id": format!("s{index}"), "service": "nowhere", "after": ["nobody"] }),
        )
        .collect();
    let services: Vec<Value> =
        (0..20_000).map(|index| json!({ "id": format!("s{index}") })).collect();
    let fault = json!({ "kind": "crash", "service": "nowhere", "at_s": 0, "for_s": 1 });
    for (at, value, expected) in [
        ("/process/steps", json!(steps), "/process/steps: found 20000 steps; expected at most 500"),
        ("/services", json!(services), "/services: found 20000 services; expected at most 200"),
        (
            "/faults",
            json!(vec![fault; 20_000]),
            "/faults: found 20000 faults; expected at most 200",
        ),
        (
            "/process/steps/0/after",
            json!(vec!["x"; 20_000]),
            "/process/steps/0/after: found 20000 ids; expected at most 500",
        ),
        (
            "/workload/profile",
            json!(vec![json!({ "at_s": 1, "factor": 1 }); 20_000]),
            "/workload/profile: found 20000 points; expected at most 1000",
        ),
        (
            "/process/steps",
            json!(vec![0; 1_000_000]),
            "the document: found 1000 problems or more; expected a document of this format; the rest are not listed",
        ),
    ] {
        let found = problems(&changed(&json!({ "put": { (at): value } })));
        assert!(
            found.contains(&expected.to_owned()),
            "{expected}: {:#?}",
            &found[..found.len().min(9)]
        );
        assert!(found.len() <= 1_001);
    }
    assert!(begun.elapsed().as_secs() < 20, "{:?}", begun.elapsed());
}
