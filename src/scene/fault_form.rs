//! A fault as a form: its fields, each as a text with its unit, and back.
//!
//! What cannot be read, or would not be valid, is told at its field in the words of the model.

use crate::model::{CrashBehaviour, Fault, Mode, Scenario, ServiceId, StepId, check};
use crate::units::{Factor, OutOfRange, Ratio, Seconds};

/// A field of a fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FaultField {
    /// The service it is on.
    Service,
    /// The one of two services.
    One,
    /// The other.
    Other,
    /// The step whose events are poison.
    Step,
    /// What a crashed service does to calls.
    Behaviour,
    /// How many times as slow, or as many.
    Factor,
    /// The share of work that fails.
    Ratio,
    /// One event in so many.
    OneIn,
    /// When it begins.
    At,
    /// How long it lasts.
    For,
}

/// What is wrong with a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// Which field.
    pub field: FaultField,
    /// What was found and what would be right, as a sentence.
    pub text: String,
}

impl FaultField {
    /// The fields of a fault, in the order of its form.
    #[must_use]
    pub fn of(fault: &Fault) -> Vec<Self> {
        let own: &[Self] = match fault {
            Fault::Crash { .. } => &[Self::Service, Self::Behaviour],
            Fault::Slowdown { .. } => &[Self::Service, Self::Factor],
            Fault::Errors { .. } => &[Self::Service, Self::Ratio],
            Fault::Partition { .. } => &[Self::One, Self::Other],
            Fault::BrokerOutage { .. } => &[],
            Fault::TrafficSpike { .. } => &[Self::Factor],
            Fault::Poison { .. } => &[Self::Step, Self::OneIn],
        };
        own.iter().copied().chain([Self::At, Self::For]).collect()
    }

