//! Capacity: the highest arrival rate at which 99 of 100 customers are served and no backlog grows.
//!
//! A rate that is carried must be carried for ever, so a design is tried steadily and without trouble. What
//! is changed of it, and nothing else:
//!
//! - its faults are removed and its profile is emptied: they would only tell how long a peak takes to drain;
//! - the rate is the one that is tried;
//! - the warm-up is at least five times as long as all its steps work together, so that what fills up at the
//!   beginning is no growth, and so is the drain, so that nobody is unanswered since the run ended;
//! - after the warm-up it runs for 10,000 arrivals, or as long as the scenario does where that is longer; warm-up
//!   and the rest are each no longer than 50,000 arrivals take.
//!
//! A rate is *carried* where 99 of 100 customers are served, neither those who wait for an answer nor any
//! topic's backlog grow, no conductor is behind, and no replication met its budget. What of this fails is the
//! [`Limit`].
//!
//! The search doubles the present rate until it is not carried, or halves it until it is, seven times at
//! most, and then tries the geometric mean of both until they are within [`CLOSE`]: [`MOST_RUNS`] runs of
//! 100,000 requests at most. It keeps nothing: each time it is asked it goes from the present rate again,
//! over the reports that are known, to the first that is not. So it can be continued by whoever has runs done
//! elsewhere, and a run that is known is never made again.
//!
//! Growth by fewer than about 3 of 100 arrivals cannot be told from chance in so many requests: a design without
//! patience may be said to carry that much more than it does.

mod words;

use serde::Serialize;

use super::paired::extent;
use super::sweep::present_rate;
use crate::engine::report::StoppedBy;
use crate::engine::{Extent, Report, simulate};
use crate::model::{Design, Scenario, StepId};
use crate::units::{PerSecond, Seconds};

/// At least this share of the customers is served where a rate is carried.
pub const SERVED: f64 = 0.99;

/// The rates between which the limit lies are no further apart than so many times.
pub const CLOSE: f64 = 1.02;

/// The search takes no more runs: the present rate, seven times half or twice as much, and six between.
pub const MOST_RUNS: usize = 14;

/// How many times the present rate is tried at most; and at least, one such part of it.
const BOUND: f64 = 128.0;

/// A replication measures at least so many arrivals.
const ARRIVALS: f64 = 10_000.0;

/// The replications of a run offer at least so many requests together.
const REQUESTS: u64 = 100_000;

/// A replication is no longer, for its warm-up or for what it measures, than so many arrivals take.
const MOST_ARRIVALS: f64 = 50_000.0;

/// The warm-up and the drain are so many times as long as all steps work together.
const SETTLES: f64 = 5.0;

/// From here on the workers of a conductor are taken all the time: what it has to hear piles up.
const ALL_THE_TIME: f64 = 0.99;

/// The search for the highest rate that a design carries.
#[derive(Debug, Clone, PartialEq)]
pub struct Capacity {
    design: Design,
    /// In requests a second.
    present: f64,
}

/// How the search goes on.
#[derive(Debug, Clone, PartialEq)]
pub enum Next {
    /// By the report of these replications of a design.
    Run(Design, Extent),
    /// It has ended.
    Done(Carried),
}

/// What a design carries.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Carried {
    /// All rates up to one.
    UpTo {
        /// The highest rate that was seen to be carried, in requests a second.
        at_least: f64,
        /// The lowest that was seen not to be; absent where 128 times the present rate is carried.
        exceeded: Option<Exceeded>,
    },
    /// Not even the least rate that was tried, a 128th of the present one.
    NoRate(Exceeded),
}

/// A rate that is not carried, and why.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Exceeded {
    /// In requests a second.
    pub rate_per_s: f64,
    /// What is met there.
    pub limit: Limit,
}

/// What is met where a rate is not carried; of several the first of these.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Limit {
    /// Fewer than 99 of 100 customers are served.
    NotServed,
    /// Ever more customers wait for their answer.
    WaitingGrows,
    /// Ever more events wait for this step; of several steps the one at which most more do.
    BacklogGrows(StepId),
    /// The conductor of the workflow is behind: its workers are taken all the time.
    ConductorIsBehind,
    /// A replication met its budget of events.
    CutShort,
}

/// The highest rate that a design carries, from runs that are made here.
///
/// # Errors
/// A sentence where there is no rate to change.
pub fn carried(design: &Design) -> Result<Carried, &'static str> {
    Ok(Capacity::new(design)?.search(simulate))
}

