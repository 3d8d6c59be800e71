//! Files that the reader opens and takes away.

use wasm_bindgen_futures::JsFuture;

/// The text of a file; `None` where the browser could not read it.
pub async fn text(file: &web_sys::File) -> Option<String> {
    JsFuture::from(file.text()).await.ok()?.as_string()
}

/// The first file of a list.
#[must_use]
pub fn first(list: Option<web_sys::FileList>) -> Option<web_sys::File> {
    list.and_then(|list| list.get(0))
}
