//! What a person can do, and what the app has to do in return.

use std::sync::Arc;

use super::{Source, Speed, Theme};
use crate::exchange::link::Begins;
use crate::model::{Injection, Scenario, ServiceId, StepId, Subject};
use crate::simulation::{Recording, Report};
use crate::units::{Duration, Moment};

/// One act of a person, or something that the app reports.
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    /// Open a document; what is open stays where it is not valid.
    Open {
        /// Where it came from.
        source: Source,
        /// Its text.
        document: String,
    },
    /// Say what could not be done.
    Refuse {
        /// As a sentence.
        what: String,
    },
    /// The design that is open, with the changes that led to it, is an own scenario from now on.
    Keep {
        /// Its id.
        id: String,
        /// What it is called; which is nothing that undo would take back.
        name: String,
    },
    /// Begin as a link says, with what has just been opened.
    Begin(Begins),
    /// Make this document the design that is open, as one change.
    Adopt {
        /// What was done, as a sentence.
        said: String,
        /// The design.
        document: String,
    },
    /// Trigger a step the other way.
    Flip(StepId),
    /// Let something go wrong at a service, from the current moment for [`Injection::LASTS`].
    Inject {
        /// Which service.
        service: ServiceId,
        /// What goes wrong.
        injection: Injection,
    },
    /// End what is wrong at a service at the current moment; what has been played stays as it was.
    Mend(ServiceId),
    /// Run with other chance, but the same design: the next seed.
    Reseed,
    /// Let the run that is under way be; the figures of before stay.
    StopRun,
    /// Run the design that is open, as it is.
    RunAgain,
    /// Take back the last change.
    Undo,
    /// Do again what was taken back last.
    Redo,
    /// Look at something, or at nothing in particular.
    Select(Subject),
    /// Play on; at the end: from the start.
    Play,
    /// Stop where it is.
    Pause,
    /// Play or pause, whichever it does not do now.
    TogglePlay,
    /// Pause, at the next moment at which anything happens.
    StepForward,
    /// Pause, at the last moment before at which anything happened.
    StepBack,
    /// Play at this speed.
    SetSpeed(Speed),
    /// Play at the next higher speed.
    Faster,
    /// Play at the next lower speed.
    Slower,
    /// Go to a moment.
    SeekTo(Moment),
    /// Go to the start, and play.
    Restart,
    /// Use these colours.
    SetTheme(Theme),
    /// So much time has passed in front of the screen.
    Tick {
        /// In real time.
        elapsed: Duration,
    },
    /// The report of a run that [`Output::Simulate`] asked for.
    ReportArrived {
        /// Which one asked for it.
        generation: Generation,
        /// The figures.
        report: Box<Report>,
    },
    /// The whole recording that [`Output::Record`] asked for.
    Recorded {
        /// Which one asked for it.
        generation: Generation,
        /// What the stage plays.
        recording: Box<Recording>,
    },
    /// The problems of a refused document, or a refused change, have been read.
    DismissProblems,
}

impl Command {
    /// Whether it changes the design that is open.
    #[must_use]
    pub const fn changes_design(&self) -> bool {
        matches!(
            self,
            Self::Keep { .. }
                | Self::Adopt { .. }
                | Self::Flip(_)
                | Self::Inject { .. }
                | Self::Mend(_)
                | Self::Reseed
                | Self::Undo
                | Self::Redo
        )
    }
}

/// Which change of the design a run belongs to: a later one overtakes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Generation(pub u64);

/// What the app has to do.
#[derive(Debug, Clone, PartialEq)]
pub enum Output {
    /// Run this scenario, in bounded slices, and send [`Command::ReportArrived`]; a run of an older
    /// generation may be dropped.
    Simulate {
        /// To be sent back with the report.
        generation: Generation,
        /// What to run.
        scenario: Arc<Scenario>,
    },
    /// Record this scenario whole, in bounded slices, and send [`Command::Recorded`]: so far only the
    /// beginning is there.
    Record {
        /// To be sent back with the recording.
        generation: Generation,
        /// What to record.
        scenario: Arc<Scenario>,
    },
    /// Stop the run for the figures.
    Stop,
    /// Say this in the live region.
    Announce(String),
}
