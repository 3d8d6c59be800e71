//! Keys, wherever the focus is: does what the key is for, unless what has the focus needs it itself.

use leptos::ev;
use leptos::prelude::*;
use web_sys::KeyboardEvent;

use super::context::Context;
use super::opening::is_embedded;
use crate::browser::page;
use crate::session::{Act, YieldsTo, is_sign};

/// Listens for as long as the view that calls it stands.
pub fn listen(context: Context) {
    // A frame that nobody has pressed takes no keys.
    let is_pressed = StoredValue::new(!is_embedded());
    // What has the focus since it was clicked was not chosen to be pressed by keys.
    let was_clicked = StoredValue::new(false);
    let is_clicked = StoredValue::new(false);
    let pressed = window_event_listener(ev::pointerdown, move |_| {
        is_pressed.set_value(true);
        was_clicked.set_value(true);
        is_clicked.set_value(true);
    });
    let focused = window_event_listener(ev::focusin, move |_| {
        is_clicked.set_value(was_clicked.get_value());
    });
    let handle = window_event_listener(ev::keydown, move |event| {
        was_clicked.set_value(false);
        if !is_pressed.get_value() {
            return;
        }
        let command = meant(context, &event, is_clicked.get_value())
            .and_then(|act| context.peek(act.command));
        if let Some(command) = command {
            context.send(command);
            event.prevent_default();
        }
    });
    on_cleanup(move || {
        handle.remove();
        pressed.remove();
        focused.remove();
    });
}

/// What a key is for, unless what has the focus needs the key itself.
fn meant(context: Context, event: &KeyboardEvent, is_clicked: bool) -> Option<&'static Act> {
    let has_alt = event.alt_key() && !page::takes_alt(event);
    if has_alt || event.default_prevented() || page::takes_text(event) {
        return None;
    }
    let key = page::key(event);
    // Whoever dictates writes letters wherever the focus is: they are keys on the stage alone.
    if is_sign(&key) && !page::on_stage(event) {
        return None;
    }
    let act = context.peek(|session| session.keymap().act(&key))?;
    let is_taken = match act.yields_to {
        YieldsTo::Nothing => false,
        YieldsTo::Panel => !page::on_stage(event),
        YieldsTo::Buttons => page::takes_presses(event) && (!is_clicked || page::in_dialog(event)),
        YieldsTo::Sliders => page::takes_arrows(event),
        YieldsTo::Dialogs => page::in_dialog(event),
    };
    (!is_taken).then_some(act)
}
