//! What is said of load: more than can be done, nearly as much, a peak alone, and nothing where nothing
//! can be said.

use syncline::model::{Arrivals, Design, ProfilePoint, Replicas, Scenario, Workload};
use syncline::testing::{checked, factor, per_s, s, scenario, step};
use syncline::verdict::{Severity, Verdict};

type Change = fn(&mut Scenario);

/// One call of 100 ms at a service with four workers, which do 40 a second; so many come.
fn one(rate: f64) -> Scenario {
    let mut one =
        scenario([step("work").on("mill").works_ms(100.0)]).entry("gate").workers(4).build();
    one.workload.rate_per_s = per_s(rate);
    // Whoever holds the request is not what this is about.
    for service in one.services.iter_mut().filter(|it| it.id.as_str() == "gate") {
        service.workers = None;
    }
    one
}

fn profile(scenario: &mut Scenario, points: &[(f64, f64)]) {
    let point = |&(at, times)| ProfilePoint { at_s: s(at), factor: factor(times) };
    scenario.workload.profile = points.iter().map(point).collect();
}

/// Half of all go another way.
fn half(scenario: &mut Scenario) {
    let forked = syncline::testing::scenario([
        step("work").on("mill").works_ms(100.0).on_branch("how/here"),
        step("elsewhere").on("other").works_ms(1.0).on_branch("how/there"),
    ]);
    let forked = forked.choice("how", [("here", 0.5), ("there", 0.5)]).build();
    scenario.process.steps = forked.process.steps;
    scenario.process.choices = forked.process.choices;
    scenario.services.push(syncline::model::Service { id: "other".into(), ..Default::default() });
}

fn event(scenario: &mut Scenario, consumers: u32) {
    let step = &mut scenario.process.steps[0];
    step.mode = syncline::model::Mode::Event;
    step.delivery.consumers = Some(consumers);
}

/// What is said of the load: the kind, how bad, and a part of its sentence.
type Said = Option<(&'static str, Severity, &'static str)>;

const OVER: &str = "overloaded";
const PEAK: &str = "peak-piles-up";

/// The rate, what else is so, and what is said of it. Four workers do 40 a second.
#[rustfmt::skip] // a table
const ROWS: [(&str, f64, Change, Said); 14] = [
    ("as many as can be done", 40.0, |_| {}, Some((OVER, Severity::Error, "100 % of what it can do"))),
    ("more", 50.0, |_| {}, Some((OVER, Severity::Error, "125 % of what it can do: 5 s of work a second, and 4 workers can do 4 s"))),
    ("85 %", 34.0, |_| {}, Some((OVER, Severity::Warning, "85 % of what it can do"))),
    ("less than 85 %", 33.0, |_| {}, None),
    // Half of 70 are 35, of 40.
    ("on a branch that half take", 70.0, half, Some((OVER, Severity::Warning, "87.5 %"))),
    ("on a branch that too few take", 60.0, half, None),
    // 20 a second for half a minute, 80 for the other: 50 on average.
    ("a profile with more on average", 20.0, |it| profile(it, &[(30.0, 4.0)]), Some((OVER, Severity::Error, "125 %"))),
    // 20 for 50 s, 60 for 10 s: 26.7 on average. Then 200 wait, and with nobody coming they take 5 s.
    ("a peak alone, at the end", 20.0, |it| profile(it, &[(50.0, 3.0)]), Some((PEAK, Severity::Advice, "150 % of what mill can do; what has piled up takes 5 s"))),
    // Until 20 s 200 more have come than could be done; 20 a second are left to do of them: 10 s.
    ("a peak alone, drained within", 20.0, |it| profile(it, &[(10.0, 3.0), (20.0, 1.0)]), Some((PEAK, Severity::Advice, "takes 10 s to drain"))),
    ("a closed loop", 50.0, |it| { it.workload = Workload { arrivals: Arrivals::Closed, ..Workload::default() }; it.workload.users = Some(50); }, None),
    ("workers without number", 5_000.0, |it| for service in &mut it.services { service.workers = None; }, None),
    // Each of four copies has four: 160 a second.
    ("copies that come with the load", 50.0, |it| for service in it.services.iter_mut().filter(|it| it.workers.is_some()) { service.replicas = Some(Replicas::default()); }, None),
    // First attempts only: what retries add, a run says.
    ("retries of what fails", 33.0, |it| { it.process.steps[0].call.retries = 5; it.process.steps[0].error_ratio = syncline::testing::ratio(0.5); }, None),
    // Two of four workers may consume at once: 20 a second.
    ("a topic with too few consumers", 25.0, |it| event(it, 2), Some((OVER, Severity::Error, "work is asked for 125 % of what it can do: 2.5 s of work a second, and 2 consumers can do 2 s"))),
];

fn said(design: &Design) -> Vec<(&'static str, Severity, String)> {
    let findings = Verdict::of(design).findings;
    let of_load = findings.into_iter().filter(|it| [OVER, PEAK].contains(&it.kind.id));
    of_load.map(|it| (it.kind.id, it.severity, it.evidence)).collect()
}

#[test]
fn of_each_load_what_is_so_is_said_and_nothing_more() {
    for (name, rate, change, expected) in ROWS {
        let mut scenario = one(rate);
        change(&mut scenario);
        let said = said(&checked(&scenario));
        match (expected, &said[..]) {
            (None, []) => {}
            (Some((kind, severity, part)), [(found, how, evidence)]) => {
                assert_eq!((kind, severity), (*found, *how), "{name}");
                assert!(evidence.contains(part), "{name}: {evidence}");
            }
            (expected, said) => panic!("{name}: {expected:?} expected, {said:?} said"),
        }
    }
}

/// The repair gives so many workers that they are busy for 70 % of their time, and no more.
#[test]
fn the_workers_that_are_added_are_busy_for_seventy_per_cent() {
    let design = checked(&one(50.0));
    let findings = Verdict::of(&design).findings;
    let overload = findings.iter().find(|it| it.kind.id == OVER).unwrap();
    let mended = overload.repair.as_ref().unwrap().apply(&design).unwrap();
    let mill = mended.services.iter().find(|it| it.id.as_str() == "mill").unwrap();
    // 5 s of work a second take 5 workers, and 7.14 at 70 %.
    assert_eq!(mill.workers, Some(8));
    assert_eq!(said(&mended), []);
}

/// What is said without a run is so in one: what waits grows, or does not.
#[test]
fn a_run_agrees_with_what_is_said() {
    for (rate, grows) in [(50.0, true), (30.0, false)] {
        let report = syncline::testing::run(&one(rate));
        assert_eq!(report.waiting_growth_per_s.is_some(), grows, "{rate}");
        let demand = report.services["mill"].demand_ratio.unwrap();
        assert!((demand - rate / 40.0).abs() < 0.05, "{rate}: {demand}");
    }
}
