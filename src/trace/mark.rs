//! What is marked on a row of the waterfall: a moment at which something ended, well or badly.

use crate::engine::{Outcome, Span, SpanKind};
use crate::units::Moment;

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MarkKind {
    /// The customer had a good answer.
    Acknowledged,
    /// The last step of the request had ended.
    Completed,
    /// It answered no, by itself or because of what it called.
    Declined,
    /// A no came behind the answer, which had been yes.
    Overturned,
    /// A no came behind the answer, which had been that it is under way.
    DeclinedLater,
    /// It failed, and its caller got the error.
    Failed,
    /// It was refused.
    Refused,
    /// Its caller gave up waiting.
    TimedOut,
    /// It was lost.
    Lost,
    /// It left the queue: whoever had made it had gone.
    Cancelled,
    /// The event was dropped for its age.
    Expired,
    /// The event was given up after its last attempt.
    Dead,
    /// The event is there once more: replayed, or redriven.
    Replayed,
    /// What had been done was done again.
    Repeated,
    /// The customer gave up waiting.
    GaveUp,
}

/// Something that happened at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// What.
    pub kind: MarkKind,
    /// When.
    pub at: Moment,
}

/// The marks of a span, in order of time.
pub(super) fn marks(span: &Span) -> Vec<Mark> {
    let lost_as = match span.outcome {
        Outcome::Cancelled => MarkKind::Cancelled,
        Outcome::Expired => MarkKind::Expired,
        Outcome::Pending
        | Outcome::Succeeded
        | Outcome::Declined
        | Outcome::Failed
        | Outcome::TimedOut
        | Outcome::Refused
        | Outcome::Lost
        | Outcome::Dead => MarkKind::Lost,
    };
    let lost = span.lost.map(|at| Mark { kind: lost_as, at });
    let kind = match (span.outcome, span.kind) {
        (Outcome::Succeeded, SpanKind::Request) => Some(MarkKind::Acknowledged),
        (Outcome::Pending | Outcome::Succeeded, _) => None,
        (Outcome::Declined, _) => Some(MarkKind::Declined),
        (Outcome::Failed, _) => Some(MarkKind::Failed),
        (Outcome::TimedOut, _) => Some(MarkKind::TimedOut),
        (Outcome::Refused, _) => Some(MarkKind::Refused),
        (Outcome::Lost, _) => Some(MarkKind::Lost),
        (Outcome::Cancelled, _) => Some(MarkKind::Cancelled),
        (Outcome::Expired, _) => Some(MarkKind::Expired),
        (Outcome::Dead, _) => Some(MarkKind::Dead),
    };
    let ended = kind.zip(span.heard).map(|(kind, at)| Mark { kind, at });
    let turned = span.turned.map(|turn| Mark {
        kind: if turn.overturns { MarkKind::Overturned } else { MarkKind::DeclinedLater },
        at: turn.at,
    });
    let is_first = span.replayed && span.attempt == 0;
    let replayed = is_first.then_some(Mark { kind: MarkKind::Replayed, at: span.sent });
    let repeated = span.worked.or(span.lost).filter(|_| span.repeated);
    let repeated = repeated.map(|at| Mark { kind: MarkKind::Repeated, at });
    let of_delivery = replayed.into_iter().chain(repeated);
    let mut marks: Vec<Mark> =
        lost.into_iter().chain(ended).chain(turned).chain(of_delivery).collect();
    marks.dedup();
    marks.sort_by_key(|mark| mark.at);
    marks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::spans::{call, ms, request};

    #[test]
    fn what_went_wrong_is_marked_where_it_did() {
        let told = |span: &Span| {
            marks(span).iter().map(|it| (it.kind, it.at.as_micros() / 1_000)).collect::<Vec<_>>()
        };
        assert_eq!(told(&call()), []);
        assert_eq!(told(&request(400)), [(MarkKind::Acknowledged, 400)]);
        let lost = Span {
            lost: Some(ms(100)),
            heard: Some(ms(900)),
            outcome: Outcome::TimedOut,
            ..call()
        };
        assert_eq!(told(&lost), [(MarkKind::Lost, 100), (MarkKind::TimedOut, 900)]);
        let again = Span { replayed: true, repeated: true, ..call() };
        let (sent, worked) = (again.sent.as_micros() / 1_000, again.worked.unwrap());
        let expected =
            [(MarkKind::Replayed, sent), (MarkKind::Repeated, worked.as_micros() / 1_000)];
        assert_eq!(told(&again), expected);
        let flushed = Span { heard: Some(ms(200)), outcome: Outcome::Lost, ..call() };
        assert_eq!(told(&flushed), [(MarkKind::Lost, 200)]);
    }
}
