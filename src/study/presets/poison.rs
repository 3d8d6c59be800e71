//! Events that can never be worked off.

use serde_json::Value;

use super::{Preset, Setting, Trouble};
use crate::model::faults::Poison;
use crate::model::{Acknowledge, DeliveryPolicy, Edit, Pointer};

pub(super) const PRESET: Preset = Preset {
    id: "poison-event",
    name: "Poison event",
    shows: "Some events can never be worked off: each is tried until its attempts are used up, and then \
            kept as a dead letter.",
    watch: "Watch the dead letters, and how many attempts go into work that cannot succeed.",
    change,
};

pub(super) const IN_ORDER: Preset = Preset {
    id: "poison-in-order",
    name: "Poison in an ordered partition",
    shows: "Some events can never be worked off, and their topic keeps order by key: all that is of the same \
            partition waits behind each, until its attempts are used up.",
    watch: "Watch the held partitions, and the age of what waits in them, while the others go on; as a work \
            queue the same topic holds nobody up, and keeps no order.",
    change: in_order,
};

/// So many partitions, and keys that fall into them, where the design says nothing of either.
const PARTITIONS: u32 = 4;
const KEYS: u32 = 50;

fn in_order(setting: &Setting) -> Result<Trouble, &'static str> {
    let mut trouble = change(setting)?;
    let design = setting.design();
    for edit in &mut trouble.edits {
        if let Edit::SetDelivery { delivery, .. } = edit {
            delivery.partitions.get_or_insert(PARTITIONS);
            delivery.visibility_ms = None;
        }
    }
    if design.workload.keys.is_none() {
        trouble.edits.push(Edit::SetField {
            place: Pointer::root().at("workload").at("keys"),
            value: Some(Value::from(KEYS)),
        });
    }
    Ok(trouble)
}

/// One event in so many, where there are enough of them.
const ONE_IN: f64 = 10.0;

fn change(setting: &Setting) -> Result<Trouble, &'static str> {
    let step = setting.consumer().ok_or("No step follows an event here.")?;
    let (at_s, for_s) = setting.during(1.0 / 4.0);
    let one_in = one_in(setting.design().workload.rate_per_s.get() * for_s.get());
    let mut trouble = Trouble::of(Poison { step: step.id.clone(), one_in }, at_s, for_s);
    let delivery = DeliveryPolicy {
        dead_letter: true,
        acknowledge: Acknowledge::After,
        ..step.delivery.clone()
    };
    trouble.edits.push(Edit::SetDelivery { step: step.id.clone(), delivery });
    Ok(trouble)
}

/// So that of about so many events several are poison; 0: nobody knows how many there will be.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // from 1 to 10
fn one_in(events: f64) -> u32 {
    let enough = if events > 0.0 { libm::round(events / ONE_IN) } else { ONE_IN };
    enough.clamp(1.0, ONE_IN) as u32
}
