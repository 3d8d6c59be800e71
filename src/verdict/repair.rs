//! Repairs: the changes after which a finding is gone.

use serde::Serialize;

use crate::model::{
    Breaker, Credentials, DeadLetterAlerts, EditRefused, Event, Mode, Replicas, Scenario,
    ServiceId, Step, StepId, check,
};
use crate::units::{Milliseconds, Ratio};

use super::design::publisher;

/// The share of retries that a retry budget of ours allows.
const BUDGET: f64 = 0.1;

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
    /// What it does, for a button.
    #[must_use]
    pub fn label(&self) -> &'static str {
        match self {
            Self::Modes { follow, .. } if follow.is_empty() => "Call it",
            Self::Modes { call, .. } if call.is_empty() => "Let it follow an event",
            Self::Modes { .. } => "Do as recommended",
            Self::Policy { policy, .. } => match policy {
                Policy::Timeout(_) => "Add a time-out",
                Policy::Idempotent => "Make the call idempotent",
                Policy::RetryBudget => "Add a retry budget",
                Policy::Breaker => "Add a circuit breaker",
                Policy::Outbox => "Add an outbox",
                Policy::Deduplicate => "Deduplicate",
                Policy::DeadLetter => "Keep dead letters",
                Policy::Status => "Give a status",
            },
            Self::Compensate { .. } => "Add a compensation",
            Self::Rename { .. } => "Name it as a fact",
            Self::Own { .. } => "Give it an owner and a version",
            Self::Together { .. } => "Keep it together",
            Self::Replicate { .. } => "Run two copies",
            Self::Broker { care } => match care {
                Care::Protect => "Protect the broker",
                Care::ScopeCredentials => "Scope credentials by topic",
                Care::AlertByAgeAndSize => "Alert by age and size",
            },
        }
    }

    /// The scenario after the repair.
    ///
    /// # Errors
    /// [`EditRefused`] where what it names does not exist, or the result would not be valid.
    pub fn apply(&self, scenario: &Scenario) -> Result<Scenario, EditRefused> {
        let mut changed = scenario.clone();
        match self {
            Self::Modes { call, follow } => {
                each(&mut changed, call, &|step| step.mode = Mode::RequestResponse)?;
                for id in follow {
                    let event = fact(scenario, id)?;
                    each(&mut changed, std::slice::from_ref(id), &|step| {
                        step.mode = Mode::Event;
                        step.delivery.outbox = true;
                        step.delivery.deduplicate = true;
                        step.delivery.dead_letter = true;
                        if step.event.is_none() {
                            step.event = Some(event.clone());
                        }
                    })?;
                }
            }
            Self::Policy { steps, policy } => {
                each(&mut changed, steps, &|step| give(step, *policy))?;
            }
            Self::Compensate { step, name } => {
                each(&mut changed, std::slice::from_ref(step), &|step| {
                    step.business.compensation = Some(name.clone());
                })?;
            }
            Self::Rename { from, to } => {
                let events =
                    changed.process.steps.iter_mut().filter_map(|step| step.event.as_mut());
                for event in events.filter(|event| event.name == *from) {
                    event.name.clone_from(to);
                }
            }
            Self::Own { steps, owner } => own(scenario, &mut changed, steps, owner)?,
            Self::Together { steps, service } => {
                each(&mut changed, steps, &|step| step.service = service.clone())?;
            }
            Self::Replicate { service } => {
                let services = changed.services.iter_mut().filter(|it| it.id == *service);
                for service in services.filter(|it| it.workers.is_some()) {
                    let was = service.replicas.take().unwrap_or_default();
                    let (min, max) = (was.min.max(2), was.max.max(4));
                    service.replicas = Some(Replicas { min, max, ..was });
                }
            }
            Self::Broker { care } => {
                let circumstances = &mut changed.circumstances;
                match care {
                    Care::Protect => circumstances.broker_protected = Some(true),
                    Care::ScopeCredentials => {
                        circumstances.credentials = Some(Credentials::PerTopic);
                    }
                    Care::AlertByAgeAndSize => {
                        circumstances.dead_letter_alerts = Some(DeadLetterAlerts::AgeAndSize);
                    }
                }
            }
        }
        let problems = check(&changed);
        if problems.is_empty() { Ok(changed) } else { Err(EditRefused::Invalid(problems)) }
    }
}

fn each(
    scenario: &mut Scenario,
    steps: &[StepId],
    change: &dyn Fn(&mut Step),
) -> Result<(), EditRefused> {
    for id in steps {
        let step = scenario.process.steps.iter_mut().find(|step| step.id == *id);
        change(step.ok_or_else(|| EditRefused::NoSuchStep(id.clone()))?);
    }
    Ok(())
}

fn give(step: &mut Step, policy: Policy) {
    match policy {
        Policy::Timeout(ms) => step.call.timeout_ms = Some(Milliseconds::clamped(ms)),
        Policy::Idempotent => step.call.idempotent = true,
        Policy::RetryBudget => step.call.retry_budget_ratio = Some(Ratio::clamped(BUDGET)),
        Policy::Breaker => step.call.breaker = Some(Breaker::default()),
        Policy::Outbox => step.delivery.outbox = true,
        Policy::Deduplicate => step.delivery.deduplicate = true,
        Policy::DeadLetter => step.delivery.dead_letter = true,
        Policy::Status => step.delivery.status = true,
    }
}

/// The event that a step would react to: that of another step after the same ones, or one of its own.
fn fact(scenario: &Scenario, id: &StepId) -> Result<Event, EditRefused> {
    let process = &scenario.process;
    let step = process.step(id).ok_or_else(|| EditRefused::NoSuchStep(id.clone()))?;
    if let Some(event) = &step.event {
        return Ok(event.clone());
    }
    let shared = (process.steps.iter())
        .filter(|other| other.mode == Mode::Event && other.after == step.after)
        .filter_map(|other| other.event.as_ref())
        .min_by(|one, other| one.name.cmp(&other.name));
    Ok(shared.cloned().unwrap_or_else(|| Event {
        name: process.event_name(step),
        owner: publisher(scenario, step).cloned(),
        version: Some(1),
        ..Event::default()
    }))
}

fn own(
    scenario: &Scenario,
    changed: &mut Scenario,
    steps: &[StepId],
    owner: &ServiceId,
) -> Result<(), EditRefused> {
    for id in steps {
        let step = scenario.process.step(id).ok_or_else(|| EditRefused::NoSuchStep(id.clone()))?;
        let name = scenario.process.event_name(step);
        each(changed, std::slice::from_ref(id), &|step| {
            let event =
                step.event.get_or_insert_with(|| Event { name: name.clone(), ..Event::default() });
            event.owner.get_or_insert_with(|| owner.clone());
            event.version.get_or_insert(1);
        })?;
    }
    Ok(())
}
