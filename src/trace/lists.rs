//! Which requests are worth looking at: the slowest, the typical, those that went wrong.
//!
//! A list holds every submission of its kind, in an order that follows from the recording alone: as the list
//! says, equals by number. It holds their numbers only. What became of each, at which step and why, is worked
//! out for the [`Page`] that somebody looks at: a run of 200,000 requests is turned over as quickly as one
//! of twenty.

use super::{Answer, RequestOutcome, Traces, told};
use crate::units::{Moment, format};

/// So many are on a page.
pub const ON_A_PAGE: usize = 20;

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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// Of what.
    pub kind: ListKind,
    /// Each by its request's number, and how often that had been submitted before.
    submissions: Vec<(u32, u32)>,
}

/// A part of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// Which part, from 0.
    pub number: usize,
    /// Its rows, at most [`ON_A_PAGE`].
    pub rows: Vec<Row>,
    /// How many submissions the list holds.
    pub of: usize,
}

/// A submission on a page.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// How it ended.
    pub outcome: RequestOutcome,
    /// The same in a few words: "failed at Authorise payment: timed out".
    pub how: String,
}

impl List {
    /// How many submissions it holds.
    #[must_use]
    pub fn count(&self) -> usize {
        self.submissions.len()
    }

    /// The number of the request that stands first.
    #[must_use]
    pub fn first(&self) -> Option<u32> {
        self.submissions.first().map(|(request, _)| *request)
    }

    /// The page of this number, from 0, of a list of these traces; the last one where there are not so many.
    #[must_use]
    pub fn page(&self, traces: &Traces, number: usize) -> Page {
        let last = self.count().saturating_sub(1) / ON_A_PAGE;
        let number = number.min(last);
        let shown = self.submissions.iter().skip(number * ON_A_PAGE).take(ON_A_PAGE);
        let rows = shown.filter_map(|&(request, submission)| {
            let trace = traces.trace(request)?;
            let found =
                trace.submissions.into_iter().find(|it| it.outcome.submission == submission)?;
            let how = told(traces.design(), &found);
            Some(Row { outcome: found.outcome, how })
        });
        Page { number, rows: rows.collect(), of: self.count() }
    }
}

impl Page {
    /// Whether there is one before it.
    #[must_use]
    pub const fn has_previous(&self) -> bool {
        self.number > 0
    }

    /// Whether there is one after it.
    #[must_use]
    pub const fn has_next(&self) -> bool {
        (self.number + 1) * ON_A_PAGE < self.of
    }

    /// Which of how many these are: "21–40 of 3,412".
    #[must_use]
    pub fn said(&self) -> String {
        let first = self.number * ON_A_PAGE + usize::from(self.of > 0);
        let last = ((self.number + 1) * ON_A_PAGE).min(self.of);
        let [first, last, of] = [first, last, self.of].map(|it| format::count(it as u64));
        format!("{first}–{last} of {of}")
    }
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
    let mut entries = ListKind::ALL.map(|kind| (kind, Vec::<Entry>::new()));
    let mut all = traces.submissions().peekable();
    while let Some(spans) = all.next() {
        let again = all.peek().and_then(|next| next.first()).and_then(|next| {
            spans.first().filter(|it| it.request == next.request).map(|_| next.sent)
        });
        let Some(outcome) = RequestOutcome::new(traces, &spans, again) else { continue };
        for (kind, held) in entries.iter_mut().filter(|(kind, _)| kind.holds(&outcome)) {
            held.push(Entry::new(*kind, &outcome));
        }
    }
    entries.into_iter().map(|(kind, held)| list(kind, held)).collect()
}

/// A submission while its list is made.
struct Entry {
    /// What the list goes by, the least first.
    key: u64,
    submission: (u32, u32),
}

impl Entry {
    fn new(kind: ListKind, outcome: &RequestOutcome) -> Self {
        let took = || outcome.took().unwrap_or_default().as_micros();
        let key = match kind {
            ListKind::Slowest => u64::MAX - took(),
            // Until the median is known.
            ListKind::Typical => took(),
            ListKind::Retried => u64::MAX - outcome.retries as u64,
            ListKind::Failed
            | ListKind::Declined
            | ListKind::Overturned
            | ListKind::DeadLettered
            | ListKind::Compensated
            | ListKind::Degraded
            | ListKind::GivenUp => outcome.arrived.since(Moment::START).as_micros(),
        };
        Self { key, submission: (outcome.request, outcome.submission) }
    }
}

fn list(kind: ListKind, mut held: Vec<Entry>) -> List {
    if kind == ListKind::Typical {
        let median = median(held.iter().map(|entry| entry.key).collect());
        for entry in &mut held {
            entry.key = entry.key.abs_diff(median);
        }
    }
    // Sorting keeps the order of equals, which is that of their numbers.
    held.sort_by_key(|entry| entry.key);
    List { kind, submissions: held.into_iter().map(|entry| entry.submission).collect() }
}

