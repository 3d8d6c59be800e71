//! What a step says of itself: its work, its event, and its policies.

use super::Findings;
use crate::model::{Acknowledge, DeliveryPolicy, Place, Process, Work, limits};

pub(super) fn check(process: &Process, findings: &mut Findings) {
    let at_process = Place::Document.field("process");
    let steps = at_process.field("steps");
    if process.outcome.as_ref().is_some_and(|outcome| outcome.trim().is_empty()) {
        findings.report(
            at_process.field("outcome"),
            "an empty text",
            "what has happened when the customer has the answer, such as `Order placed`",
        );
    }
    for (index, step) in process.steps.iter().enumerate().take(limits::STEPS) {
        let at = steps.element(index);
        if let Some(event) = &step.event
            && event.name.trim().is_empty()
        {
            findings.report(
                at.field("event").field("name"),
                "an empty text",
                "a name in the past tense, such as `OrderPlaced`",
            );
        }
        work(&step.work, at.field("work"), findings);
        if step.business.compensation.as_ref().is_some_and(|name| name.trim().is_empty()) {
            findings.report(
                at.field("business").field("compensation"),
                "an empty text",
                "the name of what undoes the step, such as `refund-payment`",
            );
        }
        if step.business.unit.as_ref().is_some_and(|unit| unit.trim().is_empty()) {
            findings.report(
                at.field("business").field("unit"),
                "an empty text",
                "the name of what succeeds or fails together, such as `pay-and-reserve`",
            );
        }

        let (call, at_call) = (&step.call, at.field("call"));
        findings.count(at_call.field("retries"), call.retries, 0, limits::ATTEMPTS);
        if let Some(breaker) = &call.breaker {
            let at = at_call.field("breaker");
            findings.count(at.field("failures"), breaker.failures, 1, limits::BREAKER);
            findings.count(at.field("probes"), breaker.probes, 1, limits::BREAKER);
        }
        if let Some(bulkhead) = call.bulkhead {
            findings.count(at_call.field("bulkhead"), bulkhead, 1, limits::WORKERS);
        }

        let (delivery, at) = (&step.delivery, at.field("delivery"));
        if let Some(consumers) = delivery.consumers {
            findings.count(at.field("consumers"), consumers, 1, limits::WORKERS);
        }
        findings.count(at.field("max_attempts"), delivery.max_attempts, 1, limits::ATTEMPTS);
        deliveries(delivery, at, findings);
        if let Some(poll_ms) = delivery.status.poll_ms
            && poll_ms.get() < limits::POLL_MS
        {
            let status = at.field("status");
            let expected = format!("at least {} milliseconds", limits::POLL_MS);
            findings.report(status.field("poll_ms"), poll_ms.to_string(), expected);
        }
    }
}

/// Reports what of a consumer's policies does not go together.
fn deliveries(delivery: &DeliveryPolicy, at: Place, findings: &mut Findings) {
    if let Some(partitions) = delivery.partitions {
        findings.count(at.field("partitions"), partitions, 1, limits::PARTITIONS);
        if delivery.visibility_ms.is_some() {
            findings
                .report(
                    at.field("visibility_ms"),
                    "`visibility_ms` beside `partitions`, which deliver one event at a time",
                    "one of the two",
                )
                .looks_at(at.field("partitions"));
        }
    }
    if delivery.acknowledge == Acknowledge::After {
        return;
    }
    let beside = [
        ("max_attempts", delivery.max_attempts != DeliveryPolicy::ATTEMPTS),
        ("dead_letter", delivery.dead_letter),
        ("deduplicate", delivery.deduplicate),
    ];
    for (field, is_there) in beside {
        if is_there {
            findings
                .report(
                    at.field(field),
                    format!("`{field}` beside `acknowledge: before`, which delivers at most once"),
                    "one of the two",
                )
                .looks_at(at.field("acknowledge"));
        }
    }
}

/// Reports a distribution whose parameters do not fit together.
pub(super) fn work(work: &Work, at: Place, findings: &mut Findings) {
    match work {
        Work::Constant { .. } | Work::Exponential { .. } => {}
        Work::Uniform { min_ms, max_ms } => {
            if max_ms < min_ms {
                findings
                    .report(
                        at.field("max_ms"),
                        max_ms.to_string(),
                        format!("at least `min_ms`, {min_ms}"),
                    )
                    .looks_at(at.field("min_ms"));
            }
        }
        Work::LogNormal { mean_ms, .. } if mean_ms.get() <= 0.0 => {
            findings.report(at.field("mean_ms"), mean_ms.to_string(), "a mean of more than 0");
        }
        Work::LogNormal { mean_ms, p99_ms } => {
            let most = mean_ms.get() * limits::P99_OVER_MEAN;
            if !(mean_ms.get()..=most).contains(&p99_ms.get()) {
                findings
                    .report(
                        at.field("p99_ms"),
                        p99_ms.to_string(),
                        format!(
                            "from {mean_ms} to {most}: no log-normal distribution has a 99th percentile \
                             below its mean, or beyond {} times it",
                            limits::P99_OVER_MEAN
                        ),
                    )
                    .looks_at(at.field("mean_ms"));
            }
        }
        Work::Empirical { values_ms } => {
            findings.some(at.field("values_ms"), values_ms.len(), "value");
            findings.length(at.field("values_ms"), values_ms.len(), limits::VALUES, "values");
        }
    }
}
