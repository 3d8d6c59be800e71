//! The acts that have keys: one list, from which the keyboard, the map of keys and the titles of buttons
//! are made.
//!
//! A row is an act: by which id its keys are kept, what it does in words, its keys unless they were
//! changed, what may need such a key for itself, and the command it is now.

use super::view::VIEW_ACTS;
use super::{Command, Look, Measure, Play, Purpose, Revise, Session, Tool, View, Zoom};
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
    /// What lies beside the stage, and does not see what it would do.
    Panel,
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
    act("slower", &["[", ","], "Slower", YieldsTo::Nothing, |_| Some(Play::Slower.into())),
    act("faster", &["]", "."], "Faster", YieldsTo::Nothing, |_| Some(Play::Faster.into())),
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
    act("add-after", &["a"], "Add a step after the selected one", YieldsTo::Nothing, |session| {
        tool(session, Tool::AddAfter)
    }),
    act("add-beside", &["b"], "Add a step beside what follows it", YieldsTo::Nothing, |session| {
        tool(session, Tool::AddBeside)
    }),
    act("add-call", &["n"], "Add a call that the selected step makes", YieldsTo::Nothing, |it| {
        tool(it, Tool::AddCall)
    }),
    act("fork", &["o"], "Fork after the selected step", YieldsTo::Nothing, |session| {
        tool(session, Tool::Fork)
    }),
    act("remove", &["delete"], "Remove the selected step", YieldsTo::Panel, |session| {
        tool(session, Tool::Remove)
    }),
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
    act("zoom-in", &["+", "="], "See the stage larger", YieldsTo::Nothing, |_| {
        Some(Look::Zoom(Zoom::In).into())
    }),
    act("zoom-out", &["-"], "See the stage smaller", YieldsTo::Nothing, |_| {
        Some(Look::Zoom(Zoom::Out).into())
    }),
    act("zoom-fit", &["z"], "See the stage whole", YieldsTo::Nothing, |_| {
        Some(Look::Zoom(Zoom::Fit).into())
    }),
    act("charts", &["c"], "Show or hide the charts over the run", YieldsTo::Nothing, |session| {
        Some(Look::Charts(session.screen().charts.unfolded()).into())
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

/// A tool at the card of the step that is looked at; nothing where there is no such card, or the tool is not
/// there.
fn tool(session: &Session, tool: Tool) -> Option<Command> {
    let is_there = session.screen().view == View::Stage && !session.view_only;
    session.subject().step().filter(|_| is_there && tool.fits(&session.design().process))?;
    Some(Look::UseTool(Some(tool)).into())
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Mode;
    use crate::session::Source;
    use crate::testing::{ScenarioDraft, checkout};

    fn session(draft: ScenarioDraft) -> Session {
        Session::start(Source::Catalogue("test".to_owned()), draft.design()).0
    }

    /// What the tools are asked to do by each of their keys.
    fn asked(session: &Session) -> [Option<Command>; 4] {
        ["a", "b", "n", "o"].map(|key| (session.keymap().act(key).unwrap().command)(session))
    }

    #[test]
    fn the_tools_at_a_card_have_keys_where_there_is_such_a_card() {
        let ask = |tool| Some(Look::UseTool(Some(tool)).into());
        let mut orchestrated = session(checkout(Mode::Event));
        assert_eq!(asked(&orchestrated), [None, None, None, None], "nothing is looked at");
        orchestrated.apply(Look::Select(Subject::Step("stock".into())));
        let (after, beside) = (ask(Tool::AddAfter), ask(Tool::AddBeside));
        let all = [after.clone(), beside.clone(), ask(Tool::AddCall), ask(Tool::Fork)];
        assert_eq!(asked(&orchestrated), all);
        orchestrated.apply(Look::UseTool(Some(Tool::Fork)));
        assert_eq!(orchestrated.screen().tool, Some(Tool::Fork));
        orchestrated.apply(Look::UseTool(None));
        assert_eq!(orchestrated.screen().tool, None);
        orchestrated.apply(Look::Show(View::Matrix));
        assert_eq!(asked(&orchestrated), [None, None, None, None], "no cards are shown");

        let mut chained = session(checkout(Mode::Event).chained());
        chained.apply(Look::Select(Subject::Step("stock".into())));
        assert_eq!(asked(&chained), [after, beside, None, ask(Tool::Fork)]);
    }
}
