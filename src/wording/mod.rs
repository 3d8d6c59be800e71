//! What the product says in words, as a function of a scenario and its figures.
//!
//! [`headline`] is the sentence over the stage, [`chips`] what stands under it, [`compared`] what two designs differ by; [`words`] name the parts of a scenario, [`facts`] say what a
//! report holds of a step or a service, [`judgement`] the verdict, [`recommendation`] what is recommended,
//! [`strain`] what a step cannot keep up with, and [`fault_menu`] what can be broken from what is selected.
//! This room draws nothing and knows no place on the screen.

pub mod chips;
pub mod compared;
pub mod facts;
pub mod fault_menu;
pub mod headline;
pub mod judgement;
pub mod recommendation;
pub mod strain;
pub mod words;

pub use headline::{Headline, Part};