    /// As it is called in a document.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Service => "service",
            Self::One => "between/0",
            Self::Other => "between/1",
            Self::Step => "step",
            Self::Behaviour => "behaviour",
            Self::Factor => "factor",
            Self::Ratio => "ratio",
            Self::OneIn => "one_in",
            Self::At => "at_s",
            Self::For => "for_s",
        }
    }

    /// What people call it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Service => "Service",
            Self::One => "Between",
            Self::Other => "and",
            Self::Step => "Step",
            Self::Behaviour => "Calls meanwhile",
            Self::Factor => "Factor",
            Self::Ratio => "Share that fails",
            Self::OneIn => "One event in",
            Self::At => "Begins at",
            Self::For => "Lasts",
        }
    }

    /// What stands behind the number.
    #[must_use]
    pub const fn unit(self) -> &'static str {
        match self {
            Self::Factor => "×",
            Self::Ratio => "of 1",
            Self::At | Self::For => "s",
            Self::Service
            | Self::One
            | Self::Other
            | Self::Step
            | Self::Behaviour
            | Self::OneIn => "",
        }
    }

    /// What can be chosen, each as it is written and as it is called; nothing where it is a number.
    #[must_use]
    pub fn choices(self, scenario: &Scenario) -> Vec<(String, String)> {
        match self {
            Self::Service | Self::One | Self::Other => {
                let named = scenario.services.iter();
                named.map(|it| (it.id.to_string(), it.label().to_owned())).collect()
            }
            Self::Step => {
                let steps = scenario.process.steps.iter().filter(|it| it.mode == Mode::Event);
                steps.map(|it| (it.id.to_string(), it.label().to_owned())).collect()
            }
            Self::Behaviour => {
                [("refuse", "are refused at once"), ("swallow", "are never answered")]
                    .map(|(word, label)| (word.to_owned(), label.to_owned()))
                    .into()
            }
            Self::Factor | Self::Ratio | Self::OneIn | Self::At | Self::For => Vec::new(),
        }
    }

    /// What stands in this field of a fault; empty where it has no such field.
    #[must_use]
    pub fn text(self, fault: &Fault) -> String {
        let (at, length) = fault.when();
        match (self, fault) {
            (Self::At, _) => at.to_string(),
            (Self::For, _) => length.to_string(),
            (
                Self::Service,
                Fault::Crash { service, .. }
                | Fault::Slowdown { service, .. }
                | Fault::Errors { service, .. },
            ) => service.to_string(),
            (Self::One, Fault::Partition { between: [one, _], .. }) => one.to_string(),
            (Self::Other, Fault::Partition { between: [_, other], .. }) => other.to_string(),
            (Self::Step, Fault::Poison { step, .. }) => step.to_string(),
            (Self::OneIn, Fault::Poison { one_in, .. }) => one_in.to_string(),
            (Self::Behaviour, Fault::Crash { behaviour, .. }) => match behaviour {
                CrashBehaviour::Refuse => "refuse".to_owned(),
                CrashBehaviour::Swallow => "swallow".to_owned(),
            },
            (Self::Factor, Fault::Slowdown { factor, .. } | Fault::TrafficSpike { factor, .. }) => {
                factor.to_string()
            }
            (Self::Ratio, Fault::Errors { ratio, .. }) => ratio.to_string(),
            _ => String::new(),
        }
    }

    /// Sets this field of a fault to what was written.
    ///
    /// # Errors
    /// What was found and what would be right.
    pub fn set(self, fault: &mut Fault, text: &str) -> Result<(), Wrong> {
        let text = text.trim();
        match (self, &mut *fault) {
            (
                Self::Service,
                Fault::Crash { service, .. }
                | Fault::Slowdown { service, .. }
                | Fault::Errors { service, .. },
            ) => *service = ServiceId::from(text),
            (Self::One, Fault::Partition { between: [one, _], .. }) => *one = ServiceId::from(text),
            (Self::Other, Fault::Partition { between: [_, other], .. }) => {
                *other = ServiceId::from(text);
            }
            (Self::Step, Fault::Poison { step, .. }) => *step = StepId::from(text),
            (Self::Behaviour, Fault::Crash { behaviour, .. }) => {
                *behaviour = match text {
                    "swallow" => CrashBehaviour::Swallow,
                    _ => CrashBehaviour::Refuse,
                };
            }
            (Self::Factor, Fault::Slowdown { factor, .. } | Fault::TrafficSpike { factor, .. }) => {
                *factor = self.number(text, Factor::new)?;
            }
            (Self::Ratio, Fault::Errors { ratio, .. }) => *ratio = self.number(text, Ratio::new)?,
            (Self::OneIn, Fault::Poison { one_in, .. }) => {
                let whole = || format!("a whole number from 1 to {}", u32::MAX);
                *one_in = text.parse().map_err(|_| self.wrong(text, &whole()))?;
            }
            (Self::At, _) => {
                let (_, length) = fault.when();
                *fault = fault.clone().timed(self.number(text, Seconds::new)?, length);
            }
            (Self::For, _) => {
                let (at, _) = fault.when();
                *fault = fault.clone().timed(at, self.number(text, Seconds::new)?);
            }
            _ => {}
        }
        Ok(())
    }

    fn number<T>(self, text: &str, new: fn(f64) -> Result<T, OutOfRange>) -> Result<T, Wrong> {
        // A comma is how half of the world writes a point.
        let number = text.replace(',', ".").parse().unwrap_or(f64::NAN);
        new(number).map_err(|range| self.wrong(text, range.expected))
    }

    fn wrong(self, found: &str, expected: &str) -> Wrong {
        let found = if found.is_empty() { "nothing".to_owned() } else { format!("“{found}”") };
        Wrong { field: self, text: format!("Found {found}; expected {expected}.") }
    }
}

