//! A scenario, prepared for running: ids become indices, units become microseconds, and whatever
//! can be decided before the run is decided here.

use crate::model::{
    Acknowledge, Arrivals, Coordination, Design, Fault, Harm, Mode, Process, Response, Scenario,
    ServiceId, Shape, Step, Trigger, Work, Workload,
};
use crate::units::{Milliseconds, Ratio};

use super::harm::{self, HarmPlan};
use super::indices::Indices;
use super::key::KeysPlan;
use super::random::stream;
use super::sampler::Sampler;
use super::way::{self, ChoicePlan};

/// "Never", "none" and "no limit".
pub(super) const NEVER: u64 = u64::MAX;
pub(super) const NO_LIMIT: u32 = u32::MAX;

/// A scenario, prepared for running. Indices are those of the document.
#[derive(Debug, Clone)]
#[allow(clippy::struct_excessive_bools)] // each says something else of the process
pub(super) struct Plan {
    pub seed: u64,
    pub chained: bool,
    pub entry: Option<usize>,
    pub steps: Vec<StepPlan>,
    /// The steps that are ready when the request is taken: calls and events, in the document's order.
    pub first_calls: Box<[usize]>,
    pub first_events: Box<[usize]>,
    /// The commands that the request itself makes ready.
    pub first_commands: Box<[usize]>,
    /// Who conducts a workflow, where there is one.
    pub conductor: Option<ConductorPlan>,
    /// Where it goes one way or another; and the shape that says which steps are on which way.
    pub choices: Box<[ChoicePlan]>,
    pub shape: Shape,
    pub services: Vec<ServicePlan>,
    pub one_way: u64,
    pub publish: u64,
    pub deliver: u64,
    /// How long a topic keeps an event; `NEVER`: for ever.
    pub retention: u64,
    pub keys: KeysPlan,
    pub workload: WorkloadPlan,
    /// What goes wrong, in the order of the faults; one of several harms is several here.
    pub harms: Vec<HarmPlan>,
    /// Whether any step lies behind the line: if none does, completion is acknowledgement.
    pub has_background: bool,
    /// Whether calls of any step have a deadline, or are taken back.
    pub has_limits: bool,
    /// Whether attempts at any step leave the queue once whoever made them has gone.
    pub has_cancel: bool,
    /// Whether any step calls others during its work.
    pub has_callers: bool,
    /// Whether anything more is asked of any topic than that events wait in it: partitions, another delivery of
    /// what takes too long, ages, replays.
    pub has_lanes: bool,
    /// Whether events may be lost though the broker is there: taken at most once, or kept no longer.
    pub loses_quietly: bool,
    /// Whether any step may answer no.
    pub has_decline: bool,
    /// Whether any customer asks how far a step is.
    pub has_questions: bool,
    /// Whether any step names a compensation.
    pub has_compensation: bool,
    /// Whether any step has a tolerance.
    pub has_tolerance: bool,
}

/// A step, prepared for running.
#[derive(Debug, Clone)]
#[allow(clippy::struct_excessive_bools)] // the policies' own
pub(super) struct StepPlan {
    pub stream: u64,
    pub service: usize,
    /// It reacts to an event, or to a command: it has a topic.
    pub event: bool,
    /// It is commanded by the workflow.
    pub command: bool,
    pub foreground: bool,
    pub required: bool,
    pub sampler: Sampler,
    pub error_ratio: f64,
    pub decline_ratio: f64,
    /// A no behind the line was to be expected: customers are told only that it is under way.
    pub deferred: bool,
    pub predecessors: Box<[usize]>,
    pub next_calls: Box<[usize]>,
    pub next_events: Box<[usize]>,
    pub next_commands: Box<[usize]>,
    /// All that is called behind it, however far, up to where an event or a command comes between.
    pub called_behind: Box<[usize]>,
    /// Whether nothing behind it is published or commanded.
    pub ends_quietly: bool,
    /// The step that calls it during its work, and the steps that it calls so, in the document's order.
    pub caller: Option<usize>,
    pub calls: Box<[usize]>,
    /// The same for the steps that react to the same event.
    pub publication: usize,
    pub compensated: bool,
    pub timeout: u64,
    pub retries: u32,
    pub backoff: u64,
    pub backoff_max: u64,
    pub jitter: bool,
    pub retry_budget: Option<f64>,
    /// How long a call of it may take with all its attempts; `NEVER`: any time.
    pub deadline: u64,
    pub cancel: bool,
    /// Whether its calls have a deadline, or are taken back.
    pub is_limited: bool,
    pub idempotent: bool,
    pub breaker: Option<BreakerPlan>,
    pub bulkhead: u32,
    pub fallback: bool,
    /// How customers ask how far it is, where it reacts to an event.
    pub status: Option<StatusPlan>,
    pub consumers: u32,
    /// Of its topic; 0: a work queue.
    pub partitions: u32,
    /// An event counts as taken before the work.
    pub at_most_once: bool,
    pub max_attempts: u32,
    pub redelivery_backoff: u64,
    /// After so long an event is delivered again while the work goes on; `NEVER`: it is not.
    pub visibility: u64,
    /// How old an event may be at its turn; `NEVER`: of any age.
    pub expires: u64,
    /// When its consumer joins.
    pub joins: u64,
    /// Whether its events, or its dead letters, are kept, since they are replayed.
    pub keeps: bool,
    pub outbox: bool,
    pub deduplicate: bool,
    pub dead_letter: bool,
    pub message_bytes: u64,
    /// How long it may take; `NEVER`: nobody said.
    pub tolerance: u64,
}

