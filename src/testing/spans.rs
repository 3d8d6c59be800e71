//! Spans and recordings made by hand, and what a run recorded.

use super::checked;
use crate::engine::{Outcome, Recording, Span, SpanKind, record};
use crate::model::Scenario;
use crate::trace::Traces;
use crate::units::Moment;

/// So many milliseconds after the start.
#[must_use]
pub const fn ms(milliseconds: u64) -> Moment {
    Moment::from_micros(milliseconds * 1_000)
}

/// A call of step 0 at service 1 by service 0: sent at 100 ms, arrived at 110, started at 130, worked
/// until 160, answered, heard at 170.
#[must_use]
pub const fn call() -> Span {
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
        heard: Some(ms(170)),
        lost: None,
        turned: None,
        never: false,
        partition: None,
        replayed: false,
        repeated: false,
        outcome: Outcome::Succeeded,
    }
}

/// A call of which nothing is known but when it was sent and heard.
#[must_use]
pub const fn bare_call(request: u32, sent: Moment, heard: Moment) -> Span {
    Span {
        request,
        sent,
        arrived: None,
        started: None,
        worked: None,
        released: None,
        answered: None,
        heard: Some(heard),
        ..call()
    }
}

/// The span of request 7 at service 0: arrived at 90 ms, taken at 100, answered well at `answered`.
#[must_use]
pub const fn request(answered: u64) -> Span {
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
        heard: Some(ms(answered)),
        ..call()
    }
}

/// The delivery of an event by service 1 to step 1 at service 2: published at 160 ms, in its topic at
/// 165, worked on from `started` until `ended`.
#[must_use]
pub const fn delivery(started: u64, ended: u64) -> Span {
    Span {
        kind: SpanKind::Delivery,
        step: 1,
        from: Some(1),
        to: Some(2),
        sent: ms(160),
        arrived: Some(ms(165)),
        started: Some(ms(started)),
        worked: Some(ms(ended)),
        released: Some(ms(ended)),
        answered: None,
        heard: Some(ms(ended)),
        ..call()
    }
}

/// These spans as a whole recording, up to this moment.
#[must_use]
pub fn recording(mut spans: Vec<Span>, end: Moment) -> Recording {
    spans.sort_by_key(|span| span.sent);
    Recording { spans, end, complete_until: end, replicas: Vec::new() }
}

/// Traces of spans made by hand, in a run of ten seconds.
#[must_use]
pub fn traces(scenario: &Scenario, spans: Vec<Span>) -> Traces {
    Traces::new(checked(scenario), recording(spans, ms(10_000)))
}

/// Traces of a run of this scenario.
#[must_use]
pub fn recorded(scenario: &Scenario) -> Traces {
    let design = checked(scenario);
    let recording = record(&design);
    Traces::new(design, recording)
}
