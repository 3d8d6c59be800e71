//! The broker is away, and publishers keep their events, or do not.

use super::{Preset, Setting, Trouble};
use crate::model::faults::BrokerOutage;
use crate::model::{DeliveryPolicy, Edit};

pub(super) const WITHOUT_OUTBOX: Preset = Preset {
    id: "broker-outage-without-outbox",
    name: "Broker outage without an outbox",
    shows: "The broker is away while the requests go on: whoever publishes without an outbox loses the \
            event for good.",
    watch: "Watch the lost events: those requests were acknowledged, and will never be completed.",
    change: without,
};

pub(super) const WITH_OUTBOX: Preset = Preset {
    id: "broker-outage-with-outbox",
    name: "Broker outage with an outbox",
    shows: "The broker is away while the requests go on: each event is stored with the state change, \
            and relayed when the broker is back.",
    watch: "Watch the waiting events pile up and drain: nothing is lost, it is only late.",
    change: with,
};

fn without(setting: &Setting) -> Result<Trouble, &'static str> {
    outage(setting, false)
}

fn with(setting: &Setting) -> Result<Trouble, &'static str> {
    outage(setting, true)
}

fn outage(setting: &Setting, outbox: bool) -> Result<Trouble, &'static str> {
    if !setting.has_messages() {
        return Err("No step follows an event here, so no broker is needed.");
    }
    if !outbox && setting.listening().next().is_none() {
        return Err(
            "All that goes through the broker is a command, stored with its conductor's state.",
        );
    }
    let (at_s, for_s) = setting.during(1.0 / 6.0);
    let mut trouble = Trouble::of(BrokerOutage, at_s, for_s);
    let stored = setting.listening().map(|step| Edit::SetDelivery {
        step: step.id.clone(),
        delivery: DeliveryPolicy { outbox, ..step.delivery.clone() },
    });
    trouble.edits.extend(stored);
    Ok(trouble)
}
