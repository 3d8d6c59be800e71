//! How often each length of time was measured, in buckets no wider than 0.1 %.
//!
//! The buckets are those of Gil Tene's HDR histogram with three digits: lengths below 2,048 have one
//! each, and every doubling from there on has 1,024 of equal width. Counts stop at 4 billion, and stay
//! there: half the memory of wider ones, which is what the cache holds. Recording is what a run does
//! most; here it is a shift and an addition. The crate `hdrhistogram`, which does more, checks it in
//! the tests.

use crate::engine::codec::Codec;

/// Buckets in each doubling, as a power of two.
const DOUBLING_BITS: u32 = 10;

/// Counts of lengths in microseconds.
#[derive(Debug, Clone, Default)]
pub(in crate::engine) struct Histogram {
    /// By bucket, as far as anything was recorded.
    counts: Vec<u32>,
    total: u64,
}

impl Histogram {
    #[inline]
    pub(in crate::engine) fn record(&mut self, length: u64) {
        self.record_n(length, 1);
    }

    #[cfg_attr(not(feature = "small"), inline(always))]
    pub(in crate::engine) fn record_n(&mut self, length: u64, times: u32) {
        let bucket = bucket(length);
        if bucket >= self.counts.len() {
            self.grow(bucket);
        }
        self.counts[bucket] = self.counts[bucket].saturating_add(times);
        self.total += u64::from(times);
    }

    /// Room up to the end of the doubling that this bucket is in.
    #[cold]
    #[inline(never)]
    fn grow(&mut self, bucket: usize) {
        self.counts.resize((bucket >> DOUBLING_BITS).wrapping_add(1) << DOUBLING_BITS, 0);
    }

    /// How many lengths were recorded.
    pub(in crate::engine) fn total(&self) -> u64 {
        self.total
    }

    pub(in crate::engine) fn add(&mut self, other: &Self) {
        if self.counts.len() < other.counts.len() {
            self.counts.resize(other.counts.len(), 0);
        }
        for (count, more) in self.counts.iter_mut().zip(&other.counts) {
            *count = count.saturating_add(*more);
        }
        self.total += other.total;
    }

    /// The buckets that are not empty, in their order; none is for what is shorter or longer than this.
    #[allow(clippy::cast_possible_truncation)] // below 2^16
    pub(super) fn cells(&self, least: u64, greatest: u64) -> Vec<(u32, u32)> {
        if least > greatest {
            return Vec::new();
        }
        let some = self.counts.iter().enumerate().take(bucket(greatest) + 1).skip(bucket(least));
        some.filter(|(_, count)| **count > 0)
            .map(|(bucket, &count)| (bucket as u32, count))
            .collect()
    }

    /// Takes these out, which are all that there are, and leaves the room.
    pub(super) fn take_out(&mut self, all: &[(u32, u32)]) {
        for &(bucket, _) in all {
            self.counts[bucket as usize] = 0;
        }
        self.total = 0;
    }

    /// Adds what stands in these buckets.
    pub(super) fn add_cells(&mut self, cells: &[(u32, u32)]) {
        if let Some(&(last, _)) = cells.last()
            && last as usize >= self.counts.len()
        {
            self.grow(last as usize);
        }
        for &(bucket, more) in cells {
            let count = &mut self.counts[bucket as usize];
            *count = count.saturating_add(more);
            self.total += u64::from(more);
        }
    }

    /// Sends only buckets that are not empty: lengths with their counts.
    pub(in crate::engine) fn carry(&mut self, codec: &mut Codec<'_>) {
        let recorded: Vec<(u64, u32)> = self.recorded().collect();
        let mut buckets = recorded.len() as u64;
        codec.count(&mut buckets);
        match codec {
            Codec::Out(numbers) => {
                #[allow(clippy::cast_precision_loss)] // lengths in microseconds, below 2^53
                let pairs =
                    recorded.iter().map(|(length, count)| [*length as f64, f64::from(*count)]);
                numbers.extend(pairs.flatten());
            }
            Codec::In(numbers) =>
            {
                #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
                for _ in 0..buckets {
                    let (Some(length), Some(count)) = (numbers.next(), numbers.next()) else {
                        return;
                    };
                    self.record_n(length as u64, count as u32);
                }
            }
        }
    }

