//! One request of a recording, from its arrival to its last step.
//!
//! [`Traces`] is a recording with an index by request. [`Trace`] is all that happened to one request: a
//! [`SpanRow`] for the request and for each attempt at a step, cut into [`Phase`]s that end exactly at the
//! moments of the spans; where a customer gave up and submitted again, there is a further
//! [`Submission`]. [`LatencyBreakdown`] says what the time until the answer went into,
//! [`RequestOutcome`] how it all ended, [`lists`] which requests are worth looking at. [`Waterfall`] and
//! [`Sequence`] are the two pictures, in pixels; [`headline()`] is the sentence over them.

mod breakdown;
mod cause;
mod headline;
pub mod lists;
mod mark;
mod outcome;
mod phase;
mod request;
mod sequence;
mod span_row;
mod table;
mod waterfall;
pub mod words;

use std::sync::Arc;

use crate::engine::{Recording, Span, SpanKind};
use crate::model::{Coordination, Design, ServiceId};
use crate::units::Moment;

pub use breakdown::{LatencyBreakdown, Part, Share};
pub use cause::told;
pub use headline::headline;
pub use mark::{Mark, MarkKind};
pub use outcome::{Answer, RequestOutcome};
pub use phase::{Phase, PhaseKind};
pub use request::{Submission, Trace};
pub use sequence::{Activation, Arrow, ArrowKind, Participant, Sequence};
pub use span_row::SpanRow;
pub use table::{LENGTHS, Line, lines};
pub use waterfall::{Bar, Reach, Strip, Waterfall};

/// A recording in which a request is found by its number.
#[derive(Debug, Clone)]
pub struct Traces {
    design: Design,
    recording: Arc<Recording>,
    /// Indices of spans, by request and submission, and in the recording's order among these.
    order: Vec<u32>,
    indices: Indices,
}

/// What a trace needs of the design, by the index of a step.
#[derive(Debug, Clone)]
struct Indices {
    /// All steps in an order in which each comes after those before it.
    order: Vec<usize>,
    predecessors: Vec<Vec<usize>>,
    /// Who calls a step during its work.
    callers: Vec<Option<usize>>,
    foreground: Vec<bool>,
    chained: bool,
    entry: Option<usize>,
}

impl Traces {
    /// Prepares the recording of this design.
    #[must_use]
    pub fn new(design: Design, recording: impl Into<Arc<Recording>>) -> Self {
        let recording = recording.into();
        // How often a customer asks says nothing of what happened to their request.
        let tells = |(_, span): &(usize, &Span)| span.kind != SpanKind::Question;
        let spans = recording.spans.iter().enumerate().filter(tells);
        let mut order: Vec<u32> = spans.filter_map(|(index, _)| index.try_into().ok()).collect();
        order.sort_by_key(|&index| {
            recording.spans.get(index as usize).map(|span| (span.request, span.submission))
        });
        let indices = Indices::new(&design);
        Self { design, recording, order, indices }
    }

    /// The design that was recorded.
    #[must_use]
    pub const fn design(&self) -> &Design {
        &self.design
    }

    /// The recording.
    #[must_use]
    pub fn recording(&self) -> &Recording {
        &self.recording
    }

    /// Up to when every span is there.
    #[must_use]
    pub fn complete_until(&self) -> Moment {
        self.recording.complete_until
    }

    /// What happened to a request; nothing where none of this number was recorded.
    #[must_use]
    pub fn trace(&self, request: u32) -> Option<Trace> {
        Trace::new(self, request)
    }

    /// All submissions of all requests, each with its spans, by request and submission.
    fn submissions(&self) -> impl Iterator<Item = Vec<&Span>> {
        self.order
            .chunk_by(|&one, &other| self.whose(one) == self.whose(other))
            .map(|indices| self.spans(indices))
    }

    /// The submissions of one request.
    fn submissions_of(&self, request: u32) -> impl Iterator<Item = Vec<&Span>> {
        let place = |after: bool| {
            self.order.partition_point(|&index| {
                self.whose(index)
                    .is_some_and(|(number, _)| number < request || after && number == request)
            })
        };
        let indices = self.order.get(place(false)..place(true)).unwrap_or_default();
        indices
            .chunk_by(|&one, &other| self.whose(one) == self.whose(other))
            .map(|indices| self.spans(indices))
    }

    fn whose(&self, index: u32) -> Option<(u32, u32)> {
        self.recording.spans.get(index as usize).map(|span| (span.request, span.submission))
    }

    fn spans(&self, indices: &[u32]) -> Vec<&Span> {
        indices.iter().filter_map(|&index| self.recording.spans.get(index as usize)).collect()
    }
}

impl Indices {
    fn new(design: &Design) -> Self {
        let (process, shape) = (&design.process, design.shape());
        let steps = 0..process.steps.len();
        let index_of = |id: &ServiceId| design.services.iter().position(|it| it.id == *id);
        Self {
            order: shape.order().to_vec(),
            predecessors: steps.clone().map(|step| shape.predecessors(step).to_vec()).collect(),
            callers: steps.clone().map(|step| shape.caller(step)).collect(),
            foreground: steps.map(|step| shape.is_foreground(step)).collect(),
            chained: process.coordination == Coordination::Chained,
            entry: process.entry.as_ref().and_then(index_of),
        }
    }

    fn is_foreground(&self, step: usize) -> bool {
        self.foreground.get(step).copied().unwrap_or_default()
    }

    fn predecessors(&self, step: usize) -> &[usize] {
        self.predecessors.get(step).map_or(&[], Vec::as_slice)
    }

    /// The step during whose work this one is called.
    fn caller(&self, step: usize) -> Option<usize> {
        self.callers.get(step).copied().flatten()
    }

    /// Whether a step calls others during its work.
    fn calls_others(&self, step: usize) -> bool {
        self.callers.contains(&Some(step))
    }

    /// Whether a worker of the one step may call the other: during its work, or else since its end made it
    /// ready, in a chain and behind an event.
    fn may_call(&self, caller: usize, step: usize) -> bool {
        match self.caller(step) {
            Some(it) => it == caller,
            None => self.predecessors(step).contains(&caller),
        }
    }
}
