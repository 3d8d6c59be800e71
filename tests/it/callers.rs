//! Who calls whom, with the counts and times worked out by hand, and the two shapes that it equals.
//!
//! One customer comes in a second, the first at 0.5 s, ten in all; nothing takes time on the network; work
//! is constant; each service has one worker. `a` works for 100 ms and calls `b`, which works for 200 ms.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use syncline::engine::report::{Cause, FailedBy, Requests};
use syncline::engine::{Extent, Report, Span, SpanKind, record, simulate};
use syncline::model::faults::Crash;
use syncline::model::{Coordination, Design, Fault, Mode, Necessity};
use syncline::testing::{ScenarioDraft, StepDraft, ms, one_a_second, run, s, scenario, step};

use crate::draws::runner;

const TEN: Requests = Requests {
    offered: 10,
    acknowledged: 0,
    degraded: 0,
    declined: 0,
    failed: 0,
    in_flight: 0,
    completed: 0,
    open: 0,
    never_completed: 0,
    declined_later: 0,
    overturned: 0,
    abandoned: 0,
    compensated: 0,
    stuck: 0,
    repeated_effects: 0,
};
const GOOD: Requests = Requests { acknowledged: 10, completed: 10, ..TEN };

fn a() -> StepDraft {
    step("a").works_ms(100.0)
}

fn b() -> StepDraft {
    step("b").works_ms(200.0).called_by("a")
}

/// Of a step: its attempts, those that succeeded, declined and failed.
fn attempts(report: &Report, step: &str) -> [u64; 4] {
    let it = report.steps[step];
    [it.attempts, it.succeeded, it.declined, it.failed]
}

/// The share of a service's time in which its worker was taken, and in which it only waited.
fn taken(report: &Report, service: &str) -> [f64; 2] {
    let it = report.services[service];
    let rounded = |it: Option<f64>| (it.unwrap() * 1e6).round() / 1e6;
    [rounded(it.utilisation), rounded(it.held_waiting_ratio)]
}

/// The spans of a step for the first request.
fn spans(draft: &ScenarioDraft, id: &str) -> Vec<Span> {
    let design = draft.clone().design();
    let index = design.process.steps.iter().position(|step| step.id.as_str() == id).unwrap();
    let spans = record(&design).spans.into_iter();
    spans
        .filter(|span| span.request == 0 && span.step == index && span.kind != SpanKind::Request)
        .collect()
}

/// When the first span of a step was sent, in milliseconds.
fn sent_ms(draft: &ScenarioDraft, id: &str) -> u64 {
    spans(draft, id)[0].sent.as_micros() / 1_000
}

#[test]
fn a_caller_works_then_makes_its_calls_in_their_order_and_holds_its_worker_until_they_have_ended() {
    let design = one_a_second([a(), b(), step("c").works_ms(50.0).called_by("a").after(["b"])]);
    let report = run(&design);
    assert_eq!(report.requests, GOOD);
    // 100 and 200 and 50, one after the other.
    assert_eq!((report.answer_ms.p50, report.answer_ms.max), (Some(350.0), Some(350.0)));
    assert_eq!(taken(&report, "a"), [0.35, 0.25]);
    assert_eq!(taken(&report, "b"), [0.2, 0.0]);
    assert_eq!(taken(&report, "c"), [0.05, 0.0]);
    assert_eq!((sent_ms(&design, "b"), sent_ms(&design, "c")), (600, 800));
    // Who asked is the caller's service.
    let called = spans(&design, "b")[0];
    assert_eq!((called.from, called.to), (Some(0), Some(1)));
}

#[test]
fn calls_without_an_order_are_made_together() {
    let report = run(&one_a_second([a(), b(), step("c").works_ms(150.0).called_by("a")]));
    assert_eq!(report.answer_ms.max, Some(300.0));
    assert_eq!(taken(&report, "a"), [0.3, 0.2]);
}

#[test]
fn it_has_ended_when_its_calls_have() {
    let follows = step("d").works_ms(30.0).after(["a"]);
    let told = step("e").event().works_ms(10.0).after(["a"]);
    let design = one_a_second([a(), b(), follows, told]);
    // Both the call that follows and the event behind it begin 300 ms after the request came.
    assert_eq!((sent_ms(&design, "d"), sent_ms(&design, "e")), (800, 800));
    assert_eq!(run(&design).answer_ms.max, Some(330.0));
    // Who has the event published is the caller.
    assert_eq!(spans(&design, "e")[0].from, Some(0));
    // In a chain, for comparison, it is published when its own work ends.
    let chained = one_a_second([
        a(),
        step("b").works_ms(200.0).after(["a"]),
        step("e").event().works_ms(10.0).after(["a"]),
    ]);
    assert_eq!(sent_ms(&chained.chained(), "e"), 600);
}

