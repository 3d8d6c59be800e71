//! Changes of the design: opening, editing, faults, undo and redo.
//!
//! Every change goes through one door, [`Session::adopt`]: it shows the recording, asks for the run, and
//! keeps what undo needs. What is refused leaves everything as it was.

use super::state::{Refusal, Session};
use super::{Opened, Output, PlayState, Revise};
use crate::model::{Change, Edit, EditError, Fault, Injection, Mode, ServiceId, StepId, Subject};
use crate::units::Duration;

/// Whether a change can be taken back later, or is itself one that was.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Keep {
    /// Undo leads back.
    Before,
    /// Undo or redo made it; the history knows.
    Nothing,
}

/// What is said where a change is refused of which nothing more is known.
const NOT_MADE: &str = "The change was not made: what was open is still there.";

impl Session {
    pub(super) fn revise(&mut self, act: Revise) -> Vec<Output> {
        match act {
            Revise::Make(edit) => self.edit_or_refuse(&edit, NOT_MADE),
            Revise::Flip(step) => self.flip(&step),
            Revise::Inject { service, injection } => self.inject(&service, injection),
            Revise::Mend(service) => self.mend(&service),
            Revise::Undo => self.undo(),
            Revise::Redo => self.redo(),
        }
    }

    pub(super) fn open(&mut self, design: Result<Opened, Refusal>) -> Vec<Output> {
        match design {
            Ok(design) => {
                let opened = format!("{} is open.", design.label());
                self.adopt(design, Keep::Before, opened)
            }
            Err(refusal) => self.refuse(refusal),
        }
    }

    fn flip(&mut self, step: &StepId) -> Vec<Output> {
        let Some(found) = self.design().process.step(step) else { return Vec::new() };
        let (label, mode) = (found.label().to_owned(), found.mode);
        let what = match mode {
            Mode::RequestResponse => format!("{label} stays a call."),
            Mode::Event => format!("{label} stays an event."),
        };
        self.edit_or_refuse(&Edit::SetMode { step: step.clone(), mode: mode.flipped() }, &what)
    }

    /// Lets something go wrong from the moment that is shown; what went wrong there already goes on longer.
    fn inject(&mut self, service: &ServiceId, injection: Injection) -> Vec<Output> {
        if self.playback.state == PlayState::Ended {
            // Nothing comes after the end: it is shown from the start.
            self.playback.restart();
        }
        let now = self.playback.moment;
        let what = injection.what(service);
        let same = |fault: &Fault| fault.what.is_like(&what) && fault.period().contains(now);
        let faults = &self.design().faults;
        let edit = match faults.iter().enumerate().find(|(_, fault)| same(fault)) {
            Some((index, fault)) => {
                let until = now + Injection::LASTS;
                let fault = fault.clone().lasting(until.since(fault.period().start));
                Edit::ReplaceFault { index, fault }
            }
            None => Edit::AddFault(injection.fault(service, now)),
        };
        self.edit_or_refuse(&edit, "Nothing goes wrong there.")
    }

    /// Ends what is wrong at a service at the moment that is shown.
    fn mend(&mut self, service: &ServiceId) -> Vec<Output> {
        let now = self.playback.moment;
        let edits: Vec<Edit> = self
            .design()
            .faults
            .iter()
            .enumerate()
            .filter(|(_, fault)| {
                fault.service().as_ref() == Some(service) && fault.period().contains(now)
            })
            .map(|(index, fault)| match now.since(fault.period().start) {
                Duration::ZERO => Edit::RemoveFault { index },
                so_far => Edit::ReplaceFault { index, fault: fault.clone().lasting(so_far) },
            })
            // From the last on, so that the indices of the others stay.
            .rev()
            .collect();
        if edits.is_empty() {
            return Vec::new();
        }
        let label = self.design().service(service).map_or(service.as_str(), |it| it.label());
        let (said, what) = (format!("{label} is well again."), format!("{label} stays as it is."));
        self.edit_or_refuse(&Edit::All { said, edits }, &what)
    }

    fn undo(&mut self) -> Vec<Output> {
        match self.history.undo(&self.opened) {
            Some(design) => self.adopt(design, Keep::Nothing, "Taken back.".to_owned()),
            None => Vec::new(),
        }
    }

    fn redo(&mut self) -> Vec<Output> {
        match self.history.redo(&self.opened) {
            Some(design) => self.adopt(design, Keep::Nothing, "Done again.".to_owned()),
            None => Vec::new(),
        }
    }

    /// Makes an edit, as one change that can be undone; answers what it is about.
    ///
    /// # Errors
    /// Why it was refused: everything is as it was.
    pub fn edit(&mut self, edit: &Edit) -> Result<(Subject, Vec<Output>), EditError> {
        let Change { design, said, made } = edit.apply(self.design())?;
        if self.view_only || design == *self.design() {
            return Ok((made, Vec::new()));
        }
        Ok((made, self.adopt(self.opened.changed(design), Keep::Before, said)))
    }

    /// The same; where it is refused, `what` says what stays.
    fn edit_or_refuse(&mut self, edit: &Edit, what: &str) -> Vec<Output> {
        match self.edit(edit) {
            Ok((_, outputs)) => outputs,
            Err(error) => match error.problems() {
                // What it names is gone: there is nothing to do.
                [] => Vec::new(),
                problems => {
                    let (what, problems) = (what.to_owned(), problems.to_vec());
                    self.refuse(Refusal { what, problems })
                }
            },
        }
    }

    /// Makes a design the one that is open. One of the same source keeps the moment and whether it
    /// plays, so that a difference is the change's; another one is played from the start.
    fn adopt(&mut self, opened: Opened, keep: Keep, said: String) -> Vec<Output> {
        let is_same_process = opened.source == self.opened.source;
        let before = std::mem::replace(&mut self.opened, opened);
        match keep {
            Keep::Before => self.history.keep(before),
            Keep::Nothing => {}
        }
        self.refusal = None;
        let another_run = !is_same_process && matches!(self.subject, Subject::Request(_));
        if another_run || !self.subject.is_in(&self.opened.design) {
            self.subject = Subject::Nothing;
        }
        self.screen.fault = None;
        self.beyond = None;
        let mut outputs = self.show_recording();
        if is_same_process {
            let before = self.playback;
            self.playback.stay(self.replay.end());
            if before.moment > self.replay.end() {
                self.beyond = Some(before);
            }
            self.reports.ask();
        } else {
            self.playback.restart();
            self.reports.ask_afresh();
        }
        outputs.push(self.announce(said));
        outputs.extend(self.want_figures());
        outputs
    }

    pub(super) fn refuse(&mut self, refusal: Refusal) -> Vec<Output> {
        let problems = match refusal.problems.len() {
            0 => String::new(),
            1 => " There is one problem.".to_owned(),
            many => format!(" There are {many} problems."),
        };
        let said = format!("{}{problems}", refusal.what);
        self.refusal = Some(refusal);
        vec![self.announce(said)]
    }
}
