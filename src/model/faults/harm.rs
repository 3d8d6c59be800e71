//! What a fault does to a run: the few terms that kinds are made of and that the engine knows.

use super::{CrashBehaviour, Replayed};
use crate::model::{ServiceId, StepId};
use crate::units::{Factor, Ratio};

/// One thing that a fault does to a run, from its beginning until just before its end. Of one fault
/// there may be several, and several at the same place combine as each says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Harm<'a> {
    /// A service is down: what it worked on and its queue are lost when it begins; topics are not.
    Down {
        /// Which service.
        service: &'a ServiceId,
        /// What becomes of calls meanwhile; where several say so, they are never answered.
        calls: CrashBehaviour,
    },
    /// Work that starts inside takes so many times as long; several multiply.
    Slower {
        /// Which service.
        service: &'a ServiceId,
        /// How many times as long; more than 0.
        factor: Factor,
    },
    /// A share of the work that starts inside fails, each for itself, on top of the step's own.
    Failing {
        /// Which service.
        service: &'a ServiceId,
        /// The share.
        ratio: Ratio,
    },
    /// Messages between two services vanish, both ways.
    Cut {
        /// Which two.
        between: &'a [ServiceId; 2],
    },
    /// The broker takes and delivers nothing.
    BrokerAway,
    /// So many times as many requests arrive; several multiply. Not in a closed loop, whose users come
    /// back after their answers.
    Traffic {
        /// How many times as many.
        factor: Factor,
    },
    /// One event in so many, of those published inside, fails every attempt; of several at one step the
    /// first counts.
    Poison {
        /// Which step's events.
        step: &'a StepId,
        /// One in so many; at least 1.
        one_in: u32,
    },
    /// At its beginning what a topic keeps is put behind what waits there, and delivered once more.
    Replay {
        /// Which step's topic.
        step: &'a StepId,
        /// All of it, or the dead letters alone.
        what: Replayed,
    },
}
