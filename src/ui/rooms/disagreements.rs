//! What disagrees in the answers, of a step or of the process: named and asked about.

use leptos::prelude::*;

use crate::ui::parts::{list, prose};
use crate::verdict::Contradiction;

/// What disagrees, each with what to ask.
pub fn disagreements(all: &[Contradiction]) -> AnyView {
    let row = |it: &Contradiction| {
        view! {
            <li>
                <strong>{it.name}</strong>
                <p>{prose(&it.evidence)}</p>
                <p class="asks-back">{prose(it.asks)}</p>
            </li>
        }
    };
    (!all.is_empty()).then(|| view! { <ul class="disagreements">{list(all, row)}</ul> }).into_any()
}
