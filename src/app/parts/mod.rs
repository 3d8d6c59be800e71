//! Small parts that several rooms of the screen use.

mod icons;
mod prose;
mod theme;

pub use icons::Icons;
pub use prose::prose;
pub use theme::ThemeChoice;
