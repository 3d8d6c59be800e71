//! Small parts that all screens are made of.

mod prose;
mod views;

pub use prose::prose;
pub use views::{dialog_head, dynamic, effect, fact, facts, list, on_press, signal, typed};
