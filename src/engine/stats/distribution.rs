//! Distributions of measured times: a histogram for the ranks, an exact sum for the mean.

use serde::{Deserialize, Serialize};

use super::cells::Cells;
use super::histogram::{Histogram, rank_of};
use crate::engine::codec::Codec;

/// A distribution of times, in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Latency {
    /// How many were measured.
    pub count: u64,
    /// The mean.
    pub mean: Option<f64>,
    /// 95 % interval of the mean.
    pub mean_interval: Option<[f64; 2]>,
    /// The median, nearest rank.
    pub p50: Option<f64>,
    /// 95 % interval of the median.
    pub p50_interval: Option<[f64; 2]>,
    /// The 90th percentile, nearest rank.
    pub p90: Option<f64>,
    /// The 95th percentile, nearest rank.
    pub p95: Option<f64>,
    /// 95 % interval of the 95th percentile.
    pub p95_interval: Option<[f64; 2]>,
    /// The 99th percentile, nearest rank.
    pub p99: Option<f64>,
    /// 95 % interval of the 99th percentile.
    pub p99_interval: Option<[f64; 2]>,
    /// The largest.
    pub max: Option<f64>,
}

/// Times that were measured, in microseconds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(into = "Buckets", from = "Buckets")]
pub(in crate::engine) struct Distribution {
    histogram: Histogram,
    sum: u64,
    least: u64,
    greatest: u64,
}

/// A distribution as it is written: how often each length was measured, bucket by bucket.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Buckets {
    sum_us: u64,
    min_us: u64,
    max_us: u64,
    /// The upper end of each bucket in microseconds, and its count.
    counts: Vec<(u64, u64)>,
}

impl From<Distribution> for Buckets {
    fn from(times: Distribution) -> Self {
        Self {
            sum_us: times.sum,
            min_us: times.least,
            max_us: times.greatest,
            counts: (times.histogram.recorded())
                .map(|(greatest, count)| (greatest, u64::from(count)))
                .collect(),
        }
    }
}

impl From<Buckets> for Distribution {
    fn from(written: Buckets) -> Self {
        let mut times = Self {
            sum: written.sum_us,
            least: written.min_us,
            greatest: written.max_us,
            ..Self::default()
        };
        for (value, count) in written.counts {
            times.histogram.record_n(value, u32::try_from(count).unwrap_or(u32::MAX));
        }
        times
    }
}

impl Default for Distribution {
    fn default() -> Self {
        Self { histogram: Histogram::default(), sum: 0, least: u64::MAX, greatest: 0 }
    }
}

impl Distribution {
    pub(in crate::engine) fn carry(&mut self, codec: &mut Codec<'_>) {
        codec.counts(&mut [&mut self.sum, &mut self.least, &mut self.greatest]);
        self.histogram.carry(codec);
    }

    #[inline]
    pub(in crate::engine) fn record(&mut self, micros: u64) {
        self.histogram.record(micros);
        self.sum = self.sum.saturating_add(micros);
        // Both are rare, and a branch foretold costs less than a store.
        if micros < self.least {
            self.least = micros;
        }
        if micros > self.greatest {
            self.greatest = micros;
        }
    }

    pub(in crate::engine) fn record_n(&mut self, micros: u64, times: u64) {
        if times > 0 {
            self.histogram.record_n(micros, u32::try_from(times).unwrap_or(u32::MAX));
            self.sum = self.sum.saturating_add(micros.saturating_mul(times));
            self.least = self.least.min(micros);
            self.greatest = self.greatest.max(micros);
        }
    }

    pub(in crate::engine) fn count(&self) -> u64 {
        self.histogram.total()
    }

    /// The sum, in microseconds.
    pub(in crate::engine) fn sum(&self) -> u64 {
        self.sum
    }

    pub(in crate::engine) fn add(&mut self, other: &Self) {
        self.histogram.add(&other.histogram);
        self.sum = self.sum.saturating_add(other.sum);
        self.least = self.least.min(other.least);
        self.greatest = self.greatest.max(other.greatest);
    }

    /// Takes all times out, and leaves the room.
    pub(in crate::engine) fn take(&mut self) -> Cells {
        let cells = self.cells();
        self.histogram.take_out(&cells.counts);
        (self.sum, self.least, self.greatest) = (0, u64::MAX, 0);
        cells
    }

