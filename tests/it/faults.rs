//! Each fault in a small scenario of its own, with the counts worked out by hand.
//!
//! One request arrives in a second, the first at 0.5 s; nothing takes time on the network; work is
//! constant.

use syncline::engine::{SpanKind, record};
use syncline::model::faults::{
    BrokerOutage, Crash, CrashBehaviour, Errors, Partition, Poison, Slowdown, TrafficSpike,
};
use syncline::model::{Fault, ProfilePoint, Replicas, Work};
use syncline::testing::{ScenarioDraft, factor, ms, one_a_second, ratio, run, s, step};
use syncline::units::Moment;

use crate::truth::design;

/// One call of 100 ms a second to a service with one worker, for ten seconds.
fn calls() -> ScenarioDraft {
    one_a_second([step("pay").on("payment").works_ms(100.0)])
}

fn crash(behaviour: CrashBehaviour, at: f64, length: f64) -> Fault {
    Fault::new(Crash { service: "payment".into(), behaviour }, s(at), s(length))
}

#[test]
fn a_crash_that_refuses_fails_calls_at_once() {
    // Down from 3 s to 6 s: the requests of 3.5, 4.5 and 5.5 are refused at once.
    let design = calls().fault(crash(CrashBehaviour::Refuse, 3.0, 3.0));
    let report = run(&design);
    assert_eq!((report.requests.failed, report.requests.acknowledged), (3, 7));
    assert_eq!(report.steps["pay"].refused, 3);
    assert_eq!(report.failure_ms.max, Some(0.0));
}

#[test]
fn a_crash_that_swallows_leaves_callers_waiting_for_their_timeout() {
    let mut design = calls().fault(crash(CrashBehaviour::Swallow, 3.0, 3.0));
    let report = run(&design);
    assert_eq!((report.requests.in_flight, report.requests.failed), (3, 0), "they wait for ever");
    design.process.steps[0].call.timeout_ms = Some(ms(500.0));
    let report = run(&design);
    assert_eq!((report.requests.in_flight, report.requests.failed), (0, 3));
    assert_eq!(report.failure_ms.max, Some(500.0));
}

#[test]
fn a_crash_loses_what_was_worked_on_and_what_was_queued() {
    // Work takes 2.5 s on one worker: at 3.0 s the request of 0.5 has just ended, that of 1.5 is
    // worked on and that of 2.5 is queued. Down until 3.2 s: both fail at 3.0; the other 7 succeed.
    let mut design = calls();
    design.process.steps[0].work = Work::Constant { mean_ms: ms(2_500.0) };
    design.workload.drain_s = s(1_000.0);
    design.faults.push(crash(CrashBehaviour::Refuse, 3.1, 0.2));
    let report = run(&design);
    assert_eq!((report.requests.failed, report.requests.acknowledged), (2, 8));
    assert_eq!(report.failure_ms.max, Some(1_600.0));
}

#[test]
fn a_crashed_consumer_catches_up() {
    // The topic keeps the events of 3.5, 4.5 and 5.5 until 6 s: nothing is lost, the first waits 2.5 s.
    let consume = step("pay").on("payment").works_ms(100.0).reacts_to("OrderPlaced");
    let report = run(&one_a_second([consume]).fault(crash(CrashBehaviour::Refuse, 3.0, 3.0)));
    assert_eq!(report.requests.completed, 10);
    let topic = &report.topics["pay"];
    assert_eq!((topic.max_backlog, topic.max_lag_ms), (3, 2_500.0));
    // The deepest backlog was there at 5.5 s; its last event is taken at 6.2 s.
    assert_eq!(topic.drain_s, 0.7);
}

#[test]
fn a_slowdown_stretches_the_work_that_starts_inside() {
    let report = run(&calls().fault(Fault::new(
        Slowdown { service: "payment".into(), factor: factor(5.0) },
        s(3.0),
        s(3.0),
    )));
    assert_eq!(report.acknowledgement_ms.max, Some(500.0));
    assert_eq!(report.acknowledgement_ms.mean, Some((7.0 * 100.0 + 3.0 * 500.0) / 10.0));
}

#[test]
fn errors_come_on_top_of_the_steps_own() {
    // 1 − (1 − 0.2)(1 − 0.5) = 0.6 of 100,000 calls: 60,000 with a standard error of 155.
    let mut design = calls().rate(1_000.0).lasts_s(100.0);
    design.services[0].workers = None;
    design.process.steps[0].error_ratio = ratio(0.2);
    design.faults.push(Fault::new(
        Errors { service: "payment".into(), ratio: ratio(0.5) },
        s(0.0),
        s(1_000.0),
    ));
    let failed = run(&design).requests.failed;
    assert!((59_300..60_700).contains(&failed), "{failed}");
}

