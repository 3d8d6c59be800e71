//! Two services that cannot reach one another.

use super::{Preset, Setting, Trouble};
use crate::model::faults::Partition;

pub(super) const PRESET: Preset = Preset {
    id: "partition",
    name: "Network partition",
    shows: "Messages between a caller and the service that it calls vanish, while both are well: the \
            caller learns of it by its time-out only.",
    watch: "Watch the callers wait: their workers are held until each call has timed out, or for ever \
            where there is no time-out.",
    change,
};

fn change(setting: &Setting) -> Result<Trouble, &'static str> {
    let between = setting.link().ok_or("Nobody here calls another service.")?;
    let (at_s, for_s) = setting.during(1.0 / 6.0);
    Ok(Trouble::of(Partition { between }, at_s, for_s))
}
