//! The matrix: immediate or deferred across, required or optional down.

use serde::Serialize;

use crate::model::{Consistency, Mode, Necessity, Response};

use super::case::Case;
use super::opinion::Opinion;

/// Where a step stands in the matrix.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Place {
    /// The field; absent while one of the two questions has no answer.
    pub quadrant: Option<Quadrant>,
    /// Where it probably is, while one of them has none: what should be called is taken as immediate, what
    /// should follow as deferred, and a step as required, as a run takes it. Absent where nothing is
    /// recommended either.
    pub likely: Option<Quadrant>,
    /// Where in the matrix: across from 0, at once, to 1, at any time; down from 0, without fail, to 1,
    /// if it can be. 0.5 where the question has no answer.
    pub position: [f64; 2],
}

/// A field of the matrix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Quadrant {
    /// A call.
    ImmediateRequired,
    /// A call with a time-out and a fallback.
    ImmediateOptional,
    /// An event with guarantees, or a step of a saga.
    DeferredRequired,
    /// An event.
    DeferredOptional,
}

impl Quadrant {
    /// All four, row by row.
    pub const ALL: [Self; 4] = [
        Self::ImmediateRequired,
        Self::DeferredRequired,
        Self::ImmediateOptional,
        Self::DeferredOptional,
    ];

    /// As it is written in a report: `immediate-required`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ImmediateRequired => "immediate-required",
            Self::ImmediateOptional => "immediate-optional",
            Self::DeferredRequired => "deferred-required",
            Self::DeferredOptional => "deferred-optional",
        }
    }

    /// What our reading of the matrix says of it.
    #[must_use]
    pub const fn advice(self) -> &'static str {
        match self {
            Self::ImmediateRequired => "a call",
            Self::ImmediateOptional => "a call with a time-out and a fallback",
            Self::DeferredRequired => "an event with guarantees, or a step of a saga",
            Self::DeferredOptional => "an event",
        }
    }

    pub(super) const fn of(response: Response, necessity: Necessity) -> Self {
        match (response, necessity) {
            (Response::Immediate, Necessity::Required) => Self::ImmediateRequired,
            (Response::Immediate, Necessity::Optional) => Self::ImmediateOptional,
            (Response::Deferred, Necessity::Required) => Self::DeferredRequired,
            (Response::Deferred, Necessity::Optional) => Self::DeferredOptional,
        }
    }
}

/// Where a case stands, of which this is the opinion.
pub(super) fn place(case: &Case<'_>, opinion: Opinion) -> Place {
    let recommended = opinion.mode().map(|mode| match mode {
        Mode::RequestResponse => Response::Immediate,
        Mode::Event => Response::Deferred,
    });
    let likely = case.answers.response.or(recommended).map(|response| {
        Quadrant::of(response, case.answers.necessity.unwrap_or(Necessity::Required))
    });
    Place { quadrant: quadrant(case), likely, position: [across(case), down(case)] }
}

/// The field of the matrix, where both questions have an answer.
pub(super) fn quadrant(case: &Case<'_>) -> Option<Quadrant> {
    let (response, necessity) = (case.answers.response, case.answers.necessity);
    response.zip(necessity).map(|(one, other)| Quadrant::of(one, other))
}

/// Within its half by the tolerance, in powers of ten: from 10 ms to 100 s, and from 100 ms to a day.
fn across(case: &Case<'_>) -> f64 {
    let within = |from: f64, to: f64| {
        let power = libm::log10(case.answers.tolerance_ms?.max(1.0));
        Some(((power - from) / (to - from)).clamp(0.0, 1.0))
    };
    match case.answers.response {
        Some(Response::Immediate) => 0.05 + 0.4 * within(1.0, 5.0).unwrap_or(0.5),
        Some(Response::Deferred) => 0.55 + 0.4 * within(2.0, 8.0).unwrap_or(0.5),
        None => 0.5,
    }
}

/// Within its half by what else says how bad it would be to miss it.
fn down(case: &Case<'_>) -> f64 {
    match case.answers.necessity {
        Some(Necessity::Required) if case.answers.consistency == Some(Consistency::Strong) => 0.15,
        Some(Necessity::Required) if case.step.business.compensation.is_some() => 0.35,
        Some(Necessity::Required) => 0.25,
        Some(Necessity::Optional) if case.step.call.fallback => 0.85,
        Some(Necessity::Optional) => 0.75,
        None => 0.5,
    }
}
