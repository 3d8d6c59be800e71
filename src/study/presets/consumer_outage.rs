//! A service that reacts to events is away, and catches up.

use super::{Preset, Setting, Trouble};
use crate::model::faults::Crash;

pub(super) const PRESET: Preset = Preset {
    id: "consumer-outage",
    name: "Consumer outage and backlog",
    shows: "A service that reacts to events is down for a while: its events wait for it, and nobody \
            else notices.",
    watch: "Watch the waiting events pile up and drain afterwards, while the time to acknowledgement \
            stays as it was.",
    change,
};

fn change(setting: &Setting) -> Result<Trouble, &'static str> {
    let service = setting.consumer().ok_or("No step follows an event here.")?.service.clone();
    let (at_s, for_s) = setting.during(1.0 / 4.0);
    Ok(Trouble::of(Crash::refusing(service), at_s, for_s))
}
