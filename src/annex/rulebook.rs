//! The rulebook.

use leptos::prelude::*;

use super::table::Table;

/// The rulebook.
pub fn rulebook(table: Table) -> AnyView {
    let _ = table;
    ().into_any()
}
