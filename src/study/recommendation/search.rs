//! The search for the recommended design: proposed, held against runs, and taken or left out.

use std::sync::Arc;

use super::{Asked, Change, Recommended, Refused, obstacles, unneeded};
use crate::engine::Report;
use crate::figures::{FIGURES, figure};
use crate::model::{Design, StepId};
use crate::study::flips::Gain;
use crate::verdict::{FindingKind, MOVES, Move, Offer, Proposal, Severity, Verdict, offer};

/// So many changes are taken at most: far more than there are moves, and an end where two moves should ever
/// undo each other.
const MOST: usize = 64;

/// Fewer served than by this share of all customers are no reason to leave a change out.
const LEAST: f64 = 0.0005;

/// What is known of a design's run.
#[derive(Debug, Clone)]
pub enum Known {
    /// It has not ended.
    NotYet,
    /// It has, in this.
    Report(Arc<Report>),
    /// It never will.
    Never,
}

/// How a search stands after an advance.
#[derive(Debug, Clone, PartialEq)]
pub enum Advance {
    /// It has done a little, and goes on.
    Working,
    /// It needs runs of these designs, those that it knew of left out.
    Needs(Vec<Design>),
    /// It has come to its end.
    Done,
}

/// A search under way.
#[derive(Debug, Clone)]
pub struct Search {
    original: Design,
    without: Vec<&'static str>,
    taken: Vec<Taken>,
    /// What does not hold, each of the design that it was proposed of.
    refused: Vec<(Design, Turned)>,
    stage: Stage,
    /// The verdict on the design so far, while it is looked at.
    verdict: Option<Arc<Verdict>>,
    /// The search that shows what an answer would gain that nobody has given.
    asked: Option<Box<Search>>,
}

#[derive(Debug, Clone)]
struct Taken {
    proposal: Proposal,
    place: usize,
    alternative: usize,
}

#[derive(Debug, Clone)]
struct Turned {
    place: usize,
    alternative: usize,
    /// Whether less of it could not be done.
    is_least: bool,
    refused: Refused,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Stage {
    /// This alternative of the move of this place is asked next; whether any of this round was taken.
    Proposing {
        place: usize,
        alternative: usize,
        is_changed: bool,
    },
    /// What was taken is held against the runs.
    Holding,
    /// What was taken holds; what an answer would gain is looked at.
    Asking,
    Done,
}

impl Search {
    /// The search for what is recommended of a design, without the moves of these ids.
    #[must_use]
    pub fn new(design: &Design, without: &[&'static str]) -> Self {
        Self {
            original: design.clone(),
            without: without.to_vec(),
            taken: Vec::new(),
            refused: Vec::new(),
            stage: Stage::new_round(),
            verdict: None,
            asked: None,
        }
    }

    /// The design that it began with.
    #[must_use]
    pub fn original(&self) -> &Design {
        &self.original
    }

    /// The design so far.
    #[must_use]
    pub fn design(&self) -> &Design {
        self.taken.last().map_or(&self.original, |taken| &taken.proposal.design)
    }

    /// The designs that are held against one another, the original first.
    pub fn designs(&self) -> impl Iterator<Item = &Design> {
        std::iter::once(&self.original).chain(self.taken.iter().map(|it| &it.proposal.design))
    }

    /// Whether it has come to its end.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.stage == Stage::Done
    }

    /// Goes on by a little: asks one move, or holds what was taken against what is known.
    pub fn advance(&mut self, known: &dyn Fn(&Design) -> Known) -> Advance {
        match self.stage {
            Stage::Proposing { place, alternative, is_changed } => {
                self.propose(place, alternative, is_changed);
                Advance::Working
            }
            Stage::Holding => self.hold(known),
            Stage::Asking => self.ask(known),
            Stage::Done => Advance::Done,
        }
    }

