//! The approach: how the process as a whole is held together.
//!
//! Three are scored over named criteria, each of which gives points to some of them where it holds. The
//! one with most points is recommended; of equal ones, the one that is easier to follow. Like the rules,
//! the criteria say how it should be: whether a workflow conducts what follows today plays no part.

mod criteria;
#[cfg(test)]
mod tests;
mod tips;

use serde::Serialize;

use crate::model::{Circumstances, Consistency, Design, Mode, Purpose, StepId, Team};

use super::case::Case;
use super::opinion::opinion;
use super::ways::together;
use super::words::fill;

pub use criteria::CRITERIA;

/// How a process is held together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Approach {
    /// One conductor calls each step, and knows each outcome before the next.
    Orchestration,
    /// Event-driven work follows a called core; required steps that commit separately form a saga.
    HybridSaga,
    /// Services react to facts; nobody knows the whole.
    Choreography,
}

impl Approach {
    /// All three, the one that is easiest to follow first.
    pub const ALL: [Self; 3] = [Self::Orchestration, Self::HybridSaga, Self::Choreography];

    /// As it is written in a report: `hybrid-saga`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Orchestration => "orchestration",
            Self::HybridSaga => "hybrid-saga",
            Self::Choreography => "choreography",
        }
    }
}

/// A criterion: it gives points to some approaches where it holds.
#[derive(Debug)]
pub struct Criterion {
    /// Unique among the criteria.
    pub id: &'static str,
    /// What it is called.
    pub name: &'static str,
    /// Which of [`SOURCES`](super::SOURCES) it comes from.
    pub source: &'static str,
    /// Its condition, in words.
    pub when: &'static str,
    /// What it says of a process, with `{names}` in the place of values.
    pub says: &'static str,
    /// Points for orchestration, hybrid saga and choreography.
    pub points: [u8; 3],
    pub(super) holds: fn(&Facts<'_>) -> bool,
}

/// The approach that the criteria recommend, and why.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Recommendation {
    /// The one with most points.
    pub approach: Approach,
    /// The points of orchestration, hybrid saga and choreography.
    pub scores: [u32; 3],
    /// Every criterion that holds.
    pub reasons: Vec<CriterionSpoke>,
    /// The answers after which another approach would be recommended.
    pub tips: Vec<Tip>,
}

/// A criterion that holds.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CriterionSpoke {
    /// Its id.
    pub criterion: &'static str,
    /// What it says of this process.
    pub evidence: String,
    /// Which of [`SOURCES`](super::SOURCES) it comes from.
    pub source: &'static str,
    /// Points for orchestration, hybrid saga and choreography.
    pub points: [u8; 3],
}

/// An answer after which another approach would be recommended.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Tip {
    /// The step whose answer it would be; absent: an answer for the process as a whole.
    pub step: Option<StepId>,
    /// The field that would hold the answer.
    pub field: &'static str,
    /// The answer.
    pub answer: &'static str,
    /// The approach that would be recommended then.
    pub approach: Approach,
}

/// What the criteria look at: the steps as they are recommended, counted.
#[derive(Debug, Clone, Copy)]
pub(super) struct Facts<'a> {
    pub circumstances: &'a Circumstances,
    pub team: &'a Team,
    pub steps: usize,
    /// Steps that should be called; of these, the ones that change what the process is about.
    pub calls: usize,
    pub core_calls: usize,
    /// Called core steps that must be right for everybody at once.
    pub strong_calls: usize,
    /// Steps that should follow; of these, required ones, and ones that only tell.
    pub events: usize,
    pub required_events: usize,
    pub telling_events: usize,
    /// How many steps that should follow could react to the same fact, at most.
    pub parallel: usize,
    /// Services at which required core steps commit by themselves.
    pub commits: usize,
    /// Steps in a strict order that is audited.
    pub audited: usize,
    /// Whether a step’s history is to be read again.
    pub replay: bool,
}

