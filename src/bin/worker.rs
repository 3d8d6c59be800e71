//! The worker's start in a browser: the engine, quick, beside the page.

#[cfg(target_arch = "wasm32")]
fn main() {
    syncline::worker::serve();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!(
        "syncline-worker runs in a browser: try `./dev serve`. The command line is `syncline`."
    );
}
