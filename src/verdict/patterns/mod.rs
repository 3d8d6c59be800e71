//! Patterns: what others have found to work, where it applies to a design as it is recommended.

mod table;
#[cfg(test)]
mod tests;

use serde::Serialize;

use crate::model::StepId;

use super::judged::Judged;
use super::words::fill_with;

pub use table::PATTERNS;

/// A pattern.
#[derive(Debug)]
pub struct Pattern {
    /// Unique among the patterns.
    pub id: &'static str,
    /// What it is called.
    pub name: &'static str,
    /// Which of [`SOURCES`](super::SOURCES) it comes from.
    pub source: &'static str,
    /// What it is, in a sentence.
    pub is: &'static str,
    /// Why it applies, with `{steps}` in the place of the steps concerned, and `{messages}` in that of
    /// what they react to.
    pub says: &'static str,
    /// The steps for whose sake it applies; none: it does not.
    pub(super) applies: fn(&Judged<'_>) -> Vec<usize>,
}

/// A pattern that applies.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PatternApplies {
    /// Its id.
    pub pattern: &'static str,
    /// Its name.
    pub name: &'static str,
    /// Which of [`SOURCES`](super::SOURCES) it comes from.
    pub source: &'static str,
    /// The steps for whose sake it applies, by id.
    pub steps: Vec<StepId>,
    /// Why it applies here.
    pub evidence: String,
}

/// The patterns that apply to a design, as it is recommended.
pub(super) fn patterns(design: &Judged<'_>) -> Vec<PatternApplies> {
    let mut found = Vec::new();
    for pattern in &PATTERNS {
        let steps = (pattern.applies)(design);
        if !steps.is_empty() {
            found.push(PatternApplies {
                pattern: pattern.id,
                name: pattern.name,
                source: pattern.source,
                steps: design.ids(&steps),
                evidence: fill_with(
                    pattern.says,
                    &[
                        ("steps", design.labels(&steps)),
                        ("messages", messages(design, &steps).to_owned()),
                    ],
                ),
            });
        }
    }
    found
}

/// What these steps react to, or would.
fn messages(design: &Judged<'_>, steps: &[usize]) -> &'static str {
    let commands = steps.iter().filter(|&&step| design.is_command(step)).count();
    match commands {
        0 => "Events",
        _ if commands == steps.len() => "Commands",
        _ => "Events and commands",
    }
}
