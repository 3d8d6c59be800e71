//! The three workloads of the table, each for the engine and for a bare loop.

use syncline::engine::{Extent, simulate};
use syncline::model::Design;
use syncline::testing::{ms, scenario, step};

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
    /// The design in which so many requests are expected; its work takes 10 ms.
    pub fn design(&self, requests: u32) -> Design {
        let steps = (0..self.stages).map(|n| {
            let before = n.checked_sub(1).map(|it| format!("step-{it}"));
            let step = step(format!("step-{n}")).on(&format!("service-{n}"));
            step.after(before.as_deref()).exponential_ms(10.0)
        });
        let rate_per_s = self.rate * 100.0;
        let mut scenario = scenario(steps).workers(self.workers).rate(rate_per_s);
        scenario.network.one_way_ms = ms(0.0);
        scenario.lasts_s(f64::from(requests) / rate_per_s).design()
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
pub fn engine(design: &Design, replication: u32) {
    let report = simulate(design, Extent::replication(replication));
    assert!(report.requests.completed > 0);
}
