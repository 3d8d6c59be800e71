//! Who builds and runs it.

use crate::model::{Experience, Observability};
use crate::verdict::thresholds::MANY_TEAMS;

use super::{CALL, EVENT, Force, Rule};

pub(super) static RULES: [Rule; 5] = [
    Rule {
        id: "time-to-market",
        name: "Being early matters most",
        source: "004",
        side: CALL,
        force: Force::Around(1),
        when: "Time to market matters more than growth.",
        says: "Being early matters more than growth, and {step} is quickest to build as a call.",
        wrong_if: "The team has run a broker before, and an event is as quick for it.",
        holds: |it| it.circumstances.time_to_market == Some(true),
    },
    Rule {
        id: "new-to-events",
        name: "The team is new to events",
        source: "002",
        side: CALL,
        force: Force::Around(1),
        when: "The team has no or little experience with events.",
        says: "The team is new to events, and {step} is easier to follow as a call.",
        wrong_if: "In a prototype of both, the team finds a fault behind the event as quickly.",
        holds: |it| matches!(it.team.event_experience, Some(Experience::None | Experience::Low)),
    },
    Rule {
        id: "independent-teams",
        name: "Many teams release by themselves",
        source: "002, 004",
        side: EVENT,
        force: Force::Around(1),
        when: "Three teams or more release independently.",
        says: "{teams} teams release by themselves: an event lets {step} change without asking the others.",
        wrong_if: "The call’s contract has not changed in a year.",
        holds: |it| {
            it.team.independent_releases == Some(true)
                && it.team.teams.is_some_and(|teams| teams >= MANY_TEAMS)
        },
    },
    Rule {
        id: "mature-operations",
        name: "The team can see what happens",
        source: "000, 002",
        side: EVENT,
        force: Force::Around(1),
        when: "Observability is advanced, and experience with events is high.",
        says: "The team can follow an event across services, so that {step} does not get lost.",
        wrong_if: "In a drill, one request is not found within minutes.",
        holds: |it| {
            it.team.observability == Some(Observability::Advanced)
                && it.team.event_experience == Some(Experience::High)
        },
    },
    Rule {
        id: "volatile-work",
        name: "The process changes often",
        source: "002",
        side: EVENT,
        force: Force::Around(1),
        when: "The process changes often, in several places at once.",
        says: "The process changes often: behind an event {step} comes and goes without its publisher.",
        wrong_if: "The last five changes touched one service.",
        holds: |it| it.circumstances.volatile == Some(true),
    },
];
