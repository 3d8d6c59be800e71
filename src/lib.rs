//! Syncline answers one question: which steps of a business process must somebody wait for, and
//! which may follow?

pub mod units;

pub mod model;

pub mod simulation;

pub mod verdict;

pub mod study;

pub mod catalogue;

pub mod exchange;

pub mod errand;

pub mod bridge;

pub mod scene;

pub mod session;

#[cfg(target_arch = "wasm32")]
pub mod browser;

#[cfg(target_arch = "wasm32")]
pub mod worker;

#[cfg(target_arch = "wasm32")]
pub mod runner;

#[cfg(target_arch = "wasm32")]
pub mod parts;

#[cfg(target_arch = "wasm32")]
pub mod app;

#[cfg(target_arch = "wasm32")]
pub mod annex;
