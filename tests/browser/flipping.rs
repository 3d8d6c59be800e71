//! The switch of a step.

use syncline::units::counting::{Counted, counted};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::screen;

#[wasm_bindgen_test]
async fn a_switch_says_what_it_is_and_what_it_does_before_and_after() {
    let screen = screen::open().await;
    let switch = screen.get("switch", "Send receipt");
    assert_eq!(switch.get_attribute("aria-checked").as_deref(), Some("false"));
    assert_eq!(
        switch.get_attribute("aria-label").as_deref(),
        Some("Send receipt: a call, somebody waits. Make it an event")
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

/// How often a scenario was checked, a document written, and a run begun, so far.
fn done() -> [u32; 3] {
    [Counted::Checked, Counted::Written, Counted::Begun].map(counted)
}

#[wasm_bindgen_test]
async fn a_flip_is_checked_once_and_run_once_and_what_is_known_is_not_run_again() {
    let screen = screen::open().await;
    let p95 = |screen: &screen::Screen| screen.text("figure-answer-p95");
    screen.until("the figures are there", |screen| p95(screen).contains('s')).await;
    let (before, [checked, written, begun]) = (p95(&screen), done());
    screen.get("switch", "Send receipt").click();
    screen.until("they are of the other design", |screen| p95(screen) != before).await;
    let after = done();
    assert_eq!([after[0] - checked, after[2] - begun], [1, 1]);
    assert!(after[1] - written <= 2, "{} documents were written", after[1] - written);
    screen.get("button", "Undo").click();
    screen.until("they are the first again", |screen| p95(screen) == before).await;
    let back = done();
    assert_eq!([back[0], back[2]], [after[0], after[2]], "nothing is checked or run anew");
    assert!(back[1] - after[1] <= 2, "{} documents were written", back[1] - after[1]);
}
