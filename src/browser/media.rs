//! What the reader's system prefers.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::AddEventListenerOptions;

/// Whether the reader asked their system for less motion.
pub const REDUCED_MOTION: &str = "(prefers-reduced-motion: reduce)";

/// Whether the reader's system is dark.
pub const DARK: &str = "(prefers-color-scheme: dark)";

/// Whether the window is low.
pub const LOW: &str = "(max-height: 820px)";

/// Whether the page is laid out for paper.
const PRINT: &str = "print";

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

/// Calls `changed` when the page is put on paper, and when it no longer is, for as long as the page lives.
///
/// The events come before the page is laid out for paper, which is when it can still be drawn for it; the
/// media query tells the same of a page that is only shown as it would be printed.
pub fn on_paper(changed: impl Fn(bool) + Clone + 'static) {
    on_change(PRINT, changed.clone());
    let Some(window) = web_sys::window() else { return };
    for (event, is_on_paper) in [("beforeprint", true), ("afterprint", false)] {
        let changed = changed.clone();
        let closure = Closure::<dyn FnMut()>::new(move || changed(is_on_paper));
        let _ = window.add_event_listener_with_callback(event, closure.as_ref().unchecked_ref());
        closure.forget();
    }
}

/// How many dots of the screen a pixel of CSS has.
#[must_use]
pub fn density() -> f64 {
    web_sys::window().map_or(1.0, |window| window.device_pixel_ratio())
}

/// Calls `changed` whenever that changes, on another screen or at another zoom, for as long as the page lives.
pub fn on_density(changed: impl Fn() + 'static) {
    // A query asks for one density: the next is asked for when it is there.
    let query = format!("(resolution: {}dppx)", density());
    let Some(list) = web_sys::window().and_then(|w| w.match_media(&query).ok().flatten()) else {
        return;
    };
    let once = AddEventListenerOptions::new();
    once.set_once(true);
    let other = Closure::once_into_js(move || {
        changed();
        on_density(changed);
    });
    let _ = list.add_event_listener_with_callback_and_add_event_listener_options(
        "change",
        other.unchecked_ref(),
        &once,
    );
}
