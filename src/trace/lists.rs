//! Which requests are worth looking at: the slowest, the typical, those that went wrong.
//!
//! Each list holds at most [`MOST`] submissions, in an order that follows from the recording alone: as
//! the list says, equals by number.

use super::{Answer, RequestOutcome, Traces};
use crate::units::Duration;

/// More than so many are in no list.
pub const MOST: usize = 10;

/// What a list is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ListKind {
    /// Answered well, the slowest first.
    Slowest,
    /// Answered well, those nearest to the median first.
    Typical,
    /// Answered with an error, or not at all; by arrival.
    Failed,
    /// Answered no; by arrival.
    Declined,
    /// Told yes, or that it is under way, and no later; by arrival.
    Overturned,
    /// An event of theirs ended as a dead letter, or was lost; by arrival.
    DeadLettered,
    /// Something was undone; by arrival.
    Compensated,
    /// Answered without an optional step, or by a fallback; by arrival.
    Degraded,
    /// Called again before the answer, the most often first.
    Retried,
    /// The customer gave up waiting; by arrival.
    GivenUp,
}

/// A list of requests.
#[derive(Debug, Clone, PartialEq)]
pub struct List {
    /// Of what.
    pub kind: ListKind,
    /// At most [`MOST`].
    pub outcomes: Vec<RequestOutcome>,
    /// How many there are in the recording.
    pub of: usize,
}

impl ListKind {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 10] = [
        Self::Slowest,
        Self::Typical,
        Self::Failed,
        Self::Declined,
        Self::Overturned,
        Self::DeadLettered,
        Self::Compensated,
        Self::Degraded,
        Self::Retried,
        Self::GivenUp,
    ];

    /// What it is called.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Slowest => "Slowest",
            Self::Typical => "Typical",
            Self::Failed => "Failed",
            Self::Declined => "Declined",
            Self::Overturned => "No behind the answer",
            Self::DeadLettered => "Dead letters",
            Self::Compensated => "Undone",
            Self::Degraded => "Degraded",
            Self::Retried => "Retried",
            Self::GivenUp => "Given up on",
        }
    }

    /// What its requests have in common.
    #[must_use]
    pub const fn means(self) -> &'static str {
        match self {
            Self::Slowest => "Answered well, the slowest first.",
            Self::Typical => "Answered well, in about the median time.",
            Self::Failed => "Answered with an error, or not at all, in order of arrival.",
            Self::Declined => "Answered no, in order of arrival.",
            Self::Overturned => "Told yes, or to wait, and then no, in order of arrival.",
            Self::DeadLettered => "An event was given up or lost, in order of arrival.",
            Self::Compensated => "A step that had succeeded was undone, in order of arrival.",
            Self::Degraded => "Answered without an optional step, in order of arrival.",
            Self::Retried => "Calls were made again before the answer, most often first.",
            Self::GivenUp => "The customer stopped waiting, in order of arrival.",
        }
    }

    const fn holds(self, outcome: &RequestOutcome) -> bool {
        match self {
            Self::Slowest | Self::Typical => matches!(outcome.answer, Answer::Acknowledged(_)),
            Self::Failed => matches!(outcome.answer, Answer::Failed(_) | Answer::None),
            Self::Declined => matches!(outcome.answer, Answer::Declined(_)),
            Self::Overturned => outcome.turned.is_some(),
            Self::DeadLettered => !outcome.dead.is_empty() || !outcome.lost.is_empty(),
            Self::Compensated => !outcome.undone.is_empty(),
            Self::Degraded => !outcome.without.is_empty(),
            Self::Retried => outcome.retries > 0,
            Self::GivenUp => outcome.gave_up.is_some(),
        }
    }
}

/// The lists of a recording, in the order of [`ListKind::ALL`].
#[must_use]
pub fn lists(traces: &Traces) -> Vec<List> {
    let outcomes = outcomes(traces);
    ListKind::ALL.into_iter().map(|kind| list(kind, &outcomes)).collect()
}

