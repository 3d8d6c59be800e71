//! The built-in scenarios that show callers, choices and a workflow, against figures worked out by hand.

use syncline::engine::{Extent, Report, SpanKind, record, simulate};
use syncline::exchange::document;
use syncline::model::faults::{Crash, Slowdown};
use syncline::model::{Arrivals, Design, Fault, Mode, Scenario, Work};
use syncline::testing::{changed, factor, per_s, ratio, s};

fn built_in(id: &str) -> Design {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/catalogue/documents");
    let text = std::fs::read_to_string(format!("{folder}/{id}.syncline.json")).unwrap();
    document::read(&text).unwrap()
}

fn run(design: &Design) -> Report {
    simulate(design, Extent { first: 0, replications: 3 })
}

/// The train trip with every work at its mean and a request every half second, so that all that is worked
/// out by hand is exact; measured once the first trips are booked.
fn steady_train() -> Design {
    changed(&built_in("train-trip"), |it| {
        for step in &mut it.process.steps {
            let (Work::Exponential { mean_ms } | Work::LogNormal { mean_ms, .. }) = step.work
            else {
                panic!("{:?}", step.work)
            };
            step.work = Work::Constant { mean_ms };
        }
        it.workload.arrivals = Arrivals::Constant;
        it.workload.warm_up_s = s(20.0);
    })
}

fn taken(report: &Report, service: &str) -> f64 {
    report.services[service].utilisation.unwrap()
}

#[test]
fn who_books_a_train_trip_holds_workers_all_the_way_down() {
    let design = steady_train();
    let depth = |mut step: usize| {
        let mut depth = 1;
        while let Some(caller) = design.shape().caller(step) {
            (step, depth) = (caller, depth + 1);
        }
        depth
    };
    let steps = design.process.steps.len();
    assert_eq!((0..steps).map(depth).max(), Some(4), "calls in calls in calls in a call");
    assert_eq!(design.services.len(), 16);
    let report = run(&design);
    // Seventeen calls of 4 ms on the network and 4,332 ms of work, one after the other.
    assert_eq!((report.answer_ms.p50, report.answer_ms.max), (Some(4_400.0), Some(4_400.0)));
    // Two trips in a second, each holding a worker of this service for so long, of so many workers.
    for (service, held_ms, workers) in [
        ("booking", 4_396.0, 16.0),
        ("travel", 700.0, 5.0),
        ("basics", 406.0, 4.0),
        ("security", 324.0, 4.0),
        ("seats", 176.0, 3.0),
        ("orders", 160.0 + 260.0, 4.0),
        ("stations", 60.0, 3.0),
        ("notification", 2_600.0, 10.0),
    ] {
        let by_hand = 2.0 * held_ms / 1_000.0 / workers;
        let share = taken(&report, service);
        assert!((share - by_hand).abs() < 1e-9, "{service}: {share} for {by_hand}");
    }
    // Of these, Travel works for 110 ms, and only waits while Basic data and Seats do.
    let waits = report.services["travel"].held_waiting_ratio.unwrap();
    assert!((waits - 2.0 * 0.590 / 5.0).abs() < 1e-9, "{waits}");
}

#[test]
fn without_waiting_for_the_notification_a_trip_is_booked_in_less_than_half_the_time() {
    let flipped = changed(&steady_train(), |it| {
        it.process.steps.last_mut().unwrap().mode = Mode::Event;
    });
    let report = run(&flipped);
    // 2,600 ms of work and 4 ms on the network less; and so much less is a worker of Booking held.
    assert_eq!(report.answer_ms.max, Some(1_796.0));
    assert!((taken(&report, "booking") - 2.0 * 1.792 / 16.0).abs() < 1e-9);
    // It takes ten workers as much as before, behind the line.
    assert!((taken(&report, "notification") - 0.52).abs() < 1e-9);
}

fn catalogue(change: impl FnOnce(&mut Scenario)) -> Report {
    run(&changed(&built_in("catalogue-reads-beside-writes"), change))
}

fn of_branch(report: &Report, branch: &str) -> [Option<f64>; 3] {
    let it = report.choices["kind"][branch];
    [it.answer_ms.p50, it.answer_ms.p95, it.inconsistency_ms.p95]
}

