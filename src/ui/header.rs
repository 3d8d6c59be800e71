//! The top of the page: which scenario is open, and what concerns all of it.

use leptos::prelude::*;

use super::context::Context;
use super::theme::ThemeChoice;
use crate::session::{Look, Revise, Session, View};
use crate::ui::parts::{list, on_press, signal};
use crate::units::format::visible;

/// A button that shows a view.
fn tab(context: Context, view: View) -> impl IntoView {
    view! {
        <button
            class="plain"
            aria-current=signal(move || (context.view.get() == view).to_string())
            on:click=on_press(move || context.send(Look::Show(view)))
        >
            {view.name()}
        </button>
    }
}

/// The header of the page.
#[component]
pub fn Header() -> impl IntoView {
    let context = expect_context::<Context>();
    let name = context.text(|session| visible(session.opened().label()).into_owned());
    let cannot =
        |read: fn(&Session) -> bool| signal(move || context.with(|session| !read(session)));
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
                aria-label=signal(move || format!("Scenario: {}. Choose another", name.get()))
            >
                <span>{name}</span>
                <svg class="icon"><use href="#icon-down"></use></svg>
            </button>
            <nav class="views" aria-label="Views">
                {list(View::ALL, |view| tab(context, *view))}
            </nav>
            <div class="tools">
                <button
                    class="plain"
                    title="Undo (U)"
                    aria-label="Undo"
                    disabled=cannot(|session| session.history().can_undo())
                    on:click=on_press(move || context.send(Revise::Undo))
                >
                    <svg class="icon"><use href="#icon-undo"></use></svg>
                </button>
                <button
                    class="plain"
                    title="Redo (Ctrl Shift Z)"
                    aria-label="Redo"
                    disabled=cannot(|session| session.history().can_redo())
                    on:click=on_press(move || context.send(Revise::Redo))
                >
                    <svg class="icon"><use href="#icon-redo"></use></svg>
                </button>
                <div id="more" class="more">{context.later.room(|rooms| rooms.header)}</div>
                <ThemeChoice />
                <button
                    class="plain"
                    title="Present: the stage alone (P)"
                    on:click=on_press(move || context.send(Look::Present(true)))
                >
                    <svg class="icon"><use href="#icon-present"></use></svg>
                    <span class="wide">"Present"</span>
                </button>
                <button class="plain" title="Keys (?)" on:click=on_press(move || context.send(Look::Keys(!context.peek(|it| it.screen().keys))))>
                    <svg class="icon"><use href="#icon-keys"></use></svg>
                    <span class="wide">"Keys"</span>
                </button>
            </div>
        </header>
    }
}
