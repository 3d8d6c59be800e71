//! Faults: what goes wrong, where, and for how long.

use deserr::Deserr;
use schemars::JsonSchema;
use serde::Serialize;

use super::misreading::Misreadings;
use super::{ServiceId, StepId};
use crate::units::{Factor, Moment, Ratio, Seconds};

/// Something that goes wrong for a while, from `at_s` for `for_s` seconds.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema, Deserr)]
#[serde(tag = "kind", rename_all = "kebab-case")]
#[deserr(tag = "kind", deny_unknown_fields, error = Misreadings)]
#[schemars(deny_unknown_fields)]
pub enum Fault {
    /// A service is down: what it worked on and its queue are lost; topics are not.
    #[deserr(rename = "crash")]
    Crash {
        /// Which service.
        service: ServiceId,
        /// What it does to calls while it is down.
        #[deserr(default)]
        #[schemars(default)]
        behaviour: CrashBehaviour,
        /// When it begins.
        at_s: Seconds,
        /// How long it lasts.
        for_s: Seconds,
    },
    /// Work that starts inside takes so many times as long.
    #[deserr(rename = "slowdown")]
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
    #[deserr(rename = "errors")]
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
    #[deserr(rename = "partition")]
    Partition {
        /// Which two.
        // Through a pair: deserr names the first of an array for each of them (0.6.4).
        #[deserr(from((ServiceId, ServiceId)) = <[ServiceId; 2]>::from)]
        between: [ServiceId; 2],
        /// When it begins.
        at_s: Seconds,
        /// How long it lasts.
        for_s: Seconds,
    },
    /// The broker is away: outboxes hold their events, publishers without one lose theirs, nothing is delivered.
    #[deserr(rename = "broker-outage")]
    BrokerOutage {
        /// When it begins.
        at_s: Seconds,
        /// How long it lasts.
        for_s: Seconds,
    },
    /// So many times as many requests arrive.
    #[deserr(rename = "traffic-spike")]
    TrafficSpike {
        /// How many times as many.
        factor: Factor,
        /// When it begins.
        at_s: Seconds,
        /// How long it lasts.
        for_s: Seconds,
    },
    /// One event in so many, of those published inside, fails every attempt of one step.
    #[deserr(rename = "poison")]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema, Deserr)]
#[serde(rename_all = "kebab-case")]
#[deserr(error = Misreadings)]
pub enum CrashBehaviour {
    /// The connection is refused at once.
    #[default]
    #[deserr(rename = "refuse")]
    Refuse,
    /// Nothing comes back: the caller waits for its timeout.
    #[deserr(rename = "swallow")]
    Swallow,
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

    /// The same as simulated time.
    #[must_use]
    pub fn period(&self) -> Period {
        let (at, length) = self.when();
        let start = Moment::START + at.duration();
        Period { start, end: start + length.duration() }
    }
}
