//! Moves: what a recommendation may change of a design, one kind each, in the order in which they are tried.
//!
//! A move is a row of a table: its words, and the parts that it could do of a design as it stands then. It
//! knows no run: a proposal is what the rules and findings would have, and is valid. Whether the design holds
//! with it is found out in `study`, which takes one proposal after the other and leaves out what makes
//! anything worse. So a move has alternatives: all its parts at once, then each half of them, each quarter,
//! until each part is alone; and for each of these, further ways of doing the same.

mod events;
mod guarantees;
mod order;
mod triggers;

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::ops::Range;

use crate::model::{Design, Edit, StepId};
use crate::units::format::listed;

use super::judged::Judged;
use super::repair::Repair;
use super::{Finding, Verdict};

/// Something that a recommendation may change.
#[derive(Debug)]
pub struct Move {
    /// Unique among the moves.
    pub id: &'static str,
    /// What it does, for a list: “Let follow what nobody waits for”.
    pub name: &'static str,
    /// Which of [`SOURCES`](super::SOURCES) it comes from.
    pub source: &'static str,
    /// Why it helps.
    pub why: &'static str,
    /// What is said of its parts, before the names of their steps.
    said: &'static str,
    /// What it could do.
    parts: fn(&Prospect<'_>) -> Vec<Part>,
    /// What else there is to say of it.
    more: fn(&Design, &Made) -> String,
    /// The same done further, where it does not hold as it is.
    ways: &'static [fn(&Design, &Made) -> Option<Made>],
}

impl PartialEq for Move {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

/// What a move would make of a design.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// Which move.
    pub of: &'static Move,
    /// The steps concerned, by id; empty: the process as a whole.
    pub steps: Vec<StepId>,
    /// What is done, as a sentence or two.
    pub said: String,
    /// The design after it.
    pub design: Design,
    /// The one answer after which it would not be proposed, as a sentence.
    pub reversed_by: String,
    /// Whether less of it could not be done.
    pub is_least: bool,
}

/// What a move offers as one of its alternatives.
#[derive(Debug, Clone, PartialEq)]
pub enum Offer {
    /// This.
    Proposal(Box<Proposal>),
    /// Nothing that would be valid, or another; a further alternative may.
    Nothing,
    /// There is no such alternative, and none after it.
    End,
}

/// All moves, in the order in which they are tried.
pub static MOVES: [&Move; 15] = [
    &order::ANSWER_FIRST,
    &triggers::CALL,
    &triggers::FOLLOW,
    &triggers::COMMAND,
    &triggers::CONDUCTOR,
    &order::SIDE_BY_SIDE,
    &guarantees::OWN_WORKERS,
    &events::NAMED,
    &guarantees::SURE,
    &guarantees::STATUS,
    &guarantees::TIMEOUTS,
    &guarantees::BREAKERS,
    &guarantees::RETRIES,
    &guarantees::IDEMPOTENT,
    &guarantees::LIMITS,
];

/// One alternative of a move, of a design on which this is the verdict.
#[must_use]
pub fn offer(design: &Design, verdict: &Verdict, of: &'static Move, alternative: usize) -> Offer {
    let prospect = Prospect::new(design, verdict);
    let parts = (of.parts)(&prospect);
    let ways = of.ways.len() + 1;
    let Some(range) = alternative_range(parts.len(), alternative / ways) else { return Offer::End };
    let is_least = range.len() == 1;
    let parts = parts.get(range).unwrap_or_default();
    let Some(made) = prospect.make(parts) else { return Offer::Nothing };
    let more = |made: &Made| (of.more)(design, made);
    let mut said = format!("{}: {}.{}", of.said, prospect.labels(&made.steps), more(&made));
    let made = match alternative % ways {
        0 => made,
        way => {
            let further = of.ways.get(way - 1).and_then(|further| further(design, &made));
            let is_change = |it: &Made| *it.design != **design;
            let Some(further) = further.filter(is_change) else { return Offer::Nothing };
            said.push_str(&further.more);
            further
        }
    };
    let reversed_by = parts.iter().find_map(|part| part.reversed_by.clone());
    Offer::Proposal(Box::new(Proposal {
        of,
        reversed_by: reversed_by.unwrap_or_else(|| prospect.reversal(&made.steps)),
        steps: made.steps,
        said,
        design: made.design,
        is_least,
    }))
}

/// Of so many parts, those of an alternative: all, then halves, quarters, and so on, until each is alone.
fn alternative_range(parts: usize, alternative: usize) -> Option<Range<usize>> {
    let mut open = VecDeque::new();
    open.push_back(0..parts);
    for _ in 0..alternative {
        let Range { start, end } = open.pop_front()?;
        if end - start > 1 {
            let middle = start + (end - start).div_ceil(2);
            open.extend([start..middle, middle..end]);
        }
    }
    open.pop_front().filter(|range| !range.is_empty())
}

/// A design that is to be changed, and what is known of it.
struct Prospect<'a> {
    design: &'a Design,
    verdict: &'a Verdict,
    judged: Judged<'a>,
}

/// What cannot be done in less.
struct Part {
    /// The steps concerned.
    steps: Vec<StepId>,
    change: Change,
    /// The answer that would reverse it, where the move knows better than the steps’ own verdicts.
    reversed_by: Option<String>,
}

enum Change {
    /// Valid together with others where not alone.
    Edits(Vec<Edit>),
    /// Made of the design as it is then.
    Mend(Repair),
}

/// What a move has made.
struct Made {
    steps: Vec<StepId>,
    design: Design,
    /// What else is said of it.
    more: String,
}

