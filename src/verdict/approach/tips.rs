//! Tips: the answers after which another approach would be recommended.

use crate::model::{Mode, Response};

use super::super::case::Case;
use super::super::opinion::{Strength, opinion};
use super::super::questions::{COMMON_QUESTIONS, Common};
use super::{Approach, Facts, Tip, decide};

/// What else could be answered for the process as a whole, and for each step on its own, so that
/// another approach would be recommended.
pub(super) fn tips(
    fixed: &Facts<'_>,
    cases: &[Case<'_>],
    modes: &[Mode],
    approach: Approach,
) -> Vec<Tip> {
    // Hard rules look at nothing common: where one decides, no common answer changes that.
    let is_decided: Vec<bool> =
        cases.iter().map(|case| opinion(case).strength == Strength::Must).collect();
    let is = Common { team: fixed.team.clone(), circumstances: fixed.circumstances.clone() };
    let mut tips = Vec::new();
    for question in &COMMON_QUESTIONS {
        for choice in question.choices {
            let mut tried = is.clone();
            (choice.set)(&mut tried);
            if tried == is {
                continue;
            }
            let modes: Vec<Mode> = (cases.iter().zip(modes).zip(&is_decided))
                .map(|((case, mode), is_decided)| {
                    if *is_decided {
                        return *mode;
                    }
                    let (circumstances, team) = (&tried.circumstances, &tried.team);
                    opinion(&Case { circumstances, team, ..*case }).mode
                })
                .collect();
            let fixed = Facts { circumstances: &tried.circumstances, team: &tried.team, ..*fixed };
            let (would_be, _) = decide(&fixed.counted(cases, &modes));
            if would_be != approach {
                let (field, answer) = (question.field, choice.word);
                tips.push(Tip { step: None, field, answer, approach: would_be });
            }
        }
    }
    tips.extend(step_tips(fixed, cases, modes, approach));
    tips
}

/// The same for each step’s response; the other steps of its unit are left as they are.
fn step_tips(
    fixed: &Facts<'_>,
    cases: &[Case<'_>],
    modes: &[Mode],
    approach: Approach,
) -> Vec<Tip> {
    let mut tips = Vec::new();
    let mut modes = modes.to_vec();
    for (index, case) in cases.iter().enumerate() {
        for (answer, response) in
            [("immediate", Response::Immediate), ("deferred", Response::Deferred)]
        {
            let mut tried = *case;
            tried.answers.response = Some(response);
            let Some(mode) = modes.get_mut(index) else { continue };
            let was = std::mem::replace(mode, opinion(&tried).mode);
            // Points are given for modes: only one that changes can change them.
            if *mode != was {
                let (would_be, _) = decide(&fixed.counted(cases, &modes));
                if would_be != approach {
                    let step = Some(case.step.id.clone());
                    tips.push(Tip { step, field: "response", answer, approach: would_be });
                }
            }
            if let Some(mode) = modes.get_mut(index) {
                *mode = was;
            }
        }
    }
    tips
}
