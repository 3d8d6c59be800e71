//! What is said of a change, to those who hear the page instead of seeing it.

use crate::model::{Design, Fault, Scenario, StepId, Trigger, fault_words as words};

/// After the way in which a step is triggered was changed.
#[must_use]
pub(super) fn flipped(before: &Design, design: &Design, step: &StepId) -> String {
    let steps = design.process.steps.iter().enumerate();
    let Some((place, flipped)) = steps.into_iter().find(|(_, it)| &it.id == step) else {
        return String::new();
    };
    let (label, follow) = (flipped.label(), following(before, design, place));
    let waited = before.shape().is_foreground(place);
    let waits = design.shape().is_foreground(place);
    let conductor = design.process.workflow.as_ref().and_then(|it| design.service(&it.service));
    let conductor = conductor.map_or("the conductor", |it| it.label());
    match (design.process.trigger(flipped), waited, waits) {
        (Trigger::Event, true, _) => {
            format!("{label} is now an event: the customer no longer waits for it{follow}.")
        }
        (Trigger::Event, false, _) => {
            format!("{label} is now an event, behind the acknowledgement as before.")
        }
        (Trigger::Command, true, _) => {
            format!(
                "{label} is now a command, and {conductor} tells it to begin: the customer no longer \
                 waits for it{follow}."
            )
        }
        (Trigger::Command, false, _) => {
            format!(
                "{label} is now a command, behind the acknowledgement as before: {conductor} tells it \
                 to begin."
            )
        }
        (Trigger::Call, _, true) => {
            format!("{label} is now a call: the customer waits for it{follow}.")
        }
        (Trigger::Call, _, false) => {
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

/// How many steps crossed the acknowledgement line together with one.
fn following(before: &Design, design: &Design, step: usize) -> String {
    let (was, is) = (before.shape(), design.shape());
    let steps = 0..design.process.steps.len();
    let crossed =
        steps.filter(|&s| s != step && is.is_foreground(s) != was.is_foreground(s)).count();
    match crossed {
        0 => String::new(),
        1 => ", and one step behind it follows".to_owned(),
        more => format!(", and {more} steps behind it follow"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Mode;
    use crate::model::faults::Slowdown;
    use crate::testing::{checked, checkout, factor, s, shop, step};

    /// What is said where this step is triggered so from now on.
    fn said(scenario: &Scenario, step: &str, change: fn(&mut Scenario, &StepId)) -> String {
        let mut after = scenario.clone();
        change(&mut after, &step.into());
        flipped(&checked(scenario), &checked(&after), &step.into())
    }

    fn mode(scenario: &mut Scenario, step: &StepId, mode: Mode) {
        if let Some(step) = scenario.process.steps.iter_mut().find(|it| it.id == *step) {
            step.mode = mode;
        }
    }

    const EVENT: fn(&mut Scenario, &StepId) = |it, step| mode(it, step, Mode::Event);
    const CALL: fn(&mut Scenario, &StepId) = |it, step| {
        mode(it, step, Mode::RequestResponse);
        if let Some(workflow) = &mut it.process.workflow {
            workflow.steps.retain(|command| command != step);
        }
    };
    const COMMAND: fn(&mut Scenario, &StepId) = |it, step| {
        mode(it, step, Mode::Event);
        if let Some(workflow) = &mut it.process.workflow {
            workflow.steps.push(step.clone());
        }
    };

    #[test]
    fn a_flip_says_who_waits_now() {
        let checkout = checkout(Mode::RequestResponse);
        assert_eq!(
            said(&checkout, "mail", EVENT),
            "mail is now an event: the customer no longer waits for it."
        );
        assert_eq!(
            said(&checkout, "payment", EVENT),
            "payment is now an event: the customer no longer waits for it, and 5 steps behind it follow."
        );
        let mut followed = checkout;
        followed.process.steps[3].mode = Mode::Event;
        assert_eq!(said(&followed, "mail", CALL), "mail is now a call: the customer waits for it.");
        assert_eq!(
            said(&followed, "payment", EVENT),
            "payment is now an event: the customer no longer waits for it, and 4 steps behind it follow."
        );
        assert_eq!(said(&followed, "nobody", EVENT), "");
    }

    #[test]
    fn behind_the_line_a_flip_changes_nothing_for_the_customer() {
        let chain = shop([step("a").event(), step("b").after(["a"]).event()]);
        assert!(said(&chain, "b", CALL).ends_with("nobody waits for it there."));
        let called = shop([step("a").event(), step("b").after(["a"])]);
        assert!(said(&called, "b", EVENT).ends_with("as before."));
    }

    #[test]
    fn a_command_says_who_tells_it_to_begin() {
        let orders = shop([step("pay"), step("pack").after(["pay"]), step("ship").after(["pack"])]);
        let orders = orders.conducted("shop", 0.0, []).build();
        assert_eq!(
            said(&orders, "pack", COMMAND),
            "pack is now a command, and shop tells it to begin: the customer no longer waits for it, \
             and one step behind it follows."
        );
        let mut conducted = orders;
        COMMAND(&mut conducted, &"pack".into());
        assert_eq!(
            said(&conducted, "pack", CALL),
            "pack is now a call: the customer waits for it, and one step behind it follows."
        );
        assert_eq!(
            said(&conducted, "ship", COMMAND),
            "ship is now a command, behind the acknowledgement as before: shop tells it to begin."
        );
        // No longer commanded, it is an event; nobody waited for it before either.
        let uncommanded: fn(&mut Scenario, &StepId) = |it, _| it.process.workflow = None;
        assert_eq!(
            said(&conducted, "pack", uncommanded),
            "pack is now an event, behind the acknowledgement as before."
        );
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
