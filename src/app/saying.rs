//! The sentence over the stage, and the live region that says what happened.

use leptos::prelude::*;

use super::desk::Desk;
use crate::parts::{changing, each};
use crate::scene::Part;
use crate::session::Session;

/// What matters now, in words.
#[component]
pub fn Saying() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let sentence = Memo::new(move |_| desk.with(Session::sentence));
    let parts = changing(move || match sentence.get() {
        Some(sentence) => each(sentence.parts, part),
        None => "Counting …".into_any(),
    });
    view! {
        <p class="saying" id="sentence">{parts}</p>
    }
}

fn part(part: Part) -> AnyView {
    match part {
        Part::Words(words) => words.into_any(),
        Part::Figure(figure) => view! { <b>{figure}</b> }.into_any(),
        Part::Before(before) => {
            view! { <s class="before"><span class="spoken">"before: "</span>{before}</s> }
                .into_any()
        }
        Part::Uncertainty(text) => {
            let means = "95 % confidence interval over independent runs";
            view! { <small class="unsure" title=means>{text}</small> }.into_any()
        }
    }
}

/// Says what happened, to those who listen.
#[component]
pub fn LiveRegion() -> impl IntoView {
    let desk = expect_context::<Desk>();
    view! {
        <div class="spoken" role="status" aria-live="polite">
            {desk.text(|session| session.announcement().to_owned())}
        </div>
    }
}
