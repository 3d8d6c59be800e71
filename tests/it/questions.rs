//! Customers who ask how far a step is: each question takes a worker of the entry; counts by hand.
//!
//! One customer comes in a second, the first at 0.5 s, ten in all; nothing takes time on the network; work
//! is constant.

use syncline::engine::{Outcome, Report, SpanKind, record};
use syncline::model::StatusPolicy;
use syncline::model::faults::BrokerOutage;
use syncline::model::{Fault, Scenario};
use syncline::testing::{StepDraft, ms, one_a_second, run, s, step};

/// Who stores for so long, and is asked every 300 ms; each question takes 5 ms.
fn store(works_ms: f64) -> StepDraft {
    let mut store = step("store").event().works_ms(works_ms);
    store.delivery.status = StatusPolicy { poll_ms: Some(ms(300.0)), ..StatusPolicy::THERE };
    store
}

fn shop(store: StepDraft) -> Scenario {
    one_a_second([store]).entry("shop").staffed("shop", 1).build()
}

fn asked(report: &Report) -> u64 {
    report.steps["store"].questions
}

#[test]
fn a_customer_asks_until_the_step_has_ended() {
    // Told at once, asked for at 300, 600 and 900 ms: it ends at 1,000.
    let mut design = shop(store(1_000.0));
    design.services[0].workers = Some(1);
    let report = run(&design);
    assert_eq!(asked(&report), 30);
    // Of the entry's ten seconds each question takes 5 ms, but that of 10.1 and 10.4 s, which the last
    // customer asks after the interval.
    let busy = report.services["shop"].utilisation.unwrap();
    assert!((busy - 28.0 * 0.005 / 10.0).abs() < 1e-9, "{busy}");
    // Of what each customer asks for nothing is left out: thirty questions.
    let demand = report.services["shop"].demand_ratio.unwrap();
    assert!((demand - 30.0 * 0.005 / 10.0).abs() < 1e-6, "{demand}");
    // Who asks at the very moment at which it ends made up their mind before.
    assert_eq!(asked(&run(&shop(store(300.0)))), 10);
    assert_eq!(asked(&run(&shop(store(299.999)))), 0);
}

#[test]
fn without_saying_how_often_nobody_asks() {
    let mut quiet = store(1_000.0);
    quiet.delivery.status = StatusPolicy::THERE;
    let report = run(&shop(quiet));
    assert_eq!((asked(&report), report.services["shop"].utilisation), (0, Some(0.0)));
}

#[test]
fn who_is_told_that_it_was_given_up_asks_no_more_and_of_what_was_lost_for_ever() {
    let dies = store(500.0).fails(1.0).dies_after(1);
    assert_eq!(asked(&run(&shop(dies))), 10);
    let mut lost = shop(store(500.0));
    lost.workload.drain_s = s(5.0);
    // The broker is away from 3 s to 6 s: three events are lost, of which nobody knows. Told at 3.5, 4.5
    // and 5.5 s they ask to the end at 15 s: 38, 35 and 31 times. The other seven ask once each.
    lost.faults = vec![Fault::new(BrokerOutage, s(3.0), s(3.0))];
    assert_eq!(asked(&run(&lost)), 38 + 35 + 31 + 7);
}

#[test]
fn who_gave_up_does_not_ask() {
    // The answer takes 800 ms, and they wait for 500: nobody hears that there is anything to ask for.
    let mut slow = store(1_000.0);
    slow.after = vec!["pay".into()];
    let mut design = one_a_second([step("pay").works_ms(800.0), slow]);
    design.workload.patience_ms = Some(ms(500.0));
    let report = run(&design);
    assert_eq!((report.requests.acknowledged, report.requests.abandoned), (10, 10));
    assert_eq!(asked(&report), 0);
}

#[test]
fn a_no_behind_the_line_is_what_they_asked_for() {
    assert_eq!(asked(&run(&shop(store(500.0).declines(1.0)))), 10);
}

#[test]
fn questions_take_their_turn_and_slow_down_who_comes() {
    // Each question takes the only worker for 400 ms: who comes at n + 0.5 s is told at once, asks at n + 0.8
    // and takes it until n + 1.2; the next one waits for nobody, comes at n + 1.5 and is told at once. Every
    // 300 ms would be more than it can do: asked at 0.8 and 1.1, the second question ends at 1.6, and who
    // came at 1.5 waits 100 ms.
    let mut slow = shop(store(500.0));
    let steps = &mut slow.process.steps;
    steps[0].delivery.status.ask_ms = ms(400.0);
    let once = run(&slow);
    assert_eq!((asked(&once), once.answer_ms.max), (10, Some(0.0)));
    slow.process.steps[0].work = syncline::model::Work::Constant { mean_ms: ms(700.0) };
    slow.workload.duration_s = s(2.0);
    let twice = run(&slow);
    assert_eq!((twice.answer_ms.count, twice.answer_ms.p50), (2, Some(0.0)));
    assert_eq!((asked(&twice), twice.answer_ms.max), (4, Some(100.0)));
}

#[test]
fn each_question_is_in_the_recording_at_the_entry() {
    let design = shop(store(1_000.0));
    let recording = record(&syncline::model::Design::check(design).unwrap());
    let questions: Vec<_> =
        recording.spans.iter().filter(|span| span.kind == SpanKind::Question).collect();
    assert_eq!(questions.len(), 30);
    let first = questions[0];
    assert_eq!((first.from, first.to, first.outcome), (None, Some(0), Outcome::Succeeded));
    assert_eq!(first.sent.as_micros(), 800_000);
    assert_eq!(first.released.map(syncline::units::Moment::as_micros), Some(805_000));
}
