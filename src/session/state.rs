//! The session: what is open, what is shown, what is wanted, and what each command does.

use std::sync::Arc;

use super::{
    Command, Enter, Entering, History, Keep, Keymap, Lab, Look, Measure, Opened, Output, Play,
    PlayState, Playback, Purpose, Recordings, Reports, Revise, RunKey, Screen, Source, Speed,
    Trial,
};
use crate::exchange::link::Begins;
use crate::model::{Design, Problem, Subject};
use crate::scene::IndexedRecording;
use crate::study::{figures_extent, longer};
use crate::units::{Moment, format};
use crate::wording::chips::{Chip, chips};
use crate::wording::{Headline, strain};

/// All that there is to show.
#[derive(Debug, Clone)]
pub struct Session {
    pub(super) opened: Opened,
    pub(super) indexed: Arc<IndexedRecording>,
    pub(super) history: History,
    pub(super) subject: Subject,
    pub(super) playback: Playback,
    pub(super) screen: Screen,
    pub(super) lab: Lab,
    pub(super) recordings: Recordings,
    pub(super) reports: Reports,
    pub(super) refusal: Option<Refusal>,
    /// What is being entered; none while nobody enters anything.
    pub(super) entering: Option<Box<Entering>>,
    /// Where it was, while only the beginning of a recording is there, before that moment.
    pub(super) beyond: Option<Playback>,
    /// The preset that was tried last in this process.
    pub(super) trial: Option<Trial>,
    keymap: Keymap,
    announcement: String,
    /// Whether the design stays as it is, whatever is asked for.
    pub view_only: bool,
}

/// Something that could not be done; what was open stayed as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// What could not be done, as a sentence.
    pub what: String,
    /// Why, each with its place in the document.
    pub problems: Vec<Problem>,
}

impl Session {
    /// A session that opens with this design, playing from the start, and what the app has to do.
    #[must_use]
    pub fn start(source: Source, design: Design) -> (Self, Vec<Output>) {
        let mut recordings = Recordings::default();
        let (recorded, asks) = recordings.of(&design);
        let mut session = Self {
            opened: Opened { source, design },
            indexed: recorded.indexed,
            history: History::default(),
            subject: Subject::default(),
            playback: Playback::default(),
            screen: Screen::default(),
            lab: Lab::default(),
            recordings,
            reports: Reports::default(),
            refusal: None,
            entering: None,
            beyond: None,
            trial: None,
            keymap: Keymap::default(),
            announcement: String::new(),
            view_only: false,
        };
        session.reports.ask();
        let mut outputs = session.want_figures();
        if asks {
            outputs.push(Output::Record { design: session.design().clone() });
        }
        (session, outputs)
    }

    /// Does what a command says, and returns what the app has to do. What cannot be done changes
    /// nothing; where a person should know why, it is the [`Session::refusal`].
    pub fn apply(&mut self, command: impl Into<Command>) -> Vec<Output> {
        let command = command.into();
        if self.view_only && command.changes_design() {
            return Vec::new();
        }
        // What was typed comes before whatever else changes the design.
        let changes =
            command.changes_design() || matches!(command, Command::Keep(Keep::Open { .. }));
        let is_entry = matches!(command, Command::Enter(_));
        let mut outputs = if changes && !is_entry { self.settle() } else { Vec::new() };
        outputs.extend(self.act(command));
        outputs
    }

    fn act(&mut self, command: Command) -> Vec<Output> {
        match command {
            Command::Play(act) => {
                let steps = matches!(act, Play::StepForward | Play::StepBack);
                self.play(act);
                if steps {
                    let told = self.indexed.told(self.design(), self.playback.moment);
                    return vec![self.announce(told)];
                }
                Vec::new()
            }
            Command::Look(act) => {
                self.look(act);
                Vec::new()
            }
            Command::Edit(act) => self.revise(act),
            Command::Run(act) => self.measure(act),
            Command::Keep(act) => self.keep(act),
            Command::Enter(act) => self.enter(act),
        }
    }

