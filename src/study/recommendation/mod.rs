//! The design as recommended: what the rules propose, as far as runs show that it holds.
//!
//! A [`Search`] takes one [`Proposal`](crate::verdict::Proposal) after the other, in the order of
//! [`MOVES`](crate::verdict::MOVES). Each must add no finding that is an error, must keep every target and
//! tolerance that the design before it met, and must not serve fewer customers; what does not hold is left
//! out, and why is told. It goes on until a whole round of moves changes nothing, so that recommending the
//! recommended design again finds nothing more to do.
//!
//! A search is advanced by whoever can run designs: it says which runs it needs, and every advance does
//! little, so that a page stays responsive. [`recommended`] does it all at once.

mod obstacles;
mod search;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use serde::Serialize;

use crate::engine::{Report, simulate};
use crate::model::{Design, StepId};
use crate::verdict::Move;

use super::flips::Gain;
use super::paired::figures_extent;

pub use obstacles::{Obstacle, obstacles, unneeded};
pub use search::{Advance, Known, Search, breaks};

/// The design as recommended, and how it came about.
#[derive(Debug, Clone, PartialEq)]
pub struct Recommended {
    /// The design.
    pub design: Design,
    /// What was changed, in its order.
    pub changes: Vec<Change>,
    /// What all of it gains over the design that is there, on the same arrivals; absent until both were run.
    pub gain: Option<Gain>,
    /// What was proposed, and left out since it does not hold.
    pub refused: Vec<Refused>,
    /// What an answer that nobody has given would gain; absent where it would be nothing, or is not known yet.
    pub asked: Option<Asked>,
    /// What stands in the way; empty: there is nothing left to do.
    pub obstacles: Vec<Obstacle>,
}

/// Steps of which nobody has said what they need, and what it would gain if that were nothing.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Asked {
    /// The steps that would not wait for one another.
    pub steps: Vec<StepId>,
    /// What it would gain over the recommended design, on the same arrivals.
    pub gain: Gain,
}

/// One change of a recommendation.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Change {
    /// Which move.
    #[serde(serialize_with = "id")]
    pub of: &'static Move,
    /// The steps concerned; empty: the process as a whole.
    pub steps: Vec<StepId>,
    /// What is done, as a sentence.
    pub said: String,
    /// The one answer after which it would not be proposed, as a sentence.
    pub reversed_by: String,
    /// What it gains over the design before it, on the same arrivals; absent until both were run.
    pub gain: Option<Gain>,
}

/// A change that was proposed and does not hold.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Refused {
    /// Which move.
    #[serde(serialize_with = "id")]
    pub of: &'static Move,
    /// What would have been done, as a sentence.
    pub said: String,
    /// What it would have made worse, as a sentence.
    pub why: String,
}

#[allow(clippy::trivially_copy_pass_by_ref)] // what serde asks for
fn id<S: serde::Serializer>(of: &&'static Move, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(of.id)
}

/// The design as recommended, without the moves of these ids; runs all that it needs.
#[must_use]
pub fn recommended(design: &Design, without: &[&'static str]) -> Recommended {
    let extent = figures_extent(design);
    recommended_by(design, without, |it| simulate(it, extent))
}

/// The same by somebody else's runs, all of the same replications.
#[must_use]
pub fn recommended_by(
    design: &Design,
    without: &[&'static str],
    mut run: impl FnMut(&Design) -> Report,
) -> Recommended {
    let mut search = Search::new(design, without);
    let mut known: Vec<(Design, Arc<Report>)> = Vec::new();
    loop {
        let of = |it: &Design| {
            let found = known.iter().find(|(known, _)| known.runs_like(it));
            found.map_or(Known::NotYet, |(_, report)| Known::Report(Arc::clone(report)))
        };
        match search.advance(&of) {
            Advance::Working => {}
            Advance::Needs(designs) => {
                for it in designs {
                    let report = Arc::new(run(&it));
                    known.push((it, report));
                }
            }
            Advance::Done => return search.recommended(&of),
        }
    }
}

/// The design with all that the rules propose, before any run has shown whether it holds.
#[must_use]
pub fn proposed(design: &Design) -> Design {
    let mut search = Search::new(design, &[]);
    while search.advance(&|_| Known::NotYet) == Advance::Working {}
    search.design().clone()
}
