//! Where things can go wrong in a scenario, and what can go wrong there.
//!
//! A place and a kind that fits it make a fault that is valid as it stands, with a strength that shows.

use super::{Coordination, CrashBehaviour, Fault, Mode, Scenario, ServiceId, Shape, StepId};
use crate::units::{Factor, Ratio, Seconds};

/// Something of a scenario at which things can go wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FaultPlace {
    /// A service.
    Service(ServiceId),
    /// The way between two services.
    Link([ServiceId; 2]),
    /// What carries events.
    Broker,
    /// What arrives.
    Traffic,
    /// A step that reacts to an event.
    Step(StepId),
}

/// What can go wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FaultKind {
    /// Work takes longer.
    Slowdown,
    /// A service is down, and refuses calls.
    Crash,
    /// A service is down, and calls to it are never answered.
    Silence,
    /// A share of the work fails.
    Errors,
    /// Messages between two services vanish.
    Partition,
    /// The broker is away.
    BrokerOutage,
    /// More requests arrive.
    TrafficSpike,
    /// Some events can never be worked off.
    Poison,
}

impl FaultPlace {
    /// Where a fault is.
    #[must_use]
    pub fn of(fault: &Fault) -> Self {
        match fault {
            Fault::Crash { service, .. }
            | Fault::Slowdown { service, .. }
            | Fault::Errors { service, .. } => Self::Service(service.clone()),
            Fault::Partition { between, .. } => Self::Link(between.clone()),
            Fault::BrokerOutage { .. } => Self::Broker,
            Fault::TrafficSpike { .. } => Self::Traffic,
            Fault::Poison { step, .. } => Self::Step(step.clone()),
        }
    }

    /// Every place of a scenario: its services, the ways that calls take between them, the broker and
    /// the steps that react to events where there are any, and what arrives.
    #[must_use]
    pub fn all(scenario: &Scenario) -> Vec<Self> {
        let services = scenario.services.iter().map(|it| Self::Service(it.id.clone()));
        let links = Self::links(scenario).into_iter().map(Self::Link);
        let steps = scenario.process.steps.iter().map(|it| Self::Step(it.id.clone()));
        let mut places: Vec<Self> = services.chain(links).collect();
        places.push(Self::Broker);
        places.extend(steps);
        places.push(Self::Traffic);
        places.retain(|place| !place.kinds(scenario).is_empty());
        places
    }

    /// The pairs of different services between which calls go, the caller first; each pair once, in the
    /// document's order of what is called.
    #[must_use]
    pub fn links(scenario: &Scenario) -> Vec<[ServiceId; 2]> {
        let mut links: Vec<[ServiceId; 2]> = Vec::new();
        let Some(shape) = Shape::new(&scenario.process) else { return links };
        for (index, step) in scenario.process.steps.iter().enumerate() {
            for caller in callers(scenario, &shape, index) {
                let link = [caller.clone(), step.service.clone()];
                let known = links.iter().any(|[one, other]| {
                    (one, other) == (&link[0], &link[1]) || (other, one) == (&link[0], &link[1])
                });
                if link[0] != link[1] && !known {
                    links.push(link);
                }
            }
        }
        links
    }

    /// What can go wrong here; nothing where the scenario has no such place.
    #[must_use]
    pub fn kinds(&self, scenario: &Scenario) -> &'static [FaultKind] {
        let steps = &scenario.process.steps;
        let reacts =
            |id: &StepId| scenario.process.step(id).is_some_and(|step| step.mode == Mode::Event);
        match self {
            Self::Service(id) if scenario.service(id).is_some() => {
                &[FaultKind::Slowdown, FaultKind::Crash, FaultKind::Silence, FaultKind::Errors]
            }
            Self::Link([one, other])
                if one != other
                    && scenario.service(one).is_some()
                    && scenario.service(other).is_some() =>
            {
                &[FaultKind::Partition]
            }
            Self::Broker if steps.iter().any(|step| step.mode == Mode::Event) => {
                &[FaultKind::BrokerOutage]
            }
            Self::Traffic if scenario.workload.arrivals != super::Arrivals::Closed => {
                &[FaultKind::TrafficSpike]
            }
            Self::Step(id) if reacts(id) => &[FaultKind::Poison],
            Self::Service(_) | Self::Link(_) | Self::Broker | Self::Traffic | Self::Step(_) => &[],
        }
    }
}

