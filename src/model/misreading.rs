//! What reading a document into the types of this room can report, before it is put into words.
//!
//! The types derive `Deserr`, which goes on after an error and hands each one here with its place.
//! What was *found* there is in the document, so a misreading only says what was expected; the border
//! (`exchange`) looks the rest up and makes [`Problem`](super::Problem)s of both.

use std::ops::ControlFlow;

use deserr::{DeserializeError, ErrorKind, IntoValue, MergeWithError, ValueKind, ValuePointerRef};

use super::Pointer;
use crate::units::OutOfRange;

/// How many misreadings are collected before reading gives up.
pub(crate) const MOST: usize = 1_000;

/// All that went wrong while one document was read.
#[derive(Debug, Default)]
pub(crate) struct Misreadings(pub(crate) Vec<Misreading>);

/// One thing that went wrong while a document was read.
#[derive(Debug)]
pub(crate) struct Misreading {
    /// Where; for a missing field, the object that misses it.
    pub(crate) pointer: Pointer,
    /// What was expected there.
    pub(crate) expected: Expected,
}

/// What was expected in a place.
#[derive(Debug)]
pub(crate) enum Expected {
    /// A value of this kind, as a phrase.
    Kind(&'static str),
    /// A number in a range, as a phrase.
    Range(&'static str),
    /// A field of this name.
    Field(String),
    /// One of these fields, and no other.
    Fields(Vec<String>),
    /// One of these words.
    Words(Vec<String>),
    /// A list of this length.
    Length(usize),
    /// A whole number small enough, or one of the words that say of which kind an object is.
    Other,
}

impl Misreadings {
    fn add(this: Option<Self>, pointer: Pointer, expected: Expected) -> ControlFlow<Self, Self> {
        let mut all = this.unwrap_or_default();
        all.0.push(Misreading { pointer, expected });
        all.go_on()
    }

    fn go_on(self) -> ControlFlow<Self, Self> {
        if self.0.len() < MOST { ControlFlow::Continue(self) } else { ControlFlow::Break(self) }
    }
}

impl DeserializeError for Misreadings {
    fn error<V: IntoValue>(
        this: Option<Self>,
        error: ErrorKind<V>,
        location: ValuePointerRef,
    ) -> ControlFlow<Self, Self> {
        let here = pointer(&location);
        let owned = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect();
        let (pointer, expected) = match error {
            ErrorKind::IncorrectValueKind { accepted, .. } => {
                (here, Expected::Kind(kind(accepted)))
            }
            ErrorKind::MissingField { field } => (here, Expected::Field(field.to_owned())),
            ErrorKind::UnknownKey { key, accepted } => {
                (here.at(key), Expected::Fields(owned(accepted)))
            }
            ErrorKind::UnknownValue { accepted, .. } => (here, Expected::Words(owned(accepted))),
            ErrorKind::BadSequenceLen { expected, .. } => (here, Expected::Length(expected)),
            ErrorKind::Unexpected { .. } => (here, Expected::Other),
        };
        Self::add(this, pointer, expected)
    }
}

impl MergeWithError<Self> for Misreadings {
    fn merge(this: Option<Self>, other: Self, _: ValuePointerRef) -> ControlFlow<Self, Self> {
        let mut all = this.unwrap_or_default();
        all.0.extend(other.0);
        all.go_on()
    }
}

impl MergeWithError<OutOfRange> for Misreadings {
    fn merge(
        this: Option<Self>,
        other: OutOfRange,
        location: ValuePointerRef,
    ) -> ControlFlow<Self, Self> {
        Self::add(this, pointer(&location), Expected::Range(other.expected))
    }
}

fn kind(accepted: &[ValueKind]) -> &'static str {
    match accepted {
        [ValueKind::Integer] => "a whole number, 0 or more",
        [ValueKind::Boolean] => "`true` or `false`",
        [ValueKind::String] => "a text",
        [ValueKind::Sequence] => "a list",
        [ValueKind::Map] => "an object",
        _ => "a number",
    }
}

/// The place as a JSON pointer.
pub(crate) fn pointer(location: &ValuePointerRef) -> Pointer {
    match location {
        ValuePointerRef::Origin => Pointer::root(),
        ValuePointerRef::Key { key, prev } => pointer(prev).at(key),
        ValuePointerRef::Index { index, prev } => pointer(prev).at(index),
    }
}
