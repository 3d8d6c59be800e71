//! Documents: what is written is read again as it was, and the published schema agrees with the reader.

#![allow(clippy::unwrap_used)] // a test's own helpers may fail as it does

use std::fs;
use std::path::{Path, PathBuf};

use jsonschema::Validator;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::{Value, json};
use syncline::exchange::{document, schema};
use syncline::model::FaultKind;
use syncline::model::{Design, Scenario, check};
use syncline::units::{Milliseconds, Seconds};

use crate::random_scenario::{random_design, random_scenario};

/// The published schema, compiled.
pub fn validator() -> Validator {
    jsonschema::validator_for(&schema()).unwrap()
}

/// The documents under a folder of this package, with their names.
fn documents(folder: &str) -> Vec<(PathBuf, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.to_string_lossy().ends_with(".syncline.json"))
        .collect();
    paths.sort();
    paths.into_iter().map(|path| (path.clone(), fs::read_to_string(path).unwrap())).collect()
}

proptest! {
    #[test]
    fn every_random_scenario_is_valid(scenario in random_scenario()) {
        prop_assert_eq!(check(&scenario), Vec::new());
    }

    #[test]
    fn a_scenario_comes_back_from_its_document_as_it_was(scenario in random_design()) {
        let written = document::write(&scenario);
        let again = document::read(&written);
        prop_assert_eq!(again.as_ref(), Ok(&scenario));
        prop_assert_eq!(document::write(&again.unwrap()), written);
    }

    /// Of more digits than 15, the last bit may be another one.
    #[test]
    #[allow(clippy::cast_precision_loss)] // below 2^53
    fn a_number_of_fifteen_digits_comes_back_to_the_last_bit(
        nanoseconds in 0..1_000_000_000_000_000_u64,
        seconds in 1..1_000_000_000_000_000_u64,
    ) {
        let (milliseconds, seconds) = (nanoseconds as f64 / 1e6, seconds as f64 / 1e9);
        let (_, text) = documents("tests/fixtures/scenarios").pop().unwrap();
        let mut scenario = document::read(&text).unwrap().scenario().clone();
        scenario.network.one_way_ms = Milliseconds::new(milliseconds).unwrap();
        scenario.workload.drain_s = Seconds::new(seconds).unwrap();
        let again = document::read(&document::write(&scenario)).unwrap();
        prop_assert_eq!(again.network.one_way_ms.get().to_bits(), milliseconds.to_bits());
        prop_assert_eq!(again.workload.drain_s.get().to_bits(), seconds.to_bits());
    }

    #[test]
    fn reading_never_panics(text in ".{0,200}", cut in any::<prop::sample::Index>(), with in ".{0,3}") {
        let _ = document::read(&text);
        for (_, fixture) in documents("tests/fixtures/scenarios") {
            let places: Vec<usize> = fixture.char_indices().map(|(place, _)| place).collect();
            let place = *cut.get(&places);
            let _ = document::read(&format!("{}{with}{}", &fixture[..place], &fixture[place..]));
            let _ = document::read(&fixture[..place]);
        }
    }
}

/// A cycle, a step after nothing, nobody's service, no step at all: it is said, and no more than that
/// happens.
#[test]
fn what_no_run_would_accept_is_no_design() {
    let config =
        ProptestConfig { failure_persistence: None, cases: 500, ..ProptestConfig::default() };
    proptest!(config, |(scenario in random_scenario(), [one, other, lost]: [Index; 3])| {
        let refused = |broken: &Scenario| {
            let problems = Design::check(broken.clone()).map(|_| ()).unwrap_err();
            prop_assert!(!problems.is_empty());
            prop_assert_eq!(problems, check(broken));
            Ok(())
        };
        let mut broken = scenario;
        let steps = broken.process.steps.len();
        let cycle = broken.process.steps[other.index(steps)].id.clone();
        broken.process.steps[one.index(steps)].after.push(cycle);
        broken.process.steps[lost.index(steps)].service = "nobody".into();
        refused(&broken)?;
        broken.process.steps[lost.index(steps)].after.push("nothing".into());
        refused(&broken)?;
        broken.process.steps.clear();
        refused(&broken)?;
    });
}

