//! Problems of a document: what is wrong, where, and what would be right.

use std::fmt;

use serde::Serialize;

/// The place of a value in a document, as a JSON pointer (RFC 6901). The empty pointer is the whole document.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize)]
#[serde(transparent)]
pub struct Pointer(String);

impl Pointer {
    /// The whole document.
    #[must_use]
    pub const fn root() -> Self {
        Self(String::new())
    }

    /// The member of this name, or the element of this index, of the value here.
    #[must_use]
    pub fn at(&self, token: impl fmt::Display) -> Self {
        let token = token.to_string().replace('~', "~0").replace('/', "~1");
        Self(format!("{}/{token}", self.0))
    }

    /// In the notation of RFC 6901.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() { f.write_str("the document") } else { f.write_str(&self.0) }
    }
}

/// A place while a document is looked through: a pointer is made of it only where something is wrong.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Place<'a> {
    /// The whole document.
    Document,
    /// The field of this name of an object.
    Field(&'a Place<'a>, &'a str),
    /// The element of this index of a list.
    Element(&'a Place<'a>, usize),
}

impl<'a> Place<'a> {
    /// The field of this name of the object here.
    pub(crate) const fn field(&'a self, name: &'a str) -> Self {
        Self::Field(self, name)
    }

    /// The element of this index of the list here.
    pub(crate) const fn element(&'a self, index: usize) -> Self {
        Self::Element(self, index)
    }

    /// As a JSON pointer.
    pub(crate) fn pointer(&self) -> Pointer {
        match self {
            Self::Document => Pointer::root(),
            Self::Field(object, name) => object.pointer().at(name),
            Self::Element(list, index) => list.pointer().at(index),
        }
    }
}

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.pointer().fmt(f)
    }
}

/// One thing that is wrong with a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// Where.
    pub pointer: Pointer,
    /// What was found there, as a phrase.
    pub found: String,
    /// What would be right, as a phrase.
    pub expected: String,
}

impl Problem {
    /// A problem at a place.
    #[must_use]
    pub fn new(pointer: Pointer, found: impl Into<String>, expected: impl Into<String>) -> Self {
        Self { pointer, found: found.into(), expected: expected.into() }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: found {}; expected {}", self.pointer, self.found, self.expected)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pointer_escapes_what_rfc_6901_reserves() {
        let pointer = Pointer::root().at("steps").at(3).at("a/b~c");
        assert_eq!(pointer.as_str(), "/steps/3/a~1b~0c");
    }
}
