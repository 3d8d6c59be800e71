//! A fault as a form: its fields, each as a text with its unit, and back.
//!
//! What is asked for, each kind says itself (`model::faults`). What cannot be read, or would not be
//! valid, is told at its field in the words of the model.

use super::setting::{SHARE, is_share};
use crate::model::faults::input::{Input, Value};
use crate::model::fields::schema_error::SchemaErrors;
use crate::model::{Fault, Place, Scenario, ServiceId, StepId, check};
use crate::units::Quantity;
use crate::units::typed::{self, NotRead, quantity};

/// A field of a fault, as a form shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FaultField {
    /// Where it stands in the fault: "factor", "between/0".
    pub name: String,
    /// What people call it.
    pub label: &'static str,
    /// What stands behind the number; empty where it is none, or a plain one.
    pub unit: &'static str,
    /// What can be chosen, each as it is written and as it is called; nothing where it is a number.
    pub choices: Vec<(String, String)>,
    /// What stands there.
    pub text: String,
}

/// What is wrong with a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// Which field, by its name.
    pub field: String,
    /// What was found and what would be right, as a sentence.
    pub text: String,
}

/// The fields of a fault of a scenario, in the order of its form.
#[must_use]
pub fn fields(scenario: &Scenario, fault: &Fault) -> Vec<FaultField> {
    let mut fault = fault.clone();
    let field = |input: Input| FaultField {
        name: input.name(),
        label: input.label,
        unit: unit(&input.value),
        choices: choices(&input.value, scenario),
        text: text(&input.value),
    };
    fault.inputs().into_iter().map(field).collect()
}

/// What stands behind a number.
fn unit(value: &Value) -> &'static str {
    match value {
        Value::Quantity(it) | Value::Positive(it) => it.unit(),
        Value::Service(_) | Value::Step(..) | Value::Word(..) | Value::Whole(..) => "",
    }
}

fn choices(value: &Value, scenario: &Scenario) -> Vec<(String, String)> {
    match value {
        Value::Service(_) => {
            let named = scenario.services.iter();
            named.map(|it| (it.id.to_string(), it.label().to_owned())).collect()
        }
        Value::Step(_, fits) => {
            let steps = scenario.process.steps.iter().filter(|it| fits(it));
            steps.map(|it| (it.id.to_string(), it.label().to_owned())).collect()
        }
        Value::Word(_, words) => {
            words.iter().map(|&(word, label)| (word.to_owned(), label.to_owned())).collect()
        }
        Value::Quantity(_) | Value::Positive(_) | Value::Whole(..) => Vec::new(),
    }
}

fn text(value: &Value) -> String {
    match value {
        Value::Service(id) => id.to_string(),
        Value::Step(id, _) => id.to_string(),
        Value::Word(word, _) => word.write().as_str().unwrap_or_default().to_owned(),
        Value::Quantity(it) | Value::Positive(it) => {
            typed::shown(it.number(), it.unit()).to_string()
        }
        Value::Whole(it, _) => it.to_string(),
    }
}

/// Sets a field to what was written.
///
/// # Errors
/// What would be right, as a phrase.
fn set(value: Value, text: &str) -> Result<(), String> {
    match value {
        Value::Service(id) => *id = ServiceId::from(text),
        Value::Step(id, _) => *id = StepId::from(text),
        // One of the words that were there to choose from: anything else leaves what was chosen.
        Value::Word(word, _) => {
            word.read(&text.into(), Place::Document, &mut SchemaErrors::default());
        }
        Value::Quantity(it) | Value::Positive(it) => set_number(it, text)?,
        Value::Whole(it, least) => {
            let whole = || format!("a whole number from {least} to {}", u32::MAX);
            let read = quantity(text, "").map_err(|why| asked(why, whole))?;
            let is_whole = read.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(&read);
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // looked at first
            let read = is_whole.then_some(read as u32);
            *it = read.ok_or_else(whole)?;
        }
    }
    Ok(())
}

