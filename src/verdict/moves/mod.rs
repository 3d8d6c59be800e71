//! Moves: what a recommendation may change of a design, one kind each, in the order in which they are tried.
//!
//! A move is a row of a table: its words, and what it proposes of a design as it stands then. It knows no
//! run: a proposal is what the rules and findings would have, and is valid. Whether the design holds with it
//! is found out in `study`, which takes one proposal after the other and leaves out what makes anything
//! worse. A move that proposes several things means the first, and each further one where those before it
//! do not hold.

mod events;
mod guarantees;
mod order;
mod triggers;

use crate::model::{Design, Edit, EditError, StepId};

use super::judged::Judged;
use super::words::listed;
use super::{Finding, Verdict};

/// Something that a recommendation may change.
#[derive(Debug)]
pub struct Move {
    /// Unique among the moves.
    pub id: &'static str,
    /// What it does, for a list: “Let it follow an event”.
    pub name: &'static str,
    /// Which of [`SOURCES`](super::SOURCES) it comes from.
    pub source: &'static str,
    /// Why it helps.
    pub why: &'static str,
    propose: fn(&Prospect<'_>) -> Vec<Made>,
}

impl PartialEq for Move {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

/// What a move would make of a design.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// Which move.
    pub of: &'static Move,
    /// The steps concerned, by id; empty: the process as a whole.
    pub steps: Vec<StepId>,
    /// What is done, as a sentence.
    pub said: String,
    /// The design after it.
    pub design: Design,
    /// The one answer after which it would not be proposed, as a sentence.
    pub reversed_by: String,
}

/// All moves, in the order in which they are tried.
pub static MOVES: [&Move; 14] = [
    &order::ANSWER_FIRST,
    &triggers::CALL,
    &triggers::FOLLOW,
    &triggers::COMMAND,
    &triggers::CONDUCTOR,
    &order::SIDE_BY_SIDE,
    &guarantees::OWN_WORKERS,
    &events::NAMED,
    &guarantees::SURE,
    &guarantees::STATUS,
    &guarantees::TIMEOUTS,
    &guarantees::BREAKERS,
    &guarantees::IDEMPOTENT,
    &guarantees::LIMITS,
];

/// What a move proposes of a design on which this is the verdict: what it means first; nothing where there
/// is nothing to do.
#[must_use]
pub fn proposals(design: &Design, verdict: &Verdict, of: &'static Move) -> Vec<Proposal> {
    let prospect = Prospect::new(design, verdict);
    let is_change = |made: &Made| !made.design.is(design);
    let all = (of.propose)(&prospect).into_iter().filter(is_change);
    all.map(|made| {
        let Made { steps, said, design, reversed_by } = made;
        let reversed_by = reversed_by.unwrap_or_else(|| prospect.reversal(&steps));
        Proposal { of, steps, said, design, reversed_by }
    })
    .collect()
}

/// A design that is to be changed, and what is known of it.
struct Prospect<'a> {
    design: &'a Design,
    verdict: &'a Verdict,
    judged: Judged<'a>,
}

/// What a move has made.
struct Made {
    steps: Vec<StepId>,
    said: String,
    design: Design,
    /// Where the move knows better than the steps’ own verdicts.
    reversed_by: Option<String>,
}

impl<'a> Prospect<'a> {
    fn new(design: &'a Design, verdict: &'a Verdict) -> Self {
        let judged = Judged::new(design, design.shape(), &verdict.steps);
        Self { design, verdict, judged }
    }

    fn label(&self, id: &StepId) -> String {
        self.design.process.step(id).map_or_else(|| id.to_string(), |it| it.label().to_owned())
    }

    /// Steps by what people call them, as a list.
    fn labels(&self, ids: &[StepId]) -> String {
        listed(&ids.iter().map(|id| self.label(id)).collect::<Vec<_>>())
    }

    fn findings<'f>(&'f self, kinds: &'f [&str]) -> impl Iterator<Item = &'f Finding> {
        self.verdict.findings.iter().filter(|it| kinds.contains(&it.kind.id))
    }

    /// The answer that would turn round what is said of one of these steps: the first by its id.
    fn reversal(&self, steps: &[StepId]) -> String {
        let turned = steps.iter().filter_map(|id| {
            let it = self.verdict.step(id)?.reversal.as_ref()?;
            Some(format!("{}: “{}” to “{}”", self.label(id), it.answer, it.asks))
        });
        turned.min().unwrap_or_else(|| "No one answer alone would.".to_owned())
    }

    /// The edits made together; where that would not be valid, one group after the other, as far as each
    /// is. The steps that moved, and the design.
    fn as_far_as_valid(&self, groups: Vec<(StepId, Vec<Edit>)>) -> Option<(Vec<StepId>, Design)> {
        let together = |edits: Vec<Edit>| Edit::All { said: String::new(), edits };
        let all = groups.iter().flat_map(|(_, edits)| edits.iter().cloned()).collect();
        if groups.is_empty() {
            return None;
        }
        if let Ok(change) = together(all).apply(self.design) {
            return Some((groups.into_iter().map(|(step, _)| step).collect(), change.design));
        }
        let (mut moved, mut design) = (Vec::new(), self.design.clone());
        for (step, edits) in groups {
            if let Ok(change) = together(edits).apply(&design) {
                design = change.design;
                moved.push(step);
            }
        }
        (!moved.is_empty()).then_some((moved, design))
    }

    /// What these edits make of the design.
    fn made(&self, edits: Result<Edit, EditError>) -> Option<Design> {
        Some(edits.ok()?.apply(self.design).ok()?.design)
    }
}
