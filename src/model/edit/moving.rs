//! A step is moved by one place up or down, past its neighbour in the list.
//!
//! Where the one comes directly after the other, and stands below it, the two change places in the process:
//! each comes after what the other came after, what came after the one comes after the other, and the later
//! one before is the earlier one now. In a line A → B → C, C moved up gives A → C → B. At a fork and at a
//! join nothing else is rewired: what followed the step that was passed follows the one that passed it, so
//! that the order keeps its form. How each is triggered, who performs it, and all else stays its own. So up
//! and then down is as before.
//!
//! The two must stand on the same branch and have the same caller, since these are of the place and of the
//! step alike. Past any other neighbour only the order of the list changes: the order of steps that are
//! called side by side by one worker.

use super::steps::{index_of, label};
use super::{Change, Direction, Done, EditError, change, done, shift};
use crate::model::{Design, Process, Scenario, Step, StepId};
use crate::units::format::listed;

/// Moves a step by one place, and says whom the customer waits for now.
///
/// # Errors
/// [`EditError`] where it does not exist, stands at that end, cannot change places with its neighbour, or the
/// result would not be valid.
pub(super) fn move_step(
    design: &Design,
    id: &StepId,
    direction: Direction,
) -> Result<Change, EditError> {
    let mut change = change(design, |scenario| make(scenario, id, direction))?;
    let crossed = |now: bool| -> Vec<String> {
        let steps = change.design.process.steps.iter().enumerate();
        let is_new = |(place, step): &(usize, &Step)| {
            let before = design.process.steps.iter().position(|it| it.id == step.id);
            let before = before.is_some_and(|it| design.shape().is_foreground(it));
            change.design.shape().is_foreground(*place) == now && before != now
        };
        steps.filter(is_new).map(|(_, step)| step.label().to_owned()).collect()
    };
    let (waited, unwaited) = (crossed(true), crossed(false));
    let told = [(waited, "waits for", " now"), (unwaited, "no longer waits for", "")];
    for (steps, how, now) in told.into_iter().filter(|(steps, _, _)| !steps.is_empty()) {
        change.said += " The customer ";
        change.said += &[how, " ", &listed(&steps), now, "."].concat();
    }
    Ok(change)
}

/// Moves a step by one place.
///
/// # Errors
/// [`EditError`] where it does not exist, stands at that end, or cannot change places with its neighbour.
pub(super) fn make(
    scenario: &mut Scenario,
    id: &StepId,
    direction: Direction,
) -> Result<Done, EditError> {
    let process = &mut scenario.process;
    let name = label(process, id);
    let index = index_of(&process.steps, id)?;
    let at_the_end = || EditError::AtTheEnd(name.clone());
    let upper = match direction {
        Direction::Up => index.checked_sub(1).ok_or_else(at_the_end)?,
        Direction::Down => index,
    };
    let (Some(first), Some(second)) = (process.steps.get(upper), process.steps.get(upper + 1))
    else {
        return Err(at_the_end());
    };
    let (first, second) = (first.clone(), second.clone());
    let (moved, passed) = match direction {
        Direction::Up => (&second, &first),
        Direction::Down => (&first, &second),
    };
    let place = if direction == Direction::Up { "before" } else { "after" };
    let said = if second.after.contains(&first.id) {
        if let Some(since) = since(&first, &second) {
            let other = passed.label().to_owned();
            return Err(EditError::CannotSwap { step: name, other, since });
        }
        swap(process, &first, &second);
        let now = rewired(process, &second, &first);
        format!("{} comes {place} {} now{now}.", moved.label(), passed.label())
    } else {
        let still = still(process, &first, &second);
        format!("{} stands {place} {} in the list; {still}.", moved.label(), passed.label())
    };
    shift(&mut process.steps, index, direction).ok_or_else(at_the_end)?;
    Ok(done(said, id.clone()))
}

/// Why two steps cannot change places.
fn since(first: &Step, second: &Step) -> Option<&'static str> {
    if first.branch != second.branch {
        Some("they are not on the same branch")
    } else if first.caller != second.caller {
        Some("the same step does not call both")
    } else {
        None
    }
}

/// Two steps of which the second comes after the first take each other's places in the order.
fn swap(process: &mut Process, first: &Step, second: &Step) {
    let other = |id: &StepId| match id {
        id if *id == first.id => second.id.clone(),
        id if *id == second.id => first.id.clone(),
        id => id.clone(),
    };
    for step in &mut process.steps {
        let after = match &step.id {
            id if *id == first.id => &second.after,
            id if *id == second.id => &first.after,
            _ => &step.after,
        };
        step.after = after.iter().map(other).collect();
    }
}

/// What comes after which of the two now, beside the one that comes after the other; as clauses.
fn rewired(process: &Process, earlier: &Step, later: &Step) -> String {
    let followers = |of: &Step| -> Vec<String> {
        let others = process.steps.iter().filter(|step| step.id != later.id);
        others.filter(|it| it.after.contains(&of.id)).map(|it| it.label().to_owned()).collect()
    };
    let clause = |of: &Step| {
        let followers = followers(of);
        let verb = if followers.len() == 1 { "comes" } else { "come" };
        let clause = || format!("{} {verb} after {}", listed(&followers), of.label());
        (!followers.is_empty()).then(clause)
    };
    let clauses: Vec<String> = [clause(later), clause(earlier)].into_iter().flatten().collect();
    if clauses.is_empty() { String::new() } else { format!(": {}", listed(&clauses)) }
}

/// What is as before of two whose places in the list alone are exchanged, as a clause.
fn still(process: &Process, first: &Step, second: &Step) -> String {
    let is_alike = first.after == second.after && first.caller == second.caller;
    if is_alike && first.after.is_empty() {
        let begin = first.caller.as_ref().map(|caller| label(process, caller));
        return match begin {
            Some(caller) => format!("both are still called by {caller}"),
            None => "both still begin with the request".to_owned(),
        };
    }
    if is_alike {
        let labels: Vec<String> = first.after.iter().map(|it| label(process, it)).collect();
        return format!("both still begin after {}", listed(&labels));
    }
    "what each of them comes after is as before".to_owned()
}
