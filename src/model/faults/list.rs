//! The macro that makes [`FaultKind`](super::FaultKind) of the list of kinds.
//!
//! What it makes hands every question to the kind's own type. It is written as an enum, and not as a
//! table of functions or an object of a trait, so that a program carries only the answers that it asks
//! for: the stage shows no form, and so has none.

/// `kinds! { file::Kind, … }`: every kind, in the order of the format.
macro_rules! kinds {
    ($($file:ident::$kind:ident),+ $(,)?) => {
        $(pub use $file::$kind;)+

        /// What goes wrong, and how badly.
        #[derive(Debug, Clone, PartialEq)]
        pub enum FaultKind {
            $(
                #[doc = concat!("What [`", stringify!($kind), "`] says.")]
                $kind($kind),
            )+
        }

        $(
            impl From<$kind> for FaultKind {
                fn from(kind: $kind) -> Self {
                    Self::$kind(kind)
                }
            }
        )+

        impl FaultKind {
            /// What each kind is called, in the order of the format.
            pub const ALL: &'static [Words] = &[$($kind::WORDS),+];

            /// As documents call them.
            const IN_DOCUMENTS: &'static [&'static str] = &[$($kind::WORDS.document),+];

            /// One of the kind that a document calls so, with nothing in it.
            fn called(word: &str) -> Option<Self> {
                $(if word == $kind::WORDS.document {
                    return Some($kind::default().into());
                })+
                None
            }

            /// What it is called.
            #[must_use]
            pub const fn words(&self) -> Words {
                match self {
                    $(Self::$kind(_) => $kind::WORDS,)+
                }
            }

            /// Where it happens.
            #[must_use]
            pub fn subject(&self) -> Subject {
                match self {
                    $(Self::$kind(it) => it.subject(),)+
                }
            }

            /// What it does to a run while it is there; all of it at once.
            #[must_use]
            pub fn harms(&self) -> Vec<Harm<'_>> {
                match self {
                    $(Self::$kind(it) => it.harms(),)+
                }
            }

            /// What is wrong while it is there, without the place: "5 × slower", "down".
            #[must_use]
            pub fn trouble(&self) -> String {
                match self {
                    $(Self::$kind(it) => it.trouble(),)+
                }
            }

            /// Its fields as a form asks for them, without the times.
            fn inputs(&mut self) -> Vec<Input<'_>> {
                match self {
                    $(Self::$kind(it) => it.inputs(),)+
                }
            }

            /// Whether it happens at a moment, and does not last.
            #[must_use]
            pub const fn is_instant(&self) -> bool {
                match self {
                    $(Self::$kind(_) => $kind::IS_INSTANT,)+
                }
            }

            /// What must agree between its fields beyond what its inputs say.
            pub(super) fn check(&self, at: Place, findings: &mut Findings) {
                match self {
                    $(Self::$kind(it) => it.check(at, findings),)+
                }
            }

            /// The names of its fields in a document, the times last.
            fn names(&self) -> &'static [Name] {
                let names = match self {
                    $(Self::$kind(_) => $kind::NAMES,)+
                };
                match names {
                    [names @ .., _] if self.is_instant() => names,
                    names => names,
                }
            }

            /// Its own fields, in the order of their names.
            fn fields(&mut self) -> Vec<&mut dyn Field> {
                match self {
                    $(Self::$kind(it) => it.fields(),)+
                }
            }

            /// What each kind offers in a place, with its rank.
            fn all_offers(spot: &Spot) -> Vec<(u8, Offer)> {
                let mut all = Vec::new();
                $(all.extend($kind::offers(spot).into_iter().map(|offer| ($kind::RANK, offer)));)+
                all
            }

            /// The schema of each kind's own fields, by what documents call it, and whether it is an instant.
            fn schemas(generator: &mut SchemaGenerator) -> Vec<(&'static str, Schema, bool)> {
                vec![$(($kind::WORDS.document, $kind::json_schema(generator), $kind::IS_INSTANT)),+]
            }
        }
    };
}

pub(super) use kinds;
