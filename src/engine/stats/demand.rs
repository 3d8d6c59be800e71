//! Demand: what is asked of a service or a topic, over what it can do.
//!
//! How often each customer asks for a step (attempts, events, redeliveries) is counted; how many customers
//! come in a second and how long the work takes on average are taken from the document, since chance in these
//! says nothing of the design. Where nothing is tried again and no fault is there, it is what the document
//! alone says (`src/verdict/demand.rs`), to the last digit.

use crate::engine::plan::{ArrivalsPlan, WorkloadPlan};

use super::shares::count;
use super::tally::{Evidence, ServiceTally};

/// How many requests come in a second of the measured interval, on average; `None` in a closed loop, in which
/// as many come as are served.
pub(super) fn arrivals_per_s(workload: &WorkloadPlan) -> Option<f64> {
    let WorkloadPlan { warm_up, duration, .. } = *workload;
    let come =
        || workload.rates.iter().map(|rate| rate.come_within(warm_up, duration)).sum::<f64>();
    match workload.arrivals {
        ArrivalsPlan::Closed { .. } => None,
        ArrivalsPlan::Poisson | ArrivalsPlan::Constant if duration <= warm_up => Some(0.0),
        ArrivalsPlan::Poisson | ArrivalsPlan::Constant => {
            Some(come() / (count(duration - warm_up) / 1e6))
        }
    }
}

/// How many customers come in a second: as the workload has it, else as they came.
fn customers_per_s(evidence: &Evidence, seconds: f64) -> f64 {
    let came = if seconds > 0.0 { count(evidence.customers.arrived) / seconds } else { 0.0 };
    evidence.subject.arrivals_per_s.unwrap_or(came)
}

/// What is asked for so often, or so much of it, for all customers who count: as much in a second. Chance
/// is in how often each customer asks, and not in how many happened to come.
fn in_a_second(evidence: &Evidence, asked: f64, seconds: f64) -> f64 {
    let customers = count(evidence.customers.arrived);
    if customers > 0.0 { asked / customers * customers_per_s(evidence, seconds) } else { 0.0 }
}

/// How often a step is asked for in a second: attempts of calls, events that are published for it, and
/// redeliveries.
pub(super) fn asked_per_s(evidence: &Evidence, step: usize, seconds: f64) -> f64 {
    let asked = evidence.steps.get(step).map_or(0, |tally| tally.asked);
    in_a_second(evidence, count(asked), seconds)
}

/// What is asked for of a step in a second, as work in microseconds: by its mean, as much longer as faults
/// made it.
fn asked_work(evidence: &Evidence, step: usize, seconds: f64) -> Option<f64> {
    let (tally, mean) = (evidence.steps.get(step)?, evidence.subject.mean_works.get(step)?);
    let all = tally.works.sum();
    let drawn = all.saturating_sub(tally.slowed_to) + tally.slowed_from;
    let longer = if tally.slowed_to > 0 { count(all) / count(drawn) } else { 1.0 };
    Some(asked_per_s(evidence, step, seconds) * mean * longer)
}

/// What is asked for of a service, over what its workers can do.
pub(super) fn of_service(evidence: &Evidence, service: usize, seconds: f64) -> Option<f64> {
    let ServiceTally { offered, beside, .. } = *evidence.services.get(service)?;
    let steps = evidence.subject.performers.iter().enumerate();
    let asked: Option<f64> = (steps.filter(|(_, by)| **by == service))
        .map(|(step, _)| asked_work(evidence, step, seconds))
        .sum();
    let asked = asked? + in_a_second(evidence, count(beside), seconds);
    (offered > 0).then_some(asked * seconds / count(offered))
}

/// What is asked for of a topic, over what its consumers can do.
pub(super) fn of_topic(evidence: &Evidence, step: usize, seconds: f64) -> Option<f64> {
    let asked = asked_work(evidence, step, seconds)?;
    let offered = evidence.services.get(*evidence.subject.performers.get(step)?)?.offered;
    let workers = (offered > 0).then_some(count(offered) / 1e6 / seconds);
    let consumers = evidence.subject.consumers.get(step)?.map(f64::from);
    let most = match (workers, consumers) {
        (Some(workers), Some(consumers)) => workers.min(consumers),
        (one, other) => one.or(other)?,
    };
    (most > 0.0).then_some(asked / 1e6 / most)
}
