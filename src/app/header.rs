//! The top of the page: which scenario is open, and what concerns all of it.

use leptos::prelude::*;

use super::desk::Desk;
use super::open::OpenFile;
use super::parts::{Draw, Icon, ThemeChoice};
use super::picker::Picker;
use crate::session::Command;

/// The header of the page.
#[component]
pub fn Header() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let can_undo = desk.memo(|session| session.history().can_undo());
    let can_redo = desk.memo(|session| session.history().can_redo());
    view! {
        <header class="header">
            <h1 class="brand">
                <svg viewBox="0 0 28 22" aria-hidden="true">
                    <path class="mark-line" d="M1 2.5h26" />
                    <path class="mark-upper" d="M2 6c6.2 0 7.4 9.5 12 9.500S19.8 6 26 6" />
                    <path class="mark-lower" d="M2 11c5.6 0 7.6 8.8 12 8.800S20.4 11 26 11" />
                </svg>
                "Syncline"
            </h1>
            <Picker />
            <OpenFile />
            <div class="tools">
                <button
                    class="plain"
                    title="Undo (U)"
                    aria-label="Undo"
                    disabled=move || !can_undo.get()
                    on:click=move |_| desk.send(Command::Undo)
                >
                    <Draw icon=Icon::Undo />
                </button>
                <button
                    class="plain"
                    title="Redo (Ctrl Shift Z)"
                    aria-label="Redo"
                    disabled=move || !can_redo.get()
                    on:click=move |_| desk.send(Command::Redo)
                >
                    <Draw icon=Icon::Redo />
                </button>
                <ThemeChoice />
                <button class="plain" title="Keys (?)" on:click=move |_| desk.help.set(true)>
                    <Draw icon=Icon::Keys />
                    <span class="wide">"Keys"</span>
                </button>
            </div>
        </header>
    }
}
