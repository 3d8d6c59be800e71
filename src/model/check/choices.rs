//! Choices: their ids, their ratios, and steps that no way leads to.

use super::ids::{Ids, STEP_IDS};
use super::{Findings, listed};
use crate::model::near::nearest;
use crate::model::{BranchPath, Choice, Place, Process, Shape, limits};

const CHOICE_IDS: &str = "/process/choices/*/id";
const BRANCH_IDS: &str = "/process/choices/*/branches/*/id";

pub(super) fn check(process: &Process, at_process: Place, findings: &mut Findings) {
    let at_choices = at_process.field("choices");
    findings.length(at_choices, process.choices.len(), limits::CHOICES, "choices");
    let choices = process.choices.iter().take(limits::CHOICES);
    let ids = Ids::of("choice", CHOICE_IDS, choices.clone().map(|it| it.id.as_str()));
    ids.check(at_choices, findings);
    for (index, choice) in choices.enumerate() {
        branches(choice, at_choices.element(index), findings);
    }
    let at_steps = at_process.field("steps");
    let (shape, paths) = (Shape::new(process), paths(process));
    for (index, step) in process.steps.iter().enumerate() {
        let Some(branch) = &step.branch else { continue };
        let at = at_steps.element(index);
        let place = at.field("branch");
        if !paths.contains(branch) {
            unknown(branch, &paths, place, findings);
        } else if shape.as_ref().is_some_and(|shape| {
            // Only the first of several that lead to one another.
            !shape.is_possible(index)
                && (shape.begins_after(index).iter()).any(|&before| shape.is_possible(before))
        }) {
            let voice = &findings.voice;
            let branch = voice.branch(branch);
            let on = voice.say(branch.clone(), format!("{} on {branch}", step.label()));
            findings
                .report(
                    place,
                    format!("{on}, behind steps of other branches alone"),
                    "a branch on which a step before it is, or an order in which it comes after others",
                )
                .names_it()
                .looks_at(STEP_IDS)
                .looks_at(BRANCH_IDS)
                .looks_at("/process/steps/*/branch")
                .looks_at("/process/steps/*/after");
        }
    }
}

/// The branches of a choice.
fn branches(choice: &Choice, at: Place, findings: &mut Findings) {
    let at_branches = at.field("branches");
    let count = choice.branches.len();
    findings.some(at_branches, count, "branch");
    findings.length(at_branches, count, limits::BRANCHES, "branches");
    if count == 0 || count > limits::BRANCHES {
        return;
    }
    let ids = choice.branches.iter().map(|it| it.id.as_str());
    Ids::of("branch", BRANCH_IDS, ids).check(at_branches, findings);
    let sum: f64 = choice.branches.iter().map(|it| it.ratio.get()).sum();
    if (sum - 1.0).abs() > limits::RATIOS_MISS {
        let sum = (sum * 1e9).round() / 1e9;
        findings
            .report(
                at_branches,
                format!("ratios that add up to {sum}"),
                "ratios that add up to 1: each customer goes one of these ways",
            )
            .looks_at("/process/choices/*/branches/*/ratio");
    }
}

/// Every branch of a process, as a step would name it.
fn paths(process: &Process) -> Vec<BranchPath> {
    let choices = process.choices.iter().take(limits::CHOICES);
    choices
        .flat_map(|choice| {
            choice.branches.iter().take(limits::BRANCHES).map(|branch| choice.path(branch))
        })
        .collect()
}

fn unknown(branch: &BranchPath, paths: &[BranchPath], place: Place, findings: &mut Findings) {
    if findings.are_many() {
        return;
    }
    let all = || paths.iter().map(BranchPath::as_str);
    let expected = match nearest(branch.as_str(), all()) {
        Some(near) => {
            let near = findings.voice.branch(&near.into());
            format!("a branch of a choice; did you mean {near}?")
        }
        None if paths.is_empty() => {
            "none: the process has no choice (its `choices` say which there are)".to_owned()
        }
        None => {
            let all = paths.iter().map(|path| findings.voice.branch(path));
            format!("a branch of a choice: {}", listed(all))
        }
    };
    findings
        .report(place, format!("`{branch}`, which is no branch"), expected)
        .looks_at(CHOICE_IDS)
        .looks_at(BRANCH_IDS);
}
