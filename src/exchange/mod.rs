//! What crosses the border, one file a format.
//!
//! [`document`] reads and writes the project's own format, `*.syncline.json`; [`schema()`] publishes it
//! as a JSON Schema, and [`form`] makes a form of that. [`lines`] has a process in rows, as a grid and as
//! text. [`link`] has a scenario in an address, and
//! [`library`] the scenarios that are kept in the browser. Everything that enters is strict: nothing
//! half-read ever becomes a scenario.

pub mod document;
pub mod form;
pub mod library;
pub mod lines;
pub mod link;
mod schema;

pub use schema::schema;
