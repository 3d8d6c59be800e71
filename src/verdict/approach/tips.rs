//! Tips: the answers after which another approach would be recommended.

use crate::model::{Response, Trigger};

use super::super::case::Case;
use super::super::classification::join_units;
use super::super::opinion::{Strength, opinion};
use super::super::questions::{COMMON_QUESTIONS, Common};
use super::{Approach, Facts, Tip, decide};

/// What else could be answered for the process as a whole, and for each step on its own, so that
/// another approach would be recommended.
pub(super) fn tips(
    fixed: &Facts<'_>,
    cases: &[Case<'_>],
    triggers: &[Option<Trigger>],
    approach: Option<Approach>,
) -> Vec<Tip> {
    // Hard rules look at nothing common: where one calls a step that has no unit, no common answer changes that.
    let must_be_called = |case: &Case<'_>| {
        let opinion = opinion(case);
        let is_alone = case.step.business.unit.is_none();
        is_alone && opinion.trigger == Some(Trigger::Call) && opinion.strength == Strength::Must
    };
    let is_decided: Vec<bool> = cases.iter().map(must_be_called).collect();
    let is = Common {
        outcome: None,
        team: fixed.team.clone(),
        circumstances: fixed.circumstances.clone(),
    };
    let mut tips = Vec::new();
    for question in &COMMON_QUESTIONS {
        for choice in question.choices {
            let mut tried = is.clone();
            (choice.set)(&mut tried);
            if tried == is {
                continue;
            }
            let (circumstances, team) = (&tried.circumstances, &tried.team);
            let mut around: Vec<Case<'_>> =
                cases.iter().map(|case| Case { circumstances, team, ..*case }).collect();
            // Which side a unit is on may follow from what is common.
            join_units(&mut around);
            let triggers: Vec<Option<Trigger>> = (around.iter().zip(triggers).zip(&is_decided))
                .map(
                    |((case, was), is_decided)| {
                        if *is_decided { *was } else { opinion(case).trigger }
                    },
                )
                .collect();
            let fixed = Facts { circumstances: &tried.circumstances, team: &tried.team, ..*fixed };
            let (would_be, _) = decide(&fixed.counted(cases, &triggers));
            if let Some(would_be) = would_be.filter(|it| Some(*it) != approach) {
                let (field, answer) = (question.field, choice.word);
                tips.push(Tip { step: None, field, answer, approach: would_be });
            }
        }
    }
    tips.extend(step_tips(fixed, cases, triggers, approach));
    tips
}

/// The same for each step’s response; the other steps of its unit are left as they are.
fn step_tips(
    fixed: &Facts<'_>,
    cases: &[Case<'_>],
    triggers: &[Option<Trigger>],
    approach: Option<Approach>,
) -> Vec<Tip> {
    let mut tips = Vec::new();
    let mut triggers = triggers.to_vec();
    for (index, case) in cases.iter().enumerate() {
        for (answer, response) in
            [("immediate", Response::Immediate), ("deferred", Response::Deferred)]
        {
            let mut tried = *case;
            tried.answers.response = Some(response);
            let Some(trigger) = triggers.get_mut(index) else { continue };
            let was = std::mem::replace(trigger, opinion(&tried).trigger);
            // Points are given for triggers: only one that changes can change them.
            if *trigger != was {
                let (would_be, _) = decide(&fixed.counted(cases, &triggers));
                if let Some(would_be) = would_be.filter(|it| Some(*it) != approach) {
                    let step = Some(case.step.id.clone());
                    tips.push(Tip { step, field: "response", answer, approach: would_be });
                }
            }
            if let Some(trigger) = triggers.get_mut(index) {
                *trigger = was;
            }
        }
    }
    tips
}
