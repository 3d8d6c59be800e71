//! What a consumer could not do is done later: its dead letters are redriven.

use super::{Preset, Setting, Trouble};
use crate::model::faults::{Errors, Replay, Replayed};
use crate::model::{Acknowledge, DeliveryPolicy, Edit, Fault};
use crate::units::{Ratio, Seconds};

pub(super) const PRESET: Preset = Preset {
    id: "redrive-of-dead-letters",
    name: "Redrive of dead letters",
    shows: "A consumer fails everything for a while, and what it gave up is kept as dead letters. Once it is \
            mended, somebody puts them back behind what waits.",
    watch: "Watch the dead letters grow, and come back all at once: requests that would never have been complete \
            are, late; those that had been undone by then stay so.",
    change,
};

/// How long after the consumer is mended, as a share of the run.
const LATER: f64 = 1.0 / 12.0;

fn change(setting: &Setting) -> Result<Trouble, &'static str> {
    let step = setting.consumer().ok_or("No step follows an event here.")?;
    let (id, service) = (step.id.clone(), step.service.clone());
    let (at_s, for_s) = setting.during(1.0 / 4.0);
    let (_, later) = setting.during(LATER);
    let mended = Seconds::clamped(at_s.get() + for_s.get() + later.get());
    let mut trouble = Trouble::of(Errors { service, ratio: Ratio::clamped(1.0) }, at_s, for_s);
    let redrive = Replay { step: id.clone(), what: Replayed::Dead };
    trouble.edits.push(Edit::AddFault(Fault::new(redrive, mended, Seconds::default())));
    let delivery = DeliveryPolicy {
        dead_letter: true,
        acknowledge: Acknowledge::After,
        expires_ms: None,
        ..step.delivery.clone()
    };
    trouble.edits.push(Edit::SetDelivery { step: id, delivery });
    Ok(trouble)
}
