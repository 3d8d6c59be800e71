//! How large the stage is seen: larger, smaller, or whole; and what its signs mean.

use leptos::prelude::*;

use super::Legend;
use crate::session::{Look, Zoom};
use crate::ui::context::Context;
use crate::ui::parts::{on_press, signal};

/// The buttons in the corner of the stage.
pub fn zoom(context: Context) -> AnyView {
    let does = move |zoom| on_press(move || context.send(Look::Zoom(zoom)));
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a few hundred at most
    let per_cent =
        signal(move || format!("{} %", (context.picture.scale.get() * 100.0).round() as u32));
    view! {
        <div class="zoom" role="group" aria-label="How large the stage is seen">
            <button class="plain" popovertarget="legend" title="What the signs mean">"Legend"</button>
            <button class="plain" aria-label="Smaller" title="Smaller (−)" on:click=does(Zoom::Out)>"−"</button>
            <button class="plain" aria-label=signal(move || format!("{}, see it whole", per_cent.get())) title="See it whole (Z)" on:click=does(Zoom::Fit)>
                {per_cent}
            </button>
            <button class="plain" aria-label="Larger" title="Larger (+)" on:click=does(Zoom::In)>"+"</button>
        </div>
        <div id="legend" class="legend-open" popover="auto" role="group" aria-label="What the signs mean"><Legend /></div>
    }
    .into_any()
}
