//! Files that the reader opens, and files of the site.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

/// The text of a file, and as what it was read where that is not UTF-8; `None` where the browser could not
/// read it. A file with the mark of UTF-16 is that, any other that is not UTF-8 is Windows-1252, of which
/// Latin-1 is a part.
pub async fn text(file: &web_sys::File) -> Option<(String, Option<&'static str>)> {
    let buffer = JsFuture::from(file.array_buffer()).await.ok()?;
    let bytes = js_sys::Uint8Array::new(&buffer).to_vec();
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return Some((text.trim_start_matches('\u{feff}').to_owned(), None)),
        Err(other) => other.into_bytes(),
    };
    let (label, name) = match bytes.as_slice() {
        [0xff, 0xfe, ..] => ("utf-16le", "UTF-16"),
        [0xfe, 0xff, ..] => ("utf-16be", "UTF-16"),
        _ => ("windows-1252", "Windows-1252 (Latin-1)"),
    };
    let decoder = web_sys::TextDecoder::new_with_label(label).ok()?;
    Some((decoder.decode_with_u8_array(&bytes).ok()?, Some(name)))
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
