//! The figures that are shown: of the current design, and of the one before the last change.

use std::sync::Arc;

use super::Generation;
use crate::simulation::Report;

/// The figures that are shown.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Reports {
    /// Of the design, or, while its run is under way, of the one before it; absent until the first run has ended.
    pub current: Option<Arc<Report>>,
    /// Of the design before the last change; absent after opening another.
    pub before: Option<Arc<Report>>,
    /// The run that is under way.
    pub awaited: Option<Generation>,
    /// Whether the last run was stopped: the current figures are of the design before it.
    pub stopped: bool,
    /// The last run that was asked for.
    last: Generation,
}

/// What became of a report that arrived.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Arrival {
    /// Its figures are shown.
    Shown,
    /// A later change overtook it: dropped.
    Overtaken,
}

impl Reports {
    /// Asks for the run of a changed design: its figures will stand beside the current ones.
    pub(super) fn ask(&mut self) -> Generation {
        self.last = Generation(self.last.0 + 1);
        self.awaited = Some(self.last);
        self.stopped = false;
        self.last
    }

    /// Lets the run that is under way be.
    pub(super) fn stop(&mut self) {
        self.stopped = self.awaited.take().is_some();
    }

    /// Asks for the run of another design, to which the current figures say nothing.
    pub(super) fn ask_afresh(&mut self) -> Generation {
        self.current = None;
        self.before = None;
        self.ask()
    }

    /// Whether no later run was asked for.
    #[must_use]
    pub fn is_newest(&self, generation: Generation) -> bool {
        self.last == generation
    }

    /// Takes a report, unless a later one is awaited.
    pub(super) fn arrive(&mut self, generation: Generation, report: Report) -> Arrival {
        if self.awaited != Some(generation) {
            return Arrival::Overtaken;
        }
        self.awaited = None;
        self.before = self.current.replace(Arc::new(report));
        Arrival::Shown
    }
}
