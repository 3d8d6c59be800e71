//! Who waits, and how long: the two questions of the matrix, the tolerance, and the work.

use crate::model::Purpose;
use crate::verdict::thresholds::{
    HARDLY_TOLERABLE_MS, NO_GATEWAY_HOLDS_MS, NOBODY_STANDS_MS, NOBODY_WAITS_MS, SEVERAL,
};

use super::super::case::Case;
use super::{CALL, EVENT, Force, Rule};

pub(super) static RULES: [Rule; 14] = [
    Rule {
        id: "answer-needed-now",
        name: "The answer is needed now",
        source: "000, 001, 003",
        side: CALL,
        force: Force::Hard,
        when: "The response is immediate and the step is required, and it does not merely tell several at once.",
        says: "It was answered that the process cannot go on without the answer of {step}: somebody waits for it.",
        wrong_if: "As an event no customer is overturned, and nobody misses the answer.",
        holds: |it| it.is_immediate() && it.is_required() && !is_urgent_broadcast(it),
    },
    Rule {
        id: "urgent-broadcast",
        name: "Several are told at once",
        source: "000, 004, product",
        side: EVENT,
        force: Force::Leaning(6),
        when: "The response is immediate, and the step is a notification of something that two others or more react to as well.",
        says: "{step} must reach several at once, of whom none answers and none may hold up the others: urgent, but nothing to wait for.",
        wrong_if: "One of those told must answer before the process may go on.",
        holds: is_urgent_broadcast,
    },
    Rule {
        id: "answer-wanted-now",
        name: "The answer is wanted now, but not at any price",
        source: "product",
        side: CALL,
        force: Force::Leaning(6),
        when: "The response is immediate, and the step is optional, or nobody said whether it may be missing; it does not merely tell several at once.",
        says: "{step} is of use only at once: a call with a time-out, and with a fallback where it may be missing.",
        wrong_if: "As an event it serves as many: nobody looks at what it brings before they leave.",
        holds: |it| it.is_immediate() && !it.is_required() && !is_urgent_broadcast(it),
    },
    Rule {
        id: "may-follow",
        name: "It may follow, and may be missing",
        source: "000",
        side: EVENT,
        force: Force::Leaning(6),
        when: "The response is deferred and the step is optional.",
        says: "Nobody waits for {step}, and the process can do without it.",
        wrong_if: "Left out for an hour, somebody has complained.",
        holds: |it| it.is_deferred() && it.is_optional(),
    },
    Rule {
        id: "must-follow-surely",
        name: "It may follow, but surely",
        source: "000, product",
        side: EVENT,
        force: Force::Leaning(4),
        when: "The response is deferred, and the step is required, or nobody said that it may be missing.",
        says: "{step} must happen, but nobody waits for it: an event with guarantees, or a step of a saga.",
        wrong_if: "Behind the line customers are overturned by its no, or ask for its outcome before they leave.",
        holds: |it| it.is_deferred() && !it.is_optional(),
    },
    Rule {
        id: "delay-tolerable",
        name: "The delay is tolerable",
        source: "000, 001, 002, 003",
        side: EVENT,
        force: Force::Leaning(2),
        when: "The outcome may show after more than 10 s, and after more than customers wait, where their patience is given; after five minutes and more, where nobody said that it is needed now, another rule speaks.",
        says: "The outcome of {step} may show after {tolerance}.",
        wrong_if: "With its consumers away for as long as is tolerated, somebody calls before they are back.",
        holds: |it| it.tolerates_waiting() && !nobody_stands(it),
    },
    Rule {
        id: "nobody-stands",
        name: "Nobody stands and waits that long",
        source: "000, product",
        side: EVENT,
        force: Force::Leaning(6),
        when: "The outcome may show after five minutes or more, and after more than customers wait, where their patience is given; and nobody said that it is needed now.",
        says: "For {tolerance} nobody waits for {step}: whoever asked has gone on.",
        wrong_if: "Somebody is seen waiting for it for that long.",
        holds: |it| it.tolerates(NOBODY_STANDS_MS) && it.tolerates_waiting() && !it.is_immediate(),
    },
    Rule {
        id: "delay-shows",
        name: "Every delay shows",
        source: "002, 004",
        side: CALL,
        force: Force::Leaning(2),
        when: "The outcome must show within 1 s.",
        says: "The outcome of {step} must show within {tolerance}, and a direct answer is the quickest while load is light.",
        wrong_if: "As an event its tolerance is met for 95 of 100 at the peak.",
        holds: |it| it.answers.tolerance_ms.is_some_and(|ms| ms <= HARDLY_TOLERABLE_MS),
    },
    Rule {
        id: "seconds-show",
        name: "Seconds show",
        source: "000, product",
        side: CALL,
        force: Force::Leaning(3),
        when: "The outcome must show within 10 s, though not within 1 s, and the step is no notification.",
        says: "The outcome of {step} must show within {tolerance}: somebody is looking.",
        wrong_if: "As an event its tolerance is met for 95 of 100 at the peak, and nobody has gone on without it.",
        holds: |it| {
            it.is_soon()
                && it.answers.tolerance_ms.is_some_and(|ms| ms > HARDLY_TOLERABLE_MS)
                && !it.is(Purpose::Notification)
        },
    },
    Rule {
        id: "within-patience",
        name: "As late as customers wait, and no later",
        source: "000, product",
        side: CALL,
        force: Force::Leaning(2),
        when: "The outcome may show after more than 10 s, but no longer than customers wait, their patience is given, and the step is neither deferred nor a notification.",
        says: "The outcome of {step} must show within {tolerance}, while customers still wait: they do for {patience}.",
        wrong_if: "Customers leave before, and hear of it by mail.",
        holds: |it| {
            let within = |patience: f64| it.answers.tolerance_ms.is_some_and(|ms| ms <= patience);
            it.patience_ms.is_some_and(within) && !it.is(Purpose::Notification) && !it.is_deferred()
        },
    },
    Rule {
        id: "work-beyond-waiting",
        name: "The work takes longer than people wait",
        source: "001",
        side: EVENT,
        force: Force::Hard,
        when: "The work takes longer on average than customers wait: their patience where it is given, 10 s where not.",
        says: "{step} takes {work}, and people wait for {patience} at most: return fast, finish later, give a status.",
        wrong_if: "As a call, nobody gives up in the run, and nothing on the way cuts it off.",
        holds: |it| it.work_ms() > it.patience_ms.unwrap_or(NOBODY_WAITS_MS),
    },
    Rule {
        id: "work-beyond-connection",
        name: "The work takes longer than a connection is held",
        source: "001, product",
        side: EVENT,
        force: Force::Hard,
        when: "The work takes longer than 30 s on average, though no longer than customers wait: gateways and proxies cut calls at 29 to 60 s by default.",
        says: "{step} takes {work}, and no gateway or proxy on the way holds a call so long: return fast, and let the customer ask again.",
        wrong_if: "Nothing on the way between who waits and who works has a limit, and a lost connection is taken up again.",
        holds: |it| {
            let patience = it.patience_ms.unwrap_or(NOBODY_WAITS_MS);
            it.work_ms() > NO_GATEWAY_HOLDS_MS && it.work_ms() <= patience
        },
    },
    Rule {
        id: "work-beyond-tolerance",
        name: "The work takes longer than its outcome may",
        source: "001",
        side: EVENT,
        force: Force::Leaning(3),
        when: "The work takes longer on average than the tolerance.",
        says: "{step} takes {work}, and its outcome is wanted within {tolerance}: waiting for it will not make it quicker.",
        wrong_if: "Measured, the work ends within its tolerance after all.",
        holds: |it| it.answers.tolerance_ms.is_some_and(|ms| it.work_ms() > ms),
    },
    Rule {
        id: "somebody-asks",
        name: "Somebody asks",
        source: "001, 003, 004",
        side: CALL,
        force: Force::Leaning(4),
        when: "The step only looks something up, and may not come later.",
        says: "{step} is a question, and a question is asked for its answer.",
        wrong_if: "Whoever asks goes on without the answer.",
        holds: |it| it.is(Purpose::Query) && !it.may_come_later(),
    },
];

/// Urgent for who is told, but no answer that the process could need.
fn is_urgent_broadcast(case: &Case<'_>) -> bool {
    case.is_immediate() && case.is(Purpose::Notification) && case.beside >= SEVERAL
}

/// It may show so late that nobody stands and waits for it, and nobody said that it is needed now.
fn nobody_stands(case: &Case<'_>) -> bool {
    case.tolerates(NOBODY_STANDS_MS) && case.tolerates_waiting() && !case.is_immediate()
}
