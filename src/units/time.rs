//! Simulated time: integer microseconds since the run began.

use std::fmt;
use std::ops::{Add, AddAssign, Sub};

use serde::{Deserialize, Serialize};

const PER_MILLISECOND: f64 = 1_000.0;
const PER_SECOND: f64 = 1_000_000.0;

/// A moment of a run, in microseconds since it began.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Moment(u64);

/// A length of simulated time, in microseconds.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Duration(u64);

impl Moment {
    /// The moment at which every run begins.
    pub const START: Self = Self(0);

    /// The moment this many microseconds after the start.
    #[must_use]
    pub const fn from_micros(micros: u64) -> Self {
        Self(micros)
    }

    /// The moment this many seconds after the start, rounded to the microsecond; negative and NaN give the start.
    #[must_use]
    pub fn from_seconds(seconds: f64) -> Self {
        Self(micros(seconds * PER_SECOND))
    }

    /// Microseconds since the start.
    #[must_use]
    pub const fn as_micros(self) -> u64 {
        self.0
    }

    /// Seconds since the start.
    #[must_use]
    #[allow(clippy::cast_precision_loss)] // exact below 285 years
    pub fn as_seconds(self) -> f64 {
        self.0 as f64 / PER_SECOND
    }

    /// How long ago `earlier` was; zero if it has not been yet.
    #[must_use]
    pub const fn since(self, earlier: Self) -> Duration {
        Duration(self.0.saturating_sub(earlier.0))
    }
}

impl Duration {
    /// No time at all.
    pub const ZERO: Self = Self(0);

    /// A length of this many microseconds.
    #[must_use]
    pub const fn from_micros(micros: u64) -> Self {
        Self(micros)
    }

    /// A length of this many milliseconds, rounded to the microsecond; negative and NaN give zero.
    #[must_use]
    pub fn from_milliseconds(milliseconds: f64) -> Self {
        Self(micros(milliseconds * PER_MILLISECOND))
    }

    /// A length of this many seconds, rounded to the microsecond; negative and NaN give zero.
    #[must_use]
    pub fn from_seconds(seconds: f64) -> Self {
        Self(micros(seconds * PER_SECOND))
    }

    /// In microseconds.
    #[must_use]
    pub const fn as_micros(self) -> u64 {
        self.0
    }

    /// In milliseconds.
    #[must_use]
    #[allow(clippy::cast_precision_loss)] // exact below 285 years
    pub fn as_milliseconds(self) -> f64 {
        self.0 as f64 / PER_MILLISECOND
    }

    /// In seconds.
    #[must_use]
    #[allow(clippy::cast_precision_loss)] // exact below 285 years
    pub fn as_seconds(self) -> f64 {
        self.0 as f64 / PER_SECOND
    }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // `as` saturates: NaN and negatives become 0
fn micros(value: f64) -> u64 {
    libm::round(value) as u64
}

impl Add<Duration> for Moment {
    type Output = Self;
    fn add(self, length: Duration) -> Self {
        Self(self.0.saturating_add(length.0))
    }
}

impl Add for Duration {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl AddAssign for Duration {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Sub for Duration {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.3} s", self.as_seconds())
    }
}

impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ms", self.as_milliseconds())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_duration_is_rounded_to_the_nearest_microsecond() {
        assert_eq!(Duration::from_milliseconds(83.333_333).as_micros(), 83_333);
        assert_eq!(Duration::from_milliseconds(0.000_6).as_micros(), 1);
        assert_eq!(Duration::from_seconds(-1.0), Duration::ZERO);
        assert_eq!(Duration::from_seconds(f64::NAN), Duration::ZERO);
    }

    #[test]
    fn time_never_wraps() {
        let last = Moment::from_micros(u64::MAX);
        assert_eq!(last + Duration::from_micros(1), last);
        assert_eq!(Moment::START.since(last), Duration::ZERO);
    }
}
