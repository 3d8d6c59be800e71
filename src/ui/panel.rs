//! The panel beside the stage, in three tabs: the verdict, what is selected, and the process.
//!
//! All three stay in the page, so that what was open in one is open when it is turned to again.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::context::Context;
use super::figures::Figures;
use super::later::Later;
use crate::browser::page;
use crate::session::{Look, Tab};
use crate::ui::parts::{list, on_press, signal};

/// The panel.
pub fn panel(context: Context, later: Later) -> AnyView {
    let tab = Memo::new(move |_| context.with(|session| session.screen().tab));
    let body = move |of: Tab, holds: AnyView| {
        view! {
            <div
                id=body_id(of)
                class="tab-body"
                role="tabpanel"
                aria-labelledby=head_id(of)
                hidden=signal(move || tab.get() != of)
            >
                {holds}
            </div>
        }
        .into_any()
    };
    let verdict = view! {
        <Figures />
        <section id="verdict" class="verdict" aria-label="Verdict">
            {later.room(|rooms| rooms.verdict)}
        </section>
        <div id="branches">{later.room(|rooms| rooms.branches)}</div>
    };
    let selected = view! {
        <section id="inspector" class="inspector verdict" aria-labelledby="inspector-title">
            {later.room(|rooms| rooms.selected)}
        </section>
    };
    let process = view! {
        <section id="process" class="verdict" aria-label="Process">
            {later.room(|rooms| rooms.process)}
        </section>
    };
    view! {
        <aside class="panel" aria-label="Verdict, selection and process">
            <div class="tabs" role="tablist" aria-label="Panel">
                {list(Tab::ALL, move |of| head(context, tab, of))}
            </div>
            {body(Tab::Verdict, verdict.into_any())}
            {body(Tab::Selected, selected.into_any())}
            {body(Tab::Process, process.into_any())}
        </aside>
    }
    .into_any()
}

/// The head of a tab. One of them is reached by Tab, the others from it by arrows.
fn head(context: Context, tab: Memo<Tab>, of: Tab) -> impl IntoView {
    let turn = move |to: Tab| {
        context.send(Look::Turn(to));
        page::focus(head_id(to));
    };
    let moved = move |event: KeyboardEvent| {
        let step = match event.key().as_str() {
            "ArrowRight" => 1,
            "ArrowLeft" => Tab::ALL.len() - 1,
            _ => return,
        };
        event.prevent_default();
        // The arrows of the whole page step through the run.
        event.stop_propagation();
        let at = Tab::ALL.iter().position(|it| *it == of).unwrap_or_default();
        if let Some(to) = Tab::ALL.get((at + step) % Tab::ALL.len()) {
            turn(*to);
        }
    };
    let is_this = move || tab.get() == of;
    view! {
        <button
            id=head_id(of)
            class="plain"
            role="tab"
            aria-controls=body_id(of)
            aria-selected=signal(move || is_this().to_string())
            tabindex=signal(move || if is_this() { "0" } else { "-1" }.to_owned())
            on:click=on_press(move || context.send(Look::Turn(of)))
            on:keydown=moved
        >
            {of.name()}
        </button>
    }
}

const fn head_id(tab: Tab) -> &'static str {
    match tab {
        Tab::Verdict => "tab-verdict",
        Tab::Selected => "tab-selected",
        Tab::Process => "tab-process",
    }
}

const fn body_id(tab: Tab) -> &'static str {
    match tab {
        Tab::Verdict => "panel-verdict",
        Tab::Selected => "panel-selected",
        Tab::Process => "panel-process",
    }
}
