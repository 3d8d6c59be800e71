//! The pairs: answer against answer, answer against fact; then those of the process.

use crate::model::{Consistency, Purpose, Response};
use crate::verdict::thresholds::{
    FELT_AT_ONCE_MS, NO_GATEWAY_HOLDS_MS, NOBODY_STANDS_MS, NOBODY_WAITS_MS,
};

use super::{Clash, Holds};

/// What can disagree.
pub static CLASHES: [Clash; 16] = [
    Clash {
        id: "now-and-much-later",
        name: "Now, and much later",
        source: "000, product",
        between: ["response", "tolerance_ms"],
        when: "The response is immediate, and the outcome may show after five minutes or more.",
        says: "The process needs the answer of {step} now, and yet its outcome may show after {tolerance}.",
        asks: "Does somebody stand and wait for it, or may the process go on and hear of it later?",
        holds: Holds::Step(|it| it.is_immediate() && it.tolerates(NOBODY_STANDS_MS)),
    },
    Clash {
        id: "later-and-at-once",
        name: "Later, and at once",
        source: "000, product",
        between: ["response", "tolerance_ms"],
        when: "The response is deferred, and the outcome must show within 100 ms.",
        says: "Nobody waits for {step}, and yet its outcome must show within {tolerance}, which people feel as at once.",
        asks: "Who notices after {tolerance}, and are they not waiting for it?",
        holds: Holds::Step(|it| {
            it.is_deferred() && it.answers.tolerance_ms.is_some_and(|ms| ms <= FELT_AT_ONCE_MS)
        }),
    },
    Clash {
        id: "at-once-and-eventually",
        name: "Right for everybody at once, and after minutes",
        source: "000",
        between: ["consistency", "tolerance_ms"],
        when: "The consistency is strong, the outcome may show after five minutes or more, and nobody said whether the response is needed now.",
        says: "Everybody must see at once what {step} did, and yet its outcome may show after {tolerance}.",
        asks: "Is it wrong for a while until it has been done, or only afterwards right for everybody together?",
        holds: Holds::Step(|it| {
            it.is_strong() && it.tolerates(NOBODY_STANDS_MS) && it.answers.response.is_none()
        }),
    },
    Clash {
        id: "own-at-once-and-later",
        name: "Whoever wrote it sees it at once, and after minutes",
        source: "000",
        between: ["consistency", "tolerance_ms"],
        when: "The consistency is read-your-writes, and the outcome may show after five minutes or more.",
        says: "Whoever caused {step} must see its outcome at once, and yet it may show after {tolerance}.",
        asks: "Is that time for the others alone, or for whoever caused it too?",
        holds: Holds::Step(|it| {
            it.answers.consistency == Some(Consistency::ReadYourWrites)
                && it.tolerates(NOBODY_STANDS_MS)
        }),
    },
    Clash {
        id: "question-nobody-hears",
        name: "A question of which nobody hears the answer",
        source: "001, product",
        between: ["kind", "response"],
        when: "The step only looks something up, its response is deferred, and it is optional.",
        says: "{step} only looks something up, and yet nobody waits for what it finds, and it may be missing.",
        asks: "Who uses what it finds, and when?",
        holds: Holds::Step(|it| it.is(Purpose::Query) && it.is_deferred() && it.is_optional()),
    },
    Clash {
        id: "question-undone",
        name: "A question that is undone",
        source: "product",
        between: ["kind", "compensation"],
        when: "The step only looks something up, and has a compensation.",
        says: "{step} only looks something up, and yet something undoes it.",
        asks: "Does it change something after all, a hold or a reservation?",
        holds: Holds::Step(|it| it.is(Purpose::Query) && it.step.business.compensation.is_some()),
    },
    Clash {
        id: "rebuilt-and-undone",
        name: "Derived, and the truth itself",
        source: "000, product",
        between: ["kind", "shared_data"],
        when: "The step keeps derived data that is eventually right, and decides on central data that must be up to date.",
        says: "{step} keeps data that follows from other data and may be right later, and yet it decides on what must be up to date.",
        asks: "Does it decide, or does it only recalculate?",
        holds: Holds::Step(|it| {
            it.is(Purpose::Derived)
                && it.answers.consistency == Some(Consistency::Eventual)
                && it.answers.shared_data == Some(true)
        }),
    },
    Clash {
        id: "together-and-missing",
        name: "Together, and one may be missing",
        source: "000",
        between: ["unit", "necessity"],
        when: "An optional step shares its unit with a required one.",
        says: "{step} may be missing, and yet it succeeds or fails together with {required}: “{unit}”.",
        asks: "Is the unit done when this one is missing?",
        holds: Holds::Step(|it| it.is_optional() && it.unit.required.is_some()),
    },
    Clash {
        id: "together-and-apart",
        name: "Together, and one now, another later",
        source: "000",
        between: ["unit", "response"],
        when: "Steps of one unit have different answers about the response.",
        says: "{step} and {other} succeed or fail together, “{unit}”, and yet one is needed now and the other may follow.",
        asks: "Is the customer told yes before both have happened?",
        holds: Holds::Step(|it| it.unit.other.is_some()),
    },
    Clash {
        id: "waited-for-too-long",
        name: "Waited for, and longer than people wait",
        source: "001",
        between: ["response", "work"],
        when: "The response is immediate, and the work takes longer on average than customers wait: their patience where it is given, 10 s where not.",
        says: "The process needs the answer of {step} now, and yet it takes {work}, and people wait for {patience} at most.",
        asks: "Is it enough to say that it has begun, and to tell how it ended later?",
        holds: Holds::Step(|it| {
            it.is_immediate() && it.work_ms() > it.patience_ms.unwrap_or(NOBODY_WAITS_MS)
        }),
    },
    Clash {
        id: "held-too-long",
        name: "Waited for, and longer than a connection is held",
        source: "001, product",
        between: ["response", "work"],
        when: "The response is immediate, customers would wait long enough, and the work takes longer than 30 s on average: gateways and proxies cut calls at 29 to 60 s.",
        says: "The process needs the answer of {step} now, and yet it takes {work}: people would wait, but no gateway or proxy between them and it holds a call so long.",
        asks: "May it be begun, and asked for again until it has ended?",
        holds: Holds::Step(|it| {
            it.is_immediate()
                && it.work_ms() > NO_GATEWAY_HOLDS_MS
                && it.work_ms() <= it.patience_ms.unwrap_or(NOBODY_WAITS_MS)
        }),
    },
    Clash {
        id: "longer-than-tolerated",
        name: "Longer than it may take",
        source: "001, product",
        between: ["tolerance_ms", "work"],
        when: "The work takes longer on average than the tolerance.",
        says: "The outcome of {step} may take {tolerance}, and yet its work alone takes {work}.",
        asks: "Which of the two is right, and from when is the time counted?",
        holds: Holds::Step(|it| it.answers.tolerance_ms.is_some_and(|ms| it.work_ms() > ms)),
    },
    Clash {
        id: "required-with-fallback",
        name: "Cannot do without, and does",
        source: "004, product",
        between: ["necessity", "call/fallback"],
        when: "The step is required, and its call has a fallback.",
        says: "A request cannot do without {step}, and yet its call has a fallback that does without.",
        asks: "Is what the fallback answers good enough to go on?",
        holds: Holds::Step(|it| it.is_required() && it.step.call.fallback),
    },
    Clash {
        id: "tells-and-decides",
        name: "It only tells, and is undone",
        source: "product",
        between: ["kind", "compensation"],
        when: "The step is a notification, and has a compensation.",
        says: "{step} only tells somebody, and yet something undoes it: what was told is known.",
        asks: "Does it change something, or is the correction another message?",
        holds: Holds::Step(|it| {
            it.is(Purpose::Notification) && it.step.business.compensation.is_some()
        }),
    },
    Clash {
        id: "conversation-nobody-waits",
        name: "A conversation that nobody waits for",
        source: "000",
        between: ["circumstances/conversation", "response"],
        when: "The core is a conversation, and the response of every step is deferred.",
        says: "The core is a conversation, one party asks and the other answers, and yet nobody waits for any step.",
        asks: "Who is the other party, and for which step’s answer do they wait?",
        holds: Holds::Process(|it| {
            let (deferred, answered) = it.answered(Response::Deferred);
            it.conversation == Some(true) && answered == it.cases.len() && deferred == answered
        }),
    },
    Clash {
        id: "reactions-all-waited-for",
        name: "Reactions that are all waited for",
        source: "000",
        between: ["circumstances/conversation", "response"],
        when: "The core is no conversation, and the response of every one of two steps or more is immediate.",
        says: "The core is no conversation, and yet the answer of every step is needed now.",
        asks: "Who waits for these answers, if nobody asked?",
        holds: Holds::Process(|it| {
            let (immediate, answered) = it.answered(Response::Immediate);
            it.conversation == Some(false)
                && answered == it.cases.len()
                && immediate == answered
                && answered > 1
        }),
    },
];
