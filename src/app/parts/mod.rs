//! Small parts that several rooms of the screen use.

mod icons;
mod prose;
mod theme;
mod views;

pub use icons::Icons;
pub use prose::prose;
pub use theme::ThemeChoice;
pub use views::{changing, derived, each, following, pressed};
