//! Why an edit was refused, as sentences in names that people know.

use thiserror::Error;

use super::places::inside;
use crate::model::check::{Finding, findings_in_names};
use crate::model::{BranchPath, ChoiceId, Problem, Scenario, ServiceId, StepId};

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
    #[error(
        "A choice has at least one branch: remove the choice {choice} instead of its branch {branch}."
    )]
    LastBranch {
        /// What the choice is called.
        choice: String,
        /// What the branch is called.
        branch: String,
    },
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
    /// There is no note at this index.
    #[error("There is no note number {}.", .0 + 1)]
    NoSuchNote(usize),
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
    #[error("{said}")]
    Invalid {
        /// All that would be wrong, in names.
        problems: Vec<Problem>,
        /// The same as sentences.
        said: String,
    },
}

impl EditError {
    /// The refusal of a scenario that is not valid, and why.
    pub(super) fn of(scenario: &Scenario) -> Self {
        let found = findings_in_names(scenario);
        let sentence = |it: &Finding| {
            let Problem { pointer, found, expected } = &it.problem;
            let place = (!it.names_it).then(|| inside(pointer, scenario));
            refused(place, found, expected)
        };
        let said = found.iter().map(sentence).collect::<Vec<_>>().join(" ");
        Self::Invalid { problems: found.into_iter().map(|it| it.problem).collect(), said }
    }

    /// The refusal of a value that cannot be read, in a document that was made of this scenario.
    pub(super) fn unread(problems: Vec<Problem>, scenario: &Scenario) -> Self {
        let sentence =
            |it: &Problem| refused(Some(inside(&it.pointer, scenario)), &it.found, &it.expected);
        let said = problems.iter().map(sentence).collect::<Vec<_>>().join(" ");
        Self::Invalid { problems, said }
    }

    /// The problems that the design would have; empty where it is for another reason.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        match self {
            Self::Invalid { problems, .. } => problems,
            Self::NoSuchStep(_)
            | Self::NoSuchService(_)
            | Self::NoSuchChoice(_)
            | Self::NoSuchBranch(_)
            | Self::LastBranch { .. }
            | Self::NoWorkflow
            | Self::StillConducts(_)
            | Self::NoSuchFault(_)
            | Self::NoSuchNote(_)
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

/// What was refused as a sentence, with its place unless that is named already.
fn refused(place: Option<String>, found: &str, expected: &str) -> String {
    let it = place.map_or_else(|| "It".to_owned(), |place| format!("{place} it"));
    let end = if expected.ends_with('?') { "" } else { "." };
    format!("{it} would have {found}; right would be {expected}{end}")
}
