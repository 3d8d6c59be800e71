//! Two designs on the same arrivals.

use serde::Serialize;

use crate::engine::{Extent, Progress, Report, Run};
use crate::figures::{Difference, Figure, figure};
use crate::model::Design;

/// How many requests the figures of a design come from, at least.
pub const FIGURES_REQUESTS: u64 = 20_000;

/// Fewer replications than this give no interval worth its name.
const FEWEST_REPLICATIONS: u32 = 10;

/// The figures that are compared, in the order of their differences.
pub static COMPARED: [&Figure; 26] = [
    figure("answer_ms.mean"),
    figure("answer_ms.p50"),
    figure("answer_ms.p95"),
    figure("answer_ms.p99"),
    figure("acknowledgement_ms.mean"),
    figure("acknowledgement_ms.p50"),
    figure("acknowledgement_ms.p95"),
    figure("acknowledgement_ms.p99"),
    figure("completion_ms.mean"),
    figure("completion_ms.p95"),
    figure("done_p95_ms"),
    figure("success_ratio"),
    figure("throughput_per_s"),
    figure("requests.failed"),
    figure("requests.declined"),
    figure("requests.declined_later"),
    figure("requests.overturned"),
    figure("requests.in_flight"),
    figure("requests.abandoned"),
    figure("requests.repeated_effects"),
    figure("requests.never_completed"),
    figure("requests.compensated"),
    figure("requests.stuck"),
    figure("topics.lost"),
    figure("topics.dead"),
    figure("topics.expired"),
];

/// Two designs that are being run on the same arrivals.
pub struct Paired {
    before: Run,
    after: Run,
    before_finished: bool,
}

/// What two designs do on the same arrivals, and how they differ.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Comparison {
    /// The figures of the first.
    pub before: Report,
    /// The figures of the second.
    pub after: Report,
    /// How the second differs from the first, in each of [`COMPARED`].
    pub differences: Vec<Difference>,
}

impl Paired {
    /// Two designs on the same arrivals: as many replications as offer so many requests of the first
    /// together, and at least ten.
    #[must_use]
    pub fn new(before: &Design, after: &Design, requests: u64) -> Self {
        let extent = extent(before, requests);
        Self {
            before: Run::new(before, extent),
            after: Run::new(after, extent),
            before_finished: false,
        }
    }

    /// Lets at most so many things happen.
    pub fn advance(&mut self, events: u64) -> Progress {
        if !self.before_finished {
            match self.before.advance(events) {
                Progress::Running(done) => return Progress::Running(done / 2.0),
                Progress::Finished => self.before_finished = true,
            }
            return Progress::Running(0.5);
        }
        match self.after.advance(events) {
            Progress::Running(done) => Progress::Running(0.5 + done / 2.0),
            Progress::Finished => Progress::Finished,
        }
    }

    /// What differs, in the replications that are finished in both.
    #[must_use]
    pub fn comparison(&self) -> Comparison {
        Comparison::new(self.before.report(), self.after.report())
    }
}

/// Runs two designs on the same arrivals to their end.
#[must_use]
pub fn compare(before: &Design, after: &Design, requests: u64) -> Comparison {
    let mut paired = Paired::new(before, after, requests);
    while paired.advance(u64::MAX) != Progress::Finished {}
    paired.comparison()
}

/// As many replications as offer so many requests together, and at least ten.
#[must_use]
pub fn extent(design: &Design, requests: u64) -> Extent {
    let wanted = Extent::for_requests(design, requests);
    Extent { replications: wanted.replications.max(FEWEST_REPLICATIONS), ..wanted }
}

/// The replications that the figures of a design come from, wherever they are shown: so they are the
/// same everywhere, and two designs with the same arrivals can be compared without another run.
#[must_use]
pub fn figures_extent(design: &Design) -> Extent {
    extent(design, FIGURES_REQUESTS)
}

/// What differs between two designs in every figure that is compared, from reports of the same
/// replications of both.
#[must_use]
pub fn comparison(before: &Report, after: &Report) -> Vec<Difference> {
    COMPARED.iter().map(|figure| figure.difference(before, after)).collect()
}

