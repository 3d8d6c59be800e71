//! The later part: the rooms beside the stage, which the page does without until its first figures stand.
//!
//! The program hands in how it is loaded (`src/bin/app.rs`); what comes is a table of the rooms, each a
//! function that makes its view, and its style sheet comes with it. Where one of the two does not come,
//! the stage goes on, and a note says so until it is tried again.

use std::pin::Pin;

use leptos::prelude::*;
use leptos::reactive::owner::WeakOwner;
use leptos::wasm_split::SplitLoaderError;
use wasm_bindgen_futures::spawn_local;

use crate::browser::{page, style};
use crate::ui::parts::{dynamic, on_press};

/// Makes the view of a room.
pub type Room = fn() -> AnyView;

/// The rooms, by where they stand in the page.
#[derive(Debug, Clone, Copy)]
pub struct Rooms {
    /// Called once, before any view is made, within the owner of the app.
    pub begin: fn(),
    /// The figures of branches and of a conductor, in the panel.
    pub branches: Room,
    /// What is looked at, in the panel.
    pub selected: Room,
    /// The verdict, in the panel.
    pub verdict: Room,
    /// The process as a whole, in the panel.
    pub process: Room,
    /// The view that takes the place of the stage.
    pub view: Room,
    /// What goes wrong, on the timeline.
    pub faults: Room,
    /// What can be broken, beside the timeline.
    pub breaking: Room,
    /// What is done at a card, over the stage.
    pub tools: Room,
    /// What is begun from the scenario menu.
    pub menu: Room,
    /// Own scenarios, in that menu.
    pub own: Room,
    /// What the header ends with.
    pub header: Room,
    /// What opens over the page.
    pub dialogs: Room,
}

/// Loads the later part. What failed is tried anew when called again.
pub type Load = fn() -> Loading;

/// The later part on its way.
pub type Loading = Pin<Box<dyn Future<Output = Result<Rooms, NotLoaded>>>>;

/// The later part did not come; why is told in the browser's console.
#[derive(Debug)]
pub struct NotLoaded;

impl From<SplitLoaderError> for NotLoaded {
    fn from(_: SplitLoaderError) -> Self {
        Self
    }
}

/// Whether it is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    NotAsked,
    Coming,
    There,
    Missing,
    /// It was missing, and is asked for again.
    Again,
}

/// The later part of this page.
#[derive(Clone, Copy)]
pub struct Later {
    load: Option<Load>,
    state: RwSignal<State>,
    rooms: RwSignal<Option<Rooms>>,
    /// Whether its style sheet has come, which is not asked for twice.
    is_styled: StoredValue<bool>,
    /// The owner of the app, whose context the rooms see and add to; weak, since the owner owns this.
    owner: StoredValue<Option<WeakOwner>>,
}

impl Later {
    /// That of the app whose owner is current; none where nothing loads it.
    #[must_use]
    pub fn new(load: Option<Load>) -> Self {
        Self {
            load,
            state: RwSignal::new(State::NotAsked),
            rooms: RwSignal::new(None),
            is_styled: StoredValue::new(false),
            owner: StoredValue::new(Owner::current().map(|owner| owner.downgrade())),
        }
    }

    /// Loads it, unless that was done before.
    pub fn ask(self) {
        if self.state.get_untracked() == State::NotAsked {
            self.fetch(State::Coming);
        }
    }

    fn fetch(self, meanwhile: State) {
        let Some(load) = self.load else { return };
        self.state.set(meanwhile);
        spawn_local(async move {
            let came = self.come(load).await;
            self.state.set(if came.is_ok() { State::There } else { State::Missing });
        });
    }

    /// Both at once; the rooms are shown when both are there, so that nobody sees them without style.
    async fn come(self, load: Load) -> Result<(), NotLoaded> {
        let is_styled = self.is_styled.try_get_value().unwrap_or_default();
        let style = (!is_styled).then(|| style::add(page::meta("later-style")));
        let rooms = load().await;
        if let Some(style) = style {
            self.is_styled.try_set_value(style.await);
        }
        let rooms = rooms?;
        if self.is_styled.try_get_value() != Some(true) {
            return Err(NotLoaded);
        }
        let owner = self.owner.try_get_value().flatten().and_then(|it| it.upgrade());
        let owner = owner.ok_or(NotLoaded)?;
        owner.with(rooms.begin);
        self.rooms.set(Some(rooms));
        Ok(())
    }

    /// A room, once it is there.
    pub fn room(self, of: fn(&Rooms) -> Room) -> AnyView {
        dynamic(move || match self.rooms.get() {
            Some(rooms) => untrack(of(&rooms)),
            None => ().into_any(),
        })
    }

    /// Whether the rooms are on their way, so that who waits for one is told.
    pub fn is_awaited(self) -> bool {
        self.load.is_some() && self.rooms.with(Option::is_none)
    }
}

/// Says that it is missing, with a button that tries again.
pub fn note(later: Later) -> AnyView {
    dynamic(move || match later.state.get() {
        State::NotAsked | State::Coming | State::There => ().into_any(),
        State::Missing => missing("Try again", move || later.fetch(State::Again)),
        State::Again => missing("Trying …", || {}),
    })
}

fn missing(label: &'static str, act: impl Fn() + 'static) -> AnyView {
    view! {
        <section id="later-missing" class="refusal" role="alert">
            <p>
                "The verdict, the editor and the other views could not be loaded. The stage goes on without them."
            </p>
            <button on:click=on_press(act)>{label}</button>
        </section>
    }
    .into_any()
}
