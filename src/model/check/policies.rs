//! What a step says of itself: its work, its event, and its policies.

use super::Findings;
use crate::model::{Pointer, Process, Work, limits};

pub(super) fn check(process: &Process, findings: &mut Findings) {
    let steps = Pointer::root().at("process").at("steps");
    for (index, step) in process.steps.iter().enumerate().take(limits::STEPS) {
        let at = steps.at(index);
        if let Some(event) = &step.event
            && event.name.trim().is_empty()
        {
            findings.report(
                &at.at("event").at("name"),
                "an empty text",
                "a name in the past tense, such as `OrderPlaced`",
            );
        }
        work(&step.work, &at.at("work"), findings);
        if step.business.compensation.as_ref().is_some_and(|name| name.trim().is_empty()) {
            findings.report(
                &at.at("business").at("compensation"),
                "an empty text",
                "the name of what undoes the step, such as `refund-payment`",
            );
        }

        let (call, at_call) = (&step.call, at.at("call"));
        findings.count(&at_call.at("retries"), call.retries, 0, limits::ATTEMPTS);
        if let Some(breaker) = &call.breaker {
            let at = at_call.at("breaker");
            findings.count(&at.at("failures"), breaker.failures, 1, limits::BREAKER);
            findings.count(&at.at("probes"), breaker.probes, 1, limits::BREAKER);
        }
        if let Some(bulkhead) = call.bulkhead {
            findings.count(&at_call.at("bulkhead"), bulkhead, 1, limits::WORKERS);
        }

        let (delivery, at) = (&step.delivery, at.at("delivery"));
        if let Some(consumers) = delivery.consumers {
            findings.count(&at.at("consumers"), consumers, 1, limits::WORKERS);
        }
        findings.count(&at.at("max_attempts"), delivery.max_attempts, 1, limits::ATTEMPTS);
    }
}

/// Reports a distribution whose parameters do not fit together.
pub(super) fn work(work: &Work, at: &Pointer, findings: &mut Findings) {
    match work {
        Work::Constant { .. } | Work::Exponential { .. } => {}
        Work::Uniform { min_ms, max_ms } => {
            if max_ms < min_ms {
                findings
                    .report(
                        &at.at("max_ms"),
                        max_ms.to_string(),
                        format!("at least `min_ms`, {min_ms}"),
                    )
                    .looks_at(at.at("min_ms"));
            }
        }
        Work::LogNormal { mean_ms, .. } if mean_ms.get() <= 0.0 => {
            findings.report(&at.at("mean_ms"), mean_ms.to_string(), "a mean of more than 0");
        }
        Work::LogNormal { mean_ms, p99_ms } => {
            let most = mean_ms.get() * limits::P99_OVER_MEAN;
            if !(mean_ms.get()..=most).contains(&p99_ms.get()) {
                findings
                    .report(
                        &at.at("p99_ms"),
                        p99_ms.to_string(),
                        format!(
                            "from {mean_ms} to {most}: no log-normal distribution has a 99th percentile \
                             below its mean, or beyond {} times it",
                            limits::P99_OVER_MEAN
                        ),
                    )
                    .looks_at(at.at("mean_ms"));
            }
        }
        Work::Empirical { values_ms } => {
            findings.some(&at.at("values_ms"), values_ms.len(), "value");
            findings.length(&at.at("values_ms"), values_ms.len(), limits::VALUES, "values");
        }
    }
}
