//! Honest figures, as `design/screen.md` numbers them: H1 to H5, and C9. H6 and H8 stand beside what they
//! are about (`src/session/trial.rs`, `src/figures/mod.rs`), H3 and H7 where they are seen
//! (`tests/e2e/honest.test.mjs`).

use proptest::prelude::*;
use serde_json::Value;
use syncline::engine::{Extent, Report, simulate};
use syncline::exchange::document;
use syncline::model::Design;
use syncline::session::measuring::FlipsPlan;
use syncline::session::{Lab, Measure, Output, Purpose, RunUpdate, Session, Source};
use syncline::study::{COMPARED, Obstacle, comparison, figures_extent, longer, obstacles};
use syncline::testing::{changed, checked, one_a_second, run, s, step};
use syncline::verdict::{Severity, Verdict, rows};
use syncline::wording::chips::State;
use syncline::wording::{facts, strain};

use super::command_line;
use super::random_scenario::random_scenario;
use super::truth::design;

/// A session with the figures of a design, and of it for longer where that is asked for.
fn figures_of(design: &Design) -> Session {
    let source = Source::Catalogue("test".to_owned());
    let (mut session, mut outputs) = Session::start(source, design.clone());
    while let Some(output) = outputs.pop() {
        if let Output::Run { run, key, .. } = output {
            let report = Box::new(simulate(&key.design, key.extent));
            outputs.extend(session.apply(Measure::Heard(run, RunUpdate::Report(report))));
        }
    }
    session
}

fn with_workers(design: &Design, workers: u32) -> Design {
    changed(design, |it| {
        let service = it.services.iter_mut().find(|it| it.label() == "Channel manager").unwrap();
        service.workers = Some(workers);
    })
}

fn checked_by_command(design: &Design) -> (Option<i32>, String) {
    let output = command_line::run(&["check", "-"], &document::write(design));
    (output.status.code(), String::from_utf8(output.stdout).unwrap())
}

/// 15 a second, 600 ms each, 8 workers: 9 s of work a second, of 8 s that can be done.
#[test]
fn h1_overload_is_said_first_and_with_one_number_wherever_it_stands() {
    const SHARE: &str = "112.5 %";
    let hotel = design("hotel-booking");
    let session = figures_of(&hotel);
    let sentence = session.headline().unwrap().text();
    let first = "Update channel manager falls behind: 15 a second come, 13.3 can be done; the longer the run, the later. 95 of 100 customers";
    assert!(sentence.starts_with(first), "{sentence}");
    let index = hotel.process.steps.iter().position(|it| it.label() == "Update channel manager");
    assert_eq!(session.strain(index.unwrap())[0], format!("demand {SHARE}"));
    let chips = session.chips();
    assert_eq!(chips[0].text, format!("Channel manager asked for {SHARE}"));
    assert_eq!(chips[0].state, State::Overloaded);
    let found = Verdict::of(&hotel).findings;
    assert_eq!((found[0].kind.id, found[0].severity), ("overloaded", Severity::Error));
    assert!(found[0].evidence.contains(SHARE), "{}", found[0].evidence);
    let service = hotel.services.iter().find(|it| it.label() == "Channel manager").unwrap();
    let facts = facts::of_service(service, session.reports().current.as_deref());
    assert!(facts.iter().any(|it| it.value == SHARE), "{facts:?}");
    let (status, said) = checked_by_command(&hotel);
    assert_eq!(status, Some(1));
    let error = said.lines().find(|line| line.starts_with("error")).unwrap();
    assert!(error.starts_with("error: Overload") && said.contains(SHARE), "{said}");

    let enough = with_workers(&hotel, 12);
    let session = figures_of(&enough);
    let sentence = session.headline().unwrap().text();
    assert!(!sentence.contains("falls behind") && !sentence.contains("longer"), "{sentence}");
    assert!(session.chips().iter().all(|it| it.state != State::Overloaded));
    assert!((0..enough.process.steps.len()).all(|it| session.strain(it).is_empty()));
    let (status, said) = checked_by_command(&enough);
    assert_eq!((status, said.contains("Overload")), (Some(0), false), "{said}");
}

/// 1 a second, 1.5 s each, one worker: the n-th of so many waits for n times half a second, and twice as
/// long ago for three times as many. Of 60, the 57th is there after 57 × 1.5 − 56 = 29.5 s; of 180, the
/// 171st after 171 × 1.5 − 170 = 86.5 s.
#[test]
fn h1_figures_of_an_unstable_run_say_by_how_much_they_grow_with_it() {
    let slow = one_a_second([step("pay").works_ms(1_500.0)]).lasts_s(60.0).build();
    let slow = changed(&slow, |it| it.workload.drain_s = s(100.0));
    let long = longer(&slow).unwrap();
    let p95 = |design: &Design| run(design).answer_ms.p95.unwrap();
    assert!((p95(&slow) - 29_500.0).abs() < 30.0 && (p95(&long) - 86_500.0).abs() < 87.0);
    let sentence = figures_of(&slow).headline().unwrap().text();
    let says = "their answer within 29.5 s, in a run three times as long within 86.5 s";
    assert!(sentence.contains(says), "{sentence}");
    // What keeps up is not run for longer.
    let quick = one_a_second([step("pay").works_ms(500.0)]).lasts_s(60.0).design();
    let session = figures_of(&quick);
    assert!(session.lab().of(Purpose::Longer).is_empty() && session.reports().longer.is_none());
}

