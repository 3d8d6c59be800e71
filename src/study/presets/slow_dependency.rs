//! A service that is waited for becomes slow.

use super::{Preset, Setting};
use crate::model::{FaultKind, Scenario, Subject};

pub(super) const PRESET: Preset = Preset {
    id: "slow-dependency",
    name: "Slow dependency",
    shows: "A service that is waited for takes five times as long: its queue grows, and whoever waits \
            for it waits along.",
    watch: "Watch the time to acknowledgement climb while nothing at all has failed, and how long the \
            queue takes to empty afterwards.",
    change,
};

fn change(scenario: &mut Scenario, setting: &Setting) -> Result<Subject, &'static str> {
    let service =
        setting.dependency().ok_or("Nobody here calls another service and waits for it.")?;
    let place = Subject::Service(service);
    let (at_s, for_s) = setting.during(1.0 / 6.0);
    scenario.faults.extend(FaultKind::Slowdown.fault(&place, at_s, for_s));
    Ok(place)
}
