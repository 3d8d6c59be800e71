//! Asks for the page's program in two parts, where the environment does: `./dev build` does, and
//! `scripts/shrink.mjs` splits what comes of it. Without it the program is whole, and starts as it is.

use std::env;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed=SYNCLINE_SPLIT");
    println!("cargo::rustc-check-cfg=cfg(split)");
    let is_wasm = env::var("CARGO_CFG_TARGET_ARCH").is_ok_and(|arch| arch == "wasm32");
    if is_wasm && env::var_os("SYNCLINE_SPLIT").is_some() {
        println!("cargo::rustc-cfg=split");
        // What the splitter reads. By RUSTFLAGS it would stand in the worker's program too, and every
        // dependency be built anew.
        println!("cargo::rustc-link-arg-bin=syncline-app=--emit-relocs");
    }
}
