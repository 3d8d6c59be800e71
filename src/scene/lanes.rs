//! Lanes for what lies along time: things that overlap lie under one another.

use crate::model::Period;

/// The lane of each period, from 0: the first in which it overlaps nothing that came before it in the list.
#[must_use]
pub fn lanes(periods: &[Period]) -> Vec<u32> {
    let mut placed: Vec<(Period, u32)> = Vec::with_capacity(periods.len());
    for &period in periods {
        let taken = |lane: u32| {
            placed.iter().any(|&(other, of)| {
                of == lane && period.start < other.end && other.start < period.end
            })
        };
        // One lane more than there are periods before it is always free.
        let lane = (0..u32::MAX).find(|&lane| !taken(lane)).unwrap_or(0);
        placed.push((period, lane));
    }
    placed.into_iter().map(|(_, lane)| lane).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
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
}
