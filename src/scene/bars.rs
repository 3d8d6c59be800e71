//! What goes wrong and when, as bars along time: those that overlap lie under one another.

use super::chart::Scale;
use super::words;
use crate::model::{Fault, Period, Scenario, ServiceId};

/// A fault as a bar.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// Where it begins, in pixels.
    pub left: f64,
    /// How long it is, in pixels.
    pub width: f64,
    /// In which lane it lies, from 0.
    pub lane: u32,
    /// What stands on it.
    pub text: String,
    /// The same with its time.
    pub spoken: String,
    /// The service it is on, if it is on one.
    pub service: Option<ServiceId>,
}

/// A bar is at least so long, in pixels: one that cannot be seen cannot be pressed.
const SHORTEST: f64 = 10.0;

/// The faults of a scenario as bars, in its order, on this scale of seconds.
#[must_use]
pub fn bars(scenario: &Scenario, scale: &Scale) -> Vec<Bar> {
    let [_, last] = scale.domain();
    let periods: Vec<Period> = scenario.faults.iter().map(Fault::period).collect();
    scenario
        .faults
        .iter()
        .zip(lanes(&periods))
        .map(|(fault, lane)| {
            let (at, length) = fault.when();
            let left = scale.at(at.get().min(last));
            let right = scale.at((at.get() + length.get()).min(last));
            let text = words::named(scenario, fault);
            Bar {
                left,
                width: (right - left).max(SHORTEST),
                lane,
                spoken: format!("{text}, {}", words::when(fault)),
                text,
                service: words::service_of(fault).cloned(),
            }
        })
        .collect()
}

/// The lane of each period: the first in which it overlaps nothing that came before it in the list.
fn lanes(periods: &[Period]) -> Vec<u32> {
    let mut placed: Vec<(Period, u32)> = Vec::with_capacity(periods.len());
    for &period in periods {
        let taken = |lane: u32| {
            placed.iter().any(|&(other, of)| {
                of == lane && period.start < other.end && other.start < period.end
            })
        };
        let lane = placed
            .iter()
            .map(|&(_, lane)| lane)
            .max()
            .map_or(0, |last| (0..=last).find(|&lane| !taken(lane)).unwrap_or(last + 1));
        placed.push((period, lane));
    }
    placed.into_iter().map(|(_, lane)| lane).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Coordination;
    use crate::scene::fixture::scenario;
    use crate::units::{Moment, Seconds};

    fn period(start: f64, end: f64) -> Period {
        Period { start: Moment::from_seconds(start), end: Moment::from_seconds(end) }
    }

    #[test]
    fn what_overlaps_lies_in_different_lanes_and_what_only_touches_in_one() {
        let periods =
            [period(0.0, 10.0), period(5.0, 15.0), period(10.0, 20.0), period(12.0, 13.0)];
        assert_eq!(lanes(&periods), [0, 1, 0, 2]);
    }

    #[test]
    fn a_bar_ends_with_the_scale_and_says_when() {
        let mut scenario = scenario(Coordination::Orchestrated, vec![]);
        let (at_s, for_s) = (Seconds::clamped(15.0), Seconds::clamped(60.0));
        scenario.faults.push(Fault::BrokerOutage { at_s, for_s });
        let bars = bars(&scenario, &Scale::new([0.0, 20.0], [0.0, 200.0]));
        assert_eq!((bars[0].left, bars[0].width), (150.0, 50.0));
        assert_eq!(bars[0].spoken, "Broker away, 15 s to 75 s");
        assert_eq!(bars[0].service, None);
    }
}
