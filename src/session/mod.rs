//! Everything a person can do, without a screen.
//!
//! A person's act is a [`Command`]; [`Session::apply`] changes the state and returns what the app has
//! to do outside of it, as [`Output`]s: run a scenario, say something. The [`Session`] is all that
//! there is to show; what it holds besides the design (the [`Film`](crate::scene::Film), the reports)
//! follows from the design alone, so that undo restores exactly what was there.
//!
//! Time comes in as [`Command::Tick`]; this room knows no clock, no screen and no storage.

mod change;
mod command;
mod design;
mod history;
mod playback;
mod reports;
mod state;

pub use command::{Command, Generation, Output};
pub use design::{Design, Source};
pub use history::History;
pub use playback::{PlayState, Playback, Speed};
pub use reports::Reports;
pub use state::{Refusal, Session, Theme};

#[cfg(test)]
mod tests;
