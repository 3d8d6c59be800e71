//! One row of a trace: the request itself, or one attempt at one step.

use super::Indices;
use super::mark::Mark;
use super::phase::{Phase, heard};
use crate::engine::{Span, SpanKind};
use crate::units::Moment;

/// A request, or one attempt at one step.
#[derive(Debug, Clone, PartialEq)]
pub struct SpanRow {
    /// What was recorded of it.
    pub span: Span,
    /// Which attempt this is, from 1.
    pub attempt: usize,
    /// How many there were.
    pub attempts: usize,
    /// The customer waited for it.
    pub foreground: bool,
    /// What it was doing, without gaps; empty for an attempt that was refused at once.
    pub phases: Vec<Phase>,
    /// What ended, and when, in order.
    pub marks: Vec<Mark>,
}

impl SpanRow {
    /// When it began, with the pause before it.
    #[must_use]
    pub fn begin(&self) -> Moment {
        self.phases.first().map_or(self.span.sent, |phase| phase.from)
    }

    /// When the last of it ended.
    #[must_use]
    pub fn end(&self) -> Moment {
        let phases = self.phases.last().map_or(self.span.sent, |phase| phase.until);
        self.marks.last().map_or(phases, |mark| mark.at.max(phases))
    }

    /// When its caller knew how it had ended, or had given up.
    #[must_use]
    pub fn heard(&self) -> Option<Moment> {
        heard(&self.span)
    }

    /// Which step it is of; none for the request.
    #[must_use]
    pub fn step(&self) -> Option<usize> {
        (self.span.kind != SpanKind::Request).then_some(self.span.step)
    }
}

/// Whether the worker of this attempt makes calls, of its step's own or of what its step made ready.
pub(super) fn calls_itself(indices: &Indices, span: &Span) -> bool {
    match span.kind {
        SpanKind::Delivery => true,
        SpanKind::Call => indices.chained || indices.calls_others(span.step),
        SpanKind::Request | SpanKind::Compensation | SpanKind::Question | SpanKind::Outcome => {
            false
        }
    }
}
