//! What the figures are of: which requests count, from when to when, and against which target; and
//! that a run ends. Times are constant, so that every number follows from the comment above it.

use syncline::engine::report::StoppedBy;
use syncline::model::{Arrivals, Work, Workload};
use syncline::testing::{ScenarioDraft, ms, one_a_second, ratio, run, step};

/// One step on eight workers, ten requests at 0.5, 1.5, … 9.5 s.
fn ten_payments(mean_ms: f64) -> ScenarioDraft {
    let pay = step("pay").on("payment").works_ms(mean_ms);
    one_a_second([pay]).workers(8)
}

#[test]
fn requests_of_the_warm_up_are_in_the_books_but_not_in_the_figures() {
    // Of ten requests six arrive after a warm-up of 4 s. They are answered at 4.6, … 9.6 s: one a
    // second, and each keeps one worker of eight busy for a tenth of its second.
    let report = run(&ten_payments(100.0).warm_up_s(4.0));
    assert_eq!((report.requests.offered, report.requests.acknowledged), (10, 10));
    assert_eq!(report.acknowledgement_ms.count, 6);
    assert_eq!(report.steps["pay"].wait_ms.count, 6);
    assert!((report.throughput_per_s - 1.0).abs() < 1e-9);
    assert_eq!(report.services["payment"].utilisation, Some(0.1 / 8.0));
}

#[test]
fn a_target_is_met_up_to_its_own_value_and_missed_beyond() {
    // Every answer takes 100 ms and is good; completion is not held against anything.
    let mut design = ten_payments(100.0);
    design.targets.acknowledgement_p95_ms = Some(ms(100.0));
    design.targets.success_ratio = Some(ratio(1.0));
    let report = run(&design);
    assert_eq!(report.targets.len(), 2);
    assert!(report.targets.values().all(|target| target.met));
    assert_eq!(report.targets["acknowledgement_p95_ms"].actual, Some(100.0));
    design.targets.acknowledgement_p95_ms = Some(ms(99.0));
    assert!(!run(&design).targets["acknowledgement_p95_ms"].met);
}

#[test]
fn a_read_model_is_stale_from_the_answer_until_its_projection_has_ended() {
    // Answered after 100 ms; published in 5 ms more, since the worker pays for that before it answers;
    // delivered after 20 ms, projected in 300 ms: 320 ms after the answer.
    let project =
        step("project").on("reader").after(["write"]).works_ms(300.0).reacts_to("Written");
    let mut design = one_a_second([step("write").on("writer").works_ms(100.0), project]).workers(8);
    design.broker.publish_ms = ms(5.0);
    design.broker.deliver_ms = ms(20.0);
    design.process.steps[1].delivery.outbox = false;
    let report = run(&design);
    assert_eq!(report.acknowledgement_ms.mean, Some(105.0));
    assert_eq!(report.completion_ms.mean, Some(425.0));
    assert_eq!(report.inconsistency_ms.mean, Some(320.0));
    assert_eq!((report.inconsistency_ms.count, report.requests.completed), (10, 10));
}

#[test]
fn users_of_a_closed_loop_ask_again_only_after_their_answer() {
    // Two users think for 900 ms and are answered in 100 ms: they ask at 0.9, 1.9, … 9.9 s, ten times
    // each. One worker serves the second of them 100 ms later, once: it asks at 0.9, 2.0, 3.0, … 9.0 s,
    // nine times, and they are never in each other's way again.
    let mut design = ten_payments(100.0);
    design.workload.arrivals = Arrivals::Closed;
    design.workload.rate_per_s = Workload::default().rate_per_s;
    design.workload.users = Some(2);
    design.workload.think = Some(Work::Constant { mean_ms: ms(900.0) });
    assert_eq!(run(&design).requests.offered, 20);
    design.services[0].workers = Some(1);
    let report = run(&design);
    assert_eq!(report.requests.offered, 19);
    assert_eq!(report.acknowledgement_ms.max, Some(200.0));
    assert_eq!(report.steps["pay"].wait_ms.mean, Some(100.0 / 19.0));
}

#[test]
fn empirical_work_takes_one_of_its_values_each_time() {
    // 100 ms or 300 ms, nothing between: the mean of 1,000 tells how often it was the longer, which is
    // about every other time (four standard errors are 64).
    let mut design = ten_payments(100.0).lasts_s(1_000.0);
    design.process.steps[0].work = Work::Empirical { values_ms: vec![ms(100.0), ms(300.0)] };
    let report = run(&design);
    let works = &report.steps["pay"].work_ms;
    let longer = (works.mean.unwrap() - 100.0) / 200.0 * 1_000.0;
    assert!((longer - longer.round()).abs() < 1e-6 && (longer - 500.0).abs() < 64.0, "{longer}");
    assert_eq!(works.max, Some(300.0));
}

#[test]
fn a_run_ends_with_its_drain_whatever_is_unanswered() {
    // Work of an hour: after 10 s and a drain of 60 s nobody has an answer, and the run is over. Eight
    // of the ten are being worked on, the others wait.
    let report = run(&ten_payments(3_600_000.0));
    assert_eq!((report.requests.offered, report.requests.in_flight), (10, 10));
    assert_eq!((report.requests.acknowledged, report.services["payment"].max_queue), (0, 2));
    assert_eq!(report.stopped_by, StoppedBy::Duration);
}

#[test]
fn a_run_that_meets_its_budget_says_so() {
    // 200,000 requests a second on one worker that never ends: after 2^20 under way, in the sixth of
    // ten seconds, the replication is cut short.
    let report = run(&ten_payments(3_600_000.0).rate(200_000.0));
    assert_eq!(report.stopped_by, StoppedBy::EventBudget);
    assert_eq!(report.requests.offered, (1 << 20) + 1);
    assert_eq!(report.requests.in_flight, report.requests.offered);
}
