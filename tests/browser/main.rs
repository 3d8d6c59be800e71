//! The app in a real browser: mounted into an empty page, used and read by role and name.
//!
//! One page serves all tests, one after the other: each mounts the app anew with [`screen::open`].

#![cfg(target_arch = "wasm32")]
// The tests of wasm-bindgen-test are not `#[test]`s, which clippy.toml excepts.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod bits;
mod screen;

mod figures;
mod flipping;
mod keys;
mod opening;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
