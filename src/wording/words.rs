//! Short words for the parts of a scenario, as they stand on cards and bars.

use crate::model::{Acknowledge, CallPolicy, Process, Shape, Step, Trigger};
use crate::units::format;

pub use crate::model::fault_words::*;

/// What the caller does about trouble, as short as a card needs it: "3 × 1 s" for three attempts of a
/// second each; empty where it does nothing.
#[must_use]
pub fn call_policy(policy: &CallPolicy) -> String {
    let timeout = policy.timeout_ms.map(|timeout| format::milliseconds(timeout.get()));
    match (policy.retries.saturating_add(1), timeout) {
        (1, timeout) => timeout.unwrap_or_default(),
        (attempts, None) => format!("{attempts} ×"),
        (attempts, Some(timeout)) => format!("{attempts} × {timeout}"),
    }
}

/// The same, as a sentence.
#[must_use]
pub fn call_policy_sentence(policy: &CallPolicy) -> String {
    let timeout = match policy.timeout_ms {
        Some(timeout) => {
            format!("The caller waits {} for an answer", format::milliseconds(timeout.get()))
        }
        None => "The caller waits without a timeout".to_owned(),
    };
    let retries = match policy.retries {
        0 => "does not try again".to_owned(),
        1 => "tries once again".to_owned(),
        many => format!("tries {many} times again"),
    };
    format!("{timeout} and {retries}.")
}

/// How a step is triggered, in a sentence or two.
#[must_use]
pub fn trigger(process: &Process, step: &Step) -> String {
    triggered(process, step) + &on_branch(process, step)
}

/// That it is on a branch, and how many take it; nothing where it is on every one.
fn on_branch(process: &Process, step: &Step) -> String {
    let found = step.branch.as_ref().and_then(|path| {
        let (choice, branch) = path.parts();
        let choice = process.choices.iter().find(|it| it.id.as_str() == choice)?;
        let branch = choice.branches.iter().find(|it| it.id.as_str() == branch)?;
        Some((choice.label(), branch))
    });
    found.map_or_else(String::new, |(choice, branch)| {
        let share = format::in_hundred(branch.ratio.get());
        format!(" {choice}: {share} of 100 customers take this branch, {}.", branch.id)
    })
}

fn triggered(process: &Process, step: &Step) -> String {
    let attempts = step.delivery.attempts();
    let last = if step.delivery.dead_letter { "kept as a dead letter" } else { "dropped" };
    let ends = |noun: &str| match step.delivery.acknowledge {
        Acknowledge::After => {
            let s = if attempts == 1 { "" } else { "s" };
            format!("After {attempts} attempt{s} {noun} is {last}.")
        }
        Acknowledge::Before => {
            format!(
                "It takes {noun} before its work, at most once: what fails is lost, and nobody knows."
            )
        }
    };
    match process.trigger(step) {
        Trigger::Call => {
            let waits = match caller(process, step) {
                Some(caller) => {
                    format!("{} calls it during its work, and waits for it.", caller.label())
                }
                None => "Somebody waits for it.".to_owned(),
            };
            format!("{waits} {}", call_policy_sentence(&step.call))
        }
        Trigger::Event => {
            let event = process.event_name(step);
            format!("Nobody waits: it reacts to {event}. {}", ends("an event"))
        }
        Trigger::Command => {
            format!(
                "Nobody waits: the workflow commands it, and hears of its outcome. {}",
                ends("a command")
            )
        }
    }
}

/// The step that calls this one during its work, and waits for it.
fn caller<'a>(process: &'a Process, step: &Step) -> Option<&'a Step> {
    // Behind an event nobody waits, whatever is named.
    let shape = step.caller.as_ref().and_then(|_| Shape::new(process))?;
    let index = process.steps.iter().position(|it| it.id == step.id)?;
    process.steps.get(shape.caller(index)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{scenario, step};
    use crate::units::Milliseconds;

    #[test]
    fn a_call_policy_is_told_in_a_few_words() {
        let quiet = CallPolicy::default();
        assert_eq!(call_policy(&quiet), "");
        let eager =
            CallPolicy { timeout_ms: Some(Milliseconds::clamped(1000.0)), retries: 2, ..quiet };
        assert!(call_policy(&eager).starts_with("3 × 1"));
        assert!(call_policy_sentence(&eager).contains("tries 2 times again"));
    }

    #[test]
    fn the_branch_that_a_step_is_on_is_told() {
        let draft = scenario([step("a").event().on_branch("stock/none")])
            .choice("stock", [("none", 0.1), ("some", 0.9)]);
        let told = trigger(&draft.process, &draft.process.steps[0]);
        assert!(told.ends_with("stock: 10 of 100 customers take this branch, none."), "{told}");
    }

    #[test]
    fn it_is_said_who_waits_for_a_step_and_what_triggers_it() {
        let orders = scenario([
            step("book"),
            step("seat").called_by("book"),
            step("told").called_by("book").after(["seat"]).event(),
            step("meal").called_by("book").after(["told"]),
            step("bill").after(["book"]).dies_after(3),
        ]);
        let process = orders.conducted("office", 0.0, ["bill"]).build().process;
        let said = |index: usize| trigger(&process, &process.steps[index]);
        let quiet = "The caller waits without a timeout and does not try again.";
        assert_eq!(said(0), format!("Somebody waits for it. {quiet}"));
        assert_eq!(said(1), format!("book calls it during its work, and waits for it. {quiet}"));
        assert!(said(2).starts_with("Nobody waits: it reacts to SeatCompleted."));
        assert_eq!(said(3), format!("Somebody waits for it. {quiet}"), "behind an event");
        assert_eq!(
            said(4),
            "Nobody waits: the workflow commands it, and hears of its outcome. After 3 attempts a \
             command is kept as a dead letter."
        );
    }
}
