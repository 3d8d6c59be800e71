//! What can go wrong in a scenario, and where.
//!
//! A subject and a kind that fits it make a fault that is valid as it stands, with a strength that shows.

use super::{
    Arrivals, Coordination, CrashBehaviour, Fault, Mode, Scenario, ServiceId, Shape, Step, Subject,
};
use crate::units::{Factor, Ratio, Seconds};

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

impl Fault {
    /// Where it is.
    #[must_use]
    pub fn subject(&self) -> Subject {
        match self {
            Self::Crash { service, .. }
            | Self::Slowdown { service, .. }
            | Self::Errors { service, .. } => Subject::Service(service.clone()),
            Self::Partition { between, .. } => Subject::Link(between.clone()),
            Self::BrokerOutage { .. } => Subject::Broker,
            Self::TrafficSpike { .. } => Subject::Traffic,
            Self::Poison { step, .. } => Subject::Step(step.clone()),
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

    /// What can go wrong with a subject; nothing where that is not in the scenario, or nothing would
    /// come of it.
    #[must_use]
    pub fn at(subject: &Subject, scenario: &Scenario) -> &'static [Self] {
        let reacts = |step: &Step| step.mode == Mode::Event;
        match subject {
            Subject::Service(id) if scenario.service(id).is_some() => {
                &[Self::Slowdown, Self::Crash, Self::Silence, Self::Errors]
            }
            Subject::Link(ends) if links(scenario).iter().any(|link| is_same(link, ends)) => {
                &[Self::Partition]
            }
            Subject::Broker if scenario.process.steps.iter().any(reacts) => &[Self::BrokerOutage],
            Subject::Traffic if scenario.workload.arrivals != Arrivals::Closed => {
                &[Self::TrafficSpike]
            }
            Subject::Step(id) if scenario.process.step(id).is_some_and(reacts) => &[Self::Poison],
            Subject::Service(_)
            | Subject::Link(_)
            | Subject::Broker
            | Subject::Traffic
            | Subject::Step(_)
            | Subject::Nothing
            | Subject::Request(_) => &[],
        }
    }

    /// Everything of a scenario that something can go wrong with: its services, the ways that calls take
    /// between them, the broker and the steps that react to events, and what arrives.
    #[must_use]
    pub fn subjects(scenario: &Scenario) -> Vec<Subject> {
        let services = scenario.services.iter().map(|it| Subject::Service(it.id.clone()));
        let links = links(scenario).into_iter().map(Subject::Link);
        let steps = scenario.process.steps.iter().map(|it| Subject::Step(it.id.clone()));
        let mut subjects: Vec<Subject> = services.chain(links).collect();
        subjects.push(Subject::Broker);
        subjects.extend(steps);
        subjects.push(Subject::Traffic);
        subjects.retain(|subject| !Self::at(subject, scenario).is_empty());
        subjects
    }

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

    /// The fault of this kind at a subject, from `at_s` for `for_s`; nothing where it does not fit there.
    #[must_use]
    pub fn fault(self, subject: &Subject, at_s: Seconds, for_s: Seconds) -> Option<Fault> {
        let crash = |service: &ServiceId, behaviour| {
            Some(Fault::Crash { service: service.clone(), behaviour, at_s, for_s })
        };
        match (self, subject) {
            (Self::Slowdown, Subject::Service(service)) => Some(Fault::Slowdown {
                service: service.clone(),
                factor: Factor::clamped(5.0),
                at_s,
                for_s,
            }),
            (Self::Crash, Subject::Service(service)) => crash(service, CrashBehaviour::Refuse),
            (Self::Silence, Subject::Service(service)) => crash(service, CrashBehaviour::Swallow),
            (Self::Errors, Subject::Service(service)) => Some(Fault::Errors {
                service: service.clone(),
                ratio: Ratio::clamped(0.5),
                at_s,
                for_s,
            }),
            (Self::Partition, Subject::Link(between)) => {
                Some(Fault::Partition { between: between.clone(), at_s, for_s })
            }
            (Self::BrokerOutage, Subject::Broker) => Some(Fault::BrokerOutage { at_s, for_s }),
            (Self::TrafficSpike, Subject::Traffic) => {
                Some(Fault::TrafficSpike { factor: Factor::clamped(3.0), at_s, for_s })
            }
            (Self::Poison, Subject::Step(step)) => {
                Some(Fault::Poison { step: step.clone(), one_in: 10, at_s, for_s })
            }
            _ => None,
        }
    }
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
            if *caller != step.service && !links.iter().any(|known| is_same(known, &link)) {
                links.push(link);
            }
        }
    }
    links
}

/// Whether two pairs are the same two services.
fn is_same([one, other]: &[ServiceId; 2], link: &[ServiceId; 2]) -> bool {
    link.contains(one) && link.contains(other)
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
    use crate::model::{Edit, Process, Service};

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

    fn ways(coordination: Coordination) -> Vec<String> {
        let links = links(&scenario(coordination));
        links.iter().map(|[one, other]| format!("{one}–{other}")).collect()
    }

    #[test]
    fn links_are_the_ways_that_calls_take() {
        assert_eq!(ways(Coordination::Orchestrated), ["shop–pay", "shop–stock", "mail–print"]);
        assert_eq!(ways(Coordination::Chained), ["shop–pay", "pay–stock", "mail–print"]);
    }

    #[test]
    fn every_kind_at_every_place_that_offers_it_is_valid_and_knows_where_it_is() {
        let scenario = scenario(Coordination::Orchestrated);
        let mut offered = Vec::new();
        for subject in FaultKind::subjects(&scenario) {
            for &kind in FaultKind::at(&subject, &scenario) {
                let (at_s, for_s) = (Seconds::clamped(20.0), Seconds::clamped(10.0));
                let fault = kind.fault(&subject, at_s, for_s).unwrap();
                assert_eq!((fault.subject(), FaultKind::of(&fault)), (subject.clone(), kind));
                assert_eq!(fault.when(), (at_s, for_s));
                Edit::AddFault(fault).apply(&scenario).unwrap();
                offered.push(kind);
            }
        }
        for kind in FaultKind::ALL {
            assert!(offered.contains(&kind), "{kind:?} is offered nowhere");
        }
        let nothing = Seconds::default();
        assert_eq!(FaultKind::Poison.fault(&Subject::Broker, nothing, nothing), None);
    }

    #[test]
    fn what_a_scenario_does_not_have_cannot_break() {
        let mut scenario = scenario(Coordination::Orchestrated);
        let mail = Subject::Step("mail".into());
        assert_eq!(FaultKind::at(&mail, &scenario), [FaultKind::Poison]);
        scenario.process.steps[3].mode = Mode::RequestResponse;
        scenario.workload.arrivals = Arrivals::Closed;
        assert!(FaultKind::at(&mail, &scenario).is_empty());
        let all = FaultKind::subjects(&scenario);
        assert!(!all.contains(&Subject::Broker) && !all.contains(&Subject::Traffic));
        for (ends, kinds) in [(["pay", "shop"], 1), (["pay", "pay"], 0), (["pay", "mail"], 0)] {
            let link = Subject::Link(ends.map(Into::into));
            assert_eq!(FaultKind::at(&link, &scenario).len(), kinds, "{ends:?}");
        }
    }
}
