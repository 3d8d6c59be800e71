//! What the rules are worth where the deciding answer is withheld: whole processes, answered and labelled
//! by architects who had not read the rules, before any run.
//!
//! `tests/fixtures/verdict/labelled` is as it was handed over. How it came about, and what the first runs
//! came to, is in `docs/rules-agreement.md`. A command counts as an event.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use syncline::exchange::document;
use syncline::model::{Design, Mode};
use syncline::verdict::{Approach, Verdict};

use crate::verdict_labels;

/// The processes of one set, by name.
fn processes(set: &str) -> Vec<(String, Value)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/verdict/labelled");
    let mut paths: Vec<_> =
        fs::read_dir(folder.join(set)).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let read = |path: std::path::PathBuf| {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        (name, serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap())
    };
    paths.into_iter().map(read).collect()
}

/// The document of a process; without the answers about the response, where they are withheld.
fn design(process: &Value, is_withheld: bool) -> Design {
    let steps: Vec<Value> = (process["steps"].as_array().unwrap().iter())
        .map(|step| {
            let mut business = step["answers"].clone();
            if is_withheld {
                business.as_object_mut().unwrap().remove("response");
            }
            json!({
                "id": step["id"], "name": step["name"], "service": step["service"],
                "after": step["after"], "business": business,
                "work": { "distribution": "exponential", "mean_ms": step["work_ms"] },
            })
        })
        .collect();
    let services: BTreeSet<&str> =
        steps.iter().filter_map(|step| step["service"].as_str()).collect();
    let mut services: Vec<Value> = services.into_iter().map(|id| json!({ "id": id })).collect();
    services.push(json!({ "id": "the-front" }));
    let mut document = json!({
        "syncline": 1, "process": { "entry": "the-front", "steps": steps }, "services": services,
        "workload": { "rate_per_s": process["rate_per_s"] },
    });
    let mut put = |from: &str, place: &str, field: Option<&str>| {
        if process[from].is_null() {
            return;
        }
        match field {
            Some(field) => document[place][field] = process[from].clone(),
            None => document[place] = process[from].clone(),
        }
    };
    put("patience_ms", "workload", Some("patience_ms"));
    put("circumstances", "circumstances", None);
    put("team", "team", None);
    let text = document.to_string();
    document::read(&text).unwrap_or_else(|problems| panic!("{}: {problems:?}", process["domain"]))
}

/// What is known of one step: what was expected, and what the rules and two thumb rules say.
struct Row {
    expected: Mode,
    rules: Option<Mode>,
    /// “The response is immediate: a call, else an event.” Withheld, all are events.
    response: Mode,
    /// “A tolerance of 10 s or more, derived or a notification: an event, else a call.”
    lines: Mode,
}

/// How many steps the rules and the thumb rules get right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Agreement {
    steps: usize,
    rules: usize,
    response: usize,
    lines: usize,
    /// Steps that the better of the two thumb rules gets wrong, and how many of these the rules get right.
    hard: usize,
    hard_right: usize,
}

impl Agreement {
    fn of(rows: &[Row]) -> Self {
        let count =
            |is_right: &dyn Fn(&Row) -> bool| rows.iter().filter(|row| is_right(row)).count();
        let response = count(&|row| row.response == row.expected);
        let lines = count(&|row| row.lines == row.expected);
        let better = |row: &Row| if lines >= response { row.lines } else { row.response };
        let is_hard = |row: &Row| better(row) != row.expected;
        let is_right = |row: &Row| row.rules == Some(row.expected);
        Self {
            steps: rows.len(),
            rules: count(&is_right),
            response,
            lines,
            hard: count(&is_hard),
            hard_right: count(&|row| is_hard(row) && is_right(row)),
        }
    }
}

fn three_lines(answers: &Value) -> Mode {
    let tolerates = answers["tolerance_ms"].as_f64().is_some_and(|ms| ms >= 10_000.0);
    let follows = matches!(answers["kind"].as_str(), Some("derived" | "notification"));
    if tolerates || follows { Mode::Event } else { Mode::RequestResponse }
}

