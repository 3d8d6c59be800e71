//! The patterns, each with the steps for whose sake it applies.

use crate::model::{Mode, Necessity, Party, Purpose, Response};

use super::super::judged::{Judged, commits};
use super::super::rules::{MANY_READS, MANY_TEAMS};
use super::Pattern;

/// All patterns.
pub static PATTERNS: [Pattern; 18] = [
    Pattern {
        id: "synchronous-front",
        name: "Synchronous front, asynchronous back",
        source: "001, 002, 004",
        is: "Answer fast, let the rest follow, and tell how far it is.",
        says: "Once the customer has the answer, these can follow: {steps}.",
        applies: |it| if called(it).is_empty() { Vec::new() } else { following(it) },
    },
    Pattern {
        id: "outbox",
        name: "Outbox",
        source: "001",
        is: "Store an event together with the state change, and relay it from there.",
        says: "Whoever changes state and publishes does both or neither, before {steps}.",
        applies: |it| {
            reacting(it)
                .into_iter()
                .filter(|&step| !it.shape.begins_after(step).is_empty())
                .collect()
        },
    },
    Pattern {
        id: "saga",
        name: "Saga with compensations",
        source: "000, 001",
        is: "Let each step commit by itself, and undo what has succeeded when a later one fails.",
        says: "These commit separately, and must all have happened or none: {steps}.",
        applies: |it| {
            let steps = select(it, commits);
            let service = |step: usize| it.step(step).map(|step| &step.service);
            let commits_apart = |one: usize, other: usize| {
                service(one) != service(other) && !it.shape.exclude_each_other(one, other)
            };
            let has_another = |&one: &usize| steps.iter().any(|&it| commits_apart(one, it));
            steps.iter().copied().filter(has_another).collect()
        },
    },
    Pattern {
        id: "cqrs-light",
        name: "CQRS light",
        source: "001, 004",
        is: "Keep a model for reading up to date from events, and ask that.",
        says: "There are many reads for one write; a model for reading can be kept or asked by {steps}.",
        applies: |it| {
            let reads = it.scenario.circumstances.reads_per_write;
            if reads.is_none_or(|reads| reads.get() < MANY_READS) {
                return Vec::new();
            }
            select(it, |step| matches!(step.business.kind, Some(Purpose::Query | Purpose::Derived)))
        },
    },
    Pattern {
        id: "event-sourcing",
        name: "Event sourcing",
        source: "003, 004",
        is: "Keep the facts as a log, and make the state from it, as of any moment.",
        says: "The history of {steps} is to be read again.",
        applies: |it| select(it, |step| step.business.replay == Some(true)),
    },
    Pattern {
        id: "idempotent-consumer",
        name: "Idempotent consumer",
        source: "001, 002",
        is: "Recognise an event that was there before, by a key.",
        says: "{messages} for {steps} may come more than once.",
        applies: following,
    },
    Pattern {
        id: "dead-letter-queue",
        name: "Dead-letter queue",
        source: "000, 001, 002",
        is: "Keep what fails again and again apart, and look at its age and size.",
        says: "What {steps} cannot do must not be lost, nor hold up the rest.",
        applies: following,
    },
    Pattern {
        id: "circuit-breaker",
        name: "Circuit breaker",
        source: "002, 003, 004",
        is: "Stop calling for a while after failures in a row.",
        says: "Called over the network, and perhaps away: {steps}.",
        applies: remote,
    },
    Pattern {
        id: "bulkhead",
        name: "Bulkhead",
        source: "004",
        is: "Let calls of one kind take so many workers at most.",
        says: "Slow perhaps, for reasons of somebody else’s, and not to take every worker: {steps}.",
        applies: |it| {
            let is_external = |step: &usize| {
                it.step(*step).is_some_and(|step| {
                    step.business.party == Some(Party::External)
                        || step.business.waits_for_io == Some(true)
                })
            };
            remote(it).into_iter().filter(is_external).collect()
        },
    },
    Pattern {
        id: "fallback",
        name: "Fallback",
        source: "004, product",
        is: "Answer with less when a step fails.",
        says: "Wanted at once, though the process can do without: {steps}.",
        applies: |it| {
            select(it, |step| {
                step.business.response == Some(Response::Immediate)
                    && step.business.necessity == Some(Necessity::Optional)
            })
        },
    },
    Pattern {
        id: "gateway-and-bus",
        name: "Gateway in front, event bus behind",
        source: "000",
        is: "Take requests at one place, and hand out facts at another.",
        says: "The process is called, and events are followed by {steps}.",
        applies: |it| if called(it).is_empty() { Vec::new() } else { reacting(it) },
    },
    Pattern {
        id: "database-per-service",
        name: "Database per service",
        source: "004",
        is: "Let each service keep its own data, in step by events.",
        says: "Several teams release by themselves, and no table need be shared with {steps}.",
        applies: |it| {
            let team = &it.scenario.team;
            let many = team.teams.is_some_and(|teams| teams >= MANY_TEAMS);
            if many && team.independent_releases == Some(true) { reacting(it) } else { Vec::new() }
        },
    },
    Pattern {
        id: "status-endpoint",
        name: "Status endpoint",
        source: "001",
        is: "Let clients ask how far the work is, beside the core interface.",
        says: "Somebody will ask how far these are: {steps}.",
        applies: |it| {
            following(it)
                .into_iter()
                .filter(|&step| {
                    it.step(step)
                        .is_some_and(|it| it.business.necessity == Some(Necessity::Required))
                })
                .collect()
        },
    },
    Pattern {
        id: "strangler",
        name: "Strangler",
        source: "004",
        is: "Replace the old way piece by piece, beginning with what is understood best.",
        says: "Called today, and should follow: {steps}.",
        applies: to_move,
    },
    Pattern {
        id: "bridge",
        name: "Bridge",
        source: "004",
        is: "Put a layer between old calls and new events, so that both go on.",
        says: "Others may still call {steps} as they do today.",
        applies: |it| {
            if it.scenario.circumstances.public_api == Some(true) {
                to_move(it)
            } else {
                Vec::new()
            }
        },
    },
    Pattern {
        id: "anti-corruption-layer",
        name: "Anti-corruption layer",
        source: "002",
        is: "Translate what a partner says into one’s own words at the border.",
        says: "A partner’s, whose words change by themselves: {steps}.",
        applies: |it| select(it, |step| step.business.party == Some(Party::External)),
    },
    Pattern {
        id: "correlation-id",
        name: "Correlation id from request to event",
        source: "000, 001, 002, 003, 004",
        is: "Carry the id of the request in every call and every event.",
        says: "Whoever looks for one request must find it at {steps}, too.",
        applies: following,
    },
    Pattern {
        id: "contracts",
        name: "CloudEvents and AsyncAPI",
        source: "004",
        is: "Write down each event’s form, owner and version, in a form that tools read.",
        says: "Consumers such as {steps} rely on what events say.",
        applies: reacting,
    },
];

