//! What connects the cards: calls as a pair of lines, there and back; events as one into the topic.

use leptos::prelude::*;

use crate::app::desk::Desk;
use crate::scene::{Link, LinkKind};

/// How far corners are rounded, in pixels.
const CORNER: f64 = 10.0;

/// Every link of the placement.
#[component]
pub fn Links() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let line = |link: &Link| {
        let class = match link.kind {
            LinkKind::Order => "order",
            LinkKind::Call => "call",
            LinkKind::Event => "event",
        };
        let back = link.back.as_ref().map(|back| back.to_svg(CORNER));
        view! {
            <path class=class d=link.there.to_svg(CORNER) />
            {back.map(|d| view! { <path class=class d=d /> })}
        }
    };
    view! {
        <svg class="links" aria-hidden="true">
            {move || desk.placement.with(|all| all.links.iter().map(line).collect_view())}
        </svg>
    }
}
