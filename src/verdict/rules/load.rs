//! How the load behaves.

use crate::model::Traffic;

use super::{CALL, EVENT, Force, Rule};

pub(super) static RULES: [Rule; 4] = [
    Rule {
        id: "bursts",
        name: "Its load comes in bursts",
        source: "002, 004",
        side: EVENT,
        force: Force::Leaning(2),
        when: "The step’s load is bursty, or the process’s is and the step does not say otherwise; there not where the outcome must show within seconds and nobody said that it is deferred, since what waits in a topic shows late.",
        says: "The load of {step} comes in bursts, and a topic takes them in and hands them out at the consumer’s pace.",
        wrong_if: "In the run with its peak, the queue in front of its workers does not grow.",
        holds: |it| {
            let around = it.circumstances.traffic == Some(Traffic::Bursty);
            it.answers.bursty.unwrap_or(around && (it.is_deferred() || !it.is_soon()))
        },
    },
    Rule {
        id: "steady-load",
        name: "Its load is steady",
        source: "002, 004",
        side: CALL,
        force: Force::Around(1),
        when: "The step’s load is not bursty, or the process’s is steady and the step does not say otherwise.",
        says: "The load of {step} is steady, and needs no buffer.",
        wrong_if: "Over a day the rate varies by more than twice.",
        holds: |it| match it.answers.bursty {
            Some(bursty) => !bursty,
            None => it.circumstances.traffic == Some(Traffic::Steady),
        },
    },
    Rule {
        id: "high-volume",
        name: "There is much of it",
        source: "002, 004",
        side: EVENT,
        force: Force::Around(1),
        when: "The process has a high volume.",
        says: "There is too much of it to wait for each answer of {step}.",
        wrong_if: "As a call at the peak, its workers are less than 70 % busy.",
        holds: |it| it.circumstances.high_volume == Some(true),
    },
    Rule {
        id: "waits-for-io",
        name: "It mostly waits",
        source: "004",
        side: EVENT,
        force: Force::Leaning(1),
        when: "The work is mostly waiting for something outside.",
        says: "{step} mostly waits for something outside, and a caller’s worker would wait with it.",
        wrong_if: "At the peak the caller has workers to spare, so that waiting costs nothing.",
        holds: |it| it.answers.waits_for_io == Some(true),
    },
];
