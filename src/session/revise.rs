//! Changes of the design: opening, editing, faults, undo and redo.
//!
//! Every change goes through one door, [`Session::adopt`]: it shows the recording, asks for the run, and
//! keeps what undo needs. What is refused leaves everything as it was.

use super::state::{Refusal, Session};
use super::{Opened, Output, PlayState, Revise, Trial};
use crate::model::edit::{self, Change, EditError};
use crate::model::{Design, Injection, Mode, ServiceId, StepId, Subject, Trigger};
use crate::units::Moment;

/// Whether a change can be taken back later, or is itself one that was.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Keep {
    /// Undo leads back.
    Before,
    /// Undo or redo made it; the history knows.
    Nothing,
}

impl Session {
    pub(super) fn revise(&mut self, act: Revise) -> Vec<Output> {
        match act {
            Revise::Make(change) => self.make(change),
            Revise::Flip(step) => self.flip(&step),
            Revise::Inject { service, injection } => self.inject(&service, injection),
            Revise::Mend(service) => self.mend(&service),
            Revise::Try(trial) => self.try_preset(*trial),
            Revise::EndTrial => self.end_trial(),
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
        let process = &self.design().process;
        let (label, trigger) = (found.label().to_owned(), process.trigger(found));
        let what = match trigger {
            Trigger::Call => format!("{label} stays a call."),
            Trigger::Event => format!("{label} stays an event."),
            Trigger::Command => format!("{label} stays a command."),
        };
        let made = match trigger {
            Trigger::Call => edit::set_mode(self.design(), step, Mode::Event),
            // Where somebody conducts, it has a third place.
            Trigger::Event if process.workflow.is_some() => edit::command(self.design(), step),
            Trigger::Event | Trigger::Command => {
                edit::set_mode(self.design(), step, Mode::RequestResponse)
            }
        };
        self.make_or_refuse(made, &what)
    }

    /// Lets something go wrong from the moment that is shown; what went wrong there already goes on longer.
    fn inject(&mut self, service: &ServiceId, injection: Injection) -> Vec<Output> {
        if self.playback.state == PlayState::Ended {
            // Nothing comes after the end: it is shown from the start.
            self.playback.restart();
        }
        let arrivals_end = Moment::from_seconds(self.design().workload.duration_s.get());
        let early = Injection::early_enough(self.playback.moment, arrivals_end);
        self.playback.seek(early, self.indexed.end());
        let made = edit::inject(self.design(), service, injection, self.playback.moment);
        self.make_or_refuse(made, "Nothing goes wrong there.")
    }

    /// Ends what is wrong at a service at the moment that is shown.
    fn mend(&mut self, service: &ServiceId) -> Vec<Output> {
        let design = self.design();
        let label = design.service(service).map_or(service.as_str(), |it| it.label());
        let what = format!("{label} stays as it is.");
        match edit::mend(design, service, self.playback.moment).transpose() {
            Some(made) => self.make_or_refuse(made, &what),
            None => Vec::new(),
        }
    }

    fn try_preset(&mut self, trial: Trial) -> Vec<Output> {
        let outputs = self.replace(trial.after.clone(), trial.said.clone());
        self.trial = Some(trial);
        outputs
    }

    fn end_trial(&mut self) -> Vec<Output> {
        let Some(trial) = self.trial() else { return Vec::new() };
        let said = format!("Without the preset {}.", trial.preset.name);
        let design = trial.without(self.design());
        self.trial = None;
        self.replace(design, said)
    }

    /// Adopts another design of the same process, as one change that can be undone.
    fn replace(&mut self, design: Design, said: String) -> Vec<Output> {
        if design == *self.design() {
            return Vec::new();
        }
        self.adopt(self.opened.changed(design), Keep::Before, said)
    }

    /// Makes the design say what was typed, as one change.
    pub(super) fn settle(&mut self) -> Vec<Output> {
        if self.view_only {
            return Vec::new();
        }
        // Taken out meanwhile, so that it does not follow its own change.
        let Some(mut entering) = self.entering.take() else { return Vec::new() };
        let made = entering.settle(self.design());
        let outputs = match made {
            Some(design) => {
                let said = "The process is as it was entered.".to_owned();
                self.adopt(self.opened.changed(design), Keep::Before, said)
            }
            None => Vec::new(),
        };
        self.entering = Some(entering);
        outputs
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

    /// Adopts what an edit made, as one change that can be undone.
    fn make(&mut self, change: Change) -> Vec<Output> {
        self.replace(change.design, change.said)
    }

    /// The same; where it was refused, `what` says what stays.
    fn make_or_refuse(&mut self, made: Result<Change, EditError>, what: &str) -> Vec<Output> {
        match made {
            Ok(change) => self.make(change),
            // What it names is gone: there is nothing to do.
            Err(error) if error.problems().is_empty() => Vec::new(),
            Err(error) => {
                // In names: nobody who presses on the stage looks into the document.
                let what = format!("{what} {error}");
                self.refuse(Refusal { what, problems: Vec::new() })
            }
        }
    }

    /// Makes a design the one that is open. One of the same source keeps the moment and whether it
    /// plays, so that a difference is the change's; another one is played from the start.
    fn adopt(&mut self, opened: Opened, keep: Keep, said: String) -> Vec<Output> {
        let is_same_process = opened.source == self.opened.source;
        let before = std::mem::replace(&mut self.opened, opened);
        if is_same_process {
            self.subject = self.subject.followed(&before.design, &self.opened.design);
        } else {
            self.trial = None;
        }
        if let Some(entering) = &mut self.entering {
            if is_same_process {
                entering.follow(&before.design, &self.opened.design);
            } else {
                entering.restart(&self.opened.design);
            }
        }
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
            self.playback.stay(self.indexed.end());
            if before.moment > self.indexed.end() {
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

#[cfg(test)]
mod tests {
    use crate::model::{Edit, Mode, Subject};
    use crate::session::{Look, Revise, Session, Source};
    use crate::testing::checkout;

    #[test]
    fn what_is_looked_at_stays_so_under_another_name_and_when_that_is_taken_back() {
        let mut scenario = checkout(Mode::Event);
        scenario.process.steps[3].name = "Mail".to_owned();
        let (mut session, _) = Session::start(Source::Document("a".to_owned()), scenario.design());
        let look = |session: &Session| session.subject().clone();
        session.apply(Look::Select(Subject::Step("mail".into())));
        let edit = Edit::NameStep { step: "mail".into(), name: "Send receipt".to_owned() };
        session.apply(Revise::Make(edit.apply(session.design()).unwrap()));
        assert_eq!(look(&session), Subject::Step("send-receipt".into()));
        session.apply(Revise::Undo);
        assert_eq!(look(&session), Subject::Step("mail".into()));
        session.apply(Revise::Redo);
        assert_eq!(look(&session), Subject::Step("send-receipt".into()));
        // What is gone is no longer looked at.
        let edit = Edit::RemoveStep("send-receipt".into());
        session.apply(Revise::Make(edit.apply(session.design()).unwrap()));
        assert_eq!(look(&session), Subject::Nothing);
    }
}
