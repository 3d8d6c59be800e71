//! Every scenario of the sources gets the verdict that its source gives it.
//!
//! The documents are `tests/fixtures/verdict/*.syncline.json`. A row of the first table names the source,
//! the scenario, the step (`*`: all of them), the mode, and the field of the matrix (empty: a question is
//! open). One of the second names the approach and all kinds of finding, the worst first.

use std::fs;
use std::path::Path;

use syncline::exchange::document;
use syncline::model::{Design, Edit, Mode};
use syncline::study::proposed;
use syncline::verdict::{Severity, Verdict, rows};

const CALL: Mode = Mode::RequestResponse;
const EVENT: Mode = Mode::Event;

#[rustfmt::skip] // a table
const STEPS: [(&str, &str, &str, Mode, &str); 125] = [
    ("000", "assign-driver", "*", CALL, "immediate-required"),
    ("001, 003", "background-work", "send-mail", EVENT, "deferred-optional"),
    ("001, 003", "background-work", "write-report", EVENT, "deferred-optional"),
    ("001, 003", "background-work", "settle", EVENT, "deferred-required"),
    ("001, 003", "background-work", "bill", EVENT, "deferred-required"),
    ("001, 003", "background-work", "analyse", EVENT, "deferred-optional"),
    ("001, 003", "background-work", "ingest", EVENT, "deferred-required"),
    ("001, 003", "background-work", "call-webhooks", EVENT, "deferred-optional"),
    ("001, 003", "background-work", "index", EVENT, "deferred-optional"),
    ("000", "bank-transfer", "*", CALL, "immediate-required"),
    ("000", "card-application-as-it-became", "enter-details", CALL, "immediate-required"),
    ("000", "card-application-as-it-became", "verify-address", CALL, "immediate-required"),
    ("000", "card-application-as-it-became", "verify-identity", CALL, "immediate-required"),
    ("000", "card-application-as-it-became", "check-eligibility", CALL, "immediate-required"),
    ("000", "card-application-as-it-became", "choose-card", CALL, "immediate-required"),
    ("000", "card-application-as-it-became", "accept-terms", CALL, "immediate-required"),
    ("000", "card-application-as-it-became", "create-account", CALL, "immediate-required"),
    ("000", "card-application-as-it-became", "tell-marketing", EVENT, "deferred-optional"),
    ("000", "card-application-as-it-became", "tell-card-factory", EVENT, "deferred-optional"),
    ("000", "card-application-as-it-was", "*", CALL, "immediate-required"),
    ("001, 004", "catalogue-cqrs", "browse", CALL, "immediate-required"),
    ("001, 004", "catalogue-cqrs", "change-product", EVENT, "deferred-required"),
    ("001, 004", "catalogue-cqrs", "update-read-model", EVENT, "deferred-required"),
    ("003", "five-services", "*", CALL, "immediate-required"),
    ("000", "fraud-detection-as-it-became", "*", EVENT, "deferred-required"),
    ("000", "fraud-detection-as-it-was", "*", EVENT, "deferred-required"),
    ("000", "freightlogic-as-it-became", "validate-load", CALL, "immediate-required"),
    ("000", "freightlogic-as-it-became", "check-insurance", EVENT, "deferred-required"),
    ("000", "freightlogic-as-it-became", "calculate-price", EVENT, "deferred-required"),
    ("000", "freightlogic-as-it-became", "update-dashboard", EVENT, "deferred-optional"),
    ("000", "freightlogic-as-it-became", "notify-carriers", EVENT, "deferred-required"),
    ("000", "freightlogic-as-it-was", "validate-load", CALL, "immediate-required"),
    ("000", "freightlogic-as-it-was", "check-insurance", EVENT, "deferred-required"),
    ("000", "freightlogic-as-it-was", "calculate-price", EVENT, "deferred-required"),
    ("000", "freightlogic-as-it-was", "update-dashboard", EVENT, "deferred-optional"),
    ("000", "freightlogic-as-it-was", "notify-carriers", EVENT, "deferred-required"),
    ("001", "game-day", "ship", EVENT, "deferred-required"),
    ("001", "game-day", "mail", EVENT, "deferred-optional"),
    ("000", "healthcare-claim", "*", CALL, "immediate-required"),
    ("000", "insurance-claim", "register-claim", CALL, "immediate-required"),
    ("000", "insurance-claim", "assess-damage", EVENT, "deferred-required"),
    ("000", "insurance-claim", "pay-out", EVENT, "deferred-required"),
    ("000", "insurance-claim", "tell-customer", EVENT, "deferred-optional"),
    ("003", "order-placed-unchecked", "place-order", CALL, "immediate-required"),
    ("003", "order-placed-unchecked", "check-stock", CALL, "immediate-required"),
    ("003", "order-placed-unchecked", "reserve-stock", EVENT, "deferred-required"),
    ("003", "order-placed-unchecked", "send-confirmation", EVENT, "deferred-optional"),
    ("003", "order-placed-unchecked", "update-analytics", EVENT, "deferred-optional"),
    ("003", "order-placed", "place-order", CALL, "immediate-required"),
    ("003", "order-placed", "check-stock", CALL, "immediate-required"),
    ("003", "order-placed", "reserve-stock", EVENT, "deferred-required"),
    ("003", "order-placed", "send-confirmation", EVENT, "deferred-optional"),
    ("003", "order-placed", "update-analytics", EVENT, "deferred-optional"),
    ("000", "parcel-tracking", "*", EVENT, "deferred-optional"),
    ("002", "partner-api", "accept-request", CALL, "immediate-required"),
    ("002", "partner-api", "book-carrier", CALL, "immediate-required"),
    ("002", "partner-api", "print-label", EVENT, "deferred-optional"),
    ("002", "partner-api", "invoice", EVENT, "deferred-required"),
    ("002", "partner-api", "tell-warehouse", EVENT, "deferred-optional"),
    ("000", "post-review", "submit-review", CALL, "immediate-required"),
    ("000", "post-review", "validate-content", CALL, "immediate-required"),
    ("000", "post-review", "check-profanity", CALL, ""),
    ("000", "post-review", "update-rating", EVENT, "deferred-optional"),
    ("000", "post-review", "award-points", EVENT, "deferred-optional"),
    ("000", "post-review", "notify-owner", EVENT, "deferred-optional"),
    ("001", "price-check", "look-up-price", CALL, "immediate-required"),
    ("000", "recommendation-profile", "update-profile", EVENT, "deferred-optional"),
    ("003, 004", "replay", "append-fact", EVENT, "deferred-required"),
    ("003, 004", "replay", "project-balance", EVENT, "deferred-required"),
    ("003, 004", "replay", "monthly-report", EVENT, "deferred-optional"),
    ("001", "search", "find", CALL, "immediate-required"),
    ("000", "shop-checkout", "authorise-payment", CALL, "immediate-required"),
    ("000", "shop-checkout", "reserve-stock", CALL, "immediate-required"),
    ("000", "shop-checkout", "confirm-order", EVENT, "deferred-optional"),
    ("000", "shop-checkout", "arrange-shipping", EVENT, "deferred-required"),
    ("001, 003", "sign-in", "check-password", CALL, "immediate-required"),
    ("000", "social-comment", "store-comment", CALL, "immediate-required"),
    ("000", "social-comment", "update-feeds", EVENT, "deferred-optional"),
    ("000", "stock-update-called", "record-sale", CALL, "immediate-required"),
    ("000", "stock-update-called", "adjust-stock", EVENT, "deferred-required"),
    ("000", "stock-update-called", "reorder", EVENT, "deferred-required"),
    ("000", "stock-update-called", "update-shelf-display", EVENT, "deferred-optional"),
    ("000", "stock-update-called", "report-sale", EVENT, "deferred-optional"),
    ("000", "stock-update-events", "record-sale", CALL, "immediate-required"),
    ("000", "stock-update-events", "adjust-stock", EVENT, "deferred-required"),
    ("000", "stock-update-events", "reorder", EVENT, "deferred-required"),
    ("000", "stock-update-events", "update-shelf-display", EVENT, "deferred-optional"),
    ("000", "stock-update-events", "report-sale", EVENT, "deferred-optional"),
    ("000", "streamcore", "accept-upload", CALL, "immediate-required"),
    ("000", "streamcore", "transcode", EVENT, "deferred-required"),
    ("000", "streamcore", "make-thumbnails", EVENT, "deferred-required"),
    ("000", "streamcore", "extract-metadata", EVENT, "deferred-required"),
    ("000", "streamcore", "review-content", EVENT, "deferred-required"),
    ("000", "styleflow-as-planned", "check-order", CALL, "immediate-required"),
    ("000", "styleflow-as-planned", "reserve-items", CALL, "immediate-required"),
    ("000", "styleflow-as-planned", "take-payment", CALL, "immediate-required"),
    ("000", "styleflow-as-planned", "release-to-packing", CALL, "immediate-required"),
    ("000", "styleflow-as-planned", "update-status", EVENT, "deferred-optional"),
    ("000", "styleflow", "check-order", CALL, "immediate-required"),
    ("000", "styleflow", "reserve-items", CALL, "immediate-required"),
    ("000", "styleflow", "take-payment", CALL, "immediate-required"),
    ("000", "styleflow", "release-to-packing", CALL, "immediate-required"),
    ("000", "styleflow", "update-status", EVENT, "deferred-optional"),
    ("004", "telemetry-buffered", "store-reading", EVENT, "deferred-required"),
    ("004", "telemetry-buffered", "update-feed", EVENT, "deferred-optional"),
    ("004", "telemetry-buffered", "watch-limits", EVENT, "deferred-required"),
    ("004", "telemetry-called", "store-reading", EVENT, "deferred-required"),
    ("004", "telemetry-called", "update-feed", EVENT, "deferred-optional"),
    ("004", "telemetry-called", "watch-limits", EVENT, "deferred-required"),
    ("000", "travel-booking", "hold-seat", CALL, "immediate-required"),
    ("000", "travel-booking", "hold-room", CALL, "immediate-required"),
    ("000", "travel-booking", "issue-ticket", EVENT, "deferred-required"),
    ("000", "travel-booking", "send-voucher", EVENT, "deferred-optional"),
    ("000", "travel-booking", "update-diary", EVENT, "deferred-optional"),
    ("000", "travelloop-as-it-became", "reserve-flight", CALL, "immediate-required"),
    ("000", "travelloop-as-it-became", "reserve-hotel", CALL, "immediate-required"),
    ("000", "travelloop-as-it-became", "take-payment", CALL, "immediate-required"),
    ("000", "travelloop-as-it-became", "update-itinerary", EVENT, "deferred-optional"),
    ("000", "travelloop-as-it-became", "award-points", EVENT, "deferred-optional"),
    ("000", "travelloop-as-it-was", "reserve-flight", CALL, "immediate-required"),
    ("000", "travelloop-as-it-was", "reserve-hotel", CALL, "immediate-required"),
    ("000", "travelloop-as-it-was", "take-payment", CALL, "immediate-required"),
    ("000", "travelloop-as-it-was", "update-itinerary", EVENT, "deferred-optional"),
    ("000", "travelloop-as-it-was", "award-points", EVENT, "deferred-optional"),
    ("003", "user-service-down", "*", CALL, "immediate-required"),
];

