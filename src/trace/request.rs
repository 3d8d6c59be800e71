//! All that happened to one request: each time it was submitted, the request and every attempt.

use super::breakdown::LatencyBreakdown;
use super::mark::{Mark, MarkKind, marks};
use super::outcome::RequestOutcome;
use super::phase::{heard, phases};
pub use super::span_row::SpanRow;
use super::span_row::calls_itself;
use super::{Indices, Traces};
use crate::engine::{Outcome, Span, SpanKind};
use crate::units::Moment;

/// What happened to a request.
#[derive(Debug, Clone, PartialEq)]
pub struct Trace {
    /// Its number.
    pub request: u32,
    /// Each time it was submitted, in order; at least one.
    pub submissions: Vec<Submission>,
    /// The recording met its bound before the request had ended: some of it may be missing.
    pub cut: bool,
}

/// What happened to a request that was submitted once, or once more.
#[derive(Debug, Clone, PartialEq)]
pub struct Submission {
    /// How it ended.
    pub outcome: RequestOutcome,
    /// The request first; then its steps in the order in which they began, all attempts at one
    /// together; then what was undone.
    pub rows: Vec<SpanRow>,
    /// What the time until the answer went into; nothing without an answer.
    pub breakdown: Option<LatencyBreakdown>,
}

impl Submission {
    /// When the last of it ended, as far as it was recorded.
    #[must_use]
    pub fn end(&self) -> Moment {
        self.rows.iter().map(SpanRow::end).max().unwrap_or(self.outcome.arrived)
    }
}

impl Trace {
    pub(super) fn new(traces: &Traces, request: u32) -> Option<Self> {
        let all: Vec<Vec<&Span>> = traces.submissions_of(request).collect();
        let mut submissions = Vec::new();
        for (index, spans) in all.iter().enumerate() {
            let again = all.get(index + 1).and_then(|spans| spans.first()).map(|span| span.sent);
            let outcome = RequestOutcome::new(traces, spans, again)?;
            let mut rows = rows(traces, spans);
            if let (Some(at), Some(request)) = (outcome.gave_up, rows.first_mut()) {
                request.marks.push(Mark { kind: MarkKind::GaveUp, at });
                request.marks.sort_by_key(|mark| mark.at);
            }
            let breakdown = LatencyBreakdown::new(&traces.indices, &rows);
            submissions.push(Submission { outcome, rows, breakdown });
        }
        let end = submissions.iter().map(Submission::end).max()?;
        Some(Self { request, submissions, cut: end > traces.complete_until() })
    }

    /// When it arrived for the first time.
    #[must_use]
    pub fn arrived(&self) -> Moment {
        self.submissions.first().map_or(Moment::START, |it| it.outcome.arrived)
    }

    /// When the last of it ended, as far as it was recorded.
    #[must_use]
    pub fn end(&self) -> Moment {
        self.submissions.iter().map(Submission::end).max().unwrap_or(Moment::START)
    }

    /// When the last answer was there, if there was one.
    #[must_use]
    pub fn answered(&self) -> Option<Moment> {
        self.submissions.iter().filter_map(|it| it.outcome.answer.at()).max()
    }

    /// All rows, in their order.
    pub fn rows(&self) -> impl Iterator<Item = &SpanRow> {
        self.submissions.iter().flat_map(|submission| &submission.rows)
    }
}

/// The rows of one submission.
fn rows(traces: &Traces, spans: &[&Span]) -> Vec<SpanRow> {
    let end = traces.recording.end;
    let answered = spans.iter().find(|it| it.kind == SpanKind::Request).and_then(|it| it.heard);
    let mut rows = Vec::new();
    for group in groups(spans) {
        for (index, &span) in group.iter().enumerate() {
            let before = index.checked_sub(1).and_then(|before| group.get(before));
            let pause = before.and_then(|before| pause(&traces.indices, spans, before, span));
            let step = (span.kind != SpanKind::Request).then_some(span.step);
            let foreground = step.is_none_or(|step| traces.indices.is_foreground(step))
                && span.kind != SpanKind::Compensation;
            // Nobody waits for a foreground step any longer once the request has its answer.
            let patience = answered.filter(|_| foreground).unwrap_or(end);
            rows.push(SpanRow {
                span: *span,
                attempt: index + 1,
                attempts: group.len(),
                foreground,
                phases: phases(span, pause, patience, end),
                marks: marks(span),
            });
        }
    }
    rows
}

/// Spans of the same step and kind together: the request, the steps as they began, what was undone.
fn groups<'a>(spans: &[&'a Span]) -> Vec<Vec<&'a Span>> {
    let rank = |span: &Span| match span.kind {
        SpanKind::Request => 0,
        // What a conductor hears stands where it hears it.
        SpanKind::Call | SpanKind::Delivery | SpanKind::Outcome => 1,
        SpanKind::Compensation | SpanKind::Question => 2,
    };
    let is_heard = |span: &Span| span.kind == SpanKind::Outcome;
    let mut groups: Vec<Vec<&Span>> = Vec::new();
    for &span in spans {
        let same = |group: &&mut Vec<&Span>| {
            group.first().is_some_and(|it| {
                rank(it) == rank(span)
                    && is_heard(it) == is_heard(span)
                    && (it.step == span.step || it.kind == SpanKind::Request)
            })
        };
        match groups.iter_mut().find(same) {
            Some(group) => group.push(span),
            None => groups.push(vec![span]),
        }
    }
    groups.sort_by_key(|group| group.first().map(|span| (rank(span), span.sent)));
    groups
}

