//! Keys, wherever the focus is: turns what is asked for into commands.

use leptos::ev;
use leptos::prelude::*;
use web_sys::KeyboardEvent;

use super::annex;
use super::desk::Desk;
use super::keys::{Asked, asked, written};
use crate::browser::page;
use crate::model::{Injection, ServiceId, Subject};
use crate::session::{Command, Session};

/// Listens for as long as the view that calls it stands.
pub fn listen(desk: Desk) {
    let handle = window_event_listener(ev::keydown, move |event| {
        if meant(&event).is_some_and(|asked| follow(desk, asked)) {
            event.prevent_default();
        }
    });
    on_cleanup(move || handle.remove());
}

/// What a key asks for, unless what has the focus needs the key itself.
fn meant(event: &KeyboardEvent) -> Option<Asked> {
    if event.alt_key() || event.default_prevented() || page::takes_text(event) {
        return None;
    }
    let asked = asked(&written(event))?;
    let taken = match asked {
        Asked::PlayOrPause => page::takes_presses(event),
        Asked::StepBack | Asked::StepForward | Asked::Restart => page::takes_arrows(event),
        // Closing is the dialog's own affair.
        Asked::Leave => page::in_dialog(event),
        Asked::Slower
        | Asked::Faster
        | Asked::Crash
        | Asked::SlowDown
        | Asked::Mend
        | Asked::Flip
        | Asked::Undo
        | Asked::Redo
        | Asked::Show(_)
        | Asked::Present
        | Asked::Help => false,
    };
    (!taken).then_some(asked)
}

/// Does what was asked for; whether there was something to do.
fn follow(desk: Desk, asked: Asked) -> bool {
    let command = match asked {
        Asked::PlayOrPause => Some(Command::TogglePlay),
        Asked::StepBack => Some(Command::StepBack),
        Asked::StepForward => Some(Command::StepForward),
        Asked::Slower => Some(Command::Slower),
        Asked::Faster => Some(Command::Faster),
        Asked::Restart => Some(Command::Restart),
        Asked::Undo => Some(Command::Undo),
        Asked::Redo => Some(Command::Redo),
        Asked::Flip => desk.peek(|session| session.subject().step().cloned()).map(Command::Flip),
        Asked::Crash => inject(desk, Injection::Crash),
        Asked::SlowDown => inject(desk, Injection::Slow),
        Asked::Mend => desk.peek(service).map(Command::Mend),
        Asked::Show(view) => {
            desk.view.set(view);
            return true;
        }
        Asked::Present => {
            desk.present.update(|on| *on = !*on);
            return true;
        }
        Asked::Help => {
            annex::tell_help();
            return true;
        }
        Asked::Leave => {
            if desk.present.get_untracked() {
                desk.present.set(false);
                return true;
            }
            if desk.peek(|session| session.refusal().is_some()) {
                Some(Command::DismissProblems)
            } else {
                Some(Command::Select(Subject::Nothing))
            }
        }
    };
    let found = command.is_some();
    if let Some(command) = command {
        desk.send(command);
    }
    found
}

fn inject(desk: Desk, injection: Injection) -> Option<Command> {
    desk.peek(service).map(|service| Command::Inject { service, injection })
}

/// The service that is looked at, or whose step is.
fn service(session: &Session) -> Option<ServiceId> {
    session.subject().service(session.scenario()).cloned()
}
