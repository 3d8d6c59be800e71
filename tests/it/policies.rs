//! Each policy in a small scenario of its own, with the counts worked out by hand.
//!
//! Unless a test says otherwise one request arrives in a second, the first at 0.5 s, nothing takes
//! time on the network, and work is constant, so that every count is exact.

use syncline::engine::{SpanKind, record};
use syncline::model::faults::{BrokerOutage, Crash, CrashBehaviour, Errors};
use syncline::model::{Breaker, Coordination, Fault, Necessity};
use syncline::testing::{StepDraft, checked, ms, one_a_second, ratio, run, s, step};

/// A service that fails everything from a moment on, for so many seconds.
fn failing(service: &str, at: f64, length: f64) -> Fault {
    Fault::new(Errors { service: service.into(), ratio: ratio(1.0) }, s(at), s(length))
}

/// A service that fails everything for the whole run.
fn always_failing(service: &str) -> Fault {
    failing(service, 0.0, 1e5)
}

fn pay(mean_ms: f64) -> StepDraft {
    step("pay").on("payment").works_ms(mean_ms)
}

#[test]
fn a_timeout_fails_the_attempt_and_the_worker_goes_on() {
    // 10 requests, each worked on for 300 ms; the caller gives up after 100 ms. All fail after 100 ms;
    // the worker is taken 300 ms of each second all the same.
    let slow = pay(300.0).timeout_ms(100.0);
    let report = run(&one_a_second([slow]));
    assert_eq!((report.requests.failed, report.requests.acknowledged), (10, 0));
    assert_eq!(report.steps["pay"].timed_out, 10);
    assert_eq!(report.failure_ms.max, Some(100.0));
    assert_eq!(report.services["payment"].utilisation, Some(0.3));
}

#[test]
fn retries_follow_after_a_doubling_pause() {
    // Everything fails after 10 ms of work. Attempts at 0, 10 + 50 and 70 + 100: the error is there
    // after 10 + 50 + 10 + 100 + 10 = 180 ms.
    let failing = pay(10.0).retries(2, 50.0);
    let design = one_a_second([failing]).fault(always_failing("payment"));
    let report = run(&design);
    assert_eq!(report.steps["pay"].attempts, 30);
    assert_eq!(report.steps["pay"].retries, 20);
    assert_eq!(report.failure_ms.max, Some(180.0));
    assert_eq!(report.requests.failed, 10);
}

#[test]
fn jitter_shortens_the_pause_to_anything_below_it() {
    // Without jitter each error is there after exactly 10 + 100 + 10 = 120 ms; with full jitter the
    // pause is uniform below 100 ms: over 2,000 requests its mean is 50 with a standard error of 0.65.
    let mut failing = pay(10.0).retries(1, 100.0);
    failing.call.jitter = true;
    let design = one_a_second([failing]).lasts_s(2_000.0).fault(always_failing("payment"));
    let report = run(&design);
    let mean = report.failure_ms.mean.unwrap();
    assert!((mean - 70.0).abs() < 3.0, "{mean}");
    assert!(report.failure_ms.max.unwrap() < 120.0);
}

#[test]
fn a_retry_budget_stops_the_storm() {
    // 100 failing requests with 3 retries each would be retried 300 times. The budget allows 10 and
    // a tenth of the first attempts: 10 + 0.1 · 100 = 20.
    let mut failing = pay(1.0).retries(3, 1.0);
    failing.call.retry_budget_ratio = Some(ratio(0.1));
    let design = one_a_second([failing]).lasts_s(100.0).fault(always_failing("payment"));
    let report = run(&design);
    assert_eq!(report.steps["pay"].attempts, 120);
    assert_eq!(report.steps["pay"].retries, 20);
}

#[test]
fn a_breaker_opens_after_failures_in_a_row_and_probes_before_it_closes() {
    // Everything fails until 20 s. Requests at 0.5, 1.5, … : the first 3 fail at the service and open
    // the breaker at 2.501 s until 12.501. Those of 3.5 to 11.5 and 12.5 (10) are refused. 13.5 is a
    // probe, fails (13.501) and opens it until 23.501: 14.5 to 22.5 (9) and 23.5 are refused. 24.5 is a
    // probe again and succeeds, and closes it: 25.5 to 29.5 succeed too.
    let mut broken = pay(1.0);
    broken.call.breaker = Some(Breaker { failures: 3, open_ms: ms(10_000.0), probes: 1 });
    let report = run(&one_a_second([broken]).lasts_s(30.0).fault(failing("payment", 0.0, 20.0)));
    let step = &report.steps["pay"];
    assert_eq!(step.attempts, 30);
    assert_eq!(step.refused, 20);
    assert_eq!(step.failed, 24);
    assert_eq!(report.requests.acknowledged, 6);
    assert_eq!(report.steps["pay"].work_ms.count, 10, "only what was let through reached a worker");
}

