//! What goes wrong: from the place where it happens, as bars on the timeline, as a list, as a form.
//!
//! Every act here is one change of the design, which can be undone. A fault is named by its index in the
//! scenario. The arithmetic of bars is in `charts::bars`, the form's in `exchange::form::fault`.

mod bars;
mod editor;
mod fault_menu;
mod list;
mod presets;

pub use bars::bars;
pub use editor::editor;
pub use fault_menu::breaking;

use list::fault_list;
use presets::presets;

use leptos::prelude::*;

use super::context::RoomContext;
use crate::model::{Edit, Fault};

/// The id of the button by which something is broken.
const BREAK: &str = "break-button";

/// How many faults there are; followed.
fn count(room: RoomContext) -> Memo<usize> {
    Memo::new(move |_| room.of(|it| it.faults.len()))
}

/// The fault at an index; followed.
fn fault(room: RoomContext, index: usize) -> Option<Fault> {
    room.of(|it| it.faults.get(index).cloned())
}

/// Lets a fault go differently.
fn replace(room: RoomContext, index: usize, fault: Fault) {
    room.make(&Edit::ReplaceFault { index, fault });
}

/// Lets a fault not happen at all.
fn remove(room: RoomContext, index: usize) {
    room.make(&Edit::RemoveFault { index });
}