#[test]
fn a_time_out_covers_the_calls() {
    let with = |timeout_ms: f64| run(&one_a_second([a().timeout_ms(timeout_ms), b()]));
    let report = with(250.0);
    assert_eq!(report.requests, Requests { failed: 10, ..TEN });
    assert_eq!(report.failure_ms.max, Some(250.0));
    let why = FailedBy { step: Some("a".to_owned()), cause: Cause::TimedOut, count: 10 };
    assert_eq!(report.failed_by, [why]);
    // Nobody waits for it any more, but it runs out.
    assert_eq!(attempts(&report, "b"), [10, 10, 0, 0]);
    assert_eq!(with(301.0).requests, GOOD);
}

#[test]
fn a_retry_makes_the_calls_again() {
    let fails = step("b").works_ms(10.0).called_by("a").after(["c"]).fails(1.0);
    let design = one_a_second([
        step("a").works_ms(10.0).retries(2, 0.0),
        step("c").works_ms(10.0).called_by("a"),
        fails,
    ]);
    let report = run(&design);
    // Three attempts of three works of 10 ms; of the first two, `a` and `c` are repeated by the next.
    assert_eq!(report.requests, Requests { failed: 10, repeated_effects: 40, ..TEN });
    assert_eq!(report.failure_ms.max, Some(90.0));
    assert_eq!(attempts(&report, "a"), [30, 0, 0, 30]);
    assert_eq!(attempts(&report, "c"), [30, 30, 0, 0]);
    assert_eq!(attempts(&report, "b"), [30, 0, 0, 30]);
    let why = FailedBy { step: Some("b".to_owned()), cause: Cause::Error, count: 10 };
    assert_eq!(report.failed_by, [why], "the deepest");
}

#[test]
fn a_call_of_its_own_is_tried_again_by_the_caller_without_the_caller_being_so() {
    let fails = step("b").works_ms(10.0).called_by("a").fails(1.0).retries(2, 0.0);
    let report = run(&one_a_second([step("a").works_ms(10.0), fails]));
    assert_eq!(attempts(&report, "a"), [10, 0, 0, 10]);
    assert_eq!(attempts(&report, "b"), [30, 0, 0, 30]);
    assert_eq!(report.failure_ms.max, Some(40.0));
}

#[test]
fn a_consumer_calls_during_its_work_too() {
    let design = one_a_second([
        step("accept").works_ms(10.0),
        a().event().after(["accept"]),
        b(),
        step("told").event().works_ms(10.0).after(["a"]),
    ]);
    let report = run(&design);
    assert_eq!(report.requests, GOOD);
    // 10 ms until the answer; then 100 and 200 and 10.
    assert_eq!((report.answer_ms.max, report.completion_ms.max), (Some(10.0), Some(320.0)));
    assert_eq!(taken(&report, "a"), [0.3, 0.2]);
    assert_eq!(sent_ms(&design, "told"), 810, "published when the calls have ended");
}

#[test]
fn a_redelivery_makes_the_calls_again_and_a_dead_letter_ends_it() {
    let fails = step("b").works_ms(10.0).called_by("a").fails(1.0);
    let mut consumer = step("a").works_ms(10.0).event().dies_after(3);
    consumer.delivery.backoff_ms = ms(0.0);
    let report = run(&one_a_second([consumer, fails]));
    assert_eq!(attempts(&report, "a"), [30, 0, 0, 30]);
    assert_eq!(attempts(&report, "b"), [30, 0, 0, 30]);
    assert_eq!(report.topics["a"].dead, 10);
    let never = Requests { acknowledged: 10, never_completed: 10, repeated_effects: 20, ..TEN };
    assert_eq!(report.requests, never);
}

