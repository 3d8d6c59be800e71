//! Sagas: required steps that commit separately must be undone when a later one fails.

use super::super::judged::{Judged, commits};
use super::super::repair::{Policy, Repair};
use super::{FindingKind, Severity, Spots, policy};
use crate::model::{Acknowledge, Mode};

pub(super) static KINDS: [FindingKind; 2] = [
    FindingKind {
        id: "no-compensation",
        name: "Nothing undoes it",
        source: "000, 001",
        severity: Severity::Warning,
        when: "A required core step has no compensation, and another one, at another service, on the same way and not before it, can still fail: one that should be called or commanded, or may say no.",
        says: "{later} can still fail once {steps} has succeeded, and nothing undoes that.",
        why: "All or nothing becomes some: paid and not reserved, reserved and not booked.",
        remedy: "Name what undoes it, and make that safe to repeat; or decide that nothing need, since there is no way back from it, or what comes later is tried until it is done.",
        wrong_if: "In a run with errors after it, nothing is left half done.",
        look: no_compensation,
    },
    FindingKind {
        id: "undone-once",
        name: "Undone once, done twice",
        source: "001, product",
        severity: Severity::Warning,
        when: "A step that a compensation undoes can have its effect twice: it is retried without being idempotent, or reacts to an event without deduplication.",
        says: "{steps} can happen twice for one request, and {compensation} undoes one of them.",
        why: "A customer is charged twice and refunded once: the books balance, and the money is gone.",
        remedy: "Let it recognise what comes again, by a key, and undo by the same key.",
        wrong_if: "In a run with a slow callee and errors after it, no effect is repeated.",
        look: undone_once,
    },
];

fn no_compensation(design: &Judged<'_>, spots: &mut Spots) {
    for (index, step) in design.steps() {
        if !commits(step) || step.business.compensation.is_some() {
            continue;
        }
        let later: Vec<usize> = (design.steps())
            .filter(|(other, it)| {
                // What reacts to an event is tried again until it is done, unless it may say no.
                let can_stop = design.recommended(*other) != Some(Mode::Event)
                    || design.should_be_commanded(*other)
                    || it.decline_ratio.get() > 0.0;
                *other != index
                    && can_stop
                    && commits(it)
                    && it.service != step.service
                    && !design.comes_after(index, *other)
                    && !design.shape.exclude_each_other(index, *other)
            })
            .map(|(other, _)| other)
            .collect();
        if !later.is_empty() {
            let name = format!("undo-{}", step.id);
            let repair = Repair::Compensate { step: step.id.clone(), name };
            let values = vec![("later", design.labels(&later))];
            spots.at(index, "business/compensation", values, Some(repair));
        }
    }
}

fn undone_once(design: &Judged<'_>, spots: &mut Spots) {
    for (index, step) in design.steps() {
        let Some(compensation) = &step.business.compensation else { continue };
        let repair = match step.mode {
            Mode::RequestResponse if step.call.retries > 0 && !step.call.idempotent => {
                Policy::Idempotent
            }
            Mode::Event
                if step.delivery.acknowledge == Acknowledge::After
                    && !step.delivery.deduplicate =>
            {
                Policy::Deduplicate
            }
            Mode::RequestResponse | Mode::Event => continue,
        };
        let values = vec![("compensation", compensation.clone())];
        spots.at(index, "business/compensation", values, policy(design, &[index], repair));
    }
}
