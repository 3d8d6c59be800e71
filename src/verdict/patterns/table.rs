//! The patterns, each with the steps for whose sake it applies.

use crate::model::{DeliveryPolicy, Mode, Necessity, Party, Purpose, Response, Step};
use crate::verdict::thresholds::{MANY_READS, MANY_TEAMS};

use super::super::judged::{Judged, commits};
use super::{Helps, Pattern};

/// All patterns.
pub static PATTERNS: [Pattern; 17] = [
    Pattern {
        id: "synchronous-front",
        name: "Synchronous front, asynchronous back",
        source: "000, 001, 002, 004",
        is: "Answer fast at a gateway, let the rest follow from a bus, and tell how far it is.",
        says: "Once the customer has the answer, these can follow: {steps}.",
        not_when: "Whoever gets the fast answer needs what follows before they can go on.",
        helps: Helps::Waits,
        lacks: is_called_today,
        applies: |it| if called(it).is_empty() { Vec::new() } else { following(it) },
    },
    Pattern {
        id: "outbox",
        name: "Outbox",
        source: "001",
        is: "Store an event together with the state change, and relay it from there.",
        says: "Whoever changes state and publishes does both or neither, before {steps}.",
        not_when: "The event may be lost without anybody missing it, or the broker and the state are one store.",
        helps: Helps::Lost,
        lacks: |it, step| !delivery(it, step).outbox,
        applies: |it| {
            let is_after = |step: &usize| !it.shape.begins_after(*step).is_empty();
            needed(it, reacting(it)).into_iter().filter(is_after).collect()
        },
    },
    Pattern {
        id: "saga",
        name: "Saga with compensations",
        source: "000, 001",
        is: "Let each step commit by itself, and undo what has succeeded when a later one fails.",
        says: "These commit separately, and must all have happened or none: {steps}.",
        not_when: "One service can keep both in one transaction: bring them together first.",
        helps: Helps::Wrong,
        lacks: |it, step| it.step(step).is_some_and(|it| it.business.compensation.is_none()),
        applies: |it| {
            // What reacts to an event is tried again until it is done.
            let reacting = reacting(it);
            let mut steps = select(it, commits);
            steps.retain(|step| !reacting.contains(step));
            let undone =
                |step: &usize| it.step(*step).is_some_and(|it| it.business.compensation.is_some());
            if !steps.iter().any(undone) {
                return Vec::new();
            }
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
        not_when: "Reads of the one store meet their target, or must never be seconds old.",
        helps: Helps::Waits,
        lacks: |it, step| {
            let is_derived = |it: &Step| it.business.kind == Some(Purpose::Derived);
            is_called_today(it, step) && !it.step(step).is_some_and(is_derived)
        },
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
        not_when: "Nobody asks for yesterday’s state: an audit trail beside the state is far simpler.",
        helps: Helps::Clear,
        lacks: |_, _| true,
        applies: |it| select(it, |step| step.business.replay == Some(true)),
    },
    Pattern {
        id: "idempotent-consumer",
        name: "Idempotent consumer",
        source: "001, 002",
        is: "Recognise an event that was there before, by a key.",
        says: "{messages} for {steps} may come more than once.",
        not_when: "Its effect is the same however often it happens, such as setting a value.",
        helps: Helps::Wrong,
        lacks: |it, step| !delivery(it, step).deduplicate,
        applies: following,
    },
    Pattern {
        id: "dead-letter-queue",
        name: "Dead-letter queue",
        source: "000, 001, 002",
        is: "Keep what fails again and again apart, and look at its age and size.",
        says: "What {steps} cannot do must not be lost, nor hold up the rest.",
        not_when: "What fails may be missing, or must hold up what comes after it.",
        helps: Helps::Lost,
        lacks: |it, step| !delivery(it, step).dead_letter,
        applies: |it| needed(it, following(it)),
    },
    Pattern {
        id: "circuit-breaker",
        name: "Circuit breaker",
        source: "002, 003, 004",
        is: "Stop calling for a while after failures in a row.",
        says: "Called over the network, and perhaps away: {steps}.",
        not_when: "The callee is the caller’s own, and fails with it.",
        helps: Helps::Waits,
        lacks: |it, step| it.step(step).is_some_and(|it| it.call.breaker.is_none()),
        applies: remote,
    },
    Pattern {
        id: "bulkhead",
        name: "Bulkhead",
        source: "004",
        is: "Let calls of one kind take so many workers at most.",
        says: "Slow perhaps, for reasons of somebody else’s, and not to take every worker: {steps}.",
        not_when: "Calls of one kind are all that the caller makes.",
        helps: Helps::Waits,
        lacks: |it, step| it.step(step).is_some_and(|it| it.call.bulkhead.is_none()),
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
        not_when: "Less than the right answer is worse than none.",
        helps: Helps::Lost,
        lacks: |it, step| it.step(step).is_some_and(|it| !it.call.fallback),
        applies: |it| {
            select(it, |step| {
                step.business.response == Some(Response::Immediate)
                    && step.business.necessity == Some(Necessity::Optional)
            })
        },
    },
    Pattern {
        id: "database-per-service",
        name: "Database per service",
        source: "004",
        is: "Let each service keep its own data, in step by events.",
        says: "Several teams release by themselves, and no table need be shared with {steps}.",
        not_when: "One team owns all of them: a shared schema is then no shared burden.",
        helps: Helps::Clear,
        lacks: |_, _| true,
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
        not_when: "Nobody asks how far it is, or they are told by a message of their own.",
        helps: Helps::Clear,
        lacks: |it, step| !delivery(it, step).status.is_there,
        applies: |it| {
            let is_required = |it: &Step| it.business.necessity == Some(Necessity::Required);
            let steps = following(it).into_iter();
            steps.filter(|&step| it.step(step).is_some_and(is_required)).collect()
        },
    },
    Pattern {
        id: "strangler",
        name: "Strangler",
        source: "004",
        is: "Replace the old way piece by piece, beginning with what is understood best.",
        says: "Called today, and should follow: {steps}.",
        not_when: "All of it can be changed and released in one go.",
        helps: Helps::Clear,
        lacks: |_, _| true,
        applies: to_move,
    },
    Pattern {
        id: "bridge",
        name: "Bridge",
        source: "004",
        is: "Put a layer between old calls and new events, so that both go on.",
        says: "Others may still call {steps} as they do today.",
        not_when: "Nobody outside calls it, so that both ends can change at once.",
        helps: Helps::Clear,
        lacks: |_, _| true,
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
        not_when: "The partner’s words are the field’s, and do not change.",
        helps: Helps::Clear,
        lacks: |_, _| true,
        applies: |it| select(it, |step| step.business.party == Some(Party::External)),
    },
    Pattern {
        id: "correlation-id",
        name: "Correlation id from request to event",
        source: "000, 001, 002, 003, 004",
        is: "Carry the id of the request in every call and every event.",
        says: "Whoever looks for one request must find it at {steps}, too.",
        not_when: "Never: without it nobody finds one request.",
        helps: Helps::Clear,
        lacks: |_, _| true,
        applies: following,
    },
    Pattern {
        id: "contracts",
        name: "CloudEvents and AsyncAPI",
        source: "004",
        is: "Write down each event’s form, owner and version, in a form that tools read.",
        says: "Consumers such as {steps} rely on what events say.",
        not_when: "Publisher and consumers are of one team, and are released together.",
        helps: Helps::Clear,
        lacks: |_, _| true,
        applies: reacting,
    },
];

fn select(design: &Judged<'_>, holds: impl Fn(&Step) -> bool) -> Vec<usize> {
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

/// The steps that should follow an event, those apart that a workflow commands, or should.
fn reacting(design: &Judged<'_>) -> Vec<usize> {
    let is_commanded = |index| design.is_command(index) || design.should_be_commanded(index);
    following(design).into_iter().filter(|&index| !is_commanded(index)).collect()
}

/// The steps that should be called, at other services than their caller, or the entry where they have none.
fn remote(design: &Judged<'_>) -> Vec<usize> {
    let process = &design.scenario.process;
    let is_remote = |step: &Step| {
        let caller = step.caller.as_ref().and_then(|id| process.step(id));
        caller.map(|it| &it.service).or(process.entry.as_ref()) != Some(&step.service)
    };
    (called(design).into_iter())
        .filter(|&index| design.step(index).is_some_and(is_remote))
        .collect()
}

/// Of these, the steps that a request cannot do without.
fn needed(design: &Judged<'_>, steps: Vec<usize>) -> Vec<usize> {
    let is_needed = |step: &usize| design.step(*step).is_some_and(|it| it.business.is_required());
    steps.into_iter().filter(is_needed).collect()
}

/// The steps that are called today and should follow.
fn to_move(design: &Judged<'_>) -> Vec<usize> {
    following(design).into_iter().filter(|&index| is_called_today(design, index)).collect()
}

/// What the consumer of a step does about trouble; that of a step that is not there: nothing.
fn delivery(design: &Judged<'_>, step: usize) -> DeliveryPolicy {
    design.step(step).map(|it| it.delivery.clone()).unwrap_or_default()
}

fn is_called_today(design: &Judged<'_>, step: usize) -> bool {
    design.step(step).is_some_and(|it| it.mode == Mode::RequestResponse)
}
