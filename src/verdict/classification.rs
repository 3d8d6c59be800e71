//! The classification of a step: how the rules recommend to trigger it, how surely, and why; what
//! disagrees in its answers, what is not known, and which one answer would turn it round.

use serde::Serialize;

use crate::model::{Mode, Step, StepId, Trigger};

use super::case::Case;
use super::contradictions::{Contradiction, of_step};
use super::matrix::{Place, place};
pub use super::opinion::Strength;
use super::opinion::{Opinion, Weights, opinion, weigh};
use super::questions::{OpenQuestion, Reversal, open_questions, reversal};
use super::rules::{Force, Rule, rules};
use super::words::fill;

/// What the rules say of one step.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Classification {
    /// Which step.
    pub step: StepId,
    /// How it should be triggered; absent where too little is known, or all of it balances.
    pub trigger: Option<Trigger>,
    /// How sure that is; open where nothing is recommended, and only there.
    pub strength: Strength,
    /// Its place in the matrix.
    pub place: Place,
    /// Every rule that spoke, those for what is recommended first, each side by weight.
    pub reasons: Vec<Reason>,
    /// Which of its answers disagree with one another, or with a fact.
    pub contradictions: Vec<Contradiction>,
    /// The questions whose answer would change the result, and those of the matrix, as far as they are open.
    pub open: Vec<OpenQuestion>,
    /// The one answer after which the other mode would be recommended; absent where none would do.
    pub reversal: Option<Reversal>,
}

impl Classification {
    /// The mode that is recommended, where one is.
    #[must_use]
    pub fn mode(&self) -> Option<Mode> {
        self.trigger.map(Trigger::mode)
    }
}

/// A rule that spoke.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reason {
    /// Which rule.
    #[serde(serialize_with = "id")]
    pub rule: &'static Rule,
    /// Whether it speaks for what is recommended.
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

/// Brings each unit to one side of the line, and lets every step of it know one that is there already:
/// behind the line where one of them cannot be waited for, to the front where a hard rule calls one, else
/// to where the weights of all together lead.
pub(super) fn join_units<'a>(cases: &mut [Case<'a>]) {
    let mut units: Vec<&'a str> = cases.iter().filter_map(|it| unit(it.step)).collect();
    units.sort_unstable();
    units.dedup();
    for name in units {
        for case in cases.iter_mut().filter(|case| unit(case.step) == Some(name)) {
            (case.unit.called, case.unit.following) = (None, None);
        }
        let of_unit = |case: &&Case<'a>| unit(case.step) == Some(name);
        let all: Vec<(&'a Step, Weights)> =
            cases.iter().filter(of_unit).map(|case| (case.step, weigh(case))).collect();
        let must_event = all.iter().any(|(_, it)| it.must_event);
        let must_call = all.iter().any(|(_, it)| it.must_call);
        let lead: i32 = all.iter().map(|(_, it)| it.lead()).sum();
        let follows = must_event || !must_call && lead > 0;
        let side = if follows { Mode::Event } else { Mode::RequestResponse };
        // Whoever is there by itself; none is, where nothing speaks of any of them.
        let there = all.iter().filter(|(_, it)| it.mode() == Some(side)).map(|(step, _)| *step);
        let there: Vec<&Step> = there.collect();
        for case in cases.iter_mut().filter(|case| unit(case.step) == Some(name)) {
            let others = there.iter().copied().filter(|step| step.id != case.step.id);
            let partner = others.min_by(|one, other| one.id.cmp(&other.id));
            match side {
                Mode::RequestResponse => case.unit.called = partner,
                Mode::Event => case.unit.following = partner,
            }
        }
    }
}

fn unit(step: &Step) -> Option<&str> {
    step.business.unit.as_deref()
}

/// What the rules say of a case.
pub(super) fn classify(case: &Case<'_>) -> Classification {
    let opinion = opinion(case);
    let Opinion { trigger, strength } = opinion;
    let mut reasons: Vec<Reason> = rules()
        .filter(|rule| (rule.holds)(case))
        .map(|rule| Reason {
            rule,
            is_for: Some(rule.mode()) == opinion.mode(),
            evidence: fill(rule.says, &|name| case.value(name)),
        })
        .collect();
    let weight = |reason: &Reason| match reason.rule.force {
        Force::Hard => u8::MAX,
        Force::Leaning(weight) | Force::Around(weight) => weight,
    };
    reasons.sort_by_key(|it| (!it.is_for, std::cmp::Reverse(weight(it))));
    Classification {
        step: case.step.id.clone(),
        trigger,
        strength,
        place: place(case, opinion),
        reasons,
        contradictions: of_step(case),
        open: open_questions(case),
        reversal: reversal(case),
    }
}