#[test]
fn a_half_open_breaker_lets_only_its_probes_through() {
    // Two requests fail and open the breaker for a second. When four requests at once find it
    // half-open with 2 probes, two are let through and two refused.
    let mut broken = pay(400.0);
    broken.call.breaker = Some(Breaker { failures: 2, open_ms: ms(1_000.0), probes: 2 });
    // Arrivals at 50 ms, 150 ms, …: those of 50 and 150 fail at 450 and 550 (the service fails until
    // 1 s); the others of the first second were let through before 550: 250, 350, 450 — those end at
    // 650, 750, 850, and tell an open breaker nothing. Open from 550 to 1550. Refused: 550 (closed
    // until its own moment: the failure at 550 was scheduled first), 650, …, 1450: 10. Half-open at
    // 1550: 1550 and 1650 are probes; 1750, 1850 are refused, as is 1950 — it arrives before the
    // first probe has ended (1950) by order of scheduling only if it was scheduled first; it was not:
    // the probe's end was scheduled at 1550, the arrival at 1850. One success leaves it half-open
    // with both probes used, so 1950 is refused too. 2050: the second probe ends (scheduled first),
    // the breaker closes, and 2050 to 2950 are let through.
    let report = run(&one_a_second([broken])
        .workers(50)
        .rate(10.0)
        .lasts_s(3.0)
        .fault(failing("payment", 0.0, 1.0)));
    let step = &report.steps["pay"];
    assert_eq!(step.attempts, 30);
    assert_eq!(step.refused, 10 + 3);
    assert_eq!(report.requests.acknowledged, 2 + 10);
}

#[test]
fn a_bulkhead_refuses_what_is_more_than_it_holds() {
    // Work takes 2.5 s, one request a second, 2 may be under way. Arrivals 0.5 and 1.5 are let in and
    // end at 3.0 and 4.0; 2.5 is refused; 3.5 is let in (ends 6.0), 4.5 too (7.0), 5.5 is refused …
    // every third is refused: of 9 requests 3.
    let mut slow = pay(2_500.0);
    slow.call.bulkhead = Some(2);
    let report = run(&one_a_second([slow]).workers(10).lasts_s(9.0));
    assert_eq!(report.steps["pay"].refused, 3);
    assert_eq!(report.requests.acknowledged, 6);
}

#[test]
fn an_optional_step_that_fails_leaves_the_request_degraded() {
    let design = one_a_second([
        pay(10.0),
        step("suggest").on("ideas").after(["pay"]).works_ms(10.0).necessity(Necessity::Optional),
        step("ship").on("shipping").after(["suggest"]).works_ms(10.0),
    ])
    .fault(always_failing("ideas"));
    let report = run(&design);
    assert_eq!((report.requests.acknowledged, report.requests.degraded), (10, 10));
    assert_eq!(report.steps["ship"].succeeded, 10, "what follows it still happens");
    assert_eq!(report.requests.completed, 10);
}

#[test]
fn a_fallback_keeps_a_required_step_from_failing_the_request() {
    let mut failing = pay(10.0);
    let mut design = one_a_second([failing.clone()]).fault(always_failing("payment"));
    assert_eq!(run(&design).requests.failed, 10);
    failing.call.fallback = true;
    design.process.steps = vec![failing.build()];
    let report = run(&design);
    assert_eq!((report.requests.acknowledged, report.requests.degraded), (10, 10));
}

