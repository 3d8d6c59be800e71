//! Finds the spans that matter at a moment.
//!
//! Spans lie in the order in which they began, so those that had begun by a moment are the first ones.
//! They are taken in groups; a group of which the last has long ended is passed over as a whole.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Frame;
use crate::engine::{Outcome, Recording, Span, SpanKind};
use crate::units::{Duration, Moment};

/// How many spans are passed over at once.
const GROUP: usize = 64;

#[derive(Debug, Clone)]
pub(super) struct Index {
    /// When each span began.
    sent: Vec<Moment>,
    /// When the last thing happens to each span.
    end: Vec<Moment>,
    /// When the last thing happens to any span of a group.
    group_end: Vec<Moment>,
    /// For redeliveries: when the event was published first.
    published: BTreeMap<usize, Moment>,
    /// When events of each step were given up, in order.
    dead: Vec<Vec<Moment>>,
}

impl Index {
    pub fn new(recording: &Recording) -> Self {
        let spans = &recording.spans;
        let end: Vec<Moment> = spans.iter().map(|span| end_of(span, recording.end)).collect();
        let group_end = end
            .chunks(GROUP)
            .map(|ends| ends.iter().copied().fold(Moment::START, Moment::max))
            .collect();
        let sent = spans.iter().map(|span| span.sent).collect();
        Self { sent, end, group_end, published: first_published(spans), dead: given_up(spans) }
    }

    /// Visits the spans that began by a moment and had not ended `reach` before it, in order.
    pub fn visit(&self, moment: Moment, reach: Duration, mut visit: impl FnMut(usize)) {
        let begun = self.sent.partition_point(|&sent| sent <= moment);
        let since = Moment::from_micros(moment.as_micros().saturating_sub(reach.as_micros()));
        for (group, &last) in self.group_end.iter().enumerate().take(begun.div_ceil(GROUP)) {
            if last < since {
                continue;
            }
            let first = group * GROUP;
            let spans = first..begun.min(first + GROUP);
            for (index, &end) in spans.clone().zip(self.end.get(spans).into_iter().flatten()) {
                if end >= since {
                    visit(index);
                }
            }
        }
    }

    /// The spans that began after a moment, and not after another.
    pub fn begun(&self, after: Moment, until: Moment) -> Range<usize> {
        self.sent.partition_point(|&sent| sent <= after)
            ..self.sent.partition_point(|&sent| sent <= until)
    }

    /// When the first span after a moment begins.
    pub fn next_sent(&self, after: Moment) -> Option<Moment> {
        self.sent.get(self.sent.partition_point(|&sent| sent <= after)).copied()
    }

    /// When the last span before a moment began.
    pub fn last_sent(&self, before: Moment) -> Option<Moment> {
        let begun = self.sent.partition_point(|&sent| sent < before);
        begun.checked_sub(1).and_then(|last| self.sent.get(last)).copied()
    }

    /// When the event of a delivery was published first; for others when they were sent.
    pub fn first_sent(&self, index: usize, span: &Span) -> Moment {
        if span.kind == SpanKind::Delivery && span.attempt > 0 {
            self.published.get(&index).copied().unwrap_or(span.sent)
        } else {
            span.sent
        }
    }

    /// Enters how many events have been given up.
    pub fn count_dead(&self, moment: Moment, frame: &mut Frame) {
        for (step, moments) in frame.steps.iter_mut().zip(&self.dead) {
            if let Some(topic) = &mut step.topic {
                let dead = moments.partition_point(|&at| at <= moment);
                topic.dead = u32::try_from(dead).unwrap_or(u32::MAX);
            }
        }
    }
}

/// For each redelivery, when its event was published first.
fn first_published(spans: &[Span]) -> BTreeMap<usize, Moment> {
    let event = |span: &Span| (span.request, span.submission, span.step, span.replayed);
    let deliveries =
        || spans.iter().enumerate().filter(|(_, span)| span.kind == SpanKind::Delivery);
    let mut first: BTreeMap<(u32, u32, usize, bool), Option<Moment>> = deliveries()
        .filter(|(_, span)| span.attempt > 0)
        .map(|(_, span)| (event(span), None))
        .collect();
    if first.is_empty() {
        return BTreeMap::new();
    }
    for (_, span) in deliveries().filter(|(_, span)| span.attempt == 0) {
        if let Some(moment) = first.get_mut(&event(span)) {
            *moment = Some(span.sent);
        }
    }
    deliveries()
        .filter(|(_, span)| span.attempt > 0)
        .filter_map(|(index, span)| Some((index, (*first.get(&event(span))?)?)))
        .collect()
}

/// When events of each step were given up, in order.
fn given_up(spans: &[Span]) -> Vec<Vec<Moment>> {
    let mut dead: Vec<Vec<Moment>> = Vec::new();
    for span in spans.iter().filter(|span| span.outcome == Outcome::Dead) {
        if dead.len() <= span.step {
            dead.resize(span.step + 1, Vec::new());
        }
        if let (Some(moments), Some(at)) = (dead.get_mut(span.step), span.heard) {
            moments.push(at);
        }
    }
    for moments in &mut dead {
        moments.sort_unstable();
    }
    dead
}

/// When the last thing happens to a span; the end of the run where something is still to come.
fn end_of(span: &Span, run_end: Moment) -> Moment {
    let is_open = span.lost.is_none()
        && match span.kind {
            SpanKind::Request => span.heard.is_none() || holds(span),
            SpanKind::Delivery => span.heard.is_none(),
            // An attempt that timed out keeps its place in the queue, and its worker.
            SpanKind::Call | SpanKind::Compensation | SpanKind::Question | SpanKind::Outcome => {
                span.outcome == Outcome::Pending
                    || holds(span)
                    || (span.outcome == Outcome::TimedOut && span.answered.is_none())
            }
        };
    if is_open {
        return run_end;
    }
    super::moments(span).fold(span.sent, Moment::max)
}

fn holds(span: &Span) -> bool {
    span.started.is_some() && span.released.is_none() && span.to.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::spans::{bare_call, recording};

    #[test]
    fn a_visit_finds_exactly_the_spans_that_a_search_of_all_finds() {
        let spans: Vec<Span> = (0..300_u32)
            .map(|n| {
                let sent = Moment::from_micros(u64::from(n) * 10);
                let length = Duration::from_micros((u64::from(n) * 7_919) % 900);
                bare_call(n, sent, sent + length)
            })
            .collect();
        let index = Index::new(&recording(spans.clone(), Moment::from_micros(4_000)));
        for at in [0, 5, 700, 1_501, 2_999, 3_500, 10_000] {
            for reach in [0, 100, 5_000] {
                let mut found = Vec::new();
                index.visit(Moment::from_micros(at), Duration::from_micros(reach), |n| {
                    found.push(n);
                });
                let expected: Vec<usize> = (0..spans.len())
                    .filter(|&n| {
                        let end = spans[n].heard.unwrap().as_micros();
                        spans[n].sent.as_micros() <= at && end + reach >= at
                    })
                    .collect();
                assert_eq!(found, expected, "at {at}, reach {reach}");
            }
        }
    }
}
