//! Style sheets that come after the first view.

use js_sys::Promise;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, HtmlElement};

/// Adds the style sheet at this address; whether it came. There is nothing to come where there is no
/// address. What did not come is taken out again, so that it can be added anew.
pub fn add(address: Option<String>) -> impl Future<Output = bool> {
    let link = address.filter(|it| !it.is_empty()).and_then(|it| link(&it));
    // Asked for now, whenever it is waited for.
    let ended = link.as_ref().map(|link| JsFuture::from(ended(link)));
    async move {
        let (Some(link), Some(ended)) = (link, ended) else { return true };
        let came = ended.await.is_ok_and(|it| it.unchecked_into::<Event>().type_() == "load");
        if !came {
            link.remove();
        }
        came
    }
}

fn link(address: &str) -> Option<HtmlElement> {
    let page = web_sys::window()?.document()?;
    let link: HtmlElement = page.create_element("link").ok()?.dyn_into().ok()?;
    link.set_attribute("rel", "stylesheet").ok()?;
    link.set_attribute("href", address).ok()?;
    page.query_selector("head").ok()??.append_child(&link).ok()?;
    Some(link)
}

/// The event by which the browser tells how loading ended.
fn ended(link: &HtmlElement) -> Promise {
    Promise::new(&mut |tell, _| {
        link.set_onload(Some(&tell));
        link.set_onerror(Some(&tell));
    })
}
