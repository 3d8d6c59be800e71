//! Spans made by hand, and traces of small scenarios.

use std::sync::Arc;

use super::Traces;
use crate::model::Scenario;
use crate::simulation::{Outcome, Recording, Span, SpanKind, record};
use crate::units::Moment;

/// So many milliseconds after the start.
pub const fn ms(milliseconds: u64) -> Moment {
    Moment::from_micros(milliseconds * 1_000)
}

/// A call of step 0 at service 1 by service 0: sent at 100 ms, arrived at 110, started at 130, worked
/// until 160, answered, returned at 170.
pub fn call() -> Span {
    Span {
        kind: SpanKind::Call,
        request: 7,
        submission: 0,
        step: 0,
        attempt: 0,
        from: Some(0),
        to: Some(1),
        sent: ms(100),
        arrived: Some(ms(110)),
        started: Some(ms(130)),
        worked: Some(ms(160)),
        released: Some(ms(160)),
        answered: Some(ms(160)),
        returned: Some(ms(170)),
        lost: None,
        outcome: Outcome::Succeeded,
    }
}

/// The span of request 7 at service 0: arrived at 90 ms, taken at 100, answered well at `answered`.
pub fn request(answered: u64) -> Span {
    Span {
        kind: SpanKind::Request,
        from: None,
        to: Some(0),
        sent: ms(90),
        arrived: Some(ms(90)),
        started: Some(ms(100)),
        worked: None,
        released: Some(ms(answered)),
        answered: Some(ms(answered)),
        returned: Some(ms(answered)),
        ..call()
    }
}

/// Traces of spans made by hand, in a run of ten seconds.
pub fn traces(scenario: &Scenario, mut spans: Vec<Span>) -> Traces {
    spans.sort_by_key(|span| span.sent);
    let recording =
        Recording { spans, end: ms(10_000), complete_until: ms(10_000), replicas: Vec::new() };
    Traces::new(Arc::new(scenario.clone()), recording)
}

/// Traces of a run of this scenario.
pub fn recorded(scenario: &Scenario) -> Traces {
    Traces::new(Arc::new(scenario.clone()), record(scenario).unwrap())
}
