//! Keys, with nothing in particular focused.

use wasm_bindgen_test::wasm_bindgen_test;

use crate::screen;

#[wasm_bindgen_test]
async fn space_pauses_and_plays_and_an_arrow_steps() {
    let screen = screen::open().await;
    screen.get("button", "Pause");
    screen::press(" ");
    screen::settle().await;
    screen.get("button", "Play");
    let moment = screen.text("moment");
    screen::press("ArrowRight");
    screen::settle().await;
    assert_ne!(screen.text("moment"), moment);
    screen::press(" ");
    screen::settle().await;
    screen.get("button", "Pause");
}

#[wasm_bindgen_test]
async fn a_selected_step_is_flipped_and_its_service_crashed_by_keys() {
    let screen = screen::open().await;
    screen.get("button", "Authorise payment").click();
    screen::settle().await;
    screen::press("f");
    screen::settle().await;
    screen.get("button", "Remove: Payment down");
    screen::press("e");
    screen::settle().await;
    screen.get("switch", "Authorise payment: an event");
    screen::press("u");
    screen::press("u");
    screen::settle().await;
    screen.get("switch", "Authorise payment: called");
    assert!(screen.find("button", "Remove: Payment").is_none());
}

#[wasm_bindgen_test]
async fn a_question_mark_opens_the_map_of_keys() {
    let screen = screen::open().await;
    screen::press("?");
    screen::settle().await;
    let dialog = web_sys::window().unwrap().document().unwrap().query_selector("dialog[open]");
    let text = dialog.unwrap().expect("a dialog is open").text_content().unwrap_or_default();
    assert!(text.contains("Play or pause"), "{text}");
    drop(screen);
}
