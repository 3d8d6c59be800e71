//! What a person lets go wrong at a service with one act.

use super::faults::{Crash, Slowdown};
use super::{Fault, FaultKind, ServiceId};
use crate::units::{Duration, Moment, Seconds};

/// What a person can let go wrong at a service with one act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Injection {
    /// Its work takes [`Injection::SLOWDOWN`] times as long.
    Slow,
    /// It is down and refuses calls.
    Crash,
}

impl Injection {
    /// All.
    pub const ALL: [Self; 2] = [Self::Slow, Self::Crash];

    /// How long it lasts.
    pub const LASTS: Duration = Duration::from_micros(10_000_000);

    /// How many times as long work takes.
    pub const SLOWDOWN: f64 = Slowdown::FACTOR;

    /// From when on something goes wrong that is to begin at a moment: then, or where requests arrive for a shorter
    /// time than it lasts, so much earlier that they meet all of it, and what follows.
    #[must_use]
    pub fn early_enough(now: Moment, arrivals_end: Moment) -> Moment {
        if now + Self::LASTS <= arrivals_end {
            return now;
        }
        let twice = Self::LASTS.as_micros().saturating_mul(2);
        now.min(Moment::from_micros(arrivals_end.as_micros().saturating_sub(twice)))
    }

    /// What goes wrong at a service.
    #[must_use]
    pub fn what(self, service: &ServiceId) -> FaultKind {
        match self {
            Self::Slow => Slowdown::of(service.clone()).into(),
            Self::Crash => Crash::refusing(service.clone()).into(),
        }
    }

    /// As a fault of a scenario, from a moment on.
    #[must_use]
    pub fn fault(self, service: &ServiceId, from: Moment) -> Fault {
        let at_s = Seconds::clamped(from.as_seconds());
        Fault::new(self.what(service), at_s, Seconds::clamped(Self::LASTS.as_seconds()))
    }
}

impl Injection {
    /// As one word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Slow => "slow",
            Self::Crash => "crash",
        }
    }

    /// The one of this word.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.word() == word)
    }
}
