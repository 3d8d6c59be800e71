//! Runs: asked for here, done by the worker, or by the page itself while there is no worker.
//!
//! The first view comes without the worker, which is loaded once its figures stand: until then, and
//! should the worker fail, runs go on in slices between everything else that the page does. The report
//! is the same to the last bit.

use std::sync::Arc;

use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::desk::Desk;
use crate::browser::frames::now_ms;
use crate::browser::page;
use crate::browser::worker::Worker;
use crate::errand::{Answer, Errand, Lane, STOP};
use crate::model::Scenario;
use crate::session::{Command, Generation};
use crate::simulation::{Extent, Progress, Report, Run, Take};

/// How many requests the figures come from, at least.
const REQUESTS: u64 = 20_000;

/// How long a slice holds the main thread, at most.
const SLICE_MS: f64 = 10.0;

/// After this long the progress is shown.
const PATIENCE_MS: f64 = 300.0;

/// What the worker runs before anybody asks.
const WARM_UP: Extent = Extent { first: 0, replications: 8 };

/// What is told of a run.
pub enum Told {
    /// The share that is done, from 0 to 1.
    Progress(f64),
    /// How it ended.
    Report(Box<Report>),
}

/// Who is told of a run.
pub type Listener = Box<dyn FnMut(Told)>;

/// The runs that are under way, at most one in each lane.
#[derive(Default)]
pub struct Runs {
    worker: Staff,
    last: u64,
    awaited: Vec<Awaited>,
}

/// What is known of the worker.
#[derive(Default)]
enum Staff {
    #[default]
    NotAsked,
    /// Loaded; it has not said yet that it hears.
    Coming(Option<Worker>),
    Hears(Worker),
    /// There is none, or it has failed.
    Gone,
}

struct Awaited {
    errand: Errand,
    told: Listener,
}

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
            desk.engage();
        }
    };
    desk.ask(Lane::Figures, scenario, extent, Box::new(told));
}

impl Desk {
    /// Runs a scenario; an earlier run of the same lane is dropped.
    pub fn ask(self, lane: Lane, scenario: &Scenario, extent: Extent, told: Listener) {
        let number = self.runs.try_update_value(|runs| {
            runs.last += 1;
            let errand = Errand { number: runs.last, lane, extent, scenario: scenario.clone() };
            runs.awaited.retain(|earlier| earlier.errand.lane != lane);
            let sent = match &runs.worker {
                Staff::Hears(worker) => {
                    worker.send(&errand.to_text());
                    true
                }
                Staff::NotAsked | Staff::Coming(_) | Staff::Gone => false,
            };
            runs.awaited.push(Awaited { errand, told });
            (!sent).then_some(runs.last)
        });
        if let Some(number) = number.flatten() {
            here(self, number);
        }
    }

    /// Stops the run for the figures.
    pub fn stop(self) {
        self.progress.set(None);
        self.runs.update_value(|runs| {
            runs.awaited.retain(|awaited| awaited.errand.lane != Lane::Figures);
            if let Staff::Hears(worker) = &runs.worker {
                worker.send(STOP);
            }
        });
    }

    /// Loads the worker, once.
    fn engage(self) {
        let unasked = self.runs.try_with_value(|runs| matches!(runs.worker, Staff::NotAsked));
        if unasked != Some(true) {
            return;
        }
        let worker = page::meta("worker").and_then(|address| {
            Worker::start(&address, move |numbers| self.hear(numbers.as_deref()))
        });
        self.runs.update_value(|runs| {
            runs.worker = worker.map_or(Staff::Gone, |worker| Staff::Coming(Some(worker)));
        });
    }

    /// Hears the worker.
    fn hear(self, numbers: Option<&[f64]>) {
        match numbers {
            None => self.go_on_alone(),
            Some([]) => {
                self.runs.update_value(|runs| {
                    if let Staff::Coming(worker) = &mut runs.worker {
                        runs.worker = worker.take().map_or(Staff::Gone, Staff::Hears);
                    }
                });
                // Browsers compile for speed what has been run a while: the first flip shall find it so.
                let scenario = self.peek(|session| Arc::clone(session.scenario()));
                self.ask(Lane::Study, &scenario, WARM_UP, Box::new(|_| {}));
            }
            Some(numbers) => match Answer::from_numbers(numbers) {
                Some((errand, Answer::Progress(share))) => self.progressed(errand, share),
                Some((errand, Answer::Evidence(evidence))) => {
                    self.finished(errand, |scenario| Report::from_numbers(scenario, &evidence));
                }
                None => {}
            },
        }
    }

