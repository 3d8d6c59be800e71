//! A value into a field: from what was typed to a new design, or to what is wrong with it.

use serde_json::Value;

use super::{Control, FieldSpec};
use crate::exchange::document;
use crate::model::edit::{distribute, names_of};
use crate::model::fields::Field;
use crate::model::fields::schema_error::SchemaErrors;
use crate::model::{Place, Pointer, Problem, Scenario, Work};
use crate::units::Ratio;
use crate::units::typed::{NotRead, PER_CENT, quantity, several, shown, written};

/// What is wrong with what was entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Complaint {
    /// Where else in the design, in words; nothing where it is in the field itself.
    pub elsewhere: Option<String>,
    /// What was found, and what would be right, as a sentence.
    pub sentence: String,
}

/// A length of time as a value, distributed differently; see [`distribute()`]. What is none at all
/// begins with the default.
#[must_use]
pub fn distributed(value: &Value, distribution: &str) -> Option<Value> {
    let mut work = Work::default();
    work.read(value, Place::Document, &mut SchemaErrors::default());
    distribute(&work, distribution).map(|work| work.write())
}

/// The value that somebody typed into a field; nothing for an empty one that has a default. What is not
/// of the right kind stays a text, so that the problem says what was found.
///
/// # Errors
/// What could be two numbers.
pub fn typed(spec: &FieldSpec, text: &str) -> Result<Option<Value>, Complaint> {
    let text = text.trim();
    if text.is_empty() && spec.default.is_some() {
        return Ok(None);
    }
    let read = |read: Result<Value, NotRead>| match read {
        Ok(value) => Ok(value),
        Err(NotRead::NoNumber) => Ok(Value::from(text)),
        Err(doubt @ NotRead::Doubtful { .. }) => {
            Err(Complaint { elsewhere: None, sentence: doubt.to_string() })
        }
    };
    Ok(Some(match &spec.control {
        Control::Number(_) => match text.parse::<u64>() {
            // To the last digit, however many there are.
            Ok(whole) if spec.unit != PER_CENT => Value::from(whole),
            Ok(_) | Err(_) => {
                read(quantity(text, spec.unit).map(|it| number(written(it, spec.unit))))?
            }
        },
        Control::Numbers(_) => {
            let values = several(text, spec.unit);
            read(
                values.map(|it| it.into_iter().map(|it| number(written(it, spec.unit))).collect()),
            )?
        }
        Control::YesNo => match text {
            "yes" => Value::Bool(true),
            "no" => Value::Bool(false),
            _ => Value::from(text),
        },
        Control::Text
        | Control::Choice(_)
        | Control::Identity
        | Control::Step
        | Control::Steps
        | Control::Service
        | Control::Services
        | Control::Group(_)
        | Control::Kinds { .. }
        | Control::List(_) => Value::from(text),
    }))
}

/// Whole where it is, so that fields of whole numbers take it.
fn number(value: f64) -> Value {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // looked at first
    let whole = (value.fract() == 0.0 && (0.0..9e15).contains(&value)).then_some(value as u64);
    whole.map_or_else(|| document::number(value), Value::from)
}

/// The problems of a design that was refused because of what was entered at a place: those of the place
/// itself first.
#[must_use]
pub fn explained(problems: &[Problem], place: &Pointer, scenario: &Scenario) -> Vec<Complaint> {
    let complaint = |problem: &Problem| {
        let inside = problem.pointer.as_str().strip_prefix(place.as_str());
        let is_here = inside.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        Complaint {
            elsewhere: (!is_here).then(|| where_else(&problem.pointer, scenario)),
            sentence: sentence(problem),
        }
    };
    let mut complaints: Vec<Complaint> = problems.iter().map(complaint).collect();
    complaints.sort_by_key(|it| it.elsewhere.is_some());
    complaints
}

