//! Runs: asked for here, done by the worker, or by the page itself while there is no worker.
//!
//! The first view comes without the worker, which is loaded once its figures stand: until then, and
//! should the worker fail, runs go on in slices between everything else that the page does. The report
//! is the same to the last bit. At most one run is under way in each lane.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_timers::future::TimeoutFuture;
use wasm_bindgen_futures::spawn_local;

use crate::browser::frames::now_ms;
use crate::browser::worker::Worker;
use crate::errand::{Answer, Errand, Lane};
use crate::model::Scenario;
use crate::simulation::{Extent, Progress, Report, Run};

/// How long a slice holds the main thread, at most.
const SLICE_MS: f64 = 10.0;

/// What the worker runs before anybody asks.
const WARM_UP: Extent = Extent { first: 0, replications: 8 };

/// What is told of a run.
pub enum Told {
    /// The share that is done, from 0 to 1.
    Progress(f64),
    /// How it ended.
    Report(Box<Report>),
}

/// Whoever runs things; the same one wherever it is cloned to.
#[derive(Clone, Default)]
pub struct Runner(Rc<RefCell<Runs>>);

#[derive(Default)]
struct Runs {
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

/// A run that is under way.
struct Awaited {
    errand: Errand,
    told: Listener,
}

type Listener = Rc<RefCell<dyn FnMut(Told)>>;

impl Runner {
    /// Runs a scenario; an earlier run of the same lane is dropped, and nobody is told of it any more.
    pub fn ask(
        &self,
        lane: Lane,
        scenario: &Scenario,
        extent: Extent,
        told: impl FnMut(Told) + 'static,
    ) {
        let mut runs = self.0.borrow_mut();
        runs.last += 1;
        let number = runs.last;
        let errand = Errand { number, lane, extent, scenario: scenario.clone() };
        runs.awaited.retain(|earlier| earlier.errand.lane != lane);
        let sent = match &runs.worker {
            Staff::Hears(worker) => {
                worker.send(&errand.to_text());
                true
            }
            Staff::NotAsked | Staff::Coming(_) | Staff::Gone => false,
        };
        runs.awaited.push(Awaited { errand, told: Rc::new(RefCell::new(told)) });
        drop(runs);
        if !sent {
            self.here(number);
        }
    }

    /// Stops the run of a lane; nobody is told of it any more.
    pub fn stop(&self, lane: Lane) {
        let mut runs = self.0.borrow_mut();
        runs.awaited.retain(|awaited| awaited.errand.lane != lane);
        if let Staff::Hears(worker) = &runs.worker {
            worker.send(&lane.stop());
        }
    }

    /// Loads the worker from this address, unless that was done before; it warms up on this scenario,
    /// since browsers compile for speed what has been run a while.
    pub fn engage(&self, address: Option<String>, scenario: Scenario) {
        if !matches!(self.0.borrow().worker, Staff::NotAsked) {
            return;
        }
        let runner = self.clone();
        let mut scenario = Some(scenario);
        let heard = move |numbers: Option<Vec<f64>>| {
            runner.hear(numbers.as_deref());
            if let (Some([]), Some(scenario)) = (numbers.as_deref(), scenario.take()) {
                runner.ask(Lane::Study, &scenario, WARM_UP, |_| {});
            }
        };
        let worker = address.and_then(|address| Worker::start(&address, heard));
        self.0.borrow_mut().worker =
            worker.map_or(Staff::Gone, |worker| Staff::Coming(Some(worker)));
    }

    /// Whether the next run would be done where all later ones are: no worker is still on its way.
    #[must_use]
    pub fn is_ready(&self) -> bool {
        !matches!(self.0.borrow().worker, Staff::Coming(_))
    }

    /// Hears the worker.
    fn hear(&self, numbers: Option<&[f64]>) {
        match numbers {
            None => self.go_on_alone(),
            Some([]) => {
                let mut runs = self.0.borrow_mut();
                if let Staff::Coming(worker) = &mut runs.worker {
                    runs.worker = worker.take().map_or(Staff::Gone, Staff::Hears);
                }
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
    fn go_on_alone(&self) {
        let mut runs = self.0.borrow_mut();
        let lost = matches!(runs.worker, Staff::Hears(_));
        runs.worker = Staff::Gone;
        let numbers: Vec<u64> = runs.awaited.iter().map(|it| it.errand.number).collect();
        drop(runs);
        for number in numbers.into_iter().filter(|_| lost) {
            self.here(number);
        }
    }

    fn progressed(&self, number: u64, share: f64) {
        let told = self.find(number, |awaited| Rc::clone(&awaited.told));
        if let Some(told) = told {
            (told.borrow_mut())(Told::Progress(share));
        }
    }

    fn finished(&self, number: u64, report: impl FnOnce(&Scenario) -> Report) {
        let mut runs = self.0.borrow_mut();
        let place = runs.awaited.iter().position(|it| it.errand.number == number);
        let Some(place) = place else { return };
        let Awaited { errand, told } = runs.awaited.swap_remove(place);
        // Whoever is told may ask for the next run.
        drop(runs);
        (told.borrow_mut())(Told::Report(Box::new(report(&errand.scenario))));
    }

    fn find<T>(&self, number: u64, read: impl FnOnce(&Awaited) -> T) -> Option<T> {
        self.0.borrow().awaited.iter().find(|it| it.errand.number == number).map(read)
    }

    /// Runs an errand here, unless it is overtaken.
    fn here(&self, number: u64) {
        // Whoever asks has valid scenarios only; for any other there are no figures.
        let run = |awaited: &Awaited| Run::new(&awaited.errand.scenario, awaited.errand.extent);
        if let Some(Ok(run)) = self.find(number, run) {
            in_slices(Box::new(Here { runner: self.clone(), number, run }));
        }
    }
}

/// What the page does in slices.
pub trait Sliced {
    /// Whether nothing later has overtaken it.
    fn is_wanted(&self) -> bool;
    /// Lets at most so many things happen; whether it is over.
    fn advance(&mut self, events: u64) -> bool;
    /// Says what came of it.
    fn end(self: Box<Self>);
}

/// An errand that the page runs itself.
struct Here {
    runner: Runner,
    number: u64,
    run: Run,
}

impl Sliced for Here {
    fn is_wanted(&self) -> bool {
        self.runner.find(self.number, |_| ()).is_some()
    }

    fn advance(&mut self, events: u64) -> bool {
        match self.run.advance(events) {
            Progress::Finished => true,
            Progress::Running(share) => {
                self.runner.progressed(self.number, share);
                false
            }
        }
    }

    fn end(self: Box<Self>) {
        self.runner.finished(self.number, |_| self.run.report());
    }
}

/// Goes on while it is wanted and not over, between everything else that the page does.
pub fn in_slices(job: Box<dyn Sliced>) {
    spawn_local(go_on(job));
}

async fn go_on(mut job: Box<dyn Sliced>) {
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
