//! Answers to the business questions.

use super::{Done, EditError, done, steps};
use crate::model::{Business, Circumstances, Scenario, StepId, Subject, Team};

/// Answers the questions about a step.
///
/// # Errors
/// [`EditError`] where it does not exist.
pub(super) fn of_step(
    scenario: &mut Scenario,
    step: &StepId,
    answers: &Business,
) -> Result<Done, EditError> {
    let Done { made, .. } = steps::set(scenario, step, |step| step.business.clone_from(answers))?;
    let label = scenario.process.step(step).map_or(step.as_str(), |step| step.label());
    Ok(done(format!("An answer about {label} was changed."), made))
}

/// Answers the questions about the team and the process.
pub(super) fn of_all(scenario: &mut Scenario, team: &Team, circumstances: &Circumstances) -> Done {
    scenario.team.clone_from(team);
    scenario.circumstances.clone_from(circumstances);
    done("An answer about the process was changed.", Subject::Nothing)
}
