//! Customers: who is served and who is not, with the counts worked out by hand.
//!
//! One customer comes in a second, the first at 0.5 s, ten in all; nothing takes time on the network;
//! work is constant. A crash lasts from 3 s to 6 s, so that it meets those of 3.5, 4.5 and 5.5 s.

use syncline::engine::report::Customers;
use syncline::engine::{Extent, Report, simulate};
use syncline::model::faults::{BrokerOutage, Crash, CrashBehaviour};
use syncline::model::{Fault, Necessity};
use syncline::study::compare;
use syncline::testing::{ScenarioDraft, ms, one_a_second, run, s, step};

use crate::truth::{design, simulated};

/// A call of 100 ms.
fn calls() -> ScenarioDraft {
    one_a_second([step("pay").on("payment").works_ms(100.0)])
}

/// Everything is told yes at once; storing follows as an event.
fn events() -> ScenarioDraft {
    one_a_second([step("store").on("db").event().works_ms(10.0)])
}

fn crash(behaviour: CrashBehaviour) -> Fault {
    Fault::new(Crash { service: "payment".into(), behaviour }, s(3.0), s(3.0))
}

const TEN: Customers = Customers {
    arrived: 10,
    served: 0,
    gave_up: 0,
    unanswered: 0,
    failed: 0,
    never_completed: 0,
    overturned: 0,
};

/// The median, 90th, 95th percentile and maximum of the answer.
fn answer(report: &Report) -> [Option<f64>; 4] {
    let it = report.answer_ms;
    [it.p50, it.p90, it.p95, it.max]
}

#[test]
fn who_is_told_yes_is_served() {
    let report = run(&calls());
    assert_eq!(report.customers, Customers { served: 10, ..TEN });
    assert_eq!(answer(&report), [Some(100.0); 4]);
    assert_eq!((report.success_ratio, report.done_p95_ms), (Some(1.0), Some(100.0)));
}

#[test]
fn who_is_told_of_an_error_is_not_and_waits_longer_than_any() {
    let mut design = calls().fault(crash(CrashBehaviour::Refuse));
    design.targets.acknowledgement_p95_ms = Some(ms(500.0));
    let report = run(&design);
    assert_eq!(report.customers, Customers { served: 7, failed: 3, ..TEN });
    // Seven of ten have an answer: the fifth of them is there, the ninth and the tenth are not.
    assert_eq!(answer(&report), [Some(100.0), None, None, None]);
    assert_eq!((report.answer_ms.count, report.answer_ms.mean), (7, Some(100.0)));
    assert_eq!(report.success_ratio, Some(0.7));
    // Of the acknowledged alone nothing is seen of it; the target is held against all.
    assert_eq!(report.acknowledgement_ms.p95, Some(100.0));
    let target = report.targets["acknowledgement_p95_ms"];
    assert_eq!((target.actual, target.met), (None, false));
}

#[test]
fn who_is_never_answered_is_counted_where_nobody_gives_up() {
    let report = run(&calls().fault(crash(CrashBehaviour::Swallow)));
    assert_eq!(report.customers, Customers { served: 7, unanswered: 3, ..TEN });
}

#[test]
fn who_has_no_patience_left_gave_up() {
    let mut design = calls().fault(crash(CrashBehaviour::Swallow));
    design.workload.patience_ms = Some(ms(500.0));
    let report = run(&design);
    assert_eq!(report.customers, Customers { served: 7, gave_up: 3, ..TEN });
    assert_eq!(report.requests.abandoned, 3);
}

