//! What can go wrong in a scenario, and where: what a press makes is valid as it stands, and of a
//! strength that shows.

use super::FaultKind;
use crate::model::links::is_same;
use crate::model::{Design, Mode, ServiceId, Step, StepId, Subject, links};

/// What a press of a button lets go wrong.
#[derive(Debug, Clone, PartialEq)]
pub struct Offer {
    /// What stands on the button.
    pub text: String,
    /// What goes wrong once it is pressed.
    pub what: FaultKind,
}

/// A place at which something may go wrong.
#[derive(Debug, Clone, Copy)]
pub struct Spot<'a> {
    /// The design.
    pub design: &'a Design,
    /// With what of it.
    pub subject: &'a Subject,
    /// The service from which it is looked at, where it is from one: that names a link's other end.
    pub seen_from: Option<&'a ServiceId>,
}

impl Offer {
    pub(super) fn new(text: impl Into<String>, what: impl Into<FaultKind>) -> Self {
        Self { text: text.into(), what: what.into() }
    }
}

impl<'a> Spot<'a> {
    /// The service that it is, if the design has it.
    pub(super) fn service(&self) -> Option<&'a ServiceId> {
        match self.subject {
            Subject::Service(id) => Some(id).filter(|id| self.design.service(id).is_some()),
            Subject::Nothing
            | Subject::Step(_)
            | Subject::Link(_)
            | Subject::Broker
            | Subject::Traffic
            | Subject::Request(_) => None,
        }
    }

    /// The two ends that it lies between, if calls go there.
    pub(super) fn link(&self) -> Option<&'a [ServiceId; 2]> {
        match self.subject {
            Subject::Link(ends) => {
                Some(ends).filter(|_| links(self.design).iter().any(|link| is_same(link, ends)))
            }
            Subject::Nothing
            | Subject::Step(_)
            | Subject::Service(_)
            | Subject::Broker
            | Subject::Traffic
            | Subject::Request(_) => None,
        }
    }

    /// The step that it is, if the design has it and it reacts to an event.
    pub(super) fn consumer(&self) -> Option<&'a StepId> {
        let step = self.subject.step()?;
        self.design.process.step(step).filter(|it| reacts(it)).map(|_| step)
    }

    /// Whether it is the broker, and anything needs it.
    pub(super) fn is_broker(&self) -> bool {
        *self.subject == Subject::Broker && self.design.process.steps.iter().any(reacts)
    }

    /// Whether it is what arrives.
    pub(super) fn is_traffic(&self) -> bool {
        *self.subject == Subject::Traffic
    }

    /// What people call a service of the design.
    pub(super) fn label(&self, id: &'a ServiceId) -> &'a str {
        self.design.service(id).map_or(id.as_str(), |service| service.label())
    }
}

/// Whether a step reacts to an event.
pub(super) fn reacts(step: &Step) -> bool {
    step.mode == Mode::Event
}

impl FaultKind {
    /// What can go wrong in a place, in the order in which it is offered; nothing where that is not in
    /// the design, or nothing would come of it.
    #[must_use]
    pub fn offers(spot: &Spot) -> Vec<Offer> {
        let mut all = Self::all_offers(spot);
        all.retain(|(_, offer)| offer.what.fits(spot.design.workload.arrivals));
        all.sort_by_key(|(rank, _)| *rank);
        all.into_iter().map(|(_, offer)| offer).collect()
    }

    /// Everything of a design that something can go wrong with: its services, the ways that calls take
    /// between them, the broker and the steps that react to events, and what arrives.
    #[must_use]
    pub fn subjects(design: &Design) -> Vec<Subject> {
        let services = design.services.iter().map(|it| Subject::Service(it.id.clone()));
        let links = links(design).into_iter().map(Subject::Link);
        let steps = design.process.steps.iter().map(|it| Subject::Step(it.id.clone()));
        let mut subjects: Vec<Subject> = services.chain(links).collect();
        subjects.push(Subject::Broker);
        subjects.extend(steps);
        subjects.push(Subject::Traffic);
        subjects
            .retain(|subject| !Self::offers(&Spot { design, subject, seen_from: None }).is_empty());
        subjects
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Arrivals, Edit, Fault, Process, Scenario, Service};
    use crate::units::Seconds;

    /// A shop that has `pay` called; `mail` follows as an event.
    fn scenario() -> Scenario {
        let step = |id: &str, after: &[&str], mode| Step {
            id: id.into(),
            service: id.into(),
            after: after.iter().map(|&it| it.into()).collect(),
            mode,
            ..Step::default()
        };
        let steps = vec![
            step("shop", &[], Mode::RequestResponse),
            step("pay", &["shop"], Mode::RequestResponse),
            step("mail", &["pay"], Mode::Event),
        ];
        let services =
            ["shop", "pay", "mail"].map(|id| Service { id: id.into(), ..Service::default() });
        let process = Process { entry: Some("shop".into()), steps, ..Process::default() };
        Scenario { process, services: services.into(), ..Scenario::default() }
    }

    fn at(design: &Design, subject: &Subject) -> Vec<Offer> {
        FaultKind::offers(&Spot { design, subject, seen_from: None })
    }

    #[test]
    fn every_kind_at_every_place_that_offers_it_is_valid_and_knows_where_it_is() {
        let design = Design::check(scenario()).unwrap();
        let mut offered = Vec::new();
        for subject in FaultKind::subjects(&design) {
            for Offer { text, what } in at(&design, &subject) {
                let (at_s, for_s) = (Seconds::clamped(20.0), Seconds::clamped(10.0));
                let fault = Fault::new(what.clone(), at_s, for_s);
                let lasts = if what.is_instant() { Seconds::default() } else { for_s };
                assert_eq!((fault.subject(), fault.when()), (subject.clone(), (at_s, lasts)));
                assert!(what.is_like(&fault.what) && !what.harms().is_empty(), "{text}");
                assert!(!text.is_empty() && !what.trouble().is_empty());
                Edit::AddFault(fault).apply(&design).unwrap();
                offered.push(what.words());
            }
        }
        for words in FaultKind::ALL {
            assert!(offered.contains(words), "{} is offered nowhere", words.document);
        }
    }

    #[test]
    fn no_two_kinds_are_called_the_same() {
        for (index, words) in FaultKind::ALL.iter().enumerate() {
            let mut others = FaultKind::ALL.iter().skip(index + 1);
            assert!(others.all(|it| it.document != words.document && it.one != words.one));
        }
    }

    #[test]
    fn what_a_design_does_not_have_cannot_break() {
        let mail = Subject::Step("mail".into());
        let design = Design::check(scenario()).unwrap();
        assert_eq!(at(&design, &mail).len(), 2);
        let mut calls = scenario();
        calls.process.steps[2].mode = Mode::RequestResponse;
        calls.workload.arrivals = Arrivals::Closed;
        calls.workload.users = Some(5);
        let calls = Design::check(calls).unwrap();
        assert!(at(&calls, &mail).is_empty());
        let all = FaultKind::subjects(&calls);
        assert!(!all.contains(&Subject::Broker) && !all.contains(&Subject::Traffic));
        assert!(at(&calls, &Subject::Service("nobody".into())).is_empty());
        for (ends, kinds) in [(["pay", "shop"], 1), (["pay", "pay"], 0), (["pay", "mail"], 0)] {
            let link = Subject::Link(ends.map(Into::into));
            assert_eq!(at(&calls, &link).len(), kinds, "{ends:?}");
        }
    }
}
