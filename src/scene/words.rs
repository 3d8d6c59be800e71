//! Short words for the parts of a scenario, as they stand on cards and bars.

use super::format;
use crate::model::{
    CallPolicy, CrashBehaviour, Fault, FaultKind, Mode, Process, Scenario, ServiceId, Step, Subject,
};

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

/// What is wrong while a fault is there, without the place: "5 × slower", "down".
#[must_use]
pub fn trouble(fault: &Fault) -> String {
    match fault {
        Fault::Crash { behaviour: CrashBehaviour::Refuse, .. } => "down".to_owned(),
        Fault::Crash { behaviour: CrashBehaviour::Swallow, .. } => "down, and silent".to_owned(),
        Fault::Slowdown { factor, .. } => format!("{} slower", format::factor(factor.get())),
        Fault::Errors { ratio, .. } => format!("fails {} of 100", format::in_hundred(ratio.get())),
        Fault::Partition { .. } => "cut off".to_owned(),
        Fault::BrokerOutage { .. } => "away".to_owned(),
        Fault::TrafficSpike { factor, .. } => format!("{} as many", format::factor(factor.get())),
        Fault::Poison { one_in, .. } => format!("1 of {one_in} events is poison"),
    }
}

/// What can go wrong, for a button.
#[must_use]
pub const fn fault_kind(kind: FaultKind) -> &'static str {
    match kind {
        FaultKind::Slowdown => "Slow down",
        FaultKind::Crash => "Crash, refusing calls",
        FaultKind::Silence => "Crash, never answering",
        FaultKind::Errors => "Let work fail",
        FaultKind::Partition => "Cut off",
        FaultKind::BrokerOutage => "Take the broker away",
        FaultKind::TrafficSpike => "Send more requests",
        FaultKind::Poison => "Poison some events",
    }
}

/// Where a fault is: the name of a service, of a step, or of what lies between.
#[must_use]
pub fn place(scenario: &Scenario, fault: &Fault) -> String {
    subject(scenario, &fault.subject())
}

/// What is looked at, or goes wrong; empty where that is nothing in particular.
#[must_use]
pub fn subject(scenario: &Scenario, subject: &Subject) -> String {
    let service = |id: &ServiceId| {
        scenario.service(id).map_or(id.as_str(), |service| service.label()).to_owned()
    };
    match subject {
        Subject::Service(id) => service(id),
        Subject::Link([one, other]) => format!("{} and {}", service(one), service(other)),
        Subject::Broker => "Broker".to_owned(),
        Subject::Traffic => "Requests".to_owned(),
        Subject::Step(id) => {
            scenario.process.step(id).map_or(id.as_str(), |step| step.label()).to_owned()
        }
        Subject::Request(number) => format!("Request {number}"),
        Subject::Nothing => String::new(),
    }
}

/// What is wrong and where: "Payment 5 × slower".
#[must_use]
pub fn named(scenario: &Scenario, fault: &Fault) -> String {
    format!("{} {}", place(scenario, fault), trouble(fault))
}

/// From when to when: "20 s to 30 s".
#[must_use]
pub fn when(fault: &Fault) -> String {
    let (at, length) = fault.when();
    format!("{} s to {} s", tenths(at.get()), tenths(at.get() + length.get()))
}

/// Whether a fault is on a step: on its service, or on its events.
#[must_use]
pub fn concerns(fault: &Fault, step: &Step) -> bool {
    match fault {
        Fault::Poison { step: poisoned, .. } => poisoned == &step.id,
        Fault::Crash { service, .. }
        | Fault::Slowdown { service, .. }
        | Fault::Errors { service, .. } => service == &step.service,
        Fault::Partition { between, .. } => between.contains(&step.service),
        Fault::BrokerOutage { .. } | Fault::TrafficSpike { .. } => false,
    }
}

/// The one service that a fault is on, if it is on one.
#[must_use]
pub const fn service_of(fault: &Fault) -> Option<&ServiceId> {
    match fault {
        Fault::Crash { service, .. }
        | Fault::Slowdown { service, .. }
        | Fault::Errors { service, .. } => Some(service),
        Fault::Partition { .. }
        | Fault::BrokerOutage { .. }
        | Fault::TrafficSpike { .. }
        | Fault::Poison { .. } => None,
    }
}

fn tenths(seconds: f64) -> f64 {
    libm::round(seconds * 10.0) / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::{Factor, Milliseconds, Seconds};

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
    fn a_fault_is_told_by_what_and_when() {
        let slow = Fault::Slowdown {
            service: ServiceId::from("payment"),
            factor: Factor::clamped(5.0),
            at_s: Seconds::clamped(20.04),
            for_s: Seconds::clamped(10.0),
        };
        assert_eq!(when(&slow), "20 s to 30 s");
        assert_eq!(service_of(&slow), Some(&ServiceId::from("payment")));
        assert!(trouble(&slow).ends_with("slower"));
    }
}
