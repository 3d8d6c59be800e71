//! A service that is waited for becomes slow.

use super::{Preset, Setting, Trouble};
use crate::model::faults::Slowdown;
use crate::units::Factor;

pub(super) const PRESET: Preset = Preset {
    id: "slow-dependency",
    name: "Slow dependency",
    shows: "A service that is waited for takes twice as long: its queue grows, and whoever waits for it \
            waits for the queue too.",
    watch: "Watch the time to acknowledgement climb while nothing fails yet, and how long the queue \
            takes to empty afterwards.",
    change,
};

/// How many times as long: enough to fill a queue, and not so much that callers give up.
const FACTOR: f64 = 2.0;

fn change(setting: &Setting) -> Result<Trouble, &'static str> {
    let service =
        setting.dependency().ok_or("Nobody here calls another service and waits for it.")?;
    let (at_s, for_s) = setting.during(1.0 / 6.0);
    let factor = Factor::clamped(FACTOR);
    Ok(Trouble::of(Slowdown { service, factor }, at_s, for_s))
}
