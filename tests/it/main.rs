//! Promises that span modules, natively, in one binary.

// A test that meets what cannot be is to fail there and then.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
// Figures worked out by hand are exact.
#![allow(clippy::float_cmp)]

mod bits;
mod boundaries;
mod callers;
mod catalogue;
mod causes;
mod choices;
mod command_line;
mod coverage;
mod customers;
mod declines;
mod deliveries;
mod delivery_properties;
mod document_problems;
mod documents;
mod draws;
mod editing;
mod faults;
mod figures;
mod growth;
mod honest;
mod house;
mod imports;
mod judgement;
mod limits;
mod line_moves;
mod lines;
mod links;
mod overload;
mod policies;
mod presets;
mod properties;
mod questions;
mod random_scenario;
mod recommendation;
mod shape_edits;
mod shapes;
mod step_edits;
mod theory;
mod today;
mod tolerances;
mod traces;
mod trust;
mod truth;
mod verdict_cases;
mod verdict_evidence;
mod verdict_labels;
mod verdict_properties;
mod workflow;
