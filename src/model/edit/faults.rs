//! What goes wrong: added, changed, taken away.

use super::{Done, EditError, done, said};
use crate::model::faults::Words;
use crate::model::{Fault, Scenario, Subject};

/// Lets something go wrong.
pub(super) fn add(scenario: &mut Scenario, fault: &Fault) -> Done {
    scenario.faults.push(fault.clone());
    done(format!("{}.", said::fault(scenario, fault)), Subject::Nothing)
}

/// Lets something go wrong differently.
///
/// # Errors
/// [`EditError`] where it does not exist.
pub(super) fn replace(
    scenario: &mut Scenario,
    index: usize,
    fault: &Fault,
) -> Result<Done, EditError> {
    let place = scenario.faults.get_mut(index).ok_or(EditError::NoSuchFault(index))?;
    place.clone_from(fault);
    Ok(done(format!("{}.", said::fault(scenario, fault)), Subject::Nothing))
}

/// Lets something not go wrong.
///
/// # Errors
/// [`EditError`] where it does not exist.
pub(super) fn remove(scenario: &mut Scenario, index: usize) -> Result<Done, EditError> {
    if index >= scenario.faults.len() {
        return Err(EditError::NoSuchFault(index));
    }
    let fault = scenario.faults.remove(index);
    Ok(done(format!("Removed: {}.", said::fault(scenario, &fault)), Subject::Nothing))
}

/// Lets nothing go wrong.
pub(super) fn clear(scenario: &mut Scenario) -> Done {
    scenario.faults.clear();
    done("Nothing goes wrong any more.", Subject::Nothing)
}

/// Takes faults out; answers what there no longer is, in such words, each once.
pub(super) fn drop(
    scenario: &mut Scenario,
    mut goes: impl FnMut(&mut Fault) -> bool,
    words: fn(Words) -> &'static str,
) -> Vec<String> {
    let mut gone: Vec<String> = Vec::new();
    scenario.faults.retain_mut(|fault| {
        let goes = goes(fault);
        let what = words(fault.what.words());
        if goes && !gone.iter().any(|it| it == what) {
            gone.push(what.to_owned());
        }
        !goes
    });
    gone
}
