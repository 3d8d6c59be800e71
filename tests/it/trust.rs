//! Why the figures can be trusted: intervals that cover, random numbers that are common, reports that merge.

use std::collections::BTreeMap;

use syncline::engine::{
    Extent, MergeError, Progress, Report, Run, SpanKind, merge, record, simulate,
};
use syncline::model::{Design, Event, Mode};
use syncline::study::compare;
use syncline::testing::{changed, one_a_second, run, step};

/// An order whose receipt nothing depends on: flipping it must change nothing else.
fn order() -> Design {
    let steps = [
        step("validate").on("shop").exponential_ms(10.0),
        step("pay").on("payment").after(["validate"]).exponential_ms(80.0),
        step("receipt").on("mail").after(["pay"]).exponential_ms(120.0),
        step("ship").on("shipping").after(["pay"]).exponential_ms(60.0),
    ];
    one_a_second(steps).workers(4).poisson().rate(20.0).lasts_s(30.0).design()
}

fn flipped(before: &Design, step: usize) -> Design {
    changed(before, |it| {
        let step = &mut it.process.steps[step];
        step.mode = Mode::Event;
        step.event = Some(Event { name: "OrderPaid".to_owned(), ..Event::default() });
    })
}

#[test]
fn a_confidence_interval_covers_the_truth_as_often_as_it_says() {
    // M/M/1 at 0.8: the mean time to acknowledgement is 500 ms. A 95 % interval misses 5 of 100 on
    // average; 10 or more misses have a probability of 3 %, and these seeds are always the same.
    let mut covered = 0;
    for seed in 1..=100 {
        let serve = step("serve").on("server").exponential_ms(100.0);
        let queue = one_a_second([serve]).poisson().rate(8.0).lasts_s(25_000.0);
        let mut queue = queue.warm_up_s(250.0);
        queue.seed = seed;
        let [low, high] = run(&queue).acknowledgement_ms.mean_interval.unwrap();
        covered += u32::from((low..high).contains(&500.0));
    }
    assert!(covered >= 90, "{covered} of 100 intervals cover the mean");
}

#[test]
fn flipping_a_step_that_nothing_depends_on_leaves_every_other_work_unchanged() {
    let work = |design: &Design| {
        let mut lengths = BTreeMap::new();
        for span in record(design).spans {
            if let (SpanKind::Call | SpanKind::Delivery, Some(started), Some(worked)) =
                (span.kind, span.started, span.worked)
            {
                lengths.insert((span.request, span.step, span.attempt), worked.since(started));
            }
        }
        lengths
    };
    let design = order();
    let (called, event) = (work(&design), work(&flipped(&design, 2)));
    assert!(called.len() > 2_000);
    assert_eq!(called, event, "the receipt's own work included: it is keyed by step, not by mode");
}

#[test]
fn arrivals_are_the_same_in_every_design() {
    let arrivals = |design: &Design| -> Vec<_> {
        let spans = record(design).spans;
        spans.iter().filter(|span| span.kind == SpanKind::Request).map(|span| span.sent).collect()
    };
    assert_eq!(arrivals(&order()), arrivals(&flipped(&order(), 1)));
}

#[test]
fn the_interval_of_a_paired_difference_is_narrower_than_that_of_an_unpaired_one() {
    let comparison = compare(&order(), &flipped(&order(), 2), 20_000);
    let mean = &comparison.differences[0];
    assert_eq!(mean.figure.id, "answer_ms.mean");
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
    let whole = simulate(&design, Extent { first: 0, replications: 5 });
    let parts: Vec<Report> = (0..5)
        .map(|number| simulate(&design, Extent::replication(number)))
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
    assert_eq!(merge(vec![parts[0].clone(), parts[0].clone()]), Err(MergeError::Twice(0)));
    let other = simulate(&flipped(&design, 2), Extent::replication(9));
    assert_eq!(merge(vec![parts[0].clone(), other]), Err(MergeError::OtherScenario(2)));
    assert_eq!(merge(Vec::new()), Err(MergeError::Nothing));
}

#[test]
fn a_run_in_slices_is_the_run_in_one_go() {
    let design = flipped(&order(), 3);
    let extent = Extent { first: 0, replications: 3 };
    let whole = simulate(&design, extent);
    let mut run = Run::new(&design, extent);
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
    let before = order();
    let extent = Extent::replication(0);
    assert_eq!(simulate(&before, extent), simulate(&before, extent));
    let other = changed(&before, |it| it.seed = 2);
    assert_ne!(simulate(&before, extent).requests, simulate(&other, extent).requests);
}