#[test]
fn a_customer_is_one_with_all_submissions_and_waits_from_the_first_on() {
    // They give up after 2 s and submit once more: who came at 3.5 meets the crash again at 5.5 and gives
    // up at 7.5; who came at 4.5 and 5.5 have their answer at 6.6 and 7.6, after 2.1 s, before those who
    // come at 6.5 and 7.5 and wait 100 ms for the one worker.
    let mut design = calls().fault(crash(CrashBehaviour::Swallow));
    design.workload.patience_ms = Some(ms(2_000.0));
    design.workload.resubmissions = 1;
    let report = run(&design);
    assert_eq!(report.customers, Customers { served: 9, gave_up: 1, ..TEN });
    assert_eq!((report.requests.offered, report.requests.abandoned), (13, 4));
    assert_eq!(answer(&report), [Some(100.0), Some(2_100.0), None, None]);
    // 5 × 100, 2 × 200, 2 × 2,100 ms.
    assert_eq!(report.answer_ms.mean, Some(5_100.0 / 9.0));
    // The submission that was answered took 100 ms.
    assert_eq!(report.acknowledgement_ms.max, Some(200.0));
}

#[test]
fn what_is_answered_after_they_gave_up_reaches_nobody() {
    let mut design = one_a_second([step("pay").on("payment").works_ms(1_500.0)]).workers(2);
    design.workload.patience_ms = Some(ms(1_000.0));
    let report = run(&design);
    assert_eq!((report.requests.acknowledged, report.requests.abandoned), (10, 10));
    assert_eq!(report.customers, Customers { gave_up: 10, ..TEN });
    assert_eq!((report.success_ratio, report.answer_ms.count), (Some(0.0), 0));
    assert_eq!(answer(&report), [None; 4]);
}

#[test]
fn an_answer_at_the_very_instant_at_which_patience_ends_comes_too_late() {
    let of = |work| {
        let mut design = one_a_second([step("pay").on("payment").works_ms(work)]).workers(2);
        design.workload.patience_ms = Some(ms(1_000.0));
        run(&design).customers
    };
    assert_eq!(of(999.999), Customers { served: 10, ..TEN });
    assert_eq!(of(1_000.0), Customers { gave_up: 10, ..TEN });
}

#[test]
fn who_was_told_yes_and_it_never_is_was_not_served() {
    // The broker is away from 3 s to 6 s and nothing has an outbox: three events are lost.
    let mut design = events().fault(Fault::new(BrokerOutage, s(3.0), s(3.0)));
    design.targets.completion_p95_ms = Some(ms(1_000.0));
    let report = run(&design);
    assert_eq!(report.customers, Customers { served: 7, never_completed: 3, ..TEN });
    assert_eq!(answer(&report), [Some(0.0); 4], "all were told yes at once");
    assert_eq!((report.completion_ms.p95, report.done_p95_ms), (Some(10.0), None));
    assert!(!report.targets["completion_p95_ms"].met);
    // Every event dies after its only attempt: it was yes at first.
    let dies =
        one_a_second([step("store").on("db").event().works_ms(10.0).fails(1.0).dies_after(1)]);
    assert_eq!(run(&dies).customers, Customers { never_completed: 10, ..TEN });
}

#[test]
fn what_is_optional_behind_the_answer_takes_nothing_from_it() {
    let dies = step("store").on("db").event().works_ms(10.0).fails(1.0).dies_after(1);
    let report = run(&one_a_second([dies.necessity(Necessity::Optional)]));
    assert_eq!(report.customers, Customers { served: 10, ..TEN });
}

#[test]
fn customers_count_from_the_warm_up_on_by_their_first_submission() {
    // Who came at 4.5, before the interval, submits again at 5.5, within it: none of its customers.
    let mut design = calls().warm_up_s(5.0).fault(Fault::new(
        Crash { service: "payment".into(), behaviour: CrashBehaviour::Swallow },
        s(4.0),
        s(1.0),
    ));
    design.workload.patience_ms = Some(ms(1_000.0));
    design.workload.resubmissions = 1;
    let report = run(&design);
    assert_eq!(report.requests.offered, 11);
    assert_eq!(report.customers, Customers { arrived: 5, served: 5, ..TEN });
}