/// A fault with these texts in its fields; `index` is where it stands, or would, in the scenario.
///
/// # Errors
/// What is wrong, at each field.
pub fn read(
    scenario: &Scenario,
    index: usize,
    fault: &Fault,
    texts: &[(FaultField, String)],
) -> Result<Fault, Vec<Wrong>> {
    let mut read = fault.clone();
    let wrong: Vec<Wrong> =
        texts.iter().filter_map(|(field, text)| field.set(&mut read, text).err()).collect();
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let mut changed = scenario.clone();
    match changed.faults.get_mut(index) {
        Some(place) => *place = read.clone(),
        None => changed.faults.push(read.clone()),
    }
    let here = format!("/faults/{index}/");
    let told: Vec<Wrong> = (check(&changed).into_iter())
        .filter_map(|problem| {
            let name = problem.pointer.as_str().strip_prefix(&here)?;
            let fields = FaultField::of(&read);
            // What is wrong with both ends of a link is told at the second.
            let field = fields.iter().rev().find(|field| field.name().starts_with(name));
            let text = format!("Found {}; expected {}.", problem.found, problem.expected);
            Some(Wrong { field: field.copied().unwrap_or(FaultField::At), text })
        })
        .collect();
    if told.is_empty() { Ok(read) } else { Err(told) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Coordination, FaultKind, Subject};
    use crate::scene::fixture;

    fn scenario() -> Scenario {
        let call = Mode::RequestResponse;
        let steps = vec![
            fixture::step("pay", &[], call),
            fixture::step("stock", &["pay"], call),
            fixture::step("mail", &["stock"], Mode::Event),
        ];
        fixture::scenario(Coordination::Orchestrated, steps)
    }

    fn faults(scenario: &Scenario) -> Vec<Fault> {
        let (at_s, for_s) = (Seconds::clamped(2.5), Seconds::clamped(10.0));
        let subjects = FaultKind::subjects(scenario);
        let of = |it: &Subject| {
            let kinds = FaultKind::at(it, scenario).iter();
            kinds.filter_map(|kind| kind.fault(it, at_s, for_s)).collect::<Vec<_>>()
        };
        subjects.iter().flat_map(of).collect()
    }

    fn edited(fault: &Fault, changes: &[(FaultField, &str)]) -> Result<Fault, Vec<Wrong>> {
        let texts: Vec<_> = changes.iter().map(|&(field, text)| (field, text.to_owned())).collect();
        read(&scenario(), 0, fault, &texts)
    }

    #[test]
    fn what_a_form_shows_is_read_as_it_was() {
        let scenario = scenario();
        for fault in faults(&scenario) {
            let texts: Vec<_> =
                FaultField::of(&fault).into_iter().map(|it| (it, it.text(&fault))).collect();
            assert!(texts.iter().all(|(_, text)| !text.is_empty()), "{texts:?}");
            assert_eq!(read(&scenario, 0, &fault, &texts), Ok(fault.clone()));
            for (field, text) in texts {
                let choices = field.choices(&scenario);
                assert!(choices.is_empty() || choices.iter().any(|(word, _)| *word == text));
            }
        }
    }

    #[test]
    fn each_field_is_read_and_what_is_wrong_is_told_there() {
        let slow = FaultKind::Slowdown
            .fault(&Subject::Service("pay".into()), Seconds::default(), Seconds::clamped(1.0))
            .unwrap();
        let changed = edited(
            &slow,
            &[(FaultField::Factor, "1,5"), (FaultField::At, " 7 "), (FaultField::Service, "stock")],
        );
        let changed = changed.unwrap();
        assert_eq!(changed.subject(), Subject::Service("stock".into()));
        assert_eq!(FaultField::Factor.text(&changed), "1.5");
        assert_eq!(changed.when().0, Seconds::clamped(7.0));
        for (field, text, said) in [
            (FaultField::Factor, "five", "Found “five”; expected a factor from 0 to 1e6."),
            (FaultField::Factor, "0", "Found 0; expected a factor of more than 0."),
            (FaultField::At, "-1", "Found “-1”; expected a number of seconds from 0 to 1e6."),
            (FaultField::For, "", "Found nothing; expected a number of seconds from 0 to 1e6."),
        ] {
            let wrong = edited(&slow, &[(field, text)]).unwrap_err();
            assert_eq!(wrong, [Wrong { field, text: said.to_owned() }]);
        }
    }

    #[test]
    fn all_that_is_wrong_is_told_at_once() {
        let slow = FaultKind::Slowdown
            .fault(&Subject::Service("pay".into()), Seconds::default(), Seconds::clamped(1.0))
            .unwrap();
        let wrong = edited(&slow, &[(FaultField::Factor, "x"), (FaultField::For, "y")]);
        let fields: Vec<FaultField> = wrong.unwrap_err().iter().map(|it| it.field).collect();
        assert_eq!(fields, [FaultField::Factor, FaultField::For]);
    }

    #[test]
    fn the_two_ends_of_a_link_are_different_services() {
        let link = Subject::Link(["shop".into(), "pay".into()]);
        let cut = FaultKind::Partition.fault(&link, Seconds::default(), Seconds::clamped(1.0));
        let cut = cut.unwrap();
        let wrong = edited(&cut, &[(FaultField::Other, "shop")]).unwrap_err();
        assert_eq!(wrong.len(), 1);
        assert_eq!(wrong[0].field, FaultField::Other);
        assert_eq!(wrong[0].text, "Found `shop` twice; expected two different services.");
        assert!(edited(&cut, &[(FaultField::Other, "stock")]).is_ok());
    }
}
