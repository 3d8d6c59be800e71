//! Who is involved: partners, listeners, clients.

use crate::model::{Party, Purpose};

use super::order::is_conducted;
use super::{CALL, EVENT, Force, Rule};

pub(super) static RULES: [Rule; 5] = [
    Rule {
        id: "external-partner",
        name: "Somebody else performs it",
        source: "002",
        side: CALL,
        force: Force::Leaning(2),
        when: "The party is external, and the step is no notification and may not come later.",
        says: "{step} is a partner’s: a call says at once whether it succeeded, and failure is handled where it happens.",
        wrong_if: "The partner confirms later by a message of its own.",
        holds: |it| {
            it.answers.party == Some(Party::External)
                && !it.is(Purpose::Notification)
                && !it.may_come_later()
        },
    },
    Rule {
        id: "tells-somebody",
        name: "It tells somebody",
        source: "000, 001, 003",
        side: EVENT,
        force: Force::Leaning(3),
        when: "The step is a notification.",
        says: "{step} tells somebody of what has happened: a side-effect.",
        wrong_if: "The process reads what came of it before it goes on.",
        holds: |it| it.is(Purpose::Notification),
    },
    Rule {
        id: "fan-out",
        name: "Several react to the same fact",
        source: "000, 004",
        side: EVENT,
        force: Force::Leaning(2),
        when: "Other steps come after the same steps or react to the same event, and this one is neither immediate, a query, nor for a workflow to command.",
        says: "{beside} more could react to the same fact as {step}, each by itself.",
        wrong_if: "One of those beside it needs the outcome of this one.",
        holds: |it| {
            let may_react = !it.is_immediate() && !it.is(Purpose::Query);
            it.beside > 0 && may_react && !is_conducted(it)
        },
    },
    Rule {
        id: "clients-told",
        name: "Clients are told without asking",
        source: "004",
        side: EVENT,
        force: Force::Leaning(1),
        when: "Clients must be told of changes, and the step is a notification or keeps derived data.",
        says: "Clients must be told of changes without asking, and {step} is how they learn of them.",
        wrong_if: "Clients ask by themselves, and that is early enough.",
        holds: |it| {
            it.circumstances.client_updates == Some(true)
                && (it.is(Purpose::Notification) || it.is(Purpose::Derived))
        },
    },
    Rule {
        id: "public-surface",
        name: "Others build on it",
        source: "004",
        side: CALL,
        force: Force::Leaning(1),
        when: "The process has a public interface, and the step is the first one.",
        says: "{step} is what others see of a public interface, and they expect an answer.",
        wrong_if: "The interface promises that it was accepted, and the outcome later.",
        holds: |it| {
            it.circumstances.public_api == Some(true)
                && it.step.after.is_empty()
                && it.step.caller.is_none()
        },
    },
];
