//! The questions about the process as a whole.

use crate::model::{Credentials, DeadLetterAlerts, Experience, Observability, Traffic};
use crate::units::Factor;

use super::{Choice, Common, Question, choices, question};

/// The questions about the process as a whole: what comes of it, the team, then the circumstances.
pub static COMMON_QUESTIONS: [Question<Common>; 18] = [
    question!(
        outcome,
        "What has happened when the customer has the answer?",
        "Order placed. Load posted. Trip booked.",
        {}
    ),
    question!(
        team.observability,
        "How much can the team see of one request across services?",
        "A correlation id and one place for all logs: basic.",
        {
            "none" => Observability::None,
            "basic" => Observability::Basic,
            "advanced" => Observability::Advanced,
        }
    ),
    question!(
        team.event_experience,
        "How much experience with events in production has the team?",
        "One queue, for a year: low.",
        { "none" => Experience::None, "low" => Experience::Low, "high" => Experience::High }
    ),
    question!(
        team.teams,
        "How many teams work on the process?",
        "Shop, warehouse and payments: 3.",
        { "1" => 1, "6" => 6 }
    ),
    question!(
        team.independent_releases,
        "Do teams release without waiting for one another?",
        "The warehouse deploys on any day, whatever the shop does: yes.",
        (truth)
    ),
    question!(
        circumstances.conversation,
        "Is the core a conversation: one party asks, the other answers, step by step?",
        "An application form in seven steps: yes. A parcel is scanned and many want to know: no.",
        (truth)
    ),
    question!(
        circumstances.traffic,
        "How does the load behave?",
        "The same on every working day: steady. A sale at noon: bursty.",
        { "steady" => Traffic::Steady, "bursty" => Traffic::Bursty }
    ),
    question!(
        circumstances.high_volume,
        "Is there so much of it that waiting for each answer would not do?",
        "Millions of readings a minute: yes.",
        (truth)
    ),
    question!(
        circumstances.data_gravity,
        "Do most decisions need one central store that is up to date?",
        "Every booking asks the same inventory: yes.",
        (truth)
    ),
    question!(
        circumstances.audit,
        "Must the history of every case be kept, to be looked at later?",
        "A ledger that an auditor reads: yes.",
        (truth)
    ),
    question!(
        circumstances.time_to_market,
        "Does being early on the market matter more than growth?",
        "A pilot with fifty customers: yes.",
        (truth)
    ),
    question!(
        circumstances.volatile,
        "Does the process change often, in several places at once?",
        "A new campaign every week, each with its own follow-ups: yes.",
        (truth)
    ),
    question!(
        circumstances.public_api,
        "Do others build on it through a public interface?",
        "Merchants create payments from their own shops: yes.",
        (truth)
    ),
    question!(
        circumstances.client_updates,
        "Must clients be told of changes without asking?",
        "A dashboard that moves by itself: yes.",
        (truth)
    ),
    question!(
        circumstances.reads_per_write,
        "How many reads are there for one write?",
        "A catalogue that is browsed far more than changed: 100.",
        { "1" => Factor::clamped(1.0), "100" => Factor::clamped(100.0) }
    ),
    question!(
        circumstances.broker_protected,
        "Is the broker guarded and backed up as a datastore is?",
        "Nobody reaches it without a password, and it is restored in drills: yes.",
        (truth)
    ),
    question!(
        circumstances.credentials,
        "Whose credentials do publishers and consumers use?",
        "Mail may read OrderPlaced and nothing else: per-topic.",
        { "shared" => Credentials::Shared, "per-topic" => Credentials::PerTopic }
    ),
    question!(
        circumstances.dead_letter_alerts,
        "When is somebody told of dead letters?",
        "When the oldest is an hour old: age-and-size.",
        {
            "none" => DeadLetterAlerts::None,
            "count" => DeadLetterAlerts::Count,
            "age-and-size" => DeadLetterAlerts::AgeAndSize,
        }
    ),
];
