//! Editing: the changes of a design's parts and of the order between them.
//!
//! Each is a function from a scenario to an [`Edited`] one that passes [`check`], or to the reason why
//! there is none ([`Refused`]): nothing is ever half-changed. What else has to change with it, changes
//! with it: what names a step follows its id, what came after a removed step comes after those before
//! it, and `said` tells. These edits are apart from [`Edit`](super::Edit), which the stage knows, so
//! that the stage stays small.

mod names;
mod services;
mod steps;
#[cfg(test)]
mod tests;
mod turns;

use thiserror::Error;

use super::{Problem, Scenario, ServiceId, StepId, check};

pub use services::{add_service, move_service, name_service, remove_service, reset_service_id};
pub use steps::{
    NewStep, Performer, add_step, connect, disconnect, move_step, name_step, perform_by,
    remove_step, reset_step_id,
};
pub use turns::{arrive, distribute};

/// How many workers a service has that is made here: unlimited ones would hide saturation.
pub const WORKERS: u32 = 8;

/// A scenario after an edit.
#[derive(Debug, Clone, PartialEq)]
pub struct Edited<T = ()> {
    /// The whole scenario; valid.
    pub scenario: Scenario,
    /// What was done, as a sentence or two.
    pub said: String,
    /// What is there now, by the id it has got.
    pub made: T,
}

/// Where something goes in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// One place nearer to the beginning.
    Up,
    /// One place nearer to the end.
    Down,
}

/// Why an edit was refused; the scenario stays as it was.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum Refused {
    /// There is no step of this id.
    #[error("There is no step `{0}`.")]
    NoSuchStep(StepId),
    /// There is no service of this id.
    #[error("There is no service `{0}`.")]
    NoSuchService(ServiceId),
    /// It is the only step.
    #[error("A process has at least one step: add another one before removing {0}.")]
    LastStep(String),
    /// It is the only service.
    #[error("Somebody has to do the work: add another service before removing {0}.")]
    LastService(String),
    /// Steps are performed by it.
    #[error("{service} performs {steps}: choose who does so instead, or remove them first.")]
    StillPerforms {
        /// What the service is called.
        service: String,
        /// What its steps are called.
        steps: String,
    },
    /// The one comes after the other already.
    #[error("{after} comes after {before} already.")]
    AlreadyAfter {
        /// The step that comes later.
        after: String,
        /// The step before it.
        before: String,
    },
    /// The one does not come directly after the other.
    #[error("{after} does not come directly after {before}.")]
    NotAfter {
        /// The step that comes later.
        after: String,
        /// The step before it.
        before: String,
    },
    /// It stands at that end of its list.
    #[error("{0} stands at the end of its list.")]
    AtTheEnd(String),
    /// The changed scenario would not be valid.
    #[error("{}", sentences(.0))]
    Invalid(Vec<Problem>),
}

/// The problems of a design that was not made, as sentences.
fn sentences(problems: &[Problem]) -> String {
    let sentence =
        |it: &Problem| format!("It would have {}; right would be {}.", it.found, it.expected);
    problems.iter().map(sentence).collect::<Vec<_>>().join(" ")
}

/// The edited scenario, if it is valid.
fn edited<T>(scenario: Scenario, said: String, made: T) -> Result<Edited<T>, Refused> {
    let problems = check(&scenario);
    if problems.is_empty() {
        Ok(Edited { scenario, said, made })
    } else {
        Err(Refused::Invalid(problems))
    }
}

/// Moves the element at an index by one place; `None` at the end of the list.
fn shift<T>(list: &mut [T], index: usize, direction: Direction) -> Option<()> {
    let other = match direction {
        Direction::Up => index.checked_sub(1)?,
        Direction::Down => index + 1,
    };
    (other < list.len()).then(|| list.swap(index, other))
}

/// Names as a list in a sentence: "A", "A and B", "A, B and C".
fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
