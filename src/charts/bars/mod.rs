//! What goes wrong and when, as bars along time: those that overlap lie under one another.
//!
//! [`drag`] is how they are moved and stretched.

pub mod drag;

use super::scale::Scale;
use crate::model::{Fault, Period, Scenario, ServiceId};
use crate::units::Duration;
use crate::wording::words;

/// A fault as a bar.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// Where it begins, in pixels.
    pub left: f64,
    /// How long it is, in pixels.
    pub width: f64,
    /// In which lane it lies, from 0.
    pub lane: u32,
    /// Whether it is an instant: it moves, and has no ends.
    pub is_instant: bool,
    /// What stands on it, with its time; on an instant, a sign.
    pub text: String,
    /// The same in words.
    pub spoken: String,
    /// The service it is on, if it is on one.
    pub service: Option<ServiceId>,
}

/// A bar is at least so long, in pixels: one that cannot be seen cannot be pressed.
const SHORTEST: f64 = 24.0;

impl Bar {
    /// A fault of a scenario as a bar in a lane, on this scale of seconds.
    #[must_use]
    pub fn new(scenario: &Scenario, fault: &Fault, scale: &Scale, lane: u32) -> Self {
        let [_, last] = scale.domain();
        let [_, right_most] = scale.range();
        let (at, length) = fault.when();
        let right = scale.at((at.get() + length.get()).min(last));
        // The last ones stay on the scale.
        let left = scale.at(at.get().min(last)).min(right_most - SHORTEST).max(0.0);
        let text = format!("{}, {}", words::named(scenario, fault), words::when(fault));
        Self {
            left,
            width: (right - left).max(SHORTEST),
            lane,
            is_instant: fault.for_s.is_none(),
            spoken: text.clone(),
            // An instant has room for no words.
            text: if fault.for_s.is_none() { "↻".to_owned() } else { text },
            service: fault.service(),
        }
    }
}

/// The faults of a scenario as bars, in its order, on this scale of seconds.
#[must_use]
pub fn bars(scenario: &Scenario, scale: &Scale) -> Vec<Bar> {
    let periods: Vec<Period> = scenario.faults.iter().map(place_of).collect();
    (scenario.faults.iter().zip(lanes(&periods)))
        .map(|(fault, lane)| Bar::new(scenario, fault, scale, lane))
        .collect()
}

/// What a fault takes of its lane: an instant no more than that, but not nothing.
fn place_of(fault: &Fault) -> Period {
    let Period { start, end } = fault.period();
    Period { start, end: end.max(start + Duration::from_micros(1)) }
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
    use crate::model::faults::BrokerOutage;
    use crate::testing::{s, shop};
    use crate::units::Moment;

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
        let scenario = shop([]).fault(Fault::new(BrokerOutage, s(15.0), s(60.0)));
        let bars = bars(&scenario, &Scale::new([0.0, 20.0], [0.0, 200.0]));
        assert_eq!((bars[0].left, bars[0].width), (150.0, 50.0));
        assert_eq!(bars[0].spoken, "Broker away, 15 s to 75 s");
        assert_eq!(bars[0].service, None);
    }

    #[test]
    fn a_bar_can_be_pressed_however_short_and_late_it_is() {
        let scenario = shop([]);
        let scale = Scale::new([0.0, 20.0], [0.0, 200.0]);
        for (at, left) in [(5.0, 50.0), (19.9, 176.0), (90.0, 176.0)] {
            let (at_s, for_s) = (s(at), s(0.1));
            let bar = Bar::new(&scenario, &Fault::new(BrokerOutage, at_s, for_s), &scale, 2);
            assert_eq!((bar.left, bar.width, bar.lane), (left, 24.0, 2), "{at}");
        }
    }
}
