//! Load: more is asked for than can be done, workers that are held too long, and followers that take the
//! workers of the answer.

use super::super::demand::{Demand, demands, foreground, height, held, peak, workers_for};
use super::super::judged::{Judged, commits};
use super::super::repair::Repair;
use super::super::words::{counted, length, number};
use super::{FindingKind, Severity, Spot, Spots};
use crate::model::ServiceId;
use crate::units::Milliseconds;
use crate::units::format::per_cent;

/// From this demand on more is asked for than can be done, however long one waits.
const ALL: f64 = 1.0;
/// From this demand on queues are several times as long as the work.
const NEARLY_ALL: f64 = 0.85;
/// From this share of a worker's time on, followers are felt by who waits.
const FELT: f64 = 0.1;
/// From this share on they are, where workers are nearly all taken at the peak.
const LITTLE: f64 = 0.01;

pub(super) static KINDS: [FindingKind; 6] = [
    FindingKind {
        id: "overloaded",
        name: "Overload: more is asked for than can be done",
        source: "product",
        severity: Severity::Error,
        when: "The mean rate over the profile, times the share of requests that come to a step, times its mean work, is as much as the workers or consumers can do, or more; from 85 % on it is a warning. Not for a closed loop, nor for workers without number.",
        says: "{whose} is asked for {demand} of what it can do: {work} of work a second, and {workers} can do {most}.",
        why: "From 100 % on what waits grows for as long as it lasts, whatever anybody tolerates; from 85 % on waiting takes several times as long as the work.",
        remedy: "Add workers, shorten the work, or let what nobody needs leave the path.",
        wrong_if: "In a run three times as long the backlog at its end is no greater.",
        look: overloaded,
    },
    FindingKind {
        id: "workers-held",
        name: "Workers are held longer than there are workers",
        source: "000, product",
        severity: Severity::Error,
        when: "Works, and what workers wait for meanwhile, hold at least as many workers of a service as there are, while their own work alone is below 85 %.",
        says: "The workers of {whose} wait for others: requests hold {held} of them at any time, and all there is are {workers}.",
        why: "A worker that waits for an answer does nothing else: the service is full though it hardly works.",
        remedy: "Let what nobody waits for follow an event, or add workers.",
        wrong_if: "In the run its workers are not all held, and nobody queues for them.",
        look: workers_held,
    },
    FindingKind {
        id: "answer-too-late",
        name: "The answer comes later than anybody waits",
        source: "000, 001, product",
        severity: Severity::Error,
        when: "The way to the answer, works and networks without any queue, takes longer on average than customers wait, or than 95 of 100 should.",
        says: "The way to the answer takes {work} on average, even where nobody queues, and {limit}.",
        why: "No number of workers makes it quicker: people give up, or submit again, while their first request goes on.",
        remedy: "Let what nobody waits for leave the way, do side by side what can be, or shorten the work.",
        wrong_if: "In a run at a light load, 95 of 100 have their answer in time.",
        look: answer_too_late,
    },
    FindingKind {
        id: "submitted-twice",
        name: "What is submitted again is done again",
        source: "000, product",
        severity: Severity::Warning,
        when: "Customers who give up submit again, the way to the answer takes a third of their patience or more on average, and a required core step is waited for.",
        says: "Customers who give up submit again, up to {times}, while their first request goes on: {steps}, done once more each time.",
        why: "The same load is posted twice, the same customer charged twice.",
        remedy: "Let each submission carry a key that the first step recognises, and answer well within their patience.",
        wrong_if: "In a run in which customers give up, no effect is repeated.",
        look: submitted_twice,
    },
    FindingKind {
        id: "peak-piles-up",
        name: "A peak piles up, and drains",
        source: "001, product",
        severity: Severity::Advice,
        when: "On average less than 85 % is asked for, or fewer workers are held than there are, and at the height of the profile more.",
        says: "At the peak {what} {demand} of {whose}; what has piled up takes {drain} to drain afterwards.",
        why: "Behind the line that is a delay, which is what a topic is for; before it, it is how long customers wait.",
        remedy: "See whether that drain is within what is tolerated; else add workers for the peak.",
        wrong_if: "In the run with its peak, its backlog does not grow.",
        look: peak_piles_up,
    },
    FindingKind {
        id: "followers-take-workers",
        name: "What follows takes the workers of the answer",
        source: "000, product",
        severity: Severity::Warning,
        when: "A step that nobody waits for is performed by a service with a bound on its workers that customers wait for too, and takes a tenth of their time or more; or a hundredth, where they are nearly all taken at the peak.",
        says: "{steps} takes {share} of the time of the workers of {whose}, for whom customers wait.",
        why: "What may come later takes its turn before what somebody waits for: the line is drawn, and is not kept.",
        remedy: "Give what follows workers of its own.",
        wrong_if: "With workers of its own, the answer is no quicker at the peak.",
        look: followers_take_workers,
    },
];

