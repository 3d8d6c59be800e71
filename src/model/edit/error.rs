//! Why an edit was refused, as sentences in names that people know.

use thiserror::Error;

use crate::model::{BranchPath, ChoiceId, Problem, ServiceId, StepId};

/// Why an edit was refused; the design stays as it was.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum EditError {
    /// There is no step of this id.
    #[error("There is no step `{0}`.")]
    NoSuchStep(StepId),
    /// There is no service of this id.
    #[error("There is no service `{0}`.")]
    NoSuchService(ServiceId),
    /// There is no choice of this id.
    #[error("There is no choice `{0}`.")]
    NoSuchChoice(ChoiceId),
    /// There is no branch of this name.
    #[error("There is no branch `{0}`.")]
    NoSuchBranch(BranchPath),
    /// It is the only branch.
    #[error("A choice has at least one branch: remove the choice instead of {0}.")]
    LastBranch(String),
    /// Nobody conducts.
    #[error(
        "Nobody conducts here: say first who does, in the form of the whole design, under Workflow."
    )]
    NoWorkflow,
    /// It conducts the workflow.
    #[error("{0} conducts the workflow: choose who does so instead, or remove the workflow first.")]
    StillConducts(String),
    /// There is no fault at this index.
    #[error("There is no fault number {0}.")]
    NoSuchFault(usize),
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
    /// Something comes before it.
    #[error(
        "{0} comes after another step already: nothing can be added between the request and it."
    )]
    NotFirst(String),
    /// Two that follow one another do not stand alike.
    #[error("{step} cannot change places with {other}: {since}.")]
    CannotSwap {
        /// The step that was to be moved.
        step: String,
        /// The one that it would have passed.
        other: String,
        /// Why, as a clause.
        since: &'static str,
    },
    /// It stands at that end of its list.
    #[error("{0} stands at the end of its list.")]
    AtTheEnd(String),
    /// The changed design would not be valid.
    #[error("{}", sentences(.0))]
    Invalid(Vec<Problem>),
}

impl EditError {
    /// The problems that the design would have; empty where it is for another reason.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        match self {
            Self::Invalid(problems) => problems,
            Self::NoSuchStep(_)
            | Self::NoSuchService(_)
            | Self::NoSuchChoice(_)
            | Self::NoSuchBranch(_)
            | Self::LastBranch(_)
            | Self::NoWorkflow
            | Self::StillConducts(_)
            | Self::NoSuchFault(_)
            | Self::LastStep(_)
            | Self::LastService(_)
            | Self::StillPerforms { .. }
            | Self::AlreadyAfter { .. }
            | Self::NotAfter { .. }
            | Self::NotFirst(_)
            | Self::CannotSwap { .. }
            | Self::AtTheEnd(_) => &[],
        }
    }
}

/// The problems of a design that was not made, as sentences.
fn sentences(problems: &[Problem]) -> String {
    let sentence =
        |it: &Problem| format!("It would have {}; right would be {}.", it.found, it.expected);
    problems.iter().map(sentence).collect::<Vec<_>>().join(" ")
}