#[test]
fn a_call_that_the_caller_can_do_without_is_given_up_and_it_goes_on() {
    let fails = step("b").works_ms(10.0).called_by("a").fails(1.0).necessity(Necessity::Optional);
    let next = step("c").works_ms(20.0).called_by("a").after(["b"]);
    let report = run(&one_a_second([step("a").works_ms(10.0), fails, next]));
    assert_eq!(report.requests, Requests { degraded: 10, ..GOOD });
    assert_eq!((report.answer_ms.max, attempts(&report, "c")), (Some(40.0), [10, 10, 0, 0]));
}

#[test]
fn who_is_given_up_takes_its_calls_along() {
    // `a` is optional, and fails since `b` does; `c` behind it is never called, the event behind `c` and the
    // call behind `a` go on without them.
    let design = one_a_second([
        step("a").works_ms(10.0).necessity(Necessity::Optional),
        step("b").works_ms(10.0).called_by("a").fails(1.0),
        step("c").works_ms(10.0).called_by("a").after(["b"]),
        step("told").event().works_ms(10.0).after(["c"]),
        step("d").works_ms(10.0).after(["a"]),
    ]);
    let report = run(&design);
    assert_eq!(report.requests, Requests { degraded: 10, ..GOOD });
    assert_eq!(attempts(&report, "c"), [0; 4]);
    assert_eq!(attempts(&report, "d"), [10, 10, 0, 0]);
    assert_eq!(report.topics["told"].consumed, 10);
}

#[test]
fn a_no_is_at_once_the_answer_of_everything_above() {
    let says_no = step("b").works_ms(200.0).called_by("a").declines(1.0);
    let design = one_a_second([
        a().retries(3, 0.0).undone_by("Undo"),
        says_no,
        step("c").works_ms(50.0).called_by("a").after(["b"]),
        step("d").works_ms(50.0).after(["a"]),
    ]);
    let report = run(&design);
    assert_eq!(report.requests, Requests { declined: 10, compensated: 10, ..TEN });
    assert_eq!(report.answer_ms.max, Some(300.0));
    assert_eq!(attempts(&report, "a"), [10, 10, 0, 0]);
    assert_eq!(attempts(&report, "b"), [10, 0, 10, 0]);
    assert_eq!((attempts(&report, "c"), attempts(&report, "d")), ([0; 4], [0; 4]));
}

#[test]
fn a_call_to_the_callers_own_service_runs_on_the_worker_that_it_holds() {
    // One worker in all: it would wait for itself.
    let report = run(&one_a_second([a(), b().on("a")]));
    assert_eq!((report.requests, report.answer_ms.max), (GOOD, Some(300.0)));
    assert_eq!(taken(&report, "a"), [0.3, 0.0]);
}

#[test]
fn a_call_becomes_an_event_that_its_caller_publishes_when_it_has_ended() {
    let design =
        one_a_second([a(), b().mode(Mode::Event), step("c").works_ms(50.0).called_by("a")]);
    let report = run(&design);
    assert_eq!((report.answer_ms.max, report.completion_ms.max), (Some(150.0), Some(350.0)));
    assert_eq!(sent_ms(&design, "b"), 650);
    // A call after it has nobody who waits for it: its consumer makes it.
    let mut behind = design;
    behind.process.steps[2].after = vec!["b".into()];
    let report = run(&behind);
    assert_eq!((report.answer_ms.max, report.completion_ms.max), (Some(100.0), Some(350.0)));
    assert_eq!(taken(&report, "b"), [0.25, 0.05]);
}

#[test]
fn a_caller_that_crashes_calls_no_more_and_its_calls_run_out() {
    // `a` is down from 0.65 s on, 50 ms into the first call of `b`, and refuses the five after it.
    let next = step("c").works_ms(50.0).called_by("a").after(["b"]);
    let draft = one_a_second([a(), b(), next]);
    let down = Crash { service: "a".into(), ..Crash::default() };
    let report = run(&draft.fault(Fault::new(down, s(0.65), s(5.0))));
    assert_eq!(report.requests, Requests { failed: 6, acknowledged: 4, completed: 4, ..TEN });
    assert_eq!(attempts(&report, "b"), [5, 5, 0, 0]);
    assert_eq!(attempts(&report, "c"), [4, 4, 0, 0]);
}

/// What is drawn for one step of a tree of calls.
#[derive(Debug, Clone)]
struct Drawn {
    /// Of the steps before it, the one that it comes after.
    parent: usize,
    service: usize,
    mean_ms: f64,
    fails: f64,
    declines: f64,
    retries: u32,
    is_optional: bool,
    timeout_ms: Option<f64>,
}

