//! Where the views read the session and send their commands: the only holder of its signal.
//!
//! Commands that a person gives notify every view that reads the session. Ticks do not: sixty times a
//! second they only move the moment, which the stage draws by itself; the views read
//! [`Now`](super::picture::Now), which follows a few times a second. Nor does what is heard of runs, but
//! for the figures: who shows anything else of them follows [`Context::lab`].
//!
//! What a view shows is read by a function pointer (`|card_text| &card_text.name`) rather than by a closure of its
//! own, so that all texts of the screen are one type to Leptos; that is most of what keeps it small.

use std::ops::Deref;
use std::sync::Arc;

use leptos::prelude::*;

use super::later::Later;
use super::picture::Picture;
use crate::browser::{media, page};
use crate::exchange::document;
use crate::model::{Design, StepId, Subject};
use crate::scene::IndexedRecording;
use crate::session::{Command, Lab, Output, Play, PlayState, Purpose, Screen, Session, View};
use crate::ui::parts::{self, effect};
use crate::units::Duration;
use crate::worker::Workers;

/// Does outside of the session what it asks for.
pub type Perform = fn(Context, Vec<Output>);

/// The session behind signals; copied into every view, as the address of the one [`Shared`] that there is
/// for as long as the page stands.
#[derive(Clone, Copy)]
pub struct Context(&'static Shared);

/// What all views read.
pub struct Shared {
    session: RwSignal<Session>,
    /// Counts what was heard of runs, and what was asked for.
    heard: RwSignal<u64>,
    /// The design that is open, notified when it is another one.
    pub design: Memo<Design>,
    /// The same as a document.
    pub document: Memo<Arc<str>>,
    /// Its recording, notified when it is another one.
    pub indexed: Memo<Arc<IndexedRecording>>,
    /// What is looked at.
    pub subject: Memo<Subject>,
    /// The step, if it is one.
    pub step: Memo<Option<StepId>>,
    /// Which of the views is shown.
    pub view: Memo<View>,
    /// What the stage shows of it.
    pub picture: Picture,
    /// Whether the figures have been awaited for so long that it is noticeable.
    pub is_slow: RwSignal<bool>,
    /// Whether no worker is there, and the page runs everything itself.
    pub is_alone: RwSignal<bool>,
    /// How many errors and warnings are found at each step, by its index, once that is known.
    pub found: RwSignal<Vec<usize>>,
    /// Whether the reader asked for less motion.
    pub still: RwSignal<bool>,
    /// Whether the window is so low that the charts have to be.
    pub low: RwSignal<bool>,
    /// Whether the reader's system is dark.
    pub dark: RwSignal<bool>,
    /// How many dots of the reader's screen a pixel has.
    pub density: RwSignal<f64>,
    /// Whether the page is being put on paper.
    pub paper: RwSignal<bool>,
    /// The rooms beside the stage.
    pub later: Later,
    workers: StoredValue<Workers, LocalStorage>,
    perform: Perform,
}

impl Deref for Context {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        self.0
    }
}

impl Context {
    /// The context of a session that has just begun, and has asked for these.
    #[must_use]
    pub fn new(session: Session, outputs: Vec<Output>, later: Later, perform: Perform) -> Self {
        let session = RwSignal::new(session);
        let read = move |read: fn(&Session) -> &Design| session.with(|it| read(it).clone());
        let design = Memo::new_with_compare(move |_| read(Session::design), is_other_design);
        let indexed = Memo::new_with_compare(
            move |_| session.with(|session| Arc::clone(session.indexed())),
            is_other_film,
        );
        let subject = Memo::new(move |_| session.with(|session| session.subject().clone()));
        let median = parts::signal(move || session.with(Session::median));
        let [still, low, dark] = [media::REDUCED_MOTION, media::LOW, media::DARK].map(watched);
        let (density, paper) = (RwSignal::new(media::density()), RwSignal::new(false));
        media::on_density(move || {
            density.try_set(media::density());
        });
        media::on_paper(move |is_on_paper| {
            paper.try_set(is_on_paper);
        });
        let context = Self(Box::leak(Box::new(Shared {
            session,
            heard: RwSignal::new(0),
            design,
            document: Memo::new(move |_| Arc::from(document::write(&design.get()))),
            indexed,
            subject,
            step: Memo::new(move |_| subject.with(|subject| subject.step().cloned())),
            view: Memo::new(move |_| session.with(|session| session.screen().view)),
            picture: Picture::new(design, indexed, median),
            is_slow: RwSignal::new(false),
            is_alone: RwSignal::new(false),
            found: RwSignal::new(Vec::new()),
            still,
            low,
            dark,
            density,
            paper,
            later,
            workers: StoredValue::new_local(Workers::default()),
            perform,
        })));
        // Should the app break, the page hands this back (start.js).
        effect(move || page::set_text("rescue-work", &context.document.get()));
        context.perform(outputs);
        context
    }

