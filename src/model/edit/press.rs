//! What a press on the stage changes: who waits for a step, and what is wrong at a service from now on.

use super::{Change, EditError, change, done, faults, said, shapes};
use crate::model::{Design, Fault, Injection, Mode, ServiceId, StepId, Subject};
use crate::units::{Duration, Moment};

/// A step is triggered this way from now on.
///
/// # Errors
/// [`EditError`] where there is no such step, or the result would not be valid.
pub fn set_mode(design: &Design, step: &StepId, mode: Mode) -> Result<Change, EditError> {
    let change = change(design, |scenario| shapes::trigger(scenario, step, mode))?;
    // Who waits now is known of a checked design only.
    Ok(Change { said: said::flipped(design, &change.design, step), ..change })
}

/// A step is commanded by the workflow from now on.
///
/// # Errors
/// [`EditError`] where there is no such step, nobody conducts, or the result would not be valid.
pub fn command(design: &Design, step: &StepId) -> Result<Change, EditError> {
    let change = change(design, |scenario| shapes::command(scenario, step))?;
    Ok(Change { said: said::flipped(design, &change.design, step), ..change })
}

/// Something goes wrong at a service from a moment on, for [`Injection::LASTS`]; what goes wrong there
/// already goes on for longer.
///
/// # Errors
/// [`EditError`] where the result would not be valid.
pub fn inject(
    design: &Design,
    service: &ServiceId,
    injection: Injection,
    now: Moment,
) -> Result<Change, EditError> {
    let what = injection.what(service);
    let same = |fault: &Fault| fault.what.is_like(&what) && fault.period().contains(now);
    let found = design.faults.iter().enumerate().find(|(_, fault)| same(fault));
    change(design, |scenario| match found {
        Some((index, fault)) => {
            let until = now + Injection::LASTS;
            let fault = fault.clone().lasting(until.since(fault.period().start));
            faults::replace(scenario, index, &fault)
        }
        None => Ok(faults::add(scenario, &injection.fault(service, now))),
    })
}

/// Everything that is wrong at a service at a moment ends; what was before it stays as it was. Nothing
/// where nothing is wrong.
///
/// # Errors
/// [`EditError`] where the result would not be valid.
pub fn mend(
    design: &Design,
    service: &ServiceId,
    now: Moment,
) -> Result<Option<Change>, EditError> {
    let is_wrong =
        |fault: &Fault| fault.service().as_ref() == Some(service) && fault.period().contains(now);
    if !design.faults.iter().any(is_wrong) {
        return Ok(None);
    }
    let label = design.service(service).map_or(service.as_str(), |it| it.label());
    let mended = change(design, |scenario| {
        scenario.faults.retain_mut(|fault| {
            if !is_wrong(fault) {
                return true;
            }
            let so_far = now.since(fault.period().start);
            *fault = fault.clone().lasting(so_far);
            so_far > Duration::ZERO
        });
        Ok(done(format!("{label} is well again."), Subject::Nothing))
    });
    mended.map(Some)
}
