//! The engine: a scenario in, a report or a recording out.
//!
//! A discrete-event simulation. Time is an integer number of microseconds; equal times happen in the
//! order in which they were scheduled. The same scenario and seed give the same report to the last
//! bit, on every machine, natively and in a browser. [`simulate`] runs independent replications of a
//! scenario to their end; [`Run`] does so in bounded slices; [`record`] keeps every span of
//! replication 0 for the stage; [`merge`] makes one report of several.
//!
//! This room knows nothing of rules, screens or files. What it leaves out is in [`NOT_MODELLED`].
// Indices into this engine's own lists are made by the engine alone: each names something that exists
// for as long as it is named, which the counts of references and the property tests hold.
#![allow(clippy::indexing_slicing)]
// What happens to every request is a chain of small methods, each with a few callers. Natively they
// become one: measured, a tenth of the time. In what is downloaded first (feature `small`) they stay apart.
#![allow(clippy::inline_always)]

mod ages;
mod arrival;
mod breaker;
mod call;

mod choice;
mod codec;
mod compensation;
mod decline;
mod entity;
mod exponential;
mod extent;
mod faults;
mod follow;
mod harm;
mod indices;
mod job;
mod key;
mod limits;
mod local;
mod messaging;
mod plan;
mod random;
mod recorder;
pub mod recording;
mod replay;
mod replicas;
mod request;
mod run;
mod sampler;
mod schedule;
mod settle;
mod spans;
mod stats;
mod status;
mod topic;
mod visibility;
mod way;
mod wire;
mod workflow;
mod world;

/// What every result says of itself: what the engine leaves out, in a sentence.
pub const NOT_MODELLED: &str = "Not modelled: bandwidth, losses outside of faults, the broker's own \
capacity, memory, locks in databases, and people's reactions other than impatience.";

pub use recording::{Outcome, Recording, Span, SpanKind, Turn};
pub use run::{Extent, Progress, Run, Take, record, simulate};
pub use stats::counts::Counts;
pub use stats::influence;
pub use stats::interval::half_width;
pub use stats::report::{self, Report};
pub use stats::sample::Sample;
pub use stats::summary::{MergeError, merge};
pub use way::{Way, way};
