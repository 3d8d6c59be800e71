//! One request of a recording, told from its arrival to its last step.
//!
//! [`Traces`] is a recording with an index by request. [`Story`] is all that happened to one request: a
//! [`Row`] for the request and for each attempt at a step, cut into [`Segment`]s that end exactly at the
//! moments of the spans; a customer who gave up and submitted again is told as a further
//! [`Submission`]. [`Way`] says what the time until the answer went into, [`Fate`] how it all ended,
//! [`lists`] which requests are worth looking at. [`Waterfall`] and [`Sequence`] are the two pictures, in
//! pixels; `saying` is the sentence over them.

mod fate;
pub mod lists;
mod mark;
mod saying;
mod segment;
mod sequence;
mod story;
mod table;
mod waterfall;
mod way;
pub mod words;

use std::sync::Arc;

use crate::model::{Coordination, Scenario, Shape};
use crate::simulation::{Recording, Span};
use crate::units::Moment;

pub use fate::{Answer, Fate};
pub use mark::{Mark, MarkKind};
pub use saying::saying;
pub use segment::{Segment, SegmentKind};
pub use sequence::{Activation, Arrow, ArrowKind, Participant, Sequence};
pub use story::{Row, Story, Submission};
pub use table::{LENGTHS, Line, lines};
pub use waterfall::{Bar, Reach, Strip, Waterfall};
pub use way::{Part, Share, Way};

/// A recording in which a request is found by its number.
#[derive(Debug, Clone)]
pub struct Traces {
    scenario: Arc<Scenario>,
    recording: Recording,
    /// Indices of spans, by request and submission, and in the recording's order among these.
    order: Vec<u32>,
    cast: Cast,
}

/// What the telling needs to know of the scenario, by the index of a step.
#[derive(Debug, Clone)]
struct Cast {
    /// All steps in an order in which each comes after those before it.
    order: Vec<usize>,
    predecessors: Vec<Vec<usize>>,
    foreground: Vec<bool>,
    chained: bool,
    entry: Option<usize>,
}

impl Traces {
    /// Prepares the recording of this scenario.
    #[must_use]
    pub fn new(scenario: Arc<Scenario>, recording: Recording) -> Self {
        let mut order: Vec<u32> =
            (0..recording.spans.len()).filter_map(|i| i.try_into().ok()).collect();
        order.sort_by_key(|&index| {
            recording.spans.get(index as usize).map(|span| (span.request, span.submission))
        });
        let cast = Cast::new(&scenario);
        Self { scenario, recording, order, cast }
    }

    /// The scenario that was recorded.
    #[must_use]
    pub const fn scenario(&self) -> &Arc<Scenario> {
        &self.scenario
    }

    /// The recording.
    #[must_use]
    pub const fn recording(&self) -> &Recording {
        &self.recording
    }

    /// Up to when every span is there.
    #[must_use]
    pub const fn complete_until(&self) -> Moment {
        self.recording.complete_until
    }

    /// What happened to a request; nothing where none of this number was recorded.
    #[must_use]
    pub fn story(&self, request: u32) -> Option<Story> {
        Story::new(self, request)
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

impl Cast {
    fn new(scenario: &Scenario) -> Self {
        let process = &scenario.process;
        let shape = Shape::new(process);
        let steps = 0..process.steps.len();
        Self {
            order: shape.as_ref().map_or_else(|| steps.clone().collect(), |it| it.order().to_vec()),
            predecessors: steps
                .clone()
                .map(|step| {
                    shape.as_ref().map_or_else(Vec::new, |it| it.predecessors(step).to_vec())
                })
                .collect(),
            foreground: steps
                .map(|step| shape.as_ref().is_some_and(|it| it.is_foreground(step)))
                .collect(),
            chained: process.coordination == Coordination::Chained,
            entry: process
                .entry
                .as_ref()
                .and_then(|id| scenario.services.iter().position(|service| service.id == *id)),
        }
    }

    fn is_foreground(&self, step: usize) -> bool {
        self.foreground.get(step).copied().unwrap_or_default()
    }

    fn predecessors(&self, step: usize) -> &[usize] {
        self.predecessors.get(step).map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod fixture;
