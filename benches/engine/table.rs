//! What `cargo bench --bench engine` prints.

use std::process::{Command, Stdio};
use std::time::Instant;

use syncline::engine::{Extent, record, simulate};
use syncline::exchange::document;
use syncline::model::{Design, Mode};
use syncline::study::{self, compare};

use crate::bare;
use crate::verdict;
use crate::workload::{self, Workload};

const REQUESTS: u32 = 1_000_000;
const TURNS: u32 = 7;
/// So many requests are to answer a flip.
const FLIP_REQUESTS: u64 = 20_000;

pub fn print() {
    // First, while nothing else has filled the memory.
    growth();
    println!("\nrequests per second, medians of {TURNS} turns of {REQUESTS} requests\n");
    println!(
        "{:24} {:>12} {:>12} {:>7} {:>7} {:>12} {:>7}",
        "workload", "engine", "plain loop", "ratio", "wanted", "tuned loop", "ratio"
    );
    for workload in &workload::ALL {
        ratio(workload);
    }
    checkout();
    verdicts();
    whole_process();
}

fn ratio(workload: &Workload) {
    let design = workload.design(REQUESTS);
    let (mut engine, mut plain, mut tuned) = (Vec::new(), Vec::new(), Vec::new());
    for turn in 0..TURNS {
        engine.push(milliseconds(|| workload::engine(&design, turn)));
        plain.push(milliseconds(|| workload.bare(bare::plain, REQUESTS, turn)));
        tuned.push(milliseconds(|| workload.bare(bare::tuned, REQUESTS, turn)));
    }
    let [engine, plain, tuned] =
        [engine, plain, tuned].map(|times| f64::from(REQUESTS) / median(times) * 1_000.0);
    println!(
        "{:24} {engine:>12.0} {plain:>12.0} {:>7.3} {:>7.2} {tuned:>12.0} {:>7.3}",
        workload.name,
        engine / plain,
        workload.wanted,
        engine / tuned
    );
}

/// Time per request and peak of memory, from ten thousand requests to ten million.
fn growth() {
    println!("M/M/1 at 0.8, without a recording\n");
    println!("{:>12} {:>15} {:>8} {:>10}", "requests", "ns per request", "times", "peak MB");
    let mut first = None;
    for (requests, turns) in [(10_000, 201), (100_000, 41), (1_000_000, 7), (10_000_000, 3)] {
        let design = workload::ALL[0].design(requests);
        let times = (0..turns).map(|turn| milliseconds(|| workload::engine(&design, turn)));
        let time = median(times.collect()) * 1e6 / f64::from(requests);
        let times = time / *first.get_or_insert(time);
        println!("{requests:>12} {time:>15.0} {times:>8.2} {:>10}", peak_memory());
    }
}

/// The most memory that this process has had so far, where the system tells.
fn peak_memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let kilobytes = status.lines().find_map(|line| {
        line.strip_prefix("VmHWM:")?.split_whitespace().next()?.parse::<f64>().ok()
    });
    kilobytes.map_or_else(|| "?".to_owned(), |kilobytes| format!("{:.1}", kilobytes / 1_024.0))
}

/// The built-in checkout, and a flip of it: its last called step becomes a reaction to an event.
fn checkout() {
    let text = include_str!("../../src/catalogue/documents/checkout.syncline.json");
    let before = document::read(text).expect("a built-in scenario");
    let after = flipped(&before);
    let extent = Extent::for_requests(&after, FLIP_REQUESTS);
    let mut figures = Vec::new();
    let mut paired = Vec::new();
    let mut recording = Vec::new();
    for _ in 0..21 {
        figures.push(milliseconds(|| drop(simulate(&after, extent))));
        paired.push(milliseconds(|| {
            drop(compare(&before, &after, FLIP_REQUESTS));
        }));
        recording.push(milliseconds(|| drop(record(&after))));
    }
    println!("\na flip of the checkout, {} replications, medians of 21\n", extent.replications);
    println!("{:>8.1} ms  fresh figures of the design", median(figures));
    println!("{:>8.1} ms  both designs, compared on the same arrivals", median(paired));
    println!("{:>8.1} ms  the recording that the stage plays", median(recording));
}

fn verdicts() {
    let began = Instant::now();
    println!("\na verdict on {} steps", verdict::STEPS);
    for (answered, name) in [(true, "every question answered"), (false, "none")] {
        let time = verdict::measure(answered, || began.elapsed().as_secs_f64() * 1_000.0);
        println!("{time:>8.2} ms  {name}");
    }
}

fn flipped(before: &Design) -> Design {
    let called = before.process.steps.iter().rev().find(|step| step.mode != Mode::Event);
    study::flipped(before, called.expect("the checkout calls its steps")).expect("valid")
}

/// The command line from its start to its exit, on the fixture in which everything is set.
fn whole_process() {
    let scenario =
        concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/scenarios/most.syncline.json");
    let mut times = Vec::new();
    for _ in 0..21 {
        times.push(milliseconds(|| {
            let status = Command::new(env!("CARGO_BIN_EXE_syncline"))
                .args(["simulate", scenario])
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .status();
            assert!(status.is_ok_and(|status| status.success()), "syncline simulate fails");
        }));
    }
    println!("\n{:>8.1} ms  `syncline simulate`, the whole process, median of 21", median(times));
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
