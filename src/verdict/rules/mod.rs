//! The rules: each speaks for a call, for an event or for a workflow's command where its condition holds.
//!
//! A rule is a row of a table. What it says is a template that is filled with the step's own values. A
//! command counts as an event where the two are weighed against calls: nobody in front waits for either.
//! The tables are grouped by theme: who waits, what the data needs, what must stay in order, who is
//! involved, how the load behaves, who builds it.

mod data;
mod load;
mod order;
mod people;
mod reach;
#[cfg(test)]
mod tests;
mod waiting;

use serde::Serialize;

use crate::model::{Mode, Trigger};

use super::case::Case;

/// How much a rule counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "force", content = "weight")]
pub enum Force {
    /// It decides; only another hard rule can contradict.
    Hard,
    /// It is weighed against the others, with this weight.
    Leaning(u8),
    /// The same, of what surrounds the step rather than of the step: all of these together count for no more
    /// than one answer of the step does.
    Around(u8),
}

/// A rule: it speaks for one way to trigger a step where its condition holds.
#[derive(Debug)]
pub struct Rule {
    /// Unique among the rules.
    pub id: &'static str,
    /// What it is called.
    pub name: &'static str,
    /// Which of [`SOURCES`](super::SOURCES) it comes from.
    pub source: &'static str,
    /// What it speaks for.
    pub side: Trigger,
    /// How much it counts.
    pub force: Force,
    /// Its condition, in words.
    pub when: &'static str,
    /// What it says of a step, with `{names}` in the place of the step's values.
    pub says: &'static str,
    /// What would show it wrong: the run, or the question.
    pub wrong_if: &'static str,
    pub(super) holds: fn(&Case<'_>) -> bool,
}

/// All rules, by theme.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    let tables: [&'static [Rule]; 6] =
        [&waiting::RULES, &data::RULES, &order::RULES, &reach::RULES, &load::RULES, &people::RULES];
    tables.into_iter().flatten()
}

impl Rule {
    /// The mode that it speaks for.
    #[must_use]
    pub const fn mode(&self) -> Mode {
        self.side.mode()
    }
}

const CALL: Trigger = Trigger::Call;
const EVENT: Trigger = Trigger::Event;
const COMMAND: Trigger = Trigger::Command;
