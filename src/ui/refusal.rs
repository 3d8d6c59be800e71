//! What could not be done, and why: problems in place, each where it lies in the document.

use leptos::prelude::*;

use super::context::Context;
use crate::model::Problem;
use crate::session::{Look, Refusal};
use crate::ui::parts::{dynamic, list, on_press, prose};

/// The problems of a document or a change that was refused; what was open is still there.
#[component]
pub fn RefusalNote() -> impl IntoView {
    let context = expect_context::<Context>();
    let refusal = Memo::new(move |_| context.with(|session| session.refusal().cloned()));
    dynamic(move || refusal.get().map(|refusal| note(context, refusal)).into_any())
}

fn note(context: Context, refusal: Refusal) -> impl IntoView {
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
                    on:click=on_press(move || context.send(Look::DismissProblems))
                >
                    <svg class="icon"><use href="#icon-close"></use></svg>
                </button>
            </div>
            <ul>{list(refusal.problems, row)}</ul>
        </section>
    }
}
