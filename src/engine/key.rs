//! Keys: which buyer, parcel or account a customer's events are of, and so in which partition they lie.
//!
//! A key is a function of the customer's address, like every draw: all topics of as many partitions have the events
//! of a customer in the same one. In which one a delivery lies is written in its span.

use super::random::{Purpose, RandomSource, stream};
use crate::model::Workload;

/// Which of the draws of a customer this is.
const KEYS: u32 = 2;

/// How customers fall on keys.
#[derive(Debug, Clone, Copy)]
pub(super) enum KeysPlan {
    /// Each has their own.
    Own,
    /// On so many, evenly.
    Even(u32),
    /// On so many, by Zipf's law.
    Zipf(Zipf),
}

impl KeysPlan {
    pub(super) fn new(workload: &Workload) -> Self {
        match (workload.keys, workload.key_skew.get()) {
            (None, _) => Self::Own,
            (Some(keys), skew) if skew > 0.0 => Self::Zipf(Zipf::new(keys, skew)),
            (Some(keys), _) => Self::Even(keys),
        }
    }

    /// The key of the customer of a request of this number: its resubmissions have the same.
    pub(super) fn of(self, random: RandomSource, request: u32) -> u32 {
        let draw = || random.draw(request, KEYS, Purpose::Customer, stream(""));
        match self {
            Self::Own => request,
            Self::Even(keys) => {
                #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // below `keys`
                let key = (draw().uniform() * f64::from(keys)) as u32;
                key
            }
            Self::Zipf(zipf) => {
                let mut draw = draw();
                zipf.rank(|| draw.uniform())
            }
        }
    }
}

/// The partition in which events of a key lie, of so many: a hash of the key, the same for every topic.
pub(super) fn partition(key: u32, partitions: u32) -> u32 {
    // The finaliser of MurmurHash3: every bit of the key moves every bit of the result.
    let mut hash = key;
    hash = (hash ^ hash >> 16).wrapping_mul(0x85eb_ca6b);
    hash = (hash ^ hash >> 13).wrapping_mul(0xc2b2_ae35);
    (hash ^ hash >> 16) % partitions.max(1)
}

/// Zipf's law over the ranks from 0: rank n has a share in proportion to 1 / (n + 1) to the power of the
/// exponent. Drawn by rejection and inversion (Hörmann and Derflinger, "Rejection-inversion to generate
/// variates from monotone discrete distributions", 1996): no table, so that a million keys cost as little as
/// ten, and little more than one pair of numbers for each draw.
#[derive(Debug, Clone, Copy)]
pub(super) struct Zipf {
    exponent: f64,
    most: f64,
    /// The integral up to one half below rank 1, and up to one half above the last.
    low: f64,
    high: f64,
    /// How far from a whole number a draw is accepted without a look at its share.
    squeeze: f64,
}

impl Zipf {
    fn new(keys: u32, exponent: f64) -> Self {
        let most = f64::from(keys);
        let integral = |x| integral(exponent, x);
        let low = integral(1.5) - 1.0;
        let squeeze = 2.0 - inverse(exponent, integral(2.5) - share(exponent, 2.0));
        Self { exponent, most, low, high: integral(most + 0.5), squeeze }
    }

    /// A rank, from numbers uniform between 0 and 1.
    fn rank(self, mut uniform: impl FnMut() -> f64) -> u32 {
        loop {
            let area = self.high + uniform() * (self.low - self.high);
            let x = inverse(self.exponent, area);
            let rank = libm::floor(x + 0.5).clamp(1.0, self.most);
            let is_near = rank - x <= self.squeeze;
            if is_near || area >= integral(self.exponent, rank + 0.5) - share(self.exponent, rank) {
                #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
                // from 1 to `most`
                return rank as u32 - 1;
            }
        }
    }
}

/// The share of rank `x`, before they are made to add up to 1.
fn share(exponent: f64, x: f64) -> f64 {
    libm::exp(-exponent * libm::log(x))
}

/// The integral of the share from 1 to `x`.
fn integral(exponent: f64, x: f64) -> f64 {
    let log = libm::log(x);
    expm1_over((1.0 - exponent) * log) * log
}

/// The `x` up to which the integral is `area`.
fn inverse(exponent: f64, area: f64) -> f64 {
    // Rounding may go below -1, where there is no logarithm.
    let t = (area * (1.0 - exponent)).max(-1.0);
    libm::exp(log1p_over(t) * area)
}

/// (e^x - 1) / x, also near 0.
fn expm1_over(x: f64) -> f64 {
    if x.abs() > 1e-8 { libm::expm1(x) / x } else { 1.0 + x / 2.0 }
}

/// ln(1 + x) / x, also near 0.
fn log1p_over(x: f64) -> f64 {
    if x.abs() > 1e-8 { libm::log1p(x) / x } else { 1.0 - x / 2.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many of so many customers have each of the first keys.
    fn shares(keys: u32, skew: f64, customers: u32) -> Vec<f64> {
        let random = RandomSource::new(7, 0);
        let plan = KeysPlan::Zipf(Zipf::new(keys, skew));
        let mut counts = vec![0_u32; keys as usize];
        for request in 0..customers {
            counts[plan.of(random, request) as usize] += 1;
        }
        counts.into_iter().map(|it| f64::from(it) / f64::from(customers)).collect()
    }

    #[test]
    fn keys_follow_zipfs_law_within_what_chance_allows() {
        for skew in [0.3, 1.0, 1.7, 4.0] {
            let (keys, customers) = (50, 200_000);
            let whole: f64 = (1..=keys).map(|n| f64::from(n).powf(-skew)).sum();
            for (rank, found) in (1..).zip(shares(keys, skew, customers)) {
                let expected = f64::from(rank).powf(-skew) / whole;
                let sigma = (expected * (1.0 - expected) / f64::from(customers)).sqrt();
                assert!((found - expected).abs() < 4.5 * sigma + 1e-9, "{skew}: {rank}: {found}");
            }
        }
    }

    #[test]
    fn without_skew_every_key_has_its_share_and_without_keys_every_customer_their_own() {
        let random = RandomSource::new(7, 0);
        let mut counts = [0_u32; 8];
        for request in 0..80_000 {
            counts[KeysPlan::Even(8).of(random, request) as usize] += 1;
        }
        // 10,000 each, with a standard deviation of 94.
        assert!(counts.iter().all(|&it| it.abs_diff(10_000) < 400), "{counts:?}");
        assert_eq!(KeysPlan::Own.of(random, 4_711), 4_711);
        assert_eq!(KeysPlan::Zipf(Zipf::new(1, 1.0)).of(random, 5), 0);
    }

    #[test]
    fn partitions_are_filled_evenly_and_a_key_keeps_to_its_own() {
        let mut counts = [0_u32; 12];
        for key in 0..120_000 {
            assert_eq!(partition(key, 12), partition(key, 12));
            counts[partition(key, 12) as usize] += 1;
        }
        assert!(counts.iter().all(|&it| it.abs_diff(10_000) < 400), "{counts:?}");
        assert_eq!(partition(99, 1), 0);
    }
}
