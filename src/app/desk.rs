//! Where the views read the session and send their commands: the only holder of its signal.
//!
//! Commands that a person gives notify every view that reads the session. Ticks do not: sixty times a
//! second they only move the moment, which the stage draws by itself; the views read [`Now`], which
//! follows a few times a second.

use std::sync::Arc;

use leptos::prelude::*;

use super::{rescue, run};
use crate::browser::media;
use crate::exchange::document;
use crate::model::Scenario;
use crate::scene::{FaultState, Film, Frame, Placement, ServiceState, StepState};
use crate::session::{Command, Generation, Output, PlayState, Session};
use crate::units::{Duration, Moment};

/// The session behind signals; copied into every view.
#[derive(Clone, Copy)]
pub struct Desk {
    session: RwSignal<Session>,
    /// The design, notified when it is another one.
    pub scenario: Memo<Arc<Scenario>>,
    /// Its recording, notified when it is another one.
    pub film: Memo<Arc<Film>>,
    /// What the stage shows, in words and squares, a few times a second.
    pub now: RwSignal<Arc<Now>>,
    /// The moment that is drawn.
    pub moment: RwSignal<Moment>,
    /// How wide the stage is, in CSS pixels.
    pub stage_width: RwSignal<f64>,
    /// Where everything on the stage lies.
    pub placement: Memo<Arc<Placement>>,
    /// How far the run is whose figures are awaited, once that takes noticeably long.
    pub progress: RwSignal<Option<f64>>,
    /// Whether the map of keys is open.
    pub help: RwSignal<bool>,
    /// Whether the reader asked for less motion.
    pub still: RwSignal<bool>,
    /// Whether the window is so low that the charts have to be.
    pub low: RwSignal<bool>,
    /// Whether the reader's system is dark.
    pub dark: RwSignal<bool>,
    /// The run whose figures are awaited; older ones stop.
    pub awaited: StoredValue<Generation>,
}

/// The state of a moment, without what moves.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Now {
    /// The moment.
    pub moment: Moment,
    /// The services, by their index in the scenario.
    pub services: Vec<ServiceState>,
    /// The steps, by their index in the document.
    pub steps: Vec<StepState>,
    /// The faults, by their index in the scenario.
    pub faults: Vec<FaultState>,
    /// How many requests have arrived and not been answered.
    pub in_flight: u32,
}

impl From<&Frame> for Now {
    fn from(frame: &Frame) -> Self {
        Self {
            moment: frame.moment,
            services: frame.services.clone(),
            steps: frame.steps.clone(),
            faults: frame.faults.clone(),
            in_flight: frame.in_flight,
        }
    }
}

impl Desk {
    /// A desk for a session that has just begun, and has asked for these.
    #[must_use]
    pub fn new(session: Session, outputs: Vec<Output>) -> Self {
        let session = RwSignal::new(session);
        let scenario = by_identity(move || session.with(|session| Arc::clone(session.scenario())));
        let film = by_identity(move || session.with(|session| Arc::clone(session.film())));
        let shape = by_identity(move || session.with(|session| Arc::clone(session.shape())));
        let stage_width = RwSignal::new(0.0);
        let placement = Memo::new(move |_| {
            Arc::new(Placement::new(&scenario.get(), &shape.get(), stage_width.get()))
        });
        let desk = Self {
            session,
            scenario,
            film,
            now: RwSignal::default(),
            moment: RwSignal::new(Moment::START),
            stage_width,
            placement,
            progress: RwSignal::new(None),
            help: RwSignal::new(false),
            still: watched(media::REDUCED_MOTION),
            low: watched(media::LOW),
            dark: watched(media::DARK),
            awaited: StoredValue::new(Generation::default()),
        };
        Effect::new(move || rescue::keep(document::write(&scenario.get())));
        desk.perform(outputs);
        desk
    }

    /// Sends a command; every view that reads the session follows.
    pub fn send(self, command: Command) {
        let outputs = self.session.try_update(|session| session.apply(command));
        self.perform(outputs.unwrap_or_default());
    }

    /// Lets real time pass, which only those hear who read what has ended with it.
    pub fn tick(self, elapsed: Duration) {
        let ended = self.session.try_update_untracked(|session| {
            session.apply(Command::Tick { elapsed });
            session.playback().state != PlayState::Playing
        });
        if ended.unwrap_or(false) {
            self.session.notify();
        }
    }

    /// What is there now, not followed.
    pub fn peek<T>(self, read: impl FnOnce(&Session) -> T) -> T {
        self.session.with_untracked(read)
    }

    /// What a view needs of the session, as a value that changes when it does.
    pub fn memo<T>(self, read: impl Fn(&Session) -> T + Send + Sync + 'static) -> Memo<T>
    where
        T: PartialEq + Send + Sync + 'static,
    {
        Memo::new(move |_| self.session.with(&read))
    }

    /// Follows every command.
    pub fn follow(self) {
        self.session.track();
    }

    fn perform(self, outputs: Vec<Output>) {
        for output in outputs {
            match output {
                Output::Simulate { generation, scenario } => {
                    run::start(self, generation, scenario);
                }
                // The live region reads it from the session.
                Output::Announce(_) => {}
            }
        }
    }
}

/// Whether a media query holds, from now on.
fn watched(query: &str) -> RwSignal<bool> {
    let signal = RwSignal::new(media::holds(query));
    media::on_change(query, move |holds| {
        signal.try_set(holds);
    });
    signal
}

/// A value that is another one when it lies elsewhere: cheaper than comparing all of it.
fn by_identity<T: Send + Sync + 'static>(
    read: impl Fn() -> Arc<T> + Send + Sync + 'static,
) -> Memo<Arc<T>> {
    Memo::new_with_compare(
        move |_| read(),
        |before, after| match (before, after) {
            (Some(before), Some(after)) => !Arc::ptr_eq(before, after),
            _ => true,
        },
    )
}
