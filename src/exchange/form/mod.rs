//! The form: every field of the format, and how it is asked for.
//!
//! What a [`FieldSpec`] says of its field (what may stand there, its default, what it means) is read from
//! the published schema, which is generated from the types: there is no second list of fields. Its unit
//! and its label are in its name. [`typed`] makes a value of
//! what a person typed, which an [`Edit`](crate::model::Edit) writes into the design; [`explained`] says
//! what is wrong with it, at the field.

pub mod fault;
mod library;
mod reading;
mod setting;

use std::sync::LazyLock;

use serde_json::Value;

pub use crate::model::edit::shown;
pub use library::{ELSEWHERE, Elsewhere, elsewhere};
pub use setting::{Complaint, distributed, explained, typed};

/// The published schema, as it is committed; `tests/it/documents.rs` holds that it is current.
const SCHEMA: &str = include_str!("../../../docs/syncline.schema.json");

static FORM: LazyLock<FieldSpec> = LazyLock::new(|| reading::root(SCHEMA));

/// A field of the format as a form asks for it.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldSpec {
    /// As in the document.
    pub name: String,
    /// What the form calls it.
    pub label: String,
    /// What it means, in a sentence or two.
    pub means: String,
    /// What a number in it counts, such as `ms`; may be empty.
    pub unit: &'static str,
    /// What holds where nothing is entered: `null` for "not given". Without it, something must be.
    pub default: Option<Value>,
    /// What may stand in it.
    pub control: Control,
}

/// What may stand in a field.
#[derive(Debug, Clone, PartialEq)]
pub enum Control {
    /// A number.
    Number(Range),
    /// A text.
    Text,
    /// Yes or no.
    YesNo,
    /// One of these.
    Choice(Vec<Word>),
    /// The id of what the field stands in.
    Identity,
    /// The id of a step.
    Step,
    /// The ids of steps.
    Steps,
    /// The id of a service.
    Service,
    /// The ids of two services.
    Services,
    /// Numbers, at least one.
    Numbers(Range),
    /// Fields of their own.
    Group(Vec<FieldSpec>),
    /// Fields that depend on a choice.
    Kinds {
        /// The name of the field that holds the choice.
        tag: String,
        /// What can be chosen, each with its fields.
        kinds: Vec<(Word, Vec<FieldSpec>)>,
    },
    /// So many of the same.
    List(Box<FieldSpec>),
}

/// A word that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// As in the document.
    pub word: String,
    /// What it means.
    pub means: String,
}

/// Which numbers may stand in a field.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Range {
    /// Whole ones only.
    pub is_whole: bool,
    /// The least.
    pub least: f64,
    /// The greatest.
    pub most: f64,
}

/// The whole document as a form.
#[must_use]
pub fn root() -> &'static FieldSpec {
    &FORM
}

impl FieldSpec {
    /// The field at a place inside: names as in the document, `/` between them; an index is passed over
    /// by any token, and of fields that depend on a choice all are looked at, with its name or without.
    #[must_use]
    pub fn at(&self, place: &str) -> Option<&Self> {
        let (token, rest) = match place.trim_start_matches('/').split_once('/') {
            Some((token, rest)) => (token, Some(rest)),
            None => (place.trim_start_matches('/'), None),
        };
        if token.is_empty() {
            return Some(self);
        }
        let inner = match &self.control {
            Control::Group(specs) => specs.iter().find(|it| it.name == token),
            Control::Kinds { kinds, .. } => {
                kinds.iter().flat_map(|(_, specs)| specs).find(|it| it.name == token)
            }
            Control::List(element) => Some(&**element),
            Control::Number(_)
            | Control::Text
            | Control::YesNo
            | Control::Choice(_)
            | Control::Identity
            | Control::Step
            | Control::Steps
            | Control::Service
            | Control::Services
            | Control::Numbers(_) => None,
        }?;
        rest.map_or(Some(inner), |rest| inner.at(rest))
    }

    /// Whether it may be left empty, which then says something of its own.
    #[must_use]
    pub fn may_be_absent(&self) -> bool {
        self.default == Some(Value::Null)
    }

    /// What says that fields of their own are there, where they may be there or not: an object, or `true`
    /// where that is how it is said that they are not.
    #[must_use]
    pub fn switched_on(&self) -> Option<Value> {
        match (&self.control, &self.default) {
            (Control::Group(_), Some(Value::Null)) => Some(Value::Object(serde_json::Map::new())),
            (Control::Group(_), Some(Value::Bool(false))) => Some(Value::Bool(true)),
            _ => None,
        }
    }

    /// The default in words, with its unit; nothing where there is none to tell.
    #[must_use]
    pub fn default_in_words(&self) -> Option<String> {
        let default = self.default.as_ref()?;
        let text = match default {
            Value::Bool(true) => "yes".to_owned(),
            Value::Bool(false) => "no".to_owned(),
            Value::Number(_) => shown(default, self.unit),
            Value::String(text) if !text.is_empty() => text.clone(),
            Value::Null | Value::String(_) | Value::Array(_) | Value::Object(_) => return None,
        };
        let has_unit = default.is_number() && !self.unit.is_empty();
        Some(if has_unit { format!("{text} {}", self.unit) } else { text })
    }
}
