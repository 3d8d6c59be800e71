//! What must stay together, and in order.

use crate::model::{Consistency, Purpose};

use super::super::case::Case;
use super::{CALL, COMMAND, EVENT, Force, Rule};

pub(super) static RULES: [Rule; 5] = [
    Rule {
        id: "unit",
        name: "It succeeds or fails with a step that is called",
        source: "000",
        side: CALL,
        force: Force::Hard,
        when: "The step shares its unit with one that should be called, and more speaks for calling all of them than for letting all follow.",
        says: "{step} succeeds or fails together with {partner}, which should be called: the unit “{unit}” stays on one side of the line.",
        wrong_if: "One of the two may happen without the other after all.",
        holds: |it| it.unit.called.is_some(),
    },
    Rule {
        id: "unit-follows",
        name: "It succeeds or fails with a step that follows",
        source: "000",
        side: EVENT,
        force: Force::Hard,
        when: "The step shares its unit with one that should follow, and more speaks for letting all of them follow than for calling all.",
        says: "{step} succeeds or fails together with {partner}, which should follow: the unit “{unit}” stays on one side of the line.",
        wrong_if: "One of the two may happen without the other after all.",
        holds: |it| it.unit.following.is_some(),
    },
    Rule {
        id: "conducted",
        name: "Later, and yet step by step",
        source: "000, product",
        side: COMMAND,
        force: Force::Leaning(3),
        when: "Nobody waits for the step, it does not tell, a request cannot do without it unless it is ordered and audited, and it must be right for everybody together, come in a strict order, or be audited; two of these where the process is no conversation and of a high volume, or the outcome may be right at any time; derived data only where it is ordered and audited.",
        says: "Nobody waits for {step}, and yet how it ends decides what comes next: a workflow commands it, hears its outcome, and keeps the order.",
        wrong_if: "As an event, nothing before it and nothing behind it needs to know how it ended.",
        holds: is_conducted,
    },
    Rule {
        id: "strict-audited-order",
        name: "A strict order that is audited",
        source: "000",
        side: CALL,
        force: Force::Leaning(3),
        when: "The step is in a strict order and is audited, and may not come later.",
        says: "{step} has its place in a strict order that somebody will check: one conductor knows each outcome before the next step.",
        wrong_if: "With two of them swapped, no auditor would object.",
        holds: |it| it.is_ordered() && it.is_audited() && !it.may_come_later(),
    },
    Rule {
        id: "strict-order",
        name: "A strict order",
        source: "002",
        side: CALL,
        force: Force::Leaning(1),
        when: "The step is in a strict order and is not audited, and may not come later.",
        says: "{step} has its place in a strict order, and calls keep it by themselves.",
        wrong_if: "With two of them swapped, nothing would be wrong.",
        holds: |it| it.is_ordered() && !it.is_audited() && !it.may_come_later(),
    },
];

/// Nobody waits for it, and yet how it ends matters to what comes next, and to whoever checks: it is strong,
/// ordered or audited; two of these in a stream of reactions, or where the outcome may be right at any time. What is derived is conducted only where it is ordered and audited by itself.
pub(super) fn is_conducted(case: &Case<'_>) -> bool {
    let (is_strong, is_ordered) = (case.is_strong(), case.is_ordered());
    let asked = [is_strong, is_ordered, case.is_audited()];
    let matters = asked.into_iter().filter(|it| *it).count();
    let around = case.circumstances;
    let is_reaction = around.conversation == Some(false) && around.high_volume == Some(true);
    let is_eventual = case.answers.consistency == Some(Consistency::Eventual);
    let is_enough = matters >= if is_reaction || is_eventual { 2 } else { 1 };
    let decides = match case.answers.kind {
        Some(Purpose::Notification) => false,
        Some(Purpose::Derived) => is_ordered && case.answers.audit == Some(true),
        Some(Purpose::Core | Purpose::Query) | None => true,
    };
    // What not every request needs is conducted where it has its place in an order that somebody checks.
    let is_needed = !case.is_optional() || is_ordered && case.answers.audit == Some(true);
    decides && is_enough && is_needed && case.may_come_later()
}
