//! Where one thing becomes another: zero and one, equal instants, two limits at once, the last of ten.
//!
//! One table; each row says what is so, and what the report then counts, worked out by hand. Unless a row
//! says otherwise one customer comes in a second, the first at 0.5 s, ten in all; nothing takes time on the
//! network; work is constant, and each service has one worker. Of equal instants the one that was scheduled
//! first comes first: an arrival before what was begun after it was known, a time-out before the work that
//! it waits for.

use serde_json::Value;
use syncline::engine::Report;
use syncline::model::faults::{BrokerOutage, Crash, CrashBehaviour, Errors, Partition, Slowdown};
use syncline::model::{Arrivals, Breaker, Fault, FaultKind, Necessity, StatusPolicy, Work};
use syncline::testing::{ScenarioDraft, StepDraft, factor, ms, one_a_second, ratio, run, s, step};

/// What is so; the scenario; and by JSON pointer what its report says, NaN where nothing.
type Row = (&'static str, ScenarioDraft, Vec<(&'static str, f64)>);

/// Stands for "nothing".
const NONE: f64 = f64::NAN;

/// A call of so many milliseconds.
fn pay(work_ms: f64) -> StepDraft {
    step("pay").works_ms(work_ms)
}

/// An event to which a step of so many milliseconds reacts.
fn store(work_ms: f64) -> StepDraft {
    step("store").event().works_ms(work_ms)
}

fn calls(work_ms: f64) -> ScenarioDraft {
    one_a_second([pay(work_ms)])
}

/// From one moment to another, in seconds.
fn from_to(from_s: f64, to_s: f64, kind: impl Into<FaultKind>) -> Fault {
    Fault::new(kind, s(from_s), s(to_s - from_s))
}

fn crash(service: &str, behaviour: CrashBehaviour) -> Crash {
    Crash { service: service.into(), behaviour }
}

fn swallowed(from_s: f64, to_s: f64, design: ScenarioDraft) -> ScenarioDraft {
    design.fault(from_to(from_s, to_s, crash("pay", CrashBehaviour::Swallow)))
}

fn patient(patience_ms: f64, mut design: ScenarioDraft) -> ScenarioDraft {
    design.workload.patience_ms = Some(ms(patience_ms));
    design
}

/// With a change of its first step.
fn changed(mut design: ScenarioDraft, change: fn(&mut syncline::model::Step)) -> ScenarioDraft {
    change(&mut design.process.steps[0]);
    design
}

/// A breaker that one error opens for a second, and one probe closes; an error meets the first customer, and
/// a crash swallows the third, who is the probe.
fn probe(timeout_ms: Option<f64>) -> ScenarioDraft {
    let mut design = calls(100.0)
        .fault(from_to(0.4, 0.9, Errors { service: "pay".into(), ratio: ratio(1.0) }))
        .fault(from_to(2.4, 2.6, crash("pay", CrashBehaviour::Swallow)));
    let call = &mut design.process.steps[0].call;
    call.breaker = Some(Breaker { failures: 1, open_ms: ms(1_000.0), probes: 1 });
    call.timeout_ms = timeout_ms.map(ms);
    design
}

/// Two users who think for 900 ms; a crash swallows what both ask at 3.9 s.
fn stalled() -> ScenarioDraft {
    let mut design = swallowed(3.85, 3.95, calls(100.0).workers(2));
    (design.workload.arrivals, design.workload.users) = (Arrivals::Closed, Some(2));
    design.workload.rate_per_s = syncline::model::Workload::default().rate_per_s;
    design.workload.think = Some(Work::Constant { mean_ms: ms(900.0) });
    design
}

/// One charge that is slow from 0.4 to 0.7 s: 160 ms instead of 40. Both attempts time out, at 0.6 and
/// 0.7 s, and go on to their effect, at 0.66 and 0.82 s; what undoes it is as quick as ever.
fn charged_twice() -> ScenarioDraft {
    let charge = pay(40.0).timeout_ms(100.0).retries(1, 0.0).undone_by("Refund");
    let slow = Slowdown { service: "pay".into(), factor: factor(4.0) };
    one_a_second([charge]).lasts_s(1.0).fault(from_to(0.4, 0.7, slow))
}

