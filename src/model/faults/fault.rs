//! A fault: what goes wrong, when, and for how long.

use serde_json::Value;

use super::input::{self, Input};
use super::{BrokerOutage, FaultKind, Harm};
use crate::model::fields::schema_error::SchemaErrors;
use crate::model::fields::{Field, read_kind, read_object, serialize, write_object};
use crate::model::{Arrivals, Place, ServiceId, Step, StepId, Subject};
use crate::units::{Duration, Moment, Seconds};

/// Something that goes wrong for a while, from `at_s` for `for_s` seconds.
#[derive(Debug, Clone, PartialEq)]
pub struct Fault {
    /// What goes wrong, and where.
    pub what: FaultKind,
    /// When it begins.
    pub at_s: Seconds,
    /// How long it lasts; nothing for a kind that is an instant.
    pub for_s: Option<Seconds>,
}

/// When a fault is there: from `start` until just before `end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// The first moment of it.
    pub start: Moment,
    /// The first moment after it.
    pub end: Moment,
}

impl Period {
    /// Whether the moment lies inside.
    #[must_use]
    pub fn contains(self, moment: Moment) -> bool {
        self.start <= moment && moment < self.end
    }
}

impl Fault {
    /// What goes wrong from `at_s` for `for_s`; an instant, at `at_s`.
    #[must_use]
    pub fn new(what: impl Into<FaultKind>, at_s: Seconds, for_s: Seconds) -> Self {
        let what = what.into();
        let for_s = (!what.is_instant()).then_some(for_s);
        Self { what, at_s, for_s }
    }

    /// When it begins and how long it lasts, in seconds; an instant lasts 0.
    #[must_use]
    pub fn when(&self) -> (Seconds, Seconds) {
        (self.at_s, self.for_s.unwrap_or_default())
    }

    /// The same fault at another time: from `begins` for `lasts`; an instant stays one.
    #[must_use]
    pub fn timed(self, begins: Seconds, lasts: Seconds) -> Self {
        Self { at_s: begins, for_s: self.for_s.map(|_| lasts), ..self }
    }

    /// The same fault, of another length.
    #[must_use]
    pub fn lasting(self, length: Duration) -> Self {
        let begins = self.at_s;
        self.timed(begins, Seconds::clamped(length.as_seconds()))
    }

    /// The same as simulated time.
    #[must_use]
    pub fn period(&self) -> Period {
        let (at, length) = self.when();
        let start = Moment::START + at.duration();
        Period { start, end: start + length.duration() }
    }

    /// Where it happens.
    #[must_use]
    pub fn subject(&self) -> Subject {
        self.what.subject()
    }

    /// The one service that it is on, if it is on one.
    #[must_use]
    pub fn service(&self) -> Option<ServiceId> {
        match self.subject() {
            Subject::Service(service) => Some(service),
            Subject::Nothing
            | Subject::Step(_)
            | Subject::Link(_)
            | Subject::Broker
            | Subject::Traffic
            | Subject::Request(_) => None,
        }
    }

    /// Whether it is on a step: on its service, on a way to that, or on its events.
    #[must_use]
    pub fn concerns(&self, step: &Step) -> bool {
        match self.subject() {
            Subject::Step(id) => id == step.id,
            Subject::Service(service) => service == step.service,
            Subject::Link(ends) => ends.contains(&step.service),
            Subject::Broker | Subject::Traffic | Subject::Nothing | Subject::Request(_) => false,
        }
    }

    /// Its fields as a form asks for them: the kind's own, then the times.
    pub(crate) fn inputs(&mut self) -> Vec<Input<'_>> {
        let Self { what, at_s, for_s } = self;
        let mut inputs = what.inputs();
        inputs.push(Input::new("at_s", "Begins at", input::Value::Quantity(at_s)));
        inputs.extend(
            for_s.as_mut().map(|it| Input::new("for_s", "Lasts", input::Value::Quantity(it))),
        );
        inputs
    }

    /// The services that it names.
    pub(crate) fn services(&mut self) -> impl Iterator<Item = &mut ServiceId> {
        self.what.inputs().into_iter().filter_map(|it| match it.value {
            input::Value::Service(id) => Some(id),
            input::Value::Step(..)
            | input::Value::Word(..)
            | input::Value::Quantity(_)
            | input::Value::Positive(_)
            | input::Value::Whole(..) => None,
        })
    }

    /// The steps that it names.
    pub(in crate::model) fn steps(&mut self) -> impl Iterator<Item = &mut StepId> {
        self.what.inputs().into_iter().filter_map(|it| match it.value {
            input::Value::Step(id, _) => Some(id),
            input::Value::Service(_)
            | input::Value::Word(..)
            | input::Value::Quantity(_)
            | input::Value::Positive(_)
            | input::Value::Whole(..) => None,
        })
    }
}

