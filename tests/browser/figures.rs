//! The figures: they come by themselves, and say what they come from.

use wasm_bindgen_test::wasm_bindgen_test;

use crate::screen;

#[wasm_bindgen_test]
async fn figures_appear_without_anything_being_pressed() {
    let screen = screen::open().await;
    screen.until("the p95 is there", |screen| screen.text("figure-answer-p95").contains('s')).await;
    for id in ["answer-p50", "answer-p99", "completion-p95", "throughput"] {
        assert_ne!(screen.text(&format!("figure-{id}")), "–", "{id}");
    }
    assert!(screen.text("sentence").contains("95 of 100"), "{}", screen.text("sentence"));
}

#[wasm_bindgen_test]
async fn after_a_flip_the_figures_stand_beside_those_before() {
    let screen = screen::open().await;
    let p95 = |screen: &screen::Screen| screen.text("figure-answer-p95");
    screen.until("the p95 is there", |screen| p95(screen).contains('s')).await;
    let before = p95(&screen);
    screen.get("switch", "Send receipt").click();
    screen.until("the p95 is another", |screen| p95(screen) != before).await;
    assert!(screen.text("figure-answer-p95-before").contains(&before));
}
