//! Changes of the design: opening, flipping, faults, seed, undo and redo.
//!
//! Every change goes through one door, [`Session::adopt`]: it makes the recording, asks for the run, and
//! keeps what undo needs. What is refused leaves everything as it was.

use std::sync::Arc;

use super::state::{Refusal, Session};
use super::{Design, Generation, Output, PlayState};
use crate::exchange::document;
use crate::model::{
    Edit, EditRefused, Fault, Injection, Mode, Problem, Scenario, ServiceId, Shape, StepId,
    Subject, check,
};
use crate::scene::{Film, announcement, words};
use crate::simulation::{Recording, Take};
use crate::units::Duration;

/// What follows from a scenario.
pub(super) struct Derived {
    pub shape: Arc<Shape>,
    pub film: Arc<Film>,
    /// Whether the film is complete, or only its beginning.
    pub complete: bool,
}

/// So much of the recording is made at once, a few hundredths of a second; the rest in slices.
const AT_ONCE_EVENTS: u64 = 150_000;

impl Derived {
    /// The shape and the recording of a scenario.
    pub fn of(scenario: &Scenario) -> Result<Self, Vec<Problem>> {
        let shape = Shape::new(&scenario.process).ok_or_else(|| check(scenario))?;
        let mut take = Take::new(scenario)?;
        let complete = take.advance(AT_ONCE_EVENTS);
        let film = Film::new(scenario, take.recording());
        Ok(Self { shape: Arc::new(shape), film: Arc::new(film), complete })
    }
}

/// Whether a change can be taken back later, or is itself one that was.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Keep {
    /// Undo leads back.
    Before,
    /// Undo or redo made it; the history knows.
    Nothing,
}

impl Session {
    pub(super) fn open(&mut self, design: Result<Design, Refusal>) -> Vec<Output> {
        match design {
            Ok(design) => {
                let opened = format!("{} is open.", design.label());
                self.adopt(design, Keep::Before, opened)
            }
            Err(refusal) => self.refuse(refusal),
        }
    }

    pub(super) fn flip(&mut self, step: &StepId) -> Vec<Output> {
        let Some(mode) = self.scenario().process.step(step).map(|step| step.mode) else {
            return Vec::new();
        };
        let label = self.scenario().process.step(step).map_or(step.as_str(), |step| step.label());
        let what = match mode {
            Mode::RequestResponse => format!("{label} stays a call."),
            Mode::Event => format!("{label} stays an event."),
        };
        let edit = Edit::SetMode { step: step.clone(), mode: mode.flipped() };
        self.edit(&[edit], what, |scenario| announcement::flipped(scenario, step))
    }

    /// Lets something go wrong from the moment that is shown; what went wrong there already goes on longer.
    pub(super) fn inject(&mut self, service: &ServiceId, injection: Injection) -> Vec<Output> {
        if self.playback.state == PlayState::Ended {
            // Nothing comes after the end: it is shown from the start.
            self.playback.restart();
        }
        let now = self.playback.moment;
        let same = |fault: &Fault| match (injection, fault) {
            (Injection::Slow, Fault::Slowdown { service: on, .. })
            | (Injection::Crash, Fault::Crash { service: on, .. }) => {
                on == service && fault.period().contains(now)
            }
            _ => false,
        };
        let faults = &self.scenario().faults;
        let edit = match faults.iter().enumerate().find(|(_, fault)| same(fault)) {
            Some((index, fault)) => {
                let until = now + Injection::LASTS;
                let fault = fault.clone().lasting(until.since(fault.period().start));
                Edit::ReplaceFault { index, fault }
            }
            None => Edit::AddFault(injection.fault(service, now)),
        };
        let fault = match &edit {
            Edit::AddFault(fault) | Edit::ReplaceFault { fault, .. } => fault.clone(),
            Edit::SetMode { .. } | Edit::RemoveFault { .. } => return Vec::new(),
        };
        self.edit(&[edit], "Nothing goes wrong there.".to_owned(), |scenario| {
            format!("{}.", announcement::fault(scenario, &fault))
        })
    }

