//! What the reader's system prefers.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// Whether the reader asked their system for less motion.
pub const REDUCED_MOTION: &str = "(prefers-reduced-motion: reduce)";

/// Whether the reader's system is dark.
pub const DARK: &str = "(prefers-color-scheme: dark)";

/// Whether the window is low.
pub const LOW: &str = "(max-height: 820px)";

/// Whether a media query holds now.
#[must_use]
pub fn holds(query: &str) -> bool {
    web_sys::window()
        .and_then(|window| window.match_media(query).ok().flatten())
        .is_some_and(|list| list.matches())
}

/// Calls `changed` whenever the answer to a media query changes, for as long as the page lives.
pub fn on_change(query: &str, mut changed: impl FnMut(bool) + 'static) {
    let Some(list) = web_sys::window().and_then(|w| w.match_media(query).ok().flatten()) else {
        return;
    };
    let asked = list.clone();
    let closure = Closure::<dyn FnMut()>::new(move || changed(asked.matches()));
    let _ = list.add_event_listener_with_callback("change", closure.as_ref().unchecked_ref());
    closure.forget();
}
