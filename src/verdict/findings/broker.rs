//! The broker: guarded like a datastore, with credentials by topic, dead letters that are watched, and
//! nothing that stands still without it.

use crate::model::{Credentials, DeadLetterAlerts};

use super::super::judged::Judged;
use super::super::repair::{Care, Policy, Repair};
use super::{FindingKind, Severity, Spot, Spots, policy};

pub(super) static KINDS: [FindingKind; 4] = [
    FindingKind {
        id: "broker-unprotected",
        name: "The broker is not protected",
        source: "001",
        severity: Severity::Warning,
        when: "There are events or commands, and the broker is not guarded and backed up as a datastore.",
        says: "Kinds of {message} in a broker that is not guarded as a datastore is: {events}.",
        why: "It holds the same facts as the databases around it.",
        remedy: "Guard it, encrypt it, back it up and restore it in drills, as any critical datastore.",
        wrong_if: "In the last drill the broker was restored from its backup within the tolerance.",
        look: broker_unprotected,
    },
    FindingKind {
        id: "credentials-shared",
        name: "Everybody may read and publish everything",
        source: "001",
        severity: Severity::Warning,
        when: "There are events or commands, and publishers and consumers share their credentials.",
        says: "Whoever may use the broker may read and publish everything in it; kinds of {message}: {events}.",
        why: "One service that is taken over can read all, and pretend to be all.",
        remedy: "Give each service credentials of its own, for the topics it needs.",
        wrong_if: "A service that tries to read another’s topic is refused.",
        look: credentials_shared,
    },
    FindingKind {
        id: "dead-letters-unwatched",
        name: "Dead letters are not watched, or by their count alone",
        source: "001",
        severity: Severity::Advice,
        when: "Dead letters are kept, and nobody is told of their age and size.",
        says: "{steps} may leave dead letters, and nobody is told when one grows old.",
        why: "One letter that is a week old says more than a hundred that came and went.",
        remedy: "Alert on the age of the oldest and the size of all, not on their count alone.",
        wrong_if: "A dead letter that is put there on purpose is noticed within the hour.",
        look: dead_letters_unwatched,
    },
    FindingKind {
        id: "broker-blocks-all",
        name: "Nothing happens without the broker",
        source: "product",
        severity: Severity::Advice,
        when: "Every one of two steps or more is behind an event, and some have no outbox; commands need none, since they are stored with their conductor’s state.",
        says: "Every step waits for the broker, and while it is away the events of {steps} are lost.",
        why: "The broker became what the conductor was: the one thing that everything depends on.",
        remedy: "Give every publisher an outbox, so that an outage delays and loses nothing.",
        wrong_if: "In a run with the broker away, requests go on, and all of it happens afterwards.",
        look: broker_blocks_all,
    },
];

/// A finding about all that goes through the broker: each command is a kind of its own.
fn whole(design: &Judged<'_>, place: &'static str, care: Care) -> Spot {
    let events = design.topics().len();
    let commands = design.reacting().filter(|(index, _)| design.is_command(*index)).count();
    let message = match (events, commands) {
        (_, 0) => "event",
        (0, _) => "command",
        (_, _) => "event and command",
    };
    let kinds = events + commands;
    Spot {
        steps: Vec::new(),
        place,
        values: vec![("message", message.to_owned()), ("events", kinds.to_string())],
        repair: Some(Repair::Broker { care }),
    }
}

/// Whether anything goes through the broker.
fn has_messages(design: &Judged<'_>) -> bool {
    design.reacting().next().is_some()
}

fn broker_unprotected(design: &Judged<'_>, spots: &mut Spots) {
    if has_messages(design) && design.scenario.circumstances.broker_protected == Some(false) {
        spots.report(whole(design, "circumstances/broker_protected", Care::Protect));
    }
}

fn credentials_shared(design: &Judged<'_>, spots: &mut Spots) {
    let credentials = design.scenario.circumstances.credentials;
    if has_messages(design) && credentials == Some(Credentials::Shared) {
        spots.report(whole(design, "circumstances/credentials", Care::ScopeCredentials));
    }
}

fn dead_letters_unwatched(design: &Judged<'_>, spots: &mut Spots) {
    let alerts = design.scenario.circumstances.dead_letter_alerts;
    let steps: Vec<usize> = (design.reacting())
        .filter(|(_, step)| step.delivery.dead_letter)
        .map(|(index, _)| index)
        .collect();
    let is_watched = matches!(alerts, None | Some(DeadLetterAlerts::AgeAndSize));
    if !steps.is_empty() && !is_watched {
        let values = Vec::new();
        let repair = Some(Repair::Broker { care: Care::AlertByAgeAndSize });
        spots.report(Spot { steps, place: "delivery/dead_letter", values, repair });
    }
}

fn broker_blocks_all(design: &Judged<'_>, spots: &mut Spots) {
    let nothing_before = design.steps().all(|(index, _)| !design.is_foreground(index));
    let open: Vec<usize> = (design.listening())
        .filter(|(_, step)| !step.delivery.outbox)
        .map(|(index, _)| index)
        .collect();
    if nothing_before && design.names.len() > 1 && !open.is_empty() {
        let repair = policy(design, &open, Policy::Outbox);
        let values = Vec::new();
        spots.report(Spot { steps: open, place: "delivery/outbox", values, repair });
    }
}
