//! Contradictions: two answers, or an answer and a fact of the design, that cannot both be right.
//!
//! Each is named and asked about; none is decided silently. What is recommended beside one is never said
//! to be sure (`opinion`). A row of the table speaks of one step, or of the process as a whole.

mod table;
#[cfg(test)]
mod tests;

use serde::Serialize;

use crate::model::{Response, StepId};

use super::case::Case;
use super::words::fill;

pub use table::CLASHES;

/// Two things that cannot both be right, where they stand side by side.
#[derive(Debug)]
pub struct Clash {
    /// Unique among them.
    pub id: &'static str,
    /// What it is called.
    pub name: &'static str,
    /// Which of [`SOURCES`](super::SOURCES) it comes from.
    pub source: &'static str,
    /// The two that disagree: fields of the answers, or of the document.
    pub between: [&'static str; 2],
    /// Its condition, in words.
    pub when: &'static str,
    /// What it says, with `{names}` in the place of values.
    pub says: &'static str,
    /// What to ask, so that one of the two goes.
    pub asks: &'static str,
    pub(super) holds: Holds,
}

/// Of what a row speaks, and when.
#[derive(Debug)]
pub(super) enum Holds {
    Step(fn(&Case<'_>) -> bool),
    Process(fn(&Whole<'_>) -> bool),
}

/// Two things that disagree in a design.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Contradiction {
    /// The id of its [`Clash`].
    pub clash: &'static str,
    /// What it is called.
    pub name: &'static str,
    /// The step of whose answers it is; absent: those for the process as a whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub step: Option<StepId>,
    /// The two that disagree.
    pub between: [&'static str; 2],
    /// What disagrees, in a sentence.
    pub evidence: String,
    /// What to ask.
    pub asks: &'static str,
}

/// A process as the rows that speak of it see it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Whole<'a> {
    pub conversation: Option<bool>,
    pub cases: &'a [Case<'a>],
}

impl Whole<'_> {
    /// How many steps are answered so, and how many have an answer to that at all.
    pub fn answered(&self, response: Response) -> (usize, usize) {
        let given = self.cases.iter().filter_map(|case| case.answers.response);
        let count = given.clone().count();
        (given.filter(|it| *it == response).count(), count)
    }
}

/// Whether any two answers of a step disagree, or an answer and a fact.
pub(super) fn is_torn(case: &Case<'_>) -> bool {
    named(case).next().is_some()
}

/// The rows that name something in a case.
fn named(case: &Case<'_>) -> impl Iterator<Item = &'static Clash> {
    CLASHES.iter().filter(|it| matches!(it.holds, Holds::Step(holds) if holds(case)))
}

/// What disagrees in the answers of a step.
pub(super) fn of_step(case: &Case<'_>) -> Vec<Contradiction> {
    let said = |clash: &Clash| fill(clash.says, &|name| case.value(name));
    named(case).map(|it| contradiction(it, Some(case.step.id.clone()), said(it))).collect()
}

/// What disagrees in the answers for the process.
pub(super) fn of_process(conversation: Option<bool>, cases: &[Case<'_>]) -> Vec<Contradiction> {
    let whole = Whole { conversation, cases };
    let holding =
        CLASHES.iter().filter(|it| matches!(it.holds, Holds::Process(holds) if holds(&whole)));
    holding.map(|it| contradiction(it, None, it.says.to_owned())).collect()
}

fn contradiction(clash: &Clash, step: Option<StepId>, evidence: String) -> Contradiction {
    let Clash { id, name, between, asks, .. } = *clash;
    Contradiction { clash: id, name, step, between, evidence, asks }
}