#[test]
fn written_documents_satisfy_the_published_schema() {
    let validator = validator();
    let config = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    proptest!(config, |(scenario in random_scenario())| {
        let written: Value = serde_json::from_str(&document::write(&scenario)).unwrap();
        let errors: Vec<String> = validator.iter_errors(&written).map(|it| it.to_string()).collect();
        prop_assert_eq!(errors, Vec::<String>::new());
    });
}

/// Whatever the reader accepts, the schema accepts: nobody's editor underlines a good document. Values are
/// changed one at a time, to what is most likely wrong in their place.
#[test]
fn what_is_read_without_a_problem_satisfies_the_published_schema() {
    let validator = validator();
    let config =
        ProptestConfig { failure_persistence: None, cases: 2_000, ..ProptestConfig::default() };
    let value = select(vec![
        json!(null),
        json!(true),
        json!(0),
        json!(-1),
        json!(1),
        json!(1.5),
        json!(2.0),
        json!(101),
        json!(5_000_000_000_u64),
        json!(1e12),
        json!(""),
        json!("shop"),
        json!("event"),
        json!([]),
        json!({}),
        json!({ "distribution": "constant", "mean_ms": 1 }),
        json!({ "breaker": {} }),
    ]);
    proptest!(config, |(scenario in random_scenario(), place: prop::sample::Index, value in value)| {
        let mut document: Value = serde_json::from_str(&document::write(&scenario)).unwrap();
        let mut all: Vec<String> = Vec::new();
        places(&document, &mut String::new(), &mut all);
        *document.pointer_mut(place.get(&all).as_str()).unwrap() = value;
        if document::read(&document.to_string()).is_ok() {
            let errors: Vec<String> = validator.iter_errors(&document).map(|it| it.to_string()).collect();
            prop_assert_eq!(errors, Vec::<String>::new());
        }
    });
}

/// The pointers of all values in one.
fn places(value: &Value, here: &mut String, all: &mut Vec<String>) {
    all.push(here.clone());
    let inner: Vec<(String, &Value)> = match value {
        Value::Object(map) => map.iter().map(|(name, value)| (name.clone(), value)).collect(),
        Value::Array(list) => {
            list.iter().enumerate().map(|(index, value)| (index.to_string(), value)).collect()
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Vec::new(),
    };
    for (token, value) in inner {
        let length = here.len();
        here.push('/');
        here.push_str(&token);
        places(value, here, all);
        here.truncate(length);
    }
}

#[test]
fn every_document_of_the_package_is_valid_canonical_and_satisfies_the_schema() {
    let validator = validator();
    for folder in ["src/catalogue/documents", "tests/fixtures/scenarios", "tests/fixtures/verdict"]
    {
        for (path, text) in documents(folder) {
            let scenario = document::read(&text)
                .unwrap_or_else(|problems| panic!("{}: {problems:#?}", path.display()));
            let value: Value = serde_json::from_str(&text).unwrap();
            let errors: Vec<String> =
                validator.iter_errors(&value).map(|it| it.to_string()).collect();
            assert_eq!(errors, Vec::<String>::new(), "{}", path.display());
            stays(&path, &document::write(&scenario));
        }
    }
}

/// An editor shows the committed schema to whoever writes a document: it must be the current one.
#[test]
fn the_committed_schema_is_the_generated_one() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/syncline.schema.json");
    stays(&path, &format!("{:#}\n", schema()));
}

/// The file holds this text; with `SYNCLINE_UPDATE=documents` in the environment it is made to.
fn stays(path: &Path, text: &str) {
    if std::env::var_os("SYNCLINE_UPDATE").is_some_and(|what| what == "documents") {
        fs::write(path, text).unwrap();
    }
    assert_eq!(
        fs::read_to_string(path).unwrap_or_default(),
        text,
        "{} is not current: SYNCLINE_UPDATE=documents cargo test --test it documents writes it",
        path.display()
    );
}

#[test]
fn every_kind_of_fault_is_in_the_fullest_scenarios() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/scenarios");
    let text = ["most", "deliveries"]
        .map(|name| fs::read_to_string(folder.join(format!("{name}.syncline.json"))).unwrap());
    for words in FaultKind::ALL {
        let kind = format!("\"kind\": \"{}\"", words.document);
        assert!(text.concat().contains(&kind), "no fault of kind {}", words.document);
    }
}
