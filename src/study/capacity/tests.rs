//! What is carried, against values worked out by hand; within 5 % where it comes from a run, which is what
//! chance and the last two rates of a search leave.
#![allow(clippy::float_cmp)] // round values, made to be exact

use super::*;
use crate::engine::report::TopicFigures;
use crate::model::faults::Crash;
use crate::model::{Arrivals, Fault, ProfilePoint, Workload};
use crate::study::sweep::{CLOSED, NO_ARRIVALS};
use crate::testing::{ScenarioDraft, StepDraft, factor, ms, one_a_second, s, step};

/// One request in a second at present, independent of one another.
fn design(steps: impl IntoIterator<Item = StepDraft>) -> ScenarioDraft {
    one_a_second(steps).poisson()
}

fn found(draft: ScenarioDraft) -> Carried {
    carried(&draft.design()).unwrap()
}

/// Between two rates that are close, of which the lower is within 5 % of so many.
#[track_caller]
fn carries(found: &Carried, expected: f64, limit: &Limit) {
    let Carried::UpTo { at_least, exceeded: Some(exceeded) } = found else { panic!("{found:?}") };
    assert!((at_least / expected - 1.0).abs() < 0.05, "{expected}: {found:?}");
    assert!(*at_least < exceeded.rate_per_s && exceeded.rate_per_s <= CLOSE * at_least);
    assert_eq!(&exceeded.limit, limit);
}

#[test]
fn events_are_carried_as_fast_as_they_can_be_consumed() {
    // Four workers of 400 ms each: ten in a second.
    let book = step("book").after(["sell"]).event().exponential_ms(400.0);
    let behind = design([step("sell").works_ms(1.0), book]).staffed("book", 4);
    carries(&found(behind), 10.0, &Limit::BacklogGrows("book".into()));
}

#[test]
fn calls_are_carried_until_one_customer_in_a_hundred_gives_up() {
    // Two workers of 200 ms each: ten in a second. Patience of 20 s is two hundred of them: where as many come
    // as can be served, about one in two hundred finds that many before it.
    let mut calls = design([step("pay").exponential_ms(200.0)]).staffed("pay", 2);
    calls.workload.patience_ms = Some(ms(20_000.0));
    carries(&found(calls), 10.0, &Limit::NotServed);
}

#[test]
fn customers_who_never_give_up_are_carried_until_ever_more_wait() {
    let calls = design([step("pay").exponential_ms(200.0)]).staffed("pay", 2);
    carries(&found(calls), 10.0, &Limit::WaitingGrows);
}

#[test]
fn workers_that_are_held_waiting_bound_a_chain() {
    // The entry's two workers are held for 500 ms each: four in a second. Those they wait for could do twenty.
    let chain = design([step("take").works_ms(0.0), step("pay").after(["take"]).works_ms(500.0)])
        .chained()
        .entry("take")
        .staffed("take", 2)
        .staffed("pay", 10);
    carries(&found(chain), 4.0, &Limit::WaitingGrows);
}

#[test]
fn a_conductor_is_behind_though_no_topic_is() {
    // It hears of the start and of the outcome of each: 200 ms of the work of its only worker.
    let book = step("book").after(["sell"]).works_ms(1.0);
    let conducted = design([step("sell").works_ms(1.0), book]).conducted("boss", 100.0, ["book"]);
    carries(&found(conducted.staffed("boss", 1)), 5.0, &Limit::ConductorIsBehind);
}

#[test]
fn workers_without_number_carry_as_much_as_is_tried() {
    let mut unlimited = design([step("pay").exponential_ms(400.0)]);
    unlimited.services.iter_mut().for_each(|it| it.workers = None);
    let found = found(unlimited);
    assert_eq!(found, Carried::UpTo { at_least: 128.0, exceeded: None });
    assert_eq!(found.at_least(), Some(128.0));
}

#[test]
fn who_fails_two_of_a_hundred_carries_no_rate() {
    let failing = |share| {
        let mut failing = design([step("pay").works_ms(1.0).fails(share)]);
        failing.services.iter_mut().for_each(|it| it.workers = None);
        found(failing)
    };
    let least = Exceeded { rate_per_s: 1.0 / 128.0, limit: Limit::NotServed };
    assert_eq!(failing(0.02), Carried::NoRate(least));
    assert_eq!(failing(0.02).at_least(), None);
    assert_eq!(failing(0.005), Carried::UpTo { at_least: 128.0, exceeded: None });
}

