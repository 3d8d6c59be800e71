//! Syncline answers one question: which steps of a business process must somebody wait for, and
//! which may follow?

pub mod units;

pub mod model;

pub mod simulation;

pub mod study;

pub mod catalogue;

pub mod exchange;
