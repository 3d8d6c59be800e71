//! The parts that a person waits for, each by itself: what a change of the code costs or gains.
//!
//! Absolute times of one machine at one moment; ratios between programs are measured in turns, by
//! `engine`. `cargo bench --bench parts`, or with a name behind it for some of them.

// A benchmark that meets what cannot be is to fail there and then.
#![allow(clippy::expect_used)]

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use syncline::engine::{Extent, record, simulate};
use syncline::exchange::document;
use syncline::study::compare;

const CHECKOUT: &str = include_str!("../src/catalogue/documents/checkout.syncline.json");
const MOST: &str = include_str!("../tests/fixtures/scenarios/most.syncline.json");

fn main() {
    divan::main();
}

/// The first built-in document, read and checked.
#[divan::bench]
fn read_checkout() {
    document::read(black_box(CHECKOUT)).expect("a valid document");
}

/// The document in which everything is set, read and checked.
#[divan::bench]
fn read_most() {
    document::read(black_box(MOST)).expect("a valid document");
}

/// A report of replications of the checkout, a minute each; its requests are the items.
#[divan::bench(args = [1, 17, 100])]
fn report(bencher: Bencher<'_, '_>, replications: u32) {
    let design = document::read(CHECKOUT).expect("a built-in scenario");
    let extent = Extent { first: 0, replications };
    let run = || simulate(&design, extent);
    bencher.counter(ItemsCount::new(run().requests.offered)).bench(run);
}

/// A report of one replication in which everything is set.
#[divan::bench]
fn report_of_most(bencher: Bencher<'_, '_>) {
    let design = document::read(MOST).expect("a valid document");
    let run = || simulate(&design, Extent::replication(0));
    bencher.counter(ItemsCount::new(run().requests.offered)).bench(run);
}

/// The recording that the stage plays.
#[divan::bench]
fn recording(bencher: Bencher<'_, '_>) {
    let design = document::read(CHECKOUT).expect("a built-in scenario");
    bencher.bench(|| record(&design));
}

/// A topic of 5,000 events a second, as a work queue and in a thousand partitions over a million keys, evenly
/// and by Zipf's law: the partitions cost at most half as much again.
#[divan::bench(args = ["queue", "partitions", "skewed"])]
fn topic(bencher: Bencher<'_, '_>, of: &str) {
    let (partitions, skew) = match of {
        "queue" => ("null", 0.0),
        "partitions" => ("1000", 0.0),
        _ => ("1000", 0.5),
    };
    let text = format!(
        r#"{{ "syncline": 1, "process": {{ "steps": [ {{ "id": "index", "service": "index", "mode": "event",
            "work": {{ "distribution": "exponential", "mean_ms": 50 }}, "delivery": {{ "partitions": {partitions} }} }} ] }},
            "services": [ {{ "id": "index", "workers": 400 }} ],
            "workload": {{ "rate_per_s": 5000, "duration_s": 10, "keys": 1000000, "key_skew": {skew} }} }}"#
    );
    let design = document::read(&text).expect("a valid document");
    let run = || simulate(&design, Extent::replication(0));
    bencher.counter(ItemsCount::new(run().requests.offered)).bench(run);
}

/// Two designs on the same arrivals.
#[divan::bench(args = [20_000])]
fn comparison(bencher: Bencher<'_, '_>, requests: u64) {
    let design = document::read(CHECKOUT).expect("a built-in scenario");
    bencher.bench(|| compare(&design, &design, requests));
}
