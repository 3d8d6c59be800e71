//! Text in which some words are code, and numbers keep their units.

use leptos::prelude::*;

use crate::units::format::kept_together;

/// A text, with what stands between backticks as code.
#[must_use]
pub fn prose(text: &str) -> AnyView {
    let parts: Vec<AnyView> = text
        .split('`')
        .enumerate()
        .map(|(index, part)| {
            let part = kept_together(part);
            if index % 2 == 1 { view! { <code>{part}</code> }.into_any() } else { part.into_any() }
        })
        .collect();
    parts.into_any()
}
