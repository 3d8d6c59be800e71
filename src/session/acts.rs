//! The acts that have keys: one list, from which the keyboard, the map of keys and the titles of buttons
//! are made.
//!
//! A row is an act: by which id its keys are kept, what it does in words, its keys unless they were
//! changed, what may need such a key for itself, and the command it is now.

use super::view::VIEW_ACTS;
use super::{Command, Look, Measure, Play, Purpose, Revise, Session};
use crate::model::{Injection, ServiceId, Subject};

/// An act of the whole page.
#[derive(Debug, Clone, Copy)]
pub struct Act {
    /// Unique in the list.
    pub id: &'static str,
    /// What it does, as a line of the map of keys.
    pub words: &'static str,
    /// Its keys unless they were changed, as [`Keymap`](super::Keymap) writes them.
    pub keys: &'static [&'static str],
    /// What may use such a key for itself where it has the focus.
    pub yields_to: YieldsTo,
    /// The command it is now; nothing where there is nothing to do.
    pub command: fn(&Session) -> Option<Command>,
}

/// What may use a key for itself where it has the focus; whatever takes text uses them all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum YieldsTo {
    /// Nothing else.
    Nothing,
    /// What is pressed by the space bar.
    Buttons,
    /// What is moved by arrows.
    Sliders,
    /// A dialog, which closes by itself.
    Dialogs,
}

const fn act(
    id: &'static str,
    keys: &'static [&'static str],
    words: &'static str,
    yields_to: YieldsTo,
    command: fn(&Session) -> Option<Command>,
) -> Act {
    Act { id, words, keys, yields_to, command }
}

/// The acts that have keys, but for those that show a view; see [`acts`].
const ACTS: &[Act] = &[
    act("play", &[" "], "Play or pause", YieldsTo::Buttons, |_| Some(Play::Toggle.into())),
    act("step-forward", &["arrowright"], "To the next event of the run", YieldsTo::Sliders, |_| {
        Some(Play::StepForward.into())
    }),
    act("step-back", &["arrowleft"], "To the event before", YieldsTo::Sliders, |_| {
        Some(Play::StepBack.into())
    }),
    act("slower", &["["], "Slower", YieldsTo::Nothing, |_| Some(Play::Slower.into())),
    act("faster", &["]"], "Faster", YieldsTo::Nothing, |_| Some(Play::Faster.into())),
    act("restart", &["home", "0"], "To the beginning", YieldsTo::Sliders, |_| {
        Some(Play::Restart.into())
    }),
    act(
        "flip",
        &["e"],
        "Flip the selected step: call, event, and command where there is a workflow",
        YieldsTo::Nothing,
        |it| it.subject().step().cloned().map(|step| Revise::Flip(step).into()),
    ),
    act("crash", &["f"], "Crash the selected service for 10 s", YieldsTo::Nothing, |session| {
        inject(session, Injection::Crash)
    }),
    act("slow", &["s"], "Slow the selected service down for 10 s", YieldsTo::Nothing, |session| {
        inject(session, Injection::Slow)
    }),
    act("mend", &["m"], "Mend the selected service", YieldsTo::Nothing, |session| {
        service(session).map(|service| Revise::Mend(service).into())
    }),
    act("undo", &["u", "ctrl+z"], "Take the last change back", YieldsTo::Nothing, |_| {
        Some(Revise::Undo.into())
    }),
    act("redo", &["ctrl+shift+z", "ctrl+y"], "Make it again", YieldsTo::Nothing, |_| {
        Some(Revise::Redo.into())
    }),
    act("present", &["p"], "Present: the stage alone, in large type", YieldsTo::Nothing, |it| {
        Some(Look::Present(!it.screen().presents).into())
    }),
    act("keys", &["?"], "Show or hide this map", YieldsTo::Nothing, |session| {
        Some(Look::Keys(!session.screen().keys).into())
    }),
    act("leave", &["escape"], "Close, or select nothing", YieldsTo::Dialogs, |session| {
        Some(leave(session).into())
    }),
];

/// All acts that have keys, in the order of the map of keys.
pub fn acts() -> impl Iterator<Item = &'static Act> + Clone {
    ACTS.iter().chain(VIEW_ACTS)
}

/// What running has to do with the figures' button: to stop them, or to begin again.
#[must_use]
pub fn stop_or_run(session: &Session) -> Command {
    if session.reports().stopped {
        Measure::Again.into()
    } else {
        Measure::Stop(Purpose::Figures).into()
    }
}

fn inject(session: &Session, injection: Injection) -> Option<Command> {
    service(session).map(|service| Revise::Inject { service, injection }.into())
}

/// The service that is looked at, or whose step is.
fn service(session: &Session) -> Option<ServiceId> {
    session.subject().service(session.design()).cloned()
}

/// What is closed first: the presentation, then what was refused; then nothing is selected any more.
fn leave(session: &Session) -> Look {
    if session.screen().presents {
        Look::Present(false)
    } else if session.refusal().is_some() {
        Look::DismissProblems
    } else {
        Look::Select(Subject::Nothing)
    }
}
