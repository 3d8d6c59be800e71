//! From the evidence of a run to its report, and from several reports to one.

use indexmap::IndexMap;
use thiserror::Error;

use crate::engine::plan::Plan;
use crate::model::{Design, Mode};
use crate::units::{Milliseconds, Ratio};

use super::causes;
use super::counts::Counts;
use super::demand;
use super::distribution::Distribution;
use super::distribution::Latency;
use super::growth;
use super::influence::{self, Times};
use super::interval::interval;
use super::report::{
    Report, ServiceFigures, StepFigures, TargetFigure, ToleranceFigure, TopicFigures,
};
use super::sample::{RANKS, Sample};
use super::shares::{count, ratio, ratio_of};
use super::tally::{Evidence, StepTally, Subject};
use super::topics::TopicTally;

/// The report that follows from evidence.
pub(in crate::engine) fn report(evidence: Evidence) -> Report {
    let samples = &evidence.samples;
    let acknowledgement = acknowledgement(&evidence.acknowledgement, samples);
    let completion = completion(&evidence.completion, samples);
    let seconds: f64 = samples.iter().map(|sample| sample.seconds).sum();
    let inside: u64 = samples.iter().map(|sample| sample.answered_inside).sum();
    let throughput = if seconds > 0.0 { count(inside) / seconds } else { 0.0 };
    let throughputs: Vec<f64> = (samples.iter())
        .filter(|sample| sample.seconds > 0.0)
        .map(|sample| count(sample.answered_inside) / sample.seconds)
        .collect();
    let success = ratio(evidence.customers.served, evidence.customers.arrived);
    let successes: Vec<f64> =
        (samples.iter()).filter_map(|sample| ratio_of(sample.served, sample.customers)).collect();
    let done_p95 = evidence.completion.rank_among_ms(0.95, evidence.told_yes());
    let mut report = Report {
        requests: evidence.requests,
        failed_by: causes::found(&evidence.failed_by, &evidence.subject.steps),
        customers: evidence.customers,
        answer_ms: answer(&evidence),
        acknowledgement_ms: acknowledgement,
        failure_ms: evidence.failure.latency(),
        completion_ms: completion,
        done_p95_ms: done_p95,
        done_p95_interval: around(done_p95, &influence::of_rank(&evidence, Times::Done, 0.95)),
        inconsistency_ms: evidence.inconsistency.latency(),
        throughput_per_s: throughput,
        throughput_interval: interval(throughput, &throughputs),
        success_ratio: success,
        success_interval: success.and_then(|success| {
            interval(success, &successes).map(|ends| ends.map(|end| end.clamp(0.0, 1.0)))
        }),
        steps: (evidence.subject.steps.iter().zip(&evidence.steps).enumerate())
            .map(|(step, (id, tally))| {
                (id.clone(), step_figures(tally, demand::asked_per_s(&evidence, step, seconds)))
            })
            .collect(),
        services: service_figures(&evidence, seconds),
        topics: (evidence.subject.steps.iter())
            .zip(&evidence.subject.message_bytes)
            .zip(&evidence.topics)
            .enumerate()
            .filter_map(|(step, ((id, bytes), tally))| {
                let demand_ratio = demand::of_topic(&evidence, step, seconds);
                let figures = topic_figures(tally, (*bytes)?, seconds);
                let backlog_growth_per_s = growth::of_backlog(&evidence, step);
                let figures = TopicFigures { demand_ratio, backlog_growth_per_s, ..figures };
                Some((id.clone(), figures))
            })
            .collect(),
        choices: evidence.branch_figures(),
        workflow: evidence.workflow_figures(),
        tolerances: tolerances(&evidence),
        waiting_growth_per_s: growth::of_waiting(&evidence),
        targets: IndexMap::new(),
        replications: evidence.replications,
        events_processed: evidence.events,
        stopped_by: evidence.stopped_by,
        evidence,
    };
    report.targets = targets(&report);
    report
}

/// From a customer's arrival to the answer that they heard; who heard none waits longer than any.
fn answer(evidence: &Evidence) -> Latency {
    let of_mean =
        influence::of_ratio(evidence, |it| (count(it.answer_sum) / 1e3, count(it.answered)));
    let of_rank = |estimate: Option<f64>, rank: f64| {
        around(estimate, &influence::of_rank(evidence, Times::Answer, rank))
    };
    let figures = evidence.answer.latency_among(evidence.customers.arrived);
    Latency {
        mean_interval: around(figures.mean, &of_mean),
        p50_interval: of_rank(figures.p50, 0.50),
        p95_interval: of_rank(figures.p95, 0.95),
        p99_interval: of_rank(figures.p99, 0.99),
        ..figures
    }
}

