//! Short words for the parts of a scenario, as they stand on cards and bars.

use crate::model::{CallPolicy, Mode, Process, Step};
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
    match step.mode {
        Mode::RequestResponse => {
            format!("Somebody waits for it. {}", call_policy_sentence(&step.call))
        }
        Mode::Event => {
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
}
