//! The questions about the process as a whole.

use crate::model::{Credentials, DeadLetterAlerts, Experience, Observability, Traffic};
use crate::units::Factor;

use super::{Choice, CommonQuestion, choice, truth};

/// The questions about the process as a whole: the team, then the circumstances.
pub static COMMON_QUESTIONS: [CommonQuestion; 17] = [
    CommonQuestion {
        field: "team/observability",
        asks: "How much can the team see of one request across services?",
        example: "A correlation id and one place for all logs: basic.",
        choices: &[
            choice!("none", team.observability = Observability::None),
            choice!("basic", team.observability = Observability::Basic),
            choice!("advanced", team.observability = Observability::Advanced),
        ],
        answered: |it| it.team.observability.is_some(),
        forget: |it| it.team.observability = None,
    },
    CommonQuestion {
        field: "team/event_experience",
        asks: "How much experience with events in production has the team?",
        example: "One queue, for a year: low.",
        choices: &[
            choice!("none", team.event_experience = Experience::None),
            choice!("low", team.event_experience = Experience::Low),
            choice!("high", team.event_experience = Experience::High),
        ],
        answered: |it| it.team.event_experience.is_some(),
        forget: |it| it.team.event_experience = None,
    },
    CommonQuestion {
        field: "team/teams",
        asks: "How many teams work on the process?",
        example: "Shop, warehouse and payments: 3.",
        choices: &[choice!("1", team.teams = 1), choice!("6", team.teams = 6)],
        answered: |it| it.team.teams.is_some(),
        forget: |it| it.team.teams = None,
    },
    CommonQuestion {
        field: "team/independent_releases",
        asks: "Do teams release without waiting for one another?",
        example: "The warehouse deploys on any day, whatever the shop does: yes.",
        choices: truth!(team.independent_releases),
        answered: |it| it.team.independent_releases.is_some(),
        forget: |it| it.team.independent_releases = None,
    },
    CommonQuestion {
        field: "circumstances/conversation",
        asks: "Is the core a conversation: one party asks, the other answers, step by step?",
        example: "An application form in seven steps: yes. A parcel is scanned and many want to know: no.",
        choices: truth!(circumstances.conversation),
        answered: |it| it.circumstances.conversation.is_some(),
        forget: |it| it.circumstances.conversation = None,
    },
    CommonQuestion {
        field: "circumstances/traffic",
        asks: "How does the load behave?",
        example: "The same on every working day: steady. A sale at noon: bursty.",
        choices: &[
            choice!("steady", circumstances.traffic = Traffic::Steady),
            choice!("bursty", circumstances.traffic = Traffic::Bursty),
        ],
        answered: |it| it.circumstances.traffic.is_some(),
        forget: |it| it.circumstances.traffic = None,
    },
    CommonQuestion {
        field: "circumstances/high_volume",
        asks: "Is there so much of it that waiting for each answer would not do?",
        example: "Millions of readings a minute: yes.",
        choices: truth!(circumstances.high_volume),
        answered: |it| it.circumstances.high_volume.is_some(),
        forget: |it| it.circumstances.high_volume = None,
    },
    CommonQuestion {
        field: "circumstances/data_gravity",
        asks: "Do most decisions need one central store that is up to date?",
        example: "Every booking asks the same inventory: yes.",
        choices: truth!(circumstances.data_gravity),
        answered: |it| it.circumstances.data_gravity.is_some(),
        forget: |it| it.circumstances.data_gravity = None,
    },
    CommonQuestion {
        field: "circumstances/audit",
        asks: "Must the history of every case be kept, to be looked at later?",
        example: "A ledger that an auditor reads: yes.",
        choices: truth!(circumstances.audit),
        answered: |it| it.circumstances.audit.is_some(),
        forget: |it| it.circumstances.audit = None,
    },
    CommonQuestion {
        field: "circumstances/time_to_market",
        asks: "Does being early on the market matter more than growth?",
        example: "A pilot with fifty customers: yes.",
        choices: truth!(circumstances.time_to_market),
        answered: |it| it.circumstances.time_to_market.is_some(),
        forget: |it| it.circumstances.time_to_market = None,
    },
    CommonQuestion {
        field: "circumstances/volatile",
        asks: "Does the process change often, in several places at once?",
        example: "A new campaign every week, each with its own follow-ups: yes.",
        choices: truth!(circumstances.volatile),
        answered: |it| it.circumstances.volatile.is_some(),
        forget: |it| it.circumstances.volatile = None,
    },
    CommonQuestion {
        field: "circumstances/public_api",
        asks: "Do others build on it through a public interface?",
        example: "Merchants create payments from their own shops: yes.",
        choices: truth!(circumstances.public_api),
        answered: |it| it.circumstances.public_api.is_some(),
        forget: |it| it.circumstances.public_api = None,
    },
    CommonQuestion {
        field: "circumstances/client_updates",
        asks: "Must clients be told of changes without asking?",
        example: "A dashboard that moves by itself: yes.",
        choices: truth!(circumstances.client_updates),
        answered: |it| it.circumstances.client_updates.is_some(),
        forget: |it| it.circumstances.client_updates = None,
    },
    CommonQuestion {
        field: "circumstances/reads_per_write",
        asks: "How many reads are there for one write?",
        example: "A catalogue that is browsed far more than changed: 100.",
        choices: &[
            choice!("1", circumstances.reads_per_write = Factor::clamped(1.0)),
            choice!("100", circumstances.reads_per_write = Factor::clamped(100.0)),
        ],
        answered: |it| it.circumstances.reads_per_write.is_some(),
        forget: |it| it.circumstances.reads_per_write = None,
    },
    CommonQuestion {
        field: "circumstances/broker_protected",
        asks: "Is the broker guarded and backed up as a datastore is?",
        example: "Nobody reaches it without a password, and it is restored in drills: yes.",
        choices: truth!(circumstances.broker_protected),
        answered: |it| it.circumstances.broker_protected.is_some(),
        forget: |it| it.circumstances.broker_protected = None,
    },
    CommonQuestion {
        field: "circumstances/credentials",
        asks: "Whose credentials do publishers and consumers use?",
        example: "Mail may read OrderPlaced and nothing else: per-topic.",
        choices: &[
            choice!("shared", circumstances.credentials = Credentials::Shared),
            choice!("per-topic", circumstances.credentials = Credentials::PerTopic),
        ],
        answered: |it| it.circumstances.credentials.is_some(),
        forget: |it| it.circumstances.credentials = None,
    },
    CommonQuestion {
        field: "circumstances/dead_letter_alerts",
        asks: "When is somebody told of dead letters?",
        example: "When the oldest is an hour old: age-and-size.",
        choices: &[
            choice!("none", circumstances.dead_letter_alerts = DeadLetterAlerts::None),
            choice!("count", circumstances.dead_letter_alerts = DeadLetterAlerts::Count),
            choice!(
                "age-and-size",
                circumstances.dead_letter_alerts = DeadLetterAlerts::AgeAndSize
            ),
        ],
        answered: |it| it.circumstances.dead_letter_alerts.is_some(),
        forget: |it| it.circumstances.dead_letter_alerts = None,
    },
];
