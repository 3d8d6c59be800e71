//! The questions about a step.

use crate::model::{Business, Consistency, Necessity, Party, Purpose, Response};
use crate::units::Milliseconds;

use super::{Choice, Question, choices, question};

/// The questions about a step, the two of the matrix first.
pub static QUESTIONS: [Question<Business>; 15] = [
    question!(
        response,
        "Does the process need this step’s answer now, to go on?",
        "The payment is authorised before the shop says yes: immediate. The receipt may come later: deferred.",
        { "immediate" => Response::Immediate, "deferred" => Response::Deferred }
    ),
    question!(
        necessity,
        "May a request do without this step?",
        "No order without stock: required. An order without loyalty points is an order: optional.",
        { "required" => Necessity::Required, "optional" => Necessity::Optional }
    ),
    question!(
        tolerance_ms,
        "How long may it take until the step’s outcome shows?",
        "A search result within a second, a new feed entry within a minute, a report by tomorrow.",
        { "1 s" => Milliseconds::clamped(1_000.0), "1 min" => Milliseconds::clamped(60_000.0) }
    ),
    question!(
        consistency,
        "How soon must everybody see what the step changed?",
        "An account’s balance at once: strong. One’s own comment at once, others’ feeds later: read-your-writes.",
        {
            "strong" => Consistency::Strong,
            "read-your-writes" => Consistency::ReadYourWrites,
            "eventual" => Consistency::Eventual,
        }
    ),
    question!(
        kind,
        "What is the step for?",
        "It changes the order itself: core. It recalculates a rating: derived. It sends mail: notification. It looks up a price: query.",
        {
            "core" => Purpose::Core,
            "derived" => Purpose::Derived,
            "notification" => Purpose::Notification,
            "query" => Purpose::Query,
        }
    ),
    question!(
        party,
        "Who performs it?",
        "A service of one’s own: internal. A bank or a carrier: external.",
        { "internal" => Party::Internal, "external" => Party::External }
    ),
    question!(
        unit,
        "What does it succeed or fail together with?",
        "Validation and profanity check of one review: both, or neither.",
        {}
    ),
    question!(
        compensation,
        "What undoes it when the request fails later on?",
        "A refund undoes a payment.",
        {}
    ),
    question!(
        needs,
        "Which steps’ outcomes does it need before it can begin?",
        "The label needs the parcel’s weight: weigh the parcel. The receipt needs nothing of loyalty points: nothing.",
        { "nothing" => Vec::new() }
    ),
    question!(
        ordered,
        "Must it come in a strict order with the steps around it?",
        "A claim is submitted before it is decided, always.",
        (truth)
    ),
    question!(
        audit,
        "Must somebody be able to see afterwards what was done, and when?",
        "A regulator asks who approved a claim.",
        (truth)
    ),
    question!(
        shared_data,
        "Does it decide on central data that must be up to date?",
        "A credit limit that every channel draws on.",
        (truth)
    ),
    question!(
        bursty,
        "Does its load come in bursts?",
        "Readings from a thousand meters on the hour: yes. Payroll once a month, the same every time: no.",
        (truth)
    ),
    question!(
        waits_for_io,
        "Does it mostly wait for something outside?",
        "An upload to a partner’s slow server.",
        (truth)
    ),
    question!(
        replay,
        "Will its history be read again: state rebuilt, consumers added later?",
        "A new report that starts from the first order ever.",
        (truth)
    ),
];