#[allow(clippy::too_many_lines)] // a table
fn rows() -> Vec<Row> {
    const OFFERED: &str = "/requests/offered";
    const YES: &str = "/requests/acknowledged";
    const FAILED: &str = "/requests/failed";
    const WAITING: &str = "/requests/in_flight";
    const SERVED: &str = "/customers/served";
    const LEFT: &str = "/customers/gave_up";
    const MAX: &str = "/answer_ms/max";
    const P50: &str = "/answer_ms/p50";
    const P95: &str = "/answer_ms/p95";
    const P99: &str = "/answer_ms/p99";
    const TRIED: &str = "/steps/pay/attempts";
    vec![
        // None, one, ten.
        (
            "who would come at the very end does not come",
            calls(100.0).lasts_s(0.5),
            vec![(OFFERED, 0.0), ("/success_ratio", NONE), (P95, NONE), ("/throughput_per_s", 0.0)],
        ),
        (
            "one customer is every percentile",
            calls(100.0).lasts_s(1.0),
            vec![(OFFERED, 1.0), (P50, 100.0), (P99, 100.0), ("/success_ratio", 1.0)],
        ),
        (
            "work that takes no time is done at once",
            calls(0.0),
            vec![(SERVED, 10.0), (MAX, 0.0), ("/services/pay/demand_ratio", 0.0)],
        ),
        (
            "of ten the tenth is the 99th percentile, the ninth the 90th, the fifth the median",
            calls(1_500.0),
            vec![(P99, 6_000.0), ("/answer_ms/p90", 5_500.0), (P50, 3_500.0), (MAX, 6_000.0)],
        ),
        (
            "one of twenty without an answer leaves the 95th percentile, that of the nineteenth",
            swallowed(3.0, 4.0, calls(100.0).lasts_s(20.0)),
            vec![(SERVED, 19.0), (P95, 100.0), (P99, NONE), (MAX, NONE)],
        ),
        (
            "two of twenty do not",
            swallowed(3.0, 5.0, calls(100.0).lasts_s(20.0)),
            vec![(SERVED, 18.0), ("/answer_ms/p90", 100.0), (P95, NONE)],
        ),
        // Equal instants.
        (
            "a time-out at the end of the work comes first",
            one_a_second([pay(100.0).timeout_ms(100.0)]),
            vec![(FAILED, 10.0), ("/steps/pay/timed_out", 10.0)],
        ),
        (
            "a microsecond later it does not",
            one_a_second([pay(100.0).timeout_ms(100.001)]),
            vec![(YES, 10.0), ("/steps/pay/timed_out", 0.0)],
        ),
        (
            "a time-out when the answer arrives comes first",
            {
                let mut design = one_a_second([pay(100.0).timeout_ms(200.0)]);
                design.network.one_way_ms = ms(50.0);
                design
            },
            vec![(FAILED, 10.0), ("/failure_ms/max", 200.0)],
        ),
        (
            "patience that ends with the answer is over, and the answer reaches nobody",
            patient(100.0, calls(100.0)),
            vec![
                (YES, 10.0),
                ("/requests/abandoned", 10.0),
                (LEFT, 10.0),
                (SERVED, 0.0),
                (P50, NONE),
            ],
        ),
        (
            "a microsecond more is enough",
            patient(100.001, calls(100.0)),
            vec![(SERVED, 10.0), (LEFT, 0.0)],
        ),
        (
            "who comes when the worker gets free finds no room: every other one is refused",
            {
                let mut design = calls(1_000.0);
                design.services[0].queue_limit = Some(0);
                design
            },
            vec![(FAILED, 5.0), ("/services/pay/rejected", 5.0)],
        ),
        (
            "nor is the bulkhead free yet",
            changed(calls(1_000.0), |it| it.call.bulkhead = Some(1)),
            vec![(FAILED, 5.0), ("/steps/pay/refused", 5.0)],
        ),
        (
            "with room for one the fifth and the eighth find none",
            {
                let mut design = calls(1_500.0);
                design.services[0].queue_limit = Some(1);
                design
            },
            vec![(FAILED, 2.0), ("/services/pay/max_queue", 1.0)],
        ),
        (
            "a crash meets who comes as it begins, and not who comes as it ends",
            calls(100.0).fault(from_to(0.5, 1.5, crash("pay", CrashBehaviour::Refuse))),
            vec![(FAILED, 1.0), (YES, 9.0)],
        ),
        (
            "a broker that goes away loses what is published then, and nothing as it returns",
            one_a_second([store(10.0)]).fault(from_to(0.5, 1.5, BrokerOutage)),
            vec![("/topics/store/lost", 1.0), ("/customers/never_completed", 1.0), (SERVED, 9.0)],
        ),
        (
            "a slowdown stretches what begins as it does",
            calls(100.0).fault(from_to(
                0.5,
                0.6,
                Slowdown { service: "pay".into(), factor: factor(2.0) },
            )),
            vec![(MAX, 200.0), ("/answer_ms/mean", 110.0)],
        ),
        (
            "a cut takes the answer that leaves inside of it",
            {
                let mut design = one_a_second([pay(50.0)]).entry("shop").staffed("shop", 10);
                design.network.one_way_ms = ms(50.0);
                design.fault(from_to(
                    0.58,
                    0.65,
                    Partition { between: ["shop".into(), "pay".into()] },
                ))
            },
            vec![(YES, 9.0), (WAITING, 1.0), ("/customers/unanswered", 1.0)],
        ),
        (
            "the warm-up ends with who comes then",
            calls(100.0).warm_up_s(0.5),
            vec![("/customers/arrived", 10.0), ("/answer_ms/count", 10.0)],
        ),
        (
            "and without who came a microsecond before",
            calls(100.0).warm_up_s(0.500_001),
            vec![("/customers/arrived", 9.0), (OFFERED, 10.0)],
        ),
        (
            "what ends with the drain has ended",
            {
                let mut design = one_a_second([store(1_000.0)]).workers(10);
                design.workload.drain_s = s(0.5);
                design
            },
            vec![("/requests/completed", 10.0), ("/requests/open", 0.0)],
        ),
        (
            "a microsecond later it is open, and its completion is never told",
            {
                let mut design = one_a_second([store(1_000.001)]).workers(10);
                design.workload.drain_s = s(0.5);
                design.targets.completion_p95_ms = Some(ms(5_000.0));
                design
            },
            vec![("/requests/open", 1.0), ("/done_p95_ms", NONE), ("/completion_ms/count", 9.0)],
        ),
        (
            "a tolerance that is just met is met",
            changed(calls(100.0), |it| it.business.tolerance_ms = Some(ms(100.0))),
            vec![("/tolerances/pay/beyond_ratio", 0.0), ("/tolerances/pay/p95", 100.0)],
        ),
        (
            "asked for just as much as can be done is all that can be done",
            calls(1_000.0),
            vec![("/services/pay/demand_ratio", 1.0), (MAX, 1_000.0)],
        ),
        (
            "who asks as the step ends has asked",
            changed(one_a_second([store(300.0)]), |it| {
                it.delivery.status =
                    StatusPolicy { poll_ms: Some(ms(300.0)), ..StatusPolicy::THERE };
            }),
            vec![("/steps/store/questions", 10.0)],
        ),
        // Two limits at once.
        (
            "patience and time-out at once: the customer has left, and the request fails for itself",
            patient(100.0, one_a_second([pay(200.0).timeout_ms(100.0)])),
            vec![
                (FAILED, 10.0),
                ("/requests/abandoned", 10.0),
                (LEFT, 10.0),
                ("/customers/failed", 0.0),
            ],
        ),
        (
            "breaker before bulkhead: what is open refuses first",
            changed(one_a_second([pay(1_500.0).fails(1.0)]).workers(10), |it| {
                it.call.bulkhead = Some(1);
                it.call.breaker = Some(Breaker { failures: 1, open_ms: ms(60_000.0), probes: 1 });
            }),
            // The first fails at 2.0 s; who comes at 1.5 finds the bulkhead full, the others the breaker open.
            vec![(FAILED, 10.0), ("/steps/pay/refused", 9.0), ("/failed_by/0/count", 8.0)],
        ),
        (
            "consumers and workers: the fewer count",
            {
                let mut few = store(1_500.0);
                few.delivery.consumers = Some(1);
                one_a_second([few]).workers(2)
            },
            vec![("/completion_ms/p50", 3_500.0), ("/completion_ms/max", 6_000.0)],
        ),
        (
            "retries and their budget: the reserve of ten is one each, whatever else is allowed",
            changed(one_a_second([pay(10.0).fails(1.0).retries(5, 0.0)]), |it| {
                it.call.retry_budget_ratio = Some(ratio(0.0));
            }),
            vec![(FAILED, 10.0), (TRIED, 20.0), ("/steps/pay/retries", 10.0)],
        ),
        (
            "patience and resubmissions: three times each, and then they have left",
            {
                let mut design = patient(100.0, swallowed(0.0, 10.5, calls(10.0)));
                design.workload.resubmissions = 2;
                design
            },
            vec![(OFFERED, 30.0), ("/requests/abandoned", 30.0), (LEFT, 10.0), (WAITING, 30.0)],
        ),
        // Attempts.
        (
            "no retry is one attempt",
            one_a_second([pay(10.0).fails(1.0)]),
            vec![(TRIED, 10.0), ("/steps/pay/retries", 0.0), (FAILED, 10.0)],
        ),
        (
            "two retries without a pause are three attempts at once",
            one_a_second([pay(10.0).fails(1.0).retries(2, 0.0)]),
            vec![(TRIED, 30.0), ("/failure_ms/max", 30.0)],
        ),
        (
            "one delivery and its dead letter",
            one_a_second([store(10.0).fails(1.0).dies_after(1)]),
            vec![("/topics/store/dead", 10.0), ("/steps/store/attempts", 10.0), (SERVED, 0.0)],
        ),
        (
            "without a place for dead letters it is lost",
            changed(one_a_second([store(10.0).fails(1.0).dies_after(1)]), |it| {
                it.delivery.dead_letter = false;
            }),
            vec![("/topics/store/dead", 0.0), ("/topics/store/lost", 10.0)],
        ),
        (
            "three deliveries, after pauses of 200 and 400 ms",
            one_a_second([store(10.0).fails(1.0).dies_after(3)]),
            vec![("/steps/store/attempts", 30.0), ("/topics/store/dead", 10.0)],
        ),
        (
            "a consumer that goes down has had its effect, and repeats it",
            one_a_second([store(400.0)]).fault(from_to(
                0.6,
                0.7,
                crash("store", CrashBehaviour::Refuse),
            )),
            vec![("/topics/store/repeated", 1.0), ("/requests/completed", 10.0)],
        ),
        (
            "unless it recognises what it has had",
            changed(one_a_second([store(400.0)]), |it| it.delivery.deduplicate = true)
                .fault(from_to(0.6, 0.7, crash("store", CrashBehaviour::Refuse))),
            vec![("/topics/store/repeated", 0.0), ("/requests/completed", 10.0)],
        ),
        // Breakers whose probe is gone, users who never come back, money that is.
        (
            "a probe that never comes back keeps its breaker half-open for ever",
            probe(None),
            // An error, one refused while it is open, the probe, and seven that find a probe under way.
            vec![(YES, 0.0), (FAILED, 9.0), (WAITING, 1.0), ("/failed_by/0/count", 8.0)],
        ),
        (
            "with a time-out it opens again, and the next probe closes it",
            probe(Some(500.0)),
            vec![(YES, 6.0), (FAILED, 4.0), (WAITING, 0.0)],
        ),
        (
            "users whose request is swallowed never ask again",
            stalled(),
            // Three times two, and the two that were swallowed.
            vec![(OFFERED, 8.0), (YES, 6.0), (WAITING, 2.0)],
        ),
        (
            "unless they have had enough",
            patient(500.0, stalled()),
            // They give up at 4.4 s, think until 5.3, and ask five times more each.
            vec![(OFFERED, 18.0), ("/requests/abandoned", 2.0), (YES, 16.0)],
        ),
        (
            "one refund, where two charges were made",
            charged_twice(),
            vec![
                (FAILED, 1.0),
                ("/requests/repeated_effects", 1.0),
                ("/steps/pay/compensated", 1.0),
                ("/requests/compensated", 1.0),
            ],
        ),
        (
            "an idempotent charge is one, and is given back",
            changed(charged_twice(), |it| it.call.idempotent = true),
            vec![("/requests/repeated_effects", 0.0), ("/steps/pay/compensated", 1.0)],
        ),
        // All, and none.
        (
            "all decline",
            one_a_second([pay(100.0).declines(1.0)]),
            vec![("/requests/declined", 10.0), (FAILED, 0.0), (SERVED, 10.0)],
        ),
        (
            "all fail at what can be done without",
            one_a_second([pay(100.0).fails(1.0).necessity(Necessity::Optional)]),
            vec![("/requests/degraded", 10.0), (SERVED, 10.0)],
        ),
        (
            "all fail, and a fallback stands in",
            changed(one_a_second([pay(100.0).fails(1.0)]), |it| it.call.fallback = true),
            vec![("/requests/degraded", 10.0), (YES, 10.0)],
        ),
    ]
}

#[test]
fn at_each_boundary_the_report_counts_what_was_worked_out() {
    let rows = rows();
    assert!(rows.len() >= 40, "{}", rows.len());
    let mut wrong = Vec::new();
    for (what, scenario, expected) in &rows {
        let report: Report = run(scenario);
        let report = serde_json::to_value(&report).unwrap();
        for (place, value) in expected {
            let found = report.pointer(place).and_then(Value::as_f64);
            // Within the histogram's thousandth.
            let is_right = match found {
                Some(found) => (found - value).abs() <= value.abs() * 1e-3,
                None => value.is_nan(),
            };
            if !is_right {
                wrong.push(format!("{what}: {place} is {found:?}, not {value}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
