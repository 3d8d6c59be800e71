//! The annex's start in a browser: all that the first view does without.

#[cfg(target_arch = "wasm32")]
fn main() {
    syncline::annex::start();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!(
        "syncline-annex runs in a browser: try `./dev serve`. The command line is `syncline`."
    );
}
