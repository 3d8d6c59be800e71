//! Steps of other domains than the sources', labelled by somebody who had not seen the rules.
//!
//! `tests/fixtures/verdict/labels.json` is as it was handed over; what the first run came to is in
//! `docs/rules-agreement.md`. Each label becomes a request that is accepted, the step after that, and as
//! many more steps that could react to the same fact as the label has consumers beside the step itself.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use syncline::exchange::document;
use syncline::model::{Design, Mode};
use syncline::verdict::Verdict;

pub fn labels() -> Vec<Value> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/verdict/labels.json");
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

/// The small scenario of a label.
pub fn scenario(label: &Value) -> Design {
    let work = json!({ "distribution": "exponential", "mean_ms": label["work_ms"] });
    let mut business = label["answers"].clone();
    // A month is tolerated for some; the format's longest time is eleven and a half days.
    if business["tolerance_ms"].as_f64().is_some_and(|ms| ms > 1e9) {
        business["tolerance_ms"] = json!(1e9);
    }
    let mut steps = vec![
        json!({ "id": "accept", "service": "front" }),
        json!({ "id": "step", "service": "own", "after": ["accept"], "work": work,
                "business": business }),
    ];
    for other in 1..label["consumers"].as_u64().unwrap() {
        let id = format!("other-{other}");
        steps.push(json!({ "id": id, "service": "others", "after": ["accept"] }));
    }
    let document = json!({
        "syncline": 1,
        "process": { "entry": "front", "steps": steps },
        "services": [{ "id": "front" }, { "id": "own" }, { "id": "others" }],
    });
    document::read(&document.to_string()).unwrap()
}

/// What the label expects, and what the rules say.
fn judged(label: &Value) -> ([String; 2], [String; 2]) {
    let verdict = Verdict::of(&scenario(label));
    let step = verdict.step(&"step".into()).unwrap();
    let mode = match step.mode() {
        Some(Mode::Event) => "event",
        Some(Mode::RequestResponse) => "request-response",
        None => "",
    };
    let quadrant = step.place.quadrant.or(step.place.likely).map_or("", |it| it.as_str());
    let text = |field: &str| label[field].as_str().unwrap().to_owned();
    ([text("expected_mode"), text("expected_quadrant")], [mode.to_owned(), quadrant.to_owned()])
}

/// The labels with which the rules do not agree: none, since what the first run showed has been mended.
const DISAGREEMENTS: [&str; 0] = [];

#[test]
fn the_rules_agree_with_who_had_not_seen_them() {
    let disagreements: Vec<String> = (labels().iter())
        .filter(|label| {
            let (expected, found) = judged(label);
            expected != found
        })
        .map(|label| label["step"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(disagreements, DISAGREEMENTS);
    assert!(labels().len() >= 40);
}

/// Where the business has not said whether it waits, the verdict says that it would need to know.
#[test]
fn a_question_without_an_answer_is_open() {
    for label in labels().iter().filter(|label| label["answers"]["response"].is_null()) {
        let verdict = Verdict::of(&scenario(label));
        let step = verdict.step(&"step".into()).unwrap();
        assert_eq!(step.place.quadrant, None);
        assert!(step.open.iter().any(|it| it.field == "response"), "{label}");
    }
}
