//! The same bits in WebAssembly as natively: see `tests/it/bits.rs`.

use serde_json::Value;
use syncline::engine::{Extent, simulate};
use syncline::exchange::document;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn a_hundred_reports_have_the_bits_that_they_have_natively() {
    let rows: Vec<Value> = serde_json::from_str(include_str!("../fixtures/bits.json")).unwrap();
    assert_eq!(rows.len(), 100);
    for (number, row) in rows.iter().enumerate() {
        let scenario = document::read(row["document"].as_str().unwrap()).unwrap();
        let report = simulate(&scenario, Extent { first: 0, replications: 2 });
        assert_eq!(report.fingerprint(), row["fingerprint"].as_str().unwrap(), "scenario {number}");
    }
}
