//! The burden: what somebody must follow to understand one request.

use serde::Serialize;

use crate::model::{Observability, Scenario, Trigger};

/// What somebody must follow to understand one request of a design, source 000: hops are followed by a
/// correlation id, event types by their contracts, places by looking into each one's log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Burden {
    /// How many times an event hands the request on; to a workflow it is handed once.
    pub hops: u32,
    /// How many kinds of event there are.
    pub event_types: u32,
    /// How many services a request passes, the entry included, and the broker once where there are events. Of
    /// all that a workflow commands its conductor alone has to be asked.
    pub places: u32,
}

impl Burden {
    /// The burden of a design as it stands.
    #[must_use]
    pub fn of(scenario: &Scenario) -> Self {
        let process = &scenario.process;
        let (mut names, mut services) = (Vec::new(), Vec::new());
        let mut hops = 0;
        for step in &process.steps {
            match process.trigger(step) {
                Trigger::Event => {
                    hops += 1;
                    names.push(process.event_name(step));
                    services.push(step.service.as_str());
                }
                Trigger::Call => services.push(step.service.as_str()),
                // How far a command is, its conductor knows.
                Trigger::Command => {}
            }
        }
        if let Some(workflow) = process.workflow.as_ref().filter(|it| !it.steps.is_empty()) {
            hops += 1;
            services.push(workflow.service.as_str());
        }
        services.extend(process.entry.as_ref().map(crate::model::ServiceId::as_str));
        names.sort_unstable();
        names.dedup();
        services.sort_unstable();
        services.dedup();
        let count = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
        Self {
            hops,
            event_types: count(names.len()),
            places: count(services.len()) + u32::from(hops > 0),
        }
    }

    /// As one number: hops and event types and, where there are events, places. A process of calls
    /// alone has one call stack, and no burden.
    #[must_use]
    pub const fn total(self) -> u32 {
        if self.hops == 0 { 0 } else { self.hops + self.event_types + self.places }
    }

    /// How much of it a team carries, product: without a correlation id a hop or two, with one and a
    /// central log a fan-out, with tracing and replay several of them.
    #[must_use]
    pub const fn carried(observability: Observability) -> u32 {
        match observability {
            Observability::None => 5,
            Observability::Basic => 14,
            Observability::Advanced => 60,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Mode;
    use crate::testing::{scenario, step};

    #[test]
    fn calls_are_one_stack_and_each_event_is_a_hop() {
        let mut scenario = scenario([step("pay").on("payment"), step("mail")]).entry("shop");
        let calls = Burden::of(&scenario);
        assert_eq!((calls, calls.total()), (Burden { hops: 0, event_types: 0, places: 3 }, 0));
        for step in &mut scenario.process.steps {
            step.mode = Mode::Event;
        }
        let events = Burden::of(&scenario);
        // Both react to RequestReceived.
        assert_eq!((events, events.total()), (Burden { hops: 2, event_types: 1, places: 4 }, 7));
    }
}
