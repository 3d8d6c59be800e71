//! The burden: what somebody must follow to understand one request.

use serde::Serialize;

use crate::model::{Observability, Process, Scenario, ServiceId, Shape, Step, Trigger};

use super::ways::{Way, ways};
use super::words::counted;

/// What somebody must follow to understand one request of a design, source 000: hops are followed by a
/// correlation id, event types by their contracts, places by looking into each one's log. Where a process
/// goes one way or another, each step counts for the share of requests that come to it, and the sum is
/// rounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Burden {
    /// How many times an event hands the request on.
    pub hops: u32,
    /// How many kinds of event there are.
    pub event_types: u32,
    /// How many services a request passes, the entry included, and the broker once where there are events.
    /// A workflow is one of them, its conductor, which knows how far each of its commands is.
    pub places: u32,
    /// Whether a workflow is one of the places.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_conducted: bool,
}

impl Burden {
    /// The burden of a design as it stands.
    #[must_use]
    pub fn of(scenario: &Scenario) -> Self {
        let process = &scenario.process;
        // A process without a shape has no ways either; all of it is followed then.
        let ways = Shape::new(process).map_or_else(Vec::new, |shape| ways(process, &shape));
        let all: f64 = ways.iter().map(|way| way.share).sum();
        let weighed = |way: &Way| {
            let counts = along(process, |step| way.leads_over(step));
            counts.map(|count| count * way.share / all)
        };
        let [hops, event_types, places] = match &ways[..] {
            [] | [_] => along(process, |_| true),
            several => several
                .iter()
                .map(weighed)
                .fold([0.0; 3], |[a, b, c], [x, y, z]| [a + x, b + y, c + z]),
        }
        .map(rounded);
        Self { hops, event_types, places, is_conducted: conductor(process, |_| true).is_some() }
    }

    /// As one number: hops and event types and, where there are events, places. A process of calls
    /// alone has one call stack, and no burden; with a workflow behind it there is one place more to look.
    #[must_use]
    pub const fn total(self) -> u32 {
        if self.hops == 0 {
            self.is_conducted as u32
        } else {
            self.hops + self.event_types + self.places
        }
    }

    /// What there is to follow, in words: `4 asynchronous hops, 1 kind of event and 10 places to look: 15 things
    /// together`, or of calls alone `one stack of calls, over 8 places to look`.
    #[must_use]
    pub fn said(self) -> String {
        let conductor = if self.is_conducted { ", of which one is the workflow" } else { "" };
        let places = counted(self.places, "place to look", "places to look");
        if self.hops == 0 {
            return format!("one stack of calls, over {places}{conductor}");
        }
        format!(
            "{}, {} and {places}{conductor}: {} things together",
            counted(self.hops, "asynchronous hop", "asynchronous hops"),
            counted(self.event_types, "kind of event", "kinds of event"),
            self.total(),
        )
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

/// Hops, kinds of event and places along one way.
#[allow(clippy::cast_precision_loss)] // as many as a document has steps
fn along(process: &Process, leads_over: impl Fn(usize) -> bool) -> [f64; 3] {
    let (mut names, mut services) = (Vec::new(), Vec::new());
    let mut hops = 0;
    let steps = process.steps.iter().enumerate().filter(|(index, _)| leads_over(*index));
    for (_, step) in steps {
        match process.trigger(step) {
            Trigger::Call => services.push(step.service.as_str()),
            Trigger::Event => {
                hops += 1;
                names.push(process.event_name(step));
                services.push(step.service.as_str());
            }
            Trigger::Command => {}
        }
    }
    services.extend(process.entry.iter().map(ServiceId::as_str));
    services.extend(conductor(process, leads_over).map(ServiceId::as_str));
    names.sort_unstable();
    names.dedup();
    services.sort_unstable();
    services.dedup();
    let broker = usize::from(hops > 0);
    [hops, names.len(), services.len() + broker].map(|count| count as f64)
}

/// Who conducts, where anything on a way is commanded.
fn conductor(process: &Process, leads_over: impl Fn(usize) -> bool) -> Option<&ServiceId> {
    let is_command = |(index, step): (usize, &Step)| {
        leads_over(index) && process.trigger(step) == Trigger::Command
    };
    let workflow = process.workflow.as_ref();
    let conducting = workflow.filter(|_| process.steps.iter().enumerate().any(is_command));
    conducting.map(|workflow| &workflow.service)
}

/// As a number of things: those that a few requests alone come to are not none.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // as many as a document has steps
fn rounded(count: f64) -> u32 {
    if count > 0.0 { (count + 0.5).max(1.0) as u32 } else { 0 }
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
        let of =
            |hops, event_types, places| Burden { hops, event_types, places, is_conducted: false };
        assert_eq!((calls, calls.total()), (of(0, 0, 3), 0));
        for step in &mut scenario.process.steps {
            step.mode = Mode::Event;
        }
        let events = Burden::of(&scenario);
        // Both react to RequestReceived.
        assert_eq!((events, events.total()), (of(2, 1, 4), 7));
    }

    #[test]
    fn a_workflow_is_one_place_to_look_for_all_its_commands() {
        let steps = || [step("pay"), step("pack").after(["pay"]), step("ship").after(["pack"])];
        let commands = scenario(steps()).entry("shop").conducted("orders", 0.0, ["pack", "ship"]);
        let commands = Burden::of(&commands);
        assert_eq!(
            commands,
            Burden { hops: 0, event_types: 0, places: 3, is_conducted: true },
            "shop, pay and orders"
        );
        assert_eq!(commands.total(), 1);
        let mut events = scenario(steps()).entry("shop");
        events.process.steps[1].mode = Mode::Event;
        events.process.steps[2].mode = Mode::Event;
        // Two hops, two kinds, four services and the broker.
        assert_eq!(Burden::of(&events).total(), 9);
        // The shop conducts itself; what follows a command as an event is a hop like any other.
        let mixed = scenario(steps()).entry("shop").conducted("shop", 0.0, ["pack"]);
        let mut mixed = mixed.build();
        mixed.process.steps[2].mode = Mode::Event;
        let mixed = Burden::of(&mixed);
        assert_eq!((mixed.hops, mixed.event_types, mixed.places), (1, 1, 4));
    }

    #[test]
    fn a_branch_counts_for_the_requests_that_take_it() {
        let fork = |often: f64| {
            let branch = |id: &str| step(id).after(["check"]).event().on_branch("stock/none");
            let order = branch("order").reacts_to("StockMissed");
            let some = step("pack").after(["check"]).on_branch("stock/some");
            scenario([step("check"), order, branch("tell").reacts_to("CustomerMissed"), some])
                .choice("stock", [("none", often), ("some", 1.0 - often)])
        };
        // Three of four requests: 1.5 hops and kinds; check, order, tell and the broker, or check and pack.
        let often = Burden::of(&fork(0.75));
        assert_eq!((often.hops, often.event_types, often.places), (2, 2, 4));
        // One of ten: 0.2 hops, which are not none.
        let seldom = Burden::of(&fork(0.1));
        assert_eq!((seldom.hops, seldom.event_types, seldom.places), (1, 1, 2));
    }
}
