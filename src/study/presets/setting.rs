//! At what a preset happens, and when: what is wanted where that makes sense, otherwise the first that
//! does.

use crate::model::{
    Arrivals, Coordination, Design, Mode, ServiceId, Step, StepId, Subject, Trigger, links,
};
use crate::units::Seconds;

/// A design as a preset looks at it.
pub(super) struct Setting {
    design: Design,
    wanted: Subject,
    /// The services that what is wanted names: of a link the one that is called first.
    services: Vec<ServiceId>,
    /// The steps that somebody calls, each with whether the request waits for it and whether the call
    /// goes to another service.
    calls: Vec<Called>,
    /// The steps that react to events or commands.
    reacting: Vec<(StepId, ServiceId)>,
    links: Vec<[ServiceId; 2]>,
    can_spike: bool,
    duration_s: f64,
}

struct Called {
    service: ServiceId,
    foreground: bool,
    remote: bool,
}

impl Setting {
    pub(super) fn new(design: &Design, wanted: &Subject) -> Self {
        let (process, shape) = (&design.process, design.shape());
        let called = |(index, step): (usize, &Step)| {
            let foreground = shape.is_foreground(index);
            let conducted = process.coordination == Coordination::Orchestrated && foreground;
            let before = shape.predecessors(index);
            let caller = shape.caller(index).and_then(|it| process.steps.get(it));
            let remote = if let Some(caller) = caller {
                caller.service != step.service
            } else if conducted || before.is_empty() {
                process.entry.as_ref() != Some(&step.service)
            } else {
                let performers = before.iter().filter_map(|&it| process.steps.get(it));
                !performers.map(|it| &it.service).all(|it| *it == step.service)
            };
            Called { service: step.service.clone(), foreground, remote }
        };
        let steps = || process.steps.iter().enumerate();
        Self {
            design: design.clone(),
            wanted: wanted.clone(),
            services: match wanted {
                Subject::Link([one, other]) => vec![other.clone(), one.clone()],
                Subject::Step(_)
                | Subject::Service(_)
                | Subject::Broker
                | Subject::Traffic
                | Subject::Nothing
                | Subject::Request(_) => wanted.service(design).into_iter().cloned().collect(),
            },
            calls: steps()
                .filter(|(_, step)| step.mode == Mode::RequestResponse)
                .map(called)
                .collect(),
            reacting: steps()
                .filter(|(_, step)| step.mode == Mode::Event)
                .map(|(_, step)| (step.id.clone(), step.service.clone()))
                .collect(),
            links: links(design),
            can_spike: design.workload.arrivals != Arrivals::Closed,
            duration_s: design.workload.duration_s.get(),
        }
    }

    /// The design.
    pub(super) fn design(&self) -> &Design {
        &self.design
    }

    /// From a third of the run on, for so much of it.
    pub(super) fn during(&self, share: f64) -> (Seconds, Seconds) {
        let rounded = |seconds: f64| {
            // Runs of a few seconds keep their parts as they are.
            let fine = if self.duration_s < 6.0 { 1_000.0 } else { 2.0 };
            Seconds::clamped(libm::round(seconds * fine) / fine)
        };
        (rounded(self.duration_s / 3.0), rounded(self.duration_s * share))
    }

    /// A service that others call and wait for: as wanted, or that of the first step for which the
    /// request waits.
    pub(super) fn dependency(&self) -> Option<ServiceId> {
        let remote = || self.calls.iter().filter(|it| it.remote);
        let named = self.services.iter().find(|id| remote().any(|it| it.service == **id));
        let first = || remote().find(|it| it.foreground).or_else(|| remote().next());
        named.cloned().or_else(|| first().map(|it| it.service.clone()))
    }

    /// A service that performs a step: as wanted, a dependency, or the first that is called.
    pub(super) fn performer(&self) -> Option<ServiceId> {
        let performs = |id: &ServiceId| {
            self.calls.iter().any(|it| it.service == *id)
                || self.reacting.iter().any(|(_, service)| service == id)
        };
        let wanted = self.services.iter().find(|id| performs(id));
        let first = || self.calls.first().map(|it| it.service.clone());
        wanted.cloned().or_else(|| self.dependency()).or_else(first)
    }

    /// A step that reacts to an event or a command: as wanted, or the first whose service nobody calls besides.
    pub(super) fn consumer(&self) -> Option<&Step> {
        let by_step = self.reacting.iter().find(|(step, _)| self.wanted.step() == Some(step));
        let by_service = || self.reacting.iter().find(|(_, it)| self.services.contains(it));
        let is_called = |id: &ServiceId| self.calls.iter().any(|it| it.service == *id);
        let apart = || self.reacting.iter().find(|(_, service)| !is_called(service));
        let found = by_step.or_else(by_service).or_else(apart).or_else(|| self.reacting.first());
        self.design.process.step(&found?.0)
    }

    /// The way between two services that calls take: as wanted, to the service that is wanted, or the
    /// first.
    pub(super) fn link(&self) -> Option<[ServiceId; 2]> {
        let named = self
            .links
            .iter()
            .find(|link| self.services.iter().filter(|it| link.contains(it)).count() == 2);
        let to = || self.links.iter().find(|[_, called]| self.services.contains(called));
        named.or_else(to).or_else(|| self.links.first()).cloned()
    }

    /// Whether more may arrive for a while.
    pub(super) fn can_spike(&self) -> bool {
        self.can_spike
    }

    /// Whether any step reacts to an event or a command.
    pub(super) fn has_messages(&self) -> bool {
        !self.reacting.is_empty()
    }

    /// The steps that are called at a service.
    pub(super) fn called_at(&self, service: &ServiceId) -> impl Iterator<Item = &Step> {
        let steps = self.design.process.steps.iter();
        steps.filter(move |it| it.service == *service && it.mode == Mode::RequestResponse)
    }

    /// The steps that react to an event, those apart that the workflow commands.
    pub(super) fn listening(&self) -> impl Iterator<Item = &Step> {
        let process = &self.design.process;
        process.steps.iter().filter(|step| process.trigger(step) == Trigger::Event)
    }
}
