//! How busy everybody is: true to the moment, nothing stretched.

use super::{Frame, StepState, is_local};
use crate::engine::{Outcome, Span, SpanKind};
use crate::units::{Duration, Moment};

/// What a span takes, at one moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Activity {
    /// It waits in the queue of its service.
    Queued,
    /// It waits in its topic.
    InTopic,
    /// A worker works on it.
    Working,
    /// Its worker waits for others.
    Waiting,
}

/// What a span takes, each with the moments from which and until before which it does, in a run that
/// ends at `end`.
pub(crate) fn activities(
    span: &Span,
    end: Moment,
) -> impl Iterator<Item = (Activity, Moment, Moment)> {
    let freed = span.released.or(span.lost).unwrap_or(end);
    let taken = span.started.map(|started| match span.kind {
        SpanKind::Request => {
            [(Activity::Waiting, started, freed), (Activity::Waiting, freed, freed)]
        }
        SpanKind::Call
        | SpanKind::Delivery
        | SpanKind::Compensation
        | SpanKind::Question
        | SpanKind::Outcome => {
            let worked = span.worked.unwrap_or(freed).min(freed);
            [(Activity::Working, started, worked), (Activity::Waiting, worked, freed)]
        }
    });
    let waited = waiting(span).map(|(activity, from)| {
        let given_up = match span.kind {
            // A request that the entry refused has its answer at once; a delivery is settled.
            SpanKind::Request | SpanKind::Delivery => span.heard,
            // A call that timed out keeps its place in the queue.
            SpanKind::Call | SpanKind::Compensation | SpanKind::Question | SpanKind::Outcome => {
                None
            }
        };
        (activity, from, span.started.or(span.lost).or(given_up).unwrap_or(end))
    });
    let taken = if span.to.is_some() { taken } else { None };
    waited.into_iter().chain(taken.into_iter().flatten()).filter(|&(_, from, until)| from < until)
}

/// Where a span waits for a worker, and from when on.
fn waiting(span: &Span) -> Option<(Activity, Moment)> {
    match span.kind {
        // Between two attempts an event is in its topic: the pause is part of its waiting.
        SpanKind::Delivery if span.attempt > 0 => Some((Activity::InTopic, span.sent)),
        SpanKind::Delivery => span.arrived.map(|arrived| (Activity::InTopic, arrived)),
        SpanKind::Call if is_local(span) => None,
        SpanKind::Request
        | SpanKind::Call
        | SpanKind::Compensation
        | SpanKind::Question
        | SpanKind::Outcome => {
            let refused = span.outcome == Outcome::Refused;
            span.arrived.filter(|_| !refused && span.to.is_some()).map(|at| (Activity::Queued, at))
        }
    }
}

/// When an event has left its outbox, where it takes so long from there into its topic: at once, as long as
/// the broker is there.
pub(super) fn leaves_outbox(span: &Span, travel: Duration) -> Moment {
    let arrived = span.arrived.or(span.lost).map_or(u64::MAX, Moment::as_micros);
    span.sent.max(Moment::from_micros(arrived.saturating_sub(travel.as_micros())))
}

/// Enters what a span takes at the moment of the frame.
pub(super) fn count(
    frame: &mut Frame,
    span: &Span,
    first_sent: Moment,
    end: Moment,
    travel: Duration,
) {
    let moment = frame.moment;
    if moment < span.sent {
        return;
    }
    if span.kind == SpanKind::Delivery
        && span.attempt == 0
        && moment < leaves_outbox(span, travel)
        && let Some(topic) = frame.steps.get_mut(span.step).and_then(|it| it.topic.as_mut())
    {
        topic.outbox += 1;
    }
    if span.kind == SpanKind::Request && span.heard.is_none_or(|heard| moment < heard) {
        frame.in_flight += 1;
    }
    for (activity, from, until) in activities(span, end) {
        if from <= moment && moment < until {
            enter(frame, span, first_sent, activity);
        }
    }
}

fn enter(frame: &mut Frame, span: &Span, first_sent: Moment, activity: Activity) {
    let moment = frame.moment;
    let service = span.to.and_then(|service| frame.services.get_mut(service));
    let mut none = StepState::default();
    let step = match span.kind {
        // A question is the entry's work, not the step's.
        SpanKind::Request | SpanKind::Question | SpanKind::Outcome => &mut none,
        SpanKind::Call | SpanKind::Delivery | SpanKind::Compensation => {
            frame.steps.get_mut(span.step).unwrap_or(&mut none)
        }
    };
    match activity {
        Activity::Queued => {
            step.queued += 1;
            if let Some(service) = service {
                service.queue += 1;
            }
        }
        Activity::InTopic => {
            if let Some(topic) = &mut step.topic {
                if let Some(partition) = span.partition {
                    topic.waits_in(partition, span.attempt > 0);
                }
                topic.backlog += 1;
                topic.oldest = topic.oldest.max(Some(moment.since(first_sent)));
            }
        }
        Activity::Working => {
            step.working += 1;
            if let Some(service) = service {
                if is_local(span) {
                    // The worker is counted where it was taken, earlier, as one that waits: it works.
                    service.held_waiting = service.held_waiting.saturating_sub(1);
                } else {
                    service.busy += 1;
                }
            }
        }
        Activity::Waiting => {
            if let Some(service) = service
                && !is_local(span)
            {
                service.busy += 1;
                service.held_waiting += 1;
            }
        }
    }
}
