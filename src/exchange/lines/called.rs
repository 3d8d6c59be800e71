//! What steps and services are called in rows, and those that have no name yet.

use crate::model::{Service, Step};

/// The id of what has no name yet, alone or with a number behind it.
pub(super) const UNNAMED: &str = "unnamed";

/// Whether something has no name yet.
fn is_unnamed(name: &str, id: &str) -> bool {
    let number = id.strip_prefix(UNNAMED);
    let is_number = |it: &str| it.chars().all(|it| it.is_ascii_digit());
    name.is_empty()
        && number.is_some_and(|it| it.is_empty() || it.strip_prefix('-').is_some_and(is_number))
}

fn called<'a>(name: &'a str, id: &'a str) -> &'a str {
    match name.trim() {
        _ if is_unnamed(name, id) => "",
        "" => id,
        name => name,
    }
}

/// What a step is called in a row; empty while it has no name.
pub(super) fn step_name(step: &Step) -> &str {
    called(&step.name, step.id.as_str())
}

/// What a service is called in a row; empty while it has no name.
pub(super) fn service_name(service: &Service) -> &str {
    called(&service.name, service.id.as_str())
}
