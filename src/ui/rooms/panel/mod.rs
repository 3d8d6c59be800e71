//! The verdict beside the stage: of the design and of the process; of the step that is looked at, under what is
//! selected.

mod asks;
mod findings;
mod questions;
mod step;

use leptos::prelude::*;

pub use findings::concerning;
pub use step::step;

use super::context::RoomContext;
use super::{check, process};

/// The panel.
pub fn panel(room: RoomContext) -> AnyView {
    view! {
        <h2 class="spoken">"Verdict"</h2>
        {findings::findings(room)}
        {asks::asks(room)}
        {process::process(room)}
        <check::CheckIt room=room />
    }
    .into_any()
}
