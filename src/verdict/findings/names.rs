//! Names of events: facts in the past tense, owned and versioned.

use crate::model::fact::{as_fact, is_command, is_fact};

use super::super::judged::{Judged, groups};
use super::super::repair::Repair;
use super::{FindingKind, Severity, Spot, Spots};

pub(super) static KINDS: [FindingKind; 3] = [
    FindingKind {
        id: "command-as-event",
        name: "A command in the clothes of an event",
        source: "000, 001",
        severity: Severity::Warning,
        when: "An event is named as a command, and one step alone reacts to it, whichever way is taken. What a workflow commands is no event.",
        says: "{event} tells {service} what to do, and nobody else listens.",
        why: "It is a call by other means: the publisher expects something of one consumer, and does not learn what became of it.",
        remedy: "Call it, or publish what has happened and let the consumer decide.",
        wrong_if: "A second consumer reacts to it, for reasons of its own.",
        look: command_as_event,
    },
    FindingKind {
        id: "event-not-a-fact",
        name: "An event that is not named as a fact",
        source: "000, 001",
        severity: Severity::Warning,
        when: "An event’s name is not in the past tense, and it is not a command for one step.",
        says: "{event} does not say what has happened; {to} would.",
        why: "Consumers of a fact decide for themselves; a name that demands something binds them to its publisher.",
        remedy: "Name what has happened, in the past tense.",
        wrong_if: "Everybody who is asked reads it as something that has happened.",
        look: event_not_a_fact,
    },
    FindingKind {
        id: "event-without-owner",
        name: "An event without owner or version",
        source: "001, 002, 004",
        severity: Severity::Advice,
        when: "An event names no owner, or no version.",
        says: "Nobody answers for what {event} means, or which version of it is the current one.",
        why: "Its contents change, and consumers break without anybody having decided so.",
        remedy: "Name the service that answers for it, and count its versions.",
        wrong_if: "Whoever is asked names the same owner and the same version.",
        look: event_without_owner,
    },
];

/// The events with a name of their own, each with the steps that react to it; a name that was only proposed
/// is nobody’s yet.
fn named(design: &Judged<'_>) -> Vec<(String, Vec<usize>)> {
    groups(design.listening().map(|(index, _)| index), |index| {
        let event = design.step(index)?.event.as_ref().filter(|event| !event.assumed);
        event.map(|event| event.name.clone())
    })
}

/// Whether no two of these steps react together, whichever way a request goes.
fn is_for_one(design: &Judged<'_>, steps: &[usize]) -> bool {
    design.together(steps).len() == 1
}

/// What people call the services of these steps; of several, one or another.
fn services(design: &Judged<'_>, steps: &[usize]) -> String {
    let services = steps.iter().filter_map(|&it| Some(&design.step(it)?.service));
    let mut labels: Vec<String> = services
        .map(|id| design.scenario.service(id).map_or(id.as_str(), |it| it.label()).to_owned())
        .collect();
    labels.sort_unstable();
    labels.dedup();
    labels.join(" or ")
}

fn command_as_event(design: &Judged<'_>, spots: &mut Spots) {
    for (event, steps) in named(design) {
        if !is_command(&event) || !is_for_one(design, &steps) {
            continue;
        }
        let repair = Some(Repair::Rename { from: event.clone(), to: as_fact(&event) });
        let values = vec![("event", event), ("service", services(design, &steps))];
        spots.report(Spot { steps, place: "event/name", values, repair });
    }
}

fn event_not_a_fact(design: &Judged<'_>, spots: &mut Spots) {
    for (event, steps) in named(design) {
        if is_fact(&event) || (is_for_one(design, &steps) && is_command(&event)) {
            continue;
        }
        let to = as_fact(&event);
        let repair = Some(Repair::Rename { from: event.clone(), to: to.clone() });
        let values = vec![("event", event), ("to", to)];
        spots.report(Spot { steps, place: "event/name", values, repair });
    }
}

fn event_without_owner(design: &Judged<'_>, spots: &mut Spots) {
    for (event, steps) in design.topics() {
        let lacks = |&&index: &&usize| {
            let event = design.step(index).and_then(|step| step.event.as_ref());
            event.is_none_or(|it| it.owner.is_none() || it.version.is_none())
        };
        if steps.iter().find(lacks).is_none() {
            continue;
        }
        let first = steps.iter().min_by_key(|&&index| design.step(index).map(|step| &step.id));
        let owner = first.and_then(|&index| {
            design.publisher(index).or_else(|| design.step(index).map(|step| &step.service))
        });
        let repair = owner.map(|it| Repair::Own { steps: design.ids(&steps), owner: it.clone() });
        spots.report(Spot { steps, place: "event", values: vec![("event", event)], repair });
    }
}
