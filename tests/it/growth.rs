//! Growth: ever more customers wait, and by how many a second, whatever the length of the run.

use syncline::engine::{Extent, Report, simulate};
use syncline::model::faults::TrafficSpike;
use syncline::model::{Fault, ProfilePoint};
use syncline::testing::{ScenarioDraft, factor, ms, one_a_second, s, step};

fn report(design: &ScenarioDraft, replications: u32) -> Report {
    let design = design.clone().design();
    simulate(&design, Extent { first: 0, replications })
}

/// Ten come in a second; one worker does eight.
fn behind(duration_s: f64) -> ScenarioDraft {
    let design = one_a_second([step("pay").works_ms(125.0)]).rate(10.0).lasts_s(duration_s);
    design.steady()
}

#[test]
fn two_more_a_second_wait_however_long_it_runs() {
    for (duration_s, replications) in [(60.0, 3), (60.0, 1), (360.0, 1), (1_800.0, 2)] {
        let growth = report(&behind(duration_s), replications).waiting_growth_per_s.unwrap();
        assert!((growth - 2.0).abs() < 0.1, "{duration_s} s, {replications}: {growth}");
    }
}

#[test]
fn workers_that_are_held_waiting_let_more_wait_though_nobody_is_asked_for_too_much() {
    // The entry's two workers are held for 500 ms each: four in a second are answered, of five that come.
    // Its own work is none, and the one that it calls could do twenty.
    let held = one_a_second([step("pay").works_ms(500.0)]).rate(5.0).lasts_s(120.0);
    let held = held.entry("shop").staffed("shop", 2).staffed("pay", 10);
    let report = report(&held, 2);
    assert!(report.services.values().all(|it| it.demand_ratio.is_none_or(|it| it < 1.0)));
    let growth = report.waiting_growth_per_s.unwrap();
    assert!((growth - 1.0).abs() < 0.05, "{growth}");
}

#[test]
fn what_keeps_up_does_not_grow_nor_does_what_has_been_caught_up_with() {
    for rate in [4.0, 7.0, 7.6] {
        for replications in [1, 8] {
            let calm = behind(300.0).rate(rate).poisson();
            assert_eq!(report(&calm, replications).waiting_growth_per_s, None, "{rate}");
        }
    }
    // Twice as many come for 20 s, and are caught up with by the middle of the run.
    let mut burst = behind(200.0).rate(5.0);
    burst.workload.profile = vec![];
    burst.faults.push(Fault::new(TrafficSpike { factor: factor(2.0) }, s(10.0), s(20.0)));
    assert_eq!(report(&burst, 2).waiting_growth_per_s, None);
}

#[test]
fn consumers_that_are_held_waiting_let_a_backlog_grow_though_they_are_asked_for_little() {
    // Two consumers do nothing themselves, and wait 500 ms for what they call: four in a second of five.
    let book = step("book").event().works_ms(0.0);
    let slow = step("slow").after(["book"]).works_ms(500.0);
    let held = one_a_second([book, slow]).rate(5.0).lasts_s(120.0);
    let held = held.staffed("book", 2).staffed("slow", 10);
    for replications in [1, 3] {
        let report = report(&held, replications);
        let topic = report.topics["book"];
        assert!(topic.demand_ratio.is_none_or(|it| it < 1.0), "{topic:?}");
        let growth = topic.backlog_growth_per_s.unwrap();
        assert!((growth - 1.0).abs() < 0.05, "{replications}: {growth}");
        assert_eq!(report.waiting_growth_per_s, None, "nobody waits for it");
    }
}

#[test]
fn more_customers_who_are_kept_up_with_are_no_growth() {
    // Three times as many come from the middle on, and as many more are under way: at once, and no more.
    let mut more = one_a_second([step("pay").exponential_ms(500.0)]).rate(20.0).lasts_s(60.0);
    more = more.workers(200).poisson();
    more.workload.profile = [(0.0, 1.0), (30.0, 3.0)]
        .map(|(at_s, more)| ProfilePoint { at_s: s(at_s), factor: factor(more) })
        .to_vec();
    for replications in [2, 10, 20] {
        assert_eq!(report(&more, replications).waiting_growth_per_s, None, "{replications}");
    }
}

#[test]
fn who_gives_up_does_not_wait() {
    let mut design = behind(120.0);
    design.workload.patience_ms = Some(ms(5_000.0));
    // Never more than those of the last five seconds wait.
    assert_eq!(report(&design, 2).waiting_growth_per_s, None);
}