/// The interval of a length of time, from the observations that it summarises.
fn around(estimate: Option<f64>, observations: &[f64]) -> Option<[f64; 2]> {
    interval(estimate?, observations).map(|[low, high]| [low.max(0.0), high])
}

impl Report {
    /// A hash of the whole report, in hexadecimal: equal where every bit of every figure is.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        // A report has no map with keys that are not strings, so it can always be written.
        let written = serde_json::to_string(self).unwrap_or_default();
        format!("{:016x}", crate::model::fingerprint(&written))
    }
}

/// What a report needs to know of its scenario.
pub(in crate::engine) fn subject(design: &Design, plan: &Plan) -> Subject {
    let steps = &design.process.steps;
    let targets = &design.targets;
    let named = [
        ("acknowledgement_p95_ms", targets.acknowledgement_p95_ms.map(Milliseconds::get)),
        ("success_ratio", targets.success_ratio.map(Ratio::get)),
        ("completion_p95_ms", targets.completion_p95_ms.map(Milliseconds::get)),
    ];
    Subject {
        fingerprint: design.fingerprint().to_owned(),
        steps: steps.iter().map(|step| step.id.to_string()).collect(),
        message_bytes: (steps.iter())
            .map(|step| {
                let bytes = step.event.as_ref().and_then(|event| event.message_bytes);
                (step.mode == Mode::Event).then(|| bytes.unwrap_or(0))
            })
            .collect(),
        tolerances: (steps.iter())
            .map(|step| step.business.tolerance_ms.map(Milliseconds::get))
            .collect(),
        performers: (steps.iter())
            .map(|step| design.services.iter().position(|it| it.id == step.service).unwrap_or(0))
            .collect(),
        arrivals_per_s: demand::arrivals_per_s(&plan.workload),
        mean_works: steps.iter().map(|step| step.work.mean_ms() * 1e3).collect(),
        consumers: steps.iter().map(|step| step.delivery.consumers).collect(),
        choices: (design.process.choices.iter())
            .map(|choice| {
                let branches = choice.branches.iter().map(|branch| branch.id.to_string());
                (choice.id.to_string(), branches.collect())
            })
            .collect(),
        is_conducted: design.process.workflow.is_some(),
        services: design.services.iter().map(|service| service.id.to_string()).collect(),
        targets: (named.into_iter())
            .filter_map(|(name, target)| Some((name.to_owned(), target?)))
            .collect(),
    }
}

/// Why reports were not merged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum MergeError {
    /// There are none.
    #[error("there is no report to merge")]
    Nothing,
    /// They are of different scenarios, or of different versions of one.
    #[error(
        "report {0} is of another scenario than the first: only reports of the very same scenario can be merged"
    )]
    OtherScenario(usize),
    /// A replication would be counted twice.
    #[error("replication {0} is in more than one report: run each replication once")]
    Twice(u32),
}

/// One report of the replications of several reports of the same scenario.
///
/// Counts and histograms do not depend on the order of the reports; samples follow it.
///
/// # Errors
/// [`MergeError`] where there are none, or they do not belong together.
pub fn merge(reports: Vec<Report>) -> Result<Report, MergeError> {
    let several = reports.len() > 1;
    let mut all = reports
        .into_iter()
        .map(|report| if several { by_replication(report.evidence) } else { report.evidence });
    let mut sum = all.next().ok_or(MergeError::Nothing)?;
    for (number, evidence) in all.enumerate() {
        if evidence.subject != sum.subject || evidence.steps.len() != sum.steps.len() {
            return Err(MergeError::OtherScenario(number + 2));
        }
        for extent in &evidence.extents {
            for other in &sum.extents {
                let (first, end) = (extent.first.max(other.first), extent.end().min(other.end()));
                if first < end {
                    return Err(MergeError::Twice(first));
                }
            }
        }
        sum.absorb(&evidence);
    }
    Ok(report(sum))
}