#[test]
fn a_late_success_beside_a_later_one_repeats_its_effect_unless_it_is_idempotent() {
    // Work takes 150 ms, the time-out is 100 ms, so the first attempt of each of 10 requests times out
    // at 100 ms and has its effect at 150; the only worker then works on the retry (sent at 150) until
    // 300: too late as well (250). Both have had their effect: 10 repeated ones.
    let late = pay(150.0).timeout_ms(100.0).retries(1, 50.0);
    let mut design = one_a_second([late]);
    let report = run(&design);
    assert_eq!(report.requests.failed, 10);
    assert_eq!(report.steps["pay"].timed_out, 20);
    assert_eq!(report.requests.repeated_effects, 10);
    design.process.steps[0].call.idempotent = true;
    assert_eq!(run(&design).requests.repeated_effects, 0);
}

#[test]
fn a_full_queue_refuses_at_once() {
    // Work takes 10 s, one worker, 2 may wait: of 10 requests in 10 s the first is worked on, two
    // wait, and 7 are refused.
    let mut design = one_a_second([pay(10_000.0)]);
    design.services[0].queue_limit = Some(2);
    let report = run(&design);
    assert_eq!(report.services["payment"].rejected, 7);
    assert_eq!(report.services["payment"].max_queue, 2);
    assert_eq!(report.steps["pay"].refused, 7);
    assert_eq!((report.requests.failed, report.requests.acknowledged), (7, 3));
    assert_eq!(report.failure_ms.max, Some(0.0));
}

#[test]
fn an_event_gets_its_attempts_and_then_dies_or_is_dropped() {
    // 10 events, every attempt fails, 3 attempts each: 30 attempts, and 10 dead letters or 10 lost.
    let mut consume = step("mail").works_ms(10.0).reacts_to("OrderPlaced").dies_after(3);
    consume.delivery.backoff_ms = ms(100.0);
    let mut design = one_a_second([consume]).fault(always_failing("mail"));
    let report = run(&design);
    let topic = &report.topics["mail"];
    assert_eq!(report.steps["mail"].attempts, 30);
    assert_eq!((topic.published, topic.dead, topic.lost, topic.pending), (10, 10, 0, 0));
    // Acknowledged at once, but a required step never happened.
    assert_eq!((report.requests.acknowledged, report.requests.never_completed), (10, 10));
    design.process.steps[0].delivery.dead_letter = false;
    let report = run(&design);
    assert_eq!((report.topics["mail"].dead, report.topics["mail"].lost), (0, 10));
}

#[test]
fn consumers_limit_how_much_of_a_topic_is_worked_on_at_once() {
    // 10 events at a distance of 100 ms, 1 s of work each, 10 workers: with 2 consumers they take
    // 5 s, without a limit each begins at once.
    let consume = step("mail").works_ms(1_000.0).reacts_to("OrderPlaced");
    let mut design = one_a_second([consume]).workers(10).rate(10.0).lasts_s(1.0);
    assert_eq!(run(&design).completion_ms.max, Some(1_000.0));
    design.process.steps[0].delivery.consumers = Some(2);
    // The last pair begins 4 s after the first (0.05 and 0.15): at 4.15, and ends at 5.15; it was
    // published at 0.95.
    assert_eq!(run(&design).completion_ms.max, Some(4_200.0));
}

#[test]
fn an_outbox_costs_the_worker_nothing_and_loses_nothing() {
    // The broker is away from 3 s to 6 s. Without an outbox the events of 3.5, 4.5 and 5.5 are lost
    // and every publication holds the worker for 20 ms; with one they are relayed afterwards.
    let place = step("place").on("shop").works_ms(10.0);
    let mail = step("mail").after(["place"]).works_ms(10.0).reacts_to("OrderPlaced");
    let mut design = one_a_second([place, mail]);
    design.broker.publish_ms = ms(20.0);
    design.faults.push(Fault::new(BrokerOutage, s(3.0), s(3.0)));
    let report = run(&design);
    assert_eq!((report.topics["mail"].lost, report.topics["mail"].consumed), (3, 7));
    assert_eq!(report.acknowledgement_ms.max, Some(30.0));
    assert_eq!(report.requests.never_completed, 3);
    design.process.steps[1].delivery.outbox = true;
    let report = run(&design);
    assert_eq!((report.topics["mail"].lost, report.topics["mail"].consumed), (0, 10));
    assert_eq!(report.acknowledgement_ms.max, Some(10.0));
    assert_eq!(report.requests.completed, 10);
}

