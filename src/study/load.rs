//! What a topic has to carry, from a report of its design.

use crate::engine::Report;
use crate::model::{Scenario, Step};
use crate::units::Milliseconds;
use crate::verdict::Load;

/// The size of an event of which the document does not say it, in bytes.
const ASSUMED_BYTES: f64 = 1_000.0;

/// How long an outcome may take of which nobody has said it, in milliseconds.
const ASSUMED_TOLERANCE_MS: f64 = 3_600_000.0;

/// What is wished for, and what it costs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Prices {
    /// How long consumers may be away and still catch up, in hours.
    pub recovery_h: f64,
    /// The price of a million events, in any currency.
    pub per_million: f64,
    /// The price of a gigabyte kept for a month, in the same currency.
    pub per_gb_month: f64,
}

/// The load of the topic of a step that reacts to an event; nothing for a step that is called.
#[must_use]
#[allow(clippy::cast_precision_loss)] // counts below 2^53
pub fn load(scenario: &Scenario, report: &Report, step: &Step, prices: Prices) -> Option<Load> {
    let topic = report.topics.get(step.id.as_str())?;
    let seconds = scenario.workload.duration_s.get() * f64::from(report.replications.max(1));
    let peak = scenario.workload.profile.iter().map(|point| point.factor.get()).fold(1.0, f64::max);
    let bytes = step.event.as_ref().and_then(|event| event.message_bytes);
    Some(Load {
        events_per_s: topic.published as f64 / seconds,
        peak_factor: peak,
        message_bytes: bytes.map_or(ASSUMED_BYTES, f64::from),
        work_ms: step.work.mean_ms(),
        dead_ratio: topic.dead as f64 / (topic.published.max(1)) as f64,
        recovery_h: prices.recovery_h,
        tolerance_ms: step.business.tolerance_ms.map_or(ASSUMED_TOLERANCE_MS, Milliseconds::get),
        price_per_million: prices.per_million,
        price_per_gb_month: prices.per_gb_month,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Extent, simulate};
    use crate::model::ProfilePoint;
    use crate::testing::{factor, s, scenario, step};

    #[test]
    fn a_topic_carries_what_was_published_to_it() {
        let mut tell = step("tell").on("mail").reacts_to("OrderPlaced").works_ms(240.0);
        tell.event.as_mut().unwrap().message_bytes = Some(900);
        let mut scenario = scenario([tell]).workers(8).steady().rate(10.0).lasts_s(20.0);
        scenario.workload.profile = [(0.0, 1.0), (10.0, 2.0)]
            .map(|(at, times)| ProfilePoint { at_s: s(at), factor: factor(times) })
            .to_vec();
        let design = scenario.design();
        let report = simulate(&design, Extent { first: 0, replications: 2 });
        let prices = Prices { recovery_h: 24.0, per_million: 1.0, per_gb_month: 0.1 };
        let step = &design.process.steps[0];
        let load = load(&design, &report, step, prices).unwrap();
        // Ten a second for ten seconds, then twenty: 15 on average.
        assert!((load.events_per_s - 15.0).abs() < 0.1, "{}", load.events_per_s);
        let found = [load.peak_factor, load.message_bytes, load.work_ms, load.dead_ratio];
        for (found, expected) in found.into_iter().zip([2.0, 900.0, 240.0, 0.0]) {
            assert!((found - expected).abs() < 1e-9, "{found} {expected}");
        }
        assert!((load.tolerance_ms - ASSUMED_TOLERANCE_MS).abs() < 1e-9);
        let mut called = step.clone();
        called.id = "nobody".into();
        assert_eq!(super::load(&design, &report, &called, prices), None);
    }
}
