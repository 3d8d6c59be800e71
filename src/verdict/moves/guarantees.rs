//! What findings would have: workers of their own, guarantees behind the line, bounds before it.

use crate::model::{CallPolicy, Design, Edit, Mode, Purpose, Step, StepId};
use crate::units::{Milliseconds, Ratio};

use super::super::words::counted;
use super::{Change, Made, Move, Part, Prospect, all, nothing_more};

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

/// What only looks something up, and fails now and then, is asked again.
pub(super) static RETRIES: Move = Move {
    id: "retries",
    name: "Ask again what only looks something up",
    source: "002, 004",
    why: "A failure now and then is gone at the next try, and a query can be repeated without harm.",
    said: "Two retries with a pause, a tenth of all calls at most",
    parts: |prospect| {
        let fails = |step: &&Step| {
            step.mode == Mode::RequestResponse
                && step.business.kind == Some(Purpose::Query)
                && step.error_ratio.get() > 0.0
                && step.call.retries == 0
        };
        let part = |step: &Step| {
            let retry_budget_ratio = Some(Ratio::clamped(0.1));
            let policy =
                CallPolicy { retries: 2, jitter: true, idempotent: true, ..step.call.clone() };
            let call = CallPolicy { retry_budget_ratio, ..policy };
            let edits = vec![Edit::SetCall { step: step.id.clone(), call }];
            let steps = vec![step.id.clone()];
            Part { steps, change: Change::Edits(edits), reversed_by: None }
        };
        prospect.design.process.steps.iter().filter(fails).map(part).collect()
    },
    more: nothing_more,
    ways: &[],
};

/// What is tried again has its effect once.
pub(super) static IDEMPOTENT: Move = Move {
    id: "idempotent",
    name: "Let retries repeat no effect",
    source: "001, 002",
    why: "An attempt that timed out may have succeeded: a customer is charged twice.",
    said: "Repeating it repeats no effect, by a key that whoever does it must recognise",
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
        let mut kinds = vec!["idle-consumers", "work-beyond-visibility", "retries-open-breaker"];
        // Without keys nobody has two events that one of them could overtake.
        if prospect.design.workload.keys.is_some() {
            kinds.push("order-not-kept");
        }
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
    // Of several each is tried alone first: the one that cuts off too many may not be this one.
    let [_] = made.steps.as_slice() else { return None };
    let patience = before.workload.patience_ms.map_or(f64::INFINITY, Milliseconds::get);
    let longer = |id: &StepId| {
        let step = made.design.process.step(id)?;
        let was = before.process.step(id)?.call.timeout_ms;
        let timeout = step.call.timeout_ms.filter(|it| Some(*it) != was)?;
        let mut call = step.call.clone();
        let longer = (timeout.get() * 4.0).min(patience);
        call.timeout_ms = Some(Milliseconds::clamped(longer)).filter(|it| *it > timeout);
        call.timeout_ms?;
        Some(Edit::SetCall { step: id.clone(), call })
    };
    let edits: Vec<Edit> = made.steps.iter().filter_map(longer).collect();
    let design = all(edits).apply(&made.design).ok()?.design;
    let more = " Four times as long as is usual: shorter ones would cut off too many.".to_owned();
    Some(Made { steps: made.steps.clone(), design, more })
}
