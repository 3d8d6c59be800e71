//! What people call the places of a document.

use crate::model::fields::words::label;
use crate::model::{Pointer, Scenario};

/// A place by its inmost and its outmost name: "Workers of Stock".
pub(super) fn called(place: &Pointer, scenario: &Scenario) -> String {
    match ends(place, scenario) {
        (None, _) => "The design".to_owned(),
        (Some(only), None) => only,
        (Some(first), Some(last)) => format!("{first} of {last}"),
    }
}

/// The same as where something is: "In “Workers” of Stock".
pub(super) fn inside(place: &Pointer, scenario: &Scenario) -> String {
    match ends(place, scenario) {
        (None, _) => "In the design".to_owned(),
        (Some(only), None) => format!("In “{only}”"),
        (Some(first), Some(last)) => format!("In “{first}” of {last}"),
    }
}

/// The inmost name of a place, and the outmost where that is another one.
fn ends(place: &Pointer, scenario: &Scenario) -> (Option<String>, Option<String>) {
    let mut names = names_of(place, scenario);
    // Which one of a list says less than the list's name.
    if names.len() > 1 && names.first().is_some_and(|name| name.starts_with("number ")) {
        names.remove(0);
    }
    let last = names.pop();
    match names.into_iter().next() {
        Some(first) => (Some(first), last),
        None => (last, None),
    }
}

/// What people call the parts of the document on the way to a place, from the inmost out.
#[must_use]
pub fn names_of(place: &Pointer, scenario: &Scenario) -> Vec<String> {
    let tokens: Vec<&str> = place.as_str().split('/').skip(1).collect();
    let mut names = Vec::new();
    for length in 1..=tokens.len() {
        let path = tokens.get(..length).unwrap_or_default();
        let index = path.last().and_then(|token| token.parse::<usize>().ok());
        match (path, index) {
            (["process", "steps", _], Some(index)) => {
                names.extend(scenario.process.steps.get(index).map(|it| it.label().to_owned()));
            }
            (["services", _], Some(index)) => {
                names.extend(scenario.services.get(index).map(|it| it.label().to_owned()));
            }
            (["process", "choices", _], Some(index)) => {
                names.extend(scenario.process.choices.get(index).map(|it| it.label().to_owned()));
            }
            (["notes", _], Some(index)) => names.push(format!("note {}", index + 1)),
            // The list that an index counts has been named.
            (_, Some(index)) => names.push(format!("number {}", index + 1)),
            (["services"] | ["process", "steps"], None) => {}
            (["process", "choices"], None) if tokens.len() > 2 => {}
            (["notes"], None) if tokens.len() > 1 => {}
            // Elsewhere a service that is named performs something.
            (["notes", _, "service"], None) => names.push("Service".to_owned()),
            (["process"], None) if is_named_within(&tokens) => {}
            (path, None) => names.extend(path.last().map(|name| label(name))),
        }
    }
    names.reverse();
    names
}

/// Whether a place of the process lies in something that has a name of its own.
fn is_named_within(tokens: &[&str]) -> bool {
    match tokens {
        [_, "steps", ..] => true,
        [_, "choices", rest @ ..] => !rest.is_empty(),
        _ => false,
    }
}