fn select(design: &Judged<'_>, holds: impl Fn(&crate::model::Step) -> bool) -> Vec<usize> {
    design.steps().filter(|(_, step)| holds(step)).map(|(index, _)| index).collect()
}

/// The steps of this mode, as recommended; as they are, where nothing is.
fn of(design: &Judged<'_>, mode: Mode) -> Vec<usize> {
    (design.steps())
        .filter(|(index, step)| design.recommended(*index).unwrap_or(step.mode) == mode)
        .map(|(index, _)| index)
        .collect()
}

fn called(design: &Judged<'_>) -> Vec<usize> {
    of(design, Mode::RequestResponse)
}

fn following(design: &Judged<'_>) -> Vec<usize> {
    of(design, Mode::Event)
}

/// The steps that should follow an event, those apart that a workflow commands.
fn reacting(design: &Judged<'_>) -> Vec<usize> {
    following(design).into_iter().filter(|&index| !design.is_command(index)).collect()
}

/// The steps that should be called, at other services than their caller, or the entry where they have none.
fn remote(design: &Judged<'_>) -> Vec<usize> {
    let process = &design.scenario.process;
    let is_remote = |step: &crate::model::Step| {
        let caller = step.caller.as_ref().and_then(|id| process.step(id));
        caller.map(|it| &it.service).or(process.entry.as_ref()) != Some(&step.service)
    };
    (called(design).into_iter())
        .filter(|&index| design.step(index).is_some_and(is_remote))
        .collect()
}

/// The steps that are called today and should follow.
fn to_move(design: &Judged<'_>) -> Vec<usize> {
    (following(design).into_iter())
        .filter(|&index| design.step(index).is_some_and(|it| it.mode == Mode::RequestResponse))
        .collect()
}
