//! Events of the page by which its programs tell each other texts.

use wasm_bindgen::prelude::*;
use web_sys::{CustomEvent, CustomEventInit};

/// Tells whoever hears events of this name.
pub fn tell(name: &str, text: &str) {
    let about = CustomEventInit::new();
    about.set_detail(&JsValue::from_str(text));
    let event = CustomEvent::new_with_event_init_dict(name, &about);
    if let (Some(window), Ok(event)) = (web_sys::window(), event) {
        let _ = window.dispatch_event(&event); // refuses only one that is under way
    }
}

/// Hears events of this name for as long as the page lives.
pub fn hear(name: &str, mut heard: impl FnMut(String) + 'static) {
    let Some(window) = web_sys::window() else { return };
    let closure = Closure::<dyn FnMut(CustomEvent)>::new(move |event: CustomEvent| {
        heard(event.detail().as_string().unwrap_or_default());
    });
    let listener = closure.into_js_value();
    let _ = window.add_event_listener_with_callback(name, listener.unchecked_ref());
}
