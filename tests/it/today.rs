//! Documents of ff81f39 give the reports of ff81f39, to the last bit, but for what was wrong then.
//!
//! `fixtures/ff81f39.json` holds, for each document of the fixtures, of the catalogue and of `bits.json`,
//! a hash of the report that ff81f39's own command line printed for it, without what has changed its
//! meaning since: what success is, and what targets are held against. A figure that is new has no part
//! in it either. `SYNCLINE_UPDATE=today:FOLDER` writes the fixture from the reports in a folder, each
//! named after its key below, as `simulate --json --requests 2000` of that commit printed them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;
use syncline::engine::{Extent, simulate};
use syncline::exchange::document;

/// What a report of ff81f39 had under the same name and with the same meaning: everything of it but
/// these.
const CHANGED: [&str; 3] = ["success_ratio", "success_interval", "targets"];

/// What has come since, of the whole and of a sample.
const NEW: [&str; 35] = [
    "backlogs",
    "backlog_growth_per_s",
    "done_p95",
    "done_p95_interval",
    "decline_ratio",
    "declined",
    "declined_later",
    "overturned",
    "questions",
    "told_under_way",
    "beside",
    "waiting",
    "waiting_growth_per_s",
    "customers",
    "answer_ms",
    "done_p95_ms",
    "answer",
    "answered",
    "answer_sum",
    "answer_ranks",
    "served",
    "tolerances",
    "performers",
    "consumers",
    "asked",
    "asked_per_s",
    "slowed_from",
    "slowed_to",
    "arrivals_per_s",
    "mean_works",
    "failed_by",
    "ready",
    "in_time",
    "there",
    "demand_ratio",
];

/// How many documents `bits.json` held then.
const OF_BITS: usize = 50;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The documents by key.
fn documents() -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for folder in ["src/catalogue/documents", "tests/fixtures/scenarios", "tests/fixtures/verdict"]
    {
        for entry in fs::read_dir(root().join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if let Some(name) = name.strip_suffix(".syncline.json") {
                let folder = folder.rsplit('/').next().unwrap();
                found.insert(format!("{folder}-{name}"), fs::read_to_string(&path).unwrap());
            }
        }
    }
    let bits = fs::read_to_string(root().join("tests/fixtures/bits.json")).unwrap();
    let rows: Vec<Value> = serde_json::from_str(&bits).unwrap();
    for (number, row) in rows.iter().enumerate().take(OF_BITS) {
        found.insert(format!("bits-{number:02}"), row["document"].as_str().unwrap().to_owned());
    }
    found
}

/// A hash of what a report says as ff81f39 would have said it.
fn of_today(report: &str) -> String {
    fn strip(value: &mut Value) {
        match value {
            Value::Object(fields) => {
                fields.retain(|name, _| !NEW.contains(&name.as_str()));
                fields.values_mut().for_each(strip);
            }
            Value::Array(elements) => elements.iter_mut().for_each(strip),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }
    let mut value: Value = serde_json::from_str(report).unwrap();
    strip(&mut value);
    let fields = value.as_object_mut().unwrap();
    fields.retain(|name, _| !CHANGED.contains(&name.as_str()));
    // FNV-1a: short, and the same everywhere.
    let hash = value.to_string().bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    format!("{hash:016x}")
}

#[test]
fn every_document_gives_what_it_gave_at_ff81f39() {
    let path = root().join("tests/fixtures/ff81f39.json");
    if let Ok(asked) = std::env::var("SYNCLINE_UPDATE")
        && let Some(folder) = asked.strip_prefix("today:")
    {
        let of = |key: &String| {
            of_today(&fs::read_to_string(Path::new(folder).join(format!("{key}.json"))).unwrap())
        };
        let hashes: BTreeMap<String, String> =
            documents().keys().map(|key| (key.clone(), of(key))).collect();
        fs::write(&path, serde_json::to_string_pretty(&hashes).unwrap() + "\n").unwrap();
    }
    if let Ok(folder) = std::env::var("SYNCLINE_DOCUMENTS") {
        for (key, text) in documents() {
            fs::write(Path::new(&folder).join(format!("{key}.syncline.json")), text).unwrap();
        }
    }
    let held: BTreeMap<String, String> =
        serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    // Those of the catalogue that came later have nothing to be held to.
    let mut documents = documents();
    documents.retain(|key, _| held.contains_key(key));
    assert_eq!(held.keys().collect::<Vec<_>>(), documents.keys().collect::<Vec<_>>());
    let mut differs = Vec::new();
    for (key, text) in &documents {
        let design = document::read(text).unwrap();
        let report = simulate(&design, Extent::for_requests(&design, 2_000));
        if of_today(&serde_json::to_string(&report).unwrap()) != held[key] {
            differs.push(key);
        }
    }
    assert!(differs.is_empty(), "{differs:?}");
}
