//! The broker is away, and publishers keep their events, or do not.

use super::{Preset, Setting};
use crate::model::{FaultKind, Mode, Scenario, Subject};

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

fn without(scenario: &mut Scenario, setting: &Setting) -> Result<Subject, &'static str> {
    outage(scenario, setting)?;
    set_outbox(scenario, false);
    Ok(Subject::Broker)
}

fn with(scenario: &mut Scenario, setting: &Setting) -> Result<Subject, &'static str> {
    outage(scenario, setting)?;
    set_outbox(scenario, true);
    Ok(Subject::Broker)
}

fn outage(scenario: &mut Scenario, setting: &Setting) -> Result<(), &'static str> {
    if !setting.has_events() {
        return Err("No step follows an event here, so no broker is needed.");
    }
    let (at_s, for_s) = setting.during(1.0 / 6.0);
    scenario.faults.extend(FaultKind::BrokerOutage.fault(&Subject::Broker, at_s, for_s));
    Ok(())
}

fn set_outbox(scenario: &mut Scenario, outbox: bool) {
    let steps = scenario.process.steps.iter_mut();
    for step in steps.filter(|it| it.mode == Mode::Event) {
        step.delivery.outbox = outbox;
    }
}
