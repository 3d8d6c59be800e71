//! The page's edge of the pool: does what [`WorkerPool`] decides, with the browser's workers, or in
//! slices of the page's own time, and tells whoever asked.
//!
//! Nothing is decided here. What is to be done is done one after the other and never inside one
//! another: whoever is told of a run may ask for the next, or cancel others, and what follows from that
//! comes behind what is still to be done.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_timers::callback::Timeout;

use super::pool::{Action, RunUpdate, Slot, WorkerPool};
use super::protocol::{Priority, RunId, RunSpec, cancel_text};
use super::queue::RunQueue;
use super::slices::{Sliced, in_slices};
use crate::browser::frames::now_ms;
use crate::browser::page;
use crate::browser::worker::Worker;
use crate::model::Design;

/// Has runs done; the same pool wherever it is cloned to.
#[derive(Clone)]
pub struct Workers(Rc<RefCell<Edge>>);

struct Edge {
    pool: WorkerPool,
    /// Where the worker's program lies; nothing where the page names none.
    address: Option<String>,
    /// The workers that were started, with their numbers.
    workers: Vec<(usize, Worker)>,
    /// Who is told of which run.
    listeners: Vec<(RunId, Listener)>,
    /// What the page runs itself.
    here: RunQueue,
    /// Whether the page goes on with that already.
    is_running_here: bool,
    /// Whether somebody does what is to be done already.
    is_performing: bool,
    /// Whether the pool is told later how late it is.
    is_ticking: bool,
    /// Who is told when the last worker is gone, or one is there again, and what was told last.
    watch: Option<(Watch, bool)>,
}

type Watch = Rc<dyn Fn(bool)>;
type Listener = Rc<RefCell<dyn FnMut(RunUpdate)>>;

impl Default for Workers {
    /// A pool without a worker so far: the page runs everything itself.
    fn default() -> Self {
        Self(Rc::new(RefCell::new(Edge {
            pool: WorkerPool::new(page::processors()),
            address: None,
            workers: Vec::new(),
            listeners: Vec::new(),
            here: RunQueue::default(),
            is_running_here: false,
            is_performing: false,
            is_ticking: false,
            watch: None,
        })))
    }
}

impl Workers {
    /// Starts the first worker from this address, unless that was done before, and others when they are
    /// needed; they warm up on this design. Without an address the page goes on running everything.
    pub fn engage(&self, address: Option<String>, design: &Design) {
        let mut edge = self.at_work();
        edge.address = edge.address.take().or(address);
        edge.pool.engage(design);
        drop(edge);
        self.perform();
    }

    /// Tells whether no worker is left, whenever that changes.
    pub fn watch(&self, told: impl Fn(bool) + 'static) {
        self.0.borrow_mut().watch = Some((Rc::new(told), false));
    }

    /// Starts a worker once more, where none is left.
    pub fn start_again(&self) {
        self.at_work().pool.start_again();
        self.perform();
    }

    /// Has a run done; `told` hears of it until it has a report or is refused. An older run of the same
    /// slot is dropped, and nobody is told of it any more.
    pub fn ask(
        &self,
        priority: Priority,
        slot: Slot,
        spec: RunSpec,
        told: impl FnMut(RunUpdate) + 'static,
    ) {
        let mut edge = self.at_work();
        let run = edge.pool.ask(priority, slot, spec);
        edge.listeners.push((run, Rc::new(RefCell::new(told))));
        drop(edge);
        self.perform();
    }

    /// Drops the runs of these slots; nobody is told of them any more.
    pub fn cancel(&self, slots: &[Slot]) {
        self.at_work().pool.cancel(slots);
        self.perform();
    }

