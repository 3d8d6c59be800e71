//! The page's start in a browser: the stage at once, and the later part when the stage asks for it.
//!
//! The split stands here rather than in the library, or the worker's program would hold the later part
//! too. See `build.rs`.

#[cfg(target_arch = "wasm32")]
fn main() {
    syncline::ui::start(|| Box::pin(later()));
}

/// Loads the later part.
#[cfg(split)]
#[leptos::wasm_split::wasm_split(later, wasm_split_path = leptos::wasm_split, fallible)]
fn later() -> Result<syncline::ui::Rooms, syncline::ui::NotLoaded> {
    Ok(syncline::ui::rooms::rooms())
}

/// The same where it is there from the beginning.
#[cfg(all(target_arch = "wasm32", not(split)))]
fn later() -> std::future::Ready<Result<syncline::ui::Rooms, syncline::ui::NotLoaded>> {
    std::future::ready(Ok(syncline::ui::rooms::rooms()))
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("syncline-app runs in a browser: try `./dev serve`. The command line is `syncline`.");
}