impl FaultKind {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 8] = [
        Self::Slowdown,
        Self::Crash,
        Self::Silence,
        Self::Errors,
        Self::Partition,
        Self::BrokerOutage,
        Self::TrafficSpike,
        Self::Poison,
    ];

    /// What a fault is.
    #[must_use]
    pub const fn of(fault: &Fault) -> Self {
        match fault {
            Fault::Crash { behaviour: CrashBehaviour::Refuse, .. } => Self::Crash,
            Fault::Crash { behaviour: CrashBehaviour::Swallow, .. } => Self::Silence,
            Fault::Slowdown { .. } => Self::Slowdown,
            Fault::Errors { .. } => Self::Errors,
            Fault::Partition { .. } => Self::Partition,
            Fault::BrokerOutage { .. } => Self::BrokerOutage,
            Fault::TrafficSpike { .. } => Self::TrafficSpike,
            Fault::Poison { .. } => Self::Poison,
        }
    }

    /// The fault of this kind at a place, from `at_s` for `for_s`; nothing where it does not fit there.
    #[must_use]
    pub fn fault(self, place: &FaultPlace, at_s: Seconds, for_s: Seconds) -> Option<Fault> {
        let crash = |service: &ServiceId, behaviour| {
            Some(Fault::Crash { service: service.clone(), behaviour, at_s, for_s })
        };
        match (self, place) {
            (Self::Slowdown, FaultPlace::Service(service)) => Some(Fault::Slowdown {
                service: service.clone(),
                factor: Factor::clamped(5.0),
                at_s,
                for_s,
            }),
            (Self::Crash, FaultPlace::Service(service)) => crash(service, CrashBehaviour::Refuse),
            (Self::Silence, FaultPlace::Service(service)) => {
                crash(service, CrashBehaviour::Swallow)
            }
            (Self::Errors, FaultPlace::Service(service)) => Some(Fault::Errors {
                service: service.clone(),
                ratio: Ratio::clamped(0.5),
                at_s,
                for_s,
            }),
            (Self::Partition, FaultPlace::Link(between)) => {
                Some(Fault::Partition { between: between.clone(), at_s, for_s })
            }
            (Self::BrokerOutage, FaultPlace::Broker) => Some(Fault::BrokerOutage { at_s, for_s }),
            (Self::TrafficSpike, FaultPlace::Traffic) => {
                Some(Fault::TrafficSpike { factor: Factor::clamped(3.0), at_s, for_s })
            }
            (Self::Poison, FaultPlace::Step(step)) => {
                Some(Fault::Poison { step: step.clone(), one_in: 10, at_s, for_s })
            }
            (
                Self::Slowdown
                | Self::Crash
                | Self::Silence
                | Self::Errors
                | Self::Partition
                | Self::BrokerOutage
                | Self::TrafficSpike
                | Self::Poison,
                _,
            ) => None,
        }
    }
}

/// The services that may call a step: none where it follows an event, or is called from outside of the
/// picture.
fn callers<'a>(scenario: &'a Scenario, shape: &Shape, index: usize) -> Vec<&'a ServiceId> {
    let process = &scenario.process;
    if process.steps.get(index).is_none_or(|step| step.mode == Mode::Event) {
        return Vec::new();
    }
    let before = shape.predecessors(index);
    let is_conducted = process.coordination == Coordination::Orchestrated;
    let performers = |foreground: bool| {
        let those = before.iter().filter(move |&&it| shape.is_foreground(it) == foreground);
        those.filter_map(|&it| process.steps.get(it)).map(|step| &step.service).collect::<Vec<_>>()
    };
    match shape.is_foreground(index) {
        true if is_conducted || before.is_empty() => process.entry.iter().collect(),
        // In a chain a foreground step is called by the one before it.
        true => performers(true),
        // Behind an event: by the consumer that ended last; after a foreground step, by nobody's worker.
        false => performers(false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Arrivals, Edit, Process, Service, Step};

    fn step(id: &str, after: &[&str], mode: Mode) -> Step {
        Step {
            id: id.into(),
            service: id.into(),
            after: after.iter().map(|&it| it.into()).collect(),
            mode,
            ..Step::default()
        }
    }

    /// A shop that has `pay` called, then `stock`; `mail` follows, and calls `print`.
    fn scenario(coordination: Coordination) -> Scenario {
        let (call, event) = (Mode::RequestResponse, Mode::Event);
        let steps = vec![
            step("shop", &[], call),
            step("pay", &["shop"], call),
            step("stock", &["pay"], call),
            step("mail", &["stock"], event),
            step("print", &["mail"], call),
        ];
        let services =
            steps.iter().map(|it| Service { id: it.service.clone(), ..Service::default() });
        let services = services.collect();
        let process = Process { entry: Some("shop".into()), coordination, steps };
        Scenario { process, services, ..Scenario::default() }
    }

    fn links(coordination: Coordination) -> Vec<String> {
        let links = FaultPlace::links(&scenario(coordination));
        links.iter().map(|[one, other]| format!("{one}–{other}")).collect()
    }

    #[test]
    fn links_are_the_ways_that_calls_take() {
        assert_eq!(links(Coordination::Orchestrated), ["shop–pay", "shop–stock", "mail–print"]);
        assert_eq!(links(Coordination::Chained), ["shop–pay", "pay–stock", "mail–print"]);
    }

    #[test]
    fn every_kind_at_every_place_that_offers_it_is_valid_and_knows_where_it_is() {
        let scenario = scenario(Coordination::Orchestrated);
        let mut offered = Vec::new();
        for place in FaultPlace::all(&scenario) {
            for &kind in place.kinds(&scenario) {
                let (at_s, for_s) = (Seconds::clamped(20.0), Seconds::clamped(10.0));
                let fault = kind.fault(&place, at_s, for_s).unwrap();
                assert_eq!((FaultPlace::of(&fault), FaultKind::of(&fault)), (place.clone(), kind));
                assert_eq!(fault.when(), (at_s, for_s));
                Edit::AddFault(fault).apply(&scenario).unwrap();
                offered.push(kind);
            }
        }
        for kind in FaultKind::ALL {
            assert!(offered.contains(&kind), "{kind:?} is offered nowhere");
        }
        let nothing = Seconds::default();
        assert_eq!(FaultKind::Poison.fault(&FaultPlace::Broker, nothing, nothing), None);
    }

    #[test]
    fn what_a_scenario_does_not_have_cannot_break() {
        let mut scenario = scenario(Coordination::Orchestrated);
        let mail = FaultPlace::Step("mail".into());
        assert_eq!(mail.kinds(&scenario), [FaultKind::Poison]);
        scenario.process.steps[3].mode = Mode::RequestResponse;
        scenario.workload.arrivals = Arrivals::Closed;
        assert!(mail.kinds(&scenario).is_empty());
        let all = FaultPlace::all(&scenario);
        assert!(!all.contains(&FaultPlace::Broker) && !all.contains(&FaultPlace::Traffic));
        let twice = FaultPlace::Link(["pay".into(), "pay".into()]);
        assert!(twice.kinds(&scenario).is_empty());
    }
}
