//! Two designs side by side: every headline figure, and what went wrong in the business's terms, each
//! with the interval of its difference.
//!
//! Both designs are run in the same [`batches`] of replications, on the same arrivals. A batch can be run
//! wherever there is room, and gives a report of its own; so the counts of the books, which a report has
//! only as a whole, are known by batch too. Latencies, throughput and success are compared by
//! replication, the counts by batch: each in pairs.

use super::paired::{Difference, comparison, difference, extent};
use crate::model::Scenario;
use crate::simulation::report::TopicFigures;
use crate::simulation::{Extent, MergeRefused, Report, merge};

use super::Comparison;

/// So many batches: nine degrees of freedom, at which Student's t is 2.26 instead of 1.96.
const BATCHES: u32 = 10;

/// Counts are given in so many requests, for how many requests were run says nothing.
const OUT_OF: f64 = 1_000.0;

/// The replications that offer so many requests of a scenario together, in batches of equal size; the
/// last batch ends where there are at least as many.
#[must_use]
pub fn batches(scenario: &Scenario, requests: u64) -> Vec<Extent> {
    let replications = extent(scenario, requests).replications.div_ceil(BATCHES);
    (0..BATCHES).map(|batch| Extent { first: batch * replications, replications }).collect()
}

type Count = (&'static str, fn(&Report) -> u64);

/// What went wrong, as the report calls it; in a thousand requests.
const COUNTS: [Count; 8] = [
    ("requests.failed", |it| it.requests.failed),
    ("requests.abandoned", |it| it.requests.abandoned),
    ("requests.repeated_effects", |it| it.requests.repeated_effects),
    ("requests.never_completed", |it| it.requests.never_completed),
    ("requests.compensated", |it| it.requests.compensated),
    ("requests.stuck", |it| it.requests.stuck),
    ("topics.lost", |it| of_topics(it, |topic| topic.lost)),
    ("topics.dead", |it| of_topics(it, |topic| topic.dead)),
];

impl Comparison {
    /// What differs between two designs, from the same batches of both, in the same order.
    ///
    /// # Errors
    /// [`MergeRefused`] where there are none, or those of one design do not belong together.
    pub fn of_batches(before: Vec<Report>, after: Vec<Report>) -> Result<Self, MergeRefused> {
        let counted: Vec<[Vec<Option<f64>>; 2]> = (COUNTS.iter())
            .map(|(_, count)| [&before, &after].map(|all| in_each(all, *count)))
            .collect();
        let mut comparison = comparison(merge(before)?, merge(after)?);
        let counts = COUNTS.iter().zip(&counted).map(|(&(figure, count), [olds, news])| {
            let [before, after] =
                [&comparison.before, &comparison.after].map(|all| in_a_thousand(all, count));
            difference(figure, before, after, olds, news)
        });
        let counts: Vec<Difference> = counts.collect();
        comparison.differences.extend(counts);
        Ok(comparison)
    }
}

fn in_each(reports: &[Report], count: fn(&Report) -> u64) -> Vec<Option<f64>> {
    reports.iter().map(|report| in_a_thousand(report, count)).collect()
}

#[allow(clippy::cast_precision_loss)] // counts below 2^53
fn in_a_thousand(report: &Report, count: fn(&Report) -> u64) -> Option<f64> {
    let offered = report.requests.offered;
    (offered > 0).then(|| count(report) as f64 * OUT_OF / offered as f64)
}

fn of_topics(report: &Report, count: fn(&TopicFigures) -> u64) -> u64 {
    report.topics.values().map(count).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Arrivals, Mode, Process, Service, Step, Work, Workload};
    use crate::simulation::simulate;
    use crate::study::compare;
    use crate::units::{Milliseconds, PerSecond, Ratio, Seconds};

    /// 100 requests in each replication; a step of constant work that fails so often.
    fn scenario(mode: Mode, error_ratio: f64) -> Scenario {
        let step = Step {
            id: "only".into(),
            service: "service".into(),
            mode,
            work: Work::Constant { mean_ms: Milliseconds::clamped(30.0) },
            error_ratio: Ratio::clamped(error_ratio),
            ..Step::default()
        };
        Scenario {
            process: Process { steps: vec![step], ..Process::default() },
            services: vec![Service { id: "service".into(), ..Service::default() }],
            workload: Workload {
                arrivals: Arrivals::Constant,
                rate_per_s: PerSecond::clamped(10.0),
                duration_s: Seconds::clamped(10.0),
                ..Workload::default()
            },
            ..Scenario::default()
        }
    }

    fn reports(of: &Scenario, plan: &[Extent]) -> Vec<Report> {
        plan.iter().map(|extent| simulate(of, *extent).unwrap()).collect()
    }

    fn found(comparison: &Comparison, figure: &str) -> Difference {
        comparison.differences.iter().find(|it| it.figure == figure).unwrap().clone()
    }

    #[test]
    fn batches_are_of_equal_size_and_follow_one_another() {
        let plan = batches(&scenario(Mode::Event, 0.0), 2_100);
        assert_eq!(plan.len(), 10);
        assert_eq!(plan[0], Extent { first: 0, replications: 3 });
        assert!(plan.windows(2).all(|pair| pair[0].end() == pair[1].first));
        assert_eq!(batches(&scenario(Mode::Event, 0.0), 1).last().unwrap().end(), 10);
    }

    #[test]
    fn figures_are_those_of_one_run_and_counts_stand_beside_them() {
        let (call, event) = (scenario(Mode::RequestResponse, 0.0), scenario(Mode::Event, 0.0));
        let plan = batches(&call, 2_000);
        let all = Comparison::of_batches(reports(&call, &plan), reports(&event, &plan)).unwrap();
        let whole = compare(&call, &event, 2_000).unwrap();
        assert_eq!(all.differences[..whole.differences.len()], whole.differences);
        assert_eq!(all.differences.len(), whole.differences.len() + COUNTS.len());
        let p95 = found(&all, "acknowledgement_ms.p95");
        // The call: there and back and 30 ms of work; the event: published in 2 ms. The same in
        // every replication, so that nothing is uncertain, but for the histogram's tenth of a percent.
        assert!((p95.difference.unwrap() + 30.0).abs() < 0.1, "{p95:?}");
        let [low, high] = p95.interval.unwrap();
        assert!(high - low < 1e-9);
    }

    #[test]
    fn counts_are_in_a_thousand_requests_and_their_difference_has_an_interval() {
        let (well, badly) =
            (scenario(Mode::RequestResponse, 0.0), scenario(Mode::RequestResponse, 1.0));
        let plan = batches(&well, 2_000);
        let all = Comparison::of_batches(reports(&well, &plan), reports(&badly, &plan)).unwrap();
        let failed = found(&all, "requests.failed");
        assert_eq!((failed.before, failed.after), (Some(0.0), Some(1_000.0)));
        assert_eq!((failed.difference, failed.interval), (Some(1_000.0), Some([1_000.0; 2])));
        let seldom = scenario(Mode::RequestResponse, 0.1);
        let plan = batches(&well, 20_000);
        let all = Comparison::of_batches(reports(&well, &plan), reports(&seldom, &plan)).unwrap();
        let [low, high] = found(&all, "requests.failed").interval.unwrap();
        // A tenth of 20,000 requests: 100 in a thousand, give or take 2.26 √(0.1 × 0.9 / 20,000) = 4.8.
        assert!(low < 100.0 && 100.0 < high && (4.0..16.0).contains(&(high - low)), "{low} {high}");
    }

    #[test]
    fn nothing_compares_with_nothing() {
        assert!(Comparison::of_batches(Vec::new(), Vec::new()).is_err());
    }
}
