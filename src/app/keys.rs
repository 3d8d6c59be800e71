//! The keys: one list, from which both the handler and the map of keys are made.

use crate::bridge::View;

/// What a key asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// Play, or pause.
    PlayOrPause,
    /// To the event before.
    StepBack,
    /// To the next event.
    StepForward,
    /// Slower.
    Slower,
    /// Faster.
    Faster,
    /// To the beginning.
    Restart,
    /// Crash the selected service for a while.
    Crash,
    /// Slow the selected service down for a while.
    SlowDown,
    /// Take the faults of the selected service away.
    Mend,
    /// Flip the selected step between call and event.
    Flip,
    /// Take the last change back.
    Undo,
    /// Make it again.
    Redo,
    /// One of the views.
    Show(View),
    /// The stage alone, or all again.
    Present,
    /// The map of keys.
    Help,
    /// Nothing selected, nothing open.
    Leave,
}

/// One line of the map of keys.
#[derive(Debug, Clone, Copy)]
pub struct Binding {
    /// The keys as the browser names them, letters in lower case.
    pub keys: &'static [&'static str],
    /// The keys as they are written on a keyboard.
    pub shown: &'static [&'static str],
    /// What they do.
    pub does: &'static str,
    /// What they ask for.
    pub asks: Asked,
}

const fn binding(
    keys: &'static [&'static str],
    shown: &'static [&'static str],
    does: &'static str,
    asks: Asked,
) -> Binding {
    Binding { keys, shown, does, asks }
}

/// Every key, in the order of the map.
pub const BINDINGS: &[Binding] = &[
    binding(&[" "], &["Space"], "Play or pause", Asked::PlayOrPause),
    binding(&["arrowright"], &["→"], "To the next event of the run", Asked::StepForward),
    binding(&["arrowleft"], &["←"], "To the event before", Asked::StepBack),
    binding(&["["], &["["], "Slower", Asked::Slower),
    binding(&["]"], &["]"], "Faster", Asked::Faster),
    binding(&["home", "0"], &["Home", "0"], "To the beginning", Asked::Restart),
    binding(&["e"], &["E"], "Flip the selected step between call and event", Asked::Flip),
    binding(&["f"], &["F"], "Crash the selected service for 10 s", Asked::Crash),
    binding(&["s"], &["S"], "Slow the selected service down for 10 s", Asked::SlowDown),
    binding(&["m"], &["M"], "Mend the selected service", Asked::Mend),
    binding(&["u", "ctrl+z"], &["U", "Ctrl Z"], "Take the last change back", Asked::Undo),
    binding(&["ctrl+shift+z", "ctrl+y"], &["Ctrl Shift Z"], "Make it again", Asked::Redo),
    binding(&["1"], &["1"], "Stage", Asked::Show(View::Stage)),
    binding(&["2"], &["2"], "Matrix", Asked::Show(View::Matrix)),
    binding(&["3"], &["3"], "Compare", Asked::Show(View::Compare)),
    binding(&["4"], &["4"], "Trace", Asked::Show(View::Trace)),
    binding(&["5"], &["5"], "Rulebook", Asked::Show(View::Rulebook)),
    binding(&["p"], &["P"], "Present: the stage alone, in large type", Asked::Present),
    binding(&["?"], &["?"], "Show or hide this map", Asked::Help),
    binding(&["escape"], &["Esc"], "Close, or select nothing", Asked::Leave),
];

/// A key as the bindings write it: `ctrl+` (also for the command key), `shift+` with it, then the key.
#[must_use]
pub fn written(event: &web_sys::KeyboardEvent) -> String {
    let key = event.key().to_ascii_lowercase();
    match (event.ctrl_key() || event.meta_key(), event.shift_key()) {
        (true, true) => format!("ctrl+shift+{key}"),
        (true, false) => format!("ctrl+{key}"),
        (false, _) => key,
    }
}

/// What a key asks for, if anything.
#[must_use]
pub fn asked(written: &str) -> Option<Asked> {
    BINDINGS.iter().find(|binding| binding.keys.contains(&written)).map(|binding| binding.asks)
}
