//! Why requests failed: each cause in a small scenario, counted by hand.
//!
//! One request comes in a second, the first at 0.5 s, ten in all; nothing takes time on the network; work
//! is constant. A fault lasts from 3 s to 6 s, so that it meets those of 3.5, 4.5 and 5.5 s.

use syncline::engine::report::Cause;
use syncline::model::faults::{Crash, CrashBehaviour, Partition};
use syncline::model::{Breaker, Fault, FaultKind, Necessity};
use syncline::testing::{ScenarioDraft, StepDraft, ms, one_a_second, run, s, step};

fn pay() -> StepDraft {
    step("pay").works_ms(100.0)
}

fn during(kind: impl Into<FaultKind>) -> Fault {
    Fault::new(kind.into(), s(3.0), s(3.0))
}

fn crash(service: &str, behaviour: CrashBehaviour) -> Fault {
    during(Crash { service: service.into(), behaviour })
}

/// Step, cause and count of each row; they add up to what failed.
fn causes(scenario: &ScenarioDraft) -> Vec<(Option<String>, Cause, u64)> {
    let report = run(scenario);
    let sum: u64 = report.failed_by.iter().map(|it| it.count).sum();
    assert_eq!(sum, report.requests.failed);
    report.failed_by.into_iter().map(|it| (it.step, it.cause, it.count)).collect()
}

fn at(step: &str, cause: Cause, count: u64) -> (Option<String>, Cause, u64) {
    (Some(step.to_owned()), cause, count)
}

#[test]
fn what_fails_at_work_is_an_error_and_what_goes_well_has_no_cause() {
    assert_eq!(causes(&one_a_second([pay()])), []);
    assert_eq!(causes(&one_a_second([pay().fails(1.0)])), [at("pay", Cause::Error, 10)]);
}

#[test]
fn who_is_down_refuses_or_is_not_heard_of() {
    let refuses = one_a_second([pay()]).fault(crash("pay", CrashBehaviour::Refuse));
    assert_eq!(causes(&refuses), [at("pay", Cause::Down, 3)]);
    let swallows = one_a_second([pay().timeout_ms(500.0)]);
    let swallows = swallows.fault(crash("pay", CrashBehaviour::Swallow));
    assert_eq!(causes(&swallows), [at("pay", Cause::Down, 3)]);
}

#[test]
fn what_cannot_cross_is_cut_off() {
    let cut = one_a_second([pay().timeout_ms(500.0)]).entry("shop").staffed("shop", 10);
    let cut = cut.fault(during(Partition { between: ["shop".into(), "pay".into()] }));
    assert_eq!(causes(&cut), [at("pay", Cause::CutOff, 3)]);
}

#[test]
fn what_takes_too_long_timed_out() {
    // The one worker goes on with each for a second: nobody else waits for it longer than that.
    let slow = one_a_second([step("pay").works_ms(1_000.0).timeout_ms(500.0)]);
    assert_eq!(causes(&slow), [at("pay", Cause::TimedOut, 10)]);
}

#[test]
fn a_queue_without_room_refuses_every_other() {
    // 1.5 s of work: the worker is free again for every other one.
    let mut full = one_a_second([step("pay").works_ms(1_500.0)]);
    full.services[0].queue_limit = Some(0);
    assert_eq!(causes(&full), [at("pay", Cause::QueueFull, 5)]);
}

#[test]
fn policies_refuse_before_the_network() {
    // Two errors open the breaker at 1.6 s for 5 s: those of 2.5 to 5.5 and, at 6.5, one more are refused;
    // the probe of 7.5 fails and opens it again.
    let mut open = one_a_second([pay().fails(1.0)]);
    open.process.steps[0].call.breaker =
        Some(Breaker { failures: 2, open_ms: ms(5_000.0), ..Breaker::default() });
    assert_eq!(causes(&open), [at("pay", Cause::BreakerOpen, 7), at("pay", Cause::Error, 3)]);
    let mut full = one_a_second([step("pay").works_ms(1_500.0)]).workers(10);
    full.process.steps[0].call.bulkhead = Some(1);
    assert_eq!(causes(&full), [at("pay", Cause::BulkheadFull, 5)]);
}

#[test]
fn who_never_gets_past_the_entry_failed_at_no_step() {
    let down = one_a_second([pay()]).entry("shop").staffed("shop", 10);
    let down = down.fault(crash("shop", CrashBehaviour::Refuse));
    assert_eq!(causes(&down), [(None, Cause::Down, 3)]);
}

#[test]
fn in_a_chain_it_is_the_innermost_step() {
    let chain = one_a_second([pay(), step("bank").after(["pay"]).works_ms(10.0).fails(1.0)]);
    assert_eq!(causes(&chain.chained()), [at("bank", Cause::Error, 10)]);
}

#[test]
fn the_last_attempt_says_why() {
    // Tried again after 1 s: 3.5 and 4.5 meet the crash again; 5.5 is there at 6.5.
    let again = one_a_second([pay().retries(1, 1_000.0)]);
    let again = again.fault(crash("pay", CrashBehaviour::Refuse));
    assert_eq!(causes(&again), [at("pay", Cause::Down, 2)]);
}

#[test]
fn what_can_be_done_without_fails_nothing() {
    assert_eq!(causes(&one_a_second([pay().fails(1.0).necessity(Necessity::Optional)])), []);
}
