//! What a run is made of while it runs: requests, calls, jobs, messages, and the pools and topics in
//! which they wait. Plain data; what happens to it is in the modules named after it.
//!
//! A *call* is the intention of a caller to have a step performed; it makes one attempt after the
//! other. A *job* is whatever needs a worker: an attempt of a call, a delivery of an event, a request
//! at the entry, a compensation. A *message* is an event on its way to one of the steps that react to
//! it. They name one another by index; an index is reused only when nothing names it any more, which
//! is what the counts of references are for.

use std::collections::VecDeque;

use super::stats::causes::Cause;
use super::stats::time_average::TimeAverage;

/// "No such thing", among indices.
pub(super) const NONE: u32 = u32::MAX;
/// The caller is the entry: the answer counts for the request itself.
pub(super) const ENTRY: u32 = u32::MAX - 1;
/// The call is made by nobody's worker.
pub(super) const NOBODY: u32 = u32::MAX - 2;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Status {
    /// Nobody has an answer yet.
    Waiting,
    Acknowledged,
    /// Told no, which is an answer.
    Declined,
    Failed,
}

/// What has come of the work of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Effect {
    None,
    /// It has happened at least once.
    Happened,
    /// It was a no.
    Declined,
}

/// Whether a step has ended for good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ended {
    No,
    Yes,
    /// Its event was lost, which nobody knows.
    Unknown,
    /// It counts among the steps left: it is required, and its event is a dead letter, which may yet be redriven.
    Dead,
}

/// Whether a step's end has been reported to the conductor of the workflow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reported {
    No,
    /// It is on its way there, or waits there.
    Sent,
    /// The conductor has heard of it.
    Heard,
}

/// What a caller hears of an attempt, or of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Heard {
    Done,
    /// A no that the request can do without.
    DeclinedOptional,
    /// The no of this step, which is the answer of everything above; and whether the step that was asked
    /// has said one itself.
    No {
        of: u32,
        is_own: bool,
    },
    Failed(Because),
}

impl Heard {
    /// Whether the step that was asked has said no itself.
    pub(super) fn is_own_no(self) -> bool {
        matches!(self, Self::DeclinedOptional | Self::No { is_own: true, .. })
    }
}

/// How far the compensation of a request is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CompensationState {
    /// Not needed.
    No,
    /// Begins when everything under way has ended.
    Due,
    /// Under way.
    Running,
    /// Done, or given up.
    Over,
}

#[derive(Debug, Clone)]
#[allow(clippy::struct_excessive_bools)] // marks that do not depend on one another
pub(super) struct Request {
    /// Its number in order of arrival: the address of its random numbers. A submission again keeps it.
    pub number: u32,
    /// How often it had been submitted before.
    pub submission: u32,
    /// The user of a closed loop, or `NONE`.
    pub user: u32,
    pub arrived: u64,
    /// When its customer first submitted it.
    pub since: u64,
    /// Its customer counts: they came within the measured interval.
    pub counted: bool,
    pub acknowledged: u64,
    /// Foreground calls and publications of the entry that have not ended.
    pub pending: u32,
    /// Steps that have not ended for good.
    pub left: u32,
    /// Attempts under way.
    pub active: u32,
    /// Events of it that are published, or about to be, and neither consumed nor given up.
    pub messages: u32,
    /// What still names this request.
    pub references: u32,
    /// The entry worker's job, or `NONE`.
    pub entry_job: u32,
    /// How many steps have succeeded so far.
    pub succeeded: u32,
    /// The row of effects shared with the other submissions, or `NONE`.
    pub effects: u32,
    /// The recording's span, or `NONE`.
    pub span: u32,
    /// Compensation tries of the step being undone.
    pub compensation_tries: u16,
    pub status: Status,
    pub compensation: CompensationState,
    pub measured: bool,
    pub degraded: bool,
    pub abandoned: bool,
    /// Required steps behind the line that were given up or lost.
    pub losses: u16,
    /// There was one.
    pub never: bool,
    /// That is known, and compensated.
    pub given_up: bool,
    /// The command that ended so that all is to be undone, of which its conductor hears, or `NONE`.
    pub ended_by: u32,
    /// The required step behind the line that has answered no, or `NONE`.
    pub late_no: u32,
    pub completed: bool,
    /// The entry crashed and swallows: no answer will ever come.
    pub unanswerable: bool,
}

