//! The matrix.

use leptos::prelude::*;

use super::table::Table;

/// The matrix.
pub fn matrix(table: Table) -> AnyView {
    let _ = table;
    ().into_any()
}
