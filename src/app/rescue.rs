//! The panic page: a bug shows one calm page that hands the reader's work back.
//!
//! After a panic nothing of the program may be called again, so the page is built here and then needs
//! no program: the document stands in a text field, and the download is a link that carries it.

use std::cell::RefCell;
use std::panic::PanicHookInfo;

use web_sys::{Document, Element};

thread_local! {
    static WORK: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Remembers the reader's document, as it would be saved, in case something breaks.
pub fn keep(document: String) {
    WORK.with_borrow_mut(|work| *work = document);
}

/// From now on a panic is told in the console, and shows the page.
pub fn install() {
    std::panic::set_hook(Box::new(|info: &PanicHookInfo<'_>| {
        console_error_panic_hook::hook(info);
        let work =
            WORK.try_with(|work| work.try_borrow().map(|work| work.clone()).unwrap_or_default());
        let _ = show(&work.unwrap_or_default(), &info.to_string());
    }));
}

fn show(work: &str, cause: &str) -> Option<()> {
    let page = web_sys::window()?.document()?;
    let body = page.body()?;
    body.set_text_content(None);
    let rescue = add(&page, &body, "main", "rescue", "")?;
    add(&page, &rescue, "h1", "rescue-title", "Something broke.")?;
    add(
        &page,
        &rescue,
        "p",
        "rescue-text",
        "It is a mistake in Syncline, not in your design. Your design is below as it last was: copy it or save it, load this page again, and open the file.",
    )?;
    if !work.is_empty() {
        let text = add(&page, &rescue, "textarea", "rescue-work", work)?;
        set(&text, "readonly", "");
        set(&text, "rows", "14");
        set(&text, "aria-label", "Your design as a document");
        let link = add(&page, &rescue, "a", "button", "Save it as a file")?;
        let data = String::from(js_sys::encode_uri_component(work));
        set(&link, "href", &format!("data:application/json;charset=utf-8,{data}"));
        set(&link, "download", "rescued.syncline.json");
    }
    let again = add(&page, &rescue, "a", "button", "Load this page again")?;
    set(&again, "href", "");
    add(&page, &rescue, "p", "rescue-cause", "If you report it, this helps:")?;
    add(&page, &rescue, "pre", "rescue-cause", cause)?;
    Some(())
}

fn add(page: &Document, parent: &Element, tag: &str, class: &str, text: &str) -> Option<Element> {
    let element = page.create_element(tag).ok()?;
    set(&element, "class", class);
    element.set_text_content(Some(text));
    parent.append_child(&element).ok()?;
    Some(element)
}

fn set(element: &Element, name: &str, value: &str) {
    let _ = element.set_attribute(name, value);
}
