//! What a consumer or a caller asks of its library that does not go together, or does not do what was meant.

use crate::model::{Acknowledge, DeliveryPolicy, Service, limits};

use super::super::demand::consumers_for;
use super::super::judged::Judged;
use super::super::repair::Policy;
use super::super::words::length;
use super::calls::{called, generous};
use super::{FindingKind, Severity, Spots, policy};

pub(super) static KINDS: [FindingKind; 6] = [
    FindingKind {
        id: "order-not-kept",
        name: "Order is asked for, and not kept",
        source: "002, product",
        severity: Severity::Warning,
        when: "A step that must come in a strict order reacts to an event or a command whose topic has no partitions, with more than one worker or more than one attempt.",
        says: "{steps} must come in a strict order, and its topic is a work queue: whichever event is done first overtakes.",
        why: "With several workers events overtake one another, and with a redelivery even with one.",
        remedy: "Split the topic into partitions: by key, each delivers one event at a time, in order.",
        wrong_if: "In the recording, no event overtakes another of its key.",
        look: order_not_kept,
    },
    FindingKind {
        id: "idle-consumers",
        name: "Consumers that have nothing to do",
        source: "product",
        severity: Severity::Advice,
        when: "A step has more consumers than its topic has partitions, or its service workers.",
        says: "{steps} has {consumers} consumers, of which {most} can work at once: {because}.",
        why: "A partition delivers to one consumer at a time, and a delivery needs a worker: the others are idle.",
        remedy: "Have as many consumers as can work, or more partitions and workers.",
        wrong_if: "With fewer of them, the lag in the run grows.",
        look: idle_consumers,
    },
    FindingKind {
        id: "work-beyond-visibility",
        name: "Work that outlasts the visibility time-out",
        source: "product",
        severity: Severity::Warning,
        when: "One delivery in a hundred, or more, takes longer than its event stays hidden.",
        says: "{steps} takes {work} or longer once in a hundred times, and its event is there again after {visibility}.",
        why: "The broker cannot tell slow from dead: the event is worked on twice at once.",
        remedy: "Hide it for well above the longest usual time.",
        wrong_if: "In the run no delivery is made twice.",
        look: work_beyond_visibility,
    },
    FindingKind {
        id: "retries-open-breaker",
        name: "One request’s retries open the breaker for all",
        source: "product",
        severity: Severity::Warning,
        when: "A call may be attempted as often as its circuit breaker bears failures, or more often.",
        says: "{steps} is tried up to {attempts} times for one request, and {failures} failures in a row open its breaker.",
        why: "One request in trouble refuses everybody’s, though the callee is well.",
        remedy: "Let the breaker bear more failures than one request can make, or retry less.",
        wrong_if: "In a run with errors, the breaker opens for no healthy callee.",
        look: retries_open_breaker,
    },
    FindingKind {
        id: "breaker-without-timeout",
        name: "A circuit breaker that never hears of a hang",
        source: "002, product",
        severity: Severity::Warning,
        when: "A call has a circuit breaker, and neither a time-out nor a deadline.",
        says: "{steps} has a circuit breaker, and no time-out: while the callee hangs, nothing fails, and it stays closed.",
        why: "A breaker counts failures, and a call that is waited for without end is none.",
        remedy: "Give the call a time-out.",
        wrong_if: "In a run in which the callee hangs, the breaker opens.",
        look: breaker_without_timeout,
    },
    FindingKind {
        id: "at-most-once",
        name: "A required step that may be lost",
        source: "001, product",
        severity: Severity::Warning,
        when: "A step that a request cannot do without acknowledges its event or command before the work.",
        says: "{steps} takes its event before the work: where the work fails, or its service goes down, nobody does it again, and nobody knows.",
        why: "At most once is for what may be missing: a metric, a sample, a notice that is soon out of date.",
        remedy: "Acknowledge after the work, recognise what comes again, and keep what fails.",
        wrong_if: "In a run in which the consumer crashes, nothing required is lost.",
        look: at_most_once,
    },
];