    /// The edge, whose pool knows how late it is.
    fn at_work(&self) -> std::cell::RefMut<'_, Edge> {
        let mut edge = self.0.borrow_mut();
        edge.pool.tick(now_ms());
        edge
    }

    /// Does all that is to be done, unless somebody is at it already.
    fn perform(&self) {
        if std::mem::replace(&mut self.0.borrow_mut().is_performing, true) {
            return;
        }
        while let Some(action) = self.next_action() {
            self.act(action);
        }
        self.0.borrow_mut().is_performing = false;
        self.tell_whether_alone();
        self.tick_later();
    }

    fn tell_whether_alone(&self) {
        let mut edge = self.0.borrow_mut();
        let is_alone = edge.pool.is_alone();
        let Some((watch, was_alone)) = edge.watch.as_mut().filter(|(_, it)| *it != is_alone) else {
            return;
        };
        *was_alone = is_alone;
        let watch = Rc::clone(watch);
        drop(edge);
        watch(is_alone);
    }

    fn next_action(&self) -> Option<Action> {
        self.0.borrow_mut().pool.next_action()
    }

    fn act(&self, action: Action) {
        let mut edge = self.0.borrow_mut();
        match action {
            Action::StartWorker(worker) => {
                drop(edge);
                self.start(worker);
            }
            Action::EndWorker(worker) => edge.workers.retain(|(number, _)| *number != worker),
            Action::Send { worker, request } => edge.send(worker, &request.to_text()),
            Action::Cancel { worker, run } => edge.send(worker, &cancel_text(run)),
            Action::RunHere(request) => match edge.here.put(&request) {
                Some((run, refused)) => edge.pool.here_replied(run, refused),
                None if edge.is_running_here => {}
                None => {
                    edge.is_running_here = true;
                    in_slices(Box::new(Here(self.clone())));
                }
            },
            Action::StopHere(run) => edge.here.cancel(run),
            Action::Tell { run, update } => {
                let told = edge.listener(run, matches!(update, RunUpdate::Progress(_)));
                // Whoever is told may ask for the next run.
                drop(edge);
                if let Some(told) = told {
                    (told.borrow_mut())(update);
                }
            }
            Action::Forget(run) => {
                let forgotten = edge.listener(run, false);
                drop(edge);
                drop(forgotten);
            }
        }
    }

    fn start(&self, worker: usize) {
        let address = self.0.borrow().address.clone();
        let workers = self.clone();
        let heard = move |numbers: Option<Vec<f64>>| {
            let mut edge = workers.at_work();
            match numbers {
                Some(numbers) => edge.pool.worker_said(worker, &numbers),
                None => edge.pool.worker_failed(worker),
            }
            drop(edge);
            workers.perform();
        };
        let started = address.and_then(|address| Worker::start(&address, heard));
        let mut edge = self.0.borrow_mut();
        match started {
            Some(started) => edge.workers.push((worker, started)),
            None => edge.pool.worker_failed(worker),
        }
    }

    /// Tells the pool how late it is when it wants to know.
    fn tick_later(&self) {
        let mut edge = self.0.borrow_mut();
        let Some(at_ms) = edge.pool.next_tick_ms().filter(|_| !edge.is_ticking) else { return };
        edge.is_ticking = true;
        drop(edge);
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // within some seconds
        let wait = (at_ms - now_ms()).max(0.0) as u32 + 1;
        let workers = self.clone();
        let tick = move || {
            workers.at_work().is_ticking = false;
            workers.perform();
        };
        Timeout::new(wait, tick).forget();
    }
}

impl Edge {
    fn send(&self, worker: usize, text: &str) {
        if let Some((_, worker)) = self.workers.iter().find(|(number, _)| *number == worker) {
            worker.send(text);
        }
    }

    /// Who is told of a run; he stays to be told of it, or this was the last of it.
    fn listener(&mut self, run: RunId, stays: bool) -> Option<Listener> {
        let place = self.listeners.iter().position(|(id, _)| *id == run)?;
        if stays {
            return self.listeners.get(place).map(|(_, told)| Rc::clone(told));
        }
        Some(self.listeners.swap_remove(place).1)
    }
}

/// What the page runs itself, until nothing of it is left.
struct Here(Workers);

impl Sliced for Here {
    fn is_wanted(&self) -> bool {
        true
    }

    fn advance(&mut self, events: u64) -> bool {
        let mut edge = self.0.0.borrow_mut();
        let Some((run, reply)) = edge.here.work(events) else { return true };
        edge.pool.here_replied(run, reply);
        drop(edge);
        self.0.perform();
        false
    }

    fn end(self: Box<Self>) {
        self.0.0.borrow_mut().is_running_here = false;
    }
}
