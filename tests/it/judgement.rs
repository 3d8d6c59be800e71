//! Inputs on which the product was wrong, with what an architect would accept.
//!
//! The documents are `tests/fixtures/judgement` (one of `tests/fixtures/truth`), as they were handed over.

use std::fs;
use std::path::Path;

use syncline::exchange::document;
use syncline::model::{Design, Mode, StepId, Trigger};
use syncline::verdict::{Approach, Ask, Classification, Severity, Strength, Verdict};
use syncline::wording::judgement::opinion;

fn design(folder: &str, name: &str) -> Design {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(folder);
    let text = fs::read_to_string(path.join(format!("{name}.syncline.json"))).unwrap();
    document::read(&text).unwrap_or_else(|problems| panic!("{name}: {problems:#?}"))
}

fn verdict(name: &str) -> Verdict {
    Verdict::of(&design("judgement", name))
}

fn of<'a>(verdict: &'a Verdict, step: &str) -> &'a Classification {
    verdict.step(&StepId::from(step)).unwrap()
}

/// That a step’s answers disagree in this, that it is asked about in `check`, and that nothing is sure.
fn is_asked(name: &str, step: &str, clash: &str) {
    let verdict = verdict(name);
    let said = of(&verdict, step);
    let named: Vec<&str> = said.contradictions.iter().map(|it| it.clash).collect();
    assert!(named.contains(&clash), "{name}: {named:?}");
    assert!(said.contradictions.iter().all(|it| it.asks.ends_with('?')));
    assert!(said.strength <= Strength::Slight, "{name}");
    assert!(!opinion(said).contains("without doubt"), "{name}: {}", opinion(said));
    let is_found = |it: &syncline::verdict::Finding| {
        it.kind.id == "answers-disagree" && it.steps == [StepId::from(step)]
    };
    assert!(verdict.findings.iter().any(is_found), "{name}");
}

/// Nothing is asserted from silence: it says what three answers would tell it most, in order.
#[test]
fn of_a_process_without_answers_it_cannot_tell_and_asks() {
    let verdict = verdict("01-nothing-answered");
    for step in &verdict.steps {
        assert_eq!((step.trigger, step.strength), (None, Strength::Open), "{}", step.step);
        assert_eq!(opinion(step), "It cannot tell yet: the answers below would.");
    }
    assert_eq!((verdict.approach.approach, verdict.approach.reasons.len()), (None, 0));
    let asked: Vec<(Option<&str>, &str)> = (verdict.asks.iter())
        .map(|Ask { step, field, .. }| (step.as_ref().map(StepId::as_str), *field))
        .collect();
    // What `accept` and `second` are moves what comes after them, too; `third` is the last.
    assert_eq!(
        asked,
        [
            (None, "circumstances/conversation"),
            (Some("accept"), "response"),
            (Some("second"), "response")
        ]
    );
}

#[test]
fn half_a_minute_of_work_that_is_waited_for_is_asked_about() {
    is_asked("03-immediate-but-30s", "render-report", "waited-for-too-long");
}

#[test]
fn a_unit_of_which_one_is_needed_now_is_recommended_together() {
    let verdict = verdict("05-unit-mixed");
    assert_eq!(of(&verdict, "a").trigger, Some(Trigger::Call));
    assert_eq!(of(&verdict, "b").trigger, Some(Trigger::Call));
    is_asked("05-unit-mixed", "a", "together-and-apart");
    is_asked("05-unit-mixed", "b", "together-and-apart");
}

#[test]
fn immediate_and_a_day_disagree() {
    is_asked("07-immediate-day-tolerance", "accept", "now-and-much-later");
}

#[test]
fn deferred_within_a_tenth_of_a_second_disagrees() {
    is_asked("08-deferred-100ms-strong", "x", "later-and-at-once");
}

#[test]
fn a_conversation_that_nobody_waits_for_is_asked_about() {
    let verdict = verdict("12-conversation-all-deferred");
    let named: Vec<&str> = verdict.contradictions.iter().map(|it| it.clash).collect();
    assert_eq!(named, ["conversation-nobody-waits"]);
    let found = verdict.findings.iter().find(|it| it.kind.id == "answers-disagree").unwrap();
    assert_eq!(found.pointer.as_str(), "/circumstances/conversation");
}

/// Three quarters of a minute is within the customers’ patience, and no gateway holds a call so long.
#[test]
fn a_call_that_no_gateway_holds_returns_fast_and_is_asked_for_again() {
    is_asked("19-long-poll", "wait-for-3ds", "held-too-long");
    let verdict = verdict("19-long-poll");
    let said = of(&verdict, "wait-for-3ds");
    assert_eq!(said.mode(), Some(Mode::Event));
    let reason = said.reasons.iter().find(|it| it.rule.id == "work-beyond-connection").unwrap();
    assert!(reason.evidence.ends_with("return fast, and let the customer ask again."));
}

/// Audited, in order, and days: one place knows each outcome, behind the line too.
#[test]
fn a_claim_that_is_decided_in_days_is_conducted_behind_the_line() {
    let verdict = verdict("healthcare-adjudication-deferred");
    assert_eq!(of(&verdict, "adjudicate").trigger, Some(Trigger::Command));
    assert_eq!(verdict.approach.approach, Some(Approach::Orchestration));
    assert!(verdict.approach.is_conducted);
}

#[test]
fn one_event_that_nobody_can_see_has_three_things_to_have_first() {
    let verdict = verdict("one-event-blind");
    let found = verdict.findings.iter().find(|it| it.kind.id == "events-blind").unwrap();
    assert_eq!(found.severity, Severity::Warning);
    assert_eq!(found.steps, [StepId::from("reserve-stock")]);
    for thing in ["an id that every call", "one place for all logs", "dead letters that somebody"] {
        assert!(found.kind.remedy.contains(thing), "{thing}");
    }
}

/// 15 a second of 600 ms are 9 s of work a second, and 8 workers can do 8 s.
#[test]
fn an_overload_is_named_first() {
    let verdict = Verdict::of(&design("truth", "hotel-booking"));
    let first = verdict.findings.first().unwrap();
    assert_eq!((first.kind.id, first.severity), ("overloaded", Severity::Error));
    assert!(
        first.evidence.contains("is asked for 112.5 % of what it can do"),
        "{}",
        first.evidence
    );
}

/// Deferred, strongly consistent and audited: a workflow commands it, and nobody in front waits.
#[test]
fn what_is_deferred_strong_and_audited_is_commanded_by_a_workflow() {
    let transfer = include_str!("../../src/catalogue/documents/bank-transfer.syncline.json");
    let transfer = document::read(transfer).unwrap();
    for (design, commands) in [
        (transfer, &["reserve-money", "screen", "clear", "book"][..]),
        (design("judgement", "healthcare-adjudication-deferred"), &["adjudicate"]),
        (design("judgement", "payroll"), &["work-out-pay", "take-off-taxes", "book", "tell-bank"]),
    ] {
        let verdict = Verdict::of(&design);
        let found: Vec<&str> = (verdict.steps.iter())
            .filter(|it| it.trigger == Some(Trigger::Command))
            .map(|it| it.step.as_str())
            .collect();
        assert_eq!(found, commands);
        assert_eq!(verdict.approach.approach, Some(Approach::Orchestration));
        assert!(verdict.approach.is_conducted);
    }
}