fn order_not_kept(design: &Judged<'_>, spots: &mut Spots) {
    for (index, step) in design.reacting() {
        let is_asked = step.business.ordered == Some(true);
        if !is_asked || step.delivery.partitions.is_some() {
            continue;
        }
        let workers = design.scenario.service(&step.service).and_then(Service::most_workers);
        let at_once = match (step.delivery.consumers, workers) {
            (Some(consumers), Some(workers)) => Some(consumers.min(workers)),
            (consumers, workers) => consumers.or(workers),
        };
        if at_once == Some(1) && step.delivery.attempts() == 1 {
            continue;
        }
        // Where nothing says how many can work at once, no fewer than are needed.
        let partitions = at_once.map_or_else(
            || consumers_for(design, index).max(PARTITIONS),
            |many| f64::from(many.max(step.delivery.consumers.unwrap_or(1)).max(1)),
        );
        let repair = (partitions <= f64::from(limits::PARTITIONS)).then(|| {
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // just looked at
            policy(design, &[index], Policy::Partitions(partitions as u32))
        });
        spots.at(index, "delivery", Vec::new(), repair.flatten());
    }
}

/// So many partitions at least where nothing says how many can work at once.
const PARTITIONS: f64 = 12.0;

fn idle_consumers(design: &Judged<'_>, spots: &mut Spots) {
    for (index, step) in design.reacting() {
        let Some(consumers) = step.delivery.consumers else { continue };
        let workers = design.scenario.service(&step.service).and_then(Service::most_workers);
        let partitions = step.delivery.partitions;
        let most = [workers, partitions].into_iter().flatten().min();
        let Some(most) = most.filter(|&most| consumers > most) else { continue };
        let because = if partitions == Some(most) {
            format!("its topic has {most} partitions")
        } else {
            format!("its service has {most} workers")
        };
        let values = vec![
            ("consumers", consumers.to_string()),
            ("most", most.to_string()),
            ("because", because),
        ];
        let repair = policy(design, &[index], Policy::Consumers(most));
        spots.at(index, "delivery/consumers", values, repair);
    }
}

fn work_beyond_visibility(design: &Judged<'_>, spots: &mut Spots) {
    for (index, step) in design.reacting() {
        let Some(visibility) = step.delivery.visibility_ms else { continue };
        let work = step.work.p99_ms();
        if work > visibility.get() {
            let values = vec![("work", length(work)), ("visibility", length(visibility.get()))];
            let repair = policy(design, &[index], Policy::Visibility(libm::ceil(work * 2.0)));
            // What takes longer than it can be hidden is beyond repair.
            let repair = repair.filter(|_| work < 1e9);
            spots.at(index, "delivery/visibility_ms", values, repair);
        }
    }
}

fn retries_open_breaker(design: &Judged<'_>, spots: &mut Spots) {
    for (index, step) in called(design) {
        let Some(breaker) = &step.call.breaker else { continue };
        let attempts = step.call.retries + 1;
        if step.call.retries > 0 && attempts >= breaker.failures {
            let values = vec![
                ("attempts", attempts.to_string()),
                ("failures", breaker.failures.to_string()),
            ];
            let repair = policy(design, &[index], Policy::Failures(2 * attempts));
            spots.at(index, "call/breaker/failures", values, repair);
        }
    }
}

fn breaker_without_timeout(design: &Judged<'_>, spots: &mut Spots) {
    for (index, step) in called(design) {
        if step.call.breaker.is_some()
            && step.call.timeout_ms.is_none()
            && step.call.deadline_ms.is_none()
        {
            let repair = policy(design, &[index], Policy::Timeout(generous(design, index)));
            spots.at(index, "call", Vec::new(), repair);
        }
    }
}

fn at_most_once(design: &Judged<'_>, spots: &mut Spots) {
    for (index, step) in design.reacting() {
        if step.delivery.acknowledge == Acknowledge::Before && step.business.is_required() {
            // Where calls behind the line are tried again, each delivery would have them all tried again.
            let multiplies = called(design).any(|(other, it)| {
                !design.is_foreground(other)
                    && it.call.retries > 0
                    && it.call.retry_budget_ratio.is_none()
            });
            // And a redelivery would break an order that a single worker keeps.
            let is_ordered =
                step.business.ordered == Some(true) && step.delivery.partitions.is_none();
            let attempts = if multiplies || is_ordered { 1 } else { DeliveryPolicy::ATTEMPTS };
            let repair = policy(design, &[index], Policy::AtLeastOnce(attempts));
            spots.at(index, "delivery/acknowledge", Vec::new(), repair);
        }
    }
}
