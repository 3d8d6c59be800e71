//! Where the views read the session and send their commands: the only holder of its signal.
//!
//! Commands that a person gives notify every view that reads the session. Ticks do not: sixty times a
//! second they only move the moment, which the stage draws by itself; the views read [`Now`], which
//! follows a few times a second.
//!
//! What a view shows is read by a function pointer (`|face| &face.name`) rather than by a closure of its
//! own, so that all texts of the screen are one type to Leptos; that is most of what keeps it small.

use std::sync::Arc;

use leptos::prelude::*;

use super::{annex, run};
use crate::bridge::View;
use crate::browser::{media, page};
use crate::errand::Lane;
use crate::exchange::document;
use crate::model::Scenario;
use crate::parts::{derived, following};
use crate::runner::Runner;
use crate::scene::{Face, Faces, Film, Frame, Node, Placement};
use crate::session::{Command, Output, PlayState, Session};
use crate::units::{Duration, Moment};

/// The session behind signals; copied into every view.
#[derive(Clone, Copy)]
pub struct Desk {
    session: RwSignal<Session>,
    /// The design, notified when it is another one.
    pub scenario: Memo<Arc<Scenario>>,
    /// The same as a document.
    pub document: Memo<String>,
    /// Its recording, notified when it is another one.
    pub film: Memo<Arc<Film>>,
    /// What the stage shows in words, a few times a second.
    pub now: RwSignal<Now>,
    /// The moment that is drawn.
    pub moment: RwSignal<Moment>,
    /// How wide the stage is, in CSS pixels.
    pub stage_width: RwSignal<f64>,
    /// Where everything on the stage lies.
    pub placement: Memo<Arc<Placement>>,
    /// How far the run is whose figures are awaited, once that takes noticeably long.
    pub progress: RwSignal<Option<f64>>,
    /// Whether the reader asked for less motion.
    pub still: RwSignal<bool>,
    /// Whether the window is so low that the charts have to be.
    pub low: RwSignal<bool>,
    /// Whether the stage is presented alone.
    pub present: RwSignal<bool>,
    /// Whether all charts are shown.
    pub charts: RwSignal<bool>,
    /// Whether the reader's system is dark.
    pub dark: RwSignal<bool>,
    /// Which of the views is shown.
    pub view: RwSignal<View>,
    /// Whoever runs things.
    runner: StoredValue<Runner, LocalStorage>,
}

/// The state of a moment, in words.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Now {
    /// The moment.
    pub moment: Moment,
    /// What stands on the cards.
    pub faces: Faces,
}

impl Desk {
    /// A desk for a session that has just begun, and has asked for these.
    #[must_use]
    pub fn new(session: Session, outputs: Vec<Output>) -> Self {
        let desk =
            Self::around(session, [media::REDUCED_MOTION, media::LOW, media::DARK].map(watched));
        annex::attend(desk);
        // Should the app break, the page hands this back (start.js).
        following(move || page::set_text("rescue-work", &desk.document.get()));
        desk.perform(outputs);
        desk
    }

    /// A desk beside the one of the page, for a stage that is only looked at: it tells nobody anything,
    /// runs nothing, and stays at the moment that it is given.
    #[must_use]
    pub fn beside(session: Session, dark: RwSignal<bool>) -> Self {
        let no = RwSignal::new(false);
        Self::around(session, [no, no, dark])
    }

    /// What follows from a session; and whether the reader asked for less motion, the window is low, and
    /// the system is dark.
    fn around(session: Session, [still, low, dark]: [RwSignal<bool>; 3]) -> Self {
        let session = RwSignal::new(session);
        let scenario = by_identity(move || session.with(|session| Arc::clone(session.scenario())));
        let document = Memo::new(move |_| document::write(&scenario.get()));
        let film = by_identity(move || session.with(|session| Arc::clone(session.film())));
        let stage_width = RwSignal::new(0.0);
        let placement = by_identity(move || {
            scenario.track();
            session.with_untracked(|session| {
                let width = stage_width.get();
                Arc::new(Placement::new(session.scenario(), session.shape(), width))
            })
        });
        Self {
            session,
            scenario,
            document,
            film,
            now: RwSignal::default(),
            moment: RwSignal::new(Moment::START),
            stage_width,
            placement,
            progress: RwSignal::new(None),
            still,
            low,
            present: RwSignal::new(false),
            charts: RwSignal::new(false),
            dark,
            view: RwSignal::new(View::default()),
            runner: StoredValue::new_local(Runner::default()),
        }
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

    /// Whoever runs things, as long as the app stands.
    pub fn runner(self, with: impl FnOnce(&Runner)) {
        self.runner.try_with_value(with);
    }

    /// The figures stand: what the first view could do without is loaded.
    pub fn settled(self) {
        let scenario = self.peek(|session| Scenario::clone(session.scenario()));
        self.runner(|runner| runner.engage(page::meta("worker"), scenario));
        annex::load();
    }

    /// Tells the words that follow a few times a second what there is to see.
    pub fn show(self, frame: &Frame) {
        annex::tell_moment(frame.moment);
        self.write(frame);
    }

    /// Writes what there is to see on the cards.
    pub fn write(self, frame: &Frame) {
        let faces = self.scenario.with_untracked(|scenario| {
            self.placement.with_untracked(|placement| Faces::new(scenario, placement, frame))
        });
        self.now.set(Now { moment: frame.moment, faces });
    }

    /// What is there now, not followed.
    pub fn peek<T>(self, read: impl FnOnce(&Session) -> T) -> T {
        self.session.with_untracked(read)
    }

    /// What is there, followed.
    pub fn with<T>(self, read: impl FnOnce(&Session) -> T) -> T {
        self.session.with(read)
    }

    /// A text that follows every command.
    pub fn text(self, read: fn(&Session) -> String) -> Signal<String> {
        derived(move || self.session.with(read))
    }

    /// Yes or no, following every command; notified only when it is another answer.
    pub fn whether(self, read: fn(&Session) -> bool) -> Memo<bool> {
        Memo::new(move |_| self.session.with(read))
    }

    /// What stands on a card.
    pub fn face(self, node: Node, read: fn(&Face) -> &String) -> Signal<String> {
        derived(move || {
            self.now.with(|now| now.faces.of(node).map(read).cloned().unwrap_or_default())
        })
    }

    /// Follows every command.
    pub fn follow(self) {
        self.session.track();
    }

    fn perform(self, outputs: Vec<Output>) {
        for output in outputs {
            match output {
                Output::Simulate { generation, scenario } => {
                    run::figures(self, generation, &scenario);
                }
                Output::Record { generation, scenario } => {
                    run::record(self, generation, &scenario);
                }
                Output::Stop => {
                    self.progress.set(None);
                    self.runner(|runner| runner.stop(Lane::Figures));
                }
                // The live region reads it from the session.
                Output::Announce(_) => {}
            }
        }
    }
}

/// Whether a media query holds, from now on.
pub fn watched(query: &str) -> RwSignal<bool> {
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