    /// What was recorded: the greatest length of each bucket, and its count.
    pub(in crate::engine) fn recorded(&self) -> impl Iterator<Item = (u64, u32)> {
        (self.counts.iter().enumerate()).filter(|(_, count)| **count > 0).map(|(bucket, &count)| {
            let (least, width) = bounds(bucket);
            (least + (width - 1), count)
        })
    }

    /// The middle of the bucket in which this rank lies, from 1; 0 where nothing was recorded.
    pub(in crate::engine) fn at_rank(&self, rank: u64) -> u64 {
        middle_of(self.bucket_at_rank(rank))
    }

    /// The bucket itself; the first where nothing was recorded.
    pub(super) fn bucket_at_rank(&self, rank: u64) -> usize {
        let mut passed = 0;
        let bucket = self.counts.iter().position(|&count| {
            passed += u64::from(count);
            passed >= rank
        });
        bucket.unwrap_or_default()
    }
}

impl PartialEq for Histogram {
    /// Room without counts makes no difference.
    fn eq(&self, other: &Self) -> bool {
        self.total == other.total && self.counts.iter().zip(&other.counts).all(|(a, b)| a == b)
    }
}

/// The nearest rank of a quantile among so many, from 1.
#[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub(super) fn rank_of(quantile: f64, count: u64) -> u64 {
    (libm::ceil(quantile * count as f64) as u64).max(1)
}

#[inline]
#[allow(clippy::cast_possible_truncation)] // below 2^16
fn bucket(length: u64) -> usize {
    // How many times the width has doubled.
    let doublings = (63 - DOUBLING_BITS) - (length | (1 << DOUBLING_BITS)).leading_zeros();
    ((u64::from(doublings) << DOUBLING_BITS) + (length >> doublings)) as usize
}

/// The middle of a bucket.
pub(super) fn middle_of(bucket: usize) -> u64 {
    let (least, width) = bounds(bucket);
    least + width / 2
}

/// The least length of a bucket, and its width.
fn bounds(bucket: usize) -> (u64, u64) {
    let bucket = bucket as u64;
    let doublings = (bucket >> DOUBLING_BITS).saturating_sub(1);
    ((bucket - (doublings << DOUBLING_BITS)) << doublings, 1 << doublings)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lengths of every size, and those at the edges of the buckets.
    fn lengths() -> Vec<u64> {
        let mut lengths: Vec<u64> = (0..5_000).collect();
        for power in 11..62 {
            let edge = 1_u64 << power;
            lengths.extend([edge - 1, edge, edge + 1, edge + edge / 3, edge + edge / 1_024]);
        }
        lengths
    }

    #[test]
    fn buckets_and_ranks_are_those_of_the_hdr_histogram() {
        let mut ours = Histogram::default();
        let mut theirs = hdrhistogram::Histogram::<u32>::new(3).unwrap();
        for (nth, length) in (1..).zip(lengths()) {
            ours.record_n(length, nth % 7);
            theirs.record_n(length, nth % 7).unwrap();
        }
        let written: Vec<(u64, u32)> = ours.recorded().collect();
        let expected: Vec<(u64, u32)> = (theirs.iter_recorded())
            .map(|bucket| (bucket.value_iterated_to(), bucket.count_at_value()))
            .collect();
        assert_eq!(written, expected);
        for rank in 0..=1_000 {
            let quantile = f64::from(rank) / 1_000.0;
            let expected = theirs.median_equivalent(theirs.value_at_quantile(quantile));
            assert_eq!(ours.at_rank(rank_of(quantile, ours.total)), expected, "{quantile}");
        }
    }

    #[test]
    fn what_is_taken_out_can_be_added_elsewhere() {
        let mut whole = Histogram::default();
        let mut part = Histogram::default();
        for length in lengths() {
            whole.record(length);
            part.record(length);
        }
        let (taken, copy) = (part.cells(0, u64::MAX >> 1), whole.clone());
        part.take_out(&taken);
        assert_eq!((part.total(), part.cells(0, u64::MAX >> 1)), (0, Vec::new()));
        part.add_cells(&taken);
        assert_eq!(part, copy);
        assert!(taken.is_sorted());
    }

    #[test]
    fn room_without_counts_makes_no_difference() {
        let (mut one, mut other) = (Histogram::default(), Histogram::default());
        one.record(1 << 40);
        one.take_out(&one.cells(1 << 40, 1 << 40));
        assert_eq!(one, other);
        one.record(17);
        other.record(17);
        assert_eq!(one, other);
        other.add(&one);
        assert_ne!(one, other);
    }
}
