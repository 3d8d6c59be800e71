//! Tolerances held against the run, and what is asked for over what can be done; worked out by hand.
//!
//! One request comes in a second, the first at 0.5 s, ten in all; nothing takes time on the network; work
//! is constant.

use syncline::engine::Report;
use syncline::engine::report::ToleranceFigure;
use syncline::model::faults::{BrokerOutage, Crash, CrashBehaviour};
use syncline::model::{Fault, Scenario};
use syncline::testing::{ms, one_a_second, run, s, step};
use syncline::wording::strain;

use crate::truth::{design, simulated};

/// The run of a scenario whose step of this index may take so long.
fn within(mut scenario: Scenario, step: usize, tolerance_ms: f64) -> Report {
    scenario.process.steps[step].business.tolerance_ms = Some(ms(tolerance_ms));
    run(&scenario)
}

fn figure(p50: Option<f64>, p95: Option<f64>, beyond_ratio: f64, met: bool) -> ToleranceFigure {
    ToleranceFigure { tolerance_ms: 0.0, p50, p95, beyond_ratio, met }
}

/// The figure of a step, without its tolerance.
fn of(report: &Report, step: &str) -> ToleranceFigure {
    ToleranceFigure { tolerance_ms: 0.0, ..report.tolerances[step] }
}

/// The demand of the service and of the topic, to four places.
fn demand(report: &Report) -> (f64, f64) {
    let places = |ratio: Option<f64>| (ratio.unwrap() * 1e4).round() / 1e4;
    (places(report.services["db"].demand_ratio), places(report.topics["store"].demand_ratio))
}

fn calls() -> Scenario {
    one_a_second([step("pay").works_ms(100.0)]).build()
}

#[test]
fn as_long_as_tolerated_is_in_time_and_a_microsecond_more_is_not() {
    let took = Some(100.0);
    assert_eq!(of(&within(calls(), 0, 100.0), "pay"), figure(took, took, 0.0, true));
    assert_eq!(of(&within(calls(), 0, 99.999), "pay"), figure(took, took, 1.0, false));
    assert!(run(&calls()).tolerances.is_empty(), "nobody said how long it may take");
}

#[test]
fn a_consumer_that_cannot_keep_up_is_late_and_asked_for_more_than_it_can_do() {
    // 1.5 s of work for each, one worker: the n-th is there after 1.5, 2, 2.5 … 6 s. Two of ten are within
    // 2 s; the fifth takes 3.5, the tenth 6 s. Asked for are 10 × 1.5 s of work in 10 s of one worker.
    let store = || step("store").on("db").event().works_ms(1_500.0);
    let report = within(one_a_second([store()]).build(), 0, 2_000.0);
    let found = of(&report, "store");
    assert_eq!((found.beyond_ratio, found.met), (0.8, false));
    assert!(
        (found.p50.unwrap() - 3_500.0).abs() < 3.5 && (found.p95.unwrap() - 6_000.0).abs() < 6.0
    );
    assert_eq!(demand(&report), (1.5, 1.5));
    // Two workers can do it; but where one event alone is worked on at once, the topic still cannot.
    let mut two = one_a_second([store()]).workers(2).build();
    two.process.steps[0].delivery.consumers = Some(1);
    let report = run(&two);
    assert_eq!(demand(&report), (0.75, 1.5));
}

#[test]
fn what_never_gets_there_is_beyond_any_tolerance() {
    // The broker is away from 3 s to 6 s: three of ten events are lost.
    let store = step("store").on("db").event().works_ms(10.0);
    let lossy = one_a_second([store]).fault(Fault::new(BrokerOutage, s(3.0), s(3.0))).build();
    assert_eq!(of(&within(lossy, 0, 1_000.0), "store"), figure(Some(10.0), None, 0.3, false));
    // Every event is dead after its only attempt.
    let dies = step("store").on("db").event().works_ms(10.0).fails(1.0).dies_after(1);
    let dies = within(one_a_second([dies]).build(), 0, 1_000.0);
    assert_eq!(of(&dies, "store"), figure(None, None, 1.0, false));
}

#[test]
fn what_was_never_asked_for_is_not_counted() {
    let steps = [step("pay").works_ms(10.0).fails(1.0), step("pack").after(["pay"]).works_ms(10.0)];
    let report = within(one_a_second(steps).build(), 1, 1_000.0);
    assert!(report.tolerances.is_empty(), "{:?}", report.tolerances);
}

#[test]
fn tries_again_count_from_the_first_and_ask_for_more() {
    // Refused from 3 s to 6 s, tried again after 4 s: those of 3.5, 4.5 and 5.5 are there at 7.6, 8.6 and
    // 9.6 s, after 4.1 s, and those who come at these instants wait for them: 200 ms. Four take 100 ms.
    // Thirteen attempts are asked for, 100 ms each, in ten seconds.
    let mut design = one_a_second([step("pay").works_ms(100.0).retries(1, 4_000.0)]).build();
    let crash = Crash { service: "pay".into(), behaviour: CrashBehaviour::Refuse };
    design.faults.push(Fault::new(crash, s(3.0), s(3.0)));
    let report = within(design, 0, 500.0);
    let found = of(&report, "pay");
    assert_eq!((found.p50, found.beyond_ratio, found.met), (Some(200.0), 0.3, false));
    assert!((found.p95.unwrap() - 4_100.0).abs() < 4.1, "{found:?}");
    let demand = report.services["pay"].demand_ratio.unwrap();
    assert!((demand - 0.13).abs() < 1e-5, "{demand}");
}

#[test]
fn without_a_limit_nobody_knows_the_demand_and_while_nothing_is_done_it_is_what_it_would_be() {
    let mut design = calls();
    design.services[0].workers = None;
    assert_eq!(run(&design).services["pay"].demand_ratio, None);
    let crash = Crash { service: "pay".into(), behaviour: CrashBehaviour::Refuse };
    let mut down = calls();
    down.faults.push(Fault::new(crash, s(0.0), s(1_000.0)));
    let demand = run(&down).services["pay"].demand_ratio.unwrap();
    assert!((demand - 0.1).abs() < 1e-6, "{demand}");
}

#[test]
fn what_cannot_keep_up_is_named_with_the_same_figures_however_long_the_run_is() {
    // The channel manager of the hotel: 15 a second come, 13.3 can be done.
    let mut scenario = Scenario::clone(&design("hotel-booking"));
    let duration = scenario.workload.duration_s.get();
    for times in [1.0, 6.0, 30.0] {
        scenario.workload.duration_s = s(duration * times);
        let report = run(&scenario);
        let said = strain::overload(&scenario, &report).unwrap();
        let numbers: Vec<f64> = said.split(' ').filter_map(|word| word.parse().ok()).collect();
        let [come, done] = numbers.as_slice() else { panic!("{said}") };
        assert!(said.starts_with("Update channel manager falls behind: "), "{said}");
        assert_eq!((*come, *done), (15.0, 13.3), "{said}");
    }
}

#[test]
fn a_lag_of_twenty_seconds_misses_a_tolerance_of_one() {
    let report = run(&design("tolerance-1s"));
    assert!(report.tolerances.values().any(|it| !it.met), "{:?}", report.tolerances);
    let output = simulated("tolerance-1s", 100);
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("tolerance ") && said.contains("missed"), "{said}");
}