    /// What moves the moment, or how it moves.
    fn play(&mut self, act: Play) {
        let end = self.indexed.end();
        let playback = &mut self.playback;
        match act {
            Play::On => playback.play(),
            Play::Pause => playback.pause(),
            Play::Toggle => playback.toggle(),
            Play::StepForward => {
                playback.pause();
                playback.seek(self.indexed.next_event(playback.moment).unwrap_or(end), end);
            }
            Play::StepBack => {
                playback.pause();
                let before = self.indexed.previous_event(playback.moment);
                playback.seek(before.unwrap_or(Moment::START), end);
            }
            Play::SetSpeed(speed) => playback.speed = speed,
            Play::Faster => playback.speed = playback.speed.faster(),
            Play::Slower => playback.speed = playback.speed.slower(),
            Play::SeekTo(moment) => playback.seek(moment, end),
            Play::RestAt(moment) => {
                playback.pause();
                playback.seek(moment, end);
            }
            Play::Follow(moment) => {
                let travel = self.opened.design.network.one_way_ms.duration();
                playback.speed = Speed::that_shows(travel);
                playback.seek(moment, end);
                playback.play();
            }
            Play::Restart => playback.restart(),
            Play::Tick { elapsed } => playback.tick(elapsed, end),
        }
    }

    fn look(&mut self, act: Look) {
        match act {
            Look::Select(subject) => {
                if subject.is_in(self.design()) {
                    self.screen.tab = self.screen.tab.after(&subject);
                    self.subject = subject;
                }
            }
            Look::DismissProblems => self.refusal = None,
            Look::UseKeys(keymap) => self.keymap = *keymap,
            Look::Show(_)
            | Look::Present(_)
            | Look::Turn(_)
            | Look::Zoom(_)
            | Look::Charts(_)
            | Look::AllFigures(_)
            | Look::Keys(_)
            | Look::EditFault(_)
            | Look::UseTool(_)
            | Look::Compare { .. }
            | Look::SetTheme(_) => self.screen.look(act),
        }
    }

    fn enter(&mut self, act: Enter) -> Vec<Output> {
        match act {
            Enter::Begin(entering) => {
                self.entering = Some(entering);
                Vec::new()
            }
            Enter::Do(entry) => {
                let design = self.opened.design.clone();
                let Some(entering) = &mut self.entering else { return Vec::new() };
                entering.enter(&design, entry);
                let said = entering.said().to_owned();
                if said.is_empty() { Vec::new() } else { vec![self.announce(said)] }
            }
            Enter::Settle => self.settle(),
            Enter::Undo => {
                let mut outputs = self.settle();
                let design = self.opened.design.clone();
                let takes_back = |it: &mut Box<Entering>| it.take_back(&design);
                if self.entering.as_mut().is_some_and(takes_back) {
                    outputs.push(self.announce("Taken back.".to_owned()));
                } else {
                    outputs.extend(self.revise(Revise::Undo));
                }
                outputs
            }
            Enter::Redo => {
                let mut outputs = self.settle();
                outputs.extend(self.revise(Revise::Redo));
                outputs
            }
            Enter::End => {
                let outputs = self.settle();
                self.entering = None;
                outputs
            }
        }
    }

    fn keep(&mut self, act: Keep) -> Vec<Output> {
        match act {
            Keep::Open { source, document } => self.open(Opened::read(source, &document)),
            Keep::Refuse(what) => self.refuse(Refusal { what, problems: Vec::new() }),
            Keep::Own { id, name } => {
                let source = self.opened.source.clone();
                self.history.of_source(&source).for_each(|opened| opened.own(&id, &name));
                self.opened.own(&id, &name);
                Vec::new()
            }
            Keep::Begin(begins) => {
                self.begin(begins);
                Vec::new()
            }
        }
    }

