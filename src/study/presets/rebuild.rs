//! A consumer is rebuilt from the start: it reads its topic once more.

use super::{Preset, Setting, Trouble};
use crate::model::faults::{Replay, Replayed};
use crate::model::{DeliveryPolicy, Edit};
use crate::units::Seconds;

pub(super) const PRESET: Preset = Preset {
    id: "consumer-rebuilt",
    name: "Consumer rebuilt from the start",
    shows: "A consumer reads its topic once more from the start, as one does to rebuild a read model after a \
            change: all that the topic keeps comes again behind what waits.",
    watch: "Watch the backlog jump and drain, new events wait behind old ones, and every effect repeat; a consumer \
            that deduplicates is delivered to as often, and does nothing.",
    change,
};

fn change(setting: &Setting) -> Result<Trouble, &'static str> {
    let step = setting.consumer().ok_or("No step follows an event here.")?;
    let (at_s, for_s) = setting.during(1.0 / 3.0);
    let at_s = Seconds::clamped(at_s.get() + for_s.get());
    let replay = Replay { step: step.id.clone(), what: Replayed::All };
    let mut trouble = Trouble::of(replay, at_s, Seconds::default());
    let delivery = DeliveryPolicy { deduplicate: false, ..step.delivery.clone() };
    trouble.edits.push(Edit::SetDelivery { step: step.id.clone(), delivery });
    Ok(trouble)
}
