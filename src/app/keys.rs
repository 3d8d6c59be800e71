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

/// The keys as the browser names them, letters in lower case, and what they ask for; in the order of the
/// map of keys.
pub const BINDINGS: &[(&[&str], Asked)] = &[
    (&[" "], Asked::PlayOrPause),
    (&["arrowright"], Asked::StepForward),
    (&["arrowleft"], Asked::StepBack),
    (&["["], Asked::Slower),
    (&["]"], Asked::Faster),
    (&["home", "0"], Asked::Restart),
    (&["e"], Asked::Flip),
    (&["f"], Asked::Crash),
    (&["s"], Asked::SlowDown),
    (&["m"], Asked::Mend),
    (&["u", "ctrl+z"], Asked::Undo),
    (&["ctrl+shift+z", "ctrl+y"], Asked::Redo),
    (&["1"], Asked::Show(View::Stage)),
    (&["2"], Asked::Show(View::Matrix)),
    (&["3"], Asked::Show(View::Compare)),
    (&["4"], Asked::Show(View::Trace)),
    (&["5"], Asked::Show(View::Rulebook)),
    (&["p"], Asked::Present),
    (&["?"], Asked::Help),
    (&["escape"], Asked::Leave),
];

impl Asked {
    /// The keys as they are written on a keyboard, and what they do: a line of the map of keys. Apart from
    /// the bindings, since the first view shows no map.
    #[must_use]
    pub const fn told(self) -> (&'static [&'static str], &'static str) {
        match self {
            Self::PlayOrPause => (&["Space"], "Play or pause"),
            Self::StepForward => (&["→"], "To the next event of the run"),
            Self::StepBack => (&["←"], "To the event before"),
            Self::Slower => (&["["], "Slower"),
            Self::Faster => (&["]"], "Faster"),
            Self::Restart => (&["Home", "0"], "To the beginning"),
            Self::Flip => (&["E"], "Flip the selected step between call and event"),
            Self::Crash => (&["F"], "Crash the selected service for 10 s"),
            Self::SlowDown => (&["S"], "Slow the selected service down for 10 s"),
            Self::Mend => (&["M"], "Mend the selected service"),
            Self::Undo => (&["U", "Ctrl Z"], "Take the last change back"),
            Self::Redo => (&["Ctrl Shift Z"], "Make it again"),
            Self::Present => (&["P"], "Present: the stage alone, in large type"),
            Self::Help => (&["?"], "Show or hide this map"),
            Self::Leave => (&["Esc"], "Close, or select nothing"),
            Self::Show(View::Stage) => (&["1"], "Stage"),
            Self::Show(View::Matrix) => (&["2"], "Matrix"),
            Self::Show(View::Compare) => (&["3"], "Compare"),
            Self::Show(View::Trace) => (&["4"], "Trace"),
            Self::Show(View::Rulebook) => (&["5"], "Rulebook"),
        }
    }
}

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
    BINDINGS.iter().find(|(keys, _)| keys.contains(&written)).map(|(_, asks)| *asks)
}
