//! Everything a person can do, and all that is wanted and known, without a screen.
//!
//! A person's act is a [`Command`]; [`Session::apply`] changes the state and returns what the app has
//! to do outside of it, as [`Output`]s: run something, record something, say something. The [`Session`]
//! is all that there is to show. What it holds besides the design follows from the design alone, so that
//! undo restores exactly what was there: the recordings ([`Recordings`]) and the reports ([`Lab`]), each
//! made once.
//!
//! Time comes in as [`Play::Tick`]; this room knows no clock, no screen and no storage.

mod acts;
pub mod autosave;
pub mod capacity;
mod command;
pub mod comparing;
mod entering;
mod history;
mod keymap;
mod lab;
pub mod measuring;
mod opened;
mod playback;
pub mod preferences;
pub mod recommending;
mod recordings;
mod reports;
mod revise;
mod screen;
mod state;
mod trial;
mod view;

pub use acts::{Act, YieldsTo, acts, stop_or_run};
pub use command::{Command, Enter, Keep, Look, Measure, Output, Play, Revise, Side};
pub use entering::{Entering, Entry};
pub use history::History;
pub use keymap::{Keymap, KeymapError, is_sign, shown};
pub use lab::{Lab, Purpose, RunId, RunKey, RunUpdate, RunsDone};
pub use opened::{Opened, Source};
pub use playback::{PlayState, Playback, Speed};
pub use recordings::{Recorded, Recordings};
pub use reports::Reports;
pub use screen::{Charts, Screen, Tab, Theme, Tool, Zoom};
pub use state::{Refusal, Session};
pub use trial::Trial;
pub use view::View;

#[cfg(test)]
mod tests;