    /// Ends what is wrong at a service at the moment that is shown.
    pub(super) fn mend(&mut self, service: &ServiceId) -> Vec<Output> {
        let now = self.playback.moment;
        let edits: Vec<Edit> = self
            .scenario()
            .faults
            .iter()
            .enumerate()
            .filter(|(_, fault)| {
                words::service_of(fault) == Some(service) && fault.period().contains(now)
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
        let label =
            self.scenario().service(service).map_or(service.as_str(), |s| s.label()).to_owned();
        self.edit(&edits, format!("{label} stays as it is."), |_| format!("{label} is well again."))
    }

    /// The next seed; a document holds seeds up to 2^53.
    pub(super) fn reseed(&mut self) -> Vec<Output> {
        let mut scenario = Scenario::clone(self.scenario());
        scenario.seed = if scenario.seed < (1 << 53) - 1 { scenario.seed + 1 } else { 0 };
        let said = format!("Seed {}.", scenario.seed);
        self.adopt(self.design.changed(scenario), Keep::Before, said)
    }

    pub(super) fn undo(&mut self) -> Vec<Output> {
        match self.history.undo(&self.design) {
            Some(design) => self.adopt(design, Keep::Nothing, "Taken back.".to_owned()),
            None => Vec::new(),
        }
    }

    pub(super) fn redo(&mut self) -> Vec<Output> {
        match self.history.redo(&self.design) {
            Some(design) => self.adopt(design, Keep::Nothing, "Done again.".to_owned()),
            None => Vec::new(),
        }
    }

    /// Makes edits, all or none; `what` says what stays where one is refused.
    fn edit(
        &mut self,
        edits: &[Edit],
        what: String,
        say: impl FnOnce(&Scenario) -> String,
    ) -> Vec<Output> {
        let mut scenario = Scenario::clone(self.scenario());
        for edit in edits {
            match edit.apply(&scenario) {
                Ok(changed) => scenario = changed,
                Err(EditRefused::NoSuchStep(_) | EditRefused::NoSuchFault(_)) => return Vec::new(),
                Err(EditRefused::Invalid(problems)) => {
                    return self.refuse(Refusal { what, problems });
                }
            }
        }
        // By their documents, which are there already: comparing field by field is code of its own.
        if document::write(&scenario) == document::write(self.scenario()) {
            return Vec::new();
        }
        let said = say(&scenario);
        self.adopt(self.design.changed(scenario), Keep::Before, said)
    }

    /// Makes a document the design that is open, as a change of it.
    pub(super) fn adopt_document(&mut self, said: String, text: &str) -> Vec<Output> {
        match document::read(text) {
            Ok(scenario) => self.adopt(self.design.changed(scenario), Keep::Before, said),
            Err(problems) => {
                let what = "The change was not made: what was open is still there.".to_owned();
                self.refuse(Refusal { what, problems })
            }
        }
    }

    /// Makes a design the one that is open. One of the same source keeps the moment and whether it
    /// plays, so that a difference is the change's; another one is played from the start.
    fn adopt(&mut self, design: Design, keep: Keep, said: String) -> Vec<Output> {
        let derived = match Derived::of(&design.scenario) {
            Ok(derived) => derived,
            Err(problems) => {
                return self.refuse(Refusal {
                    what: format!("“{}” cannot be run.", design.label()),
                    problems,
                });
            }
        };
        let is_same_process = design.source == self.design.source;
        let before = std::mem::replace(&mut self.design, design);
        match keep {
            Keep::Before => self.history.keep(before),
            Keep::Nothing => {}
        }
        self.shape = derived.shape;
        self.film = derived.film;
        self.refusal = None;
        let another_run = !is_same_process && matches!(self.subject, Subject::Request(_));
        if another_run || !self.subject.is_in(&self.design.scenario) {
            self.subject = Subject::Nothing;
        }
        self.beyond = None;
        let generation = if is_same_process {
            let before = self.playback;
            self.playback.stay(self.film.end());
            if !derived.complete && before.moment > self.film.end() {
                self.beyond = Some(before);
            }
            self.reports.ask()
        } else {
            self.playback.restart();
            self.reports.ask_afresh()
        };
        let mut outputs = self.to_run(generation, derived.complete);
        outputs.push(self.announce(said));
        outputs
    }

    /// What the app has to run for a design that has just become the one that is open.
    pub(super) fn to_run(&self, generation: Generation, complete: bool) -> Vec<Output> {
        let scenario = || Arc::clone(self.scenario());
        let mut outputs = Vec::new();
        if !complete {
            outputs.push(Output::Record { generation, scenario: scenario() });
        }
        outputs.push(Output::Simulate { generation, scenario: scenario() });
        outputs
    }

    /// The rest of the recording has come: what had to stop at the end of its beginning goes on.
    pub(super) fn recorded(&mut self, generation: Generation, recording: Recording) -> Vec<Output> {
        if !self.reports.is_newest(generation) {
            return Vec::new();
        }
        let beginning = self.film.end();
        self.film = Arc::new(Film::new(self.scenario(), recording));
        if self.playback.moment >= beginning {
            match self.beyond.take() {
                Some(before) => self.playback = before,
                None => self.playback.state = PlayState::Playing,
            }
            self.playback.stay(self.film.end());
        }
        Vec::new()
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