    /// What came of it so far.
    #[must_use]
    pub fn recommended(&self, known: &dyn Fn(&Design) -> Known) -> Recommended {
        let report = |design: &Design| match known(design) {
            Known::Report(report) => Some(report),
            Known::NotYet | Known::Never => None,
        };
        let gain = |(before, after): (&Design, &Design)| {
            let (old, new) = (report(before)?, report(after)?);
            Some(Gain::between((before, &old), (after, &new)))
        };
        let whole = gain((&self.original, self.design()));
        let changes = self.designs().zip(&self.taken).map(|(before, taken)| {
            let Proposal { of, steps, said, design, reversed_by, .. } = &taken.proposal;
            Change {
                of,
                steps: steps.clone(),
                said: said.clone(),
                reversed_by: reversed_by.clone(),
                gain: gain((before, design)),
            }
        });
        let here = |(base, it): &&(Design, Turned)| it.is_least && base.is(self.design());
        let here = self.refused.iter().filter(here);
        let refused = here.map(|(_, turned)| turned.refused.clone()).collect();
        let verdict = self.verdict.as_ref();
        let obstacles =
            verdict.map(|it| obstacles(self.design(), it, report(self.design()).as_deref()));
        Recommended {
            design: self.design().clone(),
            changes: changes.collect(),
            gain: whole,
            refused,
            asked: self.asked(&report),
            obstacles: obstacles.unwrap_or_default(),
        }
    }

    fn propose(&mut self, place: usize, alternative: usize, is_changed: bool) {
        let Some(of) = MOVES.get(place).copied() else {
            // A round without a change is the last one.
            let goes_on = is_changed && self.taken.len() < MOST;
            self.stage = if goes_on { Stage::new_round() } else { Stage::Holding };
            return;
        };
        let next = Stage::Proposing { place: place + 1, alternative: 0, is_changed };
        if self.without.contains(&of.id) {
            self.stage = next;
            return;
        }
        let design = self.design().clone();
        let verdict = match &self.verdict {
            Some(verdict) => Arc::clone(verdict),
            None => Arc::new(Verdict::of(&design)),
        };
        self.verdict = Some(Arc::clone(&verdict));
        self.stage = Stage::Proposing { place, alternative: alternative + 1, is_changed };
        let is_known = |(base, it): &(Design, Turned)| {
            it.place == place && it.alternative == alternative && base.is(&design)
        };
        if self.refused.iter().any(is_known) {
            return;
        }
        match offer(&design, &verdict, of, alternative) {
            Offer::End => self.stage = next,
            Offer::Nothing => {}
            Offer::Proposal(proposal) => {
                let after = Verdict::of(&proposal.design);
                if let Some(kind) = new_error(&verdict, &after) {
                    let why = format!("It would bring an error: {}.", kind.name);
                    self.turn_down(design, (place, alternative), &proposal, why);
                    return;
                }
                self.taken.push(Taken { proposal: *proposal, place, alternative });
                self.verdict = Some(Arc::new(after));
                self.stage =
                    Stage::Proposing { place: place + 1, alternative: 0, is_changed: true };
            }
        }
    }

    fn turn_down(
        &mut self,
        base: Design,
        (place, alternative): (usize, usize),
        proposal: &Proposal,
        why: String,
    ) {
        let refused = Refused { of: proposal.of, said: proposal.said.clone(), why };
        self.refused
            .push((base, Turned { place, alternative, is_least: proposal.is_least, refused }));
    }

    fn hold(&mut self, known: &dyn Fn(&Design) -> Known) -> Advance {
        let designs: Vec<Design> = self.designs().cloned().collect();
        let mut missing: Vec<Design> = Vec::new();
        for design in &designs {
            let is_missing = matches!(known(design), Known::NotYet);
            if is_missing && !missing.iter().any(|it| it.runs_like(design)) {
                missing.push(design.clone());
            }
        }
        if !missing.is_empty() {
            return Advance::Needs(missing);
        }
        let worse = designs.windows(2).enumerate().find_map(|(index, pair)| {
            let [before, after] = pair else { return None };
            let of = self.taken.get(index)?.proposal.of;
            let why = match (known(before), known(after)) {
                (Known::Report(old), Known::Report(new)) => worse(of, &old, &new)?,
                _ => "It could not be run.".to_owned(),
            };
            Some((index, before.clone(), why))
        });
        let Some((index, base, why)) = worse else {
            let asked = unneeded(self.design());
            self.asked = asked.map(|design| Box::new(Self::new(&design, &self.without)));
            self.stage = Stage::Asking;
            return Advance::Working;
        };
        let mut gone = self.taken.split_off(index).into_iter();
        if let Some(Taken { proposal, place, alternative }) = gone.next() {
            self.turn_down(base, (place, alternative), &proposal, why);
            // What it means next, or the moves after it; then a whole round.
            let alternative = alternative + 1;
            self.stage = Stage::Proposing { place, alternative, is_changed: true };
        }
        self.verdict = None;
        Advance::Working
    }

