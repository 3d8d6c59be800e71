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

use crate::model::{Circumstances, Design, Purpose, StepId, Team, Trigger};

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
    /// Event-driven work follows a called core.
    Hybrid,
    /// Services react to facts; nobody knows the whole.
    Choreography,
}

impl Approach {
    /// All three, the one that is easiest to follow first.
    pub const ALL: [Self; 3] = [Self::Orchestration, Self::Hybrid, Self::Choreography];

    /// As it is written in a report: `hybrid`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Orchestration => "orchestration",
            Self::Hybrid => "hybrid",
            Self::Choreography => "choreography",
        }
    }
}

impl Approach {
    /// How the process is controlled, after source 000.
    #[must_use]
    pub const fn model(self) -> &'static str {
        match self {
            Self::Orchestration => {
                "One place knows each outcome before the next step: by calls while somebody waits, or by a workflow behind the answer."
            }
            Self::Hybrid => {
                "A core that is called, because somebody waits for it or it must be right at once, and work that reacts to its events."
            }
            Self::Choreography => {
                "Services react to what has happened; nobody knows the whole, and nobody waits."
            }
        }
    }

    /// What it is ideal for, after source 000.
    #[must_use]
    pub const fn ideal_for(self) -> &'static str {
        match self {
            Self::Orchestration => {
                "Conversations with whoever waits, and short, predictable sequences that must be followed step by step."
            }
            Self::Hybrid => {
                "Transactions of several steps whose core must hold together, while updates and notices may follow."
            }
            Self::Choreography => {
                "Work in the background, streams of readings, and facts to which several react by themselves."
            }
        }
    }

    /// What it does to a team, after source 000.
    #[must_use]
    pub const fn team_impact(self) -> &'static str {
        match self {
            Self::Orchestration => {
                "Simple to begin with and to debug. As calls it is coupled: a failure is everybody’s, and teams release together; as a workflow, whoever conducts changes with every step."
            }
            Self::Hybrid => {
                "Two ways of working side by side: compensations and the border between both need care."
            }
            Self::Choreography => {
                "Teams move by themselves, but finding out where one request is takes tracing, and mature operations."
            }
        }
    }

    /// A typical case, of source 000.
    #[must_use]
    pub const fn typical(self) -> &'static str {
        match self {
            Self::Orchestration => {
                "A transfer in online banking: debited and credited, confirmed at once."
            }
            Self::Hybrid => {
                "A checkout: payment and stock at once, confirmation and shipping by events."
            }
            Self::Choreography => {
                "Parcel tracking: a scan updates dashboards and sends notices, each by itself."
            }
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
    /// Points for orchestration, hybrid and choreography.
    pub points: [u8; 3],
    pub(super) holds: fn(&Facts<'_>) -> bool,
}

/// The approach that the criteria recommend, and why.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Recommendation {
    /// The one with most points; absent while too little is known.
    pub approach: Option<Approach>,
    /// Whether required steps commit apart and something of it can be undone: a saga.
    pub is_saga: bool,
    /// Whether a workflow should conduct steps behind the line.
    pub is_conducted: bool,
    /// The points of orchestration, hybrid and choreography.
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
    /// Points for orchestration, hybrid and choreography.
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
    /// Steps of which something is recommended.
    pub steps: usize,
    /// Steps of which nothing is.
    pub unknown: usize,
    /// Steps that should be called; of these, the ones that change what the process is about.
    pub calls: usize,
    pub core_calls: usize,
    /// Steps that should be called and only look something up.
    pub asking_calls: usize,
    /// Called core steps that must be right for everybody at once.
    pub strong_calls: usize,
    /// Steps that a workflow should command.
    pub commands: usize,
    /// Steps that should follow an event; of these, required ones that do more than tell, and ones that only tell.
    pub events: usize,
    pub required_events: usize,
    pub telling_events: usize,
    /// How many steps that should follow could react to the same fact, at most.
    pub parallel: usize,
    /// Services at which required core steps commit by themselves, and whether any of these can be undone.
    pub commits: usize,
    pub can_be_undone: bool,
    /// Steps in a strict order that is audited.
    pub audited: usize,
    /// Whether a step’s history is to be read again.
    pub replay: bool,
}

