//! The classification of a step: the mode that the rules recommend, how strongly, and why.
//!
//! Hard rules beat leanings. Where hard rules contradict one another, that is said, and the mode is the
//! event: the only hard rule for events says that no call can be waited for. Leanings are added up;
//! where they balance, the answer about the response decides.

use serde::Serialize;

use crate::model::{Mode, Step, StepId};

use super::case::Case;
use super::matrix::{Place, place};
pub use super::opinion::Strength;
use super::opinion::{Opinion, opinion};
use super::questions::{OpenQuestion, open_questions};
use super::rules::{Force, Rule, rules};
use super::words::fill;

/// What the rules say of one step.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Classification {
    /// Which step.
    pub step: StepId,
    /// How it should be triggered.
    pub mode: Mode,
    /// How sure that is.
    pub strength: Strength,
    /// Whether hard rules contradict one another.
    pub conflict: bool,
    /// Its place in the matrix.
    pub place: Place,
    /// Every rule that spoke, those for the recommended mode first, each side by weight.
    pub reasons: Vec<Reason>,
    /// The questions whose answer would change the result, and those of the matrix, as far as they are open.
    pub open: Vec<OpenQuestion>,
}

/// A rule that spoke.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reason {
    /// Which rule.
    #[serde(serialize_with = "id")]
    pub rule: &'static Rule,
    /// Whether it speaks for the recommended mode.
    pub is_for: bool,
    /// What it says of this step.
    pub evidence: String,
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

#[allow(clippy::trivially_copy_pass_by_ref)] // what serde asks for
fn id<S: serde::Serializer>(rule: &&'static Rule, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(rule.id)
}

/// Lets every step know which other step of its unit must be called.
pub(super) fn join_units<'a>(cases: &mut [Case<'a>]) {
    let needed: Vec<(&'a str, &'a Step)> = (cases.iter())
        .filter_map(|case| Some((case.step.business.unit.as_deref()?, case)))
        .filter(|(_, case)| {
            let it = opinion(case);
            it.mode == Mode::RequestResponse && it.strength == Strength::Must
        })
        .map(|(unit, case)| (unit, case.step))
        .collect();
    for case in cases.iter_mut().filter(|case| case.step.business.unit.is_some()) {
        let unit = case.step.business.unit.as_deref().unwrap_or_default();
        case.unit_partner = (needed.iter())
            .filter(|(other, step)| *other == unit && step.id != case.step.id)
            .map(|(_, step)| *step)
            .min_by(|one, other| one.id.cmp(&other.id));
    }
}

/// What the rules say of a case.
pub(super) fn classify(case: &Case<'_>) -> Classification {
    let opinion = opinion(case);
    let Opinion { mode, strength, conflict } = opinion;
    let mut reasons: Vec<Reason> = rules()
        .filter(|rule| (rule.holds)(case))
        .map(|rule| Reason {
            rule,
            is_for: rule.side == mode,
            evidence: fill(rule.says, &|name| case.value(name)),
        })
        .collect();
    let weight = |reason: &Reason| match reason.rule.force {
        Force::Hard => u8::MAX,
        Force::Leaning(weight) => weight,
    };
    reasons.sort_by_key(|it| (!it.is_for, std::cmp::Reverse(weight(it))));
    Classification {
        step: case.step.id.clone(),
        mode,
        strength,
        conflict,
        place: place(case, opinion),
        reasons,
        open: open_questions(case),
    }
}
