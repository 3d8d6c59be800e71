//! Pictures as numbers: where things lie, what moves where at a moment, and what the figures say.
//!
//! [`Placement`] says where the cards, the acknowledgement line and the links between them lie;
//! [`Film`] says, for a moment of a recording, what is on its way and how busy everybody is, as a
//! [`Frame`]; [`Faces`] say what stands on the cards then, [`squares`] draw the workers; [`Series`],
//! [`chart`] and [`curves`] turn the recording into small charts, [`bars`] what goes wrong, and
//! [`fault_form`] is a form of it, [`breaking`] what can; [`readings`]
//! and [`facts`] are the figures as they are read; [`sentence`] and [`announcement`] say in words what
//! matters, and [`words`] name the parts of a scenario; [`mod@format`] writes numbers the same way
//! everywhere; [`contrast`] puts two designs side by side in figures, [`load`] under growing load; [`telling`] finds the moment for a still, [`touch`] what is
//! pressed on.
//!
//! Everything here is a pure function of its arguments: the same moment always gives the same
//! picture. Lengths are CSS pixels as `f64`, from the top left corner, x to the right and y down.
//! This room knows neither who draws the picture nor how fast it is played.

pub mod announcement;
pub mod bars;
pub mod breaking;
pub mod chart;
pub mod contrast;
pub mod curves;
pub mod face;
pub mod facts;
pub mod fault_form;
pub mod figures;
pub mod format;
pub mod geometry;
pub mod judgement;
pub mod load;
pub mod moment;
pub mod placement;
pub mod readings;
pub mod sentence;
pub mod squares;
pub mod telling;
pub mod touch;
pub mod trace;
pub mod words;

#[cfg(test)]
pub(crate) mod fixture;

pub use face::{Face, Faces};
pub use figures::Series;
pub use geometry::{Path, Point, Rect};
pub use moment::{
    Effect, EffectKind, FaultState, Film, Flow, Frame, Presentation, ServiceState, StepState,
    Token, TokenKind, TopicState,
};
pub use placement::{Band, Link, LinkKind, Node, Placement, StepPlace};
pub use sentence::{Part, Sentence};