impl FaultKind {
    /// Whether it is the same kind at the same place as another one, however bad each is.
    #[must_use]
    pub fn is_like(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
            && self.subject() == other.subject()
    }

    /// Whether it can happen where requests arrive like this: in a closed loop no more can arrive.
    #[must_use]
    pub fn fits(&self, arrivals: Arrivals) -> bool {
        let is_traffic = |harm: &Harm| matches!(harm, Harm::Traffic { .. });
        arrivals != Arrivals::Closed || !self.harms().iter().any(is_traffic)
    }
}

/// The field that says of which kind it is.
const TAG: &str = "kind";

impl Field for Fault {
    fn read(&mut self, value: &Value, place: Place, schema_errors: &mut SchemaErrors) -> bool {
        let kind = read_kind(value, place, TAG, FaultKind::IN_DOCUMENTS, schema_errors);
        let Some(mut what) = kind.and_then(FaultKind::called) else { return false };
        let (mut at_s, mut for_s) = (Seconds::default(), Seconds::default());
        let names = what.names();
        let mut fields = what.fields();
        fields.push(&mut at_s);
        // An instant has no name for it.
        if fields.len() < names.len() {
            fields.push(&mut for_s);
        }
        let whole = read_object(value, place, names, &mut fields, Some(TAG), schema_errors);
        *self = Self::new(what, at_s, for_s);
        whole
    }

    fn write(&self) -> Value {
        // The fields are listed once, for reading: writing looks at a copy.
        let Self { mut what, mut at_s, for_s } = self.clone();
        let (word, names) = (what.words().document, what.names());
        let mut fields = what.fields();
        fields.push(&mut at_s);
        let mut for_s = for_s.unwrap_or_default();
        if fields.len() < names.len() {
            fields.push(&mut for_s);
        }
        let fields: Vec<&dyn Field> = fields.iter().map(|it| &**it).collect();
        write_object(Some((TAG, word)), names, &fields)
    }
}

serialize!(Fault);

impl Default for Fault {
    /// One that changes nothing.
    fn default() -> Self {
        Self::new(BrokerOutage, Seconds::default(), Seconds::default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::check;
    use crate::model::faults::{Crash, Partition, Poison, TrafficSpike};
    use crate::model::{Process, Scenario, Service};

    fn lasting(what: impl Into<FaultKind>) -> Fault {
        Fault::new(what, Seconds::clamped(1.0), Seconds::clamped(2.0))
    }

    #[test]
    fn a_fault_is_on_the_steps_of_its_services_or_on_its_own() {
        let pay = Step { id: "pay".into(), service: "bank".into(), ..Step::default() };
        for (what, service, concerns) in [
            (Crash::refusing("bank".into()).into(), Some("bank"), true),
            (Crash::refusing("shop".into()).into(), Some("shop"), false),
            (Partition { between: ["shop".into(), "bank".into()] }.into(), None, true),
            (Poison { step: "pay".into(), one_in: 2 }.into(), None, true),
            (BrokerOutage.into(), None, false),
            (FaultKind::from(TrafficSpike::THREEFOLD), None, false),
        ] {
            let fault = lasting(what);
            assert_eq!(fault.service(), service.map(ServiceId::from));
            assert_eq!(fault.concerns(&pay), concerns, "{fault:?}");
        }
    }

    #[test]
    fn what_a_fault_names_can_be_followed() {
        let mut cut = lasting(Partition { between: ["shop".into(), "bank".into()] });
        for named in cut.services() {
            *named = format!("{named}-2").into();
        }
        assert_eq!(cut.subject(), Subject::Link(["shop-2".into(), "bank-2".into()]));
        assert_eq!(cut.steps().count(), 0);
    }

    #[test]
    fn another_time_leaves_what_goes_wrong() {
        let crash = lasting(Crash::refusing("bank".into()));
        let later = crash.clone().timed(Seconds::clamped(7.0), Seconds::clamped(3.0));
        assert_eq!((&later.what, later.when().0), (&crash.what, Seconds::clamped(7.0)));
        assert_eq!(crash.lasting(Duration::from_seconds(5.0)).for_s, Some(Seconds::clamped(5.0)));
    }

    #[test]
    fn every_kind_that_there_is_must_last() {
        let step = Step { id: "pay".into(), service: "bank".into(), ..Step::default() };
        let scenario = Scenario {
            process: Process { steps: vec![step], ..Process::default() },
            services: vec![Service { id: "bank".into(), ..Service::default() }],
            faults: vec![Fault { for_s: None, ..lasting(Crash::refusing("bank".into())) }],
            ..Scenario::default()
        };
        let problems: Vec<String> = check(&scenario).iter().map(ToString::to_string).collect();
        assert_eq!(problems, ["/faults/0: found no `for_s`; expected the field `for_s`"]);
    }
}