/// The approach for a scenario.
pub(super) fn recommend(design: &Design, joined: &[Case<'_>]) -> Recommendation {
    let triggers: Vec<Option<Trigger>> = joined.iter().map(|it| opinion(it).trigger).collect();
    let fixed = fixed(design, joined);
    let facts = fixed.counted(joined, &triggers);
    let (approach, scores) = decide(&facts);
    let reasons = (CRITERIA.iter().filter(|it| (it.holds)(&facts)))
        .map(|it| CriterionSpoke {
            criterion: it.id,
            evidence: fill(it.says, &|name| facts.value(name)),
            source: it.source,
            points: it.points,
        })
        .collect();
    let tips = tips::tips(&fixed, joined, &triggers, approach);
    let is_saga = approach.is_some() && facts.commits > 1 && facts.can_be_undone;
    let is_conducted = facts.commands > 0;
    Recommendation { approach, is_saga, is_conducted, scores, reasons, tips }
}

/// The approach with most points, and the points of all; none while most steps say nothing, and nobody
/// has said whether the core is a conversation.
fn decide(facts: &Facts<'_>) -> (Option<Approach>, [u32; 3]) {
    let mut scores = [0; 3];
    for criterion in CRITERIA.iter().filter(|it| (it.holds)(facts)) {
        for (score, points) in scores.iter_mut().zip(criterion.points) {
            *score += u32::from(points);
        }
    }
    let is_known = facts.circumstances.conversation.is_some() || facts.steps > facts.unknown;
    let mut best = (None, 0);
    for (approach, score) in Approach::ALL.into_iter().zip(scores) {
        if is_known && score > best.1 {
            best = (Some(approach), score);
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
    let can_be_undone = (committing.iter().filter_map(|&it| of(it)))
        .any(|step| step.business.compensation.is_some());
    let mut committing: Vec<&str> =
        committing.into_iter().filter_map(of).map(|step| step.service.as_str()).collect();
    committing.sort_unstable();
    committing.dedup();
    let is_audited =
        |case: &&Case<'_>| case.answers.ordered == Some(true) && case.answers.audit == Some(true);
    Facts {
        circumstances: &design.circumstances,
        team: &design.team,
        steps: 0,
        unknown: 0,
        commands: 0,
        calls: 0,
        core_calls: 0,
        asking_calls: 0,
        strong_calls: 0,
        events: 0,
        required_events: 0,
        telling_events: 0,
        parallel: 0,
        commits: committing.len(),
        can_be_undone,
        audited: cases.iter().filter(is_audited).count(),
        replay: cases.iter().any(|case| case.answers.replay == Some(true)),
    }
}

impl<'a> Facts<'a> {
    /// The same, with the steps counted as they should be triggered.
    fn counted(mut self, cases: &[Case<'_>], triggers: &[Option<Trigger>]) -> Facts<'a> {
        for (case, trigger) in cases.iter().zip(triggers) {
            let is_core = case.is(Purpose::Core);
            self.steps += 1;
            match trigger {
                Some(Trigger::Call) => {
                    self.calls += 1;
                    self.core_calls += usize::from(is_core);
                    self.asking_calls += usize::from(case.is(Purpose::Query));
                    self.strong_calls += usize::from(is_core && case.is_strong());
                }
                Some(Trigger::Event) => {
                    self.events += 1;
                    let tells = case.is(Purpose::Notification);
                    self.required_events += usize::from(case.is_required() && !tells);
                    self.telling_events += usize::from(tells);
                    self.parallel = self.parallel.max(case.beside + 1);
                }
                Some(Trigger::Command) => self.commands += 1,
                None => {
                    self.steps -= 1;
                    self.unknown += 1;
                }
            }
        }
        // Those beside it may be called.
        self.parallel = self.parallel.min(self.events);
        self
    }
}

impl Facts<'_> {
    /// Steps that should react to events and do more than tell.
    fn working(&self) -> usize {
        self.events - self.telling_events
    }

    /// Whether work should react to events: several that do more than tell, or one that is required.
    fn has_work(&self) -> bool {
        self.working() > 1 || self.required_events > 0
    }

    /// Whether a workflow should command half of the steps or more, of those of which something is said.
    fn is_mostly_commanded(&self) -> bool {
        self.commands > 0 && self.commands * 2 >= self.steps
    }

    /// The value that a criterion's words name.
    fn value(&self, name: &str) -> String {
        let count = match name {
            "calls" => self.calls,
            "core_calls" => self.core_calls,
            "events" => self.events,
            "required_events" => self.required_events,
            "parallel" => self.parallel,
            "commands" => self.commands,
            "conducted" => self.calls + self.commands,
            "working" => self.working(),
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
