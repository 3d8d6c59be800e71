//! A document of one's own, dropped on the page; the rooms beside the stage are not in it.

use wasm_bindgen_test::wasm_bindgen_test;

use crate::screen;

const OWN: &str = r#"{
  "syncline": 1,
  "name": "Mine <b>own</b>",
  "process": { "steps": [ { "id": "one", "name": "Only step", "service": "only" } ] },
  "services": [ { "id": "only", "workers": 2 } ]
}"#;

#[wasm_bindgen_test]
async fn a_valid_document_is_adopted_and_its_text_is_never_markup() {
    let screen = screen::open().await;
    screen::drop_document(OWN);
    screen.until("the step is there", |screen| screen.find("switch", "Only step").is_some()).await;
    assert!(screen.find("button", "Scenario: Mine <b>own</b>").is_some());
    assert!(screen.find("switch", "Send receipt").is_none());
}

#[wasm_bindgen_test]
async fn the_problems_of_an_invalid_document_are_listed_and_nothing_is_lost() {
    let screen = screen::open().await;
    screen::drop_document(&OWN.replace(r#""service": "only""#, r#""service": "nobody""#));
    screen.until("the problems are there", |screen| screen.find("alert", "").is_some()).await;
    let problems = screen.get("alert", "").text_content().unwrap();
    assert!(problems.contains("/process/steps/0/service"), "{problems}");
    assert!(problems.contains("nobody"), "{problems}");
    screen.get("switch", "Send receipt");
    screen.get("button", "Dismiss").click();
    screen::settle().await;
    assert!(screen.find("alert", "").is_none());
}
