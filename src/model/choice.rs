//! Choices: where a process goes one way or another.
//!
//! Which branch is taken is drawn once for each customer, so that whatever is tried again goes the same
//! way. A step says by a [`BranchPath`] on which branch it is; what is on no branch is on all of them, as
//! far as it can be reached.

use std::borrow::Borrow;
use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::fields::object;
use super::limits;
use super::{BranchId, ChoiceId};
use crate::units::Ratio;

/// One of several ways is taken.
#[derive(Debug, Clone, PartialEq, Default, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Choice {
    /// Unique among the choices.
    pub id: ChoiceId,
    /// What is decided, such as "In stock?"; empty: the id is shown.
    #[schemars(default)]
    pub name: String,
    /// The ways; their ratios add up to 1.
    #[schemars(length(min = 1, max = limits::BRANCHES))]
    pub branches: Vec<Branch>,
}

/// One way of a choice.
#[derive(Debug, Clone, PartialEq, Default, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Branch {
    /// Unique among the branches of its choice.
    pub id: BranchId,
    /// The share of customers who go this way.
    pub ratio: Ratio,
}

object!(Choice { id: required, name, branches: required });
object!(Branch { id: required, ratio: required });

impl Choice {
    /// What to call the choice on a screen.
    #[must_use]
    pub fn label(&self) -> &str {
        if self.name.is_empty() { self.id.as_str() } else { &self.name }
    }

    /// What a step on this branch says.
    #[must_use]
    pub fn path(&self, branch: &Branch) -> BranchPath {
        BranchPath(format!("{}/{}", self.id, branch.id))
    }
}

/// A choice and a branch of it, such as `stock/none`.
#[derive(
    Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, JsonSchema,
)]
#[serde(transparent)]
pub struct BranchPath(#[schemars(regex(pattern = limits::BRANCH_PATTERN))] String);

impl BranchPath {
    /// As written in the document.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The ids of the choice and of the branch; both empty where it is not made of two.
    #[must_use]
    pub fn parts(&self) -> (&str, &str) {
        self.0.split_once('/').unwrap_or_default()
    }
}

impl From<&str> for BranchPath {
    fn from(path: &str) -> Self {
        Self(path.to_owned())
    }
}

impl From<String> for BranchPath {
    fn from(path: String) -> Self {
        Self(path)
    }
}

impl Borrow<str> for BranchPath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for BranchPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