/// The approach for a scenario.
pub(super) fn recommend(design: &Design, joined: &[Case<'_>]) -> Recommendation {
    let modes: Vec<Mode> = joined.iter().map(|case| opinion(case).mode).collect();
    let fixed = fixed(design, joined);
    let facts = fixed.counted(joined, &modes);
    let (approach, scores) = decide(&facts);
    let reasons = (CRITERIA.iter().filter(|it| (it.holds)(&facts)))
        .map(|it| CriterionSpoke {
            criterion: it.id,
            evidence: fill(it.says, &|name| facts.value(name)),
            source: it.source,
            points: it.points,
        })
        .collect();
    let tips = tips::tips(&fixed, joined, &modes, approach);
    Recommendation { approach, scores, reasons, tips }
}

fn decide(facts: &Facts<'_>) -> (Approach, [u32; 3]) {
    let mut scores = [0; 3];
    for criterion in CRITERIA.iter().filter(|it| (it.holds)(facts)) {
        for (score, points) in scores.iter_mut().zip(criterion.points) {
            *score += u32::from(points);
        }
    }
    let mut best = (Approach::Orchestration, 0);
    for (approach, score) in Approach::ALL.into_iter().zip(scores) {
        if score > best.1 {
            best = (approach, score);
        }
    }
    (best.0, scores)
}

/// What does not depend on how the steps are triggered.
fn fixed<'a>(design: &'a Design, cases: &[Case<'_>]) -> Facts<'a> {
    // What shares a unit commits together.
    let commits = |case: &Case<'_>| {
        case.is(Purpose::Core) && case.is_required() && case.step.business.unit.is_none()
    };
    let committing: Vec<usize> =
        (0..cases.len()).filter(|&it| cases.get(it).is_some_and(commits)).collect();
    let of = |it: usize| cases.get(it).map(|case| case.step);
    let name = |it: usize| of(it).map(|step| step.id.to_string()).unwrap_or_default();
    // For one request: on different ways nothing has to be undone for the other.
    let committing = together(design.shape(), &committing, name);
    let mut committing: Vec<&str> =
        committing.into_iter().filter_map(of).map(|step| step.service.as_str()).collect();
    committing.sort_unstable();
    committing.dedup();
    let is_audited =
        |case: &&Case<'_>| case.answers.ordered == Some(true) && case.answers.audit == Some(true);
    Facts {
        circumstances: &design.circumstances,
        team: &design.team,
        steps: cases.len(),
        calls: 0,
        core_calls: 0,
        strong_calls: 0,
        events: 0,
        required_events: 0,
        telling_events: 0,
        parallel: 0,
        commits: committing.len(),
        audited: cases.iter().filter(is_audited).count(),
        replay: cases.iter().any(|case| case.answers.replay == Some(true)),
    }
}

impl<'a> Facts<'a> {
    /// The same, with the steps counted as they should be triggered.
    fn counted(mut self, cases: &[Case<'_>], modes: &[Mode]) -> Facts<'a> {
        for (case, mode) in cases.iter().zip(modes) {
            match mode {
                Mode::RequestResponse => {
                    let is_core = matches!(case.answers.kind, None | Some(Purpose::Core));
                    let is_strong = case.answers.consistency == Some(Consistency::Strong);
                    self.calls += 1;
                    self.core_calls += usize::from(is_core);
                    self.strong_calls += usize::from(is_core && is_strong);
                }
                Mode::Event => {
                    self.events += 1;
                    self.required_events += usize::from(case.is_required());
                    self.telling_events += usize::from(case.is(Purpose::Notification));
                    self.parallel = self.parallel.max(case.beside + 1);
                }
            }
        }
        self
    }
}

impl Facts<'_> {
    /// The value that a criterion's words name.
    fn value(&self, name: &str) -> String {
        let count = match name {
            "calls" => self.calls,
            "core_calls" => self.core_calls,
            "events" => self.events,
            "required_events" => self.required_events,
            "parallel" => self.parallel,
            "commits" => self.commits,
            "audited" => self.audited,
            "steps" => self.steps,
            "teams" => self.team.teams.unwrap_or_default() as usize,
            "reads" => {
                let reads = self.circumstances.reads_per_write;
                return super::words::number(reads.map_or(0.0, crate::units::Factor::get));
            }
            _ => 0,
        };
        count.to_string()
    }
}
