//! What the clock on the wall says.

use js_sys::Date;
use wasm_bindgen::JsValue;

/// Milliseconds since 1970.
#[must_use]
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // whole, and after 1970
pub fn now_ms() -> u64 {
    Date::now() as u64
}

/// A moment as the reader's system writes it.
#[must_use]
#[allow(clippy::cast_precision_loss)] // below 2^53 until the year 287396
pub fn written(ms: u64) -> String {
    let date = Date::new(&JsValue::from_f64(ms as f64));
    date.to_locale_string("default", &JsValue::UNDEFINED).into()
}
