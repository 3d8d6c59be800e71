//! The design as a whole: everything one way, and more than the team can follow.

use crate::model::{Mode, Observability, Trigger};

use super::super::burden::Burden;
use super::super::judged::Judged;
use super::super::words::length;
use super::{FindingKind, Severity, Spot, Spots};

/// From so many steps on, everything is worth a word.
const SEVERAL: usize = 3;

pub(super) static KINDS: [FindingKind; 4] = [
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
    FindingKind {
        id: "longer-than-the-run",
        name: "Longer than the run",
        source: "product",
        severity: Severity::Warning,
        when: "The mean work along a path takes longer than the run drains after its last arrival.",
        says: "{path} take {work} one after the other, and the run ends {drain} after the last request.",
        why: "What is not done by then stays open in the figures, and nobody sees how it would end.",
        remedy: "Let the run drain for longer: `drain_s` of the workload.",
        look: longer_than_the_run,
    },
];

/// The steps that should be of another mode, if all are of this one.
fn all_one_way(design: &Judged<'_>, mode: Mode) -> Vec<usize> {
    let of_mode = if mode == Mode::Event { Trigger::Event } else { Trigger::Call };
    let process = &design.scenario.process;
    let all = design.steps().all(|(_, step)| process.trigger(step) == of_mode);
    if !all || design.names.len() < SEVERAL {
        return Vec::new();
    }
    let other = Some(mode.flipped());
    design.steps().map(|(index, _)| index).filter(|&it| design.recommended(it) == other).collect()
}

fn everything_a_call(design: &Judged<'_>, spots: &mut Spots) {
    let steps = all_one_way(design, Mode::RequestResponse);
    if !steps.is_empty() {
        let repair = super::follow(design, &steps);
        spots.report(Spot { steps, place: "mode", values: Vec::new(), repair });
    }
}

fn everything_an_event(design: &Judged<'_>, spots: &mut Spots) {
    let steps = all_one_way(design, Mode::Event);
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

fn longer_than_the_run(design: &Judged<'_>, spots: &mut Spots) {
    let (ms, steps) = longest_path(design);
    let drain_ms = design.scenario.workload.drain_s.get() * 1e3;
    if ms > drain_ms {
        let path = design.labels(&steps);
        let values = vec![("path", path), ("work", length(ms)), ("drain", length(drain_ms))];
        let steps = Vec::new();
        spots.report(Spot { steps, place: "workload/drain_s", values, repair: None });
    }
}

/// The path with most work in the mean, behind the line included: from a caller to what it calls, and from
/// there to what follows the caller; never over two steps that exclude each other.
fn longest_path(design: &Judged<'_>) -> (f64, Vec<usize>) {
    let mut own: Vec<(f64, Vec<usize>)> = vec![(0.0, Vec::new()); design.names.len()];
    let mut whole = own.clone();
    for &index in design.shape.order() {
        let Some(step) = design.step(index) else { continue };
        let excludes = |it: &usize| design.shape.exclude_each_other(*it, index);
        let before = design.shape.predecessors(index);
        let before: Vec<&(f64, Vec<usize>)> = match design.shape.caller(index) {
            Some(caller) if before.is_empty() => own.get(caller).into_iter().collect(),
            _ => before.iter().filter_map(|&it| whole.get(it)).collect(),
        };
        let possible = before.into_iter().filter(|(_, steps)| !steps.iter().any(excludes));
        let longest = possible.max_by(|one, other| one.0.total_cmp(&other.0));
        let (mut ms, mut steps) = longest.cloned().unwrap_or_default();
        ms += step.work.mean_ms();
        steps.push(index);
        if let Some(place) = own.get_mut(index) {
            *place = (ms, steps.clone());
        }
        let mut waits = Some(index);
        while let Some(place) = waits.and_then(|it| whole.get_mut(it)) {
            if ms > place.0 || place.1.is_empty() {
                *place = (ms, steps.clone());
            }
            waits = waits.and_then(|it| design.shape.caller(it));
        }
    }
    whole.into_iter().max_by(|one, other| one.0.total_cmp(&other.0)).unwrap_or_default()
}
