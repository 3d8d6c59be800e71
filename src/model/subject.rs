//! What of a scenario, or of a run of it, is looked at.

use super::{Scenario, ServiceId, StepId};

/// What is looked at.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub enum Subject {
    /// Nothing in particular.
    #[default]
    Nothing,
    /// A step.
    Step(StepId),
    /// A service.
    Service(ServiceId),
    /// The network between two services.
    Link([ServiceId; 2]),
    /// The broker, with all its topics.
    Broker,
    /// The requests that arrive.
    Traffic,
    /// One request of the run that is shown, by its number.
    Request(u32),
}

impl From<StepId> for Subject {
    fn from(id: StepId) -> Self {
        Self::Step(id)
    }
}

impl From<ServiceId> for Subject {
    fn from(id: ServiceId) -> Self {
        Self::Service(id)
    }
}

impl From<()> for Subject {
    fn from((): ()) -> Self {
        Self::Nothing
    }
}

impl Subject {
    /// Whether the scenario has it; requests are of a run, which the scenario does not know.
    #[must_use]
    pub fn is_in(&self, scenario: &Scenario) -> bool {
        let is_service = |id: &ServiceId| scenario.service(id).is_some();
        match self {
            Self::Nothing | Self::Broker | Self::Traffic | Self::Request(_) => true,
            Self::Step(step) => scenario.process.step(step).is_some(),
            Self::Service(service) => is_service(service),
            Self::Link(ends) => ends.iter().all(is_service),
        }
    }

    /// What it is once one scenario has become the other: a step or service whose id has changed stands where it
    /// stood, among as many, with an id that was nobody's. All else is the same.
    #[must_use]
    pub fn followed(&self, before: &Scenario, after: &Scenario) -> Self {
        let service = |id: &ServiceId| {
            let ids =
                |it: &Scenario| it.services.iter().map(|it| it.id.clone()).collect::<Vec<_>>();
            renamed(id, &ids(before), &ids(after))
        };
        match self {
            Self::Step(id) => {
                let ids = |it: &Scenario| {
                    it.process.steps.iter().map(|it| it.id.clone()).collect::<Vec<_>>()
                };
                Self::Step(renamed(id, &ids(before), &ids(after)))
            }
            Self::Service(id) => Self::Service(service(id)),
            Self::Link([one, other]) => Self::Link([service(one), service(other)]),
            Self::Nothing | Self::Broker | Self::Traffic | Self::Request(_) => self.clone(),
        }
    }

    /// The step, if it is one.
    #[must_use]
    pub const fn step(&self) -> Option<&StepId> {
        match self {
            Self::Step(step) => Some(step),
            Self::Nothing
            | Self::Service(_)
            | Self::Link(_)
            | Self::Broker
            | Self::Traffic
            | Self::Request(_) => None,
        }
    }

    /// The service that it is, or whose step it is.
    #[must_use]
    pub fn service<'a>(&'a self, scenario: &'a Scenario) -> Option<&'a ServiceId> {
        match self {
            Self::Service(service) => Some(service),
            Self::Step(step) => scenario.process.step(step).map(|step| &step.service),
            Self::Nothing | Self::Link(_) | Self::Broker | Self::Traffic | Self::Request(_) => None,
        }
    }

    /// As a few words: "step send-receipt".
    #[must_use]
    pub fn to_text(&self) -> String {
        match self {
            Self::Nothing => String::new(),
            Self::Step(step) => format!("step {step}"),
            Self::Service(service) => format!("service {service}"),
            Self::Link([one, other]) => format!("link {one} {other}"),
            Self::Broker => "broker".to_owned(),
            Self::Traffic => "traffic".to_owned(),
            Self::Request(number) => format!("request {number}"),
        }
    }

    /// What such words say; nothing where they are others.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        let mut words = text.split(' ');
        let subject = match (words.next()?, words.next(), words.next()) {
            ("", None, None) => Self::Nothing,
            ("step", Some(step), None) => Self::Step(step.into()),
            ("service", Some(service), None) => Self::Service(service.into()),
            ("link", Some(one), Some(other)) => Self::Link([one.into(), other.into()]),
            ("broker", None, None) => Self::Broker,
            ("traffic", None, None) => Self::Traffic,
            ("request", Some(number), None) => Self::Request(number.parse().ok()?),
            _ => return None,
        };
        words.next().is_none().then_some(subject)
    }
}

/// The id of a list that an id of another list has become; itself where it is still there, or nothing in its
/// place is new.
fn renamed<Id: Clone + PartialEq>(id: &Id, before: &[Id], after: &[Id]) -> Id {
    if before.len() != after.len() || after.contains(id) {
        return id.clone();
    }
    let place = before.iter().position(|it| it == id);
    let there = place.and_then(|place| after.get(place)).filter(|it| !before.contains(it));
    there.unwrap_or(id).clone()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{scenario, step};

    #[test]
    fn what_is_looked_at_follows_its_id_and_nothing_else() {
        let before = scenario([step("a"), step("b")]).build();
        let after = scenario([step("z"), step("b")]).build();
        let step_of = |id: &str| Subject::Step(id.into());
        assert_eq!(step_of("a").followed(&before, &after), step_of("z"));
        assert_eq!(step_of("b").followed(&before, &after), step_of("b"));
        assert_eq!(step_of("z").followed(&after, &before), step_of("a"), "and back");
        let service = Subject::Service("a".into());
        assert_eq!(service.followed(&before, &after), Subject::Service("z".into()));
        let link = Subject::Link(["b".into(), "a".into()]);
        assert_eq!(link.followed(&before, &after), Subject::Link(["b".into(), "z".into()]));
        // One that is gone is not the one that took its place.
        let gone = scenario([step("b")]).build();
        assert_eq!(step_of("a").followed(&before, &gone), step_of("a"));
        let moved = scenario([step("b"), step("c")]).build();
        assert_eq!(step_of("a").followed(&before, &moved), step_of("a"));
        assert_eq!(Subject::Broker.followed(&before, &after), Subject::Broker);
    }

    #[test]
    fn what_is_written_is_read() {
        for subject in [
            Subject::Nothing,
            Subject::Step("pay".into()),
            Subject::Service("bank".into()),
            Subject::Link(["shop".into(), "bank".into()]),
            Subject::Broker,
            Subject::Traffic,
            Subject::Request(7),
        ] {
            assert_eq!(Subject::from_text(&subject.to_text()), Some(subject));
        }
        for other in ["step", "request one", "link a", "link a b c", "broker x", "song"] {
            assert_eq!(Subject::from_text(other), None, "{other}");
        }
    }
}