fn overloaded(design: &Judged<'_>, spots: &mut Spots) {
    for demand in demands(design).into_iter().filter(|it| it.ratio() >= NEARLY_ALL) {
        let severity = if demand.ratio() >= ALL { Severity::Error } else { Severity::Warning };
        let (one, many) =
            if demand.is_of_topic { ("consumer", "consumers") } else { ("worker", "workers") };
        let values = vec![
            ("whose", demand.whose.clone()),
            ("demand", per_cent(demand.ratio())),
            ("work", length(demand.asked_ms_per_s())),
            ("workers", counted(demand.workers, one, many)),
            ("most", length(f64::from(demand.workers) * 1_000.0)),
        ];
        let repair = enough(design, &demand);
        let place = if demand.is_of_topic { "delivery" } else { "service" };
        spots.report_as(severity, Spot { steps: demand.steps(), place, values, repair });
    }
}

/// As many workers as are needed, and consumers, where those are bound too.
fn enough(design: &Judged<'_>, demand: &Demand) -> Option<Repair> {
    let enough = demand.enough();
    let copies = design.scenario.service(&demand.service)?.replicas.as_ref().map_or(1, |it| it.max);
    let workers = libm::ceil(enough / f64::from(copies));
    (enough <= f64::from(crate::model::limits::WORKERS)).then(|| Repair::Staff {
        service: demand.service.clone(),
        // Below the bound that has just been looked at.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        workers: workers.max(1.0) as u32,
        steps: design.ids(&demand.steps()),
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        at_once: enough as u32,
    })
}

fn workers_held(design: &Judged<'_>, spots: &mut Spots) {
    for demand in demands(design).iter().filter(|it| !it.is_of_topic && it.ratio() < NEARLY_ALL) {
        let Some(service) = design.scenario.service(&demand.service) else { continue };
        let held = held(design, service) / 1_000.0;
        if held < f64::from(demand.workers) {
            continue;
        }
        let values = vec![
            ("whose", demand.whose.clone()),
            ("held", number(held)),
            ("workers", counted(demand.workers, "worker", "workers")),
        ];
        let steps = demand.steps();
        let at = if steps.is_empty() { "process/entry" } else { "service" };
        spots.report(Spot { steps, place: at, values, repair: None });
    }
}

fn peak_piles_up(design: &Judged<'_>, spots: &mut Spots) {
    for demand in demands(design).into_iter().filter(|it| it.ratio() < NEARLY_ALL) {
        let service = design.scenario.service(&demand.service).filter(|_| !demand.is_of_topic);
        let held = service.map_or(0.0, |it| held(design, it)) / 1_000.0 / f64::from(demand.workers);
        // More are held than there are on average: another finding says so.
        // (Beyond what the order of a sum can make.)
        let is_held = held > demand.ratio() * (1.0 + 1e-9) && held < ALL;
        let ratio = if is_held { held } else { demand.ratio() };
        let Some(peak) = peak(&design.scenario.workload, ratio) else { continue };
        let (what, whose) = if is_held {
            ("requests hold", format!("the workers of {}", demand.whose))
        } else {
            ("more is asked for:", format!("what {} can do", demand.whose))
        };
        let values = vec![
            ("what", what.to_owned()),
            ("whose", whose),
            ("demand", per_cent(peak.ratio)),
            ("drain", length(peak.drain_s * 1_000.0)),
        ];
        let place = if demand.is_of_topic { "delivery" } else { "service" };
        spots.report(Spot { steps: demand.steps(), place, values, repair: None });
    }
}

