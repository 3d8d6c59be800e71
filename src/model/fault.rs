//! Faults: what goes wrong, where, and for how long.

use schemars::JsonSchema;

use super::field::{kinds, words};
use super::{ServiceId, StepId};
use crate::units::{Duration, Factor, Moment, Ratio, Seconds};

/// Something that goes wrong for a while, from `at_s` for `for_s` seconds.
#[derive(Debug, Clone, PartialEq, JsonSchema)]
#[schemars(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Fault {
    /// A service is down: what it worked on and its queue are lost; topics are not.
    Crash {
        /// Which service.
        service: ServiceId,
        /// What it does to calls while it is down.
        #[schemars(default)]
        behaviour: CrashBehaviour,
        /// When it begins.
        at_s: Seconds,
        /// How long it lasts.
        for_s: Seconds,
    },
    /// Work that starts inside takes so many times as long.
    Slowdown {
        /// Which service.
        service: ServiceId,
        /// How many times as long; more than 0.
        #[schemars(extend("exclusiveMinimum" = 0))]
        factor: Factor,
        /// When it begins.
        at_s: Seconds,
        /// How long it lasts.
        for_s: Seconds,
    },
    /// A share of the work that starts inside fails, on top of the step's own error ratio.
    Errors {
        /// Which service.
        service: ServiceId,
        /// The share.
        ratio: Ratio,
        /// When it begins.
        at_s: Seconds,
        /// How long it lasts.
        for_s: Seconds,
    },
    /// Messages between two services vanish; callers wait for their timeouts.
    Partition {
        /// Which two.
        between: [ServiceId; 2],
        /// When it begins.
        at_s: Seconds,
        /// How long it lasts.
        for_s: Seconds,
    },
    /// The broker is away: outboxes hold their events, publishers without one lose theirs, nothing is delivered.
    BrokerOutage {
        /// When it begins.
        at_s: Seconds,
        /// How long it lasts.
        for_s: Seconds,
    },
    /// So many times as many requests arrive.
    TrafficSpike {
        /// How many times as many.
        factor: Factor,
        /// When it begins.
        at_s: Seconds,
        /// How long it lasts.
        for_s: Seconds,
    },
    /// One event in so many, of those published inside, fails every attempt of one step.
    Poison {
        /// Which step.
        step: StepId,
        /// One in so many; at least 1.
        #[schemars(range(min = 1))]
        one_in: u32,
        /// When it begins.
        at_s: Seconds,
        /// How long it lasts.
        for_s: Seconds,
    },
}

/// What a crashed service does to calls that arrive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, JsonSchema)]
#[schemars(rename_all = "kebab-case")]
pub enum CrashBehaviour {
    /// The connection is refused at once.
    #[default]
    Refuse,
    /// Nothing comes back: the caller waits for its timeout.
    Swallow,
}

kinds!(Fault, "kind" {
    "crash" => Crash { service: required, behaviour, at_s: vital, for_s: vital },
    "slowdown" => Slowdown { service: required, factor: vital, at_s: vital, for_s: vital },
    "errors" => Errors { service: required, ratio: vital, at_s: vital, for_s: vital },
    "partition" => Partition { between: vital, at_s: vital, for_s: vital },
    "broker-outage" => BrokerOutage { at_s: vital, for_s: vital },
    "traffic-spike" => TrafficSpike { factor: vital, at_s: vital, for_s: vital },
    "poison" => Poison { step: vital, one_in: vital, at_s: vital, for_s: vital },
});

words!(CrashBehaviour { "refuse" => Refuse, "swallow" => Swallow });

impl Default for Fault {
    /// One that changes nothing.
    fn default() -> Self {
        Self::BrokerOutage { at_s: Seconds::default(), for_s: Seconds::default() }
    }
}

/// When a fault is there: from `start` until just before `end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// The first moment of it.
    pub start: Moment,
    /// The first moment after it.
    pub end: Moment,
}

impl Period {
    /// Whether the moment lies inside.
    #[must_use]
    pub fn contains(self, moment: Moment) -> bool {
        self.start <= moment && moment < self.end
    }
}

impl Fault {
    /// When it begins and how long it lasts, in seconds.
    #[must_use]
    pub fn when(&self) -> (Seconds, Seconds) {
        match self {
            Self::Crash { at_s, for_s, .. }
            | Self::Slowdown { at_s, for_s, .. }
            | Self::Errors { at_s, for_s, .. }
            | Self::Partition { at_s, for_s, .. }
            | Self::BrokerOutage { at_s, for_s }
            | Self::TrafficSpike { at_s, for_s, .. }
            | Self::Poison { at_s, for_s, .. } => (*at_s, *for_s),
        }
    }

    /// The same fault at another time: from `begins` for `lasts`.
    #[must_use]
    pub fn timed(mut self, begins: Seconds, lasts: Seconds) -> Self {
        match &mut self {
            Self::Crash { at_s, for_s, .. }
            | Self::Slowdown { at_s, for_s, .. }
            | Self::Errors { at_s, for_s, .. }
            | Self::Partition { at_s, for_s, .. }
            | Self::BrokerOutage { at_s, for_s }
            | Self::TrafficSpike { at_s, for_s, .. }
            | Self::Poison { at_s, for_s, .. } => (*at_s, *for_s) = (begins, lasts),
        }
        self
    }

    /// The same fault, of another length.
    #[must_use]
    pub fn lasting(self, length: Duration) -> Self {
        let (begins, _) = self.when();
        self.timed(begins, Seconds::clamped(length.as_seconds()))
    }

    /// The same as simulated time.
    #[must_use]
    pub fn period(&self) -> Period {
        let (at, length) = self.when();
        let start = Moment::START + at.duration();
        Period { start, end: start + length.duration() }
    }
}
