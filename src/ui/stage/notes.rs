//! The author's notes, on papers at the cards that they are about; those about the whole in the corner.
//!
//! They follow the moment with the words on the cards, a few times a second, and are text like these. Nothing
//! is pressed on a paper: what lies beneath it can be.

use leptos::prelude::*;

use super::px;
use crate::scene::notes::notes_at;
use crate::scene::papers::{Paper, papers};
use crate::ui::parts::{dynamic, list};
use crate::ui::picture::Picture;

/// The notes of the moment.
#[component]
pub fn Notes() -> impl IntoView {
    let picture = expect_context::<Picture>();
    // Told apart here, so that the papers stay as they are while none comes or goes.
    let shown = Memo::new(move |_| {
        let moment = picture.now.with(|now| now.moment);
        picture.design.with(|design| notes_at(design, moment))
    });
    let hung = Memo::new(move |_| {
        let height = picture.height();
        shown.with(|shown| picture.placement.with(|placement| papers(placement, height, shown)))
    });
    view! { <div class="note-papers">{dynamic(move || list(hung.get(), paper))}</div> }
}

fn paper(Paper { text, place, .. }: Paper) -> AnyView {
    view! {
        <p
            class="note-paper"
            role="note"
            style:transform=format!("translate({}px, {}px)", place.x, place.y)
            style:width=px(place.width)
        >
            {text}
        </p>
    }
    .into_any()
}
