//! Sagas: required steps that commit separately must be undone when a later one fails.

use super::super::judged::{Judged, commits};
use super::super::repair::Repair;
use super::{FindingKind, Severity, Spots};

pub(super) static KINDS: [FindingKind; 1] = [FindingKind {
    id: "no-compensation",
    name: "Nothing undoes it",
    source: "000, 001",
    severity: Severity::Warning,
    when: "A required core step has no compensation, and another one, at another service, on the same way and not before it, can still fail.",
    says: "{steps} has succeeded when {later} fails, and nothing undoes it.",
    why: "All or nothing becomes some: paid and not reserved, reserved and not booked.",
    remedy: "Name what undoes it, and make that safe to repeat.",
    look: no_compensation,
}];

fn no_compensation(design: &Judged<'_>, spots: &mut Spots) {
    for (index, step) in design.steps() {
        if !commits(step) || step.business.compensation.is_some() {
            continue;
        }
        let later: Vec<usize> = (design.steps())
            .filter(|(other, it)| {
                *other != index
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
