//! Short words for the parts of a scenario, as they stand on cards and bars.

use crate::model::{CallPolicy, Process, ServiceId, Step, Trigger};
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
    let conductor = process.workflow.as_ref().map(|workflow| &workflow.service);
    match process.trigger(step) {
        Trigger::Call => {
            let by = step.caller.as_ref().and_then(|id| process.step(id));
            let by = by.map(|by| format!("It is called by {}. ", by.label())).unwrap_or_default();
            format!("{by}Somebody waits for it. {}", call_policy_sentence(&step.call))
        }
        Trigger::Command => {
            let attempts = step.delivery.max_attempts;
            let last = if step.delivery.dead_letter { "kept as a dead letter" } else { "dropped" };
            let by = conductor.map_or("the workflow", ServiceId::as_str);
            format!(
                "Nobody waits: {by} commands it, and hears of its outcome. After {attempts} attempts a \
                 command is {last}."
            )
        }
        Trigger::Event => {
            let attempts = step.delivery.max_attempts;
            let last = if step.delivery.dead_letter { "kept as a dead letter" } else { "dropped" };
            let event = process.event_name(step);
            format!(
                "Nobody waits: it reacts to {event}. After {attempts} attempts an event is {last}."
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{one_a_second, step};
    use crate::units::Milliseconds;

    #[test]
    fn who_calls_who_commands_and_which_branch_is_told() {
        let draft = one_a_second([
            step("a"),
            step("b").called_by("a").on_branch("stock/none"),
            step("c").after(["a"]),
        ])
        .choice("stock", [("none", 0.1), ("some", 0.9)])
        .conducted("flow", 0.0, ["c"]);
        let told = |index: usize| trigger(&draft.process, &draft.process.steps[index]);
        assert_eq!(
            told(1),
            "It is called by a. Somebody waits for it. The caller waits without a timeout and does not try \
             again. stock: 10 of 100 customers take this branch, none."
        );
        assert_eq!(
            told(2),
            "Nobody waits: flow commands it, and hears of its outcome. After 5 attempts a command is dropped."
        );
    }

    #[test]
    fn a_call_policy_is_told_in_a_few_words() {
        let quiet = CallPolicy::default();
        assert_eq!(call_policy(&quiet), "");
        let eager =
            CallPolicy { timeout_ms: Some(Milliseconds::clamped(1000.0)), retries: 2, ..quiet };
        assert!(call_policy(&eager).starts_with("3 × 1"));
        assert!(call_policy_sentence(&eager).contains("tries 2 times again"));
    }
}