    /// What would be proposed, were no step in need of another that has not said so.
    fn ask(&mut self, known: &dyn Fn(&Design) -> Known) -> Advance {
        if let Some(asked) = &mut self.asked
            && matches!(asked.stage, Stage::Proposing { .. })
        {
            return asked.advance(known);
        }
        let now = self.design();
        let better = self.asked.as_ref().map(|asked| asked.design());
        let better = better.filter(|better| !better.runs_like(now));
        let pair = better.into_iter().chain(better.and(Some(now)));
        let missing: Vec<Design> =
            pair.filter(|it| matches!(known(it), Known::NotYet)).cloned().collect();
        if !missing.is_empty() {
            return Advance::Needs(missing);
        }
        self.stage = Stage::Done;
        Advance::Working
    }

    /// What an answer would gain, where that is known.
    fn asked(&self, report: &dyn Fn(&Design) -> Option<Arc<Report>>) -> Option<Asked> {
        let (now, better) = (self.design(), self.asked.as_ref()?.design());
        if better.runs_like(now) {
            return None;
        }
        let differ = now.process.steps.iter().zip(&better.process.steps);
        let moved =
            differ.filter(|(step, other)| step.after != other.after || step.mode != other.mode);
        let steps: Vec<StepId> = moved.map(|(step, _)| step.id.clone()).collect();
        let gain = Gain::between((now, &*report(now)?), (better, &*report(better)?));
        let figures = [&gain.answer_p95_ms, &gain.completion_p95_ms, &gain.success_ratio];
        let would_gain = figures.into_iter().any(|it| it.beyond_chance().is_some());
        (!steps.is_empty() && would_gain).then_some(Asked { steps, gain })
    }
}

impl Stage {
    const fn new_round() -> Self {
        Self::Proposing { place: 0, alternative: 0, is_changed: false }
    }
}

/// A kind of error that a design has and the one before it had not, at a step or as a whole.
fn new_error(before: &Verdict, after: &Verdict) -> Option<&'static FindingKind> {
    let errors = |verdict: &Verdict| -> Vec<(&'static FindingKind, Option<StepId>)> {
        let errors = verdict.findings.iter().filter(|it| it.severity == Severity::Error);
        let placed = errors.flat_map(|it| {
            let steps: Vec<Option<StepId>> = match it.steps.as_slice() {
                [] => vec![None],
                steps => steps.iter().cloned().map(Some).collect(),
            };
            steps.into_iter().map(|step| (it.kind, step))
        });
        placed.collect()
    };
    let old = errors(before);
    errors(after).into_iter().find(|it| !old.contains(it)).map(|(kind, _)| kind)
}

/// What a design does worse than the one before it, as a sentence: a target or a tolerance that was met, or
/// customers who were served. What must be answered is called even where fewer are served then: those who
/// were had been told yes too early.
fn worse(of: &Move, before: &Report, after: &Report) -> Option<String> {
    let served = const { figure("success_ratio") }.difference(before, after);
    let fewer = served.beyond_chance().filter(|it| *it <= -LEAST && of.id != "call");
    let fewer =
        fewer.map(|it| format!("{:.1} of 100 customers fewer would be served.", -it * 100.0));
    breaks(before, after).or(fewer)
}

/// Which target or tolerance a design misses that the one before it met, as a sentence.
#[must_use]
pub fn breaks(before: &Report, after: &Report) -> Option<String> {
    let target = before.targets.iter().find_map(|(id, old)| {
        let is_met = after.targets.get(id).is_none_or(|new| new.met);
        (old.met && !is_met).then_some(id)
    });
    if let Some(id) = target {
        let figure = FIGURES.iter().find(|it| it.target == Some(id.as_str()));
        let name = figure.map_or(id.as_str(), |it| it.name);
        return Some(format!("It would miss a target that is met: {name}."));
    }
    let tolerance = before.tolerances.iter().find_map(|(step, old)| {
        let is_met = after.tolerances.get(step).is_none_or(|new| new.met);
        (old.met && !is_met).then_some(step)
    });
    tolerance.map(|step| format!("It would miss a tolerance that is met: that of `{step}`."))
}
