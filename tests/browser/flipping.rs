//! The switch of a step.

use wasm_bindgen_test::wasm_bindgen_test;

use crate::screen;

#[wasm_bindgen_test]
async fn a_switch_says_what_it_is_and_what_it_does_before_and_after() {
    let screen = screen::open().await;
    let switch = screen.get("switch", "Send receipt");
    assert_eq!(switch.get_attribute("aria-checked").as_deref(), Some("false"));
    assert_eq!(
        switch.get_attribute("aria-label").as_deref(),
        Some("Send receipt: called, somebody waits. Make it an event")
    );
    switch.click();
    screen::settle().await;
    assert_eq!(switch.get_attribute("aria-checked").as_deref(), Some("true"));
    assert!(screen.get("status", "Send receipt").text_content().is_some());
    screen.get("button", "Undo").click();
    screen::settle().await;
    assert_eq!(switch.get_attribute("aria-checked").as_deref(), Some("false"));
}

#[wasm_bindgen_test]
async fn a_flip_keeps_the_moment() {
    let screen = screen::open().await;
    screen.get("button", "Pause").click();
    screen::settle().await;
    let moment = screen.text("moment");
    screen.get("switch", "Send receipt").click();
    screen::settle().await;
    assert_eq!(screen.text("moment"), moment);
}