#[test]
fn without_a_rate_there_is_no_search() {
    let mut closed = design([step("pay")]);
    closed.workload =
        Workload { arrivals: Arrivals::Closed, users: Some(3), ..Workload::default() };
    assert_eq!(carried(&closed.design()), Err(CLOSED));
    assert_eq!(carried(&design([step("pay")]).rate(0.0).design()), Err(NO_ARRIVALS));
}

#[test]
fn a_design_is_tried_steadily_without_trouble_and_long_enough() {
    let work = step("pay").works_ms(3_000.0);
    let mut base = design([work.clone(), step("tell").event().works_ms(1_000.0)]).rate(20.0);
    base = base.lasts_s(600.0).warm_up_s(5.0).fault(Fault::new(
        Crash { service: "pay".into(), ..Crash::default() },
        s(10.0),
        s(20.0),
    ));
    base.workload.drain_s = s(10.0);
    base.workload.profile = vec![ProfilePoint { at_s: s(5.0), factor: factor(3.0) }];
    let design = base.clone().design();
    let search = Capacity::new(&design).unwrap();
    // At each rate the warm-up, and how long it runs: the works are 4 s, five times which are 20 s.
    for (rate, warm_up_s, duration_s, replications) in [
        // 10,000 arrivals take 1,000 s.
        (10.0, 20.0, 1_020.0, 10),
        // 12,000 arrivals in the 600 s of the scenario; 12,400 in all.
        (20.0, 20.0, 620.0, 10),
        // 50,000 arrivals take 250 s.
        (200.0, 20.0, 270.0, 10),
        // And 10 s.
        (5_000.0, 10.0, 20.0, 10),
        // 10,000 arrivals would take longer than there is: a thousand, a hundred times.
        (0.001, 20.0, 1e6, 100),
    ] {
        let (tried, extent) = search.tried_at(rate);
        let mut expected = base.clone().rate(rate).warm_up_s(warm_up_s).lasts_s(duration_s);
        expected.faults.clear();
        expected.workload.profile.clear();
        expected.workload.drain_s = s(10.0_f64.max(warm_up_s));
        assert_eq!(tried, expected.design(), "{rate}");
        assert_eq!(extent, Extent { first: 0, replications }, "{rate}");
    }
}

/// A report of a run in which this share was served.
fn served(share: f64) -> Report {
    Report { success_ratio: Some(share), ..Report::default() }
}

/// The rates at which a design of one a second is tried, if it carries up to so many.
fn tried(most: f64) -> (Vec<f64>, Carried) {
    let mut rates = Vec::new();
    let search = Capacity::new(&design([step("pay")]).design()).unwrap();
    let found = search.search(|design, _| {
        let rate = design.workload.rate_per_s.get();
        rates.push(rate);
        served(if rate <= most { 1.0 } else { 0.5 })
    });
    (rates, found)
}

#[test]
fn the_search_doubles_or_halves_and_then_tries_between() {
    let (rates, found) = tried(5.0);
    // 1 to 8 in doubles; then 2 to the power of 2 1/2, 2 1/4, 2 3/8, 2 5/16, 2 11/32 and 2 21/64.
    let powers = [0.0, 1.0, 2.0, 3.0, 2.5, 2.25, 2.375, 2.3125, 2.34375, 2.328_125];
    assert_eq!(rates.len(), powers.len());
    for (rate, power) in rates.iter().zip(powers) {
        assert!((rate - libm::exp2(power)).abs() < 1e-9, "{rate} {power}");
    }
    let exceeded = Exceeded { rate_per_s: rates[9], limit: Limit::NotServed };
    assert_eq!(found, Carried::UpTo { at_least: rates[7], exceeded: Some(exceeded) });
    // The same downwards.
    let (rates, found) = tried(0.3);
    assert_eq!(rates[..3], [1.0, 0.5, 0.25]);
    assert!(found.at_least().is_some_and(|it| it <= 0.3 && it * CLOSE > 0.3), "{found:?}");
}

