//! Two services that cannot reach one another.

use super::{Preset, Setting};
use crate::model::{FaultKind, Scenario, Subject};

pub(super) const PRESET: Preset = Preset {
    id: "partition",
    name: "Partition",
    shows: "Messages between a caller and the service that it calls vanish, while both are well: the \
            caller learns of it by its time-out only.",
    watch: "Watch the callers wait: their workers are held until each call has timed out, or for ever \
            where there is no time-out.",
    change,
};

fn change(scenario: &mut Scenario, setting: &Setting) -> Result<Subject, &'static str> {
    let link = setting.link().ok_or("Nobody here calls another service.")?;
    let subject = Subject::Link(link);
    let (at_s, for_s) = setting.during(1.0 / 6.0);
    scenario.faults.extend(FaultKind::Partition.fault(&subject, at_s, for_s));
    Ok(subject)
}
