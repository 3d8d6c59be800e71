//! Why the figures can be trusted: intervals that cover, chance that is common, reports that merge.

use std::collections::BTreeMap;

use syncline::model::{Mode, Scenario};
use syncline::simulation::{
    Extent, MergeRefused, Progress, Report, Run, SpanKind, merge, record, simulate,
};
use syncline::study::compare;

use crate::scenarios::{exponential, poisson, reacting, s, scenario, service, step};

/// An order whose receipt nothing depends on: flipping it must change nothing else.
fn order() -> Scenario {
    let steps = vec![
        exponential(step("validate", "shop", &[], 10.0)),
        exponential(step("pay", "payment", &["validate"], 80.0)),
        exponential(step("receipt", "mail", &["pay"], 120.0)),
        exponential(step("ship", "shipping", &["pay"], 60.0)),
    ];
    let services =
        vec![service("shop", 4), service("payment", 4), service("mail", 4), service("shipping", 4)];
    poisson(scenario(steps, services, 20.0, 30.0))
}

fn flipped(mut design: Scenario, step: usize) -> Scenario {
    let flipped = design.process.steps[step].clone();
    design.process.steps[step] = reacting(flipped, "OrderPaid");
    assert_eq!(design.process.steps[step].mode, Mode::Event);
    design
}

#[test]
fn a_confidence_interval_covers_the_truth_as_often_as_it_says() {
    // M/M/1 at 0.8: the mean time to acknowledgement is 500 ms. A 95 % interval misses 5 of 100 on
    // average; 10 or more misses have a probability of 3 %, and these seeds are always the same.
    let mut covered = 0;
    for seed in 1..=100 {
        let serve = exponential(step("serve", "server", &[], 100.0));
        let mut queue = poisson(scenario(vec![serve], vec![service("server", 1)], 8.0, 25_000.0));
        queue.workload.warm_up_s = s(250.0);
        queue.seed = seed;
        let report = simulate(&queue, Extent::replication(0)).unwrap();
        let [low, high] = report.acknowledgement_ms.mean_interval.unwrap();
        covered += u32::from((low..high).contains(&500.0));
    }
    assert!(covered >= 90, "{covered} of 100 intervals cover the mean");
}

#[test]
fn flipping_a_step_that_nothing_depends_on_leaves_every_other_work_unchanged() {
    let work = |design: &Scenario| {
        let mut lengths = BTreeMap::new();
        for span in record(design).unwrap().spans {
            if let (SpanKind::Call | SpanKind::Delivery, Some(started), Some(worked)) =
                (span.kind, span.started, span.worked)
            {
                lengths.insert((span.request, span.step, span.attempt), worked.since(started));
            }
        }
        lengths
    };
    let design = order();
    let (called, event) = (work(&design), work(&flipped(design.clone(), 2)));
    assert!(called.len() > 2_000);
    assert_eq!(called, event, "the receipt's own work included: it is keyed by step, not by mode");
}

#[test]
fn arrivals_are_the_same_in_every_design() {
    let arrivals = |design: &Scenario| -> Vec<_> {
        let spans = record(design).unwrap().spans;
        spans.iter().filter(|span| span.kind == SpanKind::Request).map(|span| span.sent).collect()
    };
    assert_eq!(arrivals(&order()), arrivals(&flipped(order(), 1)));
}

#[test]
fn the_interval_of_a_paired_difference_is_narrower_than_that_of_an_unpaired_one() {
    let comparison = compare(&order(), &flipped(order(), 2), 20_000).unwrap();
    let mean = &comparison.differences[0];
    assert_eq!(mean.figure, "acknowledgement_ms.mean");
    let width = |ends: Option<[f64; 2]>| ends.map(|[low, high]| high - low).unwrap();
    assert!(mean.difference.unwrap() < -50.0, "the receipt's 120 ms no longer count: {mean:?}");
    assert!(
        width(mean.interval) < width(mean.unpaired_interval),
        "common chance narrows it: {mean:?}"
    );
}

#[test]
fn replications_that_were_run_apart_merge_into_the_report_of_all() {
    let design = order();
    let whole = simulate(&design, Extent { first: 0, replications: 5 }).unwrap();
    let parts: Vec<Report> = (0..5)
        .map(|number| simulate(&design, Extent::replication(number)).unwrap())
        // As they would come from other machines: through JSON.
        .map(|report| serde_json::from_str(&serde_json::to_string(&report).unwrap()).unwrap())
        .collect();
    let mut merged = merge(parts.clone()).unwrap();
    merged.evidence.extents.clone_from(&whole.evidence.extents);
    // A replication on its own is cut into stretches, whose lengths are rounded to microseconds.
    for (one, other) in merged.evidence.samples.iter_mut().zip(&whole.evidence.samples) {
        assert!((one.seconds - other.seconds).abs() < 1e-4);
        one.seconds = other.seconds;
    }
    assert_eq!(merged.requests, whole.requests);
    assert_eq!(merged.acknowledgement_ms, whole.acknowledgement_ms);
    assert_eq!(merged.evidence, whole.evidence);
    assert_eq!(merge(vec![parts[0].clone(), parts[0].clone()]), Err(MergeRefused::Twice(0)));
    let other = simulate(&flipped(design, 2), Extent::replication(9)).unwrap();
    assert_eq!(merge(vec![parts[0].clone(), other]), Err(MergeRefused::OtherScenario(2)));
    assert_eq!(merge(Vec::new()), Err(MergeRefused::Nothing));
}

#[test]
fn a_run_in_slices_is_the_run_in_one_go() {
    let design = flipped(order(), 3);
    let extent = Extent { first: 0, replications: 3 };
    let whole = simulate(&design, extent).unwrap();
    let mut run = Run::new(&design, extent).unwrap();
    let mut last = 0.0;
    let mut slices = 0;
    while let Progress::Running(done) = run.advance(997) {
        assert!((last..=1.0).contains(&done), "progress never goes back");
        last = done;
        slices += 1;
    }
    assert!(slices > 10);
    assert_eq!(run.report(), whole);
}

#[test]
fn the_seed_changes_the_run_and_nothing_else_does() {
    let design = order();
    let extent = Extent::replication(0);
    assert_eq!(simulate(&design, extent), simulate(&design, extent));
    let mut other = design.clone();
    other.seed = 2;
    assert_ne!(
        simulate(&design, extent).unwrap().requests,
        simulate(&other, extent).unwrap().requests
    );
}
