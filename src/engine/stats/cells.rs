//! The times of one replication, or of a stretch of one: its buckets that are not empty.
//!
//! A replication fills a few of thousands of buckets. Kept so, all replications of a run fit where one
//! histogram with all its room would; they say how much each of them moves a percentile of the whole.

use std::sync::Arc;

use super::histogram::{middle_of, rank_of};
use crate::engine::codec::Codec;

/// Times that were measured, in microseconds.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::engine) struct Cells {
    /// Buckets of the histogram in their order, each with its count; shared by those that are the same.
    pub(super) counts: Arc<[(u32, u32)]>,
    pub(super) total: u64,
    pub(super) sum: u64,
    pub(super) least: u64,
    pub(super) greatest: u64,
}

impl Default for Cells {
    fn default() -> Self {
        Self { counts: Arc::from([]), total: 0, sum: 0, least: u64::MAX, greatest: 0 }
    }
}

impl Cells {
    pub(in crate::engine) fn count(&self) -> u64 {
        self.total
    }

    /// The sum, in microseconds.
    pub(in crate::engine) fn sum(&self) -> u64 {
        self.sum
    }

    /// The nearest-rank percentile in milliseconds.
    pub(in crate::engine) fn rank_ms(&self, quantile: f64) -> Option<f64> {
        self.rank_among_ms(quantile, self.total)
    }

    /// The same among so many, of whom those who were not measured count as longer than any.
    #[allow(clippy::cast_precision_loss)]
    pub(in crate::engine) fn rank_among_ms(&self, quantile: f64, among: u64) -> Option<f64> {
        let rank = rank_of(quantile, among);
        let mut passed = 0;
        let reached = self.counts.iter().find(|(_, count)| {
            passed += u64::from(*count);
            passed >= rank
        });
        reached.map(|&(bucket, _)| {
            middle_of(bucket as usize).clamp(self.least, self.greatest) as f64 / 1_000.0
        })
    }

    /// How many are in this bucket, or in one before it.
    pub(in crate::engine) fn within(&self, bucket: usize) -> u64 {
        let up_to = self.counts.iter().take_while(|(it, _)| *it as usize <= bucket);
        up_to.map(|(_, count)| u64::from(*count)).sum()
    }

    /// Sends each bucket with its count as one number, or reads them back.
    #[allow(clippy::cast_possible_truncation)] // what was put in
    pub(in crate::engine) fn carry(&mut self, codec: &mut Codec<'_>) {
        let packed = |&(bucket, count): &(u32, u32)| u64::from(bucket) << 32 | u64::from(count);
        let mut packed: Vec<u64> = self.counts.iter().map(packed).collect();
        codec.counts(&mut [&mut self.total, &mut self.sum, &mut self.least, &mut self.greatest]);
        codec.list(&mut packed, Codec::count);
        self.counts = packed.iter().map(|it| ((it >> 32) as u32, *it as u32)).collect();
    }
}
