//! Small parts that all screens are made of.

mod prose;
mod views;

pub use prose::prose;
pub use views::{changing, derived, dialog_head, each, fact, facts, following, pressed};