    /// The times as those of one replication.
    pub(in crate::engine) fn cells(&self) -> Cells {
        let Self { histogram, sum, least, greatest } = self;
        Cells {
            counts: histogram.cells(*least, *greatest).into(),
            total: histogram.total(),
            sum: *sum,
            least: *least,
            greatest: *greatest,
        }
    }

    /// Adds the times of a replication.
    pub(in crate::engine) fn add_cells(&mut self, more: &Cells) {
        self.histogram.add_cells(&more.counts);
        self.sum = self.sum.saturating_add(more.sum);
        self.least = self.least.min(more.least);
        self.greatest = self.greatest.max(more.greatest);
    }

    /// The bucket of the nearest rank, among so many.
    pub(super) fn bucket_among(&self, quantile: f64, among: u64) -> usize {
        self.histogram.bucket_at_rank(rank_of(quantile, among))
    }

    /// The mean in milliseconds.
    #[allow(clippy::cast_precision_loss)] // exact below 285 years of measured time
    pub(in crate::engine) fn mean_ms(&self) -> Option<f64> {
        (self.count() > 0).then(|| self.sum as f64 / self.count() as f64 / 1_000.0)
    }

    /// The nearest-rank percentile in milliseconds: the middle of its bucket, never beyond the extremes.
    pub(in crate::engine) fn rank_ms(&self, quantile: f64) -> Option<f64> {
        self.rank_among_ms(quantile, self.count())
    }

    /// The same among so many, of whom those who were not measured count as longer than any; absent
    /// where the rank is one of theirs.
    #[allow(clippy::cast_precision_loss)]
    pub(in crate::engine) fn rank_among_ms(&self, quantile: f64, among: u64) -> Option<f64> {
        let rank = rank_of(quantile, among);
        (rank <= self.count())
            .then(|| self.histogram.at_rank(rank).clamp(self.least, self.greatest) as f64 / 1_000.0)
    }

    /// The figures, without intervals.
    pub(in crate::engine) fn latency(&self) -> Latency {
        self.latency_among(self.count())
    }

    /// The same among so many, of whom those who were not measured count as longer than any. The mean is
    /// over those who were.
    #[allow(clippy::cast_precision_loss)]
    pub(in crate::engine) fn latency_among(&self, among: u64) -> Latency {
        let rank = |quantile| self.rank_among_ms(quantile, among);
        Latency {
            count: self.count(),
            mean: self.mean_ms(),
            p50: rank(0.50),
            p90: rank(0.90),
            p95: rank(0.95),
            p99: rank(0.99),
            max: rank(1.0).map(|_| self.greatest as f64 / 1_000.0),
            ..Latency::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_nearest_rank_within_a_thousandth() {
        let mut times = Distribution::default();
        for micros in (1..=1_000).map(|n| n * 1_000) {
            times.record(micros);
        }
        let figures = times.latency();
        for (actual, rank) in
            [(figures.p50, 500.0), (figures.p90, 900.0), (figures.p95, 950.0), (figures.p99, 990.0)]
        {
            let actual = actual.unwrap();
            assert!((actual - rank).abs() <= rank / 1_000.0, "{actual} for {rank}");
        }
        assert_eq!(figures.mean, Some(500.5));
        assert_eq!(figures.count, 1_000);
    }

    #[test]
    fn a_constant_is_its_own_every_percentile() {
        let mut times = Distribution::default();
        for _ in 0..10 {
            times.record(12_345_678);
        }
        assert_eq!(times.rank_ms(0.5), times.rank_ms(0.99));
        assert_eq!(times.mean_ms(), Some(12_345.678));
    }

    #[test]
    fn what_is_put_back_is_what_was_taken_out() {
        let mut times = Distribution::default();
        for micros in [0, 1, 17, 12_345, 9_876_543_210] {
            times.record(micros);
        }
        let written = serde_json::to_string(&times).unwrap();
        let copy: Distribution = serde_json::from_str(&written).unwrap();
        assert_eq!(copy.latency(), times.latency());
        assert_eq!(copy.count(), 5);
    }

    #[test]
    fn without_a_measurement_there_is_no_figure() {
        assert_eq!(Distribution::default().latency(), Latency::default());
    }
}
