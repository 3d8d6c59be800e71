//! Messages as flows: at high speed none could be followed, so that how many there are is shown instead.
//!
//! A flow counts what was sent to a step in the second of real time before the moment. Long recordings
//! are sampled evenly, so that a frame costs the same whatever the speed.

use super::frame::Flow;
use super::index::Index;
use crate::engine::{Span, SpanKind};
use crate::units::{Duration, Moment};

/// So many spans are looked at for one frame, at most.
const MOST_SPANS: usize = 20_000;

/// The flow to each of so many steps, of what began in this while before the moment.
pub(super) fn flows(
    index: &Index,
    spans: &[Span],
    steps: usize,
    moment: Moment,
    while_: Duration,
) -> Vec<Flow> {
    let since = Moment::from_micros(moment.as_micros().saturating_sub(while_.as_micros()));
    let begun = index.begun(since, moment);
    let one_in = begun.len().div_ceil(MOST_SPANS).max(1);
    let passed = moment.since(since).as_seconds();
    if passed <= 0.0 {
        return vec![Flow::default(); steps];
    }
    #[allow(clippy::cast_precision_loss)] // a few thousand at most
    let rate = one_in as f64 / passed;
    let mut flows = vec![Flow::default(); steps];
    for span in spans.get(begun).unwrap_or_default().iter().step_by(one_in) {
        let Some(flow) = flows.get_mut(span.step) else { continue };
        match span.kind {
            SpanKind::Request | SpanKind::Question => continue,
            SpanKind::Outcome => {
                flow.heard_per_s += rate;
                continue;
            }
            SpanKind::Call | SpanKind::Delivery | SpanKind::Compensation => flow.rate_per_s += rate,
        }
        if span.outcome.is_bad() {
            flow.failed_per_s += rate;
        }
    }
    flows
}