/// 6 calls of 100 ms a second, of which each is tried twice as long as one of two fails: 60 % by the
/// document, three halves of it with one retry.
#[test]
fn h1_what_is_tried_again_is_asked_for_too() {
    let step = step("pay").works_ms(100.0).fails(0.5).retries(1, 0.0);
    let design = one_a_second([step]).rate(8.0).lasts_s(600.0).design();
    let report = run(&design);
    let demand = report.services["pay"].demand_ratio.unwrap();
    assert!((demand - 1.2).abs() < 0.02, "{demand}");
    assert!(strain::grows(&design, &report));
    let verdict = Verdict::of(&design);
    assert!(verdict.findings.iter().all(|it| it.kind.id != "overloaded"), "not by the document");
    let left = obstacles(&design, &verdict, Some(&report));
    assert!(
        left.iter().any(|it| matches!(it, Obstacle::Overload { service, .. } if service == "pay"))
    );
}

/// What a run, a finding and an answer leave open, each by itself.
fn is_open(design: &Design, verdict: &Verdict, report: &Report) -> bool {
    report.targets.values().any(|it| !it.met)
        || report.tolerances.values().any(|it| !it.met)
        || report.services.values().any(|it| it.demand_ratio.is_some_and(|it| it > 1.0))
        || verdict.findings.iter().any(|it| it.severity == Severity::Error)
        || !verdict.contradictions.is_empty()
        || verdict.steps.iter().any(|it| !it.contradictions.is_empty())
        || !verdict.asks.is_empty()
        || design.process.steps.is_empty()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn h2_nothing_is_left_to_do_only_where_nothing_is_missed_overloaded_or_unanswered(
        design in random_scenario(),
    ) {
        let design = checked(&design);
        let (verdict, report) = (Verdict::of(&design), simulate(&design, Extent::replication(0)));
        let left = obstacles(&design, &verdict, Some(&report));
        prop_assert!(!left.is_empty() || !is_open(&design, &verdict, &report));
    }

    #[test]
    fn h4_a_difference_is_the_difference_of_the_two_numbers_beside_it(
        one in random_scenario(), other in random_scenario(),
    ) {
        let of = |scenario| simulate(&checked(scenario), Extent { first: 0, replications: 3 });
        let (one, other) = (of(&one), of(&other));
        for it in comparison(&one, &other) {
            prop_assert_eq!(it.before, it.figure.of_report(&one));
            prop_assert_eq!(it.after, it.figure.of_report(&other));
            prop_assert_eq!(it.difference, it.before.zip(it.after).map(|(old, new)| new - old));
            if let Some(([low, high], gap)) = it.interval.zip(it.difference) {
                prop_assert!(low <= gap && gap <= high, "{:?}", it);
            }
        }
    }

    #[test]
    fn c9_the_sentence_never_contradicts_itself(scenario in random_scenario()) {
        let report = simulate(&checked(&scenario), Extent::replication(0));
        let said = syncline::wording::Headline::new(&report, None).text();
        let says = |words: &str| said.contains(words);
        let is_lost = ["will never be", "and it was no", "and then no", "gave up"].map(says);
        if says("all are served") {
            prop_assert!(!is_lost[0] && !is_lost[1] && !says("fail"), "{}", said);
        }
        if says("with the answer everything is done") {
            prop_assert!(!says("not complete") && !is_lost[0], "{}", said);
        }
        if says("nothing is complete") {
            prop_assert_eq!(report.requests.completed, 0, "{}", said);
        }
        if says("No customer has an answer") {
            prop_assert!(!says("told yes") && !says("is done within"), "{}", said);
        }
    }
}

#[test]
fn h5_a_design_has_one_number_wherever_it_stands() {
    let hotel = design("hotel-booking");
    let session = figures_of(&hotel);
    let shown = session.reports().current.clone().unwrap();
    assert_eq!(*shown, simulate(&hotel, figures_extent(&hotel)));
    // Compare and the flips read the same run: none is made for them.
    let plan = FlipsPlan::new(&hotel, &rows(&hotel, &Verdict::of(&hotel).findings));
    let key = Session::figures_of(&hotel);
    assert_eq!(plan.runs()[0], key);
    let mut lab = Lab::default();
    let begun = lab.want(Purpose::Figures, vec![key.clone()]);
    assert_eq!(begun.len(), 1);
    assert_eq!(lab.want(Purpose::Comparison, vec![key]), []);
    // So does the command line.
    let file =
        format!("{}/tests/fixtures/truth/hotel-booking.syncline.json", env!("CARGO_MANIFEST_DIR"));
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_syncline"));
    let output = command.args(["simulate", &file, "--json"]).output().unwrap();
    let told: Value = serde_json::from_slice(&output.stdout).unwrap();
    let written: Value = serde_json::to_value(&*shown).unwrap();
    for figure in
        ["answer_ms", "done_p95_ms", "success_ratio", "requests", "services", "replications"]
    {
        assert_eq!(told[figure], written[figure], "{figure}");
    }
    // Beside another design the first has its own figures still.
    let other = simulate(&design("hotel-cm-call"), figures_extent(&hotel));
    let differences = comparison(&shown, &other);
    assert_eq!(differences.len(), COMPARED.len());
    for it in &differences {
        assert_eq!(it.before, it.figure.of_report(&shown), "{:?}", it.figure);
    }
}
