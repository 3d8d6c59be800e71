//! Repairs: the changes after which a finding is gone.

mod edits;

use serde::Serialize;

use crate::model::{Design, Edit, EditError, ServiceId, StepId, Trigger};

use super::parties::conductor;
use super::words::length;

/// A change after which a finding is gone; one undoable edit.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "repair")]
pub enum Repair {
    /// Call these steps, and let these follow an event, surely.
    Modes {
        /// Which to call.
        call: Vec<StepId>,
        /// Which to let follow.
        follow: Vec<StepId>,
    },
    /// Let a workflow command these steps, surely; it is begun where there is none.
    Conduct {
        /// Which steps.
        steps: Vec<StepId>,
        /// Who conducts, where nobody does yet.
        by: ServiceId,
    },
    /// Give these steps a policy.
    Policy {
        /// Which steps.
        steps: Vec<StepId>,
        /// Which policy.
        policy: Policy,
    },
    /// Give a step a name for what undoes it.
    Compensate {
        /// Which step.
        step: StepId,
        /// The name.
        name: String,
    },
    /// Call an event by another name, wherever it is reacted to.
    Rename {
        /// Its name so far.
        from: String,
        /// Its name from now on.
        to: String,
    },
    /// Give an event an owner and a version.
    Own {
        /// The steps that react to it.
        steps: Vec<StepId>,
        /// Who answers for its meaning.
        owner: ServiceId,
    },
    /// Let one service perform these steps.
    Together {
        /// Which steps.
        steps: Vec<StepId>,
        /// Which service.
        service: ServiceId,
    },
    /// Let a service run in two copies at least.
    Replicate {
        /// Which service.
        service: ServiceId,
    },
    /// Have so many workers in each copy of a service, and let so many work at once at the topics of these
    /// steps that allow fewer.
    Staff {
        /// Which service.
        service: ServiceId,
        /// How many workers each of its copies has at least.
        workers: u32,
        /// The steps that need them.
        steps: Vec<StepId>,
        /// How many must be able to work at once.
        at_once: u32,
    },
    /// Let steps be performed by a service of their own.
    Separate {
        /// Which steps.
        steps: Vec<StepId>,
        /// Whose workers they take so far.
        from: ServiceId,
        /// How many workers the new one has.
        workers: u32,
    },
    /// Let a step come after others whose outcome it needs.
    Order {
        /// Which step.
        step: StepId,
        /// Which others.
        after: Vec<StepId>,
    },
    /// Let the run go on for so long after the last arrival.
    GoOn {
        /// How long, in seconds.
        drain_s: f64,
    },
    /// Change something about the broker.
    Broker {
        /// What.
        care: Care,
    },
}

/// What the caller or the consumer is to do about trouble.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Policy {
    /// Wait for an attempt so long at most, in milliseconds.
    Timeout(f64),
    /// Give each call a key, so that repeating it repeats no effect.
    Idempotent,
    /// Let retries be a tenth of the first attempts at most.
    RetryBudget,
    /// Stop calling for a while after failures in a row.
    Breaker,
    /// Store the event with the state change.
    Outbox,
    /// Recognise an event that was there before.
    Deduplicate,
    /// Keep what failed its last attempt.
    DeadLetter,
    /// Let somebody ask how far the work is.
    Status,
    /// Split the topic into so many partitions.
    Partitions(u32),
    /// Have so many consumers at most.
    Consumers(u32),
    /// Hide an event so long while it is worked on, in milliseconds.
    Visibility(f64),
    /// Let the circuit breaker bear so many failures less one.
    Failures(u32),
    /// Acknowledge after the work, deduplicate, and keep what failed so many attempts.
    AtLeastOnce(u32),
}

/// What is to be done about the broker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Care {
    /// Guard it and back it up as a datastore.
    Protect,
    /// Give everybody credentials of their own, for the topics they need.
    ScopeCredentials,
    /// Tell somebody of dead letters by their age and size.
    AlertByAgeAndSize,
}

impl Repair {
    /// What triggers steps as is recommended: nothing where a workflow should command them and there is nobody
    /// who could conduct.
    #[must_use]
    pub fn trigger(design: &Design, steps: Vec<StepId>, trigger: Trigger) -> Option<Self> {
        Some(match trigger {
            Trigger::Call => Self::Modes { call: steps, follow: Vec::new() },
            Trigger::Event => Self::Modes { call: Vec::new(), follow: steps },
            Trigger::Command => Self::Conduct { steps, by: conductor(design)?.clone() },
        })
    }

