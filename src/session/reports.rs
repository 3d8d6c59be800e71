//! The figures that are shown: of the current design, and of the one before the last change.

use std::sync::Arc;

use crate::engine::Report;

/// The figures that are shown.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Reports {
    /// Of the design, or, while its run is under way, of the one before it; absent until the first run has ended.
    pub current: Option<Arc<Report>>,
    /// Of the design before the last change; absent after opening another.
    pub before: Option<Arc<Report>>,
    /// Of the design for longer, where what waits grows for as long as it runs; absent until that is known.
    pub longer: Option<Arc<Report>>,
    /// Whether the run of the design is under way.
    pub awaited: bool,
    /// Whether the last run was stopped: the current figures are of the design before it.
    pub stopped: bool,
}

impl Reports {
    /// The run of a changed design is asked for: its figures will stand beside the current ones.
    pub(super) fn ask(&mut self) {
        self.awaited = true;
        self.stopped = false;
    }

    /// The run of another design is asked for, to which the current figures say nothing.
    pub(super) fn ask_afresh(&mut self) {
        self.current = None;
        self.before = None;
        self.longer = None;
        self.ask();
    }

    /// Lets the run that is under way be; whether there was one.
    pub(super) fn stop(&mut self) -> bool {
        self.stopped = std::mem::take(&mut self.awaited);
        self.stopped
    }

    /// Takes the figures that were asked for.
    pub(super) fn arrive(&mut self, report: Arc<Report>) {
        self.awaited = false;
        self.before = self.current.replace(report);
        self.longer = None;
    }
}
