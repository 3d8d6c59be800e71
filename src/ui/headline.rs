//! The sentence over the stage, and the live region that says what happened.

use leptos::prelude::*;

use super::context::Context;
use crate::session::Session;
use crate::ui::parts::{dynamic, list, signal};
use crate::units::format::kept_together;
use crate::wording::Part;

/// From so many letters on a sentence has smaller type, and from so many the smallest.
const SHORT: usize = 130;
const LONG: usize = 230;

/// What matters now, in words.
#[component]
pub fn Headline() -> impl IntoView {
    let context = expect_context::<Context>();
    let headline = Memo::new(move |_| context.with(Session::headline));
    let parts = dynamic(move || match headline.get() {
        Some(headline) => list(headline.parts, part),
        None => "Counting …".into_any(),
    });
    // What is long has smaller type, so that the stage below stays where it is.
    let letters = Memo::new(move |_| {
        headline.with(|it| it.as_ref().map_or(0, |it| it.text().chars().count()))
    });
    let is_long = signal(move || (SHORT..LONG).contains(&letters.get()));
    let is_longest = signal(move || letters.get() >= LONG);
    view! {
        <p class="saying" class:long=is_long class:longest=is_longest id="sentence">{parts}</p>
    }
}

fn part(part: Part) -> AnyView {
    match part {
        Part::Words(words) => kept_together(&words).into_any(),
        Part::Figure(figure) => view! { <b>{kept_together(&figure)}</b> }.into_any(),
        Part::Before(before) => {
            view! { <s class="before"><span class="spoken">"before: "</span>{kept_together(&before)}</s> }
                .into_any()
        }
        Part::Uncertainty(text) => {
            let means = "95 % confidence interval over independent runs";
            view! { <small class="unsure" title=means>{kept_together(&text)}</small> }.into_any()
        }
    }
}

/// Says what happened, to those who listen.
#[component]
pub fn LiveRegion() -> impl IntoView {
    let context = expect_context::<Context>();
    view! {
        <div class="spoken" role="status" aria-live="polite">
            {context.text(|session| session.announcement().to_owned())}
        </div>
    }
}