    /// What it does, for a button.
    #[must_use]
    pub fn label(&self) -> &'static str {
        match self {
            Self::Modes { follow, .. } if follow.is_empty() => "Call it",
            Self::Modes { call, .. } if call.is_empty() => "Let it follow an event",
            Self::Modes { .. } => "Do as recommended",
            Self::Conduct { .. } => "Let a workflow command it",
            Self::Policy { policy, .. } => match policy {
                Policy::Timeout(_) => "Add a time-out",
                Policy::Idempotent => "Make the call idempotent",
                Policy::RetryBudget => "Add a retry budget",
                Policy::Breaker => "Add a circuit breaker",
                Policy::Outbox => "Add an outbox",
                Policy::Deduplicate => "Deduplicate",
                Policy::DeadLetter => "Keep dead letters",
                Policy::Status => "Give a status",
                Policy::Partitions(_) => "Split into partitions",
                Policy::Consumers(_) => "Have fewer consumers",
                Policy::Visibility(_) => "Hide it for longer",
                Policy::Failures(_) => "Bear more failures",
                Policy::AtLeastOnce(_) => "Acknowledge after the work",
            },
            Self::Compensate { .. } => "Add a compensation",
            Self::Rename { .. } => "Name it as a fact",
            Self::Own { .. } => "Give it an owner and a version",
            Self::Together { .. } => "Keep it together",
            Self::Replicate { .. } => "Run two copies",
            Self::Staff { .. } => "Add workers",
            Self::Separate { .. } => "Give it workers of its own",
            Self::Order { .. } => "Let it come after them",
            Self::GoOn { .. } => "Let the run go on for longer",
            Self::Broker { care } => match care {
                Care::Protect => "Protect the broker",
                Care::ScopeCredentials => "Scope credentials by topic",
                Care::AlertByAgeAndSize => "Alert by age and size",
            },
        }
    }

    /// The label with how much of it, where that is a number.
    #[must_use]
    pub fn in_full(&self) -> String {
        let much = match self {
            Self::Staff { at_once, .. } => format!("{at_once} in all"),
            Self::Policy { policy: Policy::Timeout(ms) | Policy::Visibility(ms), .. } => {
                length(*ms)
            }
            Self::Policy { policy: Policy::Partitions(many) | Policy::Consumers(many), .. } => {
                many.to_string()
            }
            Self::Modes { .. }
            | Self::Conduct { .. }
            | Self::Policy { .. }
            | Self::Compensate { .. }
            | Self::Rename { .. }
            | Self::Own { .. }
            | Self::Together { .. }
            | Self::Replicate { .. }
            | Self::Separate { .. }
            | Self::Order { .. }
            | Self::GoOn { .. }
            | Self::Broker { .. } => return self.label().to_owned(),
        };
        format!("{}: {much}", self.label())
    }

    /// The same with a value that interferes less: a time-out that is four times as long, and the like; nothing
    /// where there is none.
    #[must_use]
    pub fn gentler(&self) -> Option<Self> {
        const TIMES: f64 = 4.0;
        let Self::Policy { steps, policy } = self else { return None };
        let policy = match *policy {
            Policy::Timeout(ms) => Policy::Timeout(ms * TIMES),
            Policy::Visibility(ms) => Policy::Visibility(ms * TIMES),
            Policy::Partitions(many) => {
                Policy::Partitions(many.saturating_mul(4).min(crate::model::limits::PARTITIONS))
            }
            Policy::Idempotent
            | Policy::RetryBudget
            | Policy::Breaker
            | Policy::Outbox
            | Policy::Deduplicate
            | Policy::DeadLetter
            | Policy::Status
            | Policy::Consumers(_)
            | Policy::Failures(_)
            | Policy::AtLeastOnce(_) => return None,
        };
        Some(Self::Policy { steps: steps.clone(), policy })
    }

    /// The edit that makes it; `said` tells of it, as a sentence.
    ///
    /// # Errors
    /// [`EditError`] where what it names does not exist.
    pub fn edit(&self, design: &Design, said: &str) -> Result<Edit, EditError> {
        Ok(Edit::All { said: said.to_owned(), edits: edits::of(self, design)? })
    }

    /// The design after the repair.
    ///
    /// # Errors
    /// [`EditError`] where what it names does not exist, or the result would not be valid.
    pub fn apply(&self, design: &Design) -> Result<Design, EditError> {
        Ok(self.edit(design, self.label())?.apply(design)?.design)
    }
}
