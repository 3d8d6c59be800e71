//! What is measured of the design that is open: itself, each flip, and the design as recommended, on
//! the same arrivals, one run after the other while nothing else is asked for.

use std::sync::Arc;

use gloo_timers::callback::Timeout;
use leptos::prelude::*;

use super::table::Table;
use crate::errand::Lane;
use crate::model::Scenario;
use crate::parts::following;
use crate::runner::Told;
use crate::simulation::Report;
use crate::study::{Flip, Gain, extent, flipped};

/// How many requests each design is run with, at least.
const REQUESTS: u64 = 20_000;

/// A design is measured once it has been left alone so long, in milliseconds.
const PATIENCE_MS: u32 = 500;

/// What is known so far.
#[derive(Debug, Clone, Default)]
pub struct Measured {
    /// Of the design itself.
    pub report: Option<Report>,
    /// What flipping each step would do, in the document's order, as far as it is known.
    pub flips: Vec<Flip>,
    /// What doing as recommended would do.
    pub recommended: Option<Gain>,
    /// How many designs are run, and how many have been.
    pub runs: usize,
    /// How many of them are done.
    pub done: usize,
}

/// Measures every design that is open: itself at once, the others once it has been left alone.
pub fn follow(table: Table) {
    let waiting = StoredValue::new_local(None::<Timeout>);
    following(move || {
        let Some(scenario) = table.scenario.get() else { return };
        // What is under way is of the design before; its figures stay until there are new ones.
        table.runner(|runner| runner.stop(Lane::Flips));
        table.measured.update(|known| {
            *known = Measured { report: known.report.take(), ..Measured::default() };
        });
        waiting.set_value(None);
        let extent = extent(&scenario, REQUESTS);
        let asked = Arc::clone(&scenario);
        let told = move |told| {
            let Told::Report(report) = told else { return };
            // Itself, each flip, and as recommended.
            let runs = asked.process.steps.len() + 2;
            let report = Some(*report);
            table.measured.set(Measured { report, runs, done: 1, ..Measured::default() });
            let asked = Arc::clone(&asked);
            waiting.set_value(Some(Timeout::new(PATIENCE_MS, move || next(table, asked))));
        };
        table.runner(|runner| runner.ask(Lane::Figures, &scenario, extent, told));
    });
}

/// The design whose turn it is: each is made when it comes, so that none waits for all of them.
fn design(table: Table, scenario: &Scenario, turn: usize) -> Option<Scenario> {
    match scenario.process.steps.get(turn.checked_sub(1)?) {
        Some(step) => flipped(scenario, step),
        None => table.recommended.get_untracked().map(|design| Scenario::clone(&design)),
    }
}

/// Runs the design after those that are done.
fn next(table: Table, scenario: Arc<Scenario>) {
    let (mut done, runs) = table.measured.with_untracked(|it| (it.done, it.runs));
    while done < runs {
        let Some(design) = design(table, &scenario, done) else {
            keep(table, &scenario, &scenario, None);
            done += 1;
            continue;
        };
        let extent = extent(&scenario, REQUESTS);
        let asked = design.clone();
        let mut rest = Some(scenario);
        let told = move |told| {
            let Told::Report(report) = told else { return };
            if let Some(scenario) = rest.take() {
                keep(table, &scenario, &design, Some(*report));
                next(table, scenario);
            }
        };
        table.runner(|runner| runner.ask(Lane::Flips, &asked, extent, told));
        return;
    }
}

/// Keeps what a run has shown; no report: the design would not be valid.
fn keep(table: Table, scenario: &Scenario, design: &Scenario, report: Option<Report>) {
    table.measured.update(|measured| {
        let steps = &scenario.process.steps;
        let gain = |before: &Option<Report>, after: Option<Report>| {
            Gain::between((scenario, before.clone()?), (design, after?))
        };
        if let Some(step) = steps.get(measured.done - 1) {
            let gain = gain(&measured.report, report);
            measured.flips.push(Flip { step: step.id.clone(), to: step.mode.flipped(), gain });
        } else {
            measured.recommended = gain(&measured.report, report);
        }
        measured.done += 1;
    });
}
