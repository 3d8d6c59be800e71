//! Experiments over runs: what differs between two designs, and how sure that is.
//!
//! [`Paired`] runs two scenarios replication by replication on the same chance, so that the n-th
//! replication of both sees the same requests and the same work. What differs between the two is
//! then the design's doing, and the interval of the difference is far narrower than those of the
//! figures themselves. [`Flips`] measures what flipping each step alone would do, [`migration`] puts the
//! moves to the recommended design in order, and [`recommended`] is that design. [`PRESETS`] are troubles
//! that everybody knows by name, to be tried on any scenario. [`load`] reads from a report what a topic
//! has to carry. [`Variant`] is another design of the same process, to lay beside it, in [`batches`] that
//! can be run anywhere; [`sweep`] is both under another load, and where one overtakes the other.
//! [`known_answers`] are queues that theory has the answers of, to hold the engine against. This room asks `simulation`
//! and `verdict`; it judges nothing by itself.

mod batches;
mod designs;
mod flips;
mod known;
mod load;
mod migration;
mod paired;
pub mod presets;
mod recommended;
pub mod sweep;

pub use batches::batches;
pub use designs::{Designed, Variant};
pub use flips::{Flip, Flips, Gain, flipped};
pub use known::{Finding, KnownAnswer, known_answers};
pub use load::{Prices, load};
pub use migration::{Stage, StageKind, migration};
pub use paired::{Comparison, Difference, Paired, compare, extent};
pub use presets::{PRESETS, Preset};
pub use recommended::recommended;