fn sentence(problem: &Problem) -> String {
    let found = problem.found.strip_prefix("the number ").unwrap_or(&problem.found);
    match (found.parse::<f64>(), is_share(&problem.expected)) {
        (Ok(ratio), true) => format!("Found {} %; right would be {SHARE}.", shown(ratio, PER_CENT)),
        (Ok(_), false) | (Err(_), _) => {
            format!("Found {}; right would be {}.", problem.found, problem.expected)
        }
    }
}

/// What a share may be, where it is typed as per cent.
pub(super) const SHARE: &str = "a share from 0 % to 100 %";

/// Whether a phrase says what a ratio of a document may be.
pub(super) fn is_share(expected: &str) -> bool {
    Ratio::new(f64::NAN).is_err_and(|range| range.expected == expected)
}

/// A place in words, from the inmost out.
fn where_else(place: &Pointer, scenario: &Scenario) -> String {
    let names = names_of(place, scenario);
    if names.is_empty() { "the design".to_owned() } else { names.join(", ") }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::root;
    use super::*;
    use crate::exchange::document;
    use crate::model::{Design, Edit};

    fn design() -> Design {
        document::read(include_str!("../../../tests/fixtures/scenarios/most.syncline.json"))
            .unwrap()
    }

    fn place(text: &str) -> Pointer {
        text.split('/').skip(1).fold(Pointer::root(), |place, token| place.at(token))
    }

    /// What typing a text into the field at a place does.
    fn enter(at: &str, text: &str) -> Result<Value, Vec<Complaint>> {
        let (design, place) = (design(), place(at));
        let value = typed(root().at(at).unwrap(), text).unwrap();
        Edit::SetField { place: place.clone(), value }
            .apply(&design)
            .map(|changed| changed.design.to_value().pointer(at).cloned().unwrap_or_default())
            .map_err(|error| explained(error.problems(), &place, &design))
    }

    #[test]
    fn e7_a_share_is_shown_and_refused_as_per_cent() {
        let spec = root().at("/process/steps/0/error_ratio").unwrap();
        assert_eq!((spec.unit, shown(0.07, spec.unit)), (PER_CENT, 7.0));
        assert_eq!(spec.default_in_words().as_deref(), Some("0 %"));
        let wrong = enter("/process/steps/0/error_ratio", "101").unwrap_err();
        assert_eq!(wrong[0].sentence, "Found 101 %; right would be a share from 0 % to 100 %.");
    }

    #[test]
    fn what_is_typed_stands_in_the_design_and_nothing_is_the_default() {
        for (at, text, expected) in [
            ("/process/steps/0/call/timeout_ms", " 250.5 ", json!(250.5)),
            ("/process/steps/0/call/timeout_ms", "", Value::Null),
            ("/process/steps/0/call/backoff_ms", "", json!(50.0)),
            ("/process/steps/0/call/retries", "3", json!(3)),
            ("/process/steps/0/call/retries", "3.0", json!(3)),
            ("/process/steps/0/call/jitter", "no", json!(false)),
            ("/process/steps/0/error_ratio", "7", json!(0.07)),
            ("/process/steps/0/error_ratio", "0,3 %", json!(0.003)),
            ("/process/steps/0/error_ratio", "0.07 of 1", json!(0.07)),
            ("/process/steps/0/name", "", json!("")),
            ("/process/steps/0/message", "", Value::Null),
            ("/process/steps/2/work/values_ms", "1.5; 2,25\n3 s", json!([1.5, 2.25, 3000.0])),
            ("/process/coordination", "orchestrated", json!("orchestrated")),
            ("/seed", "9007199254740991", json!(9_007_199_254_740_991_u64)),
        ] {
            assert_eq!(enter(at, text), Ok(expected), "{at}: {text}");
        }
    }

    #[test]
    fn what_is_wrong_is_said_with_what_was_found_and_what_would_be_right() {
        for (at, text, sentence) in [
            (
                "/process/steps/0/call/timeout_ms",
                "soon",
                "Found the text \"soon\"; right would be a number.",
            ),
            (
                "/process/steps/0/call/timeout_ms",
                "NaN",
                "Found the text \"NaN\"; right would be a number.",
            ),
            (
                "/process/steps/0/call/timeout_ms",
                "-5",
                "Found the number -5; right would be a number of milliseconds from 0 to 1e9.",
            ),
            (
                "/process/steps/0/call/retries",
                "2.5",
                "Found the number 2.5; right would be a whole number, 0 or more.",
            ),
            (
                "/process/steps/0/call/retries",
                "101",
                "Found 101; right would be a whole number from 0 to 100.",
            ),
            ("/process/steps/1/work/min_ms", "", "Found the text \"\"; right would be a number."),
            (
                "/process/steps/2/event/name",
                "",
                "Found an empty text; right would be a name in the past tense, such as `OrderPlaced`.",
            ),
        ] {
            let complaint = Complaint { elsewhere: None, sentence: sentence.to_owned() };
            assert_eq!(enter(at, text), Err(vec![complaint]), "{at}: {text}");
        }
    }

    #[test]
    fn what_is_wrong_elsewhere_says_where() {
        let complaints = enter("/services/1/workers", "").unwrap_err();
        let places: Vec<_> = complaints.iter().map(|it| it.elsewhere.as_deref()).collect();
        assert_eq!(places.len(), 1);
        assert!(places[0].unwrap().starts_with("Replicas, "), "{places:?}");
        let complaints = enter("/workload/duration_s", "0.001").unwrap_err();
        assert_eq!(complaints[0].elsewhere.as_deref(), Some("Warm up, Workload"));
    }

    #[test]
    fn lists_grow_and_shrink_and_a_place_that_is_not_there_is_a_problem() {
        let design = design();
        let points = design.workload.profile.len();
        let at = |index: usize| place(&format!("/workload/profile/{index}"));
        let set = |design: &Design, place: Pointer, value: Option<Value>| {
            Edit::SetField { place, value }.apply(design).map(|change| change.design)
        };
        let point = json!({ "at_s": 5000, "factor": 2 });
        let more = set(&design, at(points), Some(point)).unwrap();
        assert_eq!(more.workload.profile.len(), points + 1);
        assert_eq!(set(&more, at(points), None), Ok(design.clone()));
        let nowhere = place("/process/steps/99/name");
        assert_eq!(set(&design, nowhere, None).unwrap_err().problems()[0].found, "nothing");
    }

    #[test]
    fn what_stands_at_a_place_is_told_with_its_unit() {
        let design = design();
        for (at, expected) in [
            ("/process/steps/0/call/timeout_ms", "Timeout of Authorise payment: 1000 ms."),
            ("/process/steps/1/call/timeout_ms", "Timeout of reserve: not given."),
            ("/process/steps/0/call/jitter", "Jitter of Authorise payment: yes."),
            ("/process/steps/0/work", "Work of Authorise payment was changed."),
            ("/process/steps/2/work/values_ms", "Values of receipt: 1.5, 2, 250."),
            ("/process/coordination", "Coordination of Process: chained."),
            ("/name", "Name: Everything once."),
        ] {
            let value = design.to_value().pointer(at).cloned();
            let same = Edit::SetField { place: place(at), value };
            assert_eq!(same.apply(&design).unwrap().said, expected, "{at}");
        }
    }

    #[test]
    fn a_distribution_is_turned_into_another_as_a_value() {
        let exponential = json!({ "distribution": "exponential", "mean_ms": 80 });
        assert_eq!(
            distributed(&exponential, "uniform"),
            Some(json!({ "distribution": "uniform", "min_ms": 40.0, "max_ms": 120.0 }))
        );
        let fresh = json!({ "distribution": "constant", "mean_ms": 100.0 });
        assert_eq!(distributed(&Value::Null, "constant"), Some(fresh));
        assert_eq!(distributed(&exponential, "gaussian"), None);
    }
}