fn mode(label: &Value) -> Mode {
    match label.as_str().unwrap() {
        "call" | "request-response" => Mode::RequestResponse,
        "event" | "command" => Mode::Event,
        other => panic!("{other}"),
    }
}

/// Every step of a set of whole processes.
fn steps(set: &str, is_withheld: bool) -> Vec<Row> {
    let of_process = |(_, process): (String, Value)| {
        let verdict = Verdict::of(&design(&process, is_withheld));
        let labels = process["steps"].as_array().unwrap().clone();
        labels.into_iter().zip(verdict.steps).map(move |(step, class)| {
            let is_now = !is_withheld && step["answers"]["response"] == "immediate";
            Row {
                expected: mode(&step["label"]),
                rules: class.mode(),
                response: if is_now { Mode::RequestResponse } else { Mode::Event },
                lines: three_lines(&step["answers"]),
            }
        })
    };
    processes(set).into_iter().flat_map(of_process).collect()
}

/// The single steps of `verdict_labels`, their answers about the response withheld.
fn single_steps() -> Vec<Row> {
    let of_label = |mut label: Value| {
        label["answers"].as_object_mut().unwrap().remove("response");
        let verdict = Verdict::of(&verdict_labels::scenario(&label));
        Row {
            expected: mode(&label["expected_mode"]),
            rules: verdict.step(&"step".into()).unwrap().mode(),
            response: Mode::Event,
            lines: three_lines(&label["answers"]),
        }
    };
    verdict_labels::labels().into_iter().map(of_label).collect()
}

/// The processes of a set whose approach is not the expected one, by name, and how many there are.
fn other_approaches(set: &str) -> (Vec<String>, usize) {
    let all = processes(set);
    let is_other = |(_, process): &&(String, Value)| {
        let found = Verdict::of(&design(process, false)).approach.approach;
        found.map(Approach::as_str) != process["approach"].as_str()
    };
    (all.iter().filter(is_other).map(|(name, _)| name.clone()).collect(), all.len())
}

/// Withheld, the rules reach the better thumb rule on every set, and half of what it gets wrong.
#[test]
fn without_the_deciding_answer_the_rules_are_worth_more_than_thumb_rules() {
    let sets = [
        ("single", single_steps()),
        ("development", steps("development", true)),
        ("first", steps("first", true)),
        ("second", steps("second", true)),
    ];
    for (name, rows) in sets {
        let it = Agreement::of(&rows);
        assert!(it.rules >= it.response.max(it.lines), "{name}: {it:?}");
        assert!(it.hard_right * 2 >= it.hard, "{name}: {it:?}");
    }
}

/// As `docs/rules-agreement.md` tells it: whoever changes a rule sees what becomes of the agreement.
#[test]
fn the_agreement_is_as_it_is_told() {
    let of = |rows: &[Row]| {
        let it = Agreement::of(rows);
        [it.steps, it.rules, it.response, it.lines, it.hard, it.hard_right]
    };
    let told = [
        of(&single_steps()),
        of(&steps("development", true)),
        of(&steps("first", true)),
        of(&steps("second", true)),
        of(&steps("first", false)),
        of(&steps("second", false)),
    ];
    assert_eq!(
        told,
        [
            [48, 46, 24, 40, 8, 7],
            [108, 100, 78, 88, 20, 13],
            [170, 164, 107, 137, 33, 28],
            [163, 155, 101, 127, 36, 30],
            [170, 164, 167, 137, 3, 3],
            [163, 161, 162, 127, 1, 0],
        ]
    );
}

/// In nine of ten whole processes the approach is the one that was expected.
#[test]
fn the_approach_is_the_expected_one_in_nine_of_ten_processes() {
    let known: [(&str, &[&str]); 2] = [
        ("first", &["charity-donation-by-bank-transfer"]),
        ("second", &["harbour-pilot-ordering"]),
    ];
    for (set, others) in known {
        let (found, all) = other_approaches(set);
        assert_eq!(found, others, "{set}");
        assert!(found.len() * 10 <= all, "{set}: {} of {all}", found.len());
    }
}
