//! What goes wrong: from the place where it happens, as bars on the timeline, as a list, as a form.
//!
//! Every act here is one change of the design, which can be undone. A fault is named by its index in the
//! scenario. The arithmetic of bars is in `scene::bars`, the form's in `scene::fault_form`.

mod bars;
mod breaking;
mod editor;
mod list;
mod presets;

pub use bars::bars;
pub use breaking::breaking;
pub use editor::editor;
pub use list::list;
pub use presets::presets;

use leptos::prelude::*;

use super::table::Table;
use crate::model::Fault;
use crate::scene::announcement;

/// How many faults there are; followed.
fn count(table: Table) -> Memo<usize> {
    Memo::new(move |_| table.design(|it| it.faults.len()).unwrap_or_default())
}

/// The fault at an index; followed.
fn fault(table: Table, index: usize) -> Option<Fault> {
    table.design(|it| it.faults.get(index).cloned()).flatten()
}

/// Lets a fault go differently.
fn replace(table: Table, index: usize, fault: &Fault) {
    table.change(|scenario| {
        let place = scenario.faults.get_mut(index)?;
        if place == fault {
            return None;
        }
        place.clone_from(fault);
        Some(format!("{}.", announcement::fault(scenario, fault)))
    });
}

/// Lets a fault not happen at all.
fn remove(table: Table, index: usize) {
    table.change(|scenario| {
        let fault = scenario.faults.get(index)?.clone();
        scenario.faults.remove(index);
        Some(format!("Removed: {}.", announcement::fault(scenario, &fault)))
    });
}
