//! The page itself: its root element, what has the focus, whether anybody can see it.

use wasm_bindgen::JsCast;

/// The root element of the page.
#[must_use]
pub fn root() -> Option<web_sys::Element> {
    web_sys::window()?.document()?.document_element()
}

/// Sets an attribute of the root element, or removes it.
pub fn set_root_attribute(name: &str, value: Option<&str>) {
    if let Some(root) = root() {
        let _ = match value {
            Some(value) => root.set_attribute(name, value),
            None => root.remove_attribute(name),
        };
    }
}

/// Reads something as it is in light colours, whatever the theme; nobody sees them meanwhile.
pub fn in_light<T>(read: impl FnOnce() -> T) -> T {
    const THEME: &str = "data-theme";
    let worn = root().and_then(|root| root.get_attribute(THEME));
    set_root_attribute(THEME, Some("light"));
    let found = read();
    set_root_attribute(THEME, worn.as_deref());
    found
}

/// Sets the text of the element with an id.
pub fn set_text(id: &str, text: &str) {
    let page = web_sys::window().and_then(|window| window.document());
    if let Some(element) = page.and_then(|page| page.get_element_by_id(id)) {
        element.set_text_content(Some(text));
    }
}

/// Takes the element of this id out of the page.
pub fn remove(id: &str) {
    if let Some(element) = place(id) {
        element.remove();
    }
}

/// The element of this id.
#[must_use]
pub fn place(id: &str) -> Option<web_sys::HtmlElement> {
    web_sys::window()?.document()?.get_element_by_id(id)?.dyn_into().ok()
}

/// The attribute of this name of the topmost element at a point that has it, or stands in one that has.
#[must_use]
pub fn attribute_at(x: i32, y: i32, name: &str) -> Option<String> {
    let page = web_sys::window()?.document()?;
    #[allow(clippy::cast_precision_loss)] // pixels of a screen
    let all = page.elements_from_point(x as f32, y as f32);
    let mut elements = all.iter().filter_map(|it| it.dyn_into::<web_sys::Element>().ok());
    elements.find_map(|it| it.get_attribute(name))
}

/// Whether what is typed goes to the element of this id.
#[must_use]
pub fn has_focus(id: &str) -> bool {
    let page = web_sys::window().and_then(|it| it.document());
    page.and_then(|it| it.active_element()).is_some_and(|it| it.id() == id)
}

/// Lets what a pointer was pressed on hear of it until it is let go, wherever it goes.
pub fn capture(event: &web_sys::PointerEvent) {
    let target = event.current_target().and_then(|it| it.dyn_into::<web_sys::Element>().ok());
    if let Some(element) = target {
        let _ = element.set_pointer_capture(event.pointer_id()); // refuses only one that is gone
    }
}

/// Where the pointer was, from the corner of the element that hears of it, in CSS pixels.
#[must_use]
pub fn place_of(event: &web_sys::MouseEvent) -> Option<(f64, f64)> {
    let heard = event.current_target()?.dyn_into::<web_sys::Element>().ok()?;
    let corner = heard.get_bounding_client_rect();
    let zoom = zoom(&heard);
    let from = |at: i32, corner: f64| (f64::from(at) - corner) / zoom;
    Some((from(event.client_x(), corner.left()), from(event.client_y(), corner.top())))
}

/// How many times as large an element is as its own CSS pixels say, by `zoom` of what it stands in.
#[must_use]
pub fn zoom(element: &web_sys::Element) -> f64 {
    let own = f64::from(element.client_width());
    if own > 0.0 { element.get_bounding_client_rect().width() / own } else { 1.0 }
}

/// What the `meta` element of this name says.
#[must_use]
pub fn meta(name: &str) -> Option<String> {
    let page = web_sys::window()?.document()?;
    page.query_selector(&format!("meta[name={name}]")).ok()??.get_attribute("content")
}

/// How many processors the browser says it may use; one where it does not say.
#[must_use]
pub fn processors() -> usize {
    let said = web_sys::window().map_or(1.0, |window| window.navigator().hardware_concurrency());
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // within 1 and 64
    let whole = said.clamp(1.0, 64.0) as usize;
    whole
}

