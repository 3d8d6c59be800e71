//! Where a rule, a criterion, a finding or a pattern comes from.

/// A text that the rules rest on. What names several separates them by commas: `"000, 003"`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Source {
    /// By which a row of a table names it.
    pub id: &'static str,
    /// What it is called.
    pub title: &'static str,
}

/// All of them. `product` marks what is our own reading, and no source's.
pub const SOURCES: [Source; 6] = [
    Source { id: "000", title: "Why Your Architecture Choice Is a Process Decision First" },
    Source { id: "001", title: "Request-driven and event-driven design (Code Scientists)" },
    Source {
        id: "002",
        title: "Guidelines for choosing between event-driven and request-response architectures",
    },
    Source {
        id: "003",
        title: "Event-Driven Architecture vs Request-Response: Choosing the Right Communication Pattern",
    },
    Source { id: "004", title: "Platform Architecture: Event-Driven vs Request-Response" },
    Source { id: "product", title: "Syncline’s own reading" },
];
