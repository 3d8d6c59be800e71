//! What findings would have: workers of their own, guarantees behind the line, bounds before it.

use crate::model::{Design, Edit, StepId};
use crate::units::Milliseconds;

use super::super::repair::Repair;
use super::super::words::counted;
use super::{Made, Move, Prospect};

/// What follows has workers of its own.
pub(super) static OWN_WORKERS: Move = Move {
    id: "own-workers",
    name: "Give followers workers of their own",
    source: "000, product",
    why: "What may come later otherwise takes its turn before what somebody waits for.",
    propose: own_workers,
};

pub(super) fn own_workers(prospect: &Prospect<'_>) -> Vec<Made> {
    mended(prospect, &["followers-take-workers"], &|repairs| {
        let workers = |it: &&Repair| match it {
            Repair::Separate { workers, .. } => *workers,
            _ => 0,
        };
        let workers: u32 = repairs.iter().map(workers).sum();
        format!("{} of their own, as assumed", counted(workers, "worker", "workers"))
    })
}

/// What follows, surely does.
pub(super) static SURE: Move = Move {
    id: "sure",
    name: "Lose nothing, and do nothing twice",
    source: "000, 001, 002",
    why: "Brokers deliver at least once, publishers fail between state and event, and what fails for good must be found again.",
    propose: |prospect| {
        let kinds = ["no-outbox", "no-deduplication", "no-dead-letter"];
        mended(prospect, &kinds, &|_| {
            "has an outbox, deduplicates and keeps dead letters".to_owned()
        })
    },
};

/// Whoever waits for an outcome can ask.
pub(super) static STATUS: Move = Move {
    id: "status",
    name: "Give a status",
    source: "000, 001",
    why: "Who waits for an outcome otherwise asks again and again, or calls support.",
    propose: |prospect| mended(prospect, &["no-status"], &|_| "A status to ask for".to_owned()),
};

/// No call waits without end.
pub(super) static TIMEOUTS: Move = Move {
    id: "time-outs",
    name: "Bound each call",
    source: "002, 004",
    why: "When a callee hangs, so does its caller, and whoever called that.",
    propose: |prospect| {
        let kinds = ["no-timeout", "work-beyond-timeout", "breaker-without-timeout"];
        let bounded = |_: &[&Repair]| "A time-out well above the usual time".to_owned();
        let mut made = mended(prospect, &kinds, &bounded);
        // One that cuts off too many gives way to one that cuts off next to none.
        let longer: Vec<Made> = made.iter().filter_map(|it| four_times(prospect, it)).collect();
        made.extend(longer);
        made
    },
};

/// A partner that is away is not called again and again.
pub(super) static BREAKERS: Move = Move {
    id: "breakers",
    name: "Stop calling who is away",
    source: "002, 004",
    why: "Otherwise each request finds out by itself that the partner is away, and waits for it.",
    propose: |prospect| {
        mended(prospect, &["no-failure-handling"], &|_| "A circuit breaker".to_owned())
    },
};

/// What is tried again has its effect once.
pub(super) static IDEMPOTENT: Move = Move {
    id: "idempotent",
    name: "Let retries repeat no effect",
    source: "001, 002",
    why: "An attempt that timed out may have succeeded: a customer is charged twice.",
    propose: |prospect| {
        let kinds = ["retry-not-idempotent", "undone-once", "retry-storm"];
        mended(prospect, &kinds, &|_| "Repeating it repeats no effect".to_owned())
    },
};

/// What the machinery between asks for.
pub(super) static LIMITS: Move = Move {
    id: "limits",
    name: "Set partitions, visibility and breakers right",
    source: "001, 002",
    why: "Order is only kept by key, work is delivered again while it goes on, and one request opens a breaker of few failures.",
    propose: |prospect| {
        let kinds =
            ["order-not-kept", "idle-consumers", "work-beyond-visibility", "retries-open-breaker"];
        mended(prospect, &kinds, &|_| {
            "Partitions, visibility and breakers as it asks for".to_owned()
        })
    },
};

/// The design in which every finding of these kinds is mended that can be; what is said of the repairs
/// stands before the names of all steps.
fn mended(
    prospect: &Prospect<'_>,
    kinds: &[&str],
    said: &dyn Fn(&[&Repair]) -> String,
) -> Vec<Made> {
    let (mut steps, mut made) = (Vec::<StepId>::new(), Vec::<&Repair>::new());
    let mut design = prospect.design.clone();
    for finding in prospect.findings(kinds) {
        let Some(repair) = &finding.repair else { continue };
        // Above it another one may have been mended along.
        let Ok(better) = repair.apply(&design) else { continue };
        if !better.is(&design) {
            steps.extend(finding.steps.iter().cloned());
            made.push(repair);
        }
        design = better;
    }
    steps.sort_unstable();
    steps.dedup();
    if steps.is_empty() {
        return Vec::new();
    }
    let said = format!("{}: {}.", said(&made), prospect.labels(&steps));
    vec![Made { steps, said, design, reversed_by: None }]
}

/// The same with time-outs that are four times as long.
fn four_times(prospect: &Prospect<'_>, made: &Made) -> Option<Made> {
    let longer = |id: &StepId| {
        let step = made.design.process.step(id)?;
        let before = prospect.design.process.step(id)?.call.timeout_ms;
        let timeout = step.call.timeout_ms.filter(|it| Some(*it) != before)?;
        let mut call = step.call.clone();
        call.timeout_ms = Some(Milliseconds::clamped(timeout.get() * 4.0));
        Some(Edit::SetCall { step: id.clone(), call })
    };
    let edits: Vec<Edit> = made.steps.iter().filter_map(longer).collect();
    let all = Edit::All { said: String::new(), edits };
    let design: Design = all.apply(&made.design).ok()?.design;
    let (steps, said) = (made.steps.clone(), made.said.clone());
    Some(Made { steps, said, design, reversed_by: None })
}
