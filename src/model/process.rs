//! A process: what happens for one request, as steps and the order between them.

use schemars::JsonSchema;
use serde::Serialize;

use super::fields::{object, words};
use super::limits;
use super::{
    BranchPath, Business, CallPolicy, Choice, DeliveryPolicy, ServiceId, StepId, Work, Workflow,
};
use crate::units::Ratio;

/// What happens for one request: a directed acyclic graph of steps.
#[derive(Debug, Clone, PartialEq, Default, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Process {
    /// The service that takes the request and answers it; absent: one with unlimited workers, outside of the picture.
    #[schemars(default)]
    pub entry: Option<ServiceId>,
    /// Who makes the foreground calls.
    #[schemars(default)]
    pub coordination: Coordination,
    /// What has happened when the customer has the answer, such as `Order placed`: what others are told of.
    #[schemars(default, length(min = 1))]
    pub outcome: Option<String>,
    /// Where it goes one way or another.
    #[schemars(default, length(max = limits::CHOICES))]
    pub choices: Vec<Choice>,
    /// Who conducts steps behind the line, and which; absent: nobody.
    #[schemars(default)]
    pub workflow: Option<Workflow>,
    /// The steps; parallel ones on one worker run in this order.
    #[schemars(length(min = 1, max = limits::STEPS))]
    pub steps: Vec<Step>,
}

/// Who makes the foreground calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, JsonSchema)]
#[schemars(rename_all = "kebab-case")]
pub enum Coordination {
    /// The entry service's worker calls every foreground step, and is held until the request is answered.
    #[default]
    Orchestrated,
    /// Each service calls what its own step made ready, and holds its worker until they have answered.
    Chained,
}

/// One unit of work, performed by one service.
#[derive(Debug, Clone, PartialEq, Default, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Step {
    /// Unique among the steps.
    pub id: StepId,
    /// What people call it; empty: the id is shown.
    #[schemars(default)]
    pub name: String,
    /// Who performs it.
    pub service: ServiceId,
    /// The steps that must have ended before this one becomes ready.
    #[schemars(default, length(max = limits::STEPS))]
    pub after: Vec<StepId>,
    /// The step during whose work this one is called, in an orchestrated process; absent: whoever conducts
    /// calls it. The caller does its own work first, and holds its worker until its calls have ended.
    #[schemars(default)]
    pub caller: Option<StepId>,
    /// The branch of a choice that it is on, such as `stock/none`; absent: on every one.
    #[schemars(default)]
    pub branch: Option<BranchPath>,
    /// How it is triggered.
    #[schemars(default)]
    pub mode: Mode,
    /// The name of the call's message, such as `AuthorisePayment`; absent: derived from the step's name.
    #[schemars(default)]
    pub message: Option<String>,
    /// The event it reacts to when its mode is `event`; absent: named after what precedes it.
    #[schemars(default)]
    pub event: Option<Event>,
    /// How long the work takes.
    #[schemars(default)]
    pub work: Work,
    /// The share of attempts that fail by themselves.
    #[schemars(default)]
    pub error_ratio: Ratio,
    /// The share of customers to whom it answers no: card declined, none in stock. A no is an answer, not a failure, and the same however often one asks.
    #[schemars(default)]
    pub decline_ratio: Ratio,
    /// What the business says of it.
    #[schemars(default)]
    pub business: Business,
    /// What the caller does about trouble, while the step is called.
    #[schemars(default)]
    pub call: CallPolicy,
    /// What the consumer does about trouble, while the step reacts to an event.
    #[schemars(default)]
    pub delivery: DeliveryPolicy,
}

/// How a step is triggered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, JsonSchema)]
#[schemars(rename_all = "kebab-case")]
pub enum Mode {
    /// Called, and somebody waits.
    #[default]
    RequestResponse,
    /// An event is published, and somebody reacts.
    Event,
}

impl Mode {
    /// The other one.
    #[must_use]
    pub const fn flipped(self) -> Self {
        match self {
            Self::RequestResponse => Self::Event,
            Self::Event => Self::RequestResponse,
        }
    }
}

/// How a step is triggered, the workflow included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Trigger {
    /// Called, and somebody waits.
    Call,
    /// An event is published, and somebody reacts.
    Event,
    /// The workflow's conductor tells somebody to do it.
    Command,
}

impl Trigger {
    /// The mode that it comes with.
    #[must_use]
    pub const fn mode(self) -> Mode {
        match self {
            Self::Call => Mode::RequestResponse,
            Self::Event | Self::Command => Mode::Event,
        }
    }
}

/// A published fact. Steps that react to an event of the same name share one publication.
#[derive(Debug, Clone, PartialEq, Eq, Default, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Event {
    /// In the past tense, such as `OrderPlaced`.
    #[schemars(length(min = 1))]
    pub name: String,
    /// A label; it changes nothing in a run.
    #[schemars(default)]
    pub kind: EventKind,
    /// The service that answers for its meaning.
    #[schemars(default)]
    pub owner: Option<ServiceId>,
    /// Whether its name was proposed, and nobody has confirmed it yet.
    #[schemars(default)]
    pub assumed: bool,
    /// The version of its schema.
    #[schemars(default)]
    pub version: Option<u32>,
    /// The size of one event, in bytes; used for what topics store.
    #[schemars(default)]
    pub message_bytes: Option<u32>,
}

/// What kind of fact an event states.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, JsonSchema)]
#[schemars(rename_all = "kebab-case")]
pub enum EventKind {
    /// Something that happened in the business.
    #[default]
    Domain,
    /// A fact for other systems.
    Integration,
    /// Something that a person did on a screen.
    UserInterface,
    /// Something that happened in the machinery.
    System,
    /// A row that changed.
    DataChange,
}

object!(Process { entry, coordination, outcome, choices, workflow, steps: required });
object!(Step {
    id: required,
    name,
    service: required,
    after,
    caller,
    branch,
    mode,
    message,
    event,
    work,
    error_ratio,
    decline_ratio,
    business,
    call,
    delivery,
});
object!(Event { name: required, kind, owner, assumed, version, message_bytes });

words!(Coordination { "orchestrated" => Orchestrated, "chained" => Chained });
words!(Mode { "request-response" => RequestResponse, "event" => Event });
words!(EventKind {
    "domain" => Domain,
    "integration" => Integration,
    "user-interface" => UserInterface,
    "system" => System,
    "data-change" => DataChange,
});

impl Step {
    /// What to call the step on a screen.
    #[must_use]
    pub fn label(&self) -> &str {
        if self.name.is_empty() { self.id.as_str() } else { &self.name }
    }
}

impl Process {
    /// How a step is triggered.
    #[must_use]
    pub fn trigger(&self, step: &Step) -> Trigger {
        match step.mode {
            Mode::RequestResponse => Trigger::Call,
            Mode::Event if self.commands(&step.id) => Trigger::Command,
            Mode::Event => Trigger::Event,
        }
    }

    /// Whether the workflow names a step.
    fn commands(&self, step: &StepId) -> bool {
        self.workflow.as_ref().is_some_and(|workflow| workflow.steps.contains(step))
    }

    /// The step of this id.
    #[must_use]
    pub fn step(&self, id: &StepId) -> Option<&Step> {
        self.steps.iter().find(|step| &step.id == id)
    }
}
