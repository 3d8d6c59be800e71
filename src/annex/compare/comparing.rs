//! What is being compared: the two designs, what has been measured of them, and the load sweep.
//!
//! It outlives the view, so that what is known is still there when a reader comes back. The differences
//! are measured anew for every pair that is looked at for a while; the load sweep only when it is asked
//! for, and it keeps its points when the design changes.

use std::sync::Arc;

use gloo_timers::callback::Timeout;
use leptos::prelude::*;

use super::choices::{Choice, choices, id};
use super::crew::{Crew, Lot, Work};
use crate::annex::table::Table;
use crate::bridge::{PICTURE, Picture};
use crate::browser::{media, told};
use crate::exchange::shelf::Own;
use crate::model::Scenario;
use crate::parts::following;
use crate::runner::Told;
use crate::simulation::Report;
use crate::study::sweep::{LoadPoint, at_rate, rates};
use crate::study::{Comparison, Variant, batches, extent};

/// How many requests each design is run with for the differences, at least.
const REQUESTS: u64 = 20_000;

/// The same at each rate of the load sweep.
const REQUESTS_AT_A_RATE: u64 = 6_000;

/// A pair is measured once it has been left alone so long, in milliseconds.
const PATIENCE_MS: u32 = 300;

/// Two designs.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// What they are called.
    pub names: [String; 2],
    /// The designs; valid.
    pub designs: [Arc<Scenario>; 2],
}

/// What is known of a pair.
#[derive(Clone, Default)]
pub struct Outcome {
    /// Which pair.
    pub pair: Option<Pair>,
    /// What differs, once it is known.
    pub comparison: Option<Arc<Comparison>>,
    /// The share that is done, from 0 to 1.
    pub progress: f64,
}

/// The load sweep.
#[derive(Clone, Default)]
pub struct Sweep {
    /// Of which pair; none before the first.
    pub pair: Option<Pair>,
    /// At each rate, what is known.
    pub points: Vec<Option<LoadPoint>>,
    /// How it stands.
    pub state: SweepState,
    /// The share that is done, from 0 to 1.
    pub progress: f64,
    /// Why there is none, as a sentence; empty where there is one.
    pub refusal: &'static str,
}

/// How the load sweep stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SweepState {
    /// Nobody has asked for it.
    #[default]
    NotAsked,
    /// Under way.
    Running,
    /// Stopped before its end.
    Stopped,
    /// Done.
    Done,
}

/// Copied into every part of the view.
#[derive(Clone, Copy)]
pub struct Comparing {
    /// The ids of the two choices.
    pub chosen: [RwSignal<String>; 2],
    /// The design before the last change.
    pub earlier: RwSignal<Option<Arc<Scenario>>>,
    /// The own scenarios, as the library found them.
    pub own: RwSignal<Vec<Own>>,
    /// What the stage draws.
    pub picture: RwSignal<Picture>,
    /// Whether the reader's system is dark.
    pub dark: RwSignal<bool>,
    /// What is known of the pair.
    pub outcome: RwSignal<Outcome>,
    /// The load sweep.
    pub sweep: RwSignal<Sweep>,
    crew: StoredValue<Crew, LocalStorage>,
    measuring: StoredValue<Option<Lot>, LocalStorage>,
    sweeping: StoredValue<Option<Lot>, LocalStorage>,
}

impl Comparing {
    /// The design as it is beside the design as recommended, nothing measured yet.
    pub fn new() -> Self {
        let chosen = |variant| RwSignal::new(id(variant).to_owned());
        Self {
            chosen: [chosen(Variant::AsItIs), chosen(Variant::AsRecommended)],
            earlier: RwSignal::new(None),
            own: RwSignal::new(Vec::new()),
            picture: RwSignal::default(),
            dark: RwSignal::new(media::holds(media::DARK)),
            outcome: RwSignal::default(),
            sweep: RwSignal::default(),
            crew: StoredValue::new_local(Crew::default()),
            measuring: StoredValue::new_local(None),
            sweeping: StoredValue::new_local(None),
        }
    }

    /// Hears what the stage draws, and keeps the design before each change.
    pub fn listen(self, table: Table) {
        told::hear(PICTURE, move |text| {
            if let Some(picture) = Picture::from_text(&text) {
                self.picture.set(picture);
            }
        });
        media::on_change(media::DARK, move |holds| self.dark.set(holds));
        let last = StoredValue::new(None::<Arc<Scenario>>);
        following(move || {
            let now = table.scenario.get();
            let before = last.try_update_value(|last| std::mem::replace(last, now)).flatten();
            self.earlier.set(before);
        });
    }

    /// The two designs that are chosen, on the same seed; followed. A choice that is not there any
    /// more is the design that is open.
    pub fn pair(self, table: Table) -> Option<Pair> {
        let choices = choices(table);
        let find = |chosen: RwSignal<String>| {
            let wanted = chosen.get();
            let there = |it: &&Choice| it.design.is_ok();
            let found = choices.iter().find(|it| it.id == wanted).filter(there);
            let choice = found.or_else(|| choices.first())?;
            Some((choice.name.clone(), choice.design.clone().ok()?))
        };
        let [left, right] = self.chosen.map(find);
        let ((one, left), (other, mut right)) = (left?, right?);
        if right.seed != left.seed {
            Arc::make_mut(&mut right).seed = left.seed;
        }
        Some(Pair { names: [one, other], designs: [left, right] })
    }