#[test]
fn a_partition_swallows_messages_between_two_services_only() {
    let pay = step("pay").on("payment").works_ms(100.0).timeout_ms(300.0);
    let log = step("log").works_ms(10.0);
    let report = run(&one_a_second([pay, log]).entry("shop").staffed("shop", 10).fault(
        Fault::new(Partition { between: ["shop".into(), "payment".into()] }, s(3.0), s(3.0)),
    ));
    assert_eq!((report.requests.failed, report.steps["pay"].timed_out), (3, 3));
    assert_eq!(report.failure_ms.max, Some(300.0));
    assert_eq!(report.steps["log"].succeeded, 10);
    assert_eq!(report.steps["pay"].work_ms.count, 7, "the payment service never saw the others");
}

#[test]
fn a_broker_outage_stops_deliveries() {
    // Away from 3 s to 6 s; with an outbox the events of 3.5 to 5.5 wait there.
    let mut consume = step("mail").works_ms(100.0).reacts_to("OrderPlaced");
    consume.delivery.outbox = true;
    let report = run(&one_a_second([consume]).fault(Fault::new(BrokerOutage, s(3.0), s(3.0))));
    assert_eq!((report.topics["mail"].consumed, report.topics["mail"].lost), (10, 0));
    // The event of 3.5 is taken at 6.0 and done at 6.1, 2.6 s after it was published.
    assert_eq!(report.completion_ms.max, Some(2_600.0));
}

#[test]
fn a_traffic_spike_multiplies_arrivals() {
    // 7 s at 1 a second and 3 s at 4 a second: 19 requests.
    let design = calls().fault(Fault::new(TrafficSpike { factor: factor(4.0) }, s(3.0), s(3.0)));
    assert_eq!(run(&design).requests.offered, 19);
}

#[test]
fn a_profile_changes_the_rate_from_each_point_on() {
    // 4 s at 1, 2 s at 3, 4 s at 0: 4 + 6 = 10 requests.
    let mut design = calls();
    design.workload.profile = vec![
        ProfilePoint { at_s: s(4.0), factor: factor(3.0) },
        ProfilePoint { at_s: s(6.0), factor: factor(0.0) },
    ];
    assert_eq!(run(&design).requests.offered, 10);
}

#[test]
fn one_event_in_so_many_is_poison() {
    // Every fourth of the 10 events fails each of its 2 attempts: the 4th and the 8th die.
    let consume = step("mail").works_ms(100.0).reacts_to("OrderPlaced").dies_after(2);
    let report = run(&one_a_second([consume]).fault(Fault::new(
        Poison { step: "mail".into(), one_in: 4 },
        s(0.0),
        s(100.0),
    )));
    assert_eq!((report.topics["mail"].dead, report.topics["mail"].consumed), (2, 8));
    assert_eq!(report.steps["mail"].attempts, 12);
}

#[test]
fn replicas_follow_the_queue() {
    // 10 requests a second, 1 s of work, one worker a copy: one copy falls behind by 9 a second, ten
    // keep up. With up to 10 copies the last request waits far less than with one.
    let mut design = calls().rate(10.0).lasts_s(60.0);
    design.workload.drain_s = s(1_000.0);
    design.process.steps[0].work = Work::Constant { mean_ms: ms(1_000.0) };
    let alone = run(&design);
    assert_eq!(alone.services["payment"].replicas_max, 1);
    // 600 requests of 1 s on one worker, the first at 0.05 s: the last ends at 600.05, having arrived
    // at 59.95.
    assert_eq!(alone.acknowledgement_ms.max, Some(540_100.0));
    design.services[0].replicas = Some(Replicas {
        min: 1,
        max: 10,
        add_above: factor(1.0),
        remove_below: factor(0.0),
        check_s: s(1.0),
        start_s: s(0.0),
    });
    let elastic = run(&design);
    assert_eq!(elastic.services["payment"].replicas_max, 10);
    assert!(elastic.acknowledgement_ms.max.unwrap() < 20_000.0);
}

#[test]
fn what_was_stored_before_leaves_the_outbox_before() {
    // The broker is away from 3 s to 6 s. Orders are stored at 2.999 (the relay takes 2 ms: too late),
    // 3.999, 4.999 and, one millisecond before it returns, at 5.999 s. What had waited leaves at 6.002 and
    // is delivered at 6.005; the work takes 10 ms: the order of 2.5 s is complete at 6.015, after 3,515 ms.
    // The newest would be ready at 6.001, but leaves after the older ones and is the last that the one
    // worker takes: complete at 6.045.
    let design = design("outbox-overtaken");
    let report = run(&design);
    assert_eq!(report.completion_ms.max, Some(3_515.0));
    let mut completed: Vec<f64> = record(&design)
        .spans
        .iter()
        .filter(|span| span.kind == SpanKind::Delivery && span.sent > Moment::from_seconds(2.9))
        .filter_map(|span| span.heard.map(Moment::as_seconds))
        .collect();
    completed.truncate(4);
    assert_eq!(completed, [6.015, 6.025, 6.035, 6.045]);
}
