//! The notes: what the author of a scenario wrote about it.

use leptos::prelude::*;

use super::context::RoomContext;

/// The summary of the design that is open.
pub fn notes(room: RoomContext) -> AnyView {
    view! { <section aria-label="Notes"><p>{room.of(|design| design.summary.clone())}</p></section> }.into_any()
}
