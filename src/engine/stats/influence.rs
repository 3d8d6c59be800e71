//! How much each replication moves a figure of the whole run: what intervals are made of.
//!
//! A figure of all replications together is a function of their sums, or a rank among all their times. What
//! one replication adds to it is its influence, to first order (the infinitesimal jackknife): for a ratio
//! its own surplus over what its share would be; for a percentile the share of its times beyond it, turned
//! into time by how steep the distribution is there. The influences add up to about nothing; how far apart
//! they lie says how far the figure is sure, and, taken in pairs of two designs on the same arrivals, how
//! far a difference is. Sources: Efron, "The Jackknife, the Bootstrap and Other Resampling Plans" (1982),
//! chapter 6; Woodruff, "Confidence Intervals for Medians and Other Position Measures" (1952).

use super::cells::Cells;
use super::distribution::Distribution;
use super::interval::half_width;
use super::sample::Sample;
use super::tally::Evidence;

/// A sample's times, and among how many they are.
type Of = fn(&Sample) -> (&Cells, i64);

/// So many samples must reach beyond a percentile at least, or all of fewer: where it stands for a few of
/// the worst alone, how those vary is not known.
const FEWEST: usize = 5;

/// Times of which a report has percentiles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Times {
    /// From a customer's arrival to the answer, among all customers.
    Answer,
    /// To acknowledgement, of the acknowledged.
    Acknowledgement,
    /// To completion, of the completed.
    Completion,
    /// To completion, among all that were told yes.
    Done,
}

/// Of a figure that is one sum over another: from each sample its part of both.
#[must_use]
pub fn of_ratio(evidence: &Evidence, parts: impl Fn(&Sample) -> (f64, f64)) -> Vec<f64> {
    let parts: Vec<(f64, f64)> = evidence.samples.iter().map(parts).collect();
    let whole: f64 = parts.iter().map(|(_, whole)| whole).sum();
    if whole <= 0.0 {
        return Vec::new();
    }
    let ratio = parts.iter().map(|(part, _)| part).sum::<f64>() / whole;
    #[allow(clippy::cast_precision_loss)] // thousands at most
    let mean = whole / parts.len() as f64;
    parts.iter().map(|(part, whole)| (part - ratio * whole) / mean).collect()
}

/// Of a percentile, in milliseconds; none where it is beyond what was measured, or so near to that that
/// nothing is known of how far it is sure.
#[must_use]
#[allow(clippy::cast_precision_loss)] // counts below 2^53
pub fn of_rank(evidence: &Evidence, times: Times, quantile: f64) -> Vec<f64> {
    let (all, of): (&Distribution, Of) = match times {
        Times::Answer => (&evidence.answer, |it| (&it.answers, it.customers.cast_signed())),
        Times::Acknowledgement => {
            (&evidence.acknowledgement, |it| (&it.acknowledgements, it.acknowledged.cast_signed()))
        }
        Times::Completion => {
            (&evidence.completion, |it| (&it.completions, it.completed.cast_signed()))
        }
        Times::Done => (&evidence.completion, |it| (&it.completions, it.told_yes)),
    };
    let among: i64 = evidence.samples.iter().map(|it| of(it).1).sum();
    let among = among.max(0).cast_unsigned();
    let kept: u64 = evidence.samples.iter().map(|it| of(it).0.count()).sum();
    if among == 0 || kept != all.count() || all.rank_among_ms(quantile, among).is_none() {
        return Vec::new();
    }
    let bucket = all.bucket_among(quantile, among);
    let shares = of_ratio(evidence, |it| {
        let (cells, whole) = of(it);
        (cells.within(bucket) as f64, whole as f64)
    });
    let Some(half) = half_width(&shares) else { return Vec::new() };
    // No narrower than one of them: a step of the distribution has no slope.
    let half = half.max(1.0 / among as f64);
    let (low, high) = ((quantile - half).max(0.0), (quantile + half).min(1.0));
    let (Some(from), Some(to)) = (all.rank_among_ms(low, among), all.rank_among_ms(high, among))
    else {
        return Vec::new();
    };
    let slope = (to - from) / (high - low);
    let beyond = (evidence.samples.iter())
        .filter(|it| of(it).0.within(bucket).cast_signed() < of(it).1)
        .count();
    if slope > 0.0 && beyond < FEWEST.min(evidence.samples.len()) {
        return Vec::new();
    }
    shares.iter().map(|share| -share * slope).collect()
}