/// When the pause between two attempts began, where the later one is a retry of the earlier.
fn pause(indices: &Indices, spans: &[&Span], before: &Span, span: &Span) -> Option<Moment> {
    let ended = heard(before).filter(|&ended| ended <= span.sent)?;
    match (span.kind, before.outcome) {
        (SpanKind::Request | SpanKind::Delivery | SpanKind::Question | SpanKind::Outcome, _)
        | (
            _,
            Outcome::Succeeded
            | Outcome::Declined
            | Outcome::Pending
            | Outcome::Expired
            | Outcome::Dead,
        ) => None,
        // A further compensation is of a step that is undone once more only after it had failed.
        (SpanKind::Compensation, _) => Some(ended),
        (SpanKind::Call, _) => {
            // Whoever called it was started anew in between: this is another call, not a retry of it.
            let anew = spans.iter().any(|caller| {
                indices.may_call(caller.step, span.step)
                    && calls_itself(indices, caller)
                    && caller.released.is_none_or(|released| Some(released) > caller.worked)
                    && caller.worked.is_some_and(|at| before.sent < at && at <= span.sent)
            });
            (!anew).then_some(ended)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::PhaseKind;
    use super::*;
    use crate::model::Mode;
    use crate::testing::spans::{call, ms, recorded, request, traces};
    use crate::testing::{checkout, shop, step};

    #[test]
    fn a_retry_begins_with_the_pause_before_it() {
        let scenario = shop([step("payment")]);
        let first = Span { outcome: Outcome::Failed, ..call() };
        let second = Span {
            attempt: 1,
            sent: ms(220),
            arrived: Some(ms(230)),
            started: Some(ms(230)),
            worked: Some(ms(260)),
            released: Some(ms(260)),
            answered: Some(ms(260)),
            heard: Some(ms(270)),
            ..call()
        };
        let trace = traces(&scenario, vec![request(270), first, second]).trace(7).unwrap();
        let [only] = &trace.submissions[..] else { panic!("{trace:?}") };
        let told: Vec<(SpanKind, usize, usize)> =
            only.rows.iter().map(|row| (row.span.kind, row.attempt, row.attempts)).collect();
        assert_eq!(
            told,
            [(SpanKind::Request, 1, 1), (SpanKind::Call, 1, 2), (SpanKind::Call, 2, 2)]
        );
        let retry = only.rows[2].phases[0];
        assert_eq!((retry.kind, retry.from, retry.until), (PhaseKind::Pause, ms(170), ms(220)));
        assert_eq!(only.rows[1].marks, [Mark { kind: MarkKind::Failed, at: ms(170) }]);
    }

    #[test]
    fn a_call_by_a_caller_that_was_started_anew_is_no_retry() {
        let scenario = shop([step("payment"), step("bank").after(["payment"])]).chained();
        // The bank failed, so payment failed, and was made again, and called the bank again.
        let payment = |attempt, from| Span {
            attempt,
            sent: ms(from),
            arrived: Some(ms(from)),
            started: Some(ms(from)),
            worked: Some(ms(from + 10)),
            released: Some(ms(from + 60)),
            answered: Some(ms(from + 60)),
            heard: Some(ms(from + 60)),
            outcome: if attempt == 0 { Outcome::Failed } else { Outcome::Succeeded },
            ..call()
        };
        let bank = |attempt, from| Span {
            step: 1,
            from: Some(1),
            to: Some(2),
            released: Some(ms(from + 50)),
            worked: Some(ms(from + 50)),
            ..payment(attempt, from)
        };
        let bank = |attempt, from| Span {
            answered: Some(ms(from + 50)),
            heard: Some(ms(from + 50)),
            ..bank(attempt, from)
        };
        let spans =
            vec![request(270), payment(0, 100), bank(0, 110), payment(1, 210), bank(1, 220)];
        let trace = traces(&scenario, spans).trace(7).unwrap();
        let pauses: Vec<(usize, usize)> = trace
            .rows()
            .filter(|row| row.phases.iter().any(|it| it.kind == PhaseKind::Pause))
            .map(|row| (row.span.step, row.attempt))
            .collect();
        assert_eq!(pauses, [(0, 2)], "payment was retried; the bank was called anew");
    }

    #[test]
    fn a_request_that_was_submitted_again_is_told_twice() {
        let scenario = checkout(Mode::Event);
        let first = Span { heard: None, answered: None, released: None, ..request(400) };
        let first = Span { outcome: Outcome::Pending, ..first };
        let again = Span {
            submission: 1,
            sent: ms(300),
            arrived: Some(ms(300)),
            started: Some(ms(300)),
            ..request(400)
        };
        let trace = traces(&scenario, vec![first, again]).trace(7).unwrap();
        assert_eq!(trace.submissions.len(), 2);
        assert_eq!(trace.submissions[0].outcome.gave_up, Some(ms(300)));
        assert_eq!((trace.arrived(), trace.answered()), (ms(90), Some(ms(400))));
        assert!(traces(&scenario, Vec::new()).trace(7).is_none());
    }

    #[test]
    fn every_recorded_span_is_told_once() {
        let traces = recorded(&checkout(Mode::Event));
        let requests: Vec<u32> = {
            let mut all: Vec<u32> = traces.recording.spans.iter().map(|it| it.request).collect();
            all.sort_unstable();
            all.dedup();
            all
        };
        let told: usize = requests.iter().map(|&it| traces.trace(it).unwrap().rows().count()).sum();
        assert_eq!(told, traces.recording.spans.len());
        assert!(requests.len() > 100);
    }
}