#[test]
fn the_search_ends_within_its_runs_wherever_the_limit_is() {
    for most in [0.0, 0.0078, 0.008, 0.5, 1.0, 1.01, 63.0, 127.0, 128.0, 1e9] {
        let (rates, found) = tried(most);
        assert!(rates.len() <= MOST_RUNS, "{most}: {}", rates.len());
        let expected = (most >= 1.0 / 128.0).then_some(most.min(128.0));
        assert_eq!(found.at_least().is_some(), expected.is_some());
        let near = |(found, most): (f64, f64)| found <= most && found * CLOSE >= most;
        assert!(found.at_least().zip(expected).is_none_or(near), "{most}: {found:?}");
    }
    assert_eq!(tried(127.0).0.len(), MOST_RUNS);
}

#[test]
fn the_search_goes_on_from_what_is_known_and_asks_for_the_first_that_is_not() {
    let search = Capacity::new(&design([step("pay")]).design()).unwrap();
    let of = |next| match next {
        Next::Run(design, _) => design.workload.rate_per_s.get(),
        Next::Done(carried) => panic!("{carried:?}"),
    };
    assert_eq!(of(search.next(|_, _| None)), 1.0);
    let well = served(1.0);
    let known = |design: &Design, _| (design.workload.rate_per_s.get() < 3.0).then_some(&well);
    assert_eq!(of(search.next(known)), 4.0);
}

#[test]
fn what_is_met_first_is_said() {
    let design = design([step("pay")]).design();
    let met = |change: fn(&mut Report)| {
        let mut report = served(0.99);
        change(&mut report);
        limit(&design, &report)
    };
    assert_eq!(met(|_| {}), None, "99 of 100");
    assert_eq!(met(|it| it.success_ratio = Some(0.989_999)), Some(Limit::NotServed));
    assert_eq!(met(|it| it.success_ratio = None), Some(Limit::NotServed), "nobody was seen to be");
    assert_eq!(met(|it| it.waiting_growth_per_s = Some(0.5)), Some(Limit::WaitingGrows));
    assert_eq!(met(|it| it.stopped_by = StoppedBy::EventBudget), Some(Limit::CutShort));
    let backlogs = |it: &mut Report| {
        let grows =
            |backlog_growth_per_s| TopicFigures { backlog_growth_per_s, ..TopicFigures::default() };
        let topics = [("calm", None), ("mail", Some(1.0)), ("book", Some(2.0))];
        it.topics = topics.map(|(id, growth)| (id.to_owned(), grows(growth))).into_iter().collect();
    };
    assert_eq!(met(backlogs), Some(Limit::BacklogGrows("book".into())));
}

#[test]
fn what_is_carried_is_said_with_what_stops_it() {
    let steps = [step("sell").works_ms(1.0), step("book").named("Book it").after(["sell"])];
    let design = design(steps).conducted("boss", 1.0, ["book"]).design();
    let at = |limit| Exceeded { rate_per_s: 5.0123, limit };
    let up_to = |limit| Carried::UpTo { at_least: 4.9, exceeded: Some(at(limit)) }.words(&design);
    for (limit, words) in [
        (Limit::NotServed, "fewer than 99 of 100 customers are served"),
        (Limit::WaitingGrows, "ever more customers wait for their answer"),
        (Limit::BacklogGrows("book".into()), "ever more events wait for “Book it”"),
        (Limit::ConductorIsBehind, "boss has ever more to conduct"),
        (Limit::CutShort, "a run met its budget of events"),
    ] {
        assert_eq!(up_to(limit), format!("4.9 requests a second; at 5.01 {words}"));
    }
    assert_eq!(
        Carried::UpTo { at_least: 128.0, exceeded: None }.words(&design),
        "128 requests a second, which is as much as was tried"
    );
    assert_eq!(
        Carried::NoRate(at(Limit::NotServed)).words(&design),
        "no rate that was tried: even at 5.01 a second fewer than 99 of 100 customers are served"
    );
    let seldom = |at_least| Carried::UpTo { at_least, exceeded: None }.words(&design);
    assert!(seldom(0.1).starts_with("0.1 requests a second, "), "{}", seldom(0.1));
    assert!(seldom(0.05).starts_with("3 requests a minute, "), "{}", seldom(0.05));
    assert!(seldom(1.0 / 128.0).starts_with("28.1 requests an hour, "), "{}", seldom(1.0 / 128.0));
}
