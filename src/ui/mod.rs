//! The screen: reads the session, sends commands.
//!
//! Signals exist here and in the rooms, and nowhere else; `Context` (`context`) holds that of the session. A view
//! derives all it shows from the session and from `scene`; arithmetic has no place here. This is what the
//! first view needs; the rooms beside it come as one later part (`later`).

mod chips;
pub(crate) mod context;
mod figures;
mod header;
mod headline;
mod icons;
pub(crate) mod later;
mod library;
pub(crate) mod opening;
mod panel;
pub mod parts;
mod perform;
pub(crate) mod picture;
mod preferences;
mod refusal;
pub mod rooms;
mod shortcuts;
pub(crate) mod stage;
mod still;
mod theme;
mod timeline;

use std::any::Any;

use leptos::mount::mount_to;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use self::context::Context;
use self::later::{Later, Load};
use self::opening::Opening;
use crate::browser::page;
use crate::model::Problem;
use crate::session::{Look, Tab, View};
use crate::ui::parts::{dynamic, list, on_press, signal};
use crate::units::format::visible;

pub use self::later::{NotLoaded, Rooms};

/// Starts the app in the page's body; its later part is loaded so.
pub fn start(load_later: Load) {
    // Told in the console while developing; what is published ends without a word, and start.js shows
    // the rescue page.
    #[cfg(debug_assertions)]
    console_error_panic_hook::set_once();
    // In another page there is the stage alone.
    let load_later = (!opening::is_embedded()).then_some(load_later);
    spawn_local(async move {
        let opening = Opening::of_page().await;
        mount_to_body(move || app(&opening, load_later));
        // What was read until now (index.html).
        page::remove("shell");
    });
}

/// The app inside an element, without its later part, until what is returned is dropped: for tests.
#[must_use]
pub fn mount_in(parent: web_sys::HtmlElement) -> Box<dyn Any> {
    Box::new(mount_to(parent, || app(&Opening::first(), None)))
}

/// The app, and with what it opens.
fn app(opening: &Opening, load_later: Option<Load>) -> AnyView {
    match opening.session() {
        Ok((session, outputs)) => {
            let later = Later::new(load_later);
            provide_context(later);
            let context = Context::new(session, outputs, later, perform::perform);
            provide_context(context);
            provide_context(context.picture);
            provide_context(library::Menu::new());
            if !opening::is_embedded() {
                preferences::remember(context);
            }
            opening.show(context);
            opening::follow(context);
            shortcuts::listen(context);
            still::start(context);
            view! { <Page /> }.into_any()
        }
        Err(problems) => view! { <Unusable problems=problems /> }.into_any(),
    }
}

/// The page around the stage.
#[component]
fn Page() -> impl IntoView {
    let context = expect_context::<Context>();
    let later = expect_context::<Later>();
    let awaited = dynamic(move || {
        let is_awaited = context.view.get() != View::Stage && later.is_awaited();
        is_awaited
            .then(|| view! { <p class="hint" role="status">"Loading this view …"</p> })
            .into_any()
    });
    view! {
        <icons::Icons />
        <div
            class="app"
            class:present=context.screen(|screen| screen.presents)
            class:entering=signal(move || {
                context.with(|it| it.entering().is_some() && it.screen().tab == Tab::Process)
            })
            data-view=signal(move || context.view.get().name())>
            <header::Header />
            <main class="main">
                <refusal::RefusalNote />
                {later::note(later)}
                <p class="alone-name">{context.text(|it| visible(it.opened().label()).into_owned())}</p>
                <headline::Headline />
                {chips::chips(context)}
                <stage::Stage />
                {stage::legend(context)}
                <div id="view" class="view">{awaited} {later.room(|rooms| rooms.view)}</div>
            </main>
            {panel::panel(context, later)}
            <timeline::Timeline />
            <button
                class="leave-present"
                on:click=on_press(move || context.send(Look::Present(false)))
            >
                "Exit (Esc)"
            </button>
        </div>
        <headline::LiveRegion />
        {library::picker(context)}
        {library::drop_target(context)}
        <div id="dialogs">{later.room(|rooms| rooms.dialogs)}</div>
    }
}

/// What is shown should the built-in scenario not be usable: a test holds that it is.
#[component]
fn Unusable(problems: Vec<Problem>) -> impl IntoView {
    view! {
        <main class="rescue">
            <h1>"There is nothing to show."</h1>
            <p>"The first built-in scenario is not valid:"</p>
            <ul>
                {list(problems, |problem| view! { <li>{problem.to_string()}</li> })}
            </ul>
        </main>
    }
}
