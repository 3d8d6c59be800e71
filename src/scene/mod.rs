//! The stage as numbers: where things lie, and what moves where at a moment.
//!
//! [`Placement`] says where the cards, the acknowledgement line and the links between them lie, and
//! [`Fit`] how large that is seen;
//! [`IndexedRecording`] says, for a moment of a recording, what is on its way and how busy everybody is, as a
//! [`Frame`]; [`CardTexts`] say what stands on the cards then, [`squares`] draw the workers; [`hit_test`]
//! finds what lies under a pointer, [`poster`] the moment for a picture that does not move. [`notes`] says what
//! the author's notes of a moment are, and [`papers`] where they hang.
//!
//! Everything here is a pure function of its arguments: the same moment always gives the same
//! picture. Lengths are CSS pixels as `f64`, from the top left corner, x to the right and y down.
//! This room knows neither who draws the picture nor how fast it is played.

pub mod cards;
pub mod geometry;
pub mod hit_test;
mod letters;
pub mod notes;
pub mod papers;
pub mod placement;
pub mod playback;
pub mod poster;
pub mod squares;

pub use cards::{CardText, CardTexts};
pub use geometry::{Path, Point, Rect};
pub use placement::{
    Band, Fit, Gap, Link, LinkKind, Node, Pane, Placement, StepPlace, Unit, gaps, parts,
};
pub use playback::{
    Counts, Effect, EffectKind, FaultState, Flow, Frame, Happening, IndexedRecording, LaneState,
    Presentation, ServiceState, StepState, Token, TokenKind, TopicState,
};
