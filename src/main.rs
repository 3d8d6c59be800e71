//! The app's start in a browser.

#[cfg(target_arch = "wasm32")]
fn main() {
    syncline::app::start();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("syncline-app runs in a browser: try `./dev serve`. The command line is `syncline`.");
}
