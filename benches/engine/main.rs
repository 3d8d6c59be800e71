//! The engine's speed, as ratios measured in one run: simulated requests per second of the whole
//! engine on its ordinary path, with its full report, beside a bare loop for the same queue.
//!
//! Both are run in turns, five times, and the medians compared, since machines are noisy. Then growth:
//! the time per request of ten million requests over that of ten thousand; and how long a flip of the
//! checkout takes to answer. `cargo bench --bench engine`, or `./dev bench`; pin it to one core
//! (`taskset -c 0`) for steadier figures.

// A benchmark that meets what cannot be is to fail there and then.
#![allow(clippy::expect_used, clippy::indexing_slicing)]

mod bare;

use std::time::Instant;

use syncline::exchange::document;
use syncline::model::Scenario;
use syncline::simulation::{Extent, record, simulate};

/// A workload of the table: its name, stations, workers, arrivals in the mean of the work, and the
/// ratio to the bare loop that is wanted.
const WORKLOADS: [(&str, usize, u32, f64, f64); 3] = [
    ("M/M/1 at 0.8", 1, 1, 0.8, 0.33),
    ("five in tandem at 0.8", 5, 1, 0.8, 0.38),
    ("M/M/8 at 0.9", 1, 8, 7.2, 0.36),
];
const REQUESTS: u32 = 1_000_000;
const TURNS: u32 = 5;

fn main() {
    println!("requests per second, medians of {TURNS} turns of {REQUESTS} requests\n");
    println!(
        "{:24} {:>12} {:>12} {:>7} {:>7}",
        "workload", "engine", "bare loop", "ratio", "wanted"
    );
    for (name, stages, workers, rate, wanted) in WORKLOADS {
        let design = queues(stages, workers, rate, REQUESTS);
        let (mut engine, mut bare) = (Vec::new(), Vec::new());
        for turn in 0..TURNS {
            engine.push(per_second(REQUESTS, || {
                let report = simulate(&design, Extent::replication(turn)).expect("valid");
                assert!(report.requests.completed > 0);
            }));
            bare.push(per_second(REQUESTS, || {
                let mean =
                    bare::queues(stages, workers, rate, u64::from(REQUESTS), u64::from(turn));
                assert!(mean > 1.0);
            }));
        }
        let (engine, bare) = (median(engine), median(bare));
        println!("{name:24} {engine:>12.0} {bare:>12.0} {:>7.2} {wanted:>7.2}", engine / bare);
    }
    growth();
    checkout();
}

fn growth() {
    let time = |requests: u32, turns: u32| {
        let design = queues(1, 1, 0.8, requests);
        let mut times: Vec<f64> = (0..turns)
            .map(|turn| {
                1e9 / per_second(requests, || {
                    simulate(&design, Extent::replication(turn)).expect("valid");
                })
            })
            .collect();
        times.sort_by(f64::total_cmp);
        times[times.len() / 2]
    };
    let (short, long) = (time(10_000, 101), time(7_000_000, 3));
    println!(
        "\ntime per request: {short:.0} ns of 10,000, {long:.0} ns of 7,000,000: {:.2} times",
        long / short
    );
}

fn checkout() {
    let text = include_str!("../../src/catalogue/checkout.syncline.json");
    let design = document::read(text).expect("a built-in scenario");
    let extent = Extent::for_requests(&design, 20_000);
    let mut times: Vec<f64> =
        (0..21).map(|_| milliseconds(|| drop(simulate(&design, extent)))).collect();
    times.sort_by(f64::total_cmp);
    println!(
        "\na flip of the checkout: {:.1} ms for {} replications, and {:.1} ms for the recording",
        times[times.len() / 2],
        extent.replications,
        milliseconds(|| drop(record(&design)))
    );
}

/// `stages` services of `workers` each, with exponential work of 100 ms.
fn queues(stages: usize, workers: u32, rate: f64, requests: u32) -> Scenario {
    let step = |n: usize| {
        let after = if n == 0 { String::new() } else { format!("\"step-{}\"", n - 1) };
        format!(
            r#"{{"id":"step-{n}","service":"service-{n}","after":[{after}],"mode":"request-response",
               "work":{{"distribution":"exponential","mean_ms":100}}}}"#
        )
    };
    let service = |n: usize| format!(r#"{{"id":"service-{n}","workers":{workers}}}"#);
    let list = |one: &dyn Fn(usize) -> String| (0..stages).map(one).collect::<Vec<_>>().join(",");
    let rate_per_s = rate * 10.0;
    let text = format!(
        r#"{{"syncline":1,"process":{{"steps":[{}]}},"services":[{}],"network":{{"one_way_ms":0}},
           "workload":{{"rate_per_s":{rate_per_s},"duration_s":{}}}}}"#,
        list(&step),
        list(&service),
        f64::from(requests) / rate_per_s
    );
    document::read(&text).unwrap_or_else(|problems| panic!("{problems:?}"))
}

fn per_second(requests: u32, run: impl FnOnce()) -> f64 {
    f64::from(requests) / milliseconds(run) * 1_000.0
}

fn milliseconds(run: impl FnOnce()) -> f64 {
    let began = Instant::now();
    run();
    began.elapsed().as_secs_f64() * 1_000.0
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
