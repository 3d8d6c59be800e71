//! What the shapes mean.

use leptos::prelude::*;

use crate::model::FaultKind;
use crate::ui::context::Context;
use crate::ui::parts::dynamic;

/// The shapes of the messages, each with its word and its explanation.
#[component]
pub fn Legend() -> impl IntoView {
    let context = expect_context::<Context>();
    let is_conducted =
        Memo::new(move |_| context.picture.design.with(|design| design.process.workflow.is_some()));
    let commands = dynamic(move || {
        if !is_conducted.get() {
            return ().into_any();
        }
        view! {
            <li title="A command of the workflow: to one addressee, kept in a topic; hollow, its outcome on its way back">
                <svg class="event solid" width="14" height="14" aria-hidden="true"><path d="M2 7l2.5-4.4h5L12 7l-2.5 4.4h-5z"></path></svg>
                "command"
            </li>
        }
        .into_any()
    });
    let is_replayed = Memo::new(move |_| {
        context.picture.design.with(|design| {
            design.faults.iter().any(|fault| matches!(fault.what, FaultKind::Replay(_)))
        })
    });
    let replays = dynamic(move || {
        if !is_replayed.get() {
            return ().into_any();
        }
        view! {
            <li title="An event that its topic still has is there once more: replayed, or redriven">
                <svg class="event" width="14" height="14" aria-hidden="true"><path d="M11.5 7a4.5 4.5 0 1 1-1.6-3.4M10.2 1.2v2.6H7.6"></path></svg>
                "once more"
            </li>
        }
        .into_any()
    });
    view! {
        <ul class="legend" aria-label="What the shapes mean">
            <li title="A call on its way to the service that does the step">
                <svg class="call solid" width="14" height="14" aria-hidden="true"><circle cx="7" cy="7" r="4.5"></circle></svg>
                "call"
            </li>
            <li title="The answer on its way back">
                <svg class="call" width="14" height="14" aria-hidden="true"><circle cx="7" cy="7" r="3.5"></circle></svg>
                "answer"
            </li>
            <li title="An event: published once, kept in a topic, nobody waits">
                <svg class="event solid" width="14" height="14" aria-hidden="true"><path d="M7 1.5L12.5 7 7 12.5 1.5 7z"></path></svg>
                "event"
            </li>
            {commands}
            {replays}
            <li title="A business no: an answer, not a failure; filled where the customer was told yes before">
                <svg class="no" width="14" height="14" aria-hidden="true"><path d="M7 12L2 3.5h10z"></path></svg>
                "no"
            </li>
            <li title="An error, a refusal or a loss; as a ring, a time-out; as two diamonds, done twice; as a diamond with a hand, too old">
                <svg class="bad" width="14" height="14" aria-hidden="true"><path d="M3.5 3.5l7 7M10.5 3.5l-7 7"></path></svg>
                "failure"
            </li>
            <li title="Tried again: it draws a trail">
                <svg class="call solid" width="14" height="14" aria-hidden="true"><path class="trail" d="M0 7h8"></path><circle cx="10" cy="7" r="3.5"></circle></svg>
                "retry"
            </li>
        </ul>
    }
}