#[test]
fn steps_that_react_to_one_event_share_its_publication() {
    // Three steps react to one event: the worker publishes once, for 20 ms; to three events, for 60.
    let mails = |names: [&str; 3]| {
        let react = |id, event| step(id).on("mail").after(["place"]).works_ms(1.0).reacts_to(event);
        let place = step("place").on("shop").works_ms(10.0);
        let steps = [place, react("a", names[0]), react("b", names[1]), react("c", names[2])];
        let mut design = one_a_second(steps);
        design.broker.publish_ms = ms(20.0);
        run(&design).acknowledgement_ms.max
    };
    assert_eq!(mails(["OrderPlaced", "OrderPlaced", "OrderPlaced"]), Some(30.0));
    assert_eq!(mails(["OrderPlaced", "OrderPaid", "OrderShipped"]), Some(70.0));
}

#[test]
fn a_consumer_that_crashed_repeats_its_effect_unless_it_deduplicates() {
    // Work takes 800 ms; the consumer is down from 5.7 s to 6.2 s. The event of 5.5 is interrupted
    // (0.2 s into its work), comes again, and repeats its effect.
    let mut mail = step("mail").works_ms(800.0).reacts_to("OrderPlaced");
    mail.delivery.max_attempts = 5;
    let mut design = one_a_second([mail]).fault(Fault::new(
        Crash { service: "mail".into(), behaviour: CrashBehaviour::Refuse },
        s(5.7),
        s(0.5),
    ));
    let report = run(&design);
    assert_eq!((report.topics["mail"].consumed, report.topics["mail"].repeated), (10, 1));
    assert_eq!(report.requests.repeated_effects, 1);
    design.process.steps[0].delivery.deduplicate = true;
    assert_eq!(run(&design).requests.repeated_effects, 0);
}

#[test]
fn a_failed_request_is_undone_in_reverse_order() {
    // Reserve and pay succeed, ship always fails: each of 10 requests undoes pay, then reserve.
    let reserve = step("reserve").on("stock").works_ms(10.0).undone_by("release");
    let pay = step("pay").on("payment").after(["reserve"]).works_ms(10.0).undone_by("refund");
    let ship = step("ship").on("shipping").after(["pay"]).works_ms(10.0);
    let design = one_a_second([reserve, pay, ship]).fault(always_failing("shipping"));
    let report = run(&design);
    assert_eq!((report.requests.failed, report.requests.compensated), (10, 10));
    assert_eq!(report.steps["reserve"].compensated, 10);
    assert_eq!(report.steps["pay"].compensated, 10);
    // The error does not wait for it: 10 + 10 + 10 ms.
    assert_eq!(report.failure_ms.max, Some(30.0));
    let recording = record(&checked(&design));
    let undone: Vec<usize> = (recording.spans.iter())
        .filter(|span| span.kind == SpanKind::Compensation)
        .map(|span| span.step)
        .collect();
    assert_eq!(undone[..4], [1, 0, 1, 0], "the last to succeed is undone first");
}

#[test]
fn a_compensation_that_keeps_failing_leaves_the_request_stuck() {
    // The refund fails as everything of payment does from 0.6 s on: five tries, then somebody looks.
    let pay = pay(10.0).undone_by("refund");
    let design = one_a_second([pay, step("ship").on("shipping").after(["pay"]).works_ms(1_000.0)])
        .lasts_s(1.0)
        .fault(always_failing("shipping"))
        .fault(failing("payment", 0.6, 1e5));
    let report = run(&design);
    assert_eq!(
        (report.requests.failed, report.requests.stuck, report.requests.compensated),
        (1, 1, 0)
    );
    let recording = record(&checked(&design));
    let tries = (recording.spans.iter()).filter(|span| span.kind == SpanKind::Compensation).count();
    assert_eq!(tries, 5);
}

#[test]
fn a_required_event_that_dies_undoes_an_acknowledged_request() {
    let pay = pay(10.0).undone_by("refund");
    let ship = step("ship")
        .on("shipping")
        .after(["pay"])
        .works_ms(10.0)
        .reacts_to("OrderPaid")
        .dies_after(2);
    let design = one_a_second([pay, ship]).fault(always_failing("shipping"));
    let report = run(&design);
    assert_eq!((report.requests.acknowledged, report.requests.never_completed), (10, 10));
    assert_eq!((report.requests.compensated, report.steps["pay"].compensated), (10, 10));
}