/// Evidence whose samples are whole replications, so that it can stand beside others'.
fn by_replication(mut evidence: Evidence) -> Evidence {
    if evidence.replications == 1 && evidence.samples.len() > 1 {
        let ranks =
            |times: &Distribution| RANKS.map(|rank| times.rank_ms(rank).unwrap_or_default());
        let customers = evidence.customers.arrived;
        let whole = Sample {
            answered: evidence.answer.count(),
            answer_sum: evidence.answer.sum(),
            customers,
            served: evidence.samples.iter().map(|sample| sample.served).sum(),
            acknowledged: evidence.acknowledgement.count(),
            acknowledgement_sum: evidence.acknowledgement.sum(),
            acknowledgement_ranks: ranks(&evidence.acknowledgement),
            completed: evidence.samples.iter().map(|sample| sample.completed).sum(),
            completion_sum: evidence.samples.iter().map(|sample| sample.completion_sum).sum(),
            completion_ranks: ranks(&evidence.completion),
            failed: evidence.failure.count(),
            answered_inside: evidence.samples.iter().map(|sample| sample.answered_inside).sum(),
            seconds: evidence.samples.iter().map(|sample| sample.seconds).sum(),
            counts: Counts::default(),
            told_yes: evidence.told_yes().cast_signed(),
            answers: evidence.answer.cells(),
            acknowledgements: evidence.acknowledgement.cells(),
            completions: evidence.completion.cells(),
        };
        evidence.samples = vec![whole];
    }
    let counts = evidence.counts();
    if let (1, [sample]) = (evidence.replications, evidence.samples.as_mut_slice()) {
        // Also where the report was read from JSON, in which samples have none.
        sample.counts = counts;
    }
    evidence
}

impl Evidence {
    fn absorb(&mut self, other: &Self) {
        let (sum, more) = (&mut self.requests, &other.requests);
        sum.offered += more.offered;
        sum.acknowledged += more.acknowledged;
        sum.degraded += more.degraded;
        sum.declined += more.declined;
        sum.declined_later += more.declined_later;
        sum.overturned += more.overturned;
        sum.failed += more.failed;
        sum.in_flight += more.in_flight;
        sum.completed += more.completed;
        sum.open += more.open;
        sum.never_completed += more.never_completed;
        sum.abandoned += more.abandoned;
        sum.compensated += more.compensated;
        sum.stuck += more.stuck;
        sum.repeated_effects += more.repeated_effects;
        for (sum, more) in self.failed_by.iter_mut().zip(&other.failed_by) {
            *sum += more;
        }
        self.customers.add(&other.customers);
        self.told_under_way += other.told_under_way;
        self.answer.add(&other.answer);
        self.acknowledgement.add(&other.acknowledgement);
        self.failure.add(&other.failure);
        self.completion.add(&other.completion);
        self.inconsistency.add(&other.inconsistency);
        for (sum, more) in self.steps.iter_mut().zip(&other.steps) {
            sum.attempts += more.attempts;
            sum.succeeded += more.succeeded;
            sum.failed += more.failed;
            sum.timed_out += more.timed_out;
            sum.refused += more.refused;
            sum.retries += more.retries;
            sum.compensated += more.compensated;
            sum.cancelled += more.cancelled;
            sum.declined += more.declined;
            sum.questions += more.questions;
            sum.waits.add(&more.waits);
            sum.waited += more.waited;
            sum.works.add(&more.works);
            sum.asked += more.asked;
            sum.slowed_from += more.slowed_from;
            sum.slowed_to += more.slowed_to;
            sum.ready += more.ready;
            sum.in_time += more.in_time;
            sum.there.add(&more.there);
        }
        for (sum, more) in self.services.iter_mut().zip(&other.services) {
            sum.max_queue = sum.max_queue.max(more.max_queue);
            sum.rejected += more.rejected;
            sum.replicas_max = sum.replicas_max.max(more.replicas_max);
            sum.busy += more.busy;
            sum.working += more.working;
            sum.queued += more.queued;
            sum.offered += more.offered;
            sum.beside += more.beside;
        }
        for (sum, more) in self.topics.iter_mut().zip(&other.topics) {
            sum.absorb(more);
        }
        self.absorb_ways(other);
        self.waiting.extend_from_slice(&other.waiting);
        for (all, more) in self.backlogs.iter_mut().zip(&other.backlogs) {
            all.extend_from_slice(more);
        }
        self.samples.extend_from_slice(&other.samples);
        self.extents.extend_from_slice(&other.extents);
        self.replications += other.replications;
        self.events += other.events;
        self.stopped_by = self.stopped_by.max(other.stopped_by);
    }
}

fn acknowledgement(times: &Distribution, samples: &[Sample]) -> Latency {
    with_intervals(times.latency(), samples, |sample| {
        (sample.acknowledged, sample.acknowledgement_sum, sample.acknowledgement_ranks)
    })
}

fn completion(times: &Distribution, samples: &[Sample]) -> Latency {
    with_intervals(times.latency(), samples, |sample| {
        (sample.completed, sample.completion_sum, sample.completion_ranks)
    })
}

/// Of one sample: how many were measured, their sum and their percentiles.
type Part = (u64, u64, [f64; 3]);

