//! Promises that span modules, natively, in one binary.

mod bits;
mod catalogue;
mod document_problems;
mod documents;
mod faults;
mod house;
mod policies;
mod properties;
mod random_scenario;
mod scenarios;
mod theory;
mod trust;
