//! Runs of the design that is open: its figures, and the rest of a long recording.

use leptos::prelude::*;

use super::desk::Desk;
use crate::browser::frames::now_ms;
use crate::errand::Lane;
use crate::model::Scenario;
use crate::runner::{Sliced, Told, in_slices};
use crate::session::{Command, Generation};
use crate::simulation::{Extent, Take};

/// How many requests the figures come from, at least.
const REQUESTS: u64 = 20_000;

/// After this long the progress is shown.
const PATIENCE_MS: f64 = 300.0;

/// Runs a design for its figures; the desk gets its report, unless a later one overtakes it.
pub fn figures(desk: Desk, generation: Generation, scenario: &Scenario) {
    let extent = Extent::for_requests(scenario, REQUESTS);
    let began = now_ms();
    let told = move |told| match told {
        Told::Progress(share) => {
            if now_ms() - began > PATIENCE_MS {
                desk.progress.set(Some(share));
            }
        }
        Told::Report(report) => {
            desk.progress.set(None);
            desk.send(Command::ReportArrived { generation, report });
            desk.settled();
        }
    };
    desk.runner(|runner| runner.ask(Lane::Figures, scenario, extent, told));
}

/// The rest of a recording.
struct Recorded {
    desk: Desk,
    generation: Generation,
    take: Take,
}

impl Sliced for Recorded {
    fn is_wanted(&self) -> bool {
        self.desk.peek(|session| session.reports().is_newest(self.generation))
    }

    fn advance(&mut self, events: u64) -> bool {
        self.take.advance(events)
    }

    fn end(self: Box<Self>) {
        let recording = Box::new(self.take.recording());
        self.desk.send(Command::Recorded { generation: self.generation, recording });
    }
}

/// Records a design, unless a later change overtakes it.
pub fn record(desk: Desk, generation: Generation, scenario: &Scenario) {
    // Valid, as the design that is open.
    if let Ok(take) = Take::new(scenario) {
        in_slices(Box::new(Recorded { desk, generation, take }));
    }
}