fn drawn() -> impl Strategy<Value = Drawn> {
    let mostly_not = |most: f64| prop_oneof![3 => Just(0.0), 1 => 0.0..most];
    let parts = (0..8_usize, 0..4_usize, 1.0..60.0, mostly_not(0.3), mostly_not(0.2));
    (parts, 0..=2_u32, any::<bool>(), option::of(20.0..200.0)).prop_map(
        |((parent, service, mean_ms, fails, declines), retries, is_optional, timeout_ms)| Drawn {
            parent,
            service,
            mean_ms,
            fails,
            declines,
            retries,
            is_optional,
            timeout_ms,
        },
    )
}

impl Drawn {
    fn step(&self, index: usize) -> StepDraft {
        let necessity = if self.is_optional { Necessity::Optional } else { Necessity::Required };
        let mut drawn = step(format!("step-{index}"));
        drawn.call.timeout_ms = self.timeout_ms.map(ms);
        drawn
            .on(&format!("service-{}", self.service))
            .exponential_ms(self.mean_ms)
            .fails(self.fails)
            .declines(self.declines)
            .retries(self.retries, 5.0)
            .necessity(necessity)
    }
}

/// What two designs have to have in common: what became of requests, and when.
fn same(one: &Design, other: &Design) -> Result<(), TestCaseError> {
    let run = |design: &Design| simulate(design, Extent { first: 0, replications: 2 });
    let (one, other) = (run(one), run(other));
    prop_assert_eq!(one.requests, other.requests);
    prop_assert_eq!(one.customers, other.customers);
    prop_assert_eq!(one.answer_ms, other.answer_ms);
    prop_assert_eq!(one.acknowledgement_ms, other.acknowledgement_ms);
    prop_assert_eq!(one.failure_ms, other.failure_ms);
    prop_assert_eq!(one.completion_ms, other.completion_ms);
    prop_assert_eq!(one.failed_by, other.failed_by);
    Ok(())
}

fn for_random_trees(check: impl Fn(&[Drawn]) -> Result<(), TestCaseError>) {
    runner(300).run(&vec(drawn(), 1..8), |it| check(&it)).unwrap();
}

/// Ten requests in a second for five seconds, at an entry that does nothing itself.
fn busy(steps: impl IntoIterator<Item = StepDraft>) -> ScenarioDraft {
    scenario(steps).workers(3).entry("entry").poisson().rate(10.0).lasts_s(5.0)
}

#[test]
fn one_workless_step_of_the_entry_that_calls_all_others_equals_orchestrated() {
    for_random_trees(|drawn| {
        let after = |index: usize, it: &Drawn| -> Vec<String> {
            let parent = (index > 0 && it.parent < index).then(|| format!("step-{}", it.parent));
            parent.into_iter().collect()
        };
        let connected = |calls: bool| {
            let steps = drawn.iter().enumerate().map(move |(index, it)| {
                let after = after(index, it);
                let step = it.step(index).after(after.iter().map(String::as_str));
                if calls { step.called_by("root") } else { step }
            });
            steps.collect::<Vec<_>>()
        };
        let root = step("root").on("entry").works_ms(0.0);
        let by_root = busy([root].into_iter().chain(connected(true))).design();
        same(&busy(connected(false)).design(), &by_root)
    });
}

/// Time-outs are the leaves' alone: where a call in the middle times out for good while one behind it has
/// been answered well, a chain that is tried again from above still takes that answer; a caller asks anew.
#[test]
fn a_line_of_callers_equals_chained() {
    for_random_trees(|drawn| {
        let is_leaf = |index: usize| !drawn.iter().skip(index + 1).any(|it| it.parent == index);
        let connected = |calls: bool| {
            let steps = drawn.iter().enumerate().map(|(index, it)| {
                let mut step = it.step(index);
                step.call.timeout_ms.take_if(|_| !is_leaf(index));
                let parent = format!("step-{}", it.parent);
                match (index > 0 && it.parent < index, calls) {
                    (false, _) => step,
                    (true, true) => step.called_by(&parent),
                    (true, false) => step.after([parent.as_str()]),
                }
            });
            steps.collect::<Vec<_>>()
        };
        let chained = busy(connected(false)).coordination(Coordination::Chained).design();
        same(&chained, &busy(connected(true)).design())
    });
}
