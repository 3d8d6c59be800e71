//! Dragging a bar along time: from pixels, or from a press of a key, to the times of its fault.
//!
//! Times are decimal seconds as they stand in the document. A drag snaps to half seconds, a finer one
//! and the keys to tenths; nothing begins before the run or is pushed beyond its end, and nothing
//! becomes shorter than one step. What lies beyond the end already may stay there.

use crate::charts::scale::Scale;
use crate::model::{Fault, Injection};
use crate::units::{Moment, Seconds};

/// When a fault begins and how long it lasts, in seconds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Times {
    /// When it begins.
    pub at_s: f64,
    /// How long it lasts.
    pub for_s: f64,
}

/// What of a bar is taken hold of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grip {
    /// All of it: it moves, and stays as long as it is.
    Whole,
    /// Its beginning: the end stays.
    Start,
    /// Its end: the beginning stays.
    End,
}

/// How finely times are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pace {
    /// To half a second.
    Half,
    /// To a tenth.
    Tenth,
}

/// A drag of less than this, in pixels, is a press.
pub const DRAG: f64 = 4.0;

/// How wide an end of a bar is, in pixels; at most a third of the bar.
const EDGE: f64 = 10.0;

impl Grip {
    /// What of a bar of this width lies so far from its left end, in pixels.
    #[must_use]
    pub fn at(across: f64, width: f64) -> Self {
        let edge = EDGE.min(width / 3.0);
        if across < edge {
            Self::Start
        } else if across > width - edge {
            Self::End
        } else {
            Self::Whole
        }
    }
}

impl Pace {
    const fn per_second(self) -> f64 {
        match self {
            Self::Half => 2.0,
            Self::Tenth => 10.0,
        }
    }

    /// The shortest time that is set, in seconds.
    const fn step(self) -> f64 {
        1.0 / self.per_second()
    }

    fn snapped(self, seconds: f64) -> f64 {
        libm::round(seconds * self.per_second()) / self.per_second()
    }

    /// The last time that is not after this one.
    fn before(self, seconds: f64) -> f64 {
        // A rounding error must not cost a whole step.
        libm::floor(seconds * self.per_second() + 1e-6) / self.per_second()
    }
}

impl Times {
    /// Those of a fault.
    #[must_use]
    pub fn of(fault: &Fault) -> Self {
        let (at, length) = fault.when();
        Self { at_s: at.get(), for_s: length.get() }
    }

    /// A fault at these times.
    #[must_use]
    pub fn set(self, fault: &Fault) -> Fault {
        fault.clone().timed(Seconds::clamped(self.at_s), Seconds::clamped(self.for_s))
    }

    /// After a drag by so many pixels on this scale of seconds, which ends with the run.
    #[must_use]
    pub fn dragged(self, grip: Grip, by: f64, scale: &Scale, pace: Pace) -> Self {
        let [_, end] = scale.domain();
        let by_s = scale.value(by) - scale.value(0.0);
        if by_s == 0.0 { self } else { self.shifted(grip, by_s, end, pace) }
    }

    /// After a press of a key that shifts by so many seconds, in a run that ends then.
    #[must_use]
    pub fn stepped(self, grip: Grip, by_s: f64, end_s: f64) -> Self {
        self.shifted(grip, by_s, end_s, Pace::Tenth)
    }

    fn shifted(self, grip: Grip, by_s: f64, end_s: f64, pace: Pace) -> Self {
        let until = self.at_s + self.for_s;
        let shortest = pace.step().min(self.for_s);
        // What is an instant has no ends.
        let grip = if self.for_s > 0.0 { grip } else { Grip::Whole };
        let times = match grip {
            Grip::Whole => {
                let last = pace.before(end_s - self.for_s).max(self.at_s);
                let at_s = pace.snapped(self.at_s + by_s).min(last).max(0.0);
                Self { at_s, ..self }
            }
            Grip::Start => {
                let at_s = pace.snapped(self.at_s + by_s).min(until - shortest).max(0.0);
                Self { at_s, for_s: until - at_s }
            }
            Grip::End => {
                let last = pace.before(end_s).max(until);
                let until = pace.snapped(until + by_s).min(last).max(self.at_s + shortest);
                Self { for_s: until - self.at_s, ..self }
            }
        };
        // A document takes decimals, and 9.999999999999998 is none that anybody wrote.
        Self { at_s: microseconds(times.at_s), for_s: microseconds(times.for_s) }
    }
}

fn microseconds(seconds: f64) -> f64 {
    libm::round(seconds * 1e6) / 1e6
}

