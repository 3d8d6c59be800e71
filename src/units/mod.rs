//! Values that carry their unit.
//!
//! Two families. *Quantities of a document* ([`Milliseconds`], [`Seconds`], [`PerSecond`], [`Ratio`],
//! [`Factor`]) are what a person writes: decimal numbers, checked when they are made. *Simulated time*
//! ([`Moment`], [`Duration`]) is an integer number of microseconds, so that sums are exact and the
//! same on every machine. The only way from the first family to the second is rounding to the nearest
//! microsecond. [`digits`] is how a bare number is written for people.

pub mod counting;
pub mod digits;
pub mod format;
mod quantity;
mod time;
pub mod typed;

pub use quantity::{Factor, Milliseconds, OutOfRange, PerSecond, Quantity, Ratio, Seconds, Skew};
pub use time::{Duration, Moment};
