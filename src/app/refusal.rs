//! What could not be done, and why: problems in place, each where it lies in the document.

use leptos::prelude::*;

use super::desk::Desk;
use crate::model::Problem;
use crate::parts::{changing, each, pressed, prose};
use crate::session::{Command, Refusal};

/// The problems of a document or a change that was refused; what was open is still there.
#[component]
pub fn RefusalNote() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let refusal = Memo::new(move |_| desk.with(|session| session.refusal().cloned()));
    changing(move || refusal.get().map(|refusal| note(desk, refusal)).into_any())
}

fn note(desk: Desk, refusal: Refusal) -> impl IntoView {
    let row = |problem: Problem| {
        view! {
            <li>
                <code>{problem.pointer.to_string()}</code>
                <span>"found " {prose(&problem.found)}</span>
                <span class="expected">"expected " {prose(&problem.expected)}</span>
            </li>
        }
    };
    view! {
        <section id="refusal" class="refusal" role="alert" tabindex="-1">
            <div class="refusal-head">
                <h2>{refusal.what}</h2>
                <button
                    class="plain"
                    aria-label="Dismiss"
                    on:click=pressed(move || desk.send(Command::DismissProblems))
                >
                    <svg class="icon"><use href="#icon-close"></use></svg>
                </button>
            </div>
            <ul>{each(refusal.problems, row)}</ul>
        </section>
    }
}
