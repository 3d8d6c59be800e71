//! What crosses the border, one file a format.
//!
//! [`document`] reads and writes the project's own format, `*.syncline.json`; [`schema()`] publishes it
//! as a JSON Schema, and [`blanks`] makes a form of that. Everything that enters is strict: nothing half-read ever becomes a scenario.

pub mod blanks;
pub mod document;
mod schema;

pub use schema::schema;
