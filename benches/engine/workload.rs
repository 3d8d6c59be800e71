//! The three workloads of the table, each for the engine and for a bare loop.

use syncline::exchange::document;
use syncline::model::Scenario;
use syncline::simulation::{Extent, simulate};

/// Queues in series with exponential work.
pub struct Workload {
    pub name: &'static str,
    stages: usize,
    workers: u32,
    /// Arrivals in the mean of the work.
    rate: f64,
    /// The ratio to the bare loop that is wanted.
    pub wanted: f64,
}

pub const ALL: [Workload; 3] = [
    Workload { name: "M/M/1 at 0.8", stages: 1, workers: 1, rate: 0.8, wanted: 0.33 },
    Workload { name: "five in tandem at 0.8", stages: 5, workers: 1, rate: 0.8, wanted: 0.38 },
    Workload { name: "M/M/8 at 0.9", stages: 1, workers: 8, rate: 7.2, wanted: 0.36 },
];

impl Workload {
    /// The scenario in which so many requests are expected; its work takes 10 ms.
    pub fn scenario(&self, requests: u32) -> Scenario {
        let step = |n: usize| {
            let after = if n == 0 { String::new() } else { format!("\"step-{}\"", n - 1) };
            format!(
                r#"{{"id":"step-{n}","service":"service-{n}","after":[{after}],
                   "mode":"request-response","work":{{"distribution":"exponential","mean_ms":10}}}}"#
            )
        };
        let service = |n: usize| format!(r#"{{"id":"service-{n}","workers":{}}}"#, self.workers);
        let list =
            |one: &dyn Fn(usize) -> String| (0..self.stages).map(one).collect::<Vec<_>>().join(",");
        let rate_per_s = self.rate * 100.0;
        let text = format!(
            r#"{{"syncline":1,"process":{{"steps":[{}]}},"services":[{}],"network":{{"one_way_ms":0}},
               "workload":{{"rate_per_s":{rate_per_s},"duration_s":{}}}}}"#,
            list(&step),
            list(&service),
            f64::from(requests) / rate_per_s
        );
        document::read(&text).unwrap_or_else(|problems| panic!("{problems:?}"))
    }

    /// Runs a bare loop.
    pub fn bare(&self, bare_loop: BareLoop, requests: u32, seed: u32) {
        let (requests, seed) = (u64::from(requests), u64::from(seed));
        let mean = bare_loop(self.stages, self.workers, self.rate, requests, seed);
        assert!(mean > 1.0, "a response takes longer than the work");
    }
}

/// See `bare`.
pub type BareLoop = fn(usize, u32, f64, u64, u64) -> f64;

/// Runs the whole engine, with its full report.
pub fn engine(scenario: &Scenario, replication: u32) {
    let report = simulate(scenario, Extent::replication(replication)).expect("a valid scenario");
    assert!(report.requests.completed > 0);
}
