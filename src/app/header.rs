//! The top of the page: which scenario is open, and what concerns all of it.

use leptos::prelude::*;

use super::annex;
use super::desk::Desk;
use super::theme::ThemeChoice;
use crate::bridge::View;
use crate::parts::{derived, each, pressed};
use crate::session::{Command, Session};

/// A button that shows a view.
fn tab(desk: Desk, view: View) -> impl IntoView {
    view! {
        <button
            class="plain"
            aria-current=derived(move || (desk.view.get() == view).to_string())
            on:click=pressed(move || desk.view.set(view))
        >
            {view.name()}
        </button>
    }
}

/// The header of the page.
#[component]
pub fn Header() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let name = desk.text(|session| session.design().label().to_owned());
    let cannot = |read: fn(&Session) -> bool| derived(move || desk.with(|session| !read(session)));
    view! {
        <header class="header">
            <h1 class="brand">
                <svg viewBox="0 0 28 22" aria-hidden="true">
                    <path class="mark-line" d="M1 2.5h26"></path>
                    <path class="mark-upper" d="M2 6c6.2 0 7.4 9.5 12 9.5S19.8 6 26 6"></path>
                    <path class="mark-lower" d="M2 11c5.6 0 7.6 8.8 12 8.8S20.4 11 26 11"></path>
                </svg>
                "Syncline"
            </h1>
            <button
                class="picker"
                popovertarget="scenarios"
                aria-label=derived(move || format!("Scenario: {}. Choose another", name.get()))
            >
                <span>{name}</span>
                <svg class="icon"><use href="#icon-down"></use></svg>
            </button>
            <div id="open" class="open-file"></div>
            <nav class="views" aria-label="Views">
                {each(View::ALL, |view| tab(desk, view))}
            </nav>
            <div class="tools">
                <button
                    class="plain"
                    title="Undo (U)"
                    aria-label="Undo"
                    disabled=cannot(|session| session.history().can_undo())
                    on:click=pressed(move || desk.send(Command::Undo))
                >
                    <svg class="icon"><use href="#icon-undo"></use></svg>
                </button>
                <button
                    class="plain"
                    title="Redo (Ctrl Shift Z)"
                    aria-label="Redo"
                    disabled=cannot(|session| session.history().can_redo())
                    on:click=pressed(move || desk.send(Command::Redo))
                >
                    <svg class="icon"><use href="#icon-redo"></use></svg>
                </button>
                <div id="more" class="more"></div>
                <ThemeChoice />
                <button
                    class="plain"
                    title="Present: the stage alone (P)"
                    on:click=pressed(move || desk.present.set(true))
                >
                    <svg class="icon"><use href="#icon-present"></use></svg>
                    <span class="wide">"Present"</span>
                </button>
                <button class="plain" title="Keys (?)" on:click=pressed(annex::tell_help)>
                    <svg class="icon"><use href="#icon-keys"></use></svg>
                    <span class="wide">"Keys"</span>
                </button>
            </div>
        </header>
    }
}
