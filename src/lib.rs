//! Syncline answers one question: which steps of a business process must somebody wait for, and
//! which may follow?
//!
//! A document becomes a [`Design`](model::Design), a scenario that was checked. The rules judge it
//! without running it, the engine runs it, and an [`Edit`](model::Edit) makes another design of it:
//!
//! ```
//! use syncline::engine::{Extent, simulate};
//! use syncline::exchange::document;
//! use syncline::model::{Edit, Mode};
//! use syncline::verdict::Verdict;
//!
//! // An order is paid, then its receipt is sent, which nobody needs at once.
//! let design = document::read(
//!     r#"{
//!         "syncline": 1,
//!         "process": { "steps": [
//!             { "id": "pay", "service": "payment",
//!               "work": { "distribution": "constant", "mean_ms": 100 } },
//!             { "id": "receipt", "service": "mail", "after": ["pay"],
//!               "work": { "distribution": "constant", "mean_ms": 300 },
//!               "business": { "response": "deferred", "necessity": "optional" } }
//!         ] },
//!         "services": [{ "id": "payment" }, { "id": "mail" }]
//!     }"#,
//! )
//! .expect("no problems");
//!
//! // What the rules say of each step.
//! let verdict = Verdict::of(&design);
//! assert_eq!(verdict.steps.len(), 2);
//!
//! // The receipt follows by an event: the customer waits 300 ms less for the answer.
//! let change = Edit::SetMode { step: "receipt".into(), mode: Mode::Event }.apply(&design);
//! let change = change.expect("a valid design");
//! let before = simulate(&design, Extent::replication(0));
//! let after = simulate(&change.design, Extent::replication(0));
//! assert!(after.acknowledgement_ms.p50 < before.acknowledgement_ms.p50);
//! ```
//!
//! The rooms, in reading order: [`units`] and [`model`] say what a scenario is and how it changes;
//! [`engine`] runs it and [`figures`] lists what a run is judged by; [`verdict`] judges; [`study`]
//! measures one design against another; [`catalogue`] and [`exchange`] bring designs in and out;
//! [`wording`], [`scene`], [`charts`] and [`trace`] turn all of it into words and pictures that no
//! browser is needed for; [`session`] is everything that a person can do; [`worker`] has runs done. Only
//! `ui` and `browser` know a browser. ARCHITECTURE.md is the map, with who may use whom.
#![doc = include_str!("lexicon.md")]

pub mod units;

pub mod model;

pub mod engine;

pub mod figures;

pub mod verdict;

pub mod study;

pub mod catalogue;

pub mod exchange;

pub mod wording;

pub mod scene;

pub mod charts;

pub mod trace;

pub mod session;

#[doc(hidden)]
pub mod testing;

#[cfg(target_arch = "wasm32")]
pub mod browser;

pub mod worker;

#[cfg(target_arch = "wasm32")]
pub mod ui;
