//! Small parts that several rooms of the screen use; none of them knows the session.

pub mod figure;
pub mod icon;
pub mod theme;

pub use icon::{Draw, Icon};
pub use theme::ThemeChoice;
