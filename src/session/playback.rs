//! Playing a recording: the moment, the speed, and how real time moves the one by the other.

use crate::scene::Presentation;
use crate::units::{Duration, Moment};

/// Where in the recording, and how it goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Playback {
    /// The moment that is shown.
    pub moment: Moment,
    /// How quickly it moves on.
    pub speed: Speed,
    /// Whether it does.
    pub state: PlayState,
}

/// Whether the moment moves on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum PlayState {
    /// It does.
    #[default]
    Playing,
    /// It rests.
    Paused,
    /// It has reached the end of the recording.
    Ended,
}

/// How quickly simulated time passes, one of [`Speed::ALL`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Speed {
    numerator: u64,
    denominator: u64,
}

impl Default for Speed {
    fn default() -> Self {
        Self::TRUE
    }
}

impl Speed {
    /// Simulated time passes as real time does.
    pub const TRUE: Self = Self { numerator: 1, denominator: 1 };

    /// Every speed, from the slowest to the quickest.
    pub const ALL: [Self; 20] = [
        Self { numerator: 1, denominator: 500 },
        Self { numerator: 1, denominator: 200 },
        Self { numerator: 1, denominator: 100 },
        Self { numerator: 1, denominator: 50 },
        Self { numerator: 1, denominator: 20 },
        Self { numerator: 1, denominator: 10 },
        Self { numerator: 1, denominator: 4 },
        Self { numerator: 1, denominator: 2 },
        Self::TRUE,
        Self { numerator: 2, denominator: 1 },
        Self { numerator: 5, denominator: 1 },
        Self { numerator: 10, denominator: 1 },
        Self { numerator: 20, denominator: 1 },
        Self { numerator: 50, denominator: 1 },
        Self { numerator: 100, denominator: 1 },
        Self { numerator: 200, denominator: 1 },
        Self { numerator: 500, denominator: 1 },
        Self { numerator: 1_000, denominator: 1 },
        Self { numerator: 2_000, denominator: 1 },
        Self { numerator: 5_000, denominator: 1 },
    ];

    /// Simulated seconds in a real one.
    #[must_use]
    pub fn factor(self) -> f64 {
        self.over(Duration::from_micros(1_000_000)).as_seconds()
    }

    /// How it is written: "1/20 ×", "5 ×".
    #[must_use]
    pub fn label(self) -> String {
        if self.denominator == 1 {
            format!("{} ×", self.numerator)
        } else {
            format!("{}/{} ×", self.numerator, self.denominator)
        }
    }

    /// How much simulated time passes in this much real time, rounded down to the microsecond.
    #[must_use]
    pub const fn over(self, real: Duration) -> Duration {
        Duration::from_micros(real.as_micros().saturating_mul(self.numerator) / self.denominator)
    }

    /// The next higher speed; the highest itself.
    #[must_use]
    pub fn faster(self) -> Self {
        Self::ALL.into_iter().find(|speed| speed.is_above(self)).unwrap_or(self)
    }

    /// The next lower speed; the lowest itself.
    #[must_use]
    pub fn slower(self) -> Self {
        Self::ALL.into_iter().rev().find(|speed| self.is_above(*speed)).unwrap_or(self)
    }

    /// The highest at which a message that truly takes so long is drawn in its true time, so that an answer is
    /// seen to come before what follows it leaves; where nothing takes any time, a tenth of the true speed.
    #[must_use]
    pub fn that_shows(travel: Duration) -> Self {
        let is_true = |speed: &Self| speed.over(Playback::TRAVEL) <= travel;
        let slow = Self::ALL.into_iter().rev().filter(|speed| !speed.is_above(Self::TRUE));
        match travel {
            Duration::ZERO => Self { numerator: 1, denominator: 10 },
            _ => slow.into_iter().find(is_true).unwrap_or(Self::ALL[0]),
        }
    }

    const fn is_above(self, other: Self) -> bool {
        self.numerator * other.denominator > other.numerator * self.denominator
    }
}

impl Playback {
    /// The most real time that one tick may pass: a page that was hidden does not jump.
    pub const LONGEST_TICK: Duration = Duration::from_micros(250_000);

    /// How long a message is to be seen on its way, in real time.
    const TRAVEL: Duration = Duration::from_micros(350_000);

    /// How long what went wrong is to be seen, in real time.
    const EFFECT: Duration = Duration::from_micros(400_000);

    /// Up to this speed messages are seen one by one; above it they become flows.
    const SINGLE: Speed = Speed { numerator: 20, denominator: 1 };

    /// What the eye needs at this speed, for [`IndexedRecording::frame`](crate::scene::IndexedRecording::frame).
    #[must_use]
    pub const fn presentation(&self) -> Presentation {
        Presentation {
            min_travel: self.speed.over(Self::TRAVEL),
            effect: self.speed.over(Self::EFFECT),
            most_tokens: 3_000,
            flow: if self.speed.is_above(Self::SINGLE) {
                Some(self.speed.over(Duration::from_micros(1_000_000)))
            } else {
                None
            },
        }
    }

    /// Lets real time pass, in a recording that ends at `end`.
    pub fn tick(&mut self, elapsed: Duration, end: Moment) {
        match self.state {
            PlayState::Playing => {
                let moment = self.moment + self.speed.over(elapsed.min(Self::LONGEST_TICK));
                self.moment = moment.min(end);
                if moment >= end {
                    self.state = PlayState::Ended;
                }
            }
            PlayState::Paused | PlayState::Ended => {}
        }
    }

    /// Plays on; from the start where it had ended.
    pub(super) fn play(&mut self) {
        match self.state {
            PlayState::Ended => self.restart(),
            PlayState::Playing | PlayState::Paused => self.state = PlayState::Playing,
        }
    }

