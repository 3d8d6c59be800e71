//! The engine's speed, as ratios measured in one run.
//!
//! Simulated requests per second of the whole engine on its ordinary path, with its full report,
//! beside a bare loop for the same queue: run in turns, and the medians compared, since machines are
//! noisy. Then how time and memory grow with the number of requests, how long a flip of the checkout
//! takes to answer, and how long the whole command line takes from its start to its exit. `./dev bench`
//! runs it pinned to one core, and then the same core as WebAssembly; `parts.rs` times the parts.

// A benchmark that meets what cannot be is to fail there and then.
#![allow(clippy::expect_used, clippy::indexing_slicing)]

mod bare;
mod single;
#[cfg(not(target_arch = "wasm32"))]
mod table;
mod verdict;
mod workload;

#[cfg(target_arch = "wasm32")]
fn main() {
    single::answer();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    let asked: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let began = std::time::Instant::now();
    match single::measure(&asked, || began.elapsed().as_secs_f64() * 1_000.0) {
        Some(per_second) => println!("{per_second}"),
        None => table::print(),
    }
}
