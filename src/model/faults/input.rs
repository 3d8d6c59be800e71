//! What a form asks for: a field with its label, its bounds, and what it names.

use crate::model::fields::Field;
use crate::model::{ServiceId, Step, StepId};
use crate::units::Quantity;

/// A field of a fault, or one of the two in a pair, to be read and written in place.
pub(crate) struct Input<'a> {
    /// Its name in a document.
    pub(crate) field: &'static str,
    /// Which of a pair it is.
    pub(crate) element: Option<usize>,
    /// What people call it.
    pub(crate) label: &'static str,
    /// What stands there.
    pub(crate) value: Value<'a>,
}

/// What stands in a field, and what may.
pub(crate) enum Value<'a> {
    /// A service of the scenario.
    Service(&'a mut ServiceId),
    /// A step of the scenario; a form offers those for which this holds.
    Step(&'a mut StepId, fn(&Step) -> bool),
    /// One of these words, each with what a form calls it.
    Word(&'a mut dyn Field, &'static [(&'static str, &'static str)]),
    /// A quantity in its range.
    Quantity(&'a mut dyn Quantity),
    /// A quantity in its range, and more than 0.
    Positive(&'a mut dyn Quantity),
    /// A whole number of at least this.
    Whole(&'a mut u32, u32),
}

impl<'a> Input<'a> {
    /// A field of this name in a document, and of this label in a form.
    pub(super) const fn new(field: &'static str, label: &'static str, value: Value<'a>) -> Self {
        Self { field, element: None, label, value }
    }

    /// One of the two in a pair.
    pub(super) const fn element(self, index: usize) -> Self {
        Self { element: Some(index), ..self }
    }

    /// The field `service`, which most kinds have.
    pub(super) const fn service(service: &'a mut ServiceId) -> Self {
        Self::new("service", "Service", Value::Service(service))
    }

    /// Where it stands in its fault: "factor", "between/0".
    pub(crate) fn name(&self) -> String {
        match self.element {
            Some(index) => format!("{}/{index}", self.field),
            None => self.field.to_owned(),
        }
    }
}