impl Comparison {
    /// Two reports of the same replications, and what differs.
    #[must_use]
    pub fn new(before: Report, after: Report) -> Self {
        let differences = comparison(&before, &after);
        Self { before, after, differences }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::simulate;
    use crate::model::{Arrivals, Mode, Process, Scenario, Service, Step, Work, Workload};
    use crate::units::{Milliseconds, PerSecond, Ratio, Seconds};

    /// 100 requests in each replication; a step of constant work that fails so often.
    fn design(mode: Mode, error_ratio: f64) -> Design {
        let step = Step {
            id: "only".into(),
            service: "service".into(),
            mode,
            work: Work::Constant { mean_ms: Milliseconds::clamped(30.0) },
            error_ratio: Ratio::clamped(error_ratio),
            ..Step::default()
        };
        Design::check(Scenario {
            process: Process { steps: vec![step], ..Process::default() },
            services: vec![Service { id: "service".into(), ..Service::default() }],
            workload: Workload {
                arrivals: Arrivals::Constant,
                rate_per_s: PerSecond::clamped(10.0),
                duration_s: Seconds::clamped(10.0),
                ..Workload::default()
            },
            ..Scenario::default()
        })
        .unwrap()
    }

    fn found(comparison: &Comparison, figure: &str) -> Difference {
        comparison.differences.iter().find(|it| it.figure.id == figure).unwrap().clone()
    }

    #[test]
    fn figures_come_from_twenty_thousand_requests_and_at_least_ten_replications() {
        let often = design(Mode::Event, 0.0);
        assert_eq!(figures_extent(&often), Extent { first: 0, replications: 200 });
        assert_eq!(extent(&often, 100), Extent { first: 0, replications: 10 });
    }

    #[test]
    fn figures_are_those_of_one_run_and_counts_stand_beside_them() {
        let (call, event) = (design(Mode::RequestResponse, 0.0), design(Mode::Event, 0.0));
        let whole = compare(&call, &event, 2_000);
        let ids: Vec<&str> = whole.differences.iter().map(|it| it.figure.id).collect();
        assert_eq!(ids, COMPARED.map(|it| it.id));
        let alone = simulate(&event, extent(&call, 2_000));
        assert_eq!(whole.after, alone);
        assert_eq!(whole.differences, comparison(&whole.before, &alone));
        let p95 = found(&whole, "acknowledgement_ms.p95");
        assert_eq!(p95.after, alone.acknowledgement_ms.p95);
        // The call: there and back and 30 ms of work; the event: published in 2 ms. The same in
        // every replication, so that nothing is uncertain, but for the histogram's tenth of a percent.
        assert!((p95.difference.unwrap() + 30.0).abs() < 0.1, "{p95:?}");
        let [low, high] = p95.interval.unwrap();
        assert!(high - low < 1e-9);
    }

    #[test]
    fn counts_are_in_a_thousand_requests_and_their_difference_has_an_interval() {
        let (well, badly) =
            (design(Mode::RequestResponse, 0.0), design(Mode::RequestResponse, 1.0));
        let failed = found(&compare(&well, &badly, 2_000), "requests.failed");
        assert_eq!((failed.before, failed.after), (Some(0.0), Some(1_000.0)));
        assert_eq!((failed.difference, failed.interval), (Some(1_000.0), Some([1_000.0; 2])));
        let seldom = design(Mode::RequestResponse, 0.1);
        let failed = found(&compare(&well, &seldom, 20_000), "requests.failed");
        let [low, high] = failed.interval.unwrap();
        // A tenth of 20,000 requests: 100 in a thousand, give or take 1.97 √(0.1 × 0.9 / 20,000) = 4.2.
        assert!(low < 100.0 && 100.0 < high && (7.0..10.0).contains(&(high - low)), "{low} {high}");
    }

    #[test]
    fn reports_that_came_from_a_worker_compare_as_those_of_a_run_here_do() {
        let (call, event) = (design(Mode::RequestResponse, 0.2), design(Mode::Event, 0.2));
        let whole = compare(&call, &event, 2_000);
        let crossed =
            |design, report: &Report| Report::from_numbers(design, &report.to_numbers()).unwrap();
        let (before, after) = (crossed(&call, &whole.before), crossed(&event, &whole.after));
        assert_eq!(Comparison::new(before, after), whole);
    }
}
