//! The page as a reader meets it: elements by role and name, presses, keys, and patience.

use std::any::Any;

use gloo_timers::future::TimeoutFuture;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, HtmlElement};

/// How long something may take to appear, in milliseconds. Runs are slow without optimisation.
const PATIENCE_MS: u32 = 60_000;

/// Between two looks, in milliseconds.
const LOOK_MS: u32 = 20;

/// The app in an element of its own; it goes when this is dropped.
pub struct Screen {
    root: HtmlElement,
    _mounted: Box<dyn Any>,
}

/// The app, as it opens.
pub async fn open() -> Screen {
    let page = page();
    let root: HtmlElement = page.create_element("div").unwrap().dyn_into().unwrap();
    page.body().unwrap().append_child(&root).unwrap();
    let mounted = syncline::ui::mount_in(root.clone());
    TimeoutFuture::new(LOOK_MS).await;
    Screen { root, _mounted: mounted }
}

impl Drop for Screen {
    fn drop(&mut self) {
        self.root.remove();
    }
}

impl Screen {
    /// The element of this role whose name begins so.
    pub fn find(&self, role: &str, name: &str) -> Option<HtmlElement> {
        let tags = match role {
            "button" => "button:not([role])",
            "slider" => "input[type=range]",
            "row" => "tr",
            "radio" => "input[type=radio]",
            _ => "",
        };
        let selector = [tags, &format!("[role={role}]")]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(",");
        let all = self.root.query_selector_all(&selector).unwrap();
        (0..all.length())
            .filter_map(|index| all.item(index)?.dyn_into::<HtmlElement>().ok())
            .find(|element| name_of(element).starts_with(name))
    }

    /// The element of this role whose name begins so, which must be there.
    pub fn get(&self, role: &str, name: &str) -> HtmlElement {
        self.find(role, name).unwrap_or_else(|| panic!("there is no {role} \"{name}\""))
    }

    /// Whether a card says this.
    pub fn says(&self, words: &str) -> bool {
        let cards = self.root.query_selector_all(".card").unwrap();
        (0..cards.length())
            .filter_map(|index| cards.item(index)?.text_content())
            .any(|text| text.contains(words))
    }

    /// The text of the element of this id; empty where there is none.
    pub fn text(&self, id: &str) -> String {
        let found = self.root.query_selector(&format!("[id={id}]")).unwrap();
        let text = found.and_then(|element| element.text_content()).unwrap_or_default();
        // Numbers and their units are kept together.
        text.replace('\u{a0}', " ")
    }

    /// Waits until this holds, and fails with what was waited for when it never does.
    pub async fn until(&self, what: &str, holds: impl Fn(&Self) -> bool) {
        for _ in 0..PATIENCE_MS / LOOK_MS {
            if holds(self) {
                return;
            }
            TimeoutFuture::new(LOOK_MS).await;
        }
        panic!("waited in vain until {what}");
    }
}

/// Waits until what was just done shows.
pub async fn settle() {
    TimeoutFuture::new(LOOK_MS).await;
}

/// Presses a key, with nothing in particular focused.
pub fn press(key: &str) {
    script(
        "document.body.dispatchEvent(new KeyboardEvent('keydown', {key: argument, bubbles: true, cancelable: true}))",
        key,
    );
}

/// Drops a file with this document on the page.
pub fn drop_document(document: &str) {
    script(
        "const data = new DataTransfer();
        data.items.add(new File([argument], 'own.syncline.json'));
        document.body.dispatchEvent(new DragEvent('drop', {dataTransfer: data, bubbles: true}))",
        document,
    );
}

fn script(body: &str, argument: &str) {
    js_sys::Function::new_with_args("argument", body)
        .call1(&JsValue::NULL, &JsValue::from_str(argument))
        .unwrap();
}

fn name_of(element: &Element) -> String {
    element
        .get_attribute("aria-label")
        .or_else(|| element.text_content())
        .unwrap_or_default()
        .trim()
        .to_owned()
}

fn page() -> Document {
    web_sys::window().unwrap().document().unwrap()
}
