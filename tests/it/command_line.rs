//! The command line: what it prints, and its exit status.

use std::io::Write as _;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/verdict");

pub fn run(arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_syncline"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

fn document(name: &str) -> String {
    format!("{FOLDER}/{name}.syncline.json")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn classify_says_mode_place_reasons_approach_findings_and_patterns() {
    let output = run(&["classify", &document("order-placed-unchecked")], "");
    assert_eq!(output.status.code(), Some(1), "an error-level finding");
    let said = text(&output.stdout);
    for words in [
        "Check the stock (check-stock)\n  must be: a call, and is not today\n  immediate-required\n",
        "[answer-needed-now, hard; Process first; A simple chooser; Choosing the communication pattern]",
        "What would turn it round: “deferred” to “Does the process need this step’s answer now, to go on?”",
        "Send the confirmation (send-confirmation)\n  should clearly be: an event\n",
        "approach: Hybrid, with a saga (orchestration 3, hybrid 12, choreography 3)",
        "error: The answer comes after the acknowledgement [answer-behind-event; Process first; Choosing the communication pattern]\n  /process/steps/1/mode: The process needs the answer of Check the stock",
        "pattern Circuit breaker (missing at 1 of 1): ",
        "  not when: The callee is the caller’s own, and fails with it.",
        "whatever follows: Correlation id from request to event; CloudEvents and AsyncAPI",
        "to follow one request: 4 asynchronous hops, 2 kinds of event and 5 places to look: 11 things together",
    ] {
        assert!(said.contains(words), "{words}\nin\n{said}");
    }
    let output = run(&["classify", &document("order-placed")], "");
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stdout));
}

#[test]
fn classify_as_json_carries_the_whole_verdict() {
    let output = run(&["classify", &document("order-placed-unchecked"), "--json"], "");
    let verdict: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(verdict["steps"][1]["trigger"], "call");
    assert_eq!(verdict["steps"][1]["strength"], "must");
    assert_eq!(verdict["steps"][1]["place"]["quadrant"], "immediate-required");
    assert_eq!(verdict["steps"][1]["reasons"][0]["rule"], "answer-needed-now");
    assert_eq!(verdict["approach"]["approach"], "hybrid");
    assert_eq!(verdict["approach"]["is_saga"], true);
    assert_eq!(verdict["findings"][0]["kind"], "answer-behind-event");
    assert_eq!(verdict["findings"][0]["repair"]["call"][0], "check-stock");
    assert_eq!(verdict["burden"]["hops"], 4);
}

#[test]
fn check_prints_findings_and_falls_short_on_an_error_alone() {
    let output = run(&["check", &document("order-placed-unchecked")], "");
    assert_eq!(output.status.code(), Some(1));
    let said = text(&output.stdout);
    let row =
        ": no problem\nerror: The answer comes after the acknowledgement [answer-behind-event; ";
    assert!(
        said.contains(row) && said.contains("\n  /process/steps/1/mode: The process"),
        "{said}"
    );
    let output = run(&["check", &document("stock-update-called")], "");
    assert_eq!(output.status.code(), Some(0), "warnings are no errors");
    let said = text(&output.stdout);
    assert!(said.contains("warning: The customer waits for what could follow ["), "{said}");
    // One row, with each of its places.
    assert_eq!(said.matches("waited-for-needlessly").count(), 1);
    assert!(said.matches(": The customer waits for ").count() >= 3, "{said}");
    let output =
        run(&["check", "-", "--json"], &std::fs::read_to_string(document("sign-in")).unwrap());
    assert_eq!(output.status.code(), Some(0));
    let checked: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(checked, serde_json::json!({ "problems": [], "findings": [] }));
}

/// One worker of 100 ms, who does ten in a second, for an event at present one a second.
const BOOKS: &str = r#"{
  "syncline": 1, "name": "Books",
  "process": { "steps": [
    { "id": "sell", "service": "shop", "work": { "distribution": "constant", "mean_ms": 1 } },
    { "id": "book", "name": "Book it", "service": "ledger", "after": ["sell"], "mode": "event",
      "work": { "distribution": "constant", "mean_ms": 100 } }
  ] },
  "services": [{ "id": "shop" }, { "id": "ledger", "workers": 1 }],
  "workload": { "arrivals": "constant", "rate_per_s": 1 }
}"#;

#[test]
fn capacity_says_the_rate_that_is_carried_and_what_stops_it() {
    let output = run(&["capacity", "-", "--json"], BOOKS);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let carried: Value = serde_json::from_slice(&output.stdout).unwrap();
    let rate = |value: &Value| value.as_f64().unwrap();
    let at_least = rate(&carried["up-to"]["at_least"]);
    let exceeded = &carried["up-to"]["exceeded"];
    // What grows by less than one in a hundred of what comes is not called growth.
    assert!((9.8..10.2).contains(&at_least), "{carried}");
    assert!((at_least..1.02 * at_least).contains(&rate(&exceeded["rate_per_s"])), "{carried}");
    assert_eq!(exceeded["limit"], serde_json::json!({ "backlog-grows": "book" }));
    let output = run(&["capacity", "-"], BOOKS);
    assert_eq!(output.status.code(), Some(0));
    let said = text(&output.stdout);
    let mut lines = said.lines();
    let first = lines.next().unwrap();
    assert!(first.starts_with("carries ") && first.contains(" requests a second; at "), "{said}");
    assert!(first.ends_with(" ever more events wait for “Book it”"), "{said}");
    assert!(lines.next().unwrap().starts_with("Not modelled: "), "{said}");
    assert_eq!(lines.next(), None);
}

