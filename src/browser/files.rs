//! Files that the reader opens, and files of the site.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

/// The text of a file; `None` where the browser could not read it.
pub async fn text(file: &web_sys::File) -> Option<String> {
    JsFuture::from(file.text()).await.ok()?.as_string()
}

/// An address under which a text can be saved as a file.
#[must_use]
pub fn as_address(text: &str) -> String {
    format!("data:application/json;charset=utf-8,{}", js_sys::encode_uri_component(text))
}

/// The first file of a list.
#[must_use]
pub fn first(list: Option<web_sys::FileList>) -> Option<web_sys::File> {
    list.and_then(|list| list.get(0))
}

/// The text of a file of the site, by its address from the page; `None` where it cannot be had.
pub async fn load(address: &str) -> Option<String> {
    let asked = web_sys::window()?.fetch_with_str(address);
    let answer = JsFuture::from(asked).await.ok()?.dyn_into::<web_sys::Response>().ok()?;
    if !answer.ok() {
        return None;
    }
    JsFuture::from(answer.text().ok()?).await.ok()?.as_string()
}