#[rustfmt::skip] // a table
const PROCESSES: [(&str, &str, &[&str]); 37] = [
    ("assign-driver", "orchestration", &["unit-split"]),
    ("background-work", "choreography", &[]),
    ("bank-transfer", "orchestration", &[]),
    ("card-application-as-it-became", "orchestration", &[]),
    ("card-application-as-it-was", "orchestration", &["answer-behind-event", "no-outbox", "no-deduplication", "no-dead-letter", "order-not-kept", "no-compensation", "burden-too-great", "event-without-owner", "broker-blocks-all"]),
    ("catalogue-cqrs", "hybrid", &["followers-take-workers"]),
    ("five-services", "orchestration", &["long-chain"]),
    ("fraud-detection-as-it-became", "choreography", &[]),
    ("fraud-detection-as-it-was", "choreography", &["waited-for-needlessly", "long-chain", "peak-piles-up"]),
    ("freightlogic-as-it-became", "hybrid", &["peak-piles-up"]),
    ("freightlogic-as-it-was", "hybrid", &["answer-too-late", "submitted-twice", "waited-for-needlessly", "long-chain", "peak-piles-up"]),
    ("game-day", "choreography", &[]),
    ("healthcare-claim", "orchestration", &[]),
    ("insurance-claim", "hybrid", &[]),
    ("order-placed-unchecked", "hybrid", &["answer-behind-event"]),
    ("order-placed", "hybrid", &["followers-take-workers"]),
    ("parcel-tracking", "choreography", &[]),
    ("partner-api", "hybrid", &[]),
    ("post-review", "hybrid", &[]),
    ("price-check", "orchestration", &[]),
    ("recommendation-profile", "choreography", &[]),
    ("replay", "choreography", &[]),
    ("search", "orchestration", &[]),
    ("shop-checkout", "hybrid", &[]),
    ("sign-in", "orchestration", &[]),
    ("social-comment", "hybrid", &[]),
    ("stock-update-called", "hybrid", &["waited-for-needlessly", "long-chain"]),
    ("stock-update-events", "hybrid", &["events-blind"]),
    ("streamcore", "choreography", &[]),
    ("styleflow-as-planned", "orchestration", &["answer-behind-event", "order-not-kept", "no-compensation", "burden-too-great"]),
    ("styleflow", "orchestration", &[]),
    ("telemetry-buffered", "choreography", &["peak-piles-up"]),
    ("telemetry-called", "choreography", &["peak-piles-up", "waited-for-needlessly"]),
    ("travel-booking", "hybrid", &[]),
    ("travelloop-as-it-became", "hybrid", &[]),
    ("travelloop-as-it-was", "hybrid", &["waited-for-needlessly", "no-timeout", "long-chain", "peak-piles-up", "no-failure-handling"]),
    ("user-service-down", "orchestration", &[]),
];

