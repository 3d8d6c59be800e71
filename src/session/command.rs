//! What a person can do, and what the app has to do in return.
//!
//! An act is a [`Command`]: of playing, looking, editing, running or keeping. What a key or a button of
//! the page does stands, with its words and its keys, in [`acts`](super::acts()).

use super::{
    Charts, Entering, Entry, Keymap, Purpose, RunId, RunKey, RunUpdate, Source, Speed, Tab, Theme,
    Tool, Trial, View, Zoom,
};
use crate::engine::Recording;
use crate::exchange::link::Begins;
use crate::model::{Change, Design, Injection, ServiceId, StepId, Subject};
use crate::units::{Duration, Moment};

/// One act of a person, or something that the app reports.
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    /// Moves the moment, or says how it moves.
    Play(Play),
    /// Looks at something, in some way.
    Look(Look),
    /// Changes the design that is open.
    Edit(Revise),
    /// Has something run, or tells what came of it.
    Run(Measure),
    /// Opens something, or says where what is open is kept.
    Keep(Keep),
    /// Enters a process in rows, or as text.
    Enter(Enter),
}

/// How the recording is played.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Play {
    /// Play on; at the end: from the start.
    On,
    /// Stop where it is.
    Pause,
    /// Play or pause, whichever it does not do now.
    Toggle,
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
    /// Go to a moment, playing on if it played.
    SeekTo(Moment),
    /// Go to a moment, and rest there.
    RestAt(Moment),
    /// Go to this moment and play on slowly, so that the messages of a request are seen one after the other.
    Follow(Moment),
    /// Go to the start, and play.
    Restart,
    /// So much time has passed in front of the screen.
    Tick {
        /// In real time.
        elapsed: Duration,
    },
}

/// What is looked at, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Look {
    /// Look at something, or at nothing in particular.
    Select(Subject),
    /// Show a view.
    Show(View),
    /// Show the stage alone, in large type, or all again.
    Present(bool),
    /// Turn to a tab of the panel.
    Turn(Tab),
    /// See the stage larger, smaller, or whole.
    Zoom(Zoom),
    /// Show these charts over the run.
    Charts(Charts),
    /// Show all figures, or those that matter most.
    AllFigures(bool),
    /// Show the map of keys, or hide it.
    Keys(bool),
    /// Let keys do this from now on.
    UseKeys(Box<Keymap>),
    /// Open the form of the fault at this index, or close it.
    EditFault(Option<usize>),
    /// Use a tool on the step that is looked at; the tools at its card take it, and then ask for none.
    UseTool(Option<Tool>),
    /// Lay this design on this side of the comparison, by the id of its choice.
    Compare {
        /// Which side.
        side: Side,
        /// Which choice.
        choice: String,
    },
    /// Use these colours.
    SetTheme(Theme),
    /// The problems of a refused document, or a refused change, have been read.
    DismissProblems,
}

/// A side of the comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// On the left, or above.
    Left,
    /// On the right, or below.
    Right,
}

/// What is changed.
#[derive(Debug, Clone, PartialEq)]
pub enum Revise {
    /// Adopt what an edit made of the design that is open, as one change.
    Make(Change),
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
    /// Try a preset.
    Try(Box<Trial>),
    /// Take the preset away that is being tried.
    EndTrial,
    /// Take back the last change.
    Undo,
    /// Do again what was taken back last.
    Redo,
}

/// How a process is entered.
#[derive(Debug, Clone, PartialEq)]
pub enum Enter {
    /// Begin, with what the design says.
    Begin(Box<Entering>),
    /// Do something to what is being entered.
    Do(Entry),
    /// Make the design say it, as one change.
    Settle,
    /// Take back what was typed last, or else the last change.
    Undo,
    /// Make the change again that was taken back.
    Redo,
    /// End; what was typed is settled first.
    End,
}

/// What is run.
#[derive(Debug, Clone, PartialEq)]
pub enum Measure {
    /// From now on these runs, and no others, are wanted for a purpose.
    Want(Purpose, Vec<RunKey>),
    /// Something was heard of a run that [`Output::Run`] asked for.
    Heard(RunId, RunUpdate),
    /// A design is to be looked at beside the one that is open.
    IndexedRecording(Design),
    /// The whole recording that [`Output::Record`] asked for.
    Recorded {
        /// Of which design.
        design: Design,
        /// What the stage plays.
        recording: Box<Recording>,
    },
    /// Let what is under way for a purpose be; what is known stays, and for the figures those of before.
    Stop(Purpose),
    /// Run the design that is open, as it is.
    Again,
}

/// What is opened and kept.
#[derive(Debug, Clone, PartialEq)]
pub enum Keep {
    /// Open a document; what is open stays where it is not valid.
    Open {
        /// Where it came from.
        source: Source,
        /// Its text.
        document: String,
    },
    /// Begin as a link says, with what has just been opened.
    Begin(Begins),
    /// The design that is open, with the changes that led to it, is an own scenario from now on.
    Own {
        /// Its id.
        id: String,
        /// What it is called; which is nothing that undo would take back.
        name: String,
    },
    /// Say what could not be done, as a sentence.
    Refuse(String),
}

macro_rules! commands {
    ($($kind:ident($acts:ident)),+) => {
        $(impl From<$acts> for Command {
            fn from(act: $acts) -> Self {
                Self::$kind(act)
            }
        })+
    };
}
commands!(Play(Play), Look(Look), Edit(Revise), Run(Measure), Keep(Keep), Enter(Enter));

impl Command {
    /// Whether it changes the design that is open, or what it is called.
    #[must_use]
    pub const fn changes_design(&self) -> bool {
        matches!(
            self,
            Self::Edit(_)
                | Self::Keep(Keep::Own { .. })
                | Self::Enter(
                    Enter::Begin(_) | Enter::Do(_) | Enter::Settle | Enter::Undo | Enter::Redo
                )
        )
    }
}

/// What the app has to do.
#[derive(Debug, Clone, PartialEq)]
pub enum Output {
    /// Run this, and send [`Measure::Heard`].
    Run {
        /// To be sent back with what is heard of it.
        run: RunId,
        /// What for: how urgent it is.
        purpose: Purpose,
        /// What to run.
        key: RunKey,
    },
    /// Let a run be: nobody wants it any more.
    Cancel(RunId),
    /// Record this design whole, in bounded slices, and send [`Measure::Recorded`]: so far only the
    /// beginning is there.
    Record {
        /// What to record.
        design: Design,
    },
    /// Say this in the live region.
    Announce(String),
}
