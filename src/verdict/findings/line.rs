//! Which side of the line: answers behind events, units torn apart, waits without need.

use crate::model::{Mode, Necessity, Purpose, Response, ServiceId};

use super::super::judged::Judged;
use super::super::repair::{Policy, Repair};
use super::super::standing::{is_before_the_answer, is_needed_in_front};
use super::super::words::length;
use super::{FindingKind, Severity, Spot, Spots, call, follow, policy};

pub(super) static KINDS: [FindingKind; 6] = [
    FindingKind {
        id: "answer-behind-event",
        name: "The answer comes after the acknowledgement",
        source: "000, 003",
        severity: Severity::Error,
        when: "A step must be called since its answer is needed now, and it is behind an event or a command.",
        says: "The process needs the answer of {steps} to go on, but the customer is told yes before it is there.",
        why: "An event makes it right later. A customer may be told yes and find out no: an order without stock, a payment that was refused.",
        remedy: "Call it before the acknowledgement. Or let it come before the event, where it needs nothing of what that sets off.",
        wrong_if: "In the run no customer is overturned, and nobody needs the answer before they leave.",
        look: answer_behind_event,
    },
    FindingKind {
        id: "unit-torn",
        name: "A unit is torn apart by the line",
        source: "000",
        severity: Severity::Error,
        when: "Steps of one unit lie on both sides of the acknowledgement line.",
        says: "{steps} succeed or fail together as “{unit}”, but the line runs between them.",
        why: "One half is acknowledged while the other may still fail, so that together is no longer true.",
        remedy: "Bring all of them to one side of the line.",
        wrong_if: "In a run with errors, no request ends with one half of it.",
        look: unit_torn,
    },
    FindingKind {
        id: "unit-split",
        name: "One business step is split between services",
        source: "000",
        severity: Severity::Warning,
        when: "Steps of one unit are performed by several services, and not every required one can be undone.",
        says: "{steps} are one step to the business, “{unit}”, but {services} perform them.",
        why: "A network runs through what is one step: it can fail halfway, and nothing brings the halves together again.",
        remedy: "Let one service perform them, or give each a compensation.",
        wrong_if: "In a run in which one of the services is away, no request ends with one half of it.",
        look: unit_split,
    },
    FindingKind {
        id: "waited-for-needlessly",
        name: "The customer waits for what could follow",
        source: "000, 001, 003",
        severity: Severity::Warning,
        when: "A step in the foreground should be an event, and nothing that is answered needs what it does.",
        says: "The customer waits for {steps}: {work} of work that may follow later{beyond}.",
        why: "It adds its time to every answer, and its failures to every request.",
        remedy: "Let it follow an event, or a workflow command it, with deduplication and dead letters; an event from an outbox.",
        wrong_if: "Where nobody waits for it, the answer in a run on the same arrivals is no quicker, and no more customers are served.",
        look: waited_for_needlessly,
    },
    FindingKind {
        id: "work-beyond-tolerance",
        name: "The work takes longer than it may",
        source: "001",
        severity: Severity::Warning,
        when: "A foreground step’s work takes longer on average than its tolerance, or than customers wait, and it should not follow.",
        says: "{steps} takes {work} while somebody waits, and {limit} are tolerated.",
        why: "People give up, or submit again, while their first request goes on.",
        remedy: "Return fast, finish later, give a status.",
        wrong_if: "In the run nobody gives up, and the tolerance is met for 95 of 100.",
        look: work_beyond_tolerance,
    },
    FindingKind {
        id: "no-status",
        name: "Nobody can ask how far it is",
        source: "000, 001",
        severity: Severity::Advice,
        when: "A required core step reacts to an event or a command, should not be called, and has no status.",
        says: "{steps} must happen and is not waited for, but nobody can ask how far it is.",
        why: "Who waits for an outcome asks again and again, or calls support.",
        remedy: "Give a status that can be asked for, beside the core interface.",
        wrong_if: "Nobody asks: support has no call about it in a month.",
        look: no_status,
    },
];

/// A wait below this nobody feels (Nielsen 1993).
const FELT_MS: f64 = 100.0;

/// Whether a step’s no, or a partner, can stop who waits for it.
fn fails_by_design(step: &crate::model::Step) -> bool {
    step.decline_ratio.get() > 0.0 || step.business.party == Some(crate::model::Party::External)
}

fn answer_behind_event(design: &Judged<'_>, spots: &mut Spots) {
    for (index, step) in design.steps() {
        if step.business.response == Some(Response::Immediate)
            && design.must_be_called(index)
            && !design.is_foreground(index)
        {
            let repair = call(design, &design.events_up_to(index));
            spots.at(index, "mode", Vec::new(), repair);
        }
    }
}