impl<'a> Prospect<'a> {
    fn new(design: &'a Design, verdict: &'a Verdict) -> Self {
        let judged = Judged::new(design, design.shape(), &verdict.steps);
        Self { design, verdict, judged }
    }

    /// Steps by what people call them, as a list in the document's order.
    fn labels(&self, ids: &[StepId]) -> String {
        let steps = self.design.process.steps.iter().filter(|step| ids.contains(&step.id));
        listed(&steps.map(|step| step.label().to_owned()).collect::<Vec<_>>())
    }

    fn findings<'f>(&'f self, kinds: &'f [&str]) -> impl Iterator<Item = &'f Finding> {
        self.verdict.findings.iter().filter(|it| kinds.contains(&it.kind.id))
    }

    /// The parts that would mend every finding of these kinds that a button can mend.
    fn mends(&self, kinds: &[&str]) -> Vec<Part> {
        let part = |it: &Finding| {
            let change = Change::Mend(it.repair.clone()?);
            Some(Part { steps: it.steps.clone(), change, reversed_by: None })
        };
        self.findings(kinds).filter_map(part).collect()
    }

    /// The answer that would turn round what is said of each of these steps; of many, of the first few.
    fn reversal(&self, steps: &[StepId]) -> String {
        const SHOWN: usize = 3;
        let mut answers: BTreeMap<(&str, &str), Vec<StepId>> = BTreeMap::new();
        for id in steps {
            if let Some(it) = self.verdict.step(id).and_then(|it| it.reversal.as_ref()) {
                answers.entry((it.answer, it.asks)).or_default().push(id.clone());
            }
        }
        let turned = answers.into_iter().map(|((answer, asks), mut ids)| {
            let others = ids.len().saturating_sub(SHOWN);
            ids.truncate(SHOWN);
            let labels = self.labels(&ids);
            let others = if others > 0 { format!(" and {others} more") } else { String::new() };
            format!("“{answer}” to “{asks}” of {labels}{others}")
        });
        let turned: Vec<String> = turned.collect();
        match turned.as_slice() {
            [] => "No one answer alone would.".to_owned(),
            turned if steps.len() > 1 => format!("{}; for that step alone.", turned.join("; ")),
            turned => format!("{}.", turned.join("; ")),
        }
    }

    /// The design after these parts, as far as each is valid; nothing where it would be the same.
    fn make(&self, parts: &[Part]) -> Option<Made> {
        let edits = |part: &Part| match &part.change {
            Change::Edits(edits) => Some(edits.clone()),
            Change::Mend(_) => None,
        };
        let together: Option<Vec<Vec<Edit>>> = parts.iter().map(edits).collect();
        let at_once = together.map(|edits| all(edits.concat()));
        let (mut steps, mut design) = (Vec::new(), self.design.clone());
        if let Some(change) = at_once.and_then(|it| it.apply(self.design).ok()) {
            design = change.design;
            steps.extend(parts.iter().flat_map(|part| part.steps.iter().cloned()));
        } else {
            for batch in batches(parts) {
                let done =
                    batch_edits(batch, &design).and_then(|edits| all(edits).apply(&design).ok());
                if let Some(better) = done {
                    steps.extend(batch.iter().flat_map(|part| part.steps.iter().cloned()));
                    design = better.design;
                    continue;
                }
                for part in batch {
                    let better = match &part.change {
                        Change::Edits(edits) => {
                            all(edits.clone()).apply(&design).map(|it| it.design)
                        }
                        Change::Mend(repair) => repair.apply(&design),
                    };
                    // What another part has mended along, or made impossible, is left out.
                    let Ok(better) = better else { continue };
                    if *better != *design {
                        design = better;
                        steps.extend(part.steps.iter().cloned());
                    }
                }
            }
        }
        steps.sort_unstable();
        steps.dedup();
        let is_same = *design == **self.design;
        (!is_same).then_some(Made { steps, design, more: String::new() })
    }
}

/// The parts as runs of such as concern different steps: these do not depend on one another.
fn batches(parts: &[Part]) -> Vec<&[Part]> {
    let mut batches = Vec::new();
    let mut rest = parts;
    while !rest.is_empty() {
        let mut seen: BTreeSet<StepId> = BTreeSet::new();
        let shares = |part: &Part| part.steps.iter().any(|step| !seen.insert(step.clone()));
        let end = rest.iter().map(shares).position(|it| it).unwrap_or(rest.len()).max(1);
        let (batch, others) = rest.split_at(end);
        batches.push(batch);
        rest = others;
    }
    batches
}

/// All edits of parts that do not depend on one another.
fn batch_edits(parts: &[Part], design: &Design) -> Option<Vec<Edit>> {
    let edits = parts.iter().map(|part| match &part.change {
        Change::Edits(edits) => Some(edits.clone()),
        Change::Mend(repair) => Some(vec![repair.edit(design, "").ok()?]),
    });
    Some(edits.collect::<Option<Vec<_>>>()?.concat())
}

fn all(edits: Vec<Edit>) -> Edit {
    Edit::All { said: String::new(), edits }
}

/// Where there is nothing more to say.
fn nothing_more(_: &Design, _: &Made) -> String {
    String::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alternatives_are_all_parts_then_halves_until_each_is_alone() {
        let of = |parts| -> Vec<Range<usize>> {
            (0..).map_while(|it| alternative_range(parts, it)).collect()
        };
        assert_eq!(of(0), Vec::<Range<usize>>::new());
        assert_eq!(of(2), [0..2, 0..1, 1..2]);
        assert_eq!(of(3), [0..3, 0..2, 2..3, 0..1, 1..2]);
    }
}