impl Capacity {
    /// A search of which nothing is known.
    ///
    /// # Errors
    /// A sentence where there is no rate to change.
    pub fn new(design: &Design) -> Result<Self, &'static str> {
        Ok(Self { present: present_rate(design)?, design: design.clone() })
    }

    /// The whole search, by runs that are made at once.
    pub fn search(&self, mut run: impl FnMut(&Design, Extent) -> Report) -> Carried {
        let mut reports = Vec::new();
        loop {
            let mut known = reports.iter();
            match self.next(|_, _| known.next()) {
                Next::Run(design, extent) => reports.push(run(&design, extent)),
                Next::Done(carried) => return carried,
            }
        }
    }

    /// How the search goes on from what is known: it asks for one report after the other, always in the same
    /// order, until one is not known.
    pub fn next<'a>(&self, mut known: impl FnMut(&Design, Extent) -> Option<&'a Report>) -> Next {
        let least = self.present / BOUND;
        let most = PerSecond::clamped(self.present * BOUND).get();
        // The highest rate that is carried, 0 before there is one, and the lowest that is not.
        let (mut at_least, mut exceeded) = (0.0, None::<Exceeded>);
        let mut rate_per_s = self.present;
        loop {
            let (design, extent) = self.tried_at(rate_per_s);
            let Some(report) = known(&design, extent) else { return Next::Run(design, extent) };
            match limit(&design, report) {
                None => at_least = rate_per_s,
                Some(limit) => exceeded = Some(Exceeded { rate_per_s, limit }),
            }
            let is_any_carried = at_least > 0.0;
            rate_per_s = match exceeded {
                None if at_least < most => most.min(2.0 * at_least),
                Some(Exceeded { rate_per_s: above, .. }) if !is_any_carried && above > least => {
                    least.max(above / 2.0)
                }
                Some(Exceeded { rate_per_s: above, .. })
                    if is_any_carried && above > CLOSE * at_least =>
                {
                    libm::sqrt(at_least * above)
                }
                Some(exceeded) if !is_any_carried => return Next::Done(Carried::NoRate(exceeded)),
                exceeded => return Next::Done(Carried::UpTo { at_least, exceeded }),
            };
        }
    }

    /// The design as it is tried at a rate, and how much of it is run.
    fn tried_at(&self, rate_per_s: f64) -> (Design, Extent) {
        let mut steady = Scenario::clone(&self.design);
        steady.faults.clear();
        let works_ms: f64 = steady.process.steps.iter().map(|step| step.work.mean_ms()).sum();
        let workload = &mut steady.workload;
        workload.profile.clear();
        workload.rate_per_s = PerSecond::clamped(rate_per_s);
        let longest_s = MOST_ARRIVALS / rate_per_s;
        let settles_s = longest_s.min(SETTLES * works_ms / 1e3);
        let measured_s = longest_s.min(workload.duration_s.get()).max(ARRIVALS / rate_per_s);
        let warm_up_s = settles_s.max(workload.warm_up_s.get());
        workload.duration_s = Seconds::clamped(warm_up_s + measured_s);
        // No longer than half of it, where it is as long as there is.
        workload.warm_up_s = Seconds::clamped(warm_up_s.min(workload.duration_s.get() / 2.0));
        workload.drain_s = Seconds::clamped(settles_s.max(workload.drain_s.get()));
        // Less that goes wrong, and another length, make no design invalid.
        let tried = Design::check(steady).unwrap_or_else(|_| self.design.clone());
        let extent = extent(&tried, REQUESTS);
        (tried, extent)
    }
}

impl Carried {
    /// The highest rate that was seen to be carried, in requests a second; absent where none was.
    #[must_use]
    pub const fn at_least(&self) -> Option<f64> {
        match self {
            Self::UpTo { at_least, .. } => Some(*at_least),
            Self::NoRate(_) => None,
        }
    }
}

/// What a design meets, by its report; nothing where it carries what arrived.
fn limit(design: &Design, report: &Report) -> Option<Limit> {
    if report.success_ratio.is_none_or(|served| served < SERVED) {
        return Some(Limit::NotServed);
    }
    if report.waiting_growth_per_s.is_some() {
        return Some(Limit::WaitingGrows);
    }
    let growing = (report.topics.iter())
        .filter_map(|(step, topic)| Some((step, topic.backlog_growth_per_s?)))
        .max_by(|(_, one), (_, other)| one.total_cmp(other));
    if let Some((step, _)) = growing {
        return Some(Limit::BacklogGrows(step.as_str().into()));
    }
    let conductor = design.process.workflow.as_ref().map(|workflow| workflow.service.as_str());
    let taken = conductor.and_then(|it| report.services.get(it)?.utilisation);
    if taken.is_some_and(|taken| taken >= ALL_THE_TIME) {
        return Some(Limit::ConductorIsBehind);
    }
    (report.stopped_by == StoppedBy::EventBudget).then_some(Limit::CutShort)
}

#[cfg(test)]
mod tests;
