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
    screen.until("the card says that it is down", |screen| screen.says("down")).await;
    screen::press("e");
    screen::settle().await;
    screen.get("switch", "Authorise payment: an event");
    screen::press("u");
    screen::press("u");
    screen::settle().await;
    screen.get("switch", "Authorise payment: a call");
    screen.until("it is well again", |screen| !screen.says("down")).await;
}
