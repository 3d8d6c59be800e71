//! What libraries and brokers call a field, and what is gained and paid by using it.
//!
//! One row for each policy, by where it stands in a step, or in the document. The names are those of the libraries' own
//! settings, so that who knows one finds the field, and who has tried a field finds the setting.

/// What a field of the form is called elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Elsewhere {
    /// Where it stands: `call/timeout_ms`, `workload/keys`.
    pub field: &'static str,
    /// Each library or broker with its own name for it.
    pub called: &'static str,
    /// What one has of it, and what one pays, told where it is used; empty where that says nothing new.
    pub trade: &'static str,
}

const fn row(field: &'static str, called: &'static str, trade: &'static str) -> Elsewhere {
    Elsewhere { field, called, trade }
}

/// Every policy that libraries know.
pub const ELSEWHERE: &[Elsewhere] = &[
    row("call/timeout_ms", "resilience4j timeoutDuration (TimeLimiter), Polly Timeout", ""),
    row("call/retries", "resilience4j maxAttempts less one, Polly MaxRetryAttempts", ""),
    row(
        "call/backoff_ms",
        "resilience4j waitDuration, Polly Delay with exponential BackoffType",
        "",
    ),
    row(
        "call/backoff_max_ms",
        "resilience4j exponentialMaxWaitDuration, Polly MaxDelay",
        "Gains: late retries come sooner. Costs: they press a service in trouble more often.",
    ),
    row("call/jitter", "resilience4j enableRandomizedWait, Polly UseJitter", ""),
    row(
        "call/deadline_ms",
        "a TimeLimiter or Timeout around the retries (resilience4j, Polly), gRPC deadline",
        "Gains: nobody waits longer, and retries end while the service is in trouble. Costs: what a further attempt would have done fails.",
    ),
    row(
        "call/cancel",
        "resilience4j cancelRunningFuture, Polly CancellationToken, gRPC cancellation",
        "Gains: no worker takes up what nobody waits for. Costs: a message for each attempt that is taken back, and nothing where the way is cut.",
    ),
    row(
        "call/breaker/failures",
        "resilience4j failureRateThreshold over slidingWindowSize, Polly FailureRatio and MinimumThroughput",
        "",
    ),
    row("call/breaker/open_ms", "resilience4j waitDurationInOpenState, Polly BreakDuration", ""),
    row("call/breaker/probes", "resilience4j permittedNumberOfCallsInHalfOpenState", ""),
    row(
        "call/bulkhead",
        "resilience4j maxConcurrentCalls, Polly PermitLimit (AddConcurrencyLimiter)",
        "",
    ),
    row("call/fallback", "resilience4j fallbackMethod, Polly FallbackAction", ""),
    row("delivery/consumers", "Spring Kafka concurrency, Lambda MaximumConcurrency for SQS", ""),
    row(
        "delivery/partitions",
        "Kafka partitions, SQS FIFO message groups",
        "Gains: events of one key are done in order. Costs: one at a time in each, and what fails holds all behind it.",
    ),
    row(
        "delivery/acknowledge",
        "Spring Kafka MANUAL_IMMEDIATE, acknowledged before the work; SQS DeleteMessage before the work",
        "Gains: nothing is done twice. Costs: what fails, or is interrupted, is lost, and nobody knows.",
    ),
    row(
        "delivery/max_attempts",
        "Spring Kafka attempts (@RetryableTopic), SQS maxReceiveCount",
        "",
    ),
    row(
        "delivery/backoff_ms",
        "Spring Kafka initialInterval (ExponentialBackOff), SQS ChangeMessageVisibility",
        "",
    ),
    row(
        "delivery/visibility_ms",
        "SQS VisibilityTimeout, Kafka max.poll.interval.ms",
        "Gains: an event whose consumer is gone comes again by itself. Costs: one that is only slow is done twice at once.",
    ),
    row(
        "delivery/expires_ms",
        "RabbitMQ x-message-ttl, Azure Service Bus TimeToLive",
        "Gains: no work goes into what is out of date, and a backlog ends sooner. Costs: what is dropped never happens.",
    ),
    row(
        "delivery/joins_at_s",
        "Kafka auto.offset.reset=earliest",
        "Gains: it has all that its topic keeps. Costs: it begins with that backlog, and is late until it has caught up.",
    ),
    row(
        "delivery/deduplicate",
        "SQS FIFO MessageDeduplicationId, Spring Integration idempotent receiver",
        "",
    ),
    row(
        "delivery/dead_letter",
        "Spring Kafka DeadLetterPublishingRecoverer, SQS RedrivePolicy",
        "",
    ),
    row(
        "broker/retention_s",
        "Kafka retention.ms, SQS MessageRetentionPeriod",
        "Gains: topics do not grow for ever. Costs: what nobody has taken by then is lost, and cannot be replayed.",
    ),
    row(
        "workload/keys",
        "Kafka record key, SQS FIFO MessageGroupId",
        "Gains: order is by what an event is of. Costs: a frequent key is as slow as its one partition.",
    ),
];

/// What a field at a place of a document is called elsewhere.
#[must_use]
pub fn elsewhere(place: &str) -> Option<&'static Elsewhere> {
    let is_of =
        |it: &&Elsewhere| place.strip_suffix(it.field).is_some_and(|before| before.ends_with('/'));
    ELSEWHERE.iter().find(is_of)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::form::root;

    #[test]
    fn every_row_is_of_a_field_of_the_form_and_found_there() {
        for it in ELSEWHERE {
            let place = match it.field.split_once('/') {
                Some(("call" | "delivery", _)) => format!("/process/steps/0/{}", it.field),
                _ => format!("/{}", it.field),
            };
            assert!(root().at(&place).is_some(), "{place}");
            assert_eq!(elsewhere(&place), Some(it));
            assert!(it.trade.is_empty() || it.trade.ends_with('.'), "{}", it.trade);
        }
        assert_eq!(elsewhere("/process/steps/0/name"), None);
    }

    #[test]
    fn what_is_off_by_default_says_what_it_gains_and_costs() {
        let trades = ELSEWHERE.iter().filter(|it| !it.trade.is_empty());
        for it in trades {
            assert!(it.trade.contains("Gains: ") && it.trade.contains(" Costs: "), "{}", it.field);
        }
        for field in
            ["call/deadline_ms", "call/cancel", "delivery/partitions", "broker/retention_s"]
        {
            assert!(!elsewhere(&format!("/x/{field}")).unwrap().trade.is_empty());
        }
    }
}
