//! Counts as numbers, and as shares of others.

/// A share; nothing of nothing.
#[allow(clippy::cast_precision_loss)] // a count below 2^53
pub(super) fn ratio_of(part: i64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / count(whole))
}

/// A share; nothing of nothing.
pub(super) fn ratio(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| count(part) / count(whole))
}

/// A count, or a sum of microseconds.
#[allow(clippy::cast_precision_loss)] // counts and microseconds of runs: below 2^53
pub(super) fn count(n: u64) -> f64 {
    n as f64
}
