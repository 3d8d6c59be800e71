//! What goes wrong, prepared for running: the harms of the faults, by indices and in microseconds.

use super::indices::Indices;
use crate::model::faults::{CrashBehaviour, Replayed};
use crate::model::{Fault, Harm};

/// One thing that goes wrong, from a moment until just before another one.
#[derive(Debug, Clone, Copy)]
pub(super) struct HarmPlan {
    pub start: u64,
    pub end: u64,
    pub what: PlannedHarm,
}

/// A [`Harm`] by indices.
#[derive(Debug, Clone, Copy)]
pub(super) enum PlannedHarm {
    Down {
        service: usize,
        swallows: bool,
    },
    Slower {
        service: usize,
        factor: f64,
    },
    Failing {
        service: usize,
        ratio: f64,
    },
    Cut {
        between: (usize, usize),
    },
    BrokerAway,
    /// Already part of the rates.
    Traffic,
    Poison {
        step: usize,
        one_in: u32,
    },
    Replay {
        step: usize,
        what: Replayed,
    },
}

/// What a fault does, one after the other.
pub(super) fn planned(fault: &Fault, index: &Indices<'_>) -> Vec<HarmPlan> {
    let period = fault.period();
    let one = |harm| HarmPlan {
        start: period.start.as_micros(),
        end: period.end.as_micros(),
        what: match harm {
            Harm::Down { service, calls } => PlannedHarm::Down {
                service: index.service(service),
                swallows: calls == CrashBehaviour::Swallow,
            },
            Harm::Slower { service, factor } => {
                PlannedHarm::Slower { service: index.service(service), factor: factor.get() }
            }
            Harm::Failing { service, ratio } => {
                PlannedHarm::Failing { service: index.service(service), ratio: ratio.get() }
            }
            Harm::Cut { between: [one, other] } => {
                PlannedHarm::Cut { between: (index.service(one), index.service(other)) }
            }
            Harm::BrokerAway => PlannedHarm::BrokerAway,
            Harm::Traffic { .. } => PlannedHarm::Traffic,
            Harm::Poison { step, one_in } => PlannedHarm::Poison { step: index.step(step), one_in },
            Harm::Replay { step, what } => PlannedHarm::Replay { step: index.step(step), what },
        },
    };
    fault.what.harms().into_iter().map(one).collect()
}