/// The service that conducts a workflow.
#[derive(Debug, Clone, Copy)]
pub(super) struct ConductorPlan {
    pub service: usize,
    /// How long the start and each outcome take one of its workers.
    pub work: u64,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct StatusPlan {
    /// From one question to the next.
    pub poll: u64,
    /// How long each takes a worker of the entry.
    pub ask: u64,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct BreakerPlan {
    pub failures: u32,
    pub open: u64,
    pub probes: u32,
}

#[derive(Debug, Clone)]
pub(super) struct ServicePlan {
    /// Of one copy.
    pub workers: u32,
    pub queue_limit: usize,
    pub replicas: Option<ReplicasPlan>,
    /// The steps that react to events or commands here: each has a topic.
    pub topics: Box<[usize]>,
    /// Whether it conducts the workflow.
    pub conducts: bool,
    /// Whether its workers take from topics or from the workflow's inbox, besides its queue.
    pub reads: bool,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct ReplicasPlan {
    pub min: u32,
    pub max: u32,
    pub add_above: f64,
    pub remove_below: f64,
    pub check: u64,
    pub start: u64,
}

#[derive(Debug, Clone)]
pub(super) struct WorkloadPlan {
    pub arrivals: ArrivalsPlan,
    /// Stretches of equal rate, without a gap between them, the last without an end.
    pub rates: Box<[Rate]>,
    pub duration: u64,
    pub warm_up: u64,
    pub end: u64,
    pub patience: u64,
    pub resubmissions: u32,
}

/// A stretch of time in which the rate of arrivals stays the same.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rate {
    from: u64,
    pub until: u64,
    /// Microseconds from one request to the next, on average; infinite where none arrive.
    pub gap: f64,
}

impl Rate {
    /// How many requests come of it within an interval, on average.
    pub fn come_within(&self, since: u64, until: u64) -> f64 {
        let length = self.until.min(until).saturating_sub(self.from.max(since));
        #[allow(clippy::cast_precision_loss)] // a scenario lasts less than 2^53 microseconds
        let length = length as f64;
        length / self.gap
    }
}

#[derive(Debug, Clone)]
pub(super) enum ArrivalsPlan {
    Poisson,
    Constant,
    Closed { users: u32, think: Sampler },
}

impl Plan {
    /// The plan of a design.
    pub(super) fn new(design: &Design) -> Self {
        let (scenario, shape) = (design.scenario(), design.shape());
        let index = Indices(scenario);
        let process = &scenario.process;
        let steps: Vec<StepPlan> = process
            .steps
            .iter()
            .enumerate()
            .map(|(number, step)| step_plan(process, shape, &index, number, step))
            .collect();
        let first = |trigger: Trigger| {
            (0..steps.len())
                .filter(|&step| shape.begins_after(step).is_empty())
                .filter(|&step| {
                    process.steps.get(step).is_some_and(|it| process.trigger(it) == trigger)
                })
                .collect()
        };
        Self {
            seed: scenario.seed,
            chained: process.coordination == Coordination::Chained,
            entry: process.entry.as_ref().map(|id| index.service(id)),
            first_calls: first(Trigger::Call),
            first_events: first(Trigger::Event),
            first_commands: first(Trigger::Command),
            conductor: process.workflow.as_ref().map(|workflow| ConductorPlan {
                service: index.service(&workflow.service),
                work: micros(workflow.work_ms),
            }),
            choices: process.choices.iter().map(way::planned).collect(),
            shape: shape.clone(),
            services: services(scenario, &index),
            one_way: micros(scenario.network.one_way_ms),
            publish: micros(scenario.broker.publish_ms),
            deliver: micros(scenario.broker.deliver_ms),
            retention: scenario
                .broker
                .retention_s
                .map_or(NEVER, |length| length.duration().as_micros()),
            keys: KeysPlan::new(&scenario.workload),
            workload: workload(scenario),
            harms: scenario.faults.iter().flat_map(|fault| harm::planned(fault, &index)).collect(),
            has_background: steps.iter().any(|step| !step.foreground),
            has_limits: steps.iter().any(|step| step.is_limited),
            has_cancel: steps.iter().any(|step| step.cancel),
            has_callers: shape.has_callers(),
            has_lanes: scenario.broker.retention_s.is_some()
                || steps.iter().any(|it| {
                    it.partitions > 0 || it.visibility != NEVER || it.expires != NEVER || it.keeps
                }),
            loses_quietly: scenario.broker.retention_s.is_some()
                || steps.iter().any(|step| step.at_most_once),
            has_decline: steps.iter().any(|step| step.decline_ratio > 0.0),
            has_questions: steps.iter().any(|step| step.event && step.status.is_some()),
            has_compensation: steps.iter().any(|step| step.compensated),
            has_tolerance: steps.iter().any(|step| step.tolerance != NEVER),
            steps,
        }
    }
}

fn micros(length: Milliseconds) -> u64 {
    length.duration().as_micros()
}

/// What comes next after a step, triggered so.
fn next(process: &Process, shape: &Shape, step: usize, trigger: Trigger) -> Vec<usize> {
    let is_so =
        |&it: &usize| process.steps.get(it).is_some_and(|it| process.trigger(it) == trigger);
    shape.successors(step).iter().copied().filter(is_so).collect()
}

fn called_behind(process: &Process, shape: &Shape, number: usize) -> Box<[usize]> {
    let mut found = next(process, shape, number, Trigger::Call);
    let mut looked_at = 0;
    while let Some(&step) = found.get(looked_at) {
        for next in next(process, shape, step, Trigger::Call) {
            if !found.contains(&next) {
                found.push(next);
            }
        }
        looked_at += 1;
    }
    found.into()
}

fn step_plan(
    process: &Process,
    shape: &Shape,
    index: &Indices<'_>,
    number: usize,
    step: &Step,
) -> StepPlan {
    let next = |trigger: Trigger| next(process, shape, number, trigger).into();
    let name = process.event_name(step);
    let publication = (process.steps.iter())
        .position(|other| {
            process.trigger(other) == Trigger::Event && process.event_name(other) == name
        })
        .unwrap_or(number);
    let trigger = process.trigger(step);
    let (call, delivery) = (&step.call, &step.delivery);
    StepPlan {
        stream: stream(step.id.as_str()),
        service: index.service(&step.service),
        event: trigger != Trigger::Call,
        command: trigger == Trigger::Command,
        foreground: shape.is_foreground(number),
        required: step.business.is_required(),
        sampler: Sampler::new(&step.work),
        error_ratio: step.error_ratio.get(),
        decline_ratio: step.decline_ratio.get(),
        deferred: step.business.response == Some(Response::Deferred),
        predecessors: shape.predecessors(number).into(),
        next_calls: next(Trigger::Call),
        next_events: next(Trigger::Event),
        next_commands: next(Trigger::Command),
        called_behind: called_behind(process, shape, number),
        ends_quietly: shape.successors(number).iter().all(|&it| {
            process.steps.get(it).is_some_and(|it| process.trigger(it) == Trigger::Call)
        }),
        caller: shape.caller(number),
        calls: shape.calls(number).into(),
        publication,
        compensated: step.business.compensation.is_some(),
        tolerance: step.business.tolerance_ms.map_or(NEVER, micros),
        timeout: call.timeout_ms.map_or(NEVER, micros),
        retries: call.retries,
        backoff: micros(call.backoff_ms),
        backoff_max: call.backoff_max_ms.map_or(NEVER, micros),
        jitter: call.jitter,
        retry_budget: call.retry_budget_ratio.map(Ratio::get),
        deadline: call.deadline_ms.map_or(NEVER, micros),
        cancel: call.cancel,
        is_limited: call.cancel || call.deadline_ms.is_some(),
        idempotent: call.idempotent,
        breaker: call.breaker.as_ref().map(|breaker| BreakerPlan {
            failures: breaker.failures,
            open: micros(breaker.open_ms),
            probes: breaker.probes,
        }),
        bulkhead: call.bulkhead.unwrap_or(NO_LIMIT),
        fallback: call.fallback,
        status: delivery
            .status
            .poll_ms
            .map(|poll| StatusPlan { poll: micros(poll), ask: micros(delivery.status.ask_ms) }),
        consumers: delivery.consumers.unwrap_or(NO_LIMIT),
        partitions: delivery.partitions.unwrap_or(0),
        at_most_once: delivery.acknowledge == Acknowledge::Before,
        max_attempts: delivery.attempts(),
        redelivery_backoff: micros(delivery.backoff_ms),
        visibility: delivery.visibility_ms.map_or(NEVER, micros),
        expires: delivery.expires_ms.map_or(NEVER, micros),
        joins: delivery.joins_at_s.map_or(0, |at| at.duration().as_micros()),
        keeps: index.is_replayed(&step.id),
        outbox: delivery.outbox,
        deduplicate: delivery.deduplicate,
        dead_letter: delivery.dead_letter,
        message_bytes: step
            .event
            .as_ref()
            .and_then(|event| event.message_bytes)
            .map_or(0, u64::from),
    }
}

fn services(scenario: &Scenario, index: &Indices<'_>) -> Vec<ServicePlan> {
    let topics = |service: &ServiceId| -> Box<[usize]> {
        (scenario.process.steps.iter())
            .filter(|step| step.mode == Mode::Event && &step.service == service)
            .map(|step| index.step(&step.id))
            .collect()
    };
    let conductor = scenario.process.workflow.as_ref().map(|workflow| &workflow.service);
    let is_conductor = |service: &ServiceId| conductor == Some(service);
    (scenario.services.iter())
        .map(|service| ServicePlan {
            workers: service.workers.unwrap_or(NO_LIMIT),
            queue_limit: service.queue_limit.map_or(usize::MAX, |limit| limit as usize),
            replicas: service.replicas.as_ref().map(|replicas| ReplicasPlan {
                min: replicas.min,
                max: replicas.max,
                add_above: replicas.add_above.get(),
                remove_below: replicas.remove_below.get(),
                check: replicas.check_s.duration().as_micros().max(1),
                start: replicas.start_s.duration().as_micros(),
            }),
            topics: topics(&service.id),
            conducts: is_conductor(&service.id),
            reads: is_conductor(&service.id) || !topics(&service.id).is_empty(),
        })
        .collect()
}

fn workload(scenario: &Scenario) -> WorkloadPlan {
    let workload = &scenario.workload;
    let duration = workload.duration_s.duration().as_micros();
    WorkloadPlan {
        arrivals: match workload.arrivals {
            Arrivals::Poisson => ArrivalsPlan::Poisson,
            Arrivals::Constant => ArrivalsPlan::Constant,
            Arrivals::Closed => ArrivalsPlan::Closed {
                users: workload.users.unwrap_or(1),
                think: Sampler::new(
                    workload
                        .think
                        .as_ref()
                        .unwrap_or(&Work::Exponential { mean_ms: Milliseconds::clamped(1_000.0) }),
                ),
            },
        },
        rates: rates(workload, &scenario.faults),
        duration,
        warm_up: workload.warm_up_s.duration().as_micros(),
        end: duration.saturating_add(workload.drain_s.duration().as_micros()),
        patience: workload.patience_ms.map_or(NEVER, micros),
        resubmissions: workload.resubmissions,
    }
}

/// The rate of arrivals from each moment on: the workload's, times its profile, times the spikes.
fn rates(workload: &Workload, faults: &[Fault]) -> Box<[Rate]> {
    let profile: Vec<(u64, f64)> = (workload.profile.iter())
        .map(|point| (point.at_s.duration().as_micros(), point.factor.get()))
        .collect();
    let spikes: Vec<(u64, u64, f64)> = faults
        .iter()
        .flat_map(|fault| fault.what.harms().into_iter().filter_map(|harm| spike(fault, harm)))
        .collect();
    let mut moments: Vec<u64> = vec![0];
    moments.extend(profile.iter().map(|(at, _)| *at));
    moments.extend(spikes.iter().flat_map(|(start, end, _)| [*start, *end]));
    moments.sort_unstable();
    moments.dedup();
    let ends = moments.iter().skip(1).copied().chain([NEVER]);
    (moments.iter().copied().zip(ends))
        .map(|(at, until)| {
            let shape = profile.iter().rev().find(|(from, _)| *from <= at).map_or(1.0, |(_, f)| *f);
            let spike: f64 = (spikes.iter())
                .filter(|(start, end, _)| (*start..*end).contains(&at))
                .map(|(_, _, factor)| factor)
                .product();
            let rate_per_s = workload.rate_per_s.get() * shape * spike;
            Rate { from: at, until, gap: 1e6 / rate_per_s }
        })
        .collect()
}

/// So many times as many requests, from when until when, where a harm is that.
fn spike(fault: &Fault, harm: Harm) -> Option<(u64, u64, f64)> {
    match harm {
        Harm::Traffic { factor } => {
            let period = fault.period();
            Some((period.start.as_micros(), period.end.as_micros(), factor.get()))
        }
        Harm::Down { .. }
        | Harm::Slower { .. }
        | Harm::Failing { .. }
        | Harm::Cut { .. }
        | Harm::BrokerAway
        | Harm::Replay { .. }
        | Harm::Poison { .. } => None,
    }
}
