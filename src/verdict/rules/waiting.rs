//! Who waits, and how long: the two questions of the matrix, the tolerance, and the work.

use crate::model::{Necessity, Purpose};

use super::super::case::Case;
use super::{CALL, EVENT, Force, HARDLY_TOLERABLE_MS, Rule, SEVERAL, TOLERABLE_MS};
use crate::verdict::case::NOBODY_WAITS_MS;

pub(super) static RULES: [Rule; 10] = [
    Rule {
        id: "answer-needed-now",
        name: "The answer is needed now",
        source: "000, 001, 003",
        side: CALL,
        force: Force::Hard,
        when: "The response is immediate and the step is required, and it does not merely tell several at once.",
        says: "The process cannot go on without the answer of {step}: somebody waits, and it must be right now.",
        holds: |it| {
            it.is_immediate()
                && it.answers.necessity == Some(Necessity::Required)
                && !is_urgent_broadcast(it)
        },
    },
    Rule {
        id: "urgent-broadcast",
        name: "Several are told at once",
        source: "000, 004, product",
        side: EVENT,
        force: Force::Leaning(6),
        when: "The response is immediate, and the step is a notification of something that two others or more react to as well.",
        says: "{step} must reach several at once, of whom none answers and none may hold up the others: urgent, but nothing to wait for.",
        holds: is_urgent_broadcast,
    },
    Rule {
        id: "answer-wanted-now",
        name: "The answer is wanted now, but not at any price",
        source: "product",
        side: CALL,
        force: Force::Leaning(6),
        when: "The response is immediate and the step is optional.",
        says: "{step} is of use only at once, and the process can do without it: a call with a time-out and a fallback.",
        holds: |it| it.is_immediate() && it.answers.necessity == Some(Necessity::Optional),
    },
    Rule {
        id: "may-follow",
        name: "It may follow, and may be missing",
        source: "000",
        side: EVENT,
        force: Force::Leaning(6),
        when: "The response is deferred and the step is optional.",
        says: "Nobody waits for {step}, and the process can do without it.",
        holds: |it| it.is_deferred() && it.answers.necessity == Some(Necessity::Optional),
    },
    Rule {
        id: "must-follow-surely",
        name: "It may follow, but surely",
        source: "000, product",
        side: EVENT,
        force: Force::Leaning(4),
        when: "The response is deferred and the step is required.",
        says: "{step} must happen, but nobody waits for it: an event with guarantees, or a step of a saga.",
        holds: |it| it.is_deferred() && it.answers.necessity == Some(Necessity::Required),
    },
    Rule {
        id: "delay-tolerable",
        name: "The delay is tolerable",
        source: "000, 001, 002, 003",
        side: EVENT,
        force: Force::Leaning(2),
        when: "The outcome may show after 10 s or more.",
        says: "The outcome of {step} may show after {tolerance}.",
        holds: |it| it.answers.tolerance_ms.is_some_and(|ms| ms >= TOLERABLE_MS),
    },
    Rule {
        id: "delay-shows",
        name: "Every delay shows",
        source: "002, 004",
        side: CALL,
        force: Force::Leaning(2),
        when: "The outcome must show within 1 s.",
        says: "The outcome of {step} must show within {tolerance}, and a direct answer is the quickest while load is light.",
        holds: |it| it.answers.tolerance_ms.is_some_and(|ms| ms <= HARDLY_TOLERABLE_MS),
    },
    Rule {
        id: "work-beyond-waiting",
        name: "The work takes longer than people wait",
        source: "001",
        side: EVENT,
        force: Force::Hard,
        when: "The work takes longer on average than customers wait: their patience where it is given, 10 s where not.",
        says: "{step} takes {work}, and people wait for {patience} at most: return fast, finish later, give a status.",
        holds: |it| it.work_ms() > it.patience_ms.unwrap_or(NOBODY_WAITS_MS),
    },
    Rule {
        id: "work-beyond-tolerance",
        name: "The work takes longer than its outcome may",
        source: "001",
        side: EVENT,
        force: Force::Leaning(3),
        when: "The work takes longer on average than the tolerance.",
        says: "{step} takes {work}, and its outcome is wanted within {tolerance}: waiting for it will not make it quicker.",
        holds: |it| it.answers.tolerance_ms.is_some_and(|ms| it.work_ms() > ms),
    },
    Rule {
        id: "somebody-asks",
        name: "Somebody asks",
        source: "001, 003, 004",
        side: CALL,
        force: Force::Leaning(4),
        when: "The step only looks something up, and its response is not deferred.",
        says: "{step} is a question, and a question is asked for its answer.",
        holds: |it| it.is(Purpose::Query) && !it.is_deferred(),
    },
];

/// Urgent for who is told, but no answer that the process could need.
fn is_urgent_broadcast(case: &Case<'_>) -> bool {
    case.is_immediate() && case.is(Purpose::Notification) && case.beside >= SEVERAL
}
