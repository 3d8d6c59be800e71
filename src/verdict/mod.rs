//! The verdict: what the rules say of a scenario, without running it.
//!
//! [`Verdict::of`] is a pure function. For each step it gives a [`Classification`]: the mode that the
//! rules recommend, how strongly, the place in the matrix, every rule that spoke, and the questions that
//! are open. For the process it gives a [`Recommendation`] of an [`Approach`]. For the design as it stands
//! it gives [`Finding`]s, each with a [`Repair`] where that makes sense, the [`Burden`] of following one
//! request, and who needs access to which event. [`size`] turns the figures of a run into what a topic
//! needs.
//!
//! The rulebook is the tables themselves: [`rules`], [`finding_kinds`], [`CRITERIA`], [`PATTERNS`], with
//! their [`SOURCES`], and the [`QUESTIONS`] that all of them rest on. The order of the steps in a document
//! plays no part. This room does not know what a run is; what a flip would gain is measured in `study`.

mod access;
mod approach;
mod burden;
mod case;
mod classification;
mod contradictions;
mod demand;
mod findings;
mod judged;
mod matrix;
mod moves;
mod naming;
mod opinion;
mod parties;
mod paths;
mod patterns;
mod questions;
mod repair;
mod rules;
mod sizing;
mod source;
mod standing;
mod thresholds;
mod ways;
mod words;

use serde::Serialize;

use crate::model::{Design, StepId};

pub use access::Access;
pub use approach::{Approach, CRITERIA, Criterion, CriterionSpoke, Recommendation, Tip};
pub use burden::Burden;
pub use classification::{Classification, Reason, Strength};
pub use contradictions::{CLASHES, Clash, Contradiction};
pub use findings::{Finding, FindingKind, Row, Severity, finding_kinds, rows};
pub use matrix::{Place, Quadrant};
pub use moves::{MOVES, Move, Offer, Proposal, offer};
pub use patterns::{Helps, PATTERNS, Pattern, PatternApplies, Patterns};
pub use questions::{
    Ask, COMMON_QUESTIONS, Choice, Common, OpenQuestion, QUESTIONS, Question, Reversal, WouldBe,
};
pub use repair::{Care, Policy, Repair};
pub use rules::{Force, Rule, rules};
pub use sizing::{Load, Sizing, size};
pub use source::{SOURCES, Source, sources};

use case::Case;
use judged::Judged;

/// What the rules say of a scenario.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Verdict {
    /// Each step, in the document's order.
    pub steps: Vec<Classification>,
    /// What disagrees in the answers for the process as a whole.
    pub contradictions: Vec<Contradiction>,
    /// What to ask first, three questions at most: the answers that would tell most, in order.
    pub asks: Vec<Ask>,
    /// How the process as a whole should be held together.
    pub approach: Recommendation,
    /// What is wrong or missing in the design as it stands: the worst first.
    pub findings: Vec<Finding>,
    /// The patterns that apply to the design as it is recommended.
    pub patterns: Patterns,
    /// What somebody must follow to understand one request of the design as it stands.
    pub burden: Burden,
    /// Who needs access to which event of the design as it stands.
    pub access: Vec<Access>,
}

impl Verdict {
    /// The verdict on a design.
    #[must_use]
    pub fn of(design: &Design) -> Self {
        let cases = joined(design);
        let steps: Vec<Classification> = cases.iter().map(classification::classify).collect();
        let approach = approach::recommend(design, &cases);
        let conversation = design.circumstances.conversation;
        let contradictions = contradictions::of_process(conversation, &cases);
        let asks = questions::asks(conversation, design.shape(), &cases, &steps);
        let judged = Judged::new(design, design.shape(), &steps).asked(&contradictions);
        let (findings, patterns) = (findings::findings(&judged), patterns::patterns(&judged));
        let access = access::access(&judged);
        let burden = Burden::of(design);
        Self { steps, contradictions, asks, approach, findings, patterns, burden, access }
    }

    /// What the rules say of this step.
    #[must_use]
    pub fn step(&self, id: &StepId) -> Option<&Classification> {
        self.steps.iter().find(|it| it.step == *id)
    }
}

/// The cases of all steps, each knowing whether its unit must be called.
fn joined(design: &Design) -> Vec<Case<'_>> {
    let mut cases = case::cases(design, &design.circumstances, &design.team);
    classification::join_units(&mut cases);
    cases
}