    /// The worker has failed: what it was asked for is run here.
    fn go_on_alone(self) {
        let awaited = self.runs.try_update_value(|runs| {
            let lost = matches!(runs.worker, Staff::Hears(_));
            runs.worker = Staff::Gone;
            let numbers = runs.awaited.iter().map(|awaited| awaited.errand.number);
            numbers.filter(|_| lost).collect::<Vec<_>>()
        });
        for number in awaited.unwrap_or_default() {
            here(self, number);
        }
    }

    fn progressed(self, number: u64, share: f64) {
        self.runs.try_update_value(|runs| {
            if let Some(awaited) = runs.awaited.iter_mut().find(|it| it.errand.number == number) {
                (awaited.told)(Told::Progress(share));
            }
        });
    }

    fn finished(self, number: u64, report: impl FnOnce(&Scenario) -> Report) {
        let awaited = self.runs.try_update_value(|runs| {
            let place = runs.awaited.iter().position(|it| it.errand.number == number)?;
            Some(runs.awaited.swap_remove(place))
        });
        if let Some(Some(Awaited { errand, mut told })) = awaited {
            told(Told::Report(Box::new(report(&errand.scenario))));
        }
    }
}

/// What the page does in slices.
trait Sliced {
    /// Whether nothing later has overtaken it.
    fn is_wanted(&self) -> bool;
    /// Lets at most so many things happen; whether it is over.
    fn advance(&mut self, events: u64) -> bool;
    /// Says what came of it.
    fn end(self: Box<Self>);
}

/// An errand that the page runs itself.
struct Here {
    desk: Desk,
    number: u64,
    run: Run,
}

impl Sliced for Here {
    fn is_wanted(&self) -> bool {
        let awaits = |runs: &Runs| runs.awaited.iter().any(|it| it.errand.number == self.number);
        self.desk.runs.try_with_value(awaits) == Some(true)
    }

    fn advance(&mut self, events: u64) -> bool {
        match self.run.advance(events) {
            Progress::Finished => true,
            Progress::Running(share) => {
                self.desk.progressed(self.number, share);
                false
            }
        }
    }

    fn end(self: Box<Self>) {
        self.desk.finished(self.number, |_| self.run.report());
    }
}

/// The rest of a recording.
struct Recorded {
    desk: Desk,
    generation: Generation,
    scenario: Arc<Scenario>,
    take: Take,
}

impl Sliced for Recorded {
    fn is_wanted(&self) -> bool {
        self.desk.peek(|session| Arc::ptr_eq(session.scenario(), &self.scenario))
    }

    fn advance(&mut self, events: u64) -> bool {
        self.take.advance(events)
    }

    fn end(self: Box<Self>) {
        let recording = Box::new(self.take.recording());
        self.desk.send(Command::Recorded { generation: self.generation, recording });
    }
}

/// Runs an errand here, unless it is overtaken.
fn here(desk: Desk, number: u64) {
    let find = |runs: &Runs| {
        let awaited = runs.awaited.iter().find(|it| it.errand.number == number)?;
        // A session holds valid scenarios only; for any other there are no figures.
        Run::new(&awaited.errand.scenario, awaited.errand.extent).ok()
    };
    if let Some(Some(run)) = desk.runs.try_with_value(find) {
        spawn_local(in_slices(Box::new(Here { desk, number, run })));
    }
}

/// Records a design, unless a later change overtakes it.
pub fn record(desk: Desk, generation: Generation, scenario: Arc<Scenario>) {
    // Valid, as the design that is open.
    if let Ok(take) = Take::new(&scenario) {
        spawn_local(in_slices(Box::new(Recorded { desk, generation, scenario, take })));
    }
}

/// Goes on while it is wanted and not over, between everything else that the page does.
async fn in_slices(mut job: Box<dyn Sliced>) {
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
