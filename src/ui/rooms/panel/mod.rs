//! The verdict beside the stage: of the step that is looked at, of the design, and of the process.

mod asks;
mod findings;
mod questions;
mod step;

use leptos::prelude::*;

use super::context::RoomContext;
use super::{check, process};

/// The panel.
pub fn panel(room: RoomContext) -> AnyView {
    view! {
        <h2>"Verdict"</h2>
        {asks::asks(room)}
        {step::step(room)}
        {findings::findings(room)}
        {process::process(room)}
        <check::CheckIt room=room />
    }
    .into_any()
}
