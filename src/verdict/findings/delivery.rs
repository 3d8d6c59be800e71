//! What a consumer, and the publisher before it, must do so that no event is lost or has its effect twice.

use crate::model::{Acknowledge, Purpose};

use super::super::judged::Judged;
use super::super::repair::Policy;
use super::{FindingKind, Severity, Spots, policy};

pub(super) static KINDS: [FindingKind; 3] = [
    FindingKind {
        id: "no-outbox",
        name: "State and event change apart",
        source: "001",
        severity: Severity::Warning,
        when: "A step reacts to an event, without an outbox, after one that does not only look something up.",
        says: "{before} ends, and then {event} is published for {steps}; between the two it can fail.",
        why: "While the broker is away, or after a crash in between, the state has changed and nobody hears of it.",
        remedy: "Store the event with the state change, and relay it from there.",
        wrong_if: "In a run with the broker away, no event is lost.",
        look: no_outbox,
    },
    FindingKind {
        id: "no-deduplication",
        name: "An event may have its effect twice",
        source: "001, 002",
        severity: Severity::Warning,
        when: "A step reacts to an event or a command without deduplication, and acknowledges it after the work.",
        says: "{steps} does not recognise {event} when it comes again.",
        why: "Brokers deliver at least once: after a crash the same event comes again, and is done again.",
        remedy: "Let the consumer remember a key of each event.",
        wrong_if: "In a run in which the consumer crashes, no effect is repeated.",
        look: no_deduplication,
    },
    FindingKind {
        id: "no-dead-letter",
        name: "What fails is dropped",
        source: "000, 001, 002",
        severity: Severity::Warning,
        when: "A step reacts to an event or a command without a place for dead letters, and acknowledges it after the work.",
        says: "{event} is dropped where {steps} cannot do it; attempts: {attempts}.",
        why: "Nobody learns what is missing, and it cannot be done again.",
        remedy: "Keep it as a dead letter, and look at those.",
        wrong_if: "In a run with poison events, none is dropped.",
        look: no_dead_letter,
    },
];

fn no_outbox(design: &Judged<'_>, spots: &mut Spots) {
    for (_, steps) in design.topics() {
        for &index in &steps {
            let Some(step) = design.step(index) else { continue };
            let before: Vec<usize> = (design.shape.predecessors(index).iter().copied())
                .filter(|&it| {
                    design.step(it).is_some_and(|it| it.business.kind != Some(Purpose::Query))
                })
                .collect();
            if step.delivery.outbox || before.is_empty() {
                continue;
            }
            let values =
                vec![("before", design.labels(&before)), ("event", design.name(index).to_owned())];
            // All who react to it share one publication.
            spots.at(index, "delivery/outbox", values, policy(design, &steps, Policy::Outbox));
        }
    }
}

fn no_deduplication(design: &Judged<'_>, spots: &mut Spots) {
    for (index, step) in design.reacting() {
        // What is delivered at most once comes once; that it may be lost is another finding.
        if !step.delivery.deduplicate && step.delivery.acknowledge == Acknowledge::After {
            let its_command = design.is_command(index).then(|| "its command".to_owned());
            let event = its_command.unwrap_or_else(|| design.name(index).to_owned());
            let values = vec![("event", event)];
            let repair = policy(design, &[index], Policy::Deduplicate);
            spots.at(index, "delivery/deduplicate", values, repair);
        }
    }
}

fn no_dead_letter(design: &Judged<'_>, spots: &mut Spots) {
    for (index, step) in design.reacting() {
        if !step.delivery.dead_letter && step.delivery.acknowledge == Acknowledge::After {
            let the_command = design.is_command(index).then(|| "The command".to_owned());
            let values = vec![
                ("event", the_command.unwrap_or_else(|| design.name(index).to_owned())),
                ("attempts", step.delivery.attempts().to_string()),
            ];
            let repair = policy(design, &[index], Policy::DeadLetter);
            spots.at(index, "delivery/dead_letter", values, repair);
        }
    }
}