/// A key as it is named, letters in lower case, with `ctrl+` before it (also for the command key), and
/// then `shift+`. Of a sign that takes `AltGr` or Option, the sign.
#[must_use]
pub fn key(event: &web_sys::KeyboardEvent) -> String {
    let key = event.key().to_ascii_lowercase();
    if takes_alt(event) {
        return key;
    }
    match (event.ctrl_key() || event.meta_key(), event.shift_key()) {
        (true, true) => format!("ctrl+shift+{key}"),
        (true, false) => format!("ctrl+{key}"),
        (false, _) => key,
    }
}

/// Whether a sign is written that takes `AltGr` or Option on some keyboards, as "[" on a German one.
#[must_use]
pub fn takes_alt(event: &web_sys::KeyboardEvent) -> bool {
    let key = event.key();
    let mut letters = key.chars();
    let is_sign =
        letters.next().is_some_and(|it| it.is_ascii_punctuation()) && letters.next().is_none();
    is_sign && (event.alt_key() || event.get_modifier_state("AltGraph"))
}

/// Whether an event happened on the stage or what stands in its place, where time is played, or on nothing in
/// particular.
#[must_use]
pub fn on_stage(event: &web_sys::Event) -> bool {
    let target = event.target().and_then(|it| it.dyn_into::<web_sys::Element>().ok());
    target.is_none_or(|it| matches!(it.tag_name().as_str(), "BODY" | "HTML"))
        || lies_in(event, ".main, .timeline")
}

/// Whether nobody can see the page: another tab is in front of it.
#[must_use]
pub fn hidden() -> bool {
    web_sys::window().and_then(|window| window.document()).is_some_and(|page| page.hidden())
}

/// Whether what an event happened on takes text, so that every key may be a letter of it.
#[must_use]
pub fn takes_text(event: &web_sys::Event) -> bool {
    lies_in(
        event,
        "textarea, select, [contenteditable], input:not([type=range], [type=radio], [type=checkbox])",
    )
}

/// Whether what an event happened on does something of its own when space is pressed.
#[must_use]
pub fn takes_presses(event: &web_sys::Event) -> bool {
    lies_in(event, "button, a, summary, select, dialog, input[type=radio], input[type=checkbox]")
}

/// Whether what an event happened on does something of its own when an arrow is pressed.
#[must_use]
pub fn takes_arrows(event: &web_sys::Event) -> bool {
    lies_in(event, "select, dialog, input[type=range], input[type=radio], [data-keys=own]")
}

/// Whether an event happened in a dialog or a popover, which close by themselves.
#[must_use]
pub fn in_dialog(event: &web_sys::Event) -> bool {
    lies_in(event, "dialog, [popover]")
}

/// Moves the focus to the element of this id, if it is there.
pub fn focus(id: &str) {
    let found = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|page| page.get_element_by_id(id))
        .and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok());
    if let Some(element) = found {
        let _ = element.focus();
    }
}

/// Moves the focus to the entry of this id, if it is there, and selects its text.
pub fn focus_text(id: &str) {
    focus(id);
    let Some(entry) = place(id) else { return };
    if let Some(input) = entry.dyn_ref::<web_sys::HtmlInputElement>() {
        input.select();
    } else if let Some(area) = entry.dyn_ref::<web_sys::HtmlTextAreaElement>() {
        area.select();
    }
}

/// Unfolds what the first summary that a selector finds belongs to, and moves the focus there.
pub fn unfold(selector: &str) {
    let found = web_sys::window().and_then(|window| window.document());
    let found = found.and_then(|page| page.query_selector(selector).ok().flatten());
    let Some(summary) = found.and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok()) else {
        return;
    };
    if let Some(details) = summary.parent_element() {
        let _ = details.set_attribute("open", ""); // refuses only names that are none
    }
    let _ = summary.focus();
}

fn lies_in(event: &web_sys::Event, selector: &str) -> bool {
    event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
        .is_some_and(|element| element.closest(selector).ok().flatten().is_some())
}