fn set_number(number: &mut dyn Quantity, text: &str) -> Result<(), String> {
    let read = match quantity(text, number.unit()) {
        Err(doubt @ NotRead::Doubtful { .. }) => return Err(asked(doubt, String::new)),
        Err(NotRead::NoNumber) => f64::NAN,
        Ok(read) => typed::written(read, number.unit()),
    };
    number.become_number(read).map_err(|range| {
        if is_share(range.expected) { SHARE.to_owned() } else { range.expected.to_owned() }
    })
}

/// What would be right where a text could be two numbers; otherwise what would be anyway.
fn asked(why: NotRead, otherwise: impl Fn() -> String) -> String {
    match why {
        NotRead::Doubtful { right, .. } => right,
        NotRead::NoNumber => otherwise(),
    }
}

/// A fault with these texts in the fields that they name; `index` is where it stands, or would, in the
/// scenario.
///
/// # Errors
/// What is wrong, at each field.
pub fn read(
    scenario: &Scenario,
    index: usize,
    fault: &Fault,
    texts: &[(String, String)],
) -> Result<Fault, Vec<Wrong>> {
    let mut read = fault.clone();
    let mut wrong = Vec::new();
    for input in read.inputs() {
        let field = input.name();
        let Some((_, text)) = texts.iter().find(|(name, _)| *name == field) else { continue };
        let text = text.trim();
        if let Err(expected) = set(input.value, text) {
            let found =
                if text.is_empty() { "nothing".to_owned() } else { format!("“{text}”") };
            wrong.push(Wrong { field, text: format!("Found {found}; expected {expected}.") });
        }
    }
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let mut changed = scenario.clone();
    match changed.faults.get_mut(index) {
        Some(place) => *place = read.clone(),
        None => changed.faults.push(read.clone()),
    }
    let here = format!("/faults/{index}/");
    let names: Vec<String> = read.inputs().iter().map(Input::name).collect();
    let told: Vec<Wrong> = (check(&changed).into_iter())
        .filter_map(|problem| {
            let name = problem.pointer.as_str().strip_prefix(&here)?;
            // What is wrong with both ends of a link is told at the second; with all of it, where it
            // begins.
            let field = names.iter().rev().find(|field| field.starts_with(name));
            let field = field.cloned().unwrap_or_else(|| "at_s".to_owned());
            let text = format!("Found {}; expected {}.", problem.found, problem.expected);
            Some(Wrong { field, text })
        })
        .collect();
    if told.is_empty() { Ok(read) } else { Err(told) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Spot;
    use crate::model::faults::{
        BrokerOutage, Crash, Errors, Partition, Poison, Slowdown, TrafficSpike,
    };
    use crate::model::{Design, FaultKind, Subject};
    use crate::testing::{shop, step};
    use crate::units::{Factor, Seconds};

    fn design() -> Design {
        let mail = step("mail").after(["stock"]).event();
        shop([step("pay"), step("stock").after(["pay"]), mail]).design()
    }

    fn faults(design: &Design) -> Vec<Fault> {
        let subjects = FaultKind::subjects(design);
        let of = |subject: &Subject| FaultKind::offers(&Spot { design, subject, seen_from: None });
        subjects.iter().flat_map(of).map(|offer| fault(offer.what)).collect()
    }

    fn fault(what: impl Into<FaultKind>) -> Fault {
        Fault::new(what, Seconds::clamped(2.5), Seconds::clamped(10.0))
    }

    fn edited(fault: &Fault, changes: &[(&str, &str)]) -> Result<Fault, Vec<Wrong>> {
        let texts: Vec<_> =
            changes.iter().map(|&(field, text)| (field.to_owned(), text.to_owned())).collect();
        read(&design(), 0, fault, &texts)
    }

    #[test]
    fn what_a_form_shows_is_read_as_it_was() {
        let design = design();
        for fault in faults(&design) {
            let fields = fields(&design, &fault);
            assert!(fields.iter().all(|it| !it.text.is_empty()), "{fields:?}");
            let texts: Vec<_> =
                fields.iter().map(|it| (it.name.clone(), it.text.clone())).collect();
            assert_eq!(read(&design, 0, &fault, &texts), Ok(fault.clone()));
            for FaultField { choices, text, .. } in fields {
                assert!(choices.is_empty() || choices.iter().any(|(word, _)| *word == text));
            }
        }
    }

    #[test]
    fn each_field_has_its_label_its_unit_and_what_can_be_chosen() {
        let told = |what: FaultKind| {
            let fields = fields(&design(), &fault(what)).into_iter();
            fields
                .map(|it| format!("{} {} {}", it.label, it.unit, it.choices.len()))
                .collect::<Vec<_>>()
                .join(", ")
        };
        let pay = || "pay".into();
        let when = "Begins at s 0, Lasts s 0";
        for (what, own) in [
            (Crash::refusing(pay()).into(), "Service  4, Calls meanwhile  2, "),
            (Slowdown::of(pay()).into(), "Service  4, Factor × 0, "),
            (
                Errors { service: pay(), ..Errors::default() }.into(),
                "Service  4, Share that fails % 0, ",
            ),
            (Partition::default().into(), "Between  4, and  4, "),
            (BrokerOutage.into(), ""),
            (TrafficSpike::THREEFOLD.into(), "Factor × 0, "),
            (Poison::default().into(), "Step  1, One event in  0, "),
        ] {
            assert_eq!(told(what), format!("{own}{when}"));
        }
    }

    #[test]
    fn each_field_is_read_and_what_is_wrong_is_told_there() {
        let slow = fault(Slowdown::of("pay".into()));
        let changed = edited(&slow, &[("factor", "1,5"), ("at_s", " 7 "), ("service", "stock")]);
        let stock = Slowdown { service: "stock".into(), factor: Factor::clamped(1.5) };
        let expected = Fault::new(stock, Seconds::clamped(7.0), Seconds::clamped(10.0));
        assert_eq!(changed, Ok(expected));
        for (field, text, said) in [
            ("factor", "five", "Found “five”; expected a factor from 0 to 1e6."),
            ("factor", "0", "Found 0; expected a factor of more than 0."),
            ("at_s", "-1", "Found “-1”; expected a number of seconds from 0 to 1e6."),
            ("for_s", "", "Found nothing; expected a number of seconds from 0 to 1e6."),
        ] {
            let wrong = edited(&slow, &[(field, text)]).unwrap_err();
            assert_eq!(wrong, [Wrong { field: field.to_owned(), text: said.to_owned() }]);
        }
        let silent = edited(&fault(Crash::refusing("pay".into())), &[("behaviour", "swallow")]);
        assert_eq!(silent, Ok(fault(Crash::swallowing("pay".into()))));
        let poison = fault(Poison { step: "mail".into(), one_in: 10 });
        for (text, found) in [("0", "0"), ("many", "“many”")] {
            let wrong = edited(&poison, &[("one_in", text)]).unwrap_err();
            let said = format!("Found {found}; expected a whole number from 1 to 4294967295.");
            assert_eq!(wrong, [Wrong { field: "one_in".to_owned(), text: said }]);
        }
    }

    #[test]
    fn all_that_is_wrong_is_told_at_once() {
        let slow = fault(Slowdown::of("pay".into()));
        let wrong = edited(&slow, &[("factor", "x"), ("for_s", "y")]).unwrap_err();
        let fields: Vec<&str> = wrong.iter().map(|it| it.field.as_str()).collect();
        assert_eq!(fields, ["factor", "for_s"]);
    }

    #[test]
    fn the_two_ends_of_a_link_are_different_services() {
        let cut = fault(Partition { between: ["shop".into(), "pay".into()] });
        let wrong = edited(&cut, &[("between/1", "shop")]).unwrap_err();
        assert_eq!(wrong.len(), 1);
        assert_eq!(wrong[0].field, "between/1");
        assert_eq!(wrong[0].text, "Found `shop` twice; expected two different services.");
        assert!(edited(&cut, &[("between/1", "stock")]).is_ok());
    }
}
