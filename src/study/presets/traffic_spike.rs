//! Far more requests arrive than usual.

use super::{Preset, Setting, Trouble};
use crate::model::faults::TrafficSpike;

pub(super) const PRESET: Preset = Preset {
    id: "traffic-spike",
    name: "Traffic spike",
    shows: "Three times as many requests arrive for a while: whatever is called has to keep up at once, \
            whatever follows an event may take its time.",
    watch: "Watch which service fills up first, and what that does to the time to acknowledgement.",
    change,
};

fn change(setting: &Setting) -> Result<Trouble, &'static str> {
    if !setting.can_spike() {
        return Err(
            "The users of a closed loop come back after their answers: no more can arrive.",
        );
    }
    let (at_s, for_s) = setting.during(1.0 / 6.0);
    Ok(Trouble::of(TrafficSpike::THREEFOLD, at_s, for_s))
}