fn unit_torn(design: &Judged<'_>, spots: &mut Spots) {
    for (unit, steps) in design.units() {
        let (before, behind): (Vec<usize>, Vec<usize>) =
            steps.iter().partition(|&&index| design.is_foreground(index));
        let meets = |one: &usize, other: &usize| !design.shape.exclude_each_other(*one, *other);
        // On different ways nothing is torn apart.
        if !before.iter().any(|one| behind.iter().any(|other| meets(one, other))) {
            continue;
        }
        let is_called =
            steps.iter().any(|&it| design.recommended(it) == Some(Mode::RequestResponse));
        let repair = if is_called {
            let all: Vec<usize> =
                behind.iter().flat_map(|&index| design.events_up_to(index)).collect();
            call(design, &all)
        } else {
            follow(design, &before)
        };
        let values = vec![("unit", unit)];
        spots.report(Spot { steps, place: "business/unit", values, repair });
    }
}

fn unit_split(design: &Judged<'_>, spots: &mut Spots) {
    for (unit, steps) in design.units() {
        let of = |index: &usize| design.step(*index);
        let mut services: Vec<_> = steps.iter().filter_map(of).map(|it| &it.service).collect();
        let is_saga = steps.iter().filter_map(of).all(|step| {
            step.business.necessity == Some(Necessity::Optional)
                || step.business.compensation.is_some()
        });
        let count = |wanted: &ServiceId| services.iter().filter(|it| **it == wanted).count();
        // The one that performs most of them already; of equal ones, the first by id.
        let most = (services.iter().copied())
            .min_by(|one, other| count(other).cmp(&count(one)).then_with(|| one.cmp(other)))
            .cloned();
        services.sort_unstable();
        services.dedup();
        let is_split = steps.iter().any(|&one| {
            steps.iter().any(|&other| {
                let services = [one, other].map(|it| design.step(it).map(|it| &it.service));
                let [one_service, other_service] = services;
                one_service != other_service && !design.shape.exclude_each_other(one, other)
            })
        });
        if !is_split || is_saga {
            continue;
        }
        let labels: Vec<String> = (services.iter())
            .map(|id| design.scenario.service(id).map_or(id.as_str(), |it| it.label()).to_owned())
            .collect();
        let repair = most.map(|service| Repair::Together { steps: design.ids(&steps), service });
        let values = vec![("unit", unit), ("services", crate::units::format::listed(&labels))];
        spots.report(Spot { steps, place: "service", values, repair });
    }
}

fn waited_for_needlessly(design: &Judged<'_>, spots: &mut Spots) {
    for (index, step) in design.steps() {
        let should_follow = design.recommended(index) == Some(Mode::Event);
        if design.is_foreground(index) && should_follow && !is_needed_in_front(design, index) {
            let work = step.work.mean_ms();
            let is_felt = work >= FELT_MS || step.error_ratio.get() > 0.0 || fails_by_design(step);
            let severity = if is_felt { Severity::Warning } else { Severity::Advice };
            let beyond = exceeded(design, index);
            let beyond = beyond.map(|limit| format!(", and {} are tolerated", length(limit)));
            let values = vec![("work", length(work)), ("beyond", beyond.unwrap_or_default())];
            // What is answered would be behind the event as well: it must be put before it first.
            let is_behind = is_before_the_answer(design, index);
            let repair = follow(design, &[index]).filter(|_| !is_behind);
            spots.report_as(severity, Spot { steps: vec![index], place: "mode", values, repair });
        }
    }
}

fn work_beyond_tolerance(design: &Judged<'_>, spots: &mut Spots) {
    for (index, step) in design.steps() {
        // What should follow is waited for needlessly: that is said, and mended, there.
        let should_follow = design.recommended(index) == Some(Mode::Event);
        let Some(limit) = exceeded(design, index).filter(|_| !should_follow) else { continue };
        let values = vec![("work", length(step.work.mean_ms())), ("limit", length(limit))];
        spots.at(index, "work", values, None);
    }
}

/// The least that is tolerated of a step that is waited for, where its work takes longer.
pub(super) fn exceeded(design: &Judged<'_>, index: usize) -> Option<f64> {
    let step = design.step(index).filter(|_| design.is_foreground(index))?;
    let limits = [step.business.tolerance_ms, design.scenario.workload.patience_ms];
    let limit = limits.into_iter().flatten().map(crate::units::Milliseconds::get);
    limit.reduce(f64::min).filter(|limit| step.work.mean_ms() > *limit)
}

fn no_status(design: &Judged<'_>, spots: &mut Spots) {
    for (index, step) in design.reacting() {
        let business = &step.business;
        // What should be called needs no status, but an answer.
        let should_follow = design.recommended(index) != Some(Mode::RequestResponse);
        if business.necessity == Some(Necessity::Required)
            && should_follow
            && business.kind == Some(Purpose::Core)
            && !step.delivery.status.is_there
        {
            let repair = policy(design, &[index], Policy::Status);
            spots.at(index, "delivery", Vec::new(), repair);
        }
    }
}