    fn measure(&mut self, act: Measure) -> Vec<Output> {
        match act {
            Measure::Want(purpose, keys) => self.lab.want(purpose, keys),
            Measure::Heard(run, update) => {
                if self.lab.hear(run, update) {
                    self.longer_arrived();
                    self.figures_arrived()
                } else {
                    Vec::new()
                }
            }
            Measure::IndexedRecording(design) => {
                let (_, asks) = self.recordings.of(&design);
                asks.then_some(Output::Record { design }).into_iter().collect()
            }
            Measure::Recorded { design, recording } => {
                if let Some(indexed) = self.recordings.complete(&design, *recording)
                    && self.design().runs_like(&design)
                {
                    self.recorded(indexed);
                }
                Vec::new()
            }
            Measure::Stop(purpose) => {
                if purpose == Purpose::Figures && !self.reports.stop() {
                    return Vec::new();
                }
                let mut outputs = self.lab.stop(purpose);
                outputs.push(self.announce("Stopped.".to_owned()));
                outputs
            }
            Measure::Again => {
                self.reports.ask();
                self.want_figures()
            }
        }
    }

    /// The run that gives a design's figures, wherever they stand.
    #[must_use]
    pub fn figures_of(design: &Design) -> RunKey {
        RunKey { design: design.clone(), extent: figures_extent(design) }
    }

    /// Asks for the figures of the design that is open; those that are known are there at once.
    pub(super) fn want_figures(&mut self) -> Vec<Output> {
        let key = Self::figures_of(self.design());
        let mut outputs = self.lab.want(Purpose::Longer, Vec::new());
        outputs.extend(self.lab.want(Purpose::Figures, vec![key]));
        outputs.extend(self.figures_arrived());
        outputs
    }

    /// Shows the figures that are awaited, once they are known.
    fn figures_arrived(&mut self) -> Vec<Output> {
        let [key] = self.lab.of(Purpose::Figures) else { return Vec::new() };
        if !self.reports.awaited || !self.lab.has_ended(key) {
            return Vec::new();
        }
        let Some(report) = self.lab.report(key).cloned() else {
            self.reports.stop();
            return vec![self.announce("The design could not be run: no figures.".to_owned())];
        };
        self.reports.arrive(report);
        let mut outputs = self.want_longer();
        let text = self.headline().map(|headline| headline.text()).unwrap_or_default();
        outputs.push(self.announce(text));
        outputs
    }

    /// Where the figures grow with the length of the run, asks by how much.
    fn want_longer(&mut self) -> Vec<Output> {
        let report = self.reports.current.as_deref();
        let grows = report.is_some_and(|report| strain::grows(self.design(), report));
        let longer = grows.then(|| longer(self.design())).flatten();
        let keys: Vec<RunKey> = longer.iter().map(Self::figures_of).collect();
        let outputs = self.lab.want(Purpose::Longer, keys);
        self.longer_arrived();
        outputs
    }

    /// Shows them beside the figures, once they are known.
    fn longer_arrived(&mut self) {
        let [key] = self.lab.of(Purpose::Longer) else { return };
        self.reports.longer = self.lab.report(key).cloned();
    }

    /// Shows the recording of the design that is open, or its beginning.
    pub(super) fn show_recording(&mut self) -> Vec<Output> {
        let design = self.opened.design.clone();
        let (recorded, asks) = self.recordings.of(&design);
        self.indexed = recorded.indexed;
        asks.then_some(Output::Record { design }).into_iter().collect()
    }

    /// The rest of the recording has come: what had to stop at the end of its beginning goes on.
    fn recorded(&mut self, indexed: Arc<IndexedRecording>) {
        let beginning = self.indexed.end();
        self.indexed = indexed;
        if self.playback.moment >= beginning {
            match self.beyond.take() {
                Some(before) => self.playback = before,
                None => self.playback.state = PlayState::Playing,
            }
            self.playback.stay(self.indexed.end());
        }
    }

    /// Begins as a link says; where only the beginning of the recording is there, once the rest is.
    fn begin(&mut self, begins: Begins) {
        let (moment, state) = match begins {
            Begins::AsEver => return,
            Begins::RestingAt(moment) => (moment, PlayState::Paused),
            Begins::PlayingFrom(moment) => (moment, PlayState::Playing),
        };
        let wanted = Playback { moment, state, ..self.playback };
        self.beyond = (moment > self.indexed.end()).then_some(wanted);
        self.playback = wanted;
        self.playback.stay(self.indexed.end());
    }