/// How far a request is with one step.
#[derive(Debug, Clone, Copy)]
#[allow(clippy::struct_excessive_bools)] // marks that do not depend on one another
pub(super) struct StepState {
    /// Attempts so far.
    pub attempts: u32,
    /// The job whose worker is publishing the event it reacts to, or `NONE`.
    pub publisher: u32,
    /// Its place among the steps of its request in the order of success, from 1; 0: it has not succeeded.
    pub rank: u32,
    /// Its work has succeeded: steps that react to its event may begin.
    pub worked: bool,
    /// Its caller has the answer: steps that are called after it may be called.
    pub answered: bool,
    /// It was given up as optional, or is not on the request's way.
    pub skipped: bool,
    /// Whether it counts no longer among the steps left.
    pub ended: Ended,
    pub effect: Effect,
    /// Whether the conductor of the workflow has heard of its end.
    pub reported: Reported,
    /// The event it reacts to has been published, or the command to it sent.
    pub published: bool,
    /// It has been compensated.
    pub undone: bool,
}

impl Default for StepState {
    fn default() -> Self {
        Self {
            attempts: 0,
            publisher: NONE,
            rank: 0,
            worked: false,
            answered: false,
            skipped: false,
            ended: Ended::No,
            effect: Effect::None,
            reported: Reported::No,
            published: false,
            undone: false,
        }
    }
}

/// What an attempt came to at the step where it went wrong first; `NONE`: at the entry. Small, since
/// every job carries one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Because {
    pub step: u32,
    pub cause: Cause,
}

impl Because {
    #[inline]
    pub(super) fn of(step: usize, cause: Cause) -> Self {
        Self { step: index(step), cause }
    }