#[test]
fn capacity_falls_short_where_no_rate_is_carried_and_needs_a_rate() {
    let failing = BOOKS.replace("\"id\": \"sell\",", "\"id\": \"sell\", \"error_ratio\": 0.02,");
    let output = run(&["capacity", "-"], &failing);
    assert_eq!(output.status.code(), Some(1), "{}", text(&output.stderr));
    let said = text(&output.stdout);
    let none = "carries no rate that was tried: even at 28.1 an hour fewer than 99 of 100 customers are served\n";
    assert!(said.starts_with(none), "{said}");
    let closed = "\"arrivals\": \"closed\", \"users\": 3";
    let closed = BOOKS.replace("\"arrivals\": \"constant\", \"rate_per_s\": 1", closed);
    let output = run(&["capacity", "-"], &closed);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).starts_with("-: This design has a fixed number of users"));
}

/// The document on standard output can be read again, and is what was told on standard error.
#[test]
fn recommend_prints_a_document_and_says_what_was_changed() {
    let freight = include_str!("../fixtures/judgement/was-freight-1.syncline.json");
    let output = run(&["recommend", "-"], freight);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let told = text(&output.stderr);
    for line in [
        "Let follow what nobody waits for [follow]: Behind an event: Check the carrier's insurance,",
        "What would reverse it: “immediate”",
        "Workers: 10 before, 100 after; one number of them is assumed.",
        "Events that are new: CarrierInsuranceChecked, LoadStored, PriceCalculated, ShipperDashboardUpdated.",
        "With these changes, what is asked is left.",
    ] {
        assert!(told.contains(line), "{line}\n{told}");
    }
    let again = run(&["recommend", "-"], &text(&output.stdout));
    assert_eq!(text(&again.stdout), text(&output.stdout), "nothing more to recommend");
    assert!(text(&again.stderr).contains("There is nothing to change; what is asked is left."));
}

#[test]
fn what_is_recommended_comes_as_json_without_what_was_left_out() {
    let shop = include_str!("../../src/catalogue/documents/checkout.syncline.json");
    let output = run(&["recommend", "-", "--json", "--without", "status"], shop);
    let told: Value = serde_json::from_slice(&output.stdout).unwrap();
    let changes: Vec<&str> =
        told["changes"].as_array().unwrap().iter().map(|it| it["of"].as_str().unwrap()).collect();
    assert_eq!(changes, ["follow"]);
    assert!(told["changes"][0]["gain"]["answer_p95_ms"]["difference"].as_f64().unwrap() < -500.0);
    assert_eq!(told["document"]["process"]["steps"][3]["mode"], "event");
    let wrong = run(&["recommend", "-", "--without", "statuses"], shop);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(
        text(&wrong.stderr)
            .starts_with("--without statuses: no such change; there are: answer-first,")
    );
    // An answer that is needed now and comes too late stays missing: the exit status says so.
    let late = shop.replace("\"acknowledgement_p95_ms\": 500", "\"acknowledgement_p95_ms\": 50");
    let late = run(&["recommend", "-"], &late);
    assert_eq!(late.status.code(), Some(1));
    let said = text(&late.stderr);
    assert!(said.contains("What takes most of the way to the answer is Authorise payment, whose answer is needed now."), "{said}");
}

#[test]
fn what_cannot_be_read_is_said_with_its_problems() {
    for arguments in [["check", "-"], ["classify", "-"]] {
        let output = run(&arguments, "{ \"syncline\": 1 }");
        assert_eq!(output.status.code(), Some(2));
        assert!(text(&output.stderr).contains("expected the field `process`"));
        assert!(output.stdout.is_empty());
    }
    let output = run(&["check", "-", "--json"], "{ \"syncline\": 1 }");
    assert_eq!(output.status.code(), Some(2));
    let checked: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(checked["problems"].as_array().unwrap().len(), 2);
}

#[test]
fn c5_a_document_that_is_not_utf_8_is_named() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("encodings");
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("latin.syncline.json");
    std::fs::write(&file, b"{ \"syncline\": 1, \"name\": \"B\xfccher\" }").unwrap();
    let output = run(&["check", file.to_str().unwrap()], "");
    assert_eq!(output.status.code(), Some(2));
    let said = text(&output.stderr);
    assert!(
        said.contains("is not UTF-8, but Latin-1 perhaps, or UTF-16: save it as UTF-8"),
        "{said}"
    );
}