/// How all submissions ended, by request and submission.
fn outcomes(traces: &Traces) -> Vec<RequestOutcome> {
    let mut outcomes: Vec<RequestOutcome> = Vec::new();
    let mut all = traces.submissions().peekable();
    while let Some(spans) = all.next() {
        let again = all.peek().and_then(|next| next.first()).and_then(|next| {
            spans.first().filter(|it| it.request == next.request).map(|_| next.sent)
        });
        outcomes.extend(RequestOutcome::new(traces, &spans, again));
    }
    outcomes
}

fn list(kind: ListKind, outcomes: &[RequestOutcome]) -> List {
    let mut held: Vec<&RequestOutcome> =
        outcomes.iter().filter(|outcome| kind.holds(outcome)).collect();
    let took = |outcome: &RequestOutcome| outcome.took().unwrap_or_default();
    // Sorting keeps the order of equals, which is that of their numbers.
    match kind {
        ListKind::Slowest => held.sort_by_key(|outcome| std::cmp::Reverse(took(outcome))),
        ListKind::Typical => {
            let median = median(held.iter().map(|outcome| took(outcome)).collect());
            held.sort_by_key(|outcome| took(outcome).as_micros().abs_diff(median.as_micros()));
        }
        ListKind::Retried => held.sort_by_key(|outcome| std::cmp::Reverse(outcome.retries)),
        ListKind::Failed
        | ListKind::Declined
        | ListKind::Overturned
        | ListKind::DeadLettered
        | ListKind::Compensated
        | ListKind::Degraded
        | ListKind::GivenUp => held.sort_by_key(|outcome| outcome.arrived),
    }
    let of = held.len();
    List { kind, outcomes: held.into_iter().take(MOST).cloned().collect(), of }
}

/// By nearest rank; zero of nothing.
fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    let rank = times.len().div_ceil(2);
    rank.checked_sub(1).and_then(|index| times.get(index)).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Outcome, Span};
    use crate::model::Mode;
    use crate::testing::checkout;
    use crate::testing::spans::{ms, recorded, request, traces};

    fn numbers(lists: &[List], kind: ListKind) -> (Vec<u32>, usize) {
        let list = lists.iter().find(|list| list.kind == kind).unwrap();
        (list.outcomes.iter().map(|outcome| outcome.request).collect(), list.of)
    }

    #[test]
    fn requests_are_listed_by_what_became_of_them() {
        let answered = |number: u32, at: u64| Span { request: number, ..request(at) };
        let failed = Span { request: 4, outcome: Outcome::Failed, ..request(95) };
        let again = Span { submission: 1, sent: ms(300), ..answered(3, 900) };
        let spans = vec![
            answered(0, 400),
            answered(1, 200),
            answered(2, 400),
            answered(3, 500),
            failed,
            again,
        ];
        let lists = lists(&traces(&checkout(Mode::Event), spans));
        // Request 3 took 600 ms the second time, and 410 ms the first.
        assert_eq!(numbers(&lists, ListKind::Slowest), (vec![3, 3, 0, 2, 1], 5));
        assert_eq!(numbers(&lists, ListKind::Typical).0[..2], [0, 2]);
        assert_eq!(numbers(&lists, ListKind::Failed), (vec![4], 1));
        assert_eq!(numbers(&lists, ListKind::GivenUp), (vec![3], 1));
        assert_eq!(numbers(&lists, ListKind::DeadLettered), (vec![], 0));
    }

    #[test]
    fn a_list_of_a_run_is_short_and_in_order() {
        let traces = recorded(&checkout(Mode::Event));
        let lists = lists(&traces);
        let slowest = &lists[0];
        assert_eq!((slowest.kind, slowest.outcomes.len()), (ListKind::Slowest, MOST));
        assert!(slowest.of > 100);
        let times: Vec<Duration> =
            slowest.outcomes.iter().filter_map(RequestOutcome::took).collect();
        assert!(times.is_sorted_by(|one, other| one >= other));
    }
}
