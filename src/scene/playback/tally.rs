//! How often what happened so far: what the legend counts, up to a moment.
//!
//! Each sort of thing has the moments at which it happened, in order, so that how many there were by a moment
//! is found without looking at what came before.

use crate::engine::{Outcome, Recording, Span, SpanKind};
use crate::units::Moment;

/// A sort of thing that is counted, in the order in which the legend tells them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Happening {
    /// A request arrived; of a customer who submits again, once more.
    Request,
    /// A call, or a delivery of an event, began.
    Attempt,
    /// One of them that was not the first.
    Retry,
    /// The caller gave up waiting.
    TimedOut,
    /// An answer came to a caller who had given up.
    Late,
    /// An attempt was refused.
    Refused,
    /// An attempt ended with an error.
    Failed,
    /// A step answered no.
    Declined,
    /// A message, or work, was lost.
    Lost,
    /// An event was given up: a dead letter, where they are kept.
    Dead,
    /// An event was too old at its turn, and dropped.
    Expired,
    /// A step was undone.
    Undone,
    /// What had been done was done again.
    Repeated,
}

impl Happening {
    /// All, in their order.
    pub const ALL: [Self; 13] = [
        Self::Request,
        Self::Attempt,
        Self::Retry,
        Self::TimedOut,
        Self::Late,
        Self::Refused,
        Self::Failed,
        Self::Declined,
        Self::Lost,
        Self::Dead,
        Self::Expired,
        Self::Undone,
        Self::Repeated,
    ];
}

/// When each sort of thing happened.
#[derive(Debug, Clone, Default)]
pub(super) struct Tally([Vec<Moment>; Happening::ALL.len()]);

/// How often each sort of thing has happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts([u32; Happening::ALL.len()]);

impl Tally {
    pub fn new(recording: &Recording) -> Self {
        let mut tally = Self::default();
        for span in &recording.spans {
            tally.take(span);
        }
        for moments in &mut tally.0 {
            moments.sort_unstable();
        }
        tally
    }

    /// How often each sort of thing has happened by a moment.
    pub fn at(&self, moment: Moment) -> Counts {
        let by = |moments: &Vec<Moment>| moments.partition_point(|&at| at <= moment);
        Counts(self.0.each_ref().map(|moments| u32::try_from(by(moments)).unwrap_or(u32::MAX)))
    }

    fn note(&mut self, what: Happening, at: Option<Moment>) {
        if let (Some(moments), Some(at)) = (self.0.get_mut(what as usize), at) {
            moments.push(at);
        }
    }

    fn take(&mut self, span: &Span) {
        let (first, is_attempt) = match span.kind {
            SpanKind::Request => (Happening::Request, false),
            SpanKind::Call | SpanKind::Delivery => (Happening::Attempt, true),
            SpanKind::Compensation => {
                let undone = (span.outcome == Outcome::Succeeded).then_some(span.heard).flatten();
                return self.note(Happening::Undone, undone);
            }
            SpanKind::Question | SpanKind::Outcome => return,
        };
        self.note(first, Some(span.sent));
        if !is_attempt {
            return;
        }
        if span.attempt > 0 {
            self.note(Happening::Retry, Some(span.sent));
        }
        let ended = span.heard.or(span.lost);
        match span.outcome {
            Outcome::Pending | Outcome::Succeeded | Outcome::Cancelled => {}
            Outcome::Declined => self.note(Happening::Declined, ended),
            Outcome::Failed => self.note(Happening::Failed, ended),
            Outcome::Refused => self.note(Happening::Refused, ended),
            Outcome::Expired => self.note(Happening::Expired, ended),
            Outcome::Dead => self.note(Happening::Dead, ended),
            Outcome::Lost => self.note(Happening::Lost, span.lost.or(span.heard)),
            Outcome::TimedOut => {
                self.note(Happening::TimedOut, span.heard);
                self.note(Happening::Late, span.answered);
            }
        }
        if span.repeated {
            self.note(Happening::Repeated, span.worked.or(span.lost));
        }
    }
}

impl Counts {
    /// How often one has.
    #[must_use]
    pub fn of(&self, what: Happening) -> u32 {
        self.0.get(what as usize).copied().unwrap_or_default()
    }

    /// How many attempts there were for each first one; nothing before the first.
    #[must_use]
    pub fn attempts_each(&self) -> Option<f64> {
        let all = self.of(Happening::Attempt);
        let first = all.saturating_sub(self.of(Happening::Retry));
        (first > 0).then(|| f64::from(all) / f64::from(first))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::spans::{bare_call, recording};

    fn at(ms: u64) -> Moment {
        Moment::from_micros(ms * 1_000)
    }

    #[test]
    fn each_is_counted_from_when_it_happened() {
        let call = |n, from, until| bare_call(n, at(from), at(until));
        let mut request = call(0, 0, 50);
        request.kind = SpanKind::Request;
        let mut late = call(0, 0, 10);
        (late.outcome, late.answered) = (Outcome::TimedOut, Some(at(30)));
        let mut again = call(0, 12, 20);
        (again.attempt, again.repeated, again.worked) = (1, true, Some(at(18)));
        let mut undone = call(0, 40, 45);
        undone.kind = SpanKind::Compensation;
        let mut lost = call(0, 15, 15);
        (lost.kind, lost.outcome, lost.heard) = (SpanKind::Delivery, Outcome::Lost, None);
        lost.lost = Some(at(16));
        let mut question = call(0, 17, 18);
        question.kind = SpanKind::Question;
        let spans = vec![request, late, again, lost, question, undone];
        let tally = Tally::new(&recording(spans, at(100)));
        for (moment, expected) in [
            (0, vec![(Happening::Request, 1), (Happening::Attempt, 1)]),
            (
                15,
                vec![
                    (Happening::Request, 1),
                    (Happening::Attempt, 3),
                    (Happening::Retry, 1),
                    (Happening::TimedOut, 1),
                ],
            ),
            (
                45,
                vec![
                    (Happening::Request, 1),
                    (Happening::Attempt, 3),
                    (Happening::Retry, 1),
                    (Happening::TimedOut, 1),
                    (Happening::Late, 1),
                    (Happening::Lost, 1),
                    (Happening::Undone, 1),
                    (Happening::Repeated, 1),
                ],
            ),
        ] {
            let counts = tally.at(at(moment));
            let found: Vec<_> = (Happening::ALL.into_iter())
                .map(|it| (it, counts.of(it)))
                .filter(|(_, count)| *count > 0)
                .collect();
            assert_eq!(found, expected, "at {moment}");
        }
        assert_eq!(tally.at(at(45)).attempts_each(), Some(1.5));
        assert_eq!(Counts::default().attempts_each(), None);
    }
}
