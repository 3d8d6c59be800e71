//! Queues whose answers are known, to hold the engine against.
//!
//! Each is a scenario like any other, run by the same engine; its theory is a formula over the same
//! numbers. What is compared is the mean time to acknowledgement, whose interval covers the theory's
//! value in 95 of 100 seeds. One long run each, with the first tenth left out.

use crate::engine::Report;
use crate::model::{
    Arrivals, Design, Network, Process, Scenario, Service, ServiceId, Step, StepId, Work, Workload,
};
use crate::units::{Milliseconds, PerSecond, Seconds};

/// How many requests each is run with.
const REQUESTS: f64 = 200_000.0;

/// Mean work of every step, in milliseconds.
const WORK_MS: f64 = 10.0;

/// A queue and its answer.
#[derive(Debug, Clone)]
pub struct KnownAnswer {
    /// What it is, in a few words.
    pub name: &'static str,
    /// What queueing theory calls it, and where its formula is from.
    pub source: &'static str,
    /// The mean time to acknowledgement by theory, in milliseconds.
    pub theory_ms: f64,
    /// The queue.
    pub design: Design,
}

/// What a run of it found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Finding {
    /// The mean time to acknowledgement, in milliseconds.
    pub simulated_ms: f64,
    /// Its 95 % interval.
    pub interval_ms: [f64; 2],
}

impl KnownAnswer {
    /// What a finished run of the queue found; nothing where nobody was answered.
    #[must_use]
    pub fn finding(report: &Report) -> Option<Finding> {
        let times = &report.acknowledgement_ms;
        Some(Finding { simulated_ms: times.mean?, interval_ms: times.mean_interval? })
    }
}

impl Finding {
    /// Whether the interval covers this value.
    #[must_use]
    pub fn covers(&self, theory_ms: f64) -> bool {
        let [low, high] = self.interval_ms;
        (low..=high).contains(&theory_ms)
    }
}

/// The queues, simplest first, on this seed.
#[must_use]
pub fn known_answers(seed: u64) -> Vec<KnownAnswer> {
    let memoryless = Work::Exponential { mean_ms: Milliseconds::clamped(WORK_MS) };
    let constant = Work::Constant { mean_ms: Milliseconds::clamped(WORK_MS) };
    let one = WORK_MS / (1.0 - 0.8);
    let rows = [
        ("One worker, 80 % taken", "M/M/1 (Erlang 1917)", one, queue(1, 1, 0.8, &memoryless, seed)),
        (
            "The same, every piece of work alike",
            "M/D/1 (Pollaczek 1930)",
            WORK_MS + 0.8 * WORK_MS / (2.0 * (1.0 - 0.8)),
            queue(1, 1, 0.8, &constant, seed),
        ),
        (
            "Eight workers, 90 % taken",
            "M/M/8 (Erlang 1917)",
            WORK_MS + erlang_c(8, 0.9) * WORK_MS / (8.0 * (1.0 - 0.9)),
            queue(1, 8, 0.9, &memoryless, seed),
        ),
        (
            "Five in a row, each 80 % taken",
            "Tandem (Jackson 1957)",
            5.0 * one,
            queue(5, 1, 0.8, &memoryless, seed),
        ),
    ];
    let known = |(name, source, theory_ms, scenario)| {
        // A test holds that each is valid.
        let design = Design::check(scenario).ok()?;
        Some(KnownAnswer { name, source, theory_ms, design })
    };
    rows.into_iter().filter_map(known).collect()
}

/// How likely it is to wait with so many workers: Erlang's C, from the recursion of his B.
fn erlang_c(workers: u32, utilisation: f64) -> f64 {
    let offered = f64::from(workers) * utilisation;
    let blocked = (1..=workers).map(f64::from).fold(1.0, |b, n| offered * b / (n + offered * b));
    blocked / (1.0 - utilisation * (1.0 - blocked))
}

/// Steps one after the other, each on a service of its own, without a network between them.
fn queue(steps: u32, workers: u32, utilisation: f64, work: &Work, seed: u64) -> Scenario {
    let rate_per_s = utilisation * f64::from(workers) * 1_000.0 / WORK_MS;
    let duration_s = REQUESTS / rate_per_s;
    let service = |index: u32| ServiceId::from(format!("service-{index}").as_str());
    let id = |index: u32| StepId::from(format!("step-{index}").as_str());
    Scenario {
        process: Process {
            steps: (1..=steps)
                .map(|index| Step {
                    id: id(index),
                    service: service(index),
                    after: if index > 1 { vec![id(index - 1)] } else { Vec::new() },
                    work: work.clone(),
                    ..Step::default()
                })
                .collect(),
            ..Process::default()
        },
        services: (1..=steps)
            .map(|index| Service {
                id: service(index),
                workers: Some(workers),
                ..Service::default()
            })
            .collect(),
        network: Network { one_way_ms: Milliseconds::clamped(0.0) },
        workload: Workload {
            arrivals: Arrivals::Poisson,
            rate_per_s: PerSecond::clamped(rate_per_s),
            duration_s: Seconds::clamped(duration_s),
            warm_up_s: Seconds::clamped(duration_s / 10.0),
            ..Workload::default()
        },
        seed,
        ..Scenario::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Extent, simulate};

    #[test]
    fn the_theory_is_what_the_tables_say() {
        assert_eq!(known_answers(1).len(), 4);
        let theory: Vec<f64> = known_answers(1).iter().map(|it| it.theory_ms).collect();
        // M/M/8 at 0.9: C = 0.7017, W = 10 + 0.7017 * 12.5 = 18.77.
        for (found, expected) in theory.iter().zip([50.0, 30.0, 18.77, 250.0]) {
            assert!((found - expected).abs() < 0.01, "{found} {expected}");
        }
    }

    #[test]
    fn the_engine_agrees_with_each() {
        for known in known_answers(Scenario::SEED) {
            let report = simulate(&known.design, Extent::replication(0));
            let found = KnownAnswer::finding(&report).unwrap();
            assert!(found.covers(known.theory_ms), "{}: {found:?} {}", known.name, known.theory_ms);
            let width = (found.interval_ms[1] - found.interval_ms[0]) / known.theory_ms;
            assert!(width < 0.2, "{}: an interval that says something: {width}", known.name);
        }
    }

    #[test]
    fn an_interval_covers_what_lies_in_it() {
        let finding = Finding { simulated_ms: 2.0, interval_ms: [1.0, 3.0] };
        assert!(finding.covers(1.0) && finding.covers(3.0) && !finding.covers(3.1));
    }
}