    /// Sends a command; every view that reads what it changes follows.
    pub fn send(self, command: impl Into<Command>) {
        let command = command.into();
        let of_runs = matches!(command, Command::Run(_));
        let outputs = self.session.try_update_untracked(|session| {
            let indexed = Arc::clone(session.indexed());
            let had_longer = session.reports().longer.is_some();
            let outputs = session.apply(command);
            let is_seen = !Arc::ptr_eq(&indexed, session.indexed())
                || session.reports().longer.is_some() != had_longer
                || outputs.iter().any(|output| matches!(output, Output::Announce(_)));
            (outputs, is_seen)
        });
        let Some((outputs, is_seen)) = outputs else { return };
        if !of_runs || is_seen {
            self.session.notify();
        }
        if of_runs || !outputs.is_empty() {
            self.heard.update(|count| *count += 1);
        }
        self.perform(outputs);
    }

    /// Lets real time pass, which only those hear who read what has ended with it.
    pub fn tick(self, elapsed: Duration) {
        let ended = self.session.try_update_untracked(|session| {
            session.apply(Play::Tick { elapsed });
            session.playback().state != PlayState::Playing
        });
        if ended.unwrap_or(false) {
            self.session.notify();
        }
    }

    /// Whoever runs things, as long as the app stands.
    pub fn workers(self, with: impl FnOnce(&Workers)) {
        self.workers.try_with_value(with);
    }

    /// What is there now, not followed.
    pub fn peek<T>(self, read: impl FnOnce(&Session) -> T) -> T {
        self.session.with_untracked(read)
    }

    /// What is there, followed.
    pub fn with<T>(self, read: impl FnOnce(&Session) -> T) -> T {
        self.session.with(read)
    }

    /// Something about the design that is open, followed.
    pub fn of<T>(self, read: impl FnOnce(&Design) -> T) -> T {
        self.design.with(read)
    }

    /// The same, as it is now.
    pub fn of_now<T>(self, read: impl FnOnce(&Design) -> T) -> T {
        self.design.with_untracked(read)
    }

    /// What is known of runs, followed.
    pub fn lab<T>(self, read: impl FnOnce(&Lab) -> T) -> T {
        self.heard.track();
        self.session.with_untracked(|session| read(session.lab()))
    }

    /// The recording of a design that is looked at beside the one that is open, followed.
    pub fn film_of(self, design: &Design) -> Option<Arc<IndexedRecording>> {
        self.heard.track();
        self.peek(|session| Some(Arc::clone(&session.recordings().find(design)?.indexed)))
    }

    /// A text that follows every command.
    pub fn text(self, read: fn(&Session) -> String) -> Signal<String> {
        parts::signal(move || self.session.with(read))
    }

    /// Yes or no, following every command; notified only when it is another answer.
    pub fn whether(self, read: fn(&Session) -> bool) -> Memo<bool> {
        Memo::new(move |_| self.session.with(read))
    }

    /// How what is open is shown: yes or no.
    pub fn screen(self, read: fn(&Screen) -> bool) -> Signal<bool> {
        parts::signal(move || self.session.with(|session| read(session.screen())))
    }

    /// What is there now, or the default where the app is gone.
    pub fn while_alive(self, read: impl FnOnce(&Session) -> bool) -> bool {
        self.session.try_with_untracked(read).unwrap_or(false)
    }

    /// Follows every command.
    pub fn follow(self) {
        self.session.track();
    }

    /// How far the run for the figures is, from 0 to 1, once it takes noticeably long.
    pub fn progress(self) -> Option<f64> {
        let share = self.lab(|lab| lab.done(Purpose::Figures).share);
        // Nothing is heard of a run that was stopped.
        let is_awaited = self.with(|session| session.reports().awaited);
        (is_awaited && self.is_slow.get()).then_some(share)
    }

    fn perform(self, outputs: Vec<Output>) {
        (self.perform)(self, outputs);
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

/// Whether it is another design, by where it lies: cheaper than comparing all of it.
fn is_other_design(before: Option<&Design>, after: Option<&Design>) -> bool {
    !matches!((before, after), (Some(before), Some(after)) if before.is(after))
}

/// Whether it is another recording.
pub fn is_other_film(
    before: Option<&Arc<IndexedRecording>>,
    after: Option<&Arc<IndexedRecording>>,
) -> bool {
    !matches!((before, after), (Some(before), Some(after)) if Arc::ptr_eq(before, after))
}