    pub(super) const fn at_entry(cause: Cause) -> Self {
        Self { step: NONE, cause }
    }
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Call {
    pub request: u32,
    pub step: usize,
    /// What its last attempt came to, where that went wrong.
    pub because: Because,
    /// `ENTRY`, `NOBODY` or the job whose worker waits for it.
    pub caller: u32,
    /// Attempts so far.
    pub tries: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum JobKind {
    /// A request at the entry service.
    Entry,
    /// An attempt of a call. `owner` is the call.
    Call,
    /// An attempt of a call by a worker that the request already holds. `owner` is the call.
    Local,
    /// A delivery. `owner` is the message.
    Delivery,
    /// A compensation.
    Compensation,
    /// A customer asks how far a step is.
    Question,
    /// The conductor of a workflow hears how far a request is. `owner` is the notice.
    Notice,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum JobState {
    /// On its way, or in the queue.
    Waiting,
    /// A worker is busy with it.
    Working,
    /// Its worker publishes what its end made ready.
    Publishing,
    /// Its worker makes the calls that its end made ready.
    Calling,
    /// Its worker waits for calls it made.
    Holding,
    /// Its worker is free again.
    Over,
}

#[derive(Debug, Clone)]
#[allow(clippy::struct_excessive_bools)] // marks that do not depend on one another
pub(super) struct Job {
    pub kind: JobKind,
    pub state: JobState,
    pub request: u32,
    pub step: usize,
    pub service: usize,
    /// Which attempt at the step, from 0: part of the address of its random numbers.
    pub attempt: u32,
    /// See `JobKind`.
    pub owner: u32,
    /// The job on whose worker it runs, for `Local`.
    pub host: u32,
    /// Calls that it waits for.
    pub pending: u32,
    /// What still names this job: schedule entries, calls it made, its own being under way.
    pub references: u32,
    /// Jobs that wait for this job's worker; boxed, since hardly any job has them.
    #[allow(clippy::box_collection)]
    pub local: Option<Box<VecDeque<u32>>>,
    /// Whether a local job runs on this job's worker.
    pub lends: bool,
    pub fails: bool,
    /// Why, where it does; or who said no.
    pub because: Because,
    /// Its own work has answered no.
    pub declined: bool,
    /// The no of a step is its answer: of the one that `because` names.
    pub says_no: bool,
    /// It never reached a worker: the queue was full, or the service down.
    pub refused: bool,
    /// Its caller has given up on it: the result is discarded.
    pub orphan: bool,
    /// Its caller has the result, or has given up.
    pub settled: bool,
    /// A call it made has failed for good.
    pub child_failed: bool,
    /// All that its step calls during its work has ended.
    pub has_called: bool,
    /// The half-opening of its step's breaker that counts it among its probes, from 1; 0: none.
    pub probe: u32,
    pub arrived: u64,
    /// How long its work takes while nothing slows it down; `NEVER`: not drawn yet.
    pub work: u64,
    /// Its place in the order of arrivals at all services.
    pub turn: u64,
    pub started: u64,
    pub span: u32,
}

/// An event on its way to one of the steps that react to it.
#[derive(Debug, Clone, Copy)]
#[allow(clippy::struct_excessive_bools)] // marks that do not depend on one another
pub(super) struct Message {
    pub request: u32,
    pub step: usize,
    /// So far; at most `limits::ATTEMPTS`.
    pub attempts: u16,
    /// Every attempt fails.
    pub poisoned: bool,
    /// When it could be taken, this time.
    pub arrived: u64,
    /// When it was first in its topic.
    pub first_arrived: u64,
    pub turn: u64,
    /// When it was first stored or published.
    pub published_at: u64,
    pub from: u32,
    /// The partition of its topic, or `NONE`.
    pub partition: u32,
    /// It is there once more: no request's outcome changes by it, but that a dead one may complete.
    pub replayed: bool,
    /// Deliveries of it that are under way: several where one takes longer than the event stays hidden.
    pub under_way: u16,
    /// It waits in its topic, though a delivery of it is under way.
    pub is_back: bool,
    /// It is consumed, though other deliveries of it are still under way.
    pub consumed: bool,
    pub span: u32,
}

/// An event that its topic still has, or a dead letter.
#[derive(Debug, Clone, Copy)]
pub(super) struct Kept {
    pub request: u32,
    pub published_at: u64,
    pub poisoned: bool,
    pub from: u32,
}

/// What the conductor of a workflow is to hear: that a step has ended, or that the request makes the first
/// commands ready.
#[derive(Debug, Clone, Copy)]
pub(super) struct Notice {
    pub request: u32,
    /// The step that has ended, or `NONE`.
    pub step: u32,
    /// The service that tells; `NONE`: nobody in the picture.
    pub from: u32,
    /// With it all is to be undone.
    pub undoes: bool,
    /// When it was in the inbox, and as the how-manieth of all arrivals.
    pub arrived: u64,
    pub turn: u64,
    pub span: u32,
}

/// A customer who asks again and again how far a step is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asking {
    pub request: u32,
    pub step: usize,
}

/// A publication of the entry, whose request waits until the broker has it.
#[derive(Debug, Clone, Copy)]
pub(super) struct EntryPublication {
    pub request: u32,
    pub publication: usize,
}

#[derive(Debug)]
pub(super) struct Pool {
    /// Workers there are; `NO_LIMIT`: unlimited.
    pub capacity: u32,
    pub busy: TimeAverage,
    /// Of the busy ones, those that work rather than wait.
    pub working: TimeAverage,
    pub queued: TimeAverage,
    pub queue: VecDeque<u32>,
    pub crashes: u32,
    pub swallowing: u32,
    pub slowdown: f64,
    pub error_ratio: f64,
    pub replicas: u32,
    pub starting: u32,
    /// Workers over the measured interval.
    pub offered: TimeAverage,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BreakerState {
    Closed { failures: u32 },
    Open { until: u64 },
    HalfOpen { started: u32, succeeded: u32 },
}

/// What the callers of one step share.
#[derive(Debug, Clone, Copy)]
pub(super) struct CallerState {
    pub breaker: BreakerState,
    /// How often it was half-open.
    pub half_openings: u32,
    pub under_way: u32,
    pub first_attempts: u64,
    pub retries: u64,
}

/// What the arrivals remember.
#[derive(Debug, Default)]
pub(super) struct Arrivals {
    /// How many requests have arrived, submissions again not counted.
    pub(super) count: u32,
    /// The first bits of the next draw, where the last one's block held them.
    pub(super) other: Option<u64>,
    /// How long after the last arrival the next one comes, in units in which one is expected each:
    /// drawn one ahead, so that no decision waits for it.
    pub(super) ahead: f64,
    /// Where in the list of rates the last arrival was.
    pub(super) segment: usize,
    /// By user of a closed loop: requests so far.
    pub(super) asked: Vec<u32>,
}

/// An index into a slab, as it is stored.
#[inline]
#[allow(clippy::cast_possible_truncation)] // `MOST_UNDER_WAY` requests of 500 steps each fit
pub(super) fn index(key: usize) -> u32 {
    key as u32
}
