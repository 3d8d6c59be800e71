//! Choices: made, named, weighed and removed.

use super::names::{followed_id, fresh_id};
use super::steps::{NewStep, Performer, add_step, label, performer};
use super::{Done, EditError, done};
use crate::model::{Branch, BranchId, BranchPath, Choice, ChoiceId, Process, Scenario, StepId};
use crate::units::{Ratio, format};

/// One of two ways is taken after a step, each half as often, with a new step on each; what came after the
/// step comes after both.
///
/// # Errors
/// [`EditError`] where it does not exist.
pub(super) fn fork(scenario: &mut Scenario, after: &StepId) -> Result<Done, EditError> {
    let name = label(&scenario.process, after);
    let step = scenario.process.step(after);
    let step = step.ok_or_else(|| EditError::NoSuchStep(after.clone()))?;
    let caller = step.caller.clone();
    let choices = &scenario.process.choices;
    let id = fresh_id(&format!("after {name}"), "choice", |id| {
        choices.iter().any(|choice| choice.id.as_str() == id)
    });
    let half = Ratio::clamped(0.5);
    let branch = |id: &str| Branch { id: id.into(), ratio: half };
    let branches = vec![branch("one"), branch("other")];
    let choice = Choice { id: id.into(), name: String::new(), branches };
    let followers: Vec<StepId> = (scenario.process.steps.iter())
        .filter(|step| step.after.contains(after))
        .map(|step| step.id.clone())
        .collect();
    // What one way or the other needs is mostly another's work, and has room there.
    let by = Performer::Existing(performer(scenario, &Performer::New(String::new()))?);
    let mut made = None;
    // From the last: each is put directly behind the step.
    for (branch, called) in choice.branches.iter().zip(["One way", "Other way"]).rev() {
        let new = NewStep {
            name: called.to_owned(),
            after: Some(after.clone()),
            caller: caller.clone(),
            by: by.clone(),
        };
        let step = add_step(scenario, &new)?.made;
        if let Some(step) = step.step() {
            if let Some(it) = scenario.process.steps.iter_mut().find(|it| it.id == *step) {
                it.branch = Some(choice.path(branch));
            }
            comes_between(&mut scenario.process, after, step, &followers);
        }
        made = Some(step);
    }
    for step in scenario.process.steps.iter_mut().filter(|it| followers.contains(&it.id)) {
        step.after.retain(|before| before != after);
    }
    scenario.process.choices.push(choice);
    let said = format!("After {name} one of two ways is taken, each by half of the customers.");
    Ok(done(said, made.unwrap_or_default()))
}

/// What came after a step comes after a new one, too.
fn comes_between(process: &mut Process, after: &StepId, new: &StepId, followers: &[StepId]) {
    for step in process.steps.iter_mut().filter(|it| followers.contains(&it.id)) {
        let place = step.after.iter().position(|before| before == after);
        step.after.insert(place.map_or(0, |place| place + 1), new.clone());
    }
}

/// Adds a branch, which nobody takes yet.
///
/// # Errors
/// [`EditError`] where there is no such choice.
pub(super) fn add_branch(scenario: &mut Scenario, choice: &ChoiceId) -> Result<Done, EditError> {
    let choice = choice_of(&mut scenario.process, choice)?;
    let id = fresh_id("another", "branch", |id| {
        choice.branches.iter().any(|branch| branch.id.as_str() == id)
    });
    let said = format!("{} has the branch {id} now, which nobody takes yet.", choice.label());
    choice.branches.push(Branch { id: id.into(), ratio: Ratio::clamped(0.0) });
    Ok(done(said, ()))
}

/// Lets a branch be taken so often; the others share the rest in the proportions that they had.
///
/// # Errors
/// [`EditError`] where there is no such branch, or it is the only one.
pub(super) fn set_ratio(
    scenario: &mut Scenario,
    path: &BranchPath,
    ratio: Ratio,
) -> Result<Done, EditError> {
    let (choice, index) = branch_of(&mut scenario.process, path)?;
    share(&mut choice.branches, index, ratio.get());
    let others = choice.branches.iter().enumerate().filter(|(other, _)| *other != index);
    let rest: Vec<String> =
        others.map(|(_, it)| format!("{} {}", it.id, format::per_cent(it.ratio.get()))).collect();
    Ok(done(
        format!("{path} is taken by {}; {}.", format::per_cent(ratio.get()), rest.join(", ")),
        (),
    ))
}

/// Gives the branch at an index this share, and the others the rest in the proportions that they had.
fn share(branches: &mut [Branch], index: usize, share: f64) {
    let others: f64 = branches
        .iter()
        .enumerate()
        .filter(|(it, _)| *it != index)
        .map(|(_, it)| it.ratio.get())
        .sum();
    #[allow(clippy::cast_precision_loss)] // a handful of branches
    let each = branches.len().saturating_sub(1) as f64;
    for (other, branch) in branches.iter_mut().enumerate() {
        branch.ratio = Ratio::clamped(match other == index {
            true if each > 0.0 => share,
            true => 1.0,
            false if others > 0.0 => rounded(branch.ratio.get() / others * (1.0 - share)),
            false => rounded((1.0 - share) / each),
        });
    }
}