    /// Stops where it is.
    pub(super) fn pause(&mut self) {
        match self.state {
            PlayState::Playing => self.state = PlayState::Paused,
            PlayState::Paused | PlayState::Ended => {}
        }
    }

    /// Plays or pauses, whichever it does not do now.
    pub(super) fn toggle(&mut self) {
        match self.state {
            PlayState::Playing => self.pause(),
            PlayState::Paused | PlayState::Ended => self.play(),
        }
    }

    /// Goes to the start, and plays.
    pub(super) fn restart(&mut self) {
        self.moment = Moment::START;
        self.state = PlayState::Playing;
    }

    /// Goes to a moment of a recording that ends at `end`, playing on if it played.
    pub(super) fn seek(&mut self, moment: Moment, end: Moment) {
        self.moment = moment.min(end);
        self.state = match self.state {
            _ if moment >= end => PlayState::Ended,
            PlayState::Playing => PlayState::Playing,
            PlayState::Paused | PlayState::Ended => PlayState::Paused,
        };
    }

    /// Stays where it is in a recording that is another one, and ends at `end`.
    pub(super) fn stay(&mut self, end: Moment) {
        self.seek(self.moment, end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const END: Moment = Moment::from_micros(60_000_000);

    const fn millis(milliseconds: u64) -> Duration {
        Duration::from_micros(milliseconds * 1_000)
    }

    fn at(seconds: f64, state: PlayState) -> Playback {
        Playback { moment: Moment::from_seconds(seconds), speed: Speed::TRUE, state }
    }

    #[test]
    fn c7_a_request_is_followed_at_a_speed_that_shows_its_messages_in_true_time() {
        for (travel_ms, label) in [
            (0.0, "1/10 ×"),
            (0.5, "1/500 ×"),
            (1.0, "1/500 ×"),
            (2.0, "1/200 ×"),
            (40.0, "1/10 ×"),
            (500.0, "1 ×"),
        ] {
            let travel = Duration::from_milliseconds(travel_ms);
            let speed = Speed::that_shows(travel);
            assert_eq!(speed.label(), label, "{travel_ms} ms");
            let drawn = Playback { speed, ..Playback::default() }.presentation().min_travel;
            assert!(travel_ms < 1.0 || drawn <= travel, "{travel_ms} ms");
        }
    }

    #[test]
    fn real_time_moves_the_moment_by_the_speed() {
        let mut playback = at(1.0, PlayState::Playing);
        playback.tick(millis(16), END);
        assert_eq!(playback.moment, Moment::from_micros(1_016_000));
        playback.speed = Speed::ALL[3];
        playback.tick(millis(100), END);
        assert_eq!(playback.moment, Moment::from_micros(1_018_000));
    }

    #[test]
    fn a_page_that_was_hidden_does_not_jump() {
        let mut playback = at(1.0, PlayState::Playing);
        playback.tick(Duration::from_seconds(3_600.0), END);
        assert_eq!(playback, at(1.25, PlayState::Playing));
    }

    #[test]
    fn it_stops_at_the_end_and_rests_where_it_is_paused() {
        let mut playback = at(59.9, PlayState::Playing);
        playback.tick(millis(200), END);
        assert_eq!(playback, at(60.0, PlayState::Ended));
        playback.tick(millis(200), END);
        assert_eq!(playback, at(60.0, PlayState::Ended));
        let mut paused = at(3.0, PlayState::Paused);
        paused.tick(millis(200), END);
        assert_eq!(paused, at(3.0, PlayState::Paused));
    }

    #[test]
    fn playing_after_the_end_begins_at_the_start() {
        let mut playback = at(60.0, PlayState::Ended);
        playback.toggle();
        assert_eq!(playback, at(0.0, PlayState::Playing));
        playback.toggle();
        assert_eq!(playback, at(0.0, PlayState::Paused));
        playback.toggle();
        assert_eq!(playback, at(0.0, PlayState::Playing));
    }

    #[test]
    fn seeking_keeps_playing_and_wakes_what_had_ended() {
        for (state, to, expected) in [
            (PlayState::Playing, 5.0, at(5.0, PlayState::Playing)),
            (PlayState::Paused, 5.0, at(5.0, PlayState::Paused)),
            (PlayState::Ended, 5.0, at(5.0, PlayState::Paused)),
            (PlayState::Playing, 99.0, at(60.0, PlayState::Ended)),
        ] {
            let mut playback = at(30.0, state);
            playback.seek(Moment::from_seconds(to), END);
            assert_eq!(playback, expected);
        }
    }

    #[test]
    fn speeds_go_one_step_at_a_time_and_stop_at_the_ends() {
        assert_eq!(Speed::TRUE.faster().label(), "2 ×");
        assert_eq!(Speed::TRUE.slower().label(), "1/2 ×");
        assert_eq!(Speed::ALL[0].slower(), Speed::ALL[0]);
        assert_eq!(Speed::ALL[19].faster(), Speed::ALL[19]);
        assert!(Speed::ALL.windows(2).all(|pair| pair[0].factor() < pair[1].factor()));
        assert!((Speed::ALL[4].factor() - 0.05).abs() < 1e-9);
    }

    #[test]
    fn messages_are_drawn_as_long_as_the_eye_needs_at_every_speed() {
        let slow = Playback { speed: Speed::ALL[3], ..Playback::default() };
        assert_eq!(slow.presentation().min_travel, millis(7));
        assert_eq!(Playback::default().presentation().min_travel, millis(350));
        let quick = |speed| Playback { speed, ..Playback::default() }.presentation().flow;
        assert_eq!(quick(Speed::ALL[12]), None);
        assert_eq!(quick(Speed::ALL[13]), Some(Duration::from_seconds(50.0)));
    }
}
