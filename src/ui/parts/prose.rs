//! Text in which some words are code.

use leptos::prelude::*;

/// A text, with what stands between backticks as code.
#[must_use]
pub fn prose(text: &str) -> AnyView {
    let parts: Vec<AnyView> = text
        .split('`')
        .enumerate()
        .map(|(index, part)| {
            let part = part.to_owned();
            if index % 2 == 1 { view! { <code>{part}</code> }.into_any() } else { part.into_any() }
        })
        .collect();
    parts.into_any()
}
