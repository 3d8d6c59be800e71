//! The rules: each speaks for a call or for an event where its condition holds.
//!
//! A rule is a row of a table. What it says is a template that is filled with the step's own values.
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

use crate::model::Mode;

use super::case::Case;

/// From this tolerance on a delay does not show.
pub(super) const TOLERABLE_MS: f64 = 10_000.0;
/// Up to this tolerance a hop through a broker may show.
pub(super) const HARDLY_TOLERABLE_MS: f64 = 1_000.0;
/// From so many reads for one write on, reads are worth a model of their own.
pub(super) const MANY_READS: f64 = 10.0;
/// From so many others on, a fact has several who react.
pub(super) const SEVERAL: usize = 2;
/// From so many teams on, releasing together costs more than it gives.
pub(super) const MANY_TEAMS: u32 = 3;

/// How much a rule counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "force", content = "weight")]
pub enum Force {
    /// It decides; only another hard rule can contradict.
    Hard,
    /// It is weighed against the others, with this weight.
    Leaning(u8),
}

/// A rule: it speaks for one mode where its condition holds.
#[derive(Debug)]
pub struct Rule {
    /// Unique among the rules.
    pub id: &'static str,
    /// What it is called.
    pub name: &'static str,
    /// Which of [`SOURCES`](super::SOURCES) it comes from.
    pub source: &'static str,
    /// The mode that it speaks for.
    pub side: Mode,
    /// How much it counts.
    pub force: Force,
    /// Its condition, in words.
    pub when: &'static str,
    /// What it says of a step, with `{names}` in the place of the step's values.
    pub says: &'static str,
    pub(super) holds: fn(&Case<'_>) -> bool,
}

/// All rules, by theme.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    let tables: [&'static [Rule]; 6] =
        [&waiting::RULES, &data::RULES, &order::RULES, &reach::RULES, &load::RULES, &people::RULES];
    tables.into_iter().flatten()
}

const CALL: Mode = Mode::RequestResponse;
const EVENT: Mode = Mode::Event;
