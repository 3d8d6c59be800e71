//! What is said of a change, to those who hear the page instead of seeing it.

use crate::model::{Design, Fault, Mode, Scenario, Shape, StepId, Trigger, fault_words as words};

/// After a step's mode was flipped; `design` is the one after the change.
#[must_use]
pub(super) fn flipped(design: &Design, step: &StepId) -> String {
    let (steps, shape) = (&design.process.steps, design.shape());
    let found = steps.iter().enumerate().find(|(_, candidate)| &candidate.id == step);
    let Some((place, flipped)) = found else { return String::new() };
    let label = flipped.label();
    let before = shape.begins_after(place);
    let waited_for = before.iter().all(|&before| shape.is_foreground(before));
    let conductor = design.process.workflow.as_ref().and_then(|it| design.service(&it.service));
    if let (Trigger::Command, Some(conductor)) = (design.process.trigger(flipped), conductor) {
        return format!("{label} is now a command: {} tells it to begin.", conductor.label());
    }
    match (flipped.mode, waited_for) {
        (Mode::Event, true) => {
            format!(
                "{label} is now an event: the customer no longer waits for it{}.",
                following(design, shape, place)
            )
        }
        (Mode::Event, false) => {
            format!("{label} is now an event, behind the acknowledgement as before.")
        }
        (Mode::RequestResponse, true) => {
            format!(
                "{label} is now a call: the customer waits for it{}.",
                following(design, shape, place)
            )
        }
        (Mode::RequestResponse, false) => {
            format!(
                "{label} is now a call, made behind the acknowledgement: nobody waits for it there."
            )
        }
    }
}

/// A fault, in words: "Payment: 5 × slower, from 20 s to 30 s".
#[must_use]
pub fn fault(scenario: &Scenario, fault: &Fault) -> String {
    format!(
        "{}: {}, from {}",
        words::place(scenario, fault),
        fault.what.trouble(),
        words::when(fault)
    )
}

/// How many steps cross the acknowledgement line together with one.
fn following(scenario: &Scenario, shape: &Shape, step: usize) -> String {
    let mut unflipped = scenario.process.clone();
    if let Some(step) = unflipped.steps.get_mut(step) {
        step.mode = step.mode.flipped();
    }
    let crossed = Shape::new(&unflipped).map_or(0, |before| {
        let steps = 0..scenario.process.steps.len();
        steps.filter(|&s| s != step && shape.is_foreground(s) != before.is_foreground(s)).count()
    });
    match crossed {
        0 => String::new(),
        1 => ", and one step behind it follows".to_owned(),
        more => format!(", and {more} steps behind it follow"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::faults::Slowdown;
    use crate::testing::{checked, checkout, factor, s, shop, step};

    #[test]
    fn a_flip_says_who_waits_now() {
        let mut checkout = checkout(Mode::RequestResponse);
        let mail = StepId::from("mail");
        assert_eq!(
            flipped(&checked(&checkout), &mail),
            "mail is now a call: the customer waits for it."
        );
        checkout.process.steps[3].mode = Mode::Event;
        assert_eq!(
            flipped(&checked(&checkout), &mail),
            "mail is now an event: the customer no longer waits for it."
        );
        checkout.process.steps[1].mode = Mode::Event;
        assert_eq!(
            flipped(&checked(&checkout), &"payment".into()),
            "payment is now an event: the customer no longer waits for it, and 4 steps behind it follow."
        );
        assert_eq!(flipped(&checked(&checkout), &"nobody".into()), "");
    }

    #[test]
    fn behind_the_line_a_flip_changes_nothing_for_the_customer() {
        let mut chain = shop([step("a").event(), step("b").after(["a"])]);
        assert!(flipped(&checked(&chain), &"b".into()).ends_with("nobody waits for it there."));
        chain.process.steps[1].mode = Mode::Event;
        assert!(flipped(&checked(&chain), &"b".into()).ends_with("as before."));
    }

    #[test]
    fn a_fault_says_where_what_and_when() {
        let slow = Fault::new(
            Slowdown { service: "payment".into(), factor: factor(5.0) },
            s(20.0),
            s(10.0),
        );
        assert_eq!(fault(&checkout(Mode::Event), &slow), "payment: 5 × slower, from 20 s to 30 s");
    }
}
