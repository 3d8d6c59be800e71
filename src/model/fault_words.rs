//! Short words for what goes wrong and where, as they stand on cards and bars.

use super::{Fault, Scenario, ServiceId, Subject};

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
    format!("{} {}", place(scenario, fault), fault.what.trouble())
}

/// From when to when: "20 s to 30 s"; of an instant, "at 20 s".
#[must_use]
pub fn when(fault: &Fault) -> String {
    let (at, length) = fault.when();
    if fault.for_s.is_none() {
        return format!("at {} s", tenths(at.get()));
    }
    format!("{} s to {} s", tenths(at.get()), tenths(at.get() + length.get()))
}

fn tenths(seconds: f64) -> f64 {
    libm::round(seconds * 10.0) / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::faults::{Replay, Replayed, Slowdown};
    use crate::units::Seconds;

    #[test]
    fn a_fault_is_told_by_what_and_when() {
        let slow = Slowdown::of("payment".into());
        let slow = Fault::new(slow, Seconds::clamped(20.04), Seconds::clamped(10.0));
        assert_eq!(when(&slow), "20 s to 30 s");
        assert_eq!(named(&Scenario::default(), &slow), "payment 5 × slower");
        let replay = Replay { step: "index".into(), what: Replayed::All };
        let replay = Fault::new(replay, Seconds::clamped(40.0), Seconds::clamped(10.0));
        assert_eq!(when(&replay), "at 40 s");
        assert_eq!(named(&Scenario::default(), &replay), "index replayed from the start");
    }
}
