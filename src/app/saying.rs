//! The sentence over the stage, and the live region that says what happened.

use leptos::prelude::*;

use super::desk::Desk;
use crate::scene::Part;

/// What matters now, in words.
#[component]
pub fn Saying() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let sentence = desk.memo(crate::session::Session::sentence);
    let part = |part: Part| match part {
        Part::Words(words) => view! { <span>{words}</span> }.into_any(),
        Part::Figure(figure) => view! { <b>{figure}</b> }.into_any(),
        Part::Before(before) => {
            view! { <s class="before"><span class="spoken">"before: "</span>{before}</s> }
                .into_any()
        }
        Part::Uncertainty(text) => view! {
            <small class="unsure" title="95 % confidence interval over independent runs">
                {text}
            </small>
        }
        .into_any(),
    };
    view! {
        <p class="saying" id="sentence">
            {move || match sentence.get() {
                Some(sentence) => sentence.parts.into_iter().map(part).collect_view().into_any(),
                None => view! { <span class="quiet">"Counting …"</span> }.into_any(),
            }}
        </p>
    }
}

/// Says what happened, to those who listen.
#[component]
pub fn LiveRegion() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let announcement = desk.memo(|session| session.announcement().to_owned());
    view! {
        <div class="spoken" role="status" aria-live="polite">
            {announcement}
        </div>
    }
}
