//! Keys, wherever the focus is: does what the key is for, unless what has the focus needs it itself.

use leptos::ev;
use leptos::prelude::*;
use web_sys::KeyboardEvent;

use super::context::Context;
use crate::browser::page;
use crate::session::{Act, YieldsTo};

/// Listens for as long as the view that calls it stands.
pub fn listen(context: Context) {
    let handle = window_event_listener(ev::keydown, move |event| {
        let command = meant(context, &event).and_then(|act| context.peek(act.command));
        if let Some(command) = command {
            context.send(command);
            event.prevent_default();
        }
    });
    on_cleanup(move || handle.remove());
}

/// What a key is for, unless what has the focus needs the key itself.
fn meant(context: Context, event: &KeyboardEvent) -> Option<&'static Act> {
    if event.alt_key() || event.default_prevented() || page::takes_text(event) {
        return None;
    }
    let act = context.peek(|session| session.keymap().act(&page::key(event)))?;
    let is_taken = match act.yields_to {
        YieldsTo::Nothing => false,
        YieldsTo::Buttons => page::takes_presses(event),
        YieldsTo::Sliders => page::takes_arrows(event),
        YieldsTo::Dialogs => page::in_dialog(event),
    };
    (!is_taken).then_some(act)
}
