//! What connects the cards: calls as a pair of lines, there and back; events as one into the topic.

use leptos::prelude::*;

use crate::scene::LinkKind;
use crate::ui::parts::signal;
use crate::ui::picture::Picture;

/// How far corners are rounded, in pixels.
const CORNER: f64 = 10.0;

/// Every link of the placement, those of one kind as one path.
#[component]
pub fn Links() -> impl IntoView {
    let picture = expect_context::<Picture>();
    let path = move |kind: LinkKind| {
        signal(move || {
            picture.placement.with(|all| {
                all.links
                    .iter()
                    .filter(|link| link.kind == kind)
                    .flat_map(|link| [Some(&link.there), link.back.as_ref()])
                    .flatten()
                    .map(|way| way.to_svg(CORNER))
                    .collect::<String>()
            })
        })
    };
    view! {
        <svg class="links" aria-hidden="true">
            <path class="order" d=path(LinkKind::Order) />
            <path class="call" d=path(LinkKind::Call) />
            <path class="event" d=path(LinkKind::Event) />
            <path class="command" d=path(LinkKind::Command) />
        </svg>
    }
}
