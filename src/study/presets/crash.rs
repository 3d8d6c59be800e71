//! A service goes down, and comes back.

use super::{Preset, Setting, Trouble};
use crate::model::faults::Crash;

pub(super) const PRESET: Preset = Preset {
    id: "crash-and-recovery",
    name: "Crash and recovery",
    shows: "A service goes down, loses what it works on, refuses every call, and comes back.",
    watch: "Watch the failures begin and end with it; what follows as an event only waits.",
    change,
};

fn change(setting: &Setting) -> Result<Trouble, &'static str> {
    let service = setting.performer().ok_or("No service is called here.")?;
    let (at_s, for_s) = setting.during(1.0 / 6.0);
    Ok(Trouble::of(Crash::refusing(service), at_s, for_s))
}
