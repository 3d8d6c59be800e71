//! What is recommended of small designs, and what is left out.

use super::*;
use crate::model::{Design, Mode, Necessity, Purpose, Response, Trigger, Work};
use crate::testing::{ScenarioDraft, StepDraft, scenario, step};
use crate::units::{Milliseconds, Ratio};

/// Required steps of one service with workers without number.
fn required<const N: usize>(steps: [StepDraft; N]) -> ScenarioDraft {
    scenario(steps.map(|it| it.necessity(Necessity::Required))).all_on("service")
}

fn modes(design: &Design) -> Vec<Mode> {
    design.process.steps.iter().map(|step| step.mode).collect()
}

fn moves(it: &Recommended) -> Vec<&'static str> {
    it.changes.iter().map(|change| change.of.id).collect()
}

#[test]
fn each_step_is_triggered_as_recommended_and_what_is_open_stays() {
    let before = required([
        step("check").event().response(Response::Immediate),
        step("book").after(["check"]).response(Response::Deferred),
        step("open").after(["check"]).event(),
    ]);
    let before = before.design();
    let after = recommended(&before, &[]);
    assert_eq!(modes(&after.design), [Mode::RequestResponse, Mode::Event, Mode::Event]);
    assert!(after.design.process.steps[1].delivery.outbox);
    assert_eq!(moves(&after), ["call", "follow", "named", "sure", "time-outs"]);
    assert!(after.changes.iter().all(|it| it.gain.is_some() && !it.reversed_by.is_empty()));
    let again = recommended(&after.design, &[]);
    assert_eq!((again.design, again.changes.len()), (after.design, 0), "nothing more to do");
}

#[test]
fn what_a_workflow_should_command_is_commanded() {
    let before = required([
        step("accept").response(Response::Immediate),
        step("book").after(["accept"]).response(Response::Deferred).audited(),
    ]);
    let after = recommended(&before.design(), &[]).design;
    let workflow = after.process.workflow.as_ref().unwrap();
    assert_eq!((&workflow.steps[..], workflow.service.as_str()), (&["book".into()][..], "service"));
    assert!(after.process.steps[1].delivery.dead_letter);
    assert_eq!(after.process.trigger(&after.process.steps[1]), Trigger::Command);
}

#[test]
fn a_change_that_would_not_be_valid_is_left_out() {
    let call = Mode::RequestResponse;
    let before = required([
        step("a").response(Response::Immediate),
        step("b").after(["a"]).response(Response::Immediate),
        step("both").after(["a", "b"]).event().response(Response::Immediate),
        step("late").after(["b"]).response(Response::Deferred),
    ]);
    let after = recommended(&before.chained().design(), &[]).design;
    assert_eq!(modes(&after), [call, call, Mode::Event, Mode::Event]);
}

/// A time-out of twice the 99th percentile cuts off one in some hundreds; the target bears none.
#[test]
fn what_would_miss_a_target_that_is_met_gives_way_to_what_would_not() {
    let work = Work::LogNormal {
        mean_ms: Milliseconds::clamped(100.0),
        p99_ms: Milliseconds::clamped(400.0),
    };
    let ask = step("ask").on("callee").works(work).response(Response::Immediate);
    let ask = ask.necessity(Necessity::Required).kind(Purpose::Query);
    let mut draft = scenario([ask]).entry("shop").workers(100).rate(50.0).lasts_s(20.0);
    draft.targets.success_ratio = Some(Ratio::clamped(1.0));
    let before = draft.design();
    let after = recommended(&before, &[]);
    let timeout = after.design.process.steps[0].call.timeout_ms.unwrap();
    assert_eq!(timeout, Milliseconds::clamped(3_200.0));
    assert!(simulate(&after.design, figures_extent(&after.design)).is_met());
}

#[test]
fn what_holds_in_no_way_is_left_out_and_says_why_and_what_stands_in_the_way() {
    let required = |id: &str| step(id).necessity(Necessity::Required).response(Response::Immediate);
    let check = required("check").after(["sell"]).event().exponential_ms(400.0);
    let mut draft = scenario([required("sell").works_ms(10.0), check]).workers(50);
    draft.targets.acknowledgement_p95_ms = Some(Milliseconds::clamped(600.0));
    let found = recommended(&draft.design(), &[]);
    assert!(!moves(&found).contains(&"call"));
    let why: Vec<&str> = found.refused.iter().map(|it| it.why.as_str()).collect();
    assert_eq!(why, ["It would miss a target that is met: Answer p95."]);
    let stands = |it: &Obstacle| matches!(it, Obstacle::Finding { id: "answer-behind-event", .. });
    assert!(found.obstacles.iter().any(stands), "{:?}", found.obstacles);
}

#[test]
fn whatever_is_left_out_by_hand_is_not_proposed() {
    let before = required([
        step("check").response(Response::Immediate),
        step("book").after(["check"]).response(Response::Deferred),
    ]);
    let before = before.design();
    let whole = recommended(&before, &[]);
    assert_eq!(moves(&whole), ["follow", "time-outs"]);
    let less = recommended(&before, &["time-outs"]);
    assert_eq!(moves(&less), ["follow"]);
    assert_eq!(recommended(&before, &["follow", "time-outs"]).design, before);
}

#[test]
fn followers_stand_side_by_side_once_it_is_said_what_they_need() {
    let late = |id: &str, after: &str| {
        let step = step(id).after([after]).works_ms(100.0).response(Response::Deferred);
        step.necessity(Necessity::Required).kind(Purpose::Derived)
    };
    let first = step("sell").response(Response::Immediate).necessity(Necessity::Required);
    let before = scenario([first, late("rate", "sell"), late("list", "rate")]).design();
    let kept = recommended(&before, &[]).design;
    assert_eq!(kept.process.steps[2].after, ["rate".into()], "nothing is taken from silence");
    let asked = unneeded(&before).unwrap();
    let after = recommended(&asked, &[]);
    assert_eq!(after.design.process.steps[2].after, ["sell".into()]);
    let moved = after.changes.iter().find(|it| it.of.id == "side-by-side").unwrap();
    let saved = moved.gain.as_ref().unwrap().completion_p95_ms.difference.unwrap();
    // 100 ms of work less, and a broker that delivers in 3 ms after storing for 2.
    assert!((saved + 105.0).abs() < 1.0, "{saved}");
    // Both react to the same event.
    let names: Vec<String> = after.design.process.steps[1..]
        .iter()
        .map(|it| after.design.process.event_name(it))
        .collect();
    assert_eq!(names[0], names[1]);
}
