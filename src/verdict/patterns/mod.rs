//! Patterns: what others have found to work, where it applies to a design as it is recommended.

mod table;
#[cfg(test)]
mod tests;

use serde::Serialize;

use crate::model::StepId;

use super::judged::Judged;
use super::words::fill_with;

pub use table::PATTERNS;

/// How many are proposed at once.
const AT_ONCE: usize = 5;

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
    /// When it should not be used although it applies.
    pub not_when: &'static str,
    /// What it helps against.
    pub helps: Helps,
    /// Whether a step that it applies to does without it so far, as far as the document tells.
    pub(super) lacks: fn(&Judged<'_>, usize) -> bool,
    /// The steps for whose sake it applies; none: it does not.
    pub(super) applies: fn(&Judged<'_>) -> Vec<usize>,
}

/// What a pattern helps against, the worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Helps {
    /// Something that is done twice, half, or although it should not.
    Wrong,
    /// Customers or events that are lost.
    Lost,
    /// Customers who wait.
    Waits,
    /// People who must understand or change it.
    Clear,
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
    /// Of these, how many do without it so far.
    pub missing: usize,
    /// Why it applies here.
    pub evidence: String,
    /// When it should not be used all the same.
    pub not_when: &'static str,
}

/// The patterns that apply to a design.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Patterns {
    /// Those that gain most here, five at most: first what is missing, by what it helps against, then by the
    /// work of the steps that do without it.
    pub proposed: Vec<PatternApplies>,
    /// Those that apply wherever anything follows.
    pub always: Vec<PatternApplies>,
}

/// Patterns that apply to everything that follows, and are said in one line.
const ALWAYS: [&str; 2] = ["correlation-id", "contracts"];

/// The patterns that apply to a design, as it is recommended.
pub(super) fn patterns(design: &Judged<'_>) -> Patterns {
    let mut found: Vec<(&'static Pattern, Vec<usize>, f64)> = Vec::new();
    let mut always = Vec::new();
    for pattern in &PATTERNS {
        let steps = (pattern.applies)(design);
        if steps.is_empty() {
            continue;
        }
        if ALWAYS.contains(&pattern.id) {
            always.push(applies(design, pattern, &steps));
            continue;
        }
        let lacking = steps.iter().filter(|&&step| (pattern.lacks)(design, step));
        let work = lacking.filter_map(|&step| Some(design.step(step)?.work.mean_ms()));
        // One that does without it counts, however little it works.
        let gain = work.map(|ms| ms + 1.0).sum();
        found.push((pattern, steps, gain));
    }
    found.sort_by(|(one, _, gain), (other, _, more)| {
        let is_in_place = |gain: &f64| *gain <= 0.0;
        let by_gain = more.total_cmp(gain);
        is_in_place(gain).cmp(&is_in_place(more)).then(one.helps.cmp(&other.helps)).then(by_gain)
    });
    found.truncate(AT_ONCE);
    let proposed =
        found.iter().map(|(pattern, steps, _)| applies(design, pattern, steps)).collect();
    Patterns { proposed, always }
}

fn applies(design: &Judged<'_>, pattern: &'static Pattern, steps: &[usize]) -> PatternApplies {
    let values =
        [("steps", design.labels(steps)), ("messages", messages(design, steps).to_owned())];
    PatternApplies {
        pattern: pattern.id,
        name: pattern.name,
        source: pattern.source,
        steps: design.ids(steps),
        missing: steps.iter().filter(|&&step| (pattern.lacks)(design, step)).count(),
        evidence: fill_with(pattern.says, &values),
        not_when: pattern.not_when,
    }
}

/// What these steps react to, or would.
fn messages(design: &Judged<'_>, steps: &[usize]) -> &'static str {
    let is_commanded = |step| design.is_command(step) || design.should_be_commanded(step);
    let commands = steps.iter().filter(|&&step| is_commanded(step)).count();
    match commands {
        0 => "Events",
        _ if commands == steps.len() => "Commands",
        _ => "Events and commands",
    }
}
