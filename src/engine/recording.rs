//! The recorded run that the stage plays: every span of one replication, bounded in memory.
//!
//! A [`Span`] is one attempt at one step (a call, a delivery, a compensation), or a whole request.
//! Everything that a picture of a moment needs follows from the spans and that moment: a message is
//! on its way between `sent` and `arrived`, waits between `arrived` and `started`, occupies a worker
//! between `started` and `released`, and its answer travels between `answered` and `heard`, unless the
//! caller had given up before: then `heard` is when it did.

use crate::units::Moment;

/// Every span of one replication, in the order in which they began.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Recording {
    /// The spans, by `sent`.
    pub spans: Vec<Span>,
    /// When the run ended.
    pub end: Moment,
    /// Up to when every span is there: `end`, unless the recording met its bound before.
    pub complete_until: Moment,
    /// How many copies of its workers each service had: changes, by moment; empty for services without replicas.
    pub replicas: Vec<ReplicaChange>,
}

/// From this moment on a service has so many copies of its workers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReplicaChange {
    /// When.
    pub at: Moment,
    /// The index of the service in the scenario.
    pub service: usize,
    /// How many copies.
    pub replicas: u32,
}

/// One attempt at one step, or a whole request, from its beginning to its end.
///
/// A call whose `from` is its `to` ran on a worker that its request already held: it crossed no
/// network, waited in no queue and took no further worker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// What it is.
    pub kind: SpanKind,
    /// The number of its request, in order of arrival.
    pub request: u32,
    /// How often the customer had submitted it before.
    pub submission: u32,
    /// The index of its step in the scenario; of no meaning for a request's span.
    pub step: usize,
    /// Which attempt at the step within its request, from 0.
    pub attempt: u32,
    /// Who sent it: the index of a service, or nobody in the picture.
    pub from: Option<usize>,
    /// Who performs it: the index of a service, or nobody in the picture.
    pub to: Option<usize>,
    /// When the call was sent or the event published; for a request: when it arrived.
    pub sent: Moment,
    /// When it reached the callee's queue, or was in its topic; never, if it was lost on the way.
    pub arrived: Option<Moment>,
    /// When a worker took it.
    pub started: Option<Moment>,
    /// When its own work ended.
    pub worked: Option<Moment>,
    /// When its worker was free again.
    pub released: Option<Moment>,
    /// When the answer left for the caller.
    pub answered: Option<Moment>,
    /// When the caller had the answer, gave up waiting for it, or, for an event, when this delivery was settled.
    pub heard: Option<Moment>,
    /// When it was lost, on the way, at work or on the way back.
    pub lost: Option<Moment>,
    /// For a request that was acknowledged: that a required step behind the line answered no.
    pub turned: Option<Turn>,
    /// Of a request: a required step behind the line was given up or lost, and has not been made up for.
    pub never: bool,
    /// Of a delivery: in which partition of its topic it lies, where that has any.
    pub partition: Option<u32>,
    /// Of a delivery: by a replay or a redrive, the event was there once more.
    pub replayed: bool,
    /// The effect had happened before, and happened again.
    pub repeated: bool,
    /// How it ended.
    pub outcome: Outcome,
}

/// A no behind the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Turn {
    /// When.
    pub at: Moment,
    /// The index of the step that answered so.
    pub step: usize,
    /// Whether the customer was told yes before, rather than that it is under way.
    pub overturns: bool,
}

/// What a span is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SpanKind {
    /// A whole request, at the entry: `started` when an entry worker took it, `heard` when the customer had the answer.
    Request,
    /// A call of a step.
    Call,
    /// A delivery of an event to the step that reacts to it. A redelivery is a span of its own; its `sent` is when its pause began.
    Delivery,
    /// A call that compensates a step.
    Compensation,
    /// A customer's question at the entry how far a step is.
    Question,
    /// The conductor of a workflow hears that a step has ended: of the foreground step whose end begins the
    /// workflow, of a command's outcome. `worked` is when it has sent what that made ready. Where the request
    /// itself begins the workflow, `step` is the first command. Its commands are deliveries from its service.
    Outcome,
}

/// How a span ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// It had not ended when the run did.
    Pending,
    /// Well.
    Succeeded,
    /// With a no: the step's own, or of a step that it called.
    Declined,
    /// With an error: its own work, or what it needed, failed.
    Failed,
    /// The caller gave up waiting; the work may have gone on.
    TimedOut,
    /// Refused: the queue was full, the service down, the breaker open or the bulkhead full.
    Refused,
    /// The message, or the work, was lost: a crash, a partition, a broker outage without an outbox.
    Lost,
    /// It left the queue: whoever had made it had gone; or the topic: another delivery had consumed the event.
    Cancelled,
    /// The event was older than it may be at its turn, and was dropped.
    Expired,
    /// The event was given up after its last attempt.
    Dead,
}

impl Outcome {
    /// Whether it ended, and neither well nor with a no.
    #[must_use]
    pub const fn is_bad(self) -> bool {
        match self {
            Self::Pending | Self::Succeeded | Self::Declined => false,
            Self::Failed
            | Self::TimedOut
            | Self::Refused
            | Self::Lost
            | Self::Cancelled
            | Self::Expired
            | Self::Dead => true,
        }
    }
}