#[test]
fn half_fail_by_chance_and_success_is_their_share() {
    // 10,000 draws of a half: four standard errors are 0.02.
    let mut design = one_a_second([step("pay").on("payment").works_ms(1.0).fails(0.5)]);
    design.workload.duration_s = s(10_000.0);
    let success = run(&design).success_ratio.unwrap();
    assert!((success - 0.5).abs() < 0.02, "{success}");
}

#[test]
fn nobody_came_and_nothing_is_said_of_them() {
    let report = run(&calls().rate(0.0));
    assert_eq!(report.customers, Customers { arrived: 0, ..TEN });
    assert_eq!((report.success_ratio, answer(&report)), (None, [None; 4]));
}

#[test]
fn survivors_are_not_all_there_were() {
    // 8 a second for 60 s; after 10 s the service swallows everything: 80 of 480 are answered.
    let report = simulate(&design("survivors-call"), Extent::replication(0));
    assert_eq!(
        report.customers,
        Customers { arrived: 480, served: 80, unanswered: 400, ..Customers::default() }
    );
    assert_eq!((report.success_ratio, report.answer_ms.p50), (Some(80.0 / 480.0), None));
    assert!(report.targets.values().all(|target| !target.met), "{:?}", report.targets);
    assert_eq!(simulated("survivors-call", 480).status.code(), Some(1));
}

#[test]
fn a_completion_target_is_held_against_what_is_never_complete() {
    // The consumer is down from 10 s on: 80 of 480 are complete, the others stay open.
    let report = simulate(&design("survivors-event"), Extent::replication(0));
    assert_eq!((report.requests.completed, report.requests.open), (80, 400));
    assert_eq!((report.completion_ms.p95, report.done_p95_ms), (Some(10.0), None));
    assert!(!report.targets["completion_p95_ms"].met);
    assert_eq!(simulated("survivors-event", 480).status.code(), Some(1));
}

#[test]
fn where_nearly_all_gave_up_hardly_anybody_was_served() {
    let design = design("tl-was-8");
    let report = simulate(&design, Extent::for_requests(&design, 20_000));
    assert!((report.success_ratio.unwrap() - 0.04).abs() < 0.01, "{:?}", report.customers);
    assert!(report.customers.gave_up * 100 > report.customers.arrived * 90);
    assert_eq!(report.answer_ms.p50, None, "not even half of them had an answer");
}

#[test]
fn replications_that_were_run_apart_have_the_customers_of_all() {
    let design = design("tl-was-8");
    let extent = Extent { first: 0, replications: 3 };
    let whole = simulate(&design, extent);
    let apart = (0..3).map(|number| simulate(&design, Extent::replication(number))).collect();
    let merged = syncline::engine::merge(apart).unwrap();
    assert_eq!((merged.customers, merged.answer_ms), (whole.customers, whole.answer_ms));
    assert_eq!(merged.success_interval, whole.success_interval);
    let crossed = Report::from_numbers(&design, &whole.to_numbers()).unwrap();
    assert_eq!(crossed, whole);
}

#[test]
fn every_difference_is_that_of_what_stands_beside_it() {
    // The hotel books more than its channel manager can take: its 95th percentile is another one in each
    // replication, and their mean is not that of all customers together.
    let comparison = compare(&design("hotel-cm-call"), &design("hotel-booking"), 20_000);
    for it in &comparison.differences {
        let gap = it.before.zip(it.after).map(|(before, after)| after - before);
        assert_eq!(it.difference, gap, "{:?}", it.figure);
        if let (Some(gap), Some([low, high])) = (gap, it.interval) {
            assert!(low <= gap && gap <= high, "{it:?}");
        }
    }
    let p95 = comparison.differences.iter().find(|it| it.figure.id == "answer_ms.p95").unwrap();
    // 12,530 ms called, 1,688 ms as an event.
    assert!((p95.difference.unwrap() + 10_842.0).abs() < 1.0, "{p95:?}");
    assert!(p95.interval.is_some());
}
