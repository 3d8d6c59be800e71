//! What the shapes mean.

use leptos::prelude::*;

/// The shapes of the messages, each with its word and its explanation.
#[component]
pub fn Legend() -> impl IntoView {
    let item = |class: &'static str, d: &'static str, word: &'static str, means: &'static str| {
        view! {
            <li title=means>
                <svg class=class viewBox="0 0 14 14" width="14" height="14" aria-hidden="true">
                    <path d=d />
                </svg>
                {word}
            </li>
        }
    };
    view! {
        <ul class="legend" aria-label="What the shapes mean">
            {item("call solid", "M7 2.5a4.5 4.5 0 1 1 0 9a4.5 4.5 0 1 1 0-9", "call", "A call on its way to the service that does the step")}
            {item("call", "M7 3.5a3.5 3.5 0 1 1 0 7a3.5 3.5 0 1 1 0-7", "answer", "The answer on its way back")}
            {item("event solid", "M7 1.5l5.5 5.5l-5.5 5.5l-5.5-5.500z", "event", "An event: published once, kept in a topic, nobody waits")}
            {item("bad", "M3.5 3.5l7 7M10.5 3.5l-7 7", "failure", "An error, a refusal or a loss")}
            {item("call retry", "M1 7h7M10 4.500a2.5 2.5 0 1 1 0 5a2.5 2.5 0 1 1 0-5", "retry", "Tried again: it draws a trail")}
        </ul>
    }
}
