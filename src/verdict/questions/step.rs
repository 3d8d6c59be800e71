//! The questions about a step.

use crate::model::{Consistency, Necessity, Party, Purpose, Response};
use crate::units::Milliseconds;

use super::{Choice, Question, choice, truth};

/// The questions about a step, the two of the matrix first.
pub static QUESTIONS: [Question; 14] = [
    Question {
        field: "response",
        asks: "Does the process need this step’s answer now, to go on?",
        example: "The payment is authorised before the shop says yes: immediate. The receipt may come later: deferred.",
        choices: &[
            choice!("immediate", response = Response::Immediate),
            choice!("deferred", response = Response::Deferred),
        ],
        answered: |it| it.response.is_some(),
        forget: |it| it.response = None,
    },
    Question {
        field: "necessity",
        asks: "May a request do without this step?",
        example: "No order without stock: required. An order without loyalty points is an order: optional.",
        choices: &[
            choice!("required", necessity = Necessity::Required),
            choice!("optional", necessity = Necessity::Optional),
        ],
        answered: |it| it.necessity.is_some(),
        forget: |it| it.necessity = None,
    },
    Question {
        field: "tolerance_ms",
        asks: "How long may it take until the step’s outcome shows?",
        example: "A search result within a second, a new feed entry within a minute, a report by tomorrow.",
        choices: &[
            choice!("1 s", tolerance_ms = Milliseconds::clamped(1_000.0)),
            choice!("1 min", tolerance_ms = Milliseconds::clamped(60_000.0)),
        ],
        answered: |it| it.tolerance_ms.is_some(),
        forget: |it| it.tolerance_ms = None,
    },
    Question {
        field: "consistency",
        asks: "How soon must everybody see what the step changed?",
        example: "An account’s balance at once: strong. One’s own comment at once, others’ feeds later: read-your-writes.",
        choices: &[
            choice!("strong", consistency = Consistency::Strong),
            choice!("read-your-writes", consistency = Consistency::ReadYourWrites),
            choice!("eventual", consistency = Consistency::Eventual),
        ],
        answered: |it| it.consistency.is_some(),
        forget: |it| it.consistency = None,
    },
    Question {
        field: "kind",
        asks: "What is the step for?",
        example: "It changes the order itself: core. It recalculates a rating: derived. It sends mail: notification. It looks up a price: query.",
        choices: &[
            choice!("core", kind = Purpose::Core),
            choice!("derived", kind = Purpose::Derived),
            choice!("notification", kind = Purpose::Notification),
            choice!("query", kind = Purpose::Query),
        ],
        answered: |it| it.kind.is_some(),
        forget: |it| it.kind = None,
    },
    Question {
        field: "party",
        asks: "Who performs it?",
        example: "A service of one’s own: internal. A bank or a carrier: external.",
        choices: &[
            choice!("internal", party = Party::Internal),
            choice!("external", party = Party::External),
        ],
        answered: |it| it.party.is_some(),
        forget: |it| it.party = None,
    },
    Question {
        field: "unit",
        asks: "What does it succeed or fail together with?",
        example: "Validation and profanity check of one review: both, or neither.",
        choices: &[],
        answered: |it| it.unit.is_some(),
        forget: |it| it.unit = None,
    },
    Question {
        field: "compensation",
        asks: "What undoes it when the request fails later on?",
        example: "A refund undoes a payment.",
        choices: &[],
        answered: |it| it.compensation.is_some(),
        forget: |it| it.compensation = None,
    },
    Question {
        field: "ordered",
        asks: "Must it come in a strict order with the steps around it?",
        example: "A claim is submitted before it is decided, always.",
        choices: truth!(ordered),
        answered: |it| it.ordered.is_some(),
        forget: |it| it.ordered = None,
    },
    Question {
        field: "audit",
        asks: "Must somebody be able to see afterwards what was done, and when?",
        example: "A regulator asks who approved a claim.",
        choices: truth!(audit),
        answered: |it| it.audit.is_some(),
        forget: |it| it.audit = None,
    },
    Question {
        field: "shared_data",
        asks: "Does it decide on central data that must be up to date?",
        example: "A credit limit that every channel draws on.",
        choices: truth!(shared_data),
        answered: |it| it.shared_data.is_some(),
        forget: |it| it.shared_data = None,
    },
    Question {
        field: "bursty",
        asks: "Does its load come in bursts?",
        example: "Readings from a thousand meters on the hour: yes. Payroll once a month, the same every time: no.",
        choices: truth!(bursty),
        answered: |it| it.bursty.is_some(),
        forget: |it| it.bursty = None,
    },
    Question {
        field: "waits_for_io",
        asks: "Does it mostly wait for something outside?",
        example: "An upload to a partner’s slow server.",
        choices: truth!(waits_for_io),
        answered: |it| it.waits_for_io.is_some(),
        forget: |it| it.waits_for_io = None,
    },
    Question {
        field: "replay",
        asks: "Will its history be read again: state rebuilt, consumers added later?",
        example: "A new report that starts from the first order ever.",
        choices: truth!(replay),
        answered: |it| it.replay.is_some(),
        forget: |it| it.replay = None,
    },
];
