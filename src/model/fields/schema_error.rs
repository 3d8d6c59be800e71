//! What reading a document into the types of this room can report, before it is put into words.
//!
//! Reading goes on after each. What was *found* is in the document, so a schema error only says where,
//! and what was expected; the border (`exchange`) looks the rest up and makes
//! [`Problem`](crate::model::Problem)s of both.

use super::Name;
use crate::model::{Place, Pointer};

/// How many schema errors are collected; of a document with more, the rest are not listed.
pub(crate) const MOST: usize = 1_000;

/// All that went wrong while one document was read.
#[derive(Debug, Default)]
pub(crate) struct SchemaErrors {
    /// Each thing that went wrong.
    pub(crate) list: Vec<SchemaError>,
    /// Objects that cannot be without something that was misread: nothing in them counts.
    pub(crate) spoiled: Vec<Pointer>,
}

/// One thing that went wrong while a document was read.
#[derive(Debug)]
pub(crate) struct SchemaError {
    /// Where; for a missing or an unknown field, the object.
    pub(crate) pointer: Pointer,
    /// What was expected there.
    pub(crate) expected: Expected,
}

/// What was expected in a place.
#[derive(Debug)]
pub(crate) enum Expected {
    /// A value, as a phrase.
    Value(&'static str),
    /// A field of this name.
    Field(&'static str),
    /// A field of this name that holds one of these words.
    Kind(&'static str, &'static [&'static str]),
    /// One of these fields instead of the unknown one of this name.
    Fields(&'static [Name], String),
    /// One of these words.
    Words(&'static [&'static str]),
}

impl SchemaErrors {
    /// Whether there are more than anybody reads.
    pub(crate) fn are_many(&self) -> bool {
        self.list.len() >= MOST
    }

    /// Something else was expected here.
    pub(super) fn add(&mut self, place: Place, expected: Expected) {
        if !self.are_many() {
            self.list.push(SchemaError { pointer: place.pointer(), expected });
        }
    }

    /// The value that was expected here, if it was found.
    pub(in crate::model) fn want<T>(
        &mut self,
        found: Option<T>,
        place: Place,
        expected: &'static str,
    ) -> Option<T> {
        if found.is_none() {
            self.add(place, Expected::Value(expected));
        }
        found
    }
}