/// The first moment from which something can go wrong without changing what was played: this one, to the next
/// tenth; the start where a run of this length is over by then; early enough to be seen whole where requests
/// arrive no longer than so.
#[must_use]
pub fn begins(now_s: f64, end_s: f64, arrivals_end_s: f64) -> Seconds {
    let next = libm::ceil(now_s * 10.0 - 1e-6) / 10.0;
    let [now, arrivals_end] = [next, arrivals_end_s].map(Moment::from_seconds);
    let early = Injection::early_enough(now, arrivals_end).as_seconds();
    Seconds::clamped(if next < end_s { early } else { 0.0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A run of 100 s on 400 pixels: four pixels a second.
    const SCALE: Scale = Scale::new([0.0, 100.0], [0.0, 400.0]);

    fn times(at_s: f64, for_s: f64) -> Times {
        Times { at_s, for_s }
    }

    #[test]
    fn a_bar_is_moved_by_half_seconds_and_more_finely_by_tenths() {
        let bar = times(20.0, 10.0);
        for (by, half, tenth) in [
            (0.0, 20.0, 20.0),
            (8.0, 22.0, 22.0),
            (9.0, 22.5, 22.3),
            (10.7, 22.5, 22.7),
            (-30.0, 12.5, 12.5),
            (-400.0, 0.0, 0.0),
            (900.0, 90.0, 90.0),
        ] {
            assert_eq!(bar.dragged(Grip::Whole, by, &SCALE, Pace::Half), times(half, 10.0), "{by}");
            assert_eq!(
                bar.dragged(Grip::Whole, by, &SCALE, Pace::Tenth),
                times(tenth, 10.0),
                "{by}"
            );
        }
    }

    #[test]
    fn a_bar_is_stretched_at_either_end_and_keeps_the_other() {
        let bar = times(20.0, 10.0);
        let start = |by| bar.dragged(Grip::Start, by, &SCALE, Pace::Half);
        assert_eq!(start(-20.0), times(15.0, 15.0));
        assert_eq!(start(-400.0), times(0.0, 30.0));
        assert_eq!(start(400.0), times(29.5, 0.5));
        let end = |by| bar.dragged(Grip::End, by, &SCALE, Pace::Half);
        assert_eq!(end(20.0), times(20.0, 15.0));
        assert_eq!(end(900.0), times(20.0, 80.0));
        assert_eq!(end(-400.0), times(20.0, 0.5));
        assert_eq!(bar.dragged(Grip::End, -400.0, &SCALE, Pace::Tenth), times(20.0, 0.1));
    }

    #[test]
    fn an_instant_moves_and_has_no_ends() {
        let instant = times(20.0, 0.0);
        for grip in [Grip::Whole, Grip::Start, Grip::End] {
            assert_eq!(instant.dragged(grip, 20.0, &SCALE, Pace::Half), times(25.0, 0.0));
        }
    }

    #[test]
    fn what_was_not_round_snaps_and_what_lay_beyond_the_end_may_stay() {
        // The run of 61.234 s ends between two steps: the last that fits is taken.
        let scale = Scale::new([0.0, 61.234], [0.0, 612.34]);
        let odd = times(3.217, 2.0);
        assert_eq!(odd.dragged(Grip::Whole, 10.0, &scale, Pace::Half), times(4.0, 2.0));
        assert_eq!(odd.dragged(Grip::Whole, 900.0, &scale, Pace::Half), times(59.0, 2.0));
        assert_eq!(odd.dragged(Grip::End, 900.0, &scale, Pace::Half), times(3.217, 57.783));
        // One of a run that was longer once: it is not pulled in, and not pushed further out.
        let beyond = times(60.0, 30.0);
        assert_eq!(beyond.dragged(Grip::Whole, 50.0, &scale, Pace::Half), times(60.0, 30.0));
        assert_eq!(beyond.dragged(Grip::Whole, -50.0, &scale, Pace::Half), times(55.0, 30.0));
        assert_eq!(beyond.dragged(Grip::End, -300.0, &scale, Pace::Half), times(60.0, 0.5));
        // One that is shorter than a step may stay so.
        let short = times(10.0, 0.02);
        assert_eq!(short.dragged(Grip::End, -8.0, &scale, Pace::Half), short);
    }

    #[test]
    fn a_key_shifts_by_seconds_or_tenths() {
        let bar = times(20.0, 10.0);
        assert_eq!(bar.stepped(Grip::Whole, 1.0, 100.0), times(21.0, 10.0));
        assert_eq!(bar.stepped(Grip::Whole, -0.1, 100.0), times(19.9, 10.0));
        assert_eq!(bar.stepped(Grip::End, -1.0, 100.0), times(20.0, 9.0));
        let thrice = (0..3).fold(bar, |it, _| it.stepped(Grip::End, 0.1, 100.0));
        assert_eq!(thrice, times(20.0, 10.3), "tenths add up to decimals");
        assert_eq!(times(0.4, 1.0).stepped(Grip::Whole, -1.0, 100.0), times(0.0, 1.0));
        assert_eq!(times(0.4, 1.0).stepped(Grip::End, -5.0, 100.0), times(0.4, 0.1));
    }

    #[test]
    fn the_ends_of_a_bar_are_taken_hold_of_near_its_edges() {
        for (across, width, grip) in [
            (0.0, 100.0, Grip::Start),
            (9.0, 100.0, Grip::Start),
            (11.0, 100.0, Grip::Whole),
            (95.0, 100.0, Grip::End),
            (7.0, 24.0, Grip::Start),
            (12.0, 24.0, Grip::Whole),
            (17.0, 24.0, Grip::End),
        ] {
            assert_eq!(Grip::at(across, width), grip, "{across} of {width}");
        }
    }

    #[test]
    fn what_begins_now_begins_with_the_next_tenth_or_after_the_end_at_the_start() {
        for (now, begin) in [(0.0, 0.0), (5.0, 5.0), (5.03, 5.1), (59.95, 0.0), (70.0, 0.0)] {
            assert_eq!(begins(now, 60.0, 70.0), Seconds::clamped(begin), "{now}");
        }
        // Nothing arrives after 50 s, and what goes wrong goes wrong for ten.
        for (now, begin) in [(40.0, 40.0), (40.1, 30.0), (59.0, 30.0), (70.0, 0.0)] {
            assert_eq!(begins(now, 60.0, 50.0), Seconds::clamped(begin), "{now}");
        }
        assert_eq!(begins(3.0, 12.0, 11.0), Seconds::clamped(0.0), "a short run");
    }
}
