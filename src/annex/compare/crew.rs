//! A crew: several workers beside the page, among whom the runs of a study are spread.
//!
//! As many as the browser has processors, less one for the page itself, and four at most; each is a
//! [`Runner`] of its own. What is asked for together is a lot; its runs are done in their order, by
//! whoever is free, and a lot is stopped at once. Where the browser has no workers the same runs are
//! done by the page, in slices.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;
use std::sync::Arc;

use gloo_timers::callback::Timeout;

use crate::browser::frames::now_ms;
use crate::browser::page;
use crate::errand::Lane;
use crate::model::Scenario;
use crate::runner::{Runner, Told};
use crate::simulation::Extent;

/// More workers are not started, however many processors there are.
const MOST: usize = 4;

/// How often it is looked whether a worker that was started hears by now, in milliseconds.
const LOOK_MS: u32 = 50;

/// So long a worker is waited for, in milliseconds; then the page does its runs until it is there.
const PATIENCE_MS: f64 = 3_000.0;

/// A run that is asked for.
pub struct Work {
    /// What to run.
    pub scenario: Arc<Scenario>,
    /// Which replications of it.
    pub extent: Extent,
}

/// What is asked for together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lot(u64);

/// The same crew wherever it is cloned to.
#[derive(Clone, Default)]
pub struct Crew(Rc<RefCell<Hands>>);

#[derive(Default)]
struct Hands {
    all: Vec<Hand>,
    waiting: VecDeque<Waiting>,
    last: u64,
    hired_ms: f64,
    /// Whether somebody looks again soon.
    is_looking: bool,
}

struct Hand {
    runner: Runner,
    /// What it works on.
    at: Option<Lot>,
}

struct Waiting {
    lot: Lot,
    index: usize,
    work: Work,
    told: Listener,
}

type Listener = Rc<RefCell<dyn FnMut(usize, Told)>>;

impl Crew {
    /// Has these runs done; `told` hears of each by its index.
    pub fn ask(&self, works: Vec<Work>, told: impl FnMut(usize, Told) + 'static) -> Lot {
        let Some(first) = works.first() else { return Lot(0) };
        self.hire(&first.scenario);
        let mut hands = self.0.borrow_mut();
        hands.last += 1;
        let lot = Lot(hands.last);
        let told: Listener = Rc::new(RefCell::new(told));
        let waiting = works.into_iter().enumerate();
        hands.waiting.extend(waiting.map(|(index, work)| Waiting {
            lot,
            index,
            work,
            told: Rc::clone(&told),
        }));
        drop(hands);
        self.fill();
        lot
    }

    /// Stops a lot; nobody is told of it any more.
    pub fn stop(&self, lot: Lot) {
        let mut hands = self.0.borrow_mut();
        hands.waiting.retain(|waiting| waiting.lot != lot);
        for hand in hands.all.iter_mut().filter(|hand| hand.at == Some(lot)) {
            hand.at = None;
            hand.runner.stop(Lane::Study);
        }
        drop(hands);
        self.fill();
    }

    /// Starts the workers, once; they warm up on this scenario.
    fn hire(&self, scenario: &Scenario) {
        if !self.0.borrow().all.is_empty() {
            return;
        }
        let count = page::processors().saturating_sub(1).clamp(1, MOST);
        let hand = || {
            let runner = Runner::default();
            runner.engage(page::meta("worker"), scenario.clone());
            Hand { runner, at: None }
        };
        let mut hands = self.0.borrow_mut();
        hands.all.extend(std::iter::repeat_with(hand).take(count));
        hands.hired_ms = now_ms();
    }

    /// Gives whoever is free what waits.
    fn fill(&self) {
        while let Some((place, runner, waiting)) = self.next() {
            let crew = self.clone();
            let Waiting { index, work, told, .. } = waiting;
            runner.ask(Lane::Study, &work.scenario, work.extent, move |news| {
                let is_over = matches!(news, Told::Report(_));
                if is_over && let Some(hand) = crew.0.borrow_mut().all.get_mut(place) {
                    hand.at = None;
                }
                (told.borrow_mut())(index, news);
                if is_over {
                    crew.fill();
                }
            });
        }
        self.look_again();
    }

    /// The next run, and who does it.
    fn next(&self) -> Option<(usize, Runner, Waiting)> {
        let mut hands = self.0.borrow_mut();
        let is_patient = now_ms() - hands.hired_ms < PATIENCE_MS;
        let is_free = |hand: &Hand| hand.at.is_none() && (hand.runner.is_ready() || !is_patient);
        let place = hands.all.iter().position(is_free)?;
        let waiting = hands.waiting.pop_front()?;
        let hand = hands.all.get_mut(place)?;
        hand.at = Some(waiting.lot);
        Some((place, hand.runner.clone(), waiting))
    }

    /// Looks again soon, while something waits and somebody idle is not there yet.
    fn look_again(&self) {
        let mut hands = self.0.borrow_mut();
        let is_coming = hands.all.iter().any(|hand| hand.at.is_none());
        if hands.is_looking || hands.waiting.is_empty() || !is_coming {
            return;
        }
        hands.is_looking = true;
        let crew = self.clone();
        let look = move || {
            crew.0.borrow_mut().is_looking = false;
            crew.fill();
        };
        Timeout::new(LOOK_MS, look).forget();
    }
}
