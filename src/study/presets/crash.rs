//! A service goes down, and comes back.

use super::{Preset, Setting};
use crate::model::{FaultKind, Scenario, Subject};

pub(super) const PRESET: Preset = Preset {
    id: "crash-and-recovery",
    name: "Crash and recovery",
    shows: "A service goes down, loses what it works on, refuses every call, and comes back.",
    watch: "Watch the failures begin and end with it; what follows as an event only waits.",
    change,
};

fn change(scenario: &mut Scenario, setting: &Setting) -> Result<Subject, &'static str> {
    let service = setting.performer().ok_or("No service is called here.")?;
    let subject = Subject::Service(service);
    let (at_s, for_s) = setting.during(1.0 / 6.0);
    scenario.faults.extend(FaultKind::Crash.fault(&subject, at_s, for_s));
    Ok(subject)
}