fn followers_take_workers(design: &Judged<'_>, spots: &mut Spots) {
    let entry = design.scenario.process.entry.as_ref();
    for demand in demands(design).iter().filter(|it| !it.is_of_topic) {
        let (before, behind): (Vec<usize>, Vec<usize>) =
            demand.steps().into_iter().partition(|&step| design.is_foreground(step));
        let is_waited_for = !before.is_empty()
            || entry == Some(&demand.service)
                && design.steps().any(|(index, _)| design.is_foreground(index));
        let share = demand.share_of(&behind);
        // Where hardly a worker is free at the peak, little is felt.
        let service = design.scenario.service(&demand.service);
        let held = service.map_or(0.0, |it| held(design, it)) / 1_000.0 / f64::from(demand.workers);
        let at_peak = height(&design.scenario.workload) * held.max(demand.ratio());
        let is_felt = share >= FELT || share >= LITTLE && at_peak >= NEARLY_ALL;
        if is_waited_for && is_felt {
            let values = vec![("whose", demand.whose.clone()), ("share", per_cent(share))];
            let repair = apart(design, &demand.service, &behind);
            spots.report(Spot { steps: behind, place: "service", values, repair });
        }
    }
}

/// Workers of their own for what follows, as many as would be busy for 70 % of their time at the lower of
/// what the foreground can carry and twice the peak.
fn apart(design: &Judged<'_>, from: &ServiceId, steps: &[usize]) -> Option<Repair> {
    let enough = workers_for(design, steps);
    let is_possible = enough <= f64::from(crate::model::limits::WORKERS);
    is_possible.then(|| Repair::Separate {
        steps: design.ids(steps),
        from: from.clone(),
        // Below the bound that has just been looked at.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        workers: enough.max(1.0) as u32,
    })
}

fn answer_too_late(design: &Judged<'_>, spots: &mut Spots) {
    let way = foreground(design);
    let patience = design.scenario.workload.patience_ms.map(Milliseconds::get);
    let target = design.scenario.targets.acknowledgement_p95_ms.map(Milliseconds::get);
    let waits =
        patience.filter(|it| way > *it).map(|it| format!("customers wait for {}", length(it)));
    let should = target
        .filter(|it| way > *it)
        .map(|it| format!("95 of 100 should have it within {}", length(it)));
    let Some(limit) = waits.or(should) else { return };
    let values = vec![("work", length(way)), ("limit", limit)];
    let (steps, place) = (Vec::new(), "process/entry");
    spots.report(Spot { steps, place, values, repair: None });
}

fn submitted_twice(design: &Judged<'_>, spots: &mut Spots) {
    let workload = &design.scenario.workload;
    // Work varies: one answer in some hundreds takes three times the mean or more.
    let may_give_up = |patience: Milliseconds| foreground(design) * 3.0 > patience.get();
    if workload.resubmissions == 0 || !workload.patience_ms.is_some_and(may_give_up) {
        return;
    }
    let steps: Vec<usize> = (design.steps())
        .filter(|(index, step)| design.is_foreground(*index) && commits(step))
        .map(|(index, _)| index)
        .collect();
    if !steps.is_empty() {
        let times = counted(workload.resubmissions, "time", "times");
        let (values, place) = (vec![("times", times)], "call");
        spots.report(Spot { steps, place, values, repair: None });
    }
}
