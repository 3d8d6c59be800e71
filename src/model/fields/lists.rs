//! The three lists by which a type says what it is made of: [`object!`], [`kinds!`] and [`words!`].

/// A name with its need; without one it is optional.
macro_rules! name {
    ($name:ident) => {
        $crate::model::fields::Name::optional(stringify!($name))
    };
    ($name:ident $need:ident) => {
        $crate::model::fields::Name::$need(stringify!($name))
    };
}

/// `object!(Type { field: required, other })`: all fields, in their order; one without a need has a
/// default.
macro_rules! object {
    ($type:ident { $($name:ident $(: $need:ident)?),+ $(,)? }) => {
        impl $crate::model::fields::Field for $type {
            fn read(
                &mut self,
                value: &serde_json::Value,
                place: $crate::model::Place,
                schema_errors: &mut $crate::model::fields::schema_error::SchemaErrors,
            ) -> bool {
                let Self { $($name),+ } = self;
                $crate::model::fields::read_object(
                    value,
                    place,
                    const { &[$($crate::model::fields::name!($name $($need)?)),+] },
                    &mut [$($name),+],
                    None,
                    schema_errors,
                )
            }

            fn write(&self) -> serde_json::Value {
                let Self { $($name),+ } = self;
                $crate::model::fields::write_object(
                    None,
                    const { &[$($crate::model::fields::name!($name $($need)?)),+] },
                    &[$($name),+],
                )
            }
        }

        $crate::model::fields::serialize!($type);
    };
}

/// `kinds!(Type, "tag" { "word" => Variant { field: vital } })`: the field that says of which kind an
/// object is, its words, and what an object of each has besides.
macro_rules! kinds {
    ($type:ident, $tag:literal {
        $($word:literal => $variant:ident { $($name:ident $(: $need:ident)?),+ $(,)? }),+ $(,)?
    }) => {
        impl $crate::model::fields::Field for $type {
            fn read(
                &mut self,
                value: &serde_json::Value,
                place: $crate::model::Place,
                schema_errors: &mut $crate::model::fields::schema_error::SchemaErrors,
            ) -> bool {
                let kinds = const { &[$($word),+] };
                match $crate::model::fields::read_kind(value, place, $tag, kinds, schema_errors) {
                    $(Some($word) => {
                        $(let mut $name = Default::default();)+
                        let whole = $crate::model::fields::read_object(
                            value,
                            place,
                            const { &[$($crate::model::fields::name!($name $($need)?)),+] },
                            &mut [$(&mut $name),+],
                            Some($tag),
                            schema_errors,
                        );
                        *self = Self::$variant { $($name),+ };
                        whole
                    })+
                    _ => false,
                }
            }

            fn write(&self) -> serde_json::Value {
                match self {
                    $(Self::$variant { $($name),+ } => $crate::model::fields::write_object(
                        Some(($tag, $word)),
                        const { &[$($crate::model::fields::name!($name $($need)?)),+] },
                        &[$($name),+],
                    ),)+
                }
            }
        }

        $crate::model::fields::serialize!($type);
    };
}

/// `words!(Type { "word" => Variant })`: a choice that is written as one word.
macro_rules! words {
    ($type:ident { $($word:literal => $variant:ident),+ $(,)? }) => {
        impl $crate::model::fields::Field for $type {
            fn read(
                &mut self,
                value: &serde_json::Value,
                place: $crate::model::Place,
                schema_errors: &mut $crate::model::fields::schema_error::SchemaErrors,
            ) -> bool {
                let words = const { &[$($word),+] };
                let index = $crate::model::fields::read_word(value, place, words, schema_errors);
                let choice = index.and_then(|index| [$(Self::$variant),+].get(index).copied());
                *self = choice.unwrap_or(*self);
                choice.is_some()
            }

            fn write(&self) -> serde_json::Value {
                let word = match self {
                    $(Self::$variant => $word,)+
                };
                serde_json::Value::from(word)
            }
        }

        $crate::model::fields::serialize!($type);
    };
}

/// Other formats, and the defaults in the published schema, are those of the document.
macro_rules! serialize {
    ($type:ident) => {
        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::model::fields::Field::write(self).serialize(serializer)
            }
        }
    };
}

pub(in crate::model) use {kinds, name, object, serialize, words};
