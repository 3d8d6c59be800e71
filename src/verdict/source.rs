//! Where a rule, a criterion, a finding or a pattern comes from.

/// A text that the rules rest on. What names several separates them by commas: `"000, 003"`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Source {
    /// By which a row of a table names it.
    pub id: &'static str,
    /// What it is called here, in a few words.
    pub name: &'static str,
    /// Its title.
    pub title: &'static str,
    /// What it is about, and what the rules take from it.
    pub about: &'static str,
}

/// The sources that these ids name.
pub fn sources(ids: &str) -> impl Iterator<Item = &'static Source> {
    SOURCES.iter().filter(|source| ids.split(", ").any(|id| id == source.id))
}

/// All of them. `product` marks what is our own reading, and no source's.
pub static SOURCES: [Source; 6] = [
    Source {
        id: "000",
        name: "Process first",
        title: "Why Your Architecture Choice Is a Process Decision First",
        about: "Event-driven and request-response as a decision about the process: the matrix, the units, the consistency of each part, the three approaches with what they do to a team, and most of the cases.",
    },
    Source {
        id: "001",
        name: "A simple chooser",
        title: "Request-driven and event-driven design (Code Scientists)",
        about: "Whether somebody waits, as the one question; the outbox, idempotent consumers, dead letters by age and size, a status beside the interface, and a broker guarded as a datastore is.",
    },
    Source {
        id: "002",
        name: "Enterprise integrations",
        title: "Guidelines for choosing between event-driven and request-response architectures (July 2025)",
        about: "Integrations between systems and partners: data gravity, load, volatile work, the team’s experience, and the ownership of events.",
    },
    Source {
        id: "003",
        name: "Choosing the communication pattern",
        title: "Event-Driven Architecture vs Request-Response: Choosing the Right Communication Pattern",
        about: "What a yes is worth that an event makes right later, chains whose reliabilities multiply, and what following one request costs.",
    },
    Source {
        id: "004",
        name: "Platform architecture",
        title: "Platform Architecture: Event-Driven vs Request-Response (John Hardiman)",
        about: "Platforms: public interfaces, reads and writes apart, kinds of event, policies for calls, and moving from one to the other piece by piece.",
    },
    Source {
        id: "product",
        name: "Syncline’s own reading",
        title: "Syncline’s own reading",
        about: "What no source says, and we hold to be so: thresholds, above all, each with its reason where it stands.",
    },
];
