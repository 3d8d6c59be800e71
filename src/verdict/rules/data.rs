//! What the data needs: how soon it must agree, who owns it, and whether its history counts.

use crate::model::{Consistency, Party, Purpose};
use crate::verdict::thresholds::MANY_READS;

use super::{CALL, EVENT, Force, Rule};

pub(super) static RULES: [Rule; 10] = [
    Rule {
        id: "strong-consistency",
        name: "Everybody must see it at once",
        source: "000, 003, 004",
        side: CALL,
        force: Force::Hard,
        when: "The consistency is strong, and the response is immediate, or not answered and the outcome must show within seconds.",
        says: "What {step} changes or reads must be right for everybody at once; an event makes it right later.",
        wrong_if: "As an event no customer is overturned, and nobody reads the old value.",
        holds: |it| it.is_strong() && !it.is_deferred() && (it.is_immediate() || it.is_soon()),
    },
    Rule {
        id: "strong-consistency-leaning",
        name: "Everybody should see it together",
        source: "000, 003, 004",
        side: CALL,
        force: Force::Leaning(2),
        when: "The consistency is strong, and nothing says that it is needed within seconds.",
        says: "Everybody must see the outcome of {step} at the same moment, which a call gives by itself; it may come later all the same.",
        wrong_if: "While it is pending nobody acts on the old value.",
        holds: |it| it.is_strong() && !it.is_immediate() && (it.is_deferred() || !it.is_soon()),
    },
    Rule {
        id: "own-writes",
        name: "Whoever wrote it must see it",
        source: "000",
        side: CALL,
        force: Force::Leaning(2),
        when: "The consistency is read-your-writes, and the step may not come later.",
        says: "Whoever caused {step} must see its outcome at once, others later.",
        wrong_if: "Who wrote it does not look again before the event has been consumed.",
        holds: |it| {
            it.answers.consistency == Some(Consistency::ReadYourWrites) && !it.may_come_later()
        },
    },
    Rule {
        id: "eventual-consistency",
        name: "It may become right later",
        source: "000, 002, 003",
        side: EVENT,
        force: Force::Leaning(2),
        when: "The consistency is eventual.",
        says: "The outcome of {step} may reach everybody later.",
        wrong_if: "Somebody decides on the value before it is right.",
        holds: |it| it.answers.consistency == Some(Consistency::Eventual),
    },
    Rule {
        id: "derived-data",
        name: "It follows from other data",
        source: "000",
        side: EVENT,
        force: Force::Leaning(2),
        when: "The step keeps derived data, and nothing says that it must show within seconds.",
        says: "{step} keeps data that follows from other data, and can be rebuilt from it.",
        wrong_if: "It cannot be rebuilt from other data, or the same request acts on it.",
        holds: |it| it.is(Purpose::Derived) && !it.is_soon(),
    },
    Rule {
        id: "data-gravity",
        name: "It decides on central data",
        source: "002",
        side: CALL,
        force: Force::Leaning(2),
        when: "The step decides on central data that must be up to date, or most of the process does and the step does not say otherwise.",
        says: "{step} decides on central data that must be up to date; events would have to keep copies of it in step.",
        wrong_if: "With a copy that is some seconds old the decisions are the same.",
        holds: |it| match it.answers.shared_data {
            Some(shared) => shared,
            None => {
                it.circumstances.data_gravity == Some(true)
                    && !it.is(Purpose::Notification)
                    && !it.is(Purpose::Derived)
            }
        },
    },
    Rule {
        id: "one-owner",
        name: "One owner, nobody else listens",
        source: "002, 004",
        side: CALL,
        force: Force::Leaning(1),
        when: "The step is core or a query, its own service performs it, and no other step could react beside it.",
        says: "{step} has one owner, and nothing else would react to what triggers it.",
        wrong_if: "Another consumer of the same fact turns up.",
        holds: |it| {
            (it.is(Purpose::Core) || it.is(Purpose::Query))
                && it.answers.party != Some(Party::External)
                && it.beside == 0
        },
    },
    Rule {
        id: "history",
        name: "Its history will be read again",
        source: "001, 004",
        side: EVENT,
        force: Force::Leaning(2),
        when: "The step’s history is to be read again.",
        says: "What {step} does is to be rebuilt or read again later: a log of facts keeps it.",
        wrong_if: "Nobody has read its history in a year.",
        holds: |it| it.answers.replay == Some(true),
    },
    Rule {
        id: "audit-afterwards",
        name: "Somebody looks at it afterwards",
        source: "001, 004",
        side: EVENT,
        force: Force::Leaning(1),
        when: "The step, or the process, is audited, and the step is not in a strict order.",
        says: "Somebody must be able to see later what {step} did: a log of facts is a natural trail.",
        wrong_if: "The auditor asks what was answered at the time, and not for a trail.",
        holds: |it| {
            it.answers.audit.or(it.circumstances.audit) == Some(true)
                && it.answers.ordered != Some(true)
        },
    },
    Rule {
        id: "reads-exceed-writes",
        name: "It is read far more often than written",
        source: "004",
        side: EVENT,
        force: Force::Leaning(1),
        when: "The step keeps derived data, and there are ten reads or more for one write.",
        says: "There are {reads} reads for one write: {step} can keep a model for reading up to date from events.",
        wrong_if: "At the peak, reads of the one store meet their target.",
        holds: |it| {
            it.is(Purpose::Derived)
                && it.circumstances.reads_per_write.is_some_and(|reads| reads.get() >= MANY_READS)
        },
    },
];