#[test]
fn who_reads_does_not_wait_for_who_writes_and_both_sides_are_scaled_apart() {
    let report = catalogue(|_| {});
    let [read, write] = ["read", "write"].map(|it| report.choices["kind"][it]);
    // A hundred and one in a second for three minutes, one in a hundred and one of them a write.
    assert!((17_500..18_900).contains(&(read.customers + write.customers)));
    assert!((120..250).contains(&write.customers), "{}", write.customers);
    // Works of 12 and of 90 ms; the view follows 60 ms later, and the search index 150.
    assert!(read.answer_ms.p50.unwrap() < 12.0 && write.answer_ms.p50.unwrap() > 50.0);
    assert_eq!(read.inconsistency_ms.max, Some(0.0), "nothing follows a read");
    assert!(write.inconsistency_ms.p50.unwrap() > 100.0);
    // Whatever befalls the writing side leaves who reads alone, to the last bit.
    let slow = |service: &str, times: f64| {
        let slow = Slowdown { service: service.into(), factor: factor(times) };
        catalogue(|it| it.faults = vec![Fault::new(slow, s(0.0), s(60.0))])
    };
    for service in ["catalogue", "projection", "search"] {
        let other = slow(service, 20.0);
        assert_eq!(of_branch(&other, "read"), of_branch(&report, "read"), "{service}");
        assert_ne!(of_branch(&other, "write"), of_branch(&report, "write"), "{service}");
    }
    let other = slow("view", 2.0);
    assert_eq!(of_branch(&other, "write"), of_branch(&report, "write"));
    assert_ne!(of_branch(&other, "read"), of_branch(&report, "read"));
    // What both share is the shop: where reads hold all its workers, writes wait for one, too.
    let other = slow("view", 20.0);
    assert!(of_branch(&other, "write")[0].unwrap() > 1_000.0);
    // Four times as many who read are met by four times as many workers of the view, and nothing else.
    let busier = catalogue(|it| {
        it.workload.rate_per_s = per_s(401.0);
        let branches = &mut it.process.choices[0].branches;
        branches[0].ratio = ratio(0.997_506);
        branches[1].ratio = ratio(0.002_494);
        it.services.iter_mut().filter(|it| it.id.as_str() == "view").for_each(|it| {
            it.workers = Some(16);
        });
    });
    for service in ["view", "catalogue", "projection"] {
        let (before, after) = (taken(&report, service), taken(&busier, service));
        assert!((before - after).abs() < 0.02, "{service}: {before}, then {after}");
    }
}

#[test]
fn a_bank_transfer_of_a_day_is_acknowledged_at_once_and_conducted() {
    let design = built_in("bank-transfer");
    let report = run(&design);
    let books = report.requests;
    assert_eq!((books.failed, books.never_completed, books.open), (0, 0, 0));
    assert_eq!(books.acknowledged, books.completed + books.declined_later);
    // Two in a hundred of some 900 are screened out: within four standard deviations of 18.
    assert!((2..=35).contains(&books.declined_later), "{books:?}");
    assert_eq!(books.compensated, books.declined_later);
    assert!(report.answer_ms.p95.unwrap() < 1_000.0);
    let hours = report.completion_ms.p50.unwrap() / 3_600_000.0;
    assert!((12.0..14.0).contains(&hours), "cleared in 6 to 20 hours, this took {hours}");
    // Of each transfer that is booked the conductor hears five times, of one that is screened out three.
    let heard = 5 * books.completed + 3 * books.declined_later;
    assert_eq!(report.workflow.unwrap().heard, heard);
    // It holds none of its two workers while clearing takes its hours: what it was taken for within the ten
    // minutes is 20 ms for each thing that it heard in them, and nobody waited for it.
    let spans = record(&design).spans;
    let heard = spans.iter().filter(|it| it.kind == SpanKind::Outcome);
    let busy: u64 =
        heard.map(|it| it.released.unwrap().as_micros() - it.started.unwrap().as_micros()).sum();
    let sent = spans.iter().filter(|it| it.kind == SpanKind::Outcome).count() as u64;
    assert_eq!(busy, sent * 20_000);
    assert_eq!(report.services["transfers"].held_waiting_ratio, Some(0.0));
    assert!(taken(&report, "transfers") < 0.05);
    assert_eq!(report.topics["clear"].backlog_growth_per_s, None, "at work, and none waits");
}

#[test]
fn an_hour_without_the_conductor_only_delays_transfers() {
    let design = built_in("bank-transfer");
    let crash = Crash { service: "transfers".into(), ..Crash::default() };
    let crashed = changed(&design, |it| {
        it.faults = vec![Fault::new(crash, s(300.0), s(3_600.0))];
    });
    let (before, after) = (run(&design), run(&crashed));
    // The same become of the same transfers, each command is carried out once, and no answer comes later.
    assert_eq!(after.requests, before.requests);
    assert_eq!(after.answer_ms, before.answer_ms);
    for (step, figures) in &before.steps {
        assert_eq!(after.steps[step].attempts, figures.attempts, "{step}");
    }
    let later = after.completion_ms.mean.unwrap() - before.completion_ms.mean.unwrap();
    // Half of them come in the five minutes before it is there again in an hour.
    assert!((1_000_000.0..3_600_000.0).contains(&later), "{later}");
}

#[test]
fn a_no_at_the_screening_gives_the_money_back_in_reverse_order() {
    let design = changed(&built_in("bank-transfer"), |it| {
        it.process.steps[2].decline_ratio = ratio(1.0);
    });
    let spans = record(&design).spans;
    let undone: Vec<&str> = (spans.iter())
        .filter(|span| span.kind == SpanKind::Compensation && span.request == 0)
        .map(|span| design.process.steps[span.step].id.as_str())
        .collect();
    assert_eq!(undone, ["reserve-money", "accept"]);
    assert!(spans.iter().all(|span| design.process.steps[span.step].id.as_str() != "clear"));
}
