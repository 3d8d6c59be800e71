//! What can go wrong: one kind, one file, one list.
//!
//! A [`Fault`] is something that goes wrong at a moment, for a while: a kind of trouble and its times.
//! All that a kind is stands in the file of that kind, by what it says as a `Kind` (`kind`): its fields
//! as a document has them, where it happens, what of the scenario it names, what the form asks for, its
//! words, the buttons that make it, and its [`Harm`]s: what it does to a run, in the few terms that the
//! engine knows. References are checked and followed, bounds are checked, and the form is made, from
//! what the kind says it asks for (`input`).
//!
//! A further kind is a file here, its `mod` line and its line in the list below. The list's order is
//! that of the format: of the published schema, and of what a reader is told can stand in `kind`.
//!
//! This room does not know how a harm is done (`engine`), nor who shows the words (`scene`).

mod fault;
mod harm;
pub(crate) mod input;
mod kind;
mod list;
mod offer;
mod schema;

mod broker_outage;
mod crash;
mod errors;
mod partition;
mod poison;
mod replay;
mod slowdown;
mod traffic_spike;

use schemars::{JsonSchema, Schema, SchemaGenerator};

use super::check::Findings;
use super::fields::{Field, Name};
use super::{Place, Subject};
use input::Input;
use kind::{Kind, Listed, fields};

pub use crash::CrashBehaviour;
pub use fault::{Fault, Period};
pub use harm::Harm;
pub use kind::Words;
pub use offer::{Offer, Spot};
pub use replay::Replayed;

list::kinds! {
    crash::Crash,
    slowdown::Slowdown,
    errors::Errors,
    partition::Partition,
    broker_outage::BrokerOutage,
    traffic_spike::TrafficSpike,
    poison::Poison,
    replay::Replay,
}
