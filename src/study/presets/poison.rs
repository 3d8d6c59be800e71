//! Events that can never be worked off.

use super::{Preset, Setting};
use crate::model::{Fault, Scenario, Subject};

pub(super) const PRESET: Preset = Preset {
    id: "poison-event",
    name: "Poison event",
    shows: "Some events can never be worked off: each is tried until its attempts are used up, and then \
            kept as a dead letter.",
    watch: "Watch the dead letters, and how many attempts go into work that cannot succeed.",
    change,
};

/// One event in so many, where there are enough of them.
const ONE_IN: f64 = 10.0;

fn change(scenario: &mut Scenario, setting: &Setting) -> Result<Subject, &'static str> {
    let (id, _) = setting.consumer().ok_or("No step follows an event here.")?;
    for step in scenario.process.steps.iter_mut().filter(|it| it.id == id) {
        step.delivery.dead_letter = true;
    }
    let (at_s, for_s) = setting.during(1.0 / 4.0);
    let step = id.clone();
    let one_in = one_in(scenario.workload.rate_per_s.get() * for_s.get());
    scenario.faults.push(Fault::Poison { step, one_in, at_s, for_s });
    Ok(Subject::Step(id))
}

/// So that of about so many events several are poison; 0: nobody knows how many there will be.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // from 1 to 10
fn one_in(events: f64) -> u32 {
    let enough = if events > 0.0 { libm::round(events / ONE_IN) } else { ONE_IN };
    enough.clamp(1.0, ONE_IN) as u32
}