    /// Says something, and keeps what was said.
    pub(super) fn announce(&mut self, text: String) -> Output {
        self.announcement.clone_from(&text);
        Output::Announce(text)
    }

    /// What is open: the design, and where it came from.
    #[must_use]
    pub fn opened(&self) -> &Opened {
        &self.opened
    }

    /// The design that is open.
    #[must_use]
    pub fn design(&self) -> &Design {
        &self.opened.design
    }

    /// The recording that the stage plays.
    #[must_use]
    pub fn indexed(&self) -> &Arc<IndexedRecording> {
        &self.indexed
    }

    /// All recordings that are there.
    #[must_use]
    pub fn recordings(&self) -> &Recordings {
        &self.recordings
    }

    /// Where undo and redo lead.
    #[must_use]
    pub fn history(&self) -> &History {
        &self.history
    }

    /// What is looked at.
    #[must_use]
    pub fn subject(&self) -> &Subject {
        &self.subject
    }

    /// Where in the recording, and how it goes on.
    #[must_use]
    pub fn playback(&self) -> &Playback {
        &self.playback
    }

    /// Whether the whole run of the design that is open is recorded, or only its beginning yet.
    #[must_use]
    pub fn is_recorded(&self) -> bool {
        self.recordings.find(self.design()).is_some_and(|recorded| recorded.is_complete)
    }

    /// How what is open is shown.
    #[must_use]
    pub fn screen(&self) -> &Screen {
        &self.screen
    }

    /// What is known of runs, and which are wanted.
    #[must_use]
    pub fn lab(&self) -> &Lab {
        &self.lab
    }

    /// The figures that are shown.
    #[must_use]
    pub fn reports(&self) -> &Reports {
        &self.reports
    }

    /// Which key does what.
    #[must_use]
    pub fn keymap(&self) -> &Keymap {
        &self.keymap
    }

    /// What could not be done last, until it is dismissed or something else is done.
    #[must_use]
    pub fn refusal(&self) -> Option<&Refusal> {
        self.refusal.as_ref()
    }

    /// What is being entered, while somebody does.
    #[must_use]
    pub fn entering(&self) -> Option<&Entering> {
        self.entering.as_deref()
    }

    /// What was announced last.
    #[must_use]
    pub fn announcement(&self) -> &str {
        &self.announcement
    }

    /// The median time to the answer, for the line; empty while it is not known.
    #[must_use]
    pub fn median(&self) -> String {
        let p50 = self.reports.current.as_ref().and_then(|report| report.answer_ms.p50);
        p50.map(|p50| format!(" · median {}", format::milliseconds(p50))).unwrap_or_default()
    }

    /// What the step at an index cannot keep up with, what is said on its card first; none where it keeps
    /// up, or while that is not known.
    #[must_use]
    pub fn strain(&self, step: usize) -> Vec<String> {
        let step = self.design().process.steps.get(step);
        step.map(|step| strain::of_step(step, self.reports.current.as_deref())).unwrap_or_default()
    }

    /// What stands under the sentence; nothing until the first run has ended.
    #[must_use]
    pub fn chips(&self) -> Vec<Chip> {
        let report = self.reports.current.as_ref();
        let lacks = self.entering().map_or(0, |entering| entering.lacks().len());
        report
            .map(|report| chips(self.design(), report, self.reports.before.as_deref(), lacks))
            .unwrap_or_default()
    }

    /// The preset that is being tried.
    #[must_use]
    pub fn trial(&self) -> Option<&Trial> {
        self.trial.as_ref().filter(|trial| trial.is_in(self.design()))
    }

    /// The sentence over the stage; absent until the first run has ended.
    #[must_use]
    pub fn headline(&self) -> Option<Headline> {
        let report = self.reports.current.as_ref()?;
        let mut headline = Headline::default();
        headline.adds(strain::overload(self.design(), report));
        headline.tells(report, self.reports.before.as_deref(), self.reports.longer.as_deref());
        headline.adds(strain::sentences(self.design(), report));
        Some(headline)
    }
}