    /// Measures each pair that stays for a while, as long as the view that calls this stands.
    pub fn measure(self, pair: Memo<Option<Pair>>) {
        let waiting = StoredValue::new_local(None::<Timeout>);
        following(move || {
            let Some(pair) = pair.get() else { return };
            let is_known = self.outcome.with_untracked(|known| {
                known.pair.as_ref() == Some(&pair) && known.comparison.is_some()
            });
            if is_known {
                return;
            }
            self.stop_measuring();
            self.outcome.set(Outcome { pair: Some(pair.clone()), ..Outcome::default() });
            let mut pair = Some(pair);
            let begin = move || {
                if let Some(pair) = pair.take() {
                    self.begin(&pair);
                }
            };
            waiting.set_value(Some(Timeout::new(PATIENCE_MS, begin)));
        });
        on_cleanup(move || self.stop_measuring());
    }

    fn stop_measuring(self) {
        let lot = self.measuring.try_update_value(Option::take).flatten();
        if let Some(lot) = lot {
            self.crew.with_value(|crew| crew.stop(lot));
        }
    }

    fn begin(self, pair: &Pair) {
        let plan = batches(&pair.designs[0], REQUESTS);
        let work = |design: &Arc<Scenario>, extent| Work { scenario: Arc::clone(design), extent };
        let works: Vec<Work> = plan
            .iter()
            .flat_map(|it| pair.designs.each_ref().map(|design| work(design, *it)))
            .collect();
        let mut runs = Runs::new(works.len());
        let mut batches: Vec<Option<(Report, Report)>> = vec![None; plan.len()];
        let told = move |index: usize, told| {
            runs.hear(index, told);
            if let (Some(both), Some(batch)) = (runs.pair(index / 2), batches.get_mut(index / 2)) {
                *batch = Some(both);
            }
            let comparison = runs.is_over().then(|| {
                let (befores, afters) = std::mem::take(&mut batches).into_iter().flatten().unzip();
                Comparison::of_batches(befores, afters).ok().map(Arc::new)
            });
            self.outcome.update(|outcome| {
                outcome.progress = runs.progress();
                outcome.comparison = comparison.flatten();
            });
        };
        let asked = self.crew.with_value(|crew| crew.ask(works, told));
        self.measuring.set_value(Some(asked));
    }

    /// Runs the load sweep of a pair, from the beginning.
    pub fn begin_sweep(self, pair: Pair) {
        self.stop_sweep();
        let rates = match rates(&pair.designs[0]) {
            Ok(rates) => rates,
            Err(refusal) => {
                self.sweep.set(Sweep { refusal, ..Sweep::default() });
                return;
            }
        };
        let works: Vec<Work> = (rates.iter())
            .flat_map(|&rate| {
                let designs = pair.designs.each_ref().map(|design| at_rate(design, rate));
                let extent = extent(&designs[0], REQUESTS_AT_A_RATE);
                designs.map(|design| Work { scenario: Arc::new(design), extent })
            })
            .collect();
        let points = vec![None; rates.len()];
        let state = SweepState::Running;
        self.sweep.set(Sweep { pair: Some(pair), points, state, ..Sweep::default() });
        let mut runs = Runs::new(works.len());
        let told = move |index: usize, told| {
            runs.hear(index, told);
            let at = index / 2;
            let both = runs.pair(at);
            self.sweep.update(|sweep| {
                sweep.progress = runs.progress();
                if runs.is_over() {
                    sweep.state = SweepState::Done;
                }
                if let (Some((before, after)), Some(rate), Some(point)) =
                    (both, rates.get(at), sweep.points.get_mut(at))
                {
                    *point = Some(LoadPoint::new(*rate, before, after));
                }
            });
        };
        let asked = self.crew.with_value(|crew| crew.ask(works, told));
        self.sweeping.set_value(Some(asked));
    }

    /// Stops the load sweep at once; what is known of it stays.
    pub fn stop_sweep(self) {
        let lot = self.sweeping.try_update_value(Option::take).flatten();
        if let Some(lot) = lot {
            self.crew.with_value(|crew| crew.stop(lot));
        }
        if self.sweep.with_untracked(|sweep| sweep.state == SweepState::Running) {
            self.sweep.update(|sweep| sweep.state = SweepState::Stopped);
        }
    }
}

/// Runs that were asked for together: in turns one of the first design and one of the second.
struct Runs {
    reports: Vec<Option<Report>>,
    shares: Vec<f64>,
    over: usize,
}

impl Runs {
    fn new(count: usize) -> Self {
        Self { reports: vec![None; count], shares: vec![0.0; count], over: 0 }
    }

    fn hear(&mut self, index: usize, told: Told) {
        let (Some(share), Some(place)) = (self.shares.get_mut(index), self.reports.get_mut(index))
        else {
            return;
        };
        match told {
            Told::Progress(done) => *share = done,
            Told::Report(report) => {
                *share = 1.0;
                *place = Some(*report);
                self.over += 1;
            }
        }
    }

    /// The reports of both designs, once, when both are there.
    fn pair(&mut self, at: usize) -> Option<(Report, Report)> {
        let [before, after] = self.reports.get_mut(2 * at..2 * at + 2)? else { return None };
        match (before.take(), after.take()) {
            (Some(before), Some(after)) => Some((before, after)),
            (one, other) => {
                (*before, *after) = (one, other);
                None
            }
        }
    }

    fn is_over(&self) -> bool {
        self.over == self.shares.len()
    }

    #[allow(clippy::cast_precision_loss)] // a few dozen
    fn progress(&self) -> f64 {
        self.shares.iter().sum::<f64>() / self.shares.len().max(1) as f64
    }
}