/// The scenario of this name.
pub fn fixture(name: &str) -> Design {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/verdict")
        .join(format!("{name}.syncline.json"));
    document::read(&fs::read_to_string(path).unwrap())
        .unwrap_or_else(|problems| panic!("{name}: {problems:#?}"))
}

/// The names of all scenarios.
pub fn fixtures() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/verdict");
    let names = fs::read_dir(folder).unwrap().map(|it| it.unwrap().file_name());
    let mut names: Vec<String> = names
        .filter_map(|it| {
            it.into_string().unwrap().strip_suffix(".syncline.json").map(str::to_owned)
        })
        .collect();
    names.sort();
    names
}

#[test]
fn every_step_is_classified_as_its_source_does() {
    let mut wrong = Vec::new();
    let mut rows = 0;
    for name in fixtures() {
        let verdict = Verdict::of(&fixture(&name));
        for step in &verdict.steps {
            let row = STEPS
                .iter()
                .find(|row| row.1 == name && (row.2 == "*" || row.2 == step.step.as_str()));
            let quadrant = step.place.quadrant.map_or("", syncline::verdict::Quadrant::as_str);
            let is_right = row.is_some_and(|row| Some(row.3) == step.mode() && row.4 == quadrant);
            rows += usize::from(row.is_some_and(|row| row.2 != "*"));
            if !is_right {
                wrong.push(format!("{name} {}: {:?} {quadrant}", step.step, step.trigger));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
    assert_eq!(rows, STEPS.iter().filter(|row| row.2 != "*").count(), "a row without its step");
    assert!(STEPS.iter().all(|row| !row.0.is_empty()));
}

#[test]
fn every_process_gets_the_approach_and_the_findings_of_its_source() {
    let mut wrong = Vec::new();
    for name in fixtures() {
        let design = fixture(&name);
        let verdict = Verdict::of(&design);
        let rows = rows(&design, &verdict.findings);
        let kinds: Vec<&str> = rows.iter().map(|row| row.kind.id).collect();
        let approach = verdict.approach.approach.map_or("", syncline::verdict::Approach::as_str);
        let found = (name.as_str(), approach, &kinds[..]);
        if !PROCESSES.contains(&found) {
            wrong.push(format!("{found:?} {:?}", verdict.approach.scores));
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
    assert_eq!(fixtures().len(), PROCESSES.len());
}

/// Must show 3 of the verdict: the stock check behind an event, its repair, and back.
#[test]
fn flipping_the_stock_check_to_an_event_is_an_error_until_it_is_repaired() {
    let errors = |scenario: &Design| -> Vec<(String, String)> {
        (Verdict::of(scenario).findings.iter())
            .filter(|it| it.severity == Severity::Error)
            .map(|it| (it.kind.id.to_owned(), it.steps[0].to_string()))
            .collect()
    };
    let before = fixture("order-placed");
    assert_eq!(errors(&before), []);
    let flip = Edit::SetMode { step: "check-stock".into(), mode: EVENT };
    let after = flip.apply(&before).unwrap().design;
    assert_eq!(errors(&after), [("answer-behind-event".to_owned(), "check-stock".to_owned())]);
    let verdict = Verdict::of(&after);
    let finding = &verdict.findings[0];
    assert_eq!(finding.pointer.as_str(), "/process/steps/1/mode");
    let repaired = finding.repair.as_ref().unwrap().apply(&after).unwrap();
    assert_eq!(repaired, before);
}

/// Five at 99.9 %: 0.999^5 = 0.99501, of which one decimal is 99.5 %. Work 5 x 20 ms, network 5 x 2 ms.
#[test]
fn five_services_at_three_nines_are_there_ninety_nine_and_a_half_per_cent_together() {
    let verdict = Verdict::of(&fixture("five-services"));
    let chain = verdict.findings.iter().find(|it| it.kind.id == "long-chain").unwrap();
    assert_eq!(
        chain.evidence,
        "5 services answer one after the other: 110 ms of work and network together. 99.5 % of requests \
         get through them all. If each is there for 99.9 % of the time, all together are for 99.5 %."
    );
}

/// 21 events in as many hops and five code bases before; two told facts after: 2 hops, 2 types, and the
/// workflow, two listeners and the broker to look at.
#[test]
fn the_card_application_is_easier_to_follow_as_it_became() {
    let was = Verdict::of(&fixture("card-application-as-it-was")).burden;
    let became = Verdict::of(&fixture("card-application-as-it-became")).burden;
    assert_eq!((was.hops, was.event_types, was.places), (21, 21, 6));
    assert_eq!((became.hops, became.event_types, became.places), (2, 2, 4));
}

/// Where a source tells what a process became, that is what is recommended for what it was.
#[test]
fn as_recommended_is_as_it_became() {
    for (was, became) in [
        ("freightlogic-as-it-was", "freightlogic-as-it-became"),
        ("travelloop-as-it-was", "travelloop-as-it-became"),
        ("fraud-detection-as-it-was", "fraud-detection-as-it-became"),
        ("telemetry-called", "telemetry-buffered"),
        ("styleflow-as-planned", "styleflow"),
        ("order-placed-unchecked", "order-placed"),
        ("stock-update-called", "stock-update-events"),
    ] {
        let modes = |scenario: &Design| -> Vec<Mode> {
            scenario.process.steps.iter().map(|step| step.mode).collect()
        };
        assert_eq!(modes(&proposed(&fixture(was))), modes(&fixture(became)), "{was}");
    }
}
