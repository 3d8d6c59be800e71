//! Edits: the changes that a person can make to a scenario, each as a value.
//!
//! An edit never leaves a scenario half-changed: [`Edit::apply`] returns a new scenario that passes
//! [`check`], or says why it does not exist.

use thiserror::Error;

use super::{Fault, Mode, Problem, Scenario, StepId, check};

/// One change to a scenario.
#[derive(Debug, Clone, PartialEq)]
pub enum Edit {
    /// Trigger a step this way from now on.
    SetMode {
        /// Which step.
        step: StepId,
        /// How.
        mode: Mode,
    },
    /// Let something go wrong.
    AddFault(Fault),
    /// Let the fault at this index go wrong differently.
    ReplaceFault {
        /// The index in the scenario's list.
        index: usize,
        /// What goes wrong instead.
        fault: Fault,
    },
    /// Let the fault at this index not happen.
    RemoveFault {
        /// The index in the scenario's list.
        index: usize,
    },
}

/// Why an edit was refused; the scenario stays as it was.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum EditRefused {
    /// There is no step of this id.
    #[error("there is no step `{0}`")]
    NoSuchStep(StepId),
    /// There is no fault at this index.
    #[error("there is no fault number {0}")]
    NoSuchFault(usize),
    /// The changed scenario would not be valid.
    #[error("the change would leave the design invalid: {}", list(.0))]
    Invalid(Vec<Problem>),
}

impl Edit {
    /// The scenario after this change.
    ///
    /// # Errors
    /// [`EditRefused`] where what it names does not exist, or the result would not pass [`check`].
    pub fn apply(&self, scenario: &Scenario) -> Result<Scenario, EditRefused> {
        let mut changed = scenario.clone();
        match self {
            Self::SetMode { step, mode } => {
                changed
                    .process
                    .steps
                    .iter_mut()
                    .find(|candidate| &candidate.id == step)
                    .ok_or_else(|| EditRefused::NoSuchStep(step.clone()))?
                    .mode = *mode;
            }
            Self::AddFault(fault) => changed.faults.push(fault.clone()),
            Self::ReplaceFault { index, fault } => {
                *changed.faults.get_mut(*index).ok_or(EditRefused::NoSuchFault(*index))? =
                    fault.clone();
            }
            Self::RemoveFault { index } => {
                if *index >= changed.faults.len() {
                    return Err(EditRefused::NoSuchFault(*index));
                }
                changed.faults.remove(*index);
            }
        }
        let problems = check(&changed);
        if problems.is_empty() { Ok(changed) } else { Err(EditRefused::Invalid(problems)) }
    }
}

fn list(problems: &[Problem]) -> String {
    problems.iter().map(Problem::to_string).collect::<Vec<_>>().join("; ")
}
