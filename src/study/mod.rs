//! Experiments over runs: what differs between two designs, and how sure that is.
//!
//! [`Paired`] runs two scenarios replication by replication on the same random numbers, so that the n-th
//! replication of both sees the same requests and the same work. What differs between the two is
//! then the design's doing, and the interval of the difference is far narrower than those of the
//! figures themselves. [`Gain`] is what flipping a step would do, [`migration`] puts the
//! moves to the recommended design in order, and [`recommended`] is that design, as far as runs show that
//! it holds. [`PRESETS`] are troubles
//! that everybody knows by name, to be tried on any scenario. [`load`] reads from a report what a topic
//! has to carry. [`Variant`] is another design of the same process, to lay beside it: the reports of both
//! are enough for a [`comparison`]; [`sweep`] is both under another load, and where one overtakes the
//! other; [`capacity`] is the highest load that a design carries. [`figures_extent`] is how much of a design is run for its figures, wherever they are shown.
//! [`longer`] is the same design for three times as long.
//! [`known_answers`] are queues that theory has the answers of, to hold the engine against. This room asks
//! `engine` and `verdict`, and `figures` what they are; it judges nothing by itself.

pub mod capacity;
mod designs;
mod flips;
mod load;
mod longer;
mod mending;
mod migration;
mod paired;
pub mod presets;
mod recommendation;
pub mod sweep;
mod validation;

pub use designs::{Designed, Variant};
pub use flips::{Flip, Gain, flipped};
pub use load::{Prices, load};
pub use longer::longer;
pub use mending::ranked;
pub use migration::{Stage, StageKind, migration};
pub use paired::{
    COMPARED, Comparison, FIGURES_REQUESTS, Paired, compare, comparison, extent, figures_extent,
};
pub use presets::{Applied, PRESETS, Preset};
pub use recommendation::{
    Advance, Asked, Change, Known, Obstacle, Recommended, Refused, Search, breaks, obstacles,
    proposed, recommended, recommended_by, unneeded,
};
pub use validation::{Finding, KnownAnswer, known_answers};
