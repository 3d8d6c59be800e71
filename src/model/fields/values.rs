//! What stands in a field by itself: truth, numbers, texts, quantities, ids; lists; what may be absent.

use serde_json::Value;

use super::Field;
use crate::model::fields::schema_error::{Expected, SchemaErrors};
use crate::model::{BranchId, BranchPath, ChoiceId, Place, ServiceId, StepId};
use crate::units::{Factor, Milliseconds, PerSecond, Ratio, Seconds, Skew};

/// A list of any type of element.
trait List {
    fn clear(&mut self);

    /// A further element, with its defaults.
    fn grow(&mut self) -> Option<&mut dyn Field>;

    fn element(&self, index: usize) -> Option<&dyn Field>;
}

impl<T: Field + Default> List for Vec<T> {
    fn clear(&mut self) {
        self.clear();
    }

    fn grow(&mut self) -> Option<&mut dyn Field> {
        self.push(T::default());
        self.last_mut().map(|it| it as &mut dyn Field)
    }

    fn element(&self, index: usize) -> Option<&dyn Field> {
        self.get(index).map(|it| it as &dyn Field)
    }
}

fn read_list(
    list: &mut dyn List,
    value: &Value,
    place: Place,
    schema_errors: &mut SchemaErrors,
) -> bool {
    list.clear();
    let Some(values) = schema_errors.want(value.as_array(), place, "a list") else {
        return false;
    };
    for (index, value) in values.iter().enumerate() {
        // Of a list that is not what it claims to be, no more is kept than will be looked at.
        if !schema_errors.are_many()
            && let Some(element) = list.grow()
        {
            element.read(value, place.element(index), schema_errors);
        }
    }
    true
}

fn write_list(list: &dyn List) -> Value {
    Value::Array((0..).map_while(|index| list.element(index)).map(Field::write).collect())
}

impl<T: Field + Default> Field for Vec<T> {
    fn read(&mut self, value: &Value, place: Place, schema_errors: &mut SchemaErrors) -> bool {
        read_list(self, value, place, schema_errors)
    }

    fn write(&self) -> Value {
        write_list(self)
    }
}

impl<T: Field> Field for [T; 2] {
    fn read(&mut self, value: &Value, place: Place, schema_errors: &mut SchemaErrors) -> bool {
        let Some(list) = schema_errors.want(value.as_array(), place, "a list") else {
            return false;
        };
        if schema_errors.want((list.len() == 2).then_some(()), place, "a list of 2").is_none() {
            return false;
        }
        for (index, (element, value)) in self.iter_mut().zip(list).enumerate() {
            element.read(value, place.element(index), schema_errors);
        }
        true
    }

    fn write(&self) -> Value {
        Value::Array(self.iter().map(T::write).collect())
    }
}

/// Absent or `null`: `None`.
impl<T: Field + Default> Field for Option<T> {
    fn read(&mut self, value: &Value, place: Place, schema_errors: &mut SchemaErrors) -> bool {
        *self = None;
        if value.is_null() {
            return true;
        }
        let mut it = T::default();
        let whole = it.read(value, place, schema_errors);
        *self = whole.then_some(it);
        whole
    }

    fn write(&self) -> Value {
        self.as_ref().map_or(Value::Null, T::write)
    }
}

macro_rules! plain {
    ($($type:ident: $expected:literal, $found:expr;)+) => { $(
        impl Field for $type {
            fn read(&mut self, value: &Value, place: Place, schema_errors: &mut SchemaErrors) -> bool {
                let found: fn(&Value) -> Option<Self> = $found;
                let Some(found) = schema_errors.want(found(value), place, $expected) else {
                    return false;
                };
                *self = found;
                true
            }

            fn write(&self) -> Value {
                Value::from(self.clone())
            }
        }
    )+ };
}

plain! {
    bool: "`true` or `false`", Value::as_bool;
    u64: "a whole number, 0 or more", Value::as_u64;
    String: "a text", |value| value.as_str().map(str::to_owned);
}

impl Field for u32 {
    fn read(&mut self, value: &Value, place: Place, schema_errors: &mut SchemaErrors) -> bool {
        let mut wide = 0_u64;
        if !wide.read(value, place, schema_errors) {
            return false;
        }
        let narrow = Self::try_from(wide).ok();
        let found = schema_errors.want(narrow, place, "a whole number from 0 to 4294967295");
        *self = found.unwrap_or(*self);
        found.is_some()
    }

    fn write(&self) -> Value {
        Value::from(*self)
    }
}

macro_rules! quantities {
    ($($type:ident),+) => { $(
        impl Field for $type {
            fn read(&mut self, value: &Value, place: Place, schema_errors: &mut SchemaErrors) -> bool {
                let Some(number) = schema_errors.want(value.as_f64(), place, "a number") else {
                    return false;
                };
                match Self::new(number) {
                    Ok(it) => *self = it,
                    Err(error) => {
                        schema_errors.add(place, Expected::Value(error.expected));
                        return false;
                    }
                }
                true
            }

            fn write(&self) -> Value {
                Value::from(self.get())
            }
        }
    )+ };
}

quantities!(Factor, Milliseconds, PerSecond, Ratio, Seconds, Skew);

macro_rules! identities {
    ($($type:ident),+) => { $(
        impl Field for $type {
            /// What stands in for an id that was misread is like no other, so that it meets none.
            fn read(&mut self, value: &Value, place: Place, schema_errors: &mut SchemaErrors) -> bool {
                let mut id = String::new();
                let whole = id.read(value, place, schema_errors);
                if !whole {
                    id = format!("\u{1}{}", schema_errors.list.len());
                }
                *self = Self::from(id);
                whole
            }

            fn write(&self) -> Value {
                Value::from(self.as_str())
            }
        }
    )+ };
}

identities!(BranchId, BranchPath, ChoiceId, ServiceId, StepId);
