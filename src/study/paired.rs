//! Two designs on the same arrivals.

use serde::Serialize;

use crate::model::{Problem, Scenario};
use crate::simulation::{Extent, Progress, Report, Run, Sample, half_width};

/// Fewer replications than this give no interval worth its name.
const FEWEST_REPLICATIONS: u32 = 10;

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
    /// How the second differs from the first.
    pub differences: Vec<Difference>,
}

/// One figure of both designs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Difference {
    /// Which figure, as it is called in the report.
    pub figure: &'static str,
    /// In the first design; absent where nothing was measured.
    pub before: Option<f64>,
    /// In the second design.
    pub after: Option<f64>,
    /// After less before: the mean over the replications.
    pub difference: Option<f64>,
    /// 95 % interval of the difference, from the replications in pairs.
    pub interval: Option<[f64; 2]>,
    /// The same, had the replications not been paired: what common chance saves.
    pub unpaired_interval: Option<[f64; 2]>,
}

impl Paired {
    /// Two designs on the same arrivals: as many replications as offer so many requests of the first
    /// together, and at least ten.
    ///
    /// # Errors
    /// The problems of the first scenario that is not valid.
    pub fn new(before: &Scenario, after: &Scenario, requests: u64) -> Result<Self, Vec<Problem>> {
        let extent = extent(before, requests);
        Ok(Self {
            before: Run::new(before, extent)?,
            after: Run::new(after, extent)?,
            before_finished: false,
        })
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
        comparison(self.before.report(), self.after.report())
    }
}

/// Runs two designs on the same arrivals to their end.
///
/// # Errors
/// The problems of the first scenario that is not valid.
pub fn compare(
    before: &Scenario,
    after: &Scenario,
    requests: u64,
) -> Result<Comparison, Vec<Problem>> {
    let mut paired = Paired::new(before, after, requests)?;
    while paired.advance(u64::MAX) != Progress::Finished {}
    Ok(paired.comparison())
}

/// As many replications as offer so many requests together, and at least ten.
#[must_use]
pub fn extent(scenario: &Scenario, requests: u64) -> Extent {
    let wanted = Extent::for_requests(scenario, requests);
    Extent { replications: wanted.replications.max(FEWEST_REPLICATIONS), ..wanted }
}

type Figure = (&'static str, fn(&Report) -> Option<f64>, fn(&Sample) -> Option<f64>);

/// The figures that are compared: of a whole report, and of one replication.
const FIGURES: [Figure; 8] = [
    ("acknowledgement_ms.mean", |r| r.acknowledgement_ms.mean, acknowledgement_mean),
    ("acknowledgement_ms.p50", |r| r.acknowledgement_ms.p50, |s| acknowledgement(s, 0)),
    ("acknowledgement_ms.p95", |r| r.acknowledgement_ms.p95, |s| acknowledgement(s, 1)),
    ("acknowledgement_ms.p99", |r| r.acknowledgement_ms.p99, |s| acknowledgement(s, 2)),
    ("completion_ms.mean", |r| r.completion_ms.mean, completion_mean),
    ("completion_ms.p95", |r| r.completion_ms.p95, completion_p95),
    ("success_ratio", |r| r.success_ratio, success),
    ("throughput_per_s", |r| Some(r.throughput_per_s), throughput),
];

pub(super) fn comparison(before: Report, after: Report) -> Comparison {
    let differences = (FIGURES.iter())
        .map(|&(figure, of_report, of_sample)| {
            let values = |report: &Report| -> Vec<Option<f64>> {
                report.evidence.samples.iter().map(of_sample).collect()
            };
            let (olds, news) = (values(&before), values(&after));
            difference(figure, of_report(&before), of_report(&after), &olds, &news)
        })
        .collect();
    Comparison { before, after, differences }
}

pub(super) fn difference(
    figure: &'static str,
    before: Option<f64>,
    after: Option<f64>,
    olds: &[Option<f64>],
    news: &[Option<f64>],
) -> Difference {
    let pairs: Vec<(f64, f64)> =
        olds.iter().zip(news).filter_map(|(old, new)| Some(((*old)?, (*new)?))).collect();
    let gaps: Vec<f64> = pairs.iter().map(|(old, new)| new - old).collect();
    #[allow(clippy::cast_precision_loss)] // thousands at most
    let mean = (!gaps.is_empty()).then(|| gaps.iter().sum::<f64>() / gaps.len() as f64);
    let (olds, news): (Vec<f64>, Vec<f64>) = pairs.into_iter().unzip();
    let around = |half: Option<f64>| Some([mean? - half?, mean? + half?]);
    let unpaired = half_width(&olds)
        .zip(half_width(&news))
        .map(|(old, new)| libm::sqrt(old * old + new * new));
    Difference {
        figure,
        before,
        after,
        difference: mean,
        interval: around(half_width(&gaps)),
        unpaired_interval: around(unpaired),
    }
}

fn acknowledgement_mean(sample: &Sample) -> Option<f64> {
    mean_ms(sample.acknowledgement_sum, sample.acknowledged)
}

fn acknowledgement(sample: &Sample, rank: usize) -> Option<f64> {
    sample.acknowledgement_ranks.get(rank).copied().filter(|_| sample.acknowledged > 0)
}

/// A replication without a step behind the line completes what it acknowledges.
fn completion_mean(sample: &Sample) -> Option<f64> {
    mean_ms(sample.completion_sum, sample.completed)
}

fn completion_p95(sample: &Sample) -> Option<f64> {
    let [_, p95, _] = sample.completion_ranks;
    (sample.completed > 0).then_some(p95)
}

#[allow(clippy::cast_precision_loss)] // counts below 2^53
fn success(sample: &Sample) -> Option<f64> {
    let answered = sample.acknowledged + sample.failed;
    (answered > 0).then(|| sample.acknowledged as f64 / answered as f64)
}

#[allow(clippy::cast_precision_loss)]
fn throughput(sample: &Sample) -> Option<f64> {
    (sample.seconds > 0.0).then(|| sample.answered_inside as f64 / sample.seconds)
}

#[allow(clippy::cast_precision_loss)]
fn mean_ms(sum: u64, count: u64) -> Option<f64> {
    (count > 0).then(|| sum as f64 / count as f64 / 1_000.0)
}