/// Without the digits that no person would write.
fn rounded(ratio: f64) -> f64 {
    (ratio * 1e9).round() / 1e9
}

/// Lets the id of a choice that was called so follow its name; answers what is said of it.
///
/// # Errors
/// [`EditError`] where there is no such choice.
pub(super) fn follow_name(
    scenario: &mut Scenario,
    id: &ChoiceId,
    was: &str,
) -> Result<String, EditError> {
    let name = choice_of(&mut scenario.process, id)?.name.clone();
    let choices = &scenario.process.choices;
    let is_taken = |to: &str| choices.iter().any(|it| it.id != *id && it.id.as_str() == to);
    let Some(to) = followed_id(id.as_str(), [was, &name], "choice", is_taken) else {
        return Ok(String::new());
    };
    rename_choice(scenario, id, &to.into())
}

/// Gives a choice another id; steps on its branches follow.
///
/// # Errors
/// [`EditError`] where there is no such choice.
pub(super) fn reset_choice_id(
    scenario: &mut Scenario,
    id: &ChoiceId,
    to: &str,
) -> Result<Done, EditError> {
    let to = ChoiceId::from(to.trim());
    let anew = rename_choice(scenario, id, &to)?;
    Ok(done(format!("The id `{id}` is `{to}` now.{anew}"), ()))
}

/// Gives a choice another id; answers that who goes which way is drawn anew, where it is.
fn rename_choice(
    scenario: &mut Scenario,
    id: &ChoiceId,
    to: &ChoiceId,
) -> Result<String, EditError> {
    choice_of(&mut scenario.process, id)?.id.clone_from(to);
    rename(&mut scenario.process, |choice, branch| {
        (choice == id.as_str()).then(|| format!("{to}/{branch}"))
    });
    let anew = " Who goes which way is drawn anew, since chance goes by the id.";
    Ok(if id == to { "" } else { anew }.to_owned())
}

/// Gives a branch another id; steps on it follow.
///
/// # Errors
/// [`EditError`] where there is no such branch.
pub(super) fn reset_branch_id(
    scenario: &mut Scenario,
    path: &BranchPath,
    to: &str,
) -> Result<Done, EditError> {
    let to = BranchId::from(to.trim());
    let (choice, index) = branch_of(&mut scenario.process, path)?;
    if let Some(branch) = choice.branches.get_mut(index) {
        branch.id = to.clone();
    }
    rename(&mut scenario.process, |choice, branch| {
        (path.parts() == (choice, branch)).then(|| format!("{choice}/{to}"))
    });
    Ok(done(format!("The branch `{path}` is `{to}` now."), ()))
}

/// Removes a branch; its steps are on all branches then.
///
/// # Errors
/// [`EditError`] where there is no such branch, or it is the only one.
pub(super) fn remove_branch(scenario: &mut Scenario, path: &BranchPath) -> Result<Done, EditError> {
    let (choice, index) = branch_of(&mut scenario.process, path)?;
    if choice.branches.len() == 1 {
        let (choice, branch) = (choice.label().to_owned(), path.parts().1.to_owned());
        return Err(EditError::LastBranch { choice, branch });
    }
    share(&mut choice.branches, index, 0.0);
    choice.branches.remove(index);
    for step in &mut scenario.process.steps {
        step.branch.take_if(|it| it == path);
    }
    Ok(done(format!("The branch {path} was removed."), ()))
}

/// Removes a choice; its steps are on every way then.
///
/// # Errors
/// [`EditError`] where there is no such choice.
pub(super) fn remove_choice(scenario: &mut Scenario, id: &ChoiceId) -> Result<Done, EditError> {
    let name = choice_of(&mut scenario.process, id)?.label().to_owned();
    scenario.process.choices.retain(|choice| choice.id != *id);
    for step in &mut scenario.process.steps {
        step.branch.take_if(|it| it.parts().0 == id.as_str());
    }
    Ok(done(format!("The choice {name} was removed: all its steps are taken now."), ()))
}

/// Lets the steps on a branch name it otherwise.
fn rename(process: &mut Process, to: impl Fn(&str, &str) -> Option<String>) {
    for branch in process.steps.iter_mut().filter_map(|step| step.branch.as_mut()) {
        let (choice, id) = branch.parts();
        if let Some(other) = to(choice, id) {
            *branch = other.into();
        }
    }
}

fn choice_of<'a>(process: &'a mut Process, id: &ChoiceId) -> Result<&'a mut Choice, EditError> {
    let found = process.choices.iter_mut().find(|choice| choice.id == *id);
    found.ok_or_else(|| EditError::NoSuchChoice(id.clone()))
}

/// A branch: its choice, and its index there.
fn branch_of<'a>(
    process: &'a mut Process,
    path: &BranchPath,
) -> Result<(&'a mut Choice, usize), EditError> {
    let missing = || EditError::NoSuchBranch(path.clone());
    let (choice, branch) = path.parts();
    let choice = process.choices.iter_mut().find(|it| it.id.as_str() == choice);
    let choice = choice.ok_or_else(missing)?;
    let index = choice.branches.iter().position(|it| it.id.as_str() == branch);
    let index = index.ok_or_else(missing)?;
    Ok((choice, index))
}
