//! Runs for the figures, in slices short enough that nothing else waits for them.

use std::sync::Arc;

use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::desk::Desk;
use crate::browser::frames::now_ms;
use crate::model::Scenario;
use crate::session::{Command, Generation};
use crate::simulation::{Extent, Progress, Run};

/// How many requests the figures come from, at least.
const REQUESTS: u64 = 20_000;

/// How long a slice holds the main thread, at most.
const SLICE_MS: f64 = 10.0;

/// After this long the progress is shown.
const PATIENCE_MS: f64 = 300.0;

/// Starts the run of a design; the desk gets its report, unless a later one overtakes it.
pub fn start(desk: Desk, generation: Generation, scenario: Arc<Scenario>) {
    desk.awaited.set_value(generation);
    spawn_local(async move {
        // A session holds valid scenarios only; for any other there are no figures.
        let Ok(mut run) = Run::new(&scenario, Extent::for_requests(&scenario, REQUESTS)) else {
            return;
        };
        let began = now_ms();
        let mut pace = Pace::default();
        loop {
            // First of all the change that asked for this is painted.
            TimeoutFuture::new(0).await;
            if desk.awaited.try_get_value() != Some(generation) {
                return;
            }
            match pace.slice(&mut run) {
                Progress::Finished => break,
                Progress::Running(share) if now_ms() - began > PATIENCE_MS => {
                    desk.progress.set(Some(share));
                }
                Progress::Running(_) => {}
            }
        }
        desk.progress.set(None);
        desk.send(Command::ReportArrived { generation, report: Box::new(run.report()) });
    });
}

/// How many events fit between two looks at the clock.
pub(super) struct Pace {
    events: u64,
}

impl Default for Pace {
    fn default() -> Self {
        Self { events: 500 }
    }
}

impl Pace {
    /// Advances a run for as long as a slice lasts.
    pub(super) fn slice(&mut self, run: &mut Run) -> Progress {
        let began = now_ms();
        loop {
            let before = now_ms();
            let progress = run.advance(self.events);
            let after = now_ms();
            // A look at the clock about every millisecond: a slice then ends within one of its length.
            if after - before < 0.5 {
                self.events = (self.events * 2).min(1_000_000);
            } else if after - before > 2.0 {
                self.events = (self.events / 2).max(100);
            }
            if progress == Progress::Finished || after - began > SLICE_MS {
                return progress;
            }
        }
    }
}
