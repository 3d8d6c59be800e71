//! Copying.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

/// Puts the text of a field into the clipboard; whether that could be done. Where the browser does not
/// let the page write to the clipboard, as in a page that came without encryption, the field is marked
/// and copied the old way; should that fail too, it stays marked, so that a key copies it.
pub async fn copy(field: &web_sys::HtmlTextAreaElement) -> bool {
    let Some(window) = web_sys::window() else { return false };
    let clipboard = window.navigator().clipboard();
    if !clipboard.is_undefined()
        && JsFuture::from(clipboard.write_text(&field.value())).await.is_ok()
    {
        return true;
    }
    field.select();
    let document = window.document().and_then(|page| page.dyn_into::<web_sys::HtmlDocument>().ok());
    document.is_some_and(|page| page.exec_command("copy").unwrap_or(false))
}
