//! What can be seen at one moment: what a picture of it is made of.

use crate::model::Period;
use crate::scene::geometry::Point;
use crate::scene::placement::LANES;
use crate::units::{Duration, Moment};

/// What can be seen at one moment.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Frame {
    /// The moment.
    pub moment: Moment,
    /// What is on its way.
    pub tokens: Vec<Token>,
    /// How many more are on their way that are not drawn.
    pub hidden: usize,
    /// What has just gone wrong; not more than [`Presentation::most_tokens`](super::Presentation::most_tokens).
    pub effects: Vec<Effect>,
    /// What flows to each step, by its index in the document, where messages are not drawn one by one.
    pub flows: Vec<Flow>,
    /// How far the flows have moved on, from 0 to 1 and again.
    pub phase: f64,
    /// The services, by their index in the scenario.
    pub services: Vec<ServiceState>,
    /// The steps, by their index in the document.
    pub steps: Vec<StepState>,
    /// The faults, by their index in the scenario.
    pub faults: Vec<FaultState>,
    /// How many requests have arrived and not been answered.
    pub in_flight: u32,
}

/// Something on its way.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// Where it is.
    pub at: Point,
    /// For what is tried again: where its trail begins.
    pub trail: Option<Point>,
    /// The share of its way that it has gone, from 0 to 1.
    pub progress: f64,
    /// The number of its request.
    pub request: u32,
    /// The index of its step.
    pub step: usize,
    /// The index of its span in the recording.
    pub span: usize,
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// A call on its way to the callee: a filled dot.
    Call,
    /// An answer on its way back: a ring.
    Response,
    /// An error on its way back: a cross.
    ErrorResponse,
    /// A no on its way back: a hollow triangle.
    Declined,
    /// A no that comes back across the line, to a customer who was told yes: a filled triangle; or who was
    /// told to wait: a hollow one.
    ComesBack {
        /// Whether they were told yes.
        overturns: bool,
    },
    /// An answer that nobody waits for any more: it fades.
    LateResponse,
    /// An event on its way into its topic: a diamond.
    Event,
    /// A command on its way into its topic: a filled hexagon.
    Command,
    /// An outcome on its way to the conductor: a hollow hexagon.
    Outcome,
    /// A call that undoes a step.
    Compensation,
}

/// Something that has just happened and is shown for a while.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Effect {
    /// What happened.
    pub kind: EffectKind,
    /// Where.
    pub at: Point,
    /// The share of its time that has passed, from 0 to 1.
    pub age: f64,
    /// The number of its request.
    pub request: u32,
    /// The index of its span in the recording.
    pub span: usize,
}

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EffectKind {
    /// An attempt failed.
    Failed,
    /// The caller gave up waiting.
    TimedOut,
    /// An attempt was refused.
    Refused,
    /// A message, or work, was lost.
    Lost,
    /// An attempt left the queue: nobody waits for it any more.
    LeftQueue,
    /// An event was dropped for its age.
    Expired,
    /// An event is there once more: replayed, or redriven.
    Replayed,
    /// What had been done was done again.
    Repeated,
    /// An event was given up.
    Dead,
    /// A step answered no.
    Declined,
    /// A request was answered with an error.
    RequestFailed,
    /// A request was answered no.
    RequestDeclined,
    /// A customer who had been told yes learns that it is no.
    Overturned,
}

impl EffectKind {
    /// Whether somebody said no, which is no failure.
    #[must_use]
    pub const fn is_no(self) -> bool {
        matches!(self, Self::Declined | Self::RequestDeclined | Self::Overturned)
    }
}

/// How much is sent to a step, and heard of it.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Flow {
    /// Messages in a simulated second.
    pub rate_per_s: f64,
    /// Of these, those that end badly.
    pub failed_per_s: f64,
    /// What the conductor of a workflow is to hear of it, in a simulated second.
    pub heard_per_s: f64,
}

/// How a service is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ServiceState {
    /// How many workers there are, copies included; absent: unlimited.
    pub workers: Option<u32>,
    /// How many copies of the workers there are.
    pub replicas: u32,
    /// How many workers are taken.
    pub busy: u32,
    /// Of these, how many only wait for others.
    pub held_waiting: u32,
    /// How many calls wait in the queue.
    pub queue: u32,
}

/// How a step is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct StepState {
    /// How many attempts are being worked on.
    pub working: u32,
    /// How many attempts wait in the queue of its service.
    pub queued: u32,
    /// Its topic, for a step that reacts to an event.
    pub topic: Option<TopicState>,
}

/// How a topic is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TopicState {
    /// How many events wait in it, those in the pause before a redelivery included.
    pub backlog: u32,
    /// How many events wait at their publishers until the broker takes them.
    pub outbox: u32,
    /// How long ago the oldest of them was published; absent where none waits.
    pub oldest: Option<Duration>,
    /// How many were given up so far.
    pub dead: u32,
    /// How many partitions it has; 0: it is a work queue.
    pub partitions: u32,
    /// How many of them are held by an event that is to be delivered again.
    pub held: u32,
    /// The partitions as they are drawn: of many, several in one lane.
    pub lanes: [LaneState; LANES],
}

/// How a lane of a topic is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LaneState {
    /// How many events wait in it.
    pub waiting: u32,
    /// Whether one of them holds its partition until it is delivered again.
    pub held: bool,
}

impl TopicState {
    /// With how many lanes it is drawn.
    #[must_use]
    pub fn drawn_lanes(&self) -> usize {
        LANES.min(self.partitions as usize)
    }

    /// An event waits in a partition, which it holds or does not.
    pub(super) fn waits_in(&mut self, partition: u32, holds: bool) {
        let lane = partition as usize * self.drawn_lanes() / (self.partitions as usize).max(1);
        self.held += u32::from(holds);
        if let Some(lane) = self.lanes.get_mut(lane) {
            lane.waiting += 1;
            lane.held |= holds;
        }
    }
}

/// Whether a fault is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FaultState {
    /// Not yet.
    Ahead,
    /// Now.
    Active,
    /// No more.
    Over,
}

impl FaultState {
    /// That of a fault of this period, at a moment.
    pub(super) fn at(period: Period, moment: Moment) -> Self {
        if moment < period.start {
            Self::Ahead
        } else if period.contains(moment) {
            Self::Active
        } else {
            Self::Over
        }
    }
}
