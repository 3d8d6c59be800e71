//! Access: who may publish and who may read each event, with credentials that allow no more (source 001).

use serde::Serialize;

use crate::model::{Scenario, ServiceId};

use super::judged::Judged;

/// Who needs an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Access {
    /// Its name.
    pub event: String,
    /// The services that may publish it.
    pub publishers: Vec<ServiceId>,
    /// The services that may read it.
    pub readers: Vec<ServiceId>,
}

/// Who needs each event of a design as it stands, by its name.
pub(super) fn access(design: &Judged<'_>) -> Vec<Access> {
    let sorted = |mut services: Vec<ServiceId>| {
        services.sort_unstable();
        services.dedup();
        services
    };
    (design.topics().into_iter())
        .map(|(event, steps)| Access {
            event,
            publishers: sorted(steps.iter().flat_map(|&step| publishers(design, step)).collect()),
            readers: sorted(
                steps.iter().filter_map(|&it| Some(design.step(it)?.service.clone())).collect(),
            ),
        })
        .collect()
}

/// Whichever step before ends last publishes, so each may; the entry where there is none.
fn publishers(design: &Judged<'_>, step: usize) -> Vec<ServiceId> {
    let scenario: &Scenario = design.scenario;
    let before = design.shape.predecessors(step);
    if before.is_empty() {
        return scenario.process.entry.iter().cloned().collect();
    }
    before.iter().filter_map(|&it| Some(design.step(it)?.service.clone())).collect()
}