#[test]
fn a_chain_holds_every_worker_until_the_answer_and_an_orchestrator_only_its_own() {
    // shop → pay → ship, 100 ms each. Chained, pay's worker waits for ship: taken 200 ms of each
    // second, 100 of which it only waits. Orchestrated, it is free after its own work.
    let steps = [pay(100.0), step("ship").on("shipping").after(["pay"]).works_ms(100.0)];
    let mut design = one_a_second(steps).entry("shop");
    let report = run(&design);
    assert_eq!(report.services["payment"].utilisation, Some(0.1));
    assert_eq!(report.services["payment"].held_waiting_ratio, Some(0.0));
    assert_eq!(report.services["shop"].held_waiting_ratio, Some(0.2));
    design.process.coordination = Coordination::Chained;
    let report = run(&design);
    assert_eq!(report.services["payment"].utilisation, Some(0.2));
    assert_eq!(report.services["payment"].held_waiting_ratio, Some(0.1));
    assert_eq!(report.acknowledgement_ms.max, Some(200.0));
}

#[test]
fn in_a_chain_a_retry_repeats_all_that_is_behind_it() {
    // ship always fails; pay is retried twice, and each time pays again: 3 attempts at each, and the
    // payment's effect is repeated twice.
    let pay = pay(10.0).retries(2, 1.0);
    let steps = [pay, step("ship").on("shipping").after(["pay"]).works_ms(10.0)];
    let mut design = one_a_second(steps).chained().fault(always_failing("shipping"));
    let report = run(&design);
    assert_eq!((report.steps["pay"].attempts, report.steps["ship"].attempts), (30, 30));
    assert_eq!((report.requests.failed, report.requests.repeated_effects), (10, 20));
    // Orchestrated, only ship is called again, and it has no retries.
    design.process.coordination = Coordination::Orchestrated;
    let report = run(&design);
    assert_eq!((report.steps["pay"].attempts, report.steps["ship"].attempts), (10, 10));
}

#[test]
fn a_step_of_the_entry_service_runs_on_the_worker_that_the_request_already_holds() {
    // Two parallel steps of the shop itself, 100 ms each, on its only worker: one after the other,
    // without network (10 ms one way) or queue. The call of payment costs the network.
    let steps = [
        step("check").on("shop").works_ms(100.0),
        step("price").on("shop").works_ms(100.0),
        step("pay").on("payment").after(["check", "price"]).works_ms(100.0),
    ];
    let mut design = one_a_second(steps).entry("shop");
    design.network.one_way_ms = ms(10.0);
    let report = run(&design);
    assert_eq!(report.acknowledgement_ms.max, Some(320.0));
    assert_eq!(report.services["shop"].utilisation, Some(0.32));
    assert_eq!(report.services["shop"].held_waiting_ratio, Some(0.12));
}

#[test]
fn a_call_behind_an_event_holds_its_consumer_and_fails_its_delivery() {
    // index reacts to an event and calls enrich, which always fails: the delivery fails, is tried
    // twice and dies.
    let index =
        step("index").on("search").works_ms(100.0).reacts_to("ProductChanged").dies_after(2);
    let enrich = step("enrich").on("catalogue").after(["index"]).works_ms(100.0);
    let mut design = one_a_second([index, enrich]);
    let report = run(&design);
    assert_eq!(report.services["search"].utilisation, Some(0.2));
    assert_eq!(report.services["search"].held_waiting_ratio, Some(0.1));
    assert_eq!(report.requests.completed, 10);
    design.faults.push(always_failing("catalogue"));
    let report = run(&design);
    assert_eq!(report.steps["enrich"].attempts, 20);
    assert_eq!((report.topics["index"].dead, report.topics["index"].consumed), (10, 0));
    assert_eq!(report.topics["index"].repeated, 10, "indexing succeeded twice for each");
}

#[test]
fn a_customer_who_gives_up_submits_again_and_effects_are_repeated() {
    // Work takes 3 s on many workers; customers give up after 2 s and submit once more: 10 abandoned,
    // then 10 more; each of the 20 submissions is worked on, 10 of them for a second time.
    let mut design = one_a_second([pay(3_000.0)]).workers(100);
    design.workload.patience_ms = Some(ms(2_000.0));
    design.workload.resubmissions = 1;
    let report = run(&design);
    assert_eq!((report.requests.offered, report.requests.abandoned), (20, 20));
    assert_eq!((report.requests.acknowledged, report.requests.repeated_effects), (20, 10));
}
