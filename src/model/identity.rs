//! Names by which the parts of a document refer to one another.

use std::borrow::Borrow;
use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::limits;

macro_rules! identity {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(
            Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, JsonSchema,
        )]
        #[serde(transparent)]
        pub struct $name(
            #[schemars(length(min = 1, max = limits::ID_CHARACTERS), regex(pattern = limits::ID_PATTERN))]
            String,
        );

        impl $name {
            /// As written in the document.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(id: &str) -> Self {
                Self(id.to_owned())
            }
        }

        impl From<String> for $name {
            fn from(id: String) -> Self {
                Self(id)
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

identity!(
    /// The id of a step, unique among the steps of a process. It also keys the step's chance: the
    /// same id draws the same work in every design of the process.
    StepId
);
identity!(
    /// The id of a service, unique among the services of a scenario.
    ServiceId
);
identity!(
    /// The id of a choice, unique among the choices of a process. It also keys the choice's chance.
    ChoiceId
);
identity!(
    /// The id of a branch, unique among the branches of its choice.
    BranchId
);
