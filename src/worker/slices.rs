//! Long work of the page itself, in slices between everything else that it does.

use gloo_timers::future::TimeoutFuture;
use wasm_bindgen_futures::spawn_local;

use crate::browser::frames::now_ms;

/// How long a slice holds the main thread, at most.
const SLICE_MS: f64 = 10.0;

/// What the page does in slices.
pub trait Sliced {
    /// Whether nothing later has overtaken it.
    fn is_wanted(&self) -> bool;
    /// Lets at most so many things happen; whether it is over.
    fn advance(&mut self, events: u64) -> bool;
    /// Says what came of it.
    fn end(self: Box<Self>);
}

/// Goes on while it is wanted and not over, between everything else that the page does.
pub fn in_slices(job: Box<dyn Sliced>) {
    spawn_local(go_on(job));
}

async fn go_on(mut job: Box<dyn Sliced>) {
    // How many things fit between two looks at the clock.
    let mut events = 500;
    loop {
        // First of all the change that asked for this is painted.
        TimeoutFuture::new(0).await;
        if !job.is_wanted() {
            return;
        }
        let began = now_ms();
        let mut now = began;
        while now - began <= SLICE_MS {
            let before = now;
            if job.advance(events) {
                job.end();
                return;
            }
            now = now_ms();
            // A look about every millisecond: a slice then ends within one of its length.
            if now - before < 0.5 {
                events = (events * 2).min(1_000_000);
            } else if now - before > 2.0 {
                events = (events / 2).max(100);
            }
        }
    }
}
