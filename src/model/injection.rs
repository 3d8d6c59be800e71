//! What a person lets go wrong at a service with one act.

use super::{CrashBehaviour, Fault, ServiceId};
use crate::units::{Duration, Factor, Moment, Seconds};

/// What a person can let go wrong at a service with one act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Injection {
    /// Its work takes [`Injection::SLOWDOWN`] times as long.
    Slow,
    /// It is down and refuses calls.
    Crash,
}

impl Injection {
    /// How long it lasts.
    pub const LASTS: Duration = Duration::from_micros(10_000_000);

    /// How many times as long work takes.
    pub const SLOWDOWN: f64 = 5.0;

    /// As a fault of a scenario, from a moment on.
    #[must_use]
    pub fn fault(self, service: &ServiceId, from: Moment) -> Fault {
        let service = service.clone();
        let at_s = Seconds::clamped(from.as_seconds());
        let for_s = Seconds::clamped(Self::LASTS.as_seconds());
        match self {
            Self::Slow => {
                Fault::Slowdown { service, factor: Factor::clamped(Self::SLOWDOWN), at_s, for_s }
            }
            Self::Crash => Fault::Crash { service, behaviour: CrashBehaviour::Refuse, at_s, for_s },
        }
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
        [Self::Slow, Self::Crash].into_iter().find(|it| it.word() == word)
    }
}
