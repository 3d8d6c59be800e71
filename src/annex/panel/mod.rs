//! The verdict beside the stage: of the step that is looked at, of the design, and of the process.

mod findings;
mod questions;
mod step;

pub use step::titles;

use leptos::prelude::*;

use super::table::Table;
use super::{check, process};

/// The panel.
pub fn panel(table: Table) -> AnyView {
    view! {
        <h2>"Verdict"</h2>
        {step::step(table)}
        {findings::findings(table)}
        {process::process(table)}
        <check::CheckIt table=table />
    }
    .into_any()
}