/// By nearest rank; zero of nothing.
fn median(mut times: Vec<u64>) -> u64 {
    times.sort_unstable();
    let rank = times.len().div_ceil(2);
    rank.checked_sub(1).and_then(|index| times.get(index)).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Outcome, Span};
    use crate::model::Mode;
    use crate::testing::spans::{call, ms, recorded, request, traces};
    use crate::testing::{checkout, shop, step};
    use crate::units::Duration;

    fn numbers(lists: &[List], kind: ListKind) -> Vec<u32> {
        let list = lists.iter().find(|list| list.kind == kind).unwrap();
        list.submissions.iter().map(|(request, _)| *request).collect()
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
        assert_eq!(numbers(&lists, ListKind::Slowest), [3, 3, 0, 2, 1]);
        assert_eq!(numbers(&lists, ListKind::Typical)[..2], [0, 2]);
        assert_eq!(numbers(&lists, ListKind::Failed), [4]);
        assert_eq!(numbers(&lists, ListKind::GivenUp), [3]);
        assert_eq!(numbers(&lists, ListKind::DeadLettered), [0; 0]);
    }

    #[test]
    fn the_pages_of_a_list_hold_all_of_it_once_and_in_order() {
        let traces = recorded(&checkout(Mode::Event));
        let lists = lists(&traces);
        let slowest = &lists[0];
        assert!(slowest.kind == ListKind::Slowest && slowest.count() > 100);
        let mut all = Vec::new();
        for number in 0..slowest.count().div_ceil(ON_A_PAGE) {
            let page = slowest.page(&traces, number);
            assert_eq!((page.number, page.of), (number, slowest.count()));
            assert_eq!((page.has_previous(), all.len()), (number > 0, number * ON_A_PAGE));
            let has_next = page.has_next();
            all.extend(page.rows.into_iter().map(|row| row.outcome));
            assert_eq!(has_next, all.len() < slowest.count());
        }
        assert_eq!(all.len(), slowest.count());
        assert_eq!(all.first().map(|it| it.request), slowest.first());
        let times: Vec<Duration> = all.iter().filter_map(RequestOutcome::took).collect();
        assert!(times.is_sorted_by(|one, other| one >= other));
        // Beyond the end is the last; of an empty list there is nothing.
        let last = slowest.page(&traces, usize::MAX);
        assert_eq!(last.number, (slowest.count() - 1) / ON_A_PAGE);
        let empty = lists.iter().find(|list| list.kind == ListKind::Declined).unwrap();
        assert_eq!(empty.page(&traces, 3), Page { number: 0, rows: Vec::new(), of: 0 });
    }

    #[test]
    fn a_page_says_which_of_how_many_it_shows() {
        let said = |number, of| Page { number, rows: Vec::new(), of }.said();
        assert_eq!(said(0, 3_412), "1–20 of 3412");
        assert_eq!(said(617, 12_345), "12\u{202f}341–12\u{202f}345 of 12\u{202f}345");
        assert_eq!((said(0, 7), said(0, 0)), ("1–7 of 7".to_owned(), "0–0 of 0".to_owned()));
    }

    #[test]
    fn what_went_wrong_is_told_with_its_step_and_why() {
        let how = |scenario: &crate::model::Scenario, spans: Vec<Span>, kind| {
            let traces = traces(scenario, spans);
            let lists = lists(&traces);
            let list = lists.iter().find(|list| list.kind == kind).unwrap();
            list.page(&traces, 0).rows.into_iter().map(|row| row.how).collect::<Vec<_>>()
        };
        let pay = shop([step("pay").named("Authorise payment").declines(0.1)]);
        let failed = Span { outcome: Outcome::Failed, ..request(170) };
        for (outcome, said) in [
            (Outcome::TimedOut, "failed at Authorise payment: timed out"),
            (Outcome::Refused, "failed at Authorise payment: refused"),
            (Outcome::Failed, "failed at Authorise payment: an error"),
            (Outcome::Lost, "failed at Authorise payment: lost"),
        ] {
            let spans = vec![failed, Span { outcome, ..call() }];
            assert_eq!(how(&pay, spans, ListKind::Failed), [said]);
        }
        let refused = Span { started: None, ..failed };
        assert_eq!(how(&pay, vec![refused], ListKind::Failed), ["failed at shop: refused"]);
        let open = Span { heard: None, outcome: Outcome::Pending, ..request(170) };
        let working = Span { heard: None, outcome: Outcome::Pending, ..call() };
        assert_eq!(
            how(&pay, vec![open, working], ListKind::Failed),
            ["no answer: Authorise payment had not ended"]
        );
        let declined = Span { outcome: Outcome::Declined, ..request(170) };
        let no = Span { outcome: Outcome::Declined, ..call() };
        assert_eq!(
            how(&pay, vec![declined, no], ListKind::Declined),
            ["declined at Authorise payment: it said no"]
        );
        // Answered, but later than the customer waited.
        let mut late = pay;
        late.workload.patience_ms = Some(crate::testing::ms(50.0));
        assert_eq!(
            how(&late, vec![request(170), call()], ListKind::GivenUp),
            ["answered; the customer gave up, 30 ms work at pay"]
        );
    }
}
