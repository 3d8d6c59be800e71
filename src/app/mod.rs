//! The screen: reads the session, sends commands.
//!
//! Signals exist here and nowhere else, in `desk`. A view derives all it shows from the session and
//! from `scene`; arithmetic has no place here.

mod annex;
pub(crate) mod desk;
mod figures;
mod header;
mod icons;
pub(crate) mod keys;
mod opening;
mod refusal;
mod run;
mod saying;
mod shortcuts;
pub(crate) mod stage;
mod still;
mod theme;
mod timeline;

use std::any::Any;

use leptos::mount::mount_to;
use leptos::prelude::*;

use self::desk::Desk;
use self::opening::Opening;
use crate::model::Problem;
use crate::parts::{derived, each, pressed};

/// Starts the app in the page's body.
pub fn start() {
    // Told in the console while developing; what is published ends without a word, and start.js shows
    // the rescue page.
    #[cfg(debug_assertions)]
    console_error_panic_hook::set_once();
    mount_to_body(|| app(&Opening::of_page()));
}

/// The app inside an element, until what is returned is dropped: for tests.
#[must_use]
pub fn mount_in(parent: web_sys::HtmlElement) -> Box<dyn Any> {
    Box::new(mount_to(parent, || app(&Opening::first())))
}

/// The app, and with what it opens.
fn app(opening: &Opening) -> AnyView {
    match opening.session() {
        Ok((session, outputs)) => {
            let desk = Desk::new(session, outputs);
            provide_context(desk);
            opening.show(desk);
            opening::follow(desk);
            shortcuts::listen(desk);
            still::start(desk);
            view! { <Page /> }.into_any()
        }
        Err(problems) => view! { <Unusable problems=problems /> }.into_any(),
    }
}

/// The page around the stage.
#[component]
fn Page() -> impl IntoView {
    let desk = expect_context::<Desk>();
    view! {
        <icons::Icons />
        <div
            class="app"
            class:present=derived(move || desk.present.get())
            data-view=derived(move || desk.view.get().name())>
            <header::Header />
            <main class="main">
                <refusal::RefusalNote />
                <saying::Saying />
                <stage::Stage />
                <div id="view" class="view"></div>
            </main>
            <aside class="panel" aria-label="Figures and what is looked at">
                <figures::Figures />
                <section id="inspector" class="inspector" aria-labelledby="inspector-title"></section>
                <section id="verdict" class="verdict" aria-label="Verdict"></section>
            </aside>
            <timeline::Timeline />
            <button class="leave-present" on:click=pressed(move || desk.present.set(false))>
                "Leave (Esc)"
            </button>
        </div>
        <saying::LiveRegion />
        <div id="dialogs"></div>
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
                {each(problems, |problem| view! { <li>{problem.to_string()}</li> })}
            </ul>
        </main>
    }
}
