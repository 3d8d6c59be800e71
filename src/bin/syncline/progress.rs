//! Progress on a terminal: shown on standard error, and only where somebody is looking.

use std::io::{IsTerminal as _, Write as _};
use std::time::{Duration, Instant};

use syncline::engine::Progress;

/// How much happens between two looks at the clock.
const SLICE: u64 = 200_000;
/// Runs shorter than this show nothing.
const PATIENCE: Duration = Duration::from_millis(300);

/// Advances a run to its end.
pub fn watch(advance: &mut dyn FnMut(u64) -> Progress) {
    let shown = std::io::stderr().is_terminal();
    let began = Instant::now();
    let mut last = began;
    let mut any = false;
    while let Progress::Running(done) = advance(SLICE) {
        let now = Instant::now();
        if shown && now - began > PATIENCE && now - last > PATIENCE / 3 {
            last = now;
            any = true;
            // A terminal that went away is no reason to stop.
            let _ = write!(std::io::stderr(), "\r{:3.0} of 100 done ", done * 100.0);
        }
    }
    if any {
        let _ = write!(std::io::stderr(), "\r                \r");
    }
}
