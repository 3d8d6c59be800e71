//! What could not be done, and why: problems in place, each where it lies in the document.

use leptos::prelude::*;

use super::desk::Desk;
use super::parts::{Draw, Icon};
use crate::session::Command;

/// The problems of a document or a change that was refused; what was open is still there.
#[component]
pub fn RefusalNote() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let refusal = desk.memo(|session| session.refusal().cloned());
    view! {
        {move || {
            refusal
                .get()
                .map(|refusal| {
                    view! {
                        <section id="refusal" class="refusal" role="alert" tabindex="-1">
                            <div class="refusal-head">
                                <h2>{refusal.what}</h2>
                                <button
                                    class="plain"
                                    aria-label="Dismiss"
                                    on:click=move |_| desk.send(Command::DismissProblems)
                                >
                                    <Draw icon=Icon::Close />
                                </button>
                            </div>
                            <ul>
                                {refusal
                                    .problems
                                    .into_iter()
                                    .map(|problem| {
                                        view! {
                                            <li>
                                                <code>{problem.pointer.to_string()}</code>
                                                <span>"found " {problem.found}</span>
                                                <span class="quiet">"expected " {problem.expected}</span>
                                            </li>
                                        }
                                    })
                                    .collect_view()}
                            </ul>
                        </section>
                    }
                })
        }}
    }
}