/// The figures with intervals from the samples that they are made of.
fn with_intervals(figures: Latency, samples: &[Sample], part: impl Fn(&Sample) -> Part) -> Latency {
    let parts: Vec<Part> =
        samples.iter().map(part).filter(|(measured, ..)| *measured > 0).collect();
    let means: Vec<f64> =
        parts.iter().map(|&(n, sum, _)| count(sum) / count(n) / 1_000.0).collect();
    let [p50s, p95s, p99s]: [Vec<f64>; 3] = std::array::from_fn(|rank| {
        parts.iter().map(|(.., ranks)| ranks.get(rank).copied().unwrap_or_default()).collect()
    });
    Latency {
        mean_interval: around(figures.mean, &means),
        p50_interval: around(figures.p50, &p50s),
        p95_interval: around(figures.p95, &p95s),
        p99_interval: around(figures.p99, &p99s),
        ..figures
    }
}

fn step_figures(tally: &StepTally, asked_per_s: f64) -> StepFigures {
    StepFigures {
        attempts: tally.attempts,
        asked_per_s,
        succeeded: tally.succeeded,
        failed: tally.failed,
        timed_out: tally.timed_out,
        refused: tally.refused,
        retries: tally.retries,
        cancelled: tally.cancelled,
        compensated: tally.compensated,
        declined: tally.declined,
        questions: tally.questions,
        wait_ms: tally.waits.latency(),
        wait_ratio: ratio(tally.waited, tally.waits.count()),
        work_ms: tally.works.latency(),
    }
}

fn service_figures(evidence: &Evidence, seconds: f64) -> IndexMap<String, ServiceFigures> {
    (evidence.subject.services.iter().zip(&evidence.services).enumerate())
        .map(|(index, (id, tally))| {
            let figures = ServiceFigures {
                demand_ratio: demand::of_service(evidence, index, seconds),
                utilisation: ratio(tally.busy, tally.offered),
                held_waiting_ratio: ratio(tally.busy - tally.working, tally.offered),
                mean_queue: if seconds > 0.0 { count(tally.queued) / 1e6 / seconds } else { 0.0 },
                max_queue: tally.max_queue,
                rejected: tally.rejected,
                replicas_max: tally.replicas_max,
            };
            (id.clone(), figures)
        })
        .collect()
}

/// The figures of a topic whose events have so many bytes, over an interval of so many seconds.
fn topic_figures(tally: &TopicTally, message_bytes: u32, seconds: f64) -> TopicFigures {
    const SECONDS_PER_DAY: f64 = 86_400.0;
    let per_s = if seconds > 0.0 { count(tally.published_inside) / seconds } else { 0.0 };
    TopicFigures {
        published: tally.published,
        consumed: tally.consumed,
        pending: tally.pending(),
        dead: tally.dead,
        lost: tally.lost,
        replayed: tally.replayed,
        expired: tally.expired,
        holds: tally.holds,
        max_held: tally.max_held,
        repeated: tally.repeated,
        max_backlog: tally.max_backlog,
        max_lag_ms: count(tally.max_lag) / 1e3,
        oldest_dead_ms: count(tally.oldest_dead) / 1e3,
        dead_bytes: tally.dead_bytes,
        bytes_per_day: per_s * SECONDS_PER_DAY * f64::from(message_bytes),
        drain_s: count(tally.drain) / 1e6,
        ..TopicFigures::default()
    }
}

/// Of each step that may take so long and was asked for: how long it took.
fn tolerances(evidence: &Evidence) -> IndexMap<String, ToleranceFigure> {
    let subject = &evidence.subject;
    (subject.steps.iter().zip(&subject.tolerances).zip(&evidence.steps))
        .filter_map(|((id, tolerance), tally)| {
            let tolerance_ms = tolerance.filter(|_| tally.ready > 0)?;
            let figure = ToleranceFigure {
                tolerance_ms,
                p50: tally.there.rank_among_ms(0.50, tally.ready),
                p95: tally.there.rank_among_ms(0.95, tally.ready),
                beyond_ratio: ratio(tally.ready - tally.in_time, tally.ready).unwrap_or_default(),
                met: tally.in_time * 100 >= tally.ready * 95,
            };
            Some((id.clone(), figure))
        })
        .collect()
}

fn targets(report: &Report) -> IndexMap<String, TargetFigure> {
    (report.evidence.subject.targets.iter())
        .map(|(name, target)| {
            let (actual, at_least) = match name.as_str() {
                "success_ratio" => (report.success_ratio, true),
                "completion_p95_ms" => (report.done_p95_ms, false),
                _ => (report.answer_ms.p95, false),
            };
            let met = actual
                .is_some_and(|actual| if at_least { actual >= *target } else { actual <= *target });
            (name.clone(), TargetFigure { target: *target, actual, met })
        })
        .collect()
}
