//! What moves where at a moment of a recording.
//!
//! A [`IndexedRecording`] is a recording with an index, so that a [`Frame`] of any moment is found in well under a
//! millisecond, whatever came before it: playing to a moment and jumping to it give the same frame.
//!
//! How busy everybody is, is true to the moment. How things travel is drawn for the eye: on a network
//! of a millisecond nothing could be seen to move, so a message that takes less than
//! [`Presentation::min_travel`] is drawn as if it took that long. It leaves when it truly left, and
//! arrives late; its answer leaves when the drawn message has arrived. No figure depends on it.
//!
//! Files: `frame` is what is seen, `indices` who takes part, `index` finds the spans that matter at a
//! moment, `state` counts who is busy, `tally` what has happened so far, `told` says
//! what happens; `motion` draws, `flow` does so at
//! high speed.

mod flow;
mod frame;
mod index;
mod indices;
mod motion;
mod state;
mod tally;
mod told;

use std::sync::Arc;

use super::placement::Placement;
use crate::engine::{Recording, Span, SpanKind};
use crate::model::Scenario;
use crate::units::{Duration, Moment};
use index::Index;
use indices::Indices;

pub use frame::{
    Effect, EffectKind, FaultState, Flow, Frame, LaneState, ServiceState, StepState, Token,
    TokenKind, TopicState,
};
pub(crate) use state::{Activity, activities};
pub use tally::{Counts, Happening};

/// A recording that can be looked at quickly, at any moment.
#[derive(Debug, Clone)]
pub struct IndexedRecording {
    recording: Arc<Recording>,
    index: Index,
    indices: Indices,
    tally: tally::Tally,
}

/// How long things are shown, in simulated time: what the eye needs, for the drawing only. No figure
/// depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Presentation {
    /// A message that is on its way for less than this is drawn as if it took this long. Zero: in true time.
    pub min_travel: Duration,
    /// How long what went wrong is shown: a cross, or the ring of a time-out.
    pub effect: Duration,
    /// How many tokens are drawn at most; beyond, they are thinned out evenly.
    pub most_tokens: usize,
    /// What passes in a second of real time, where messages are shown as flows rather than one by one.
    pub flow: Option<Duration>,
}

impl IndexedRecording {
    /// Prepares a recording of this scenario.
    #[must_use]
    pub fn new(scenario: &Scenario, recording: impl Into<Arc<Recording>>) -> Self {
        let recording = recording.into();
        let index = Index::new(&recording);
        let indices = Indices::new(scenario, &recording);
        let tally = tally::Tally::new(&recording);
        Self { recording, index, indices, tally }
    }

    /// The recording.
    #[must_use]
    pub fn recording(&self) -> &Arc<Recording> {
        &self.recording
    }

    /// How often what has happened by a moment.
    #[must_use]
    pub fn counts(&self, moment: Moment) -> Counts {
        self.tally.at(moment)
    }

    /// Up to when it can be played: the end of the run, or where the recording met its bound.
    #[must_use]
    #[allow(clippy::misnamed_getters)] // what comes after that cannot be shown
    pub fn end(&self) -> Moment {
        self.recording.complete_until
    }

    /// What can be seen at a moment, where things are placed so.
    #[must_use]
    pub fn frame(
        &self,
        moment: Moment,
        placement: &Placement,
        presentation: &Presentation,
    ) -> Frame {
        let mut frame = self.indices.empty_frame(moment);
        self.index.count_dead(moment, &mut frame);
        let second = presentation.flow.filter(|second| *second > Duration::ZERO);
        let reach = match second {
            // What has ended is of no matter to a flow.
            Some(_) => Duration::ZERO,
            None => presentation.min_travel + presentation.min_travel + presentation.effect,
        };
        let travel = self.indices.event_travel;
        let mut painter = motion::Painter::new(&self.indices, placement, presentation, moment);
        self.index.visit(moment, reach, |index| {
            if let Some(span) = self.recording.spans.get(index) {
                let first_sent = self.index.first_sent(index, span);
                state::count(&mut frame, span, first_sent, self.recording.end, travel);
                if second.is_none() {
                    painter.paint(index, span);
                }
            }
        });
        match second {
            None => painter.finish(&mut frame),
            Some(second) => {
                let (spans, steps) = (&self.recording.spans, frame.steps.len());
                frame.flows = flow::flows(&self.index, spans, steps, moment, second);
                let into = Duration::from_micros(moment.as_micros() % second.as_micros());
                frame.phase = into.as_seconds() / second.as_seconds();
            }
        }
        frame
    }

    /// When the event of a delivery was published first; for other spans when they were sent.
    #[must_use]
    pub fn published(&self, index: usize, span: &Span) -> Moment {
        self.index.first_sent(index, span)
    }

    /// The first moment after this one at which anything happens, up to the end.
    #[must_use]
    pub fn next_event(&self, after: Moment) -> Option<Moment> {
        // Either something begins, or something happens to what had begun and has not ended.
        let mut next = self.index.next_sent(after);
        self.index.visit(after, Duration::ZERO, |index| {
            let moments = self.recording.spans.get(index).into_iter().flat_map(moments);
            let first = moments.filter(|&moment| moment > after).min();
            next = [next, first].into_iter().flatten().min();
        });
        next.filter(|&moment| moment <= self.end())
    }

    /// The last moment before this one at which anything happened.
    #[must_use]
    pub fn previous_event(&self, before: Moment) -> Option<Moment> {
        // Since the last beginning, something can have happened only to what had not ended by then.
        let begun = self.index.last_sent(before)?;
        let mut last = begun;
        self.index.visit(before, before.since(begun), |index| {
            let moments = self.recording.spans.get(index).into_iter().flat_map(moments);
            last = moments.filter(|&moment| moment < before).fold(last, Moment::max);
        });
        Some(last)
    }
}

/// The moments at which something happens to a span.
fn moments(span: &Span) -> impl Iterator<Item = Moment> + use<> {
    let moments = [
        Some(span.sent),
        span.arrived,
        span.started,
        span.worked,
        span.released,
        span.answered,
        span.heard,
        span.lost,
        span.turned.map(|turn| turn.at),
    ];
    moments.into_iter().flatten()
}

/// Whether a call ran on a worker that its own request held already: it is sent by the service that
/// performs it, which only happens so.
fn is_local(span: &Span) -> bool {
    span.kind == SpanKind::Call && span.from.is_some() && span.from == span.to
}

/// Whether a worker that is taken is counted elsewhere already.
pub(crate) fn takes_no_worker(activity: Activity, span: &Span) -> bool {
    match activity {
        Activity::Working | Activity::Waiting => is_local(span),
        Activity::Queued | Activity::InTopic => false,
    }
}

#[cfg(test)]
pub(crate) mod tests;
