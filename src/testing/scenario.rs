//! A scenario, written down, and those that several modules use.

use std::ops::{Deref, DerefMut};

use super::{StepDraft, ms, per_s, ratio, s, step};
use crate::model::{
    Arrivals, Branch, Choice, Coordination, Design, Fault, Mode, Scenario, Service, Step, StepId,
    Work, Workflow,
};

/// A scenario that is being written down; whatever has no word of its own here is a field of it.
#[derive(Debug, Clone)]
#[must_use]
pub struct ScenarioDraft {
    scenario: Scenario,
    workers: Option<u32>,
}

/// These steps, a service without limits for each name that they use, and the default of all else.
pub fn scenario(steps: impl IntoIterator<Item = StepDraft>) -> ScenarioDraft {
    let mut draft = ScenarioDraft { scenario: Scenario::default(), workers: None };
    for step in steps {
        draft.service_of(step.service.as_str());
        draft.process.steps.push(step.build());
    }
    draft
}

/// A scenario to be worked out by hand: one request in a second for ten seconds, the first after half a
/// second; services of one worker; and neither the network nor the broker takes time.
pub fn one_a_second(steps: impl IntoIterator<Item = StepDraft>) -> ScenarioDraft {
    scenario(steps).workers(1).instant().steady().rate(1.0).lasts_s(10.0)
}

/// A shop takes ten requests in a second for 20 s; eight workers everywhere; the work of steps that do
/// not say takes 40 ms.
pub fn shop(steps: impl IntoIterator<Item = StepDraft>) -> ScenarioDraft {
    let usual = |it: StepDraft| {
        if it.work == Work::default() { it.exponential_ms(40.0) } else { it }
    };
    let steps = steps.into_iter().map(usual);
    scenario(steps).named("Test").entry("shop").workers(8).rate(10.0).lasts_s(20.0)
}

/// A cart is validated, the payment authorised, the stock reserved; then four things follow, by calls
/// or by events.
pub fn checkout(following: Mode) -> ScenarioDraft {
    let follows = |id: &str| step(id).after(["stock"]).mode(following);
    shop([
        step("cart"),
        step("payment").after(["cart"]),
        step("stock").after(["payment"]),
        follows("mail"),
        follows("shipping"),
        follows("analytics"),
        follows("loyalty"),
    ])
}

impl ScenarioDraft {
    fn with(mut self, change: impl FnOnce(&mut Scenario)) -> Self {
        change(&mut self.scenario);
        self
    }

    /// The service of this id, made where it is not there.
    fn service_of(&mut self, id: &str) -> &mut Service {
        let services = &mut self.scenario.services;
        let index = services.iter().position(|it| it.id.as_str() == id).unwrap_or_else(|| {
            services.push(Service { id: id.into(), workers: self.workers, ..Service::default() });
            services.len() - 1
        });
        &mut services[index]
    }

    /// What it is called.
    pub fn named(self, name: &str) -> Self {
        self.with(|it| name.clone_into(&mut it.name))
    }

    /// With one service for all steps.
    pub fn all_on(mut self, id: &str) -> Self {
        self.services.clear();
        self.service_of(id);
        self.with(|it| it.process.steps.iter_mut().for_each(|step| step.service = id.into()))
    }

    /// With this service, the first of all, taking the requests.
    pub fn entry(mut self, id: &str) -> Self {
        self.service_of(id);
        self.with(|it| {
            it.process.entry = Some(id.into());
            it.services.sort_by_key(|it| it.id.as_str() != id);
        })
    }

    /// With the foreground calls made so.
    pub fn coordination(self, coordination: Coordination) -> Self {
        self.with(|it| it.process.coordination = coordination)
    }

    /// With each service calling what its own step made ready.
    pub fn chained(self) -> Self {
        self.coordination(Coordination::Chained)
    }

    /// With a choice between branches, each with its ratio.
    pub fn choice<'a>(self, id: &str, branches: impl IntoIterator<Item = (&'a str, f64)>) -> Self {
        let branches = branches.into_iter();
        let branches = branches.map(|(id, share)| Branch { id: id.into(), ratio: ratio(share) });
        let choice = Choice { id: id.into(), name: String::new(), branches: branches.collect() };
        self.with(|it| it.process.choices.push(choice))
    }

    /// With these steps commanded by a service, each outcome taking one of its workers for so long.
    pub fn conducted<'a>(
        mut self,
        by: &str,
        work_ms: f64,
        commands: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        self.service_of(by);
        let steps: Vec<StepId> = commands.into_iter().map(StepId::from).collect();
        self.with(|it| {
            let is_command = |step: &&mut Step| steps.contains(&step.id);
            it.process.steps.iter_mut().filter(is_command).for_each(|it| it.mode = Mode::Event);
            it.process.workflow =
                Some(Workflow { service: by.into(), steps, work_ms: ms(work_ms) });
        })
    }

    /// With so many workers for each service, those that are named later included.
    pub fn workers(mut self, workers: u32) -> Self {
        self.workers = Some(workers);
        self.with(|it| it.services.iter_mut().for_each(|it| it.workers = Some(workers)))
    }

    /// With so many workers for this service, whether a step uses it or not.
    pub fn staffed(mut self, id: &str, workers: u32) -> Self {
        self.service_of(id).workers = Some(workers);
        self
    }

    /// Without any time on the network and at the broker.
    pub fn instant(self) -> Self {
        self.with(|it| {
            it.network.one_way_ms = ms(0.0);
            (it.broker.publish_ms, it.broker.deliver_ms) = (ms(0.0), ms(0.0));
        })
    }

    /// With requests at equal distances, the first after half of one.
    pub fn steady(self) -> Self {
        self.with(|it| it.workload.arrivals = Arrivals::Constant)
    }

    /// With requests that are independent of one another.
    pub fn poisson(self) -> Self {
        self.with(|it| it.workload.arrivals = Arrivals::Poisson)
    }

    /// With so many requests in a second.
    pub fn rate(self, rate: f64) -> Self {
        self.with(|it| it.workload.rate_per_s = per_s(rate))
    }

    /// For so many seconds.
    pub fn lasts_s(self, duration_s: f64) -> Self {
        self.with(|it| it.workload.duration_s = s(duration_s))
    }

    /// With the figures of so many seconds of the beginning left out.
    pub fn warm_up_s(self, warm_up_s: f64) -> Self {
        self.with(|it| it.workload.warm_up_s = s(warm_up_s))
    }

    /// With one more thing that goes wrong.
    pub fn fault(self, fault: Fault) -> Self {
        self.with(|it| it.faults.push(fault))
    }

    /// The scenario, valid or not.
    #[must_use]
    pub fn build(self) -> Scenario {
        self.scenario
    }

    /// The scenario, checked.
    #[must_use]
    pub fn design(self) -> Design {
        Design::check(self.scenario).unwrap()
    }
}

impl Deref for ScenarioDraft {
    type Target = Scenario;

    fn deref(&self) -> &Scenario {
        &self.scenario
    }
}

impl DerefMut for ScenarioDraft {
    fn deref_mut(&mut self) -> &mut Scenario {
        &mut self.scenario
    }
}
