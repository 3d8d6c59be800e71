//! The address of the page: what follows its `#`, and what stands before it.

use wasm_bindgen::prelude::*;

/// What follows the `#`; empty where nothing does.
#[must_use]
pub fn fragment() -> String {
    let hash = web_sys::window().and_then(|window| window.location().hash().ok());
    hash.unwrap_or_default().trim_start_matches('#').to_owned()
}

/// The address of the page without its query and without what follows the `#`.
#[must_use]
pub fn bare() -> String {
    let href = web_sys::window().and_then(|window| window.location().href().ok());
    let href = href.unwrap_or_default();
    href.split(['#', '?']).next().unwrap_or_default().to_owned()
}

/// Lets nothing follow the `#` any more, without loading anything and without an entry in the history.
pub fn drop_fragment() {
    let Some(window) = web_sys::window() else { return };
    let (Ok(history), Ok(path)) = (window.history(), window.location().pathname()) else { return };
    let query = window.location().search().unwrap_or_default();
    let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&(path + &query)));
}
