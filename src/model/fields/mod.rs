//! How a scenario is read from a document's values, and written as such.
//!
//! All that may stand in a field is a [`Field`]. Reading fills in place what already holds the
//! defaults, and goes on after a mistake: it is reported, with its place, and the default stays. So
//! one reading finds them all, and what it leaves can still be checked for the rest.
//!
//! A type says what it is made of once, for both directions, by one of three lists: [`object!`] of
//! fields, [`kinds!`] of object, [`words!`]. All that is done with a list is done by a function that
//! knows no type, so that a further field costs a browser a few bytes.

mod explain;
mod lists;
mod places;
pub(crate) mod reading;
mod rest;
pub(crate) mod schema_error;
#[cfg(test)]
mod tests;
mod values;
pub(crate) mod words;

use serde_json::{Map, Value};

use super::Place;
use schema_error::{Expected, SchemaErrors};

pub(super) use lists::{kinds, name, object, serialize, words};

/// What may stand in a field of a document.
pub(crate) trait Field {
    /// Becomes what the value says; `false` where it cannot, which has been reported.
    fn read(&mut self, value: &Value, place: Place, schema_errors: &mut SchemaErrors) -> bool;

    /// As a value, with all that has its default.
    fn write(&self) -> Value;
}

/// A field's name, and what becomes of an object that misses it.
#[derive(Debug)]
pub(crate) struct Name {
    /// As in the document.
    pub(crate) name: &'static str,
    need: Need,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Need {
    Optional,
    Required,
    Vital,
}

impl Name {
    /// It has a default.
    pub(super) const fn optional(name: &'static str) -> Self {
        Self { name, need: Need::Optional }
    }

    /// It must be given; what else the object says counts without it.
    pub(super) const fn required(name: &'static str) -> Self {
        Self { name, need: Need::Required }
    }

    /// It must be given; without it the object says nothing.
    pub(super) const fn vital(name: &'static str) -> Self {
        Self { name, need: Need::Vital }
    }
}

/// Reads the fields that the names name, in the same order, from an object that has no others but a tag.
pub(super) fn read_object(
    value: &Value,
    place: Place,
    names: &'static [Name],
    fields: &mut [&mut dyn Field],
    tag: Option<&str>,
    schema_errors: &mut SchemaErrors,
) -> bool {
    let Some(object) = schema_errors.want(value.as_object(), place, "an object") else {
        return false;
    };
    let mut whole = true;
    for (key, value) in object {
        match names.iter().zip(&mut *fields).find(|(it, _)| it.name == key) {
            Some((name, field)) => {
                let read = field.read(value, place.field(key), schema_errors);
                whole &= read || name.need != Need::Vital;
            }
            None if tag == Some(key) => {}
            None => schema_errors.add(place, Expected::Fields(names, key.clone())),
        }
    }
    for it in names {
        if it.need != Need::Optional && !object.contains_key(it.name) {
            schema_errors.add(place, Expected::Field(it.name));
            whole &= it.need != Need::Vital;
        }
    }
    if !whole {
        schema_errors.spoiled.push(place.pointer());
    }
    whole
}

/// The word by which an object says of which kind it is.
pub(super) fn read_kind(
    value: &Value,
    place: Place,
    tag: &'static str,
    kinds: &'static [&'static str],
    schema_errors: &mut SchemaErrors,
) -> Option<&'static str> {
    let object = schema_errors.want(value.as_object(), place, "an object")?;
    let kind = object.get(tag);
    if kind.is_none() {
        schema_errors.add(place, Expected::Kind(tag, kinds));
    }
    let index = kind.and_then(|kind| read_word(kind, place.field(tag), kinds, schema_errors));
    if index.is_none() {
        schema_errors.spoiled.push(place.pointer());
    }
    index.and_then(|index| kinds.get(index).copied())
}

/// The index of a word among those that may stand here.
pub(super) fn read_word(
    value: &Value,
    place: Place,
    words: &'static [&'static str],
    schema_errors: &mut SchemaErrors,
) -> Option<usize> {
    let found = schema_errors.want(value.as_str(), place, "a text")?;
    let index = words.iter().position(|word| *word == found);
    if index.is_none() {
        schema_errors.add(place, Expected::Words(words));
    }
    index
}

/// An object of these fields, after the tag that says of which kind it is.
pub(super) fn write_object(
    tag: Option<(&'static str, &'static str)>,
    names: &[Name],
    fields: &[&dyn Field],
) -> Value {
    let mut object = Map::new();
    if let Some((tag, word)) = tag {
        object.insert(tag.to_owned(), word.into());
    }
    for (it, field) in names.iter().zip(fields) {
        object.insert(it.name.to_owned(), field.write());
    }
    Value::Object(object)
}
