//! What findings would have: workers of their own, guarantees behind the line, bounds before it.

use crate::model::{Design, Edit, StepId};
use crate::units::Milliseconds;

use super::super::words::counted;
use super::{Made, Move, Part, Prospect, all, nothing_more};

/// What follows has workers of its own.
pub(super) static OWN_WORKERS: Move = Move {
    id: "own-workers",
    name: "Give followers workers of their own",
    source: "000, product",
    why: "What may come later otherwise takes its turn before what somebody waits for.",
    said: "Workers of their own, for",
    parts: own_workers,
    more: |before, made| format!(" As assumed: {}.", added(before, made)),
    ways: &[],
};

/// What follows, surely does.
pub(super) static SURE: Move = Move {
    id: "sure",
    name: "Lose nothing, and do nothing twice",
    source: "000, 001, 002",
    why: "Brokers deliver at least once, publishers fail between state and event, and what fails for good must be found again.",
    said: "Outbox, deduplication and dead letters",
    parts: |prospect| prospect.mends(&["no-outbox", "no-deduplication", "no-dead-letter"]),
    more: nothing_more,
    ways: &[],
};

/// Whoever waits for an outcome can ask.
pub(super) static STATUS: Move = Move {
    id: "status",
    name: "Give a status",
    source: "000, 001",
    why: "Who waits for an outcome otherwise asks again and again, or calls support.",
    said: "A status to ask for",
    parts: |prospect| prospect.mends(&["no-status"]),
    more: nothing_more,
    ways: &[],
};

/// No call waits without end.
pub(super) static TIMEOUTS: Move = Move {
    id: "time-outs",
    name: "Bound each call",
    source: "002, 004",
    why: "When a callee hangs, so does its caller, and whoever called that.",
    said: "A time-out well above the usual time",
    parts: |prospect| {
        prospect.mends(&["no-timeout", "work-beyond-timeout", "breaker-without-timeout"])
    },
    more: nothing_more,
    // One that cuts off too many gives way to one that cuts off next to none.
    ways: &[four_times],
};

/// A partner that is away is not called again and again.
pub(super) static BREAKERS: Move = Move {
    id: "breakers",
    name: "Stop calling who is away",
    source: "002, 004",
    why: "Otherwise each request finds out by itself that the partner is away, and waits for it.",
    said: "A circuit breaker",
    parts: |prospect| prospect.mends(&["no-failure-handling"]),
    more: nothing_more,
    ways: &[],
};

/// What is tried again has its effect once.
pub(super) static IDEMPOTENT: Move = Move {
    id: "idempotent",
    name: "Let retries repeat no effect",
    source: "001, 002",
    why: "An attempt that timed out may have succeeded: a customer is charged twice.",
    said: "Repeating it repeats no effect, and retries have a budget where they multiply",
    parts: |prospect| prospect.mends(&["retry-not-idempotent", "undone-once", "retry-storm"]),
    more: nothing_more,
    ways: &[],
};

/// What the machinery between asks for.
pub(super) static LIMITS: Move = Move {
    id: "limits",
    name: "Set partitions, visibility and breakers right",
    source: "001, 002",
    why: "Order is only kept by key, work is delivered again while it goes on, and one request opens a breaker of few failures.",
    said: "Partitions, visibility and breakers as they are asked for",
    parts: |prospect| {
        let kinds =
            ["order-not-kept", "idle-consumers", "work-beyond-visibility", "retries-open-breaker"];
        prospect.mends(&kinds)
    },
    more: nothing_more,
    ways: &[],
};

/// The parts that give followers workers of their own, a pool for each service that they leave.
pub(super) fn own_workers(prospect: &Prospect<'_>) -> Vec<Part> {
    prospect.mends(&["followers-take-workers"])
}

/// How many workers have come, in words.
pub(super) fn added(before: &Design, made: &Made) -> String {
    let is_new = |it: &&crate::model::Service| before.service(&it.id).is_none();
    let workers = made.design.services.iter().filter(is_new).filter_map(|it| it.workers);
    counted(workers.sum(), "worker", "workers")
}

/// The same with time-outs that are four times as long.
fn four_times(before: &Design, made: &Made) -> Option<Made> {
    let longer = |id: &StepId| {
        let step = made.design.process.step(id)?;
        let was = before.process.step(id)?.call.timeout_ms;
        let timeout = step.call.timeout_ms.filter(|it| Some(*it) != was)?;
        let mut call = step.call.clone();
        call.timeout_ms = Some(Milliseconds::clamped(timeout.get() * 4.0));
        Some(Edit::SetCall { step: id.clone(), call })
    };
    let edits: Vec<Edit> = made.steps.iter().filter_map(longer).collect();
    let design = all(edits).apply(&made.design).ok()?.design;
    let more = " Four times as long as is usual: shorter ones would cut off too many.".to_owned();
    Some(Made { steps: made.steps.clone(), design, more })
}
