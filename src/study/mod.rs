//! Experiments over runs: what differs between two designs, and how sure that is.
//!
//! [`Paired`] runs two scenarios replication by replication on the same chance, so that the n-th
//! replication of both sees the same requests and the same work. What differs between the two is
//! then the design's doing, and the interval of the difference is far narrower than those of the
//! figures themselves. This room asks `simulation`; it judges nothing.

mod paired;

pub use paired::{Comparison, Difference, Paired, compare};
