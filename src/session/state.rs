//! The session: what is open, what is shown, and what each command does.

use std::sync::Arc;

use super::change::Derived;
use super::reports::Arrival;
use super::{Command, Design, Generation, History, Output, PlayState, Playback, Reports, Source};
use crate::exchange::link::Begins;
use crate::model::{Problem, Scenario, Shape, Subject};
use crate::scene::{Film, Sentence};
use crate::simulation::Report;
use crate::units::Moment;

/// All that there is to show.
#[derive(Debug, Clone)]
pub struct Session {
    pub(super) design: Design,
    pub(super) shape: Arc<Shape>,
    pub(super) film: Arc<Film>,
    pub(super) history: History,
    pub(super) subject: Subject,
    pub(super) playback: Playback,
    theme: Theme,
    pub(super) reports: Reports,
    pub(super) refusal: Option<Refusal>,
    /// Where it was, while only the beginning of a recording is there, before that moment.
    pub(super) beyond: Option<Playback>,
    announcement: String,
    /// Whether the design stays as it is, whatever is asked for.
    pub view_only: bool,
}

/// Which colours are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Theme {
    /// Those that the reader's system prefers.
    #[default]
    System,
    /// Dark ink on light paper.
    Light,
    /// Light ink on dark paper.
    Dark,
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
    /// A session that opens with this design, playing from the start.
    ///
    /// # Errors
    /// The problems of a scenario that is not valid.
    pub fn start(source: Source, scenario: Scenario) -> Result<(Self, Vec<Output>), Vec<Problem>> {
        let derived = Derived::of(&scenario)?;
        let mut session = Self {
            design: Design { source, scenario: Arc::new(scenario) },
            shape: derived.shape,
            film: derived.film,
            history: History::default(),
            subject: Subject::default(),
            playback: Playback::default(),
            theme: Theme::default(),
            reports: Reports::default(),
            refusal: None,
            beyond: None,
            announcement: String::new(),
            view_only: false,
        };
        let generation = session.reports.ask();
        let outputs = session.to_run(generation, derived.complete);
        Ok((session, outputs))
    }

    /// Does what a command says, and returns what the app has to do. What cannot be done changes
    /// nothing; where a person should know why, it is the [`Session::refusal`].
    pub fn apply(&mut self, command: Command) -> Vec<Output> {
        if self.view_only && command.changes_design() {
            return Vec::new();
        }
        match command {
            Command::Open { source, document } => self.open(Design::read(source, &document)),
            Command::Refuse { what } => self.refuse(Refusal { what, problems: Vec::new() }),
            Command::Keep { id, name } => {
                let source = self.design.source.clone();
                self.history.of_source(&source).for_each(|design| design.own(&id, &name));
                self.design.own(&id, &name);
                Vec::new()
            }
            Command::Begin(begins) => {
                self.begin(begins);
                Vec::new()
            }
            Command::Adopt { said, document } => self.adopt_document(said, &document),
            Command::Flip(step) => self.flip(&step),
            Command::Inject { service, injection } => self.inject(&service, injection),
            Command::Mend(service) => self.mend(&service),
            Command::Reseed => self.reseed(),
            Command::StopRun => self.stop_run(),
            Command::RunAgain => self.run_again(),
            Command::Undo => self.undo(),
            Command::Redo => self.redo(),
            Command::ReportArrived { generation, report } => {
                self.report_arrived(generation, *report)
            }
            Command::Recorded { generation, recording } => self.recorded(generation, *recording),
            Command::Select(subject) => {
                if subject.is_in(self.scenario()) {
                    self.subject = subject;
                }
                Vec::new()
            }
            Command::SetTheme(theme) => {
                self.theme = theme;
                Vec::new()
            }
            Command::DismissProblems => {
                self.refusal = None;
                Vec::new()
            }
            Command::Play
            | Command::Pause
            | Command::TogglePlay
            | Command::StepForward
            | Command::StepBack
            | Command::SetSpeed(_)
            | Command::Faster
            | Command::Slower
            | Command::SeekTo(_)
            | Command::Restart
            | Command::Tick { .. } => {
                self.play(&command);
                Vec::new()
            }
        }
    }

    /// What moves the moment, or how it moves.
    fn play(&mut self, command: &Command) {
        let end = self.film.end();
        let playback = &mut self.playback;
        match command {
            Command::Play => playback.play(),
            Command::Pause => playback.pause(),
            Command::TogglePlay => playback.toggle(),
            Command::StepForward => {
                playback.pause();
                playback.seek(self.film.next_event(playback.moment).unwrap_or(end), end);
            }
            Command::StepBack => {
                playback.pause();
                let before = self.film.previous_event(playback.moment);
                playback.seek(before.unwrap_or(Moment::START), end);
            }
            Command::SetSpeed(speed) => playback.speed = *speed,
            Command::Faster => playback.speed = playback.speed.faster(),
            Command::Slower => playback.speed = playback.speed.slower(),
            Command::SeekTo(moment) => playback.seek(*moment, end),
            Command::Restart => playback.restart(),
            Command::Tick { elapsed } => playback.tick(*elapsed, end),
            Command::Open { .. }
            | Command::Refuse { .. }
            | Command::Keep { .. }
            | Command::Begin(_)
            | Command::Adopt { .. }
            | Command::Flip(_)
            | Command::Inject { .. }
            | Command::Mend(_)
            | Command::Reseed
            | Command::StopRun
            | Command::RunAgain
            | Command::Undo
            | Command::Redo
            | Command::Select(_)
            | Command::SetTheme(_)
            | Command::ReportArrived { .. }
            | Command::Recorded { .. }
            | Command::DismissProblems => {}
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
        self.beyond = (moment > self.film.end()).then_some(wanted);
        self.playback = wanted;
        self.playback.stay(self.film.end());
    }

    fn stop_run(&mut self) -> Vec<Output> {
        if self.reports.awaited.is_none() {
            return Vec::new();
        }
        self.reports.stop();
        vec![Output::Stop, self.announce("Stopped.".to_owned())]
    }

    fn run_again(&mut self) -> Vec<Output> {
        let generation = self.reports.ask();
        vec![Output::Simulate { generation, scenario: Arc::clone(self.scenario()) }]
    }

    fn report_arrived(&mut self, generation: Generation, report: Report) -> Vec<Output> {
        match self.reports.arrive(generation, report) {
            Arrival::Overtaken => Vec::new(),
            Arrival::Shown => {
                let text = self.sentence().map(|sentence| sentence.text()).unwrap_or_default();
                vec![self.announce(text)]
            }
        }
    }

    /// Says something, and keeps what was said.
    pub(super) fn announce(&mut self, text: String) -> Output {
        self.announcement.clone_from(&text);
        Output::Announce(text)
    }

    /// The design that is open.
    #[must_use]
    pub fn design(&self) -> &Design {
        &self.design
    }

    /// The scenario of the design that is open.
    #[must_use]
    pub fn scenario(&self) -> &Arc<Scenario> {
        &self.design.scenario
    }

    /// The shape of its process.
    #[must_use]
    pub fn shape(&self) -> &Arc<Shape> {
        &self.shape
    }

    /// The recording that the stage plays.
    #[must_use]
    pub fn film(&self) -> &Arc<Film> {
        &self.film
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

    /// Which colours are used.
    #[must_use]
    pub fn theme(&self) -> Theme {
        self.theme
    }

    /// The figures that are shown.
    #[must_use]
    pub fn reports(&self) -> &Reports {
        &self.reports
    }

    /// What could not be done last, until it is dismissed or something else is done.
    #[must_use]
    pub fn refusal(&self) -> Option<&Refusal> {
        self.refusal.as_ref()
    }

    /// What was announced last.
    #[must_use]
    pub fn announcement(&self) -> &str {
        &self.announcement
    }

    /// The sentence over the stage; absent until the first run has ended.
    #[must_use]
    pub fn sentence(&self) -> Option<Sentence> {
        self.reports
            .current
            .as_ref()
            .map(|report| Sentence::new(report, self.reports.before.as_deref()))
    }
}
