//! What a person writes into a document: decimal numbers whose unit is in the type and whose range is
//! checked when they are made. Zero is in every range, and the default.

use std::fmt;

use schemars::JsonSchema;
use serde::Serialize;
use thiserror::Error;

use super::Duration;

/// A number outside the range of its quantity.
#[derive(Debug, Clone, Copy, PartialEq, Error)]
#[error("{found} is outside the range: it must be {expected}")]
pub struct OutOfRange {
    /// The number that was found.
    pub found: f64,
    /// What would be right, as the end of the sentence "it must be …".
    pub expected: &'static str,
}

/// A quantity of any unit, as a form reads and writes it.
pub trait Quantity {
    /// The bare number.
    fn number(&self) -> f64;

    /// Becomes this number; stays as it was where that is outside of the range.
    ///
    /// # Errors
    /// [`OutOfRange`] where the number is not finite or not within the range of this quantity.
    fn become_number(&mut self, number: f64) -> Result<(), OutOfRange>;

    /// What it is, as the beginning of a phrase: "a number of seconds".
    fn noun(&self) -> &'static str;

    /// What stands behind the number: "s".
    fn unit(&self) -> &'static str;
}

macro_rules! quantity {
    ($(#[$doc:meta])* $name:ident, $low:expr, $high:expr, $noun:literal, $unit:literal, $range:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Default, Serialize, JsonSchema)]
        #[serde(transparent)]
        pub struct $name(#[schemars(range(min = $low, max = $high))] f64);

        impl $name {
            /// The number with its unit.
            ///
            /// # Errors
            /// [`OutOfRange`] where the number is not finite or not within the range of this quantity.
            pub fn new(value: f64) -> Result<Self, OutOfRange> {
                if value.is_finite() && ($low..=$high).contains(&value) {
                    Ok(Self(value))
                } else {
                    Err(OutOfRange { found: value, expected: concat!($noun, " ", $range) })
                }
            }

            /// The bare number.
            #[must_use]
            pub const fn get(self) -> f64 {
                self.0
            }

            /// For numbers written in this program; `low` and `high` clamp what is out of range.
            #[must_use]
            pub const fn clamped(value: f64) -> Self {
                if value >= $low && value <= $high {
                    Self(value)
                } else if value > $high {
                    Self($high)
                } else {
                    Self($low)
                }
            }
        }

        impl TryFrom<f64> for $name {
            type Error = OutOfRange;
            fn try_from(value: f64) -> Result<Self, OutOfRange> {
                Self::new(value)
            }
        }

        impl Quantity for $name {
            fn number(&self) -> f64 {
                self.0
            }

            fn become_number(&mut self, number: f64) -> Result<(), OutOfRange> {
                *self = Self::new(number)?;
                Ok(())
            }

            fn noun(&self) -> &'static str {
                $noun
            }

            fn unit(&self) -> &'static str {
                $unit
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&self.0, f)
            }
        }
    };
}

quantity!(
    /// A length of time in milliseconds, from 0 to 1e9 (eleven and a half days).
    Milliseconds, 0.0, 1e9, "a number of milliseconds", "ms", "from 0 to 1e9"
);
quantity!(
    /// A length of time in seconds, from 0 to 1e6 (eleven and a half days).
    Seconds, 0.0, 1e6, "a number of seconds", "s", "from 0 to 1e6"
);
quantity!(
    /// How often something happens in a second, from 0 to 1e6.
    PerSecond, 0.0, 1e6, "a number per second", "per s", "from 0 to 1e6"
);
quantity!(
    /// A share of one, from 0 to 1; never a per cent.
    Ratio, 0.0, 1.0, "a ratio", "%", "from 0 to 1"
);
quantity!(
    /// A multiple, from 0 to 1e6.
    Factor, 0.0, 1e6, "a factor", "×", "from 0 to 1e6"
);

quantity!(
    /// The exponent of Zipf's law, from 0 (evenly) to 10: the n-th most frequent has a share in proportion to
    /// 1 / n to this power.
    Skew, 0.0, 10.0, "an exponent", "", "from 0 to 10"
);

impl Milliseconds {
    /// As simulated time, rounded to the nearest microsecond.
    #[must_use]
    pub fn duration(self) -> Duration {
        Duration::from_milliseconds(self.0)
    }
}

impl Seconds {
    /// As simulated time, rounded to the nearest microsecond.
    #[must_use]
    pub fn duration(self) -> Duration {
        Duration::from_seconds(self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quantity_refuses_what_is_outside_its_range_and_says_what_would_be_right() {
        assert_eq!(
            Milliseconds::new(-1.0).unwrap_err().to_string(),
            "-1 is outside the range: it must be a number of milliseconds from 0 to 1e9"
        );
        assert!(Ratio::new(1.01).is_err());
        assert!(Ratio::new(f64::NAN).is_err());
        assert_eq!(Ratio::new(0.25).map(Ratio::get), Ok(0.25));
    }

    #[test]
    #[allow(clippy::float_cmp)] // the bounds themselves, to the last bit
    fn clamping_keeps_the_nearest_valid_number() {
        assert_eq!(Ratio::clamped(2.0).get(), 1.0);
        assert_eq!(Ratio::clamped(-2.0).get(), 0.0);
        assert_eq!(Ratio::clamped(f64::NAN).get(), 0.0);
    }
}
