//! The design as a whole: everything one way, and more than the team can follow.

use crate::model::{Mode, Observability, Trigger};

use super::super::burden::Burden;
use super::super::judged::Judged;
use super::{FindingKind, Severity, Spot, Spots};

/// From so many steps on, everything is worth a word.
const SEVERAL: usize = 3;

pub(super) static KINDS: [FindingKind; 3] = [
    FindingKind {
        id: "everything-an-event",
        name: "Everything is an event",
        source: "000",
        severity: Severity::Warning,
        when: "All of three steps or more react to events, although some should be called; those that must be are an error of their own.",
        says: "All steps react to events, although {steps} should be called.",
        why: "A conversation that is cut into events is hard to follow: events are for telling its outcome.",
        remedy: "Call the core, and publish what came of it.",
        wrong_if: "In a run, no customer is overturned, and a newcomer follows one request within the hour.",
        look: everything_an_event,
    },
    FindingKind {
        id: "events-blind",
        name: "Events, and nobody can see them",
        source: "000",
        severity: Severity::Warning,
        when: "A step reacts to an event or a command, and the team’s observability is none.",
        says: "Nobody sees what comes of {steps}: of a request that is lost there, nobody can say where it is.",
        why: "A call that fails tells its caller; what fails behind an event tells nobody, and repair begins when a customer calls.",
        remedy: "Have three things first: an id that every call and event carries, one place for all logs, and dead letters that somebody watches.",
        wrong_if: "In a drill, one request that went wrong behind the line is found within minutes.",
        look: events_blind,
    },
    FindingKind {
        id: "burden-too-great",
        name: "More events than the team can follow",
        source: "000, 003",
        severity: Severity::Warning,
        when: "What must be followed is more than what the team’s observability carries; a team that sees nothing is a finding of its own.",
        says: "To follow one request: {burden}, and {level} observability carries {carried}.",
        why: "Without a correlation id, a central log, tracing, replay and watched dead letters, finding what went wrong takes far longer.",
        remedy: "Put these in place first, or begin with fewer events.",
        wrong_if: "In a drill, one request that went wrong is found within minutes.",
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

fn everything_an_event(design: &Judged<'_>, spots: &mut Spots) {
    let mut steps = all_one_way(design, Trigger::Event, Mode::RequestResponse);
    steps.retain(|&step| !design.must_be_called(step));
    if !steps.is_empty() {
        let repair = super::call(design, &steps);
        spots.report(Spot { steps, place: "mode", values: Vec::new(), repair });
    }
}

fn events_blind(design: &Judged<'_>, spots: &mut Spots) {
    let steps: Vec<usize> = design.reacting().map(|(index, _)| index).collect();
    if design.scenario.team.observability == Some(Observability::None) && !steps.is_empty() {
        let (place, values) = ("team/observability", Vec::new());
        spots.report(Spot { steps, place, values, repair: None });
    }
}

fn burden_too_great(design: &Judged<'_>, spots: &mut Spots) {
    let observability = design.scenario.team.observability;
    let Some(observability) = observability.filter(|it| *it != Observability::None) else { return };
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
        ("burden", burden.said()),
        ("carried", carried.to_string()),
        ("level", level.to_owned()),
    ];
    spots.report(Spot { steps: Vec::new(), place: "team/observability", values, repair: None });
}
