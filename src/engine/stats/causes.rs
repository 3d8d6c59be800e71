//! Why requests failed: which step, and what became of its last attempt.

use serde::{Deserialize, Serialize};

/// What an attempt came to, for its caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cause {
    /// The work failed.
    Error,
    /// Nothing was heard in time.
    TimedOut,
    /// The deadline of the whole call had come.
    Deadline,
    /// The service was down, or went down at work.
    Down,
    /// Nothing could cross the network.
    CutOff,
    /// The queue was full.
    QueueFull,
    /// The circuit breaker was open.
    BreakerOpen,
    /// The bulkhead was full.
    BulkheadFull,
}

impl Cause {
    /// All of them, in their order.
    pub const ALL: [Self; 8] = [
        Self::Error,
        Self::TimedOut,
        Self::Deadline,
        Self::Down,
        Self::CutOff,
        Self::QueueFull,
        Self::BreakerOpen,
        Self::BulkheadFull,
    ];

    /// What it is in a sentence: "timed out".
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::TimedOut => "timed out",
            Self::Deadline => "deadline",
            Self::Down => "down",
            Self::CutOff => "cut off",
            Self::QueueFull => "queue full",
            Self::BreakerOpen => "breaker open",
            Self::BulkheadFull => "bulkhead full",
        }
    }
}

/// The first cause of requests that failed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FailedBy {
    /// The step that failed first, the innermost in a chain; none: the request never got past the entry.
    pub step: Option<String>,
    /// What its last attempt came to.
    pub cause: Cause,
    /// How many requests.
    pub count: u64,
}

/// Where the requests that failed for a cause at a step are counted; without a step, at the entry.
pub(in crate::engine) fn place(step: Option<usize>, cause: Cause, steps: usize) -> usize {
    step.unwrap_or(steps) * Cause::ALL.len() + cause as usize
}

/// Room for a count in each place.
pub(super) fn room(steps: usize) -> Vec<u64> {
    vec![0; (steps + 1) * Cause::ALL.len()]
}

/// The causes that there were, the most frequent first, equals in the order of the steps.
pub(super) fn found(counts: &[u64], steps: &[String]) -> Vec<FailedBy> {
    let mut found: Vec<FailedBy> = (counts.iter().enumerate())
        .filter(|(_, count)| **count > 0)
        .filter_map(|(place, &count)| {
            let cause = *Cause::ALL.get(place % Cause::ALL.len())?;
            Some(FailedBy { step: steps.get(place / Cause::ALL.len()).cloned(), cause, count })
        })
        .collect();
    found.sort_by_key(|it| std::cmp::Reverse(it.count));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_counted_in_a_place_is_found_there() {
        let steps = ["a".to_owned(), "b".to_owned()];
        let mut counts = room(steps.len());
        for (step, cause, count) in [
            (Some(1), Cause::TimedOut, 7),
            (None, Cause::Down, 9),
            (Some(0), Cause::BulkheadFull, 7),
        ] {
            counts[place(step, cause, steps.len())] = count;
        }
        let found: Vec<_> = found(&counts, &steps)
            .into_iter()
            .map(|it| (it.step, it.cause.words(), it.count))
            .collect();
        assert_eq!(
            found,
            [
                (None, "down", 9),
                (Some("a".to_owned()), "bulkhead full", 7),
                (Some("b".to_owned()), "timed out", 7)
            ]
        );
    }
}
