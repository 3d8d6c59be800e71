//! The design as a whole: everything one way, and more than the team can follow.

use crate::model::{Mode, Observability, Trigger};

use super::super::burden::Burden;
use super::super::judged::Judged;
use super::{FindingKind, Severity, Spot, Spots};

/// From so many steps on, everything is worth a word.
const SEVERAL: usize = 3;

pub(super) static KINDS: [FindingKind; 3] = [
    FindingKind {
        id: "everything-a-call",
        name: "Everything is a call",
        source: "000",
        severity: Severity::Warning,
        when: "All of three steps or more are called, although some should follow.",
        says: "All steps are called, although {steps} may follow later.",
        why: "A process need not be all one way: what nobody waits for makes everybody wait.",
        remedy: "Keep the core as calls, and let side-effects follow an event.",
        look: everything_a_call,
    },
    FindingKind {
        id: "everything-an-event",
        name: "Everything is an event",
        source: "000",
        severity: Severity::Warning,
        when: "All of three steps or more react to events, although some should be called.",
        says: "All steps react to events, although {steps} should be called.",
        why: "A conversation that is cut into events is hard to follow: events are for telling its outcome.",
        remedy: "Call the core, and publish what came of it.",
        look: everything_an_event,
    },
    FindingKind {
        id: "burden-too-great",
        name: "More events than the team can follow",
        source: "000, 003",
        severity: Severity::Warning,
        when: "The tracing burden is greater than what the team’s observability carries.",
        says: "Asynchronous hops {hops}, kinds of event {types}, places to look {places}: {total} together, and observability such as the team’s ({level}) carries {carried}.",
        why: "Without a correlation id, a central log, tracing, replay and watched dead letters, finding what went wrong takes far longer.",
        remedy: "Put these in place first, or begin with fewer events.",
        look: burden_too_great,
    },
];

/// The steps that should be of this mode, if all are triggered otherwise.
fn all_one_way(design: &Judged<'_>, today: Trigger, should_be: Mode) -> Vec<usize> {
    let process = &design.scenario.process;
    let all = design.steps().all(|(_, step)| process.trigger(step) == today);
    if !all || design.names.len() < SEVERAL {
        return Vec::new();
    }
    let should_be = Some(should_be);
    (design.steps().map(|(index, _)| index))
        .filter(|&it| design.recommended(it) == should_be)
        .collect()
}

fn everything_a_call(design: &Judged<'_>, spots: &mut Spots) {
    let steps = all_one_way(design, Trigger::Call, Mode::Event);
    if !steps.is_empty() {
        let repair = super::follow(design, &steps);
        spots.report(Spot { steps, place: "mode", values: Vec::new(), repair });
    }
}

fn everything_an_event(design: &Judged<'_>, spots: &mut Spots) {
    let steps = all_one_way(design, Trigger::Event, Mode::RequestResponse);
    if !steps.is_empty() {
        let repair = super::call(design, &steps);
        spots.report(Spot { steps, place: "mode", values: Vec::new(), repair });
    }
}

fn burden_too_great(design: &Judged<'_>, spots: &mut Spots) {
    let Some(observability) = design.scenario.team.observability else { return };
    let (burden, carried) = (design.burden, Burden::carried(observability));
    if burden.total() <= carried {
        return;
    }
    let level = match observability {
        Observability::None => "none",
        Observability::Basic => "basic",
        Observability::Advanced => "advanced",
    };
    let values = vec![
        ("hops", burden.hops.to_string()),
        ("types", burden.event_types.to_string()),
        ("places", burden.places.to_string()),
        ("total", burden.total().to_string()),
        ("carried", carried.to_string()),
        ("level", level.to_owned()),
    ];
    spots.report(Spot { steps: Vec::new(), place: "team/observability", values, repair: None });
}
