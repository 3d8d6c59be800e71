//! Does outside of the session what it asks for: runs, recordings.

use gloo_timers::callback::Timeout;
use leptos::prelude::*;

use super::context::Context;
use crate::browser::page;
use crate::engine::Take;
use crate::model::Design;
use crate::session::{Measure, Output, Purpose, RunKey, RunUpdate};
use crate::worker::slices::{Sliced, in_slices};
use crate::worker::{Priority, RunSpec, Slot};

/// After so long the progress of the figures is shown, in milliseconds.
const PATIENCE_MS: u32 = 300;

/// Does what the session asks for. Runs that nobody wants any more are dropped together, lest one of them
/// be given to a worker that another of them has left.
pub fn perform(context: Context, outputs: Vec<Output>) {
    let unwanted = |output: &Output| match output {
        Output::Cancel(run) => Some(Slot(run.0)),
        Output::Run { .. } | Output::Record { .. } | Output::Announce(_) => None,
    };
    let slots: Vec<Slot> = outputs.iter().filter_map(unwanted).collect();
    if !slots.is_empty() {
        context.workers(|workers| workers.cancel(&slots));
    }
    for output in outputs {
        one(context, output);
    }
}

fn one(context: Context, output: Output) {
    match output {
        Output::Run { run, purpose, key } => {
            if purpose == Purpose::Figures {
                await_figures(context);
            }
            let told = move |update| {
                let is_over = !matches!(update, RunUpdate::Progress(_));
                context.send(Measure::Heard(run, update));
                if is_over && purpose == Purpose::Figures {
                    settled(context);
                }
            };
            let spec = spec(context, &key);
            context.workers(|workers| workers.ask(priority(purpose), Slot(run.0), spec, told));
        }
        Output::Record { design } => {
            let take = Take::new(&design);
            in_slices(Box::new(Recording { context, design, take }));
        }
        // Done already; and what the live region reads from the session.
        Output::Cancel(_) | Output::Announce(_) => {}
    }
}

const fn priority(purpose: Purpose) -> Priority {
    match purpose {
        Purpose::Figures => Priority::Figures,
        Purpose::Comparison
        | Purpose::Sweep
        | Purpose::Capacity
        | Purpose::Check
        | Purpose::Recommendation => Priority::Study,
        Purpose::Longer | Purpose::Flips => Priority::Background,
    }
}

/// The design that is open has its document written already.
fn spec(context: Context, key: &RunKey) -> RunSpec {
    let spec = RunSpec::new(&key.design, key.extent);
    let is_open = context.peek(|session| session.design().is(&key.design));
    if is_open { spec.with_document(context.document.get_untracked()) } else { spec }
}

/// Shows the progress of the figures once they take noticeably long.
fn await_figures(context: Context) {
    context.is_slow.set(false);
    let asked = context.peek(|session| session.design().clone());
    let look = move || {
        let still =
            context.while_alive(|session| session.reports().awaited && session.design().is(&asked));
        if still {
            context.is_slow.set(true);
        }
    };
    Timeout::new(PATIENCE_MS, look).forget();
}

/// The figures stand: what the first view could do without is loaded.
fn settled(context: Context) {
    context.is_slow.set(false);
    let design = context.peek(|session| session.design().clone());
    context.workers(|workers| {
        workers.watch(move |is_alone| {
            context.is_alone.try_set(is_alone);
        });
        workers.engage(page::meta("worker"), &design);
    });
    context.later.ask();
}

/// A recording of which only the beginning is there.
struct Recording {
    context: Context,
    design: Design,
    take: Take,
}

impl Sliced for Recording {
    fn is_wanted(&self) -> bool {
        self.context.while_alive(|session| session.recordings().find(&self.design).is_some())
    }

    fn advance(&mut self, events: u64) -> bool {
        self.take.advance(events)
    }

    fn end(self: Box<Self>) {
        let recording = Box::new(self.take.recording());
        self.context.send(Measure::Recorded { design: self.design, recording });
    }
}
