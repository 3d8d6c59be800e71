//! The edits that make a repair.

use serde_json::Value;

use super::super::naming::Namer;
use super::{Care, Policy, Repair};
use crate::model::edit::Performer;
use crate::model::{
    Acknowledge, Breaker, Business, Credentials, DeadLetterAlerts, DeliveryPolicy, Design, Edit,
    EditError, Event, Mode, Pointer, Replicas, ServiceId, StatusPolicy, Step, StepId, Subject,
};
use crate::units::{Milliseconds, Ratio};

/// The share of retries that a retry budget of ours allows.
const BUDGET: f64 = 0.1;

/// The edits that make a repair.
///
/// # Errors
/// [`EditError`] where what it names does not exist.
pub(super) fn of(repair: &Repair, design: &Design) -> Result<Vec<Edit>, EditError> {
    match repair {
        Repair::Modes { call, follow } => {
            let called = |step: &StepId| set_mode(step, Mode::RequestResponse);
            let mut edits: Vec<Edit> = call.iter().map(called).collect();
            let namer = Namer::new(design);
            for id in follow {
                edits.extend(surely(design, id, &namer)?);
            }
            Ok(edits)
        }
        Repair::Conduct { steps, by } => {
            let begins = design.process.workflow.is_none();
            let begins = begins.then(|| Edit::ConductBy(Some(by.clone())));
            let mut edits: Vec<Edit> = begins.into_iter().collect();
            for id in steps {
                let delivery = sure(find(design, id)?);
                edits.push(Edit::Command(id.clone()));
                edits.push(Edit::SetDelivery { step: id.clone(), delivery });
            }
            Ok(edits)
        }
        Repair::Policy { steps, policy } => {
            let given = steps.iter().map(|id| Ok(give(find(design, id)?, *policy)));
            let mut edits = given.collect::<Result<Vec<Edit>, EditError>>()?;
            // Dead letters that nobody looks at are lost as well.
            let is_unwatched = !matches!(
                design.circumstances.dead_letter_alerts,
                None | Some(DeadLetterAlerts::AgeAndSize)
            );
            if matches!(policy, Policy::AtLeastOnce(_)) && is_unwatched {
                edits.extend(of(&Repair::Broker { care: Care::AlertByAgeAndSize }, design)?);
            }
            Ok(edits)
        }
        Repair::Compensate { step, name } => {
            let compensation = Some(name.clone());
            let business = find(design, step)?.business.clone();
            let answers = Box::new(Business { compensation, ..business });
            Ok(vec![Edit::Answer { step: step.clone(), answers }])
        }
        Repair::Rename { from, to } => Ok(renamed(design, from, to)),
        Repair::Own { steps, owner } => {
            steps.iter().map(|id| Ok(own(design, find(design, id)?, owner))).collect()
        }
        Repair::Together { steps, service } => {
            let by = || Performer::Existing(service.clone());
            let together = |step: &StepId| Edit::PerformBy { step: step.clone(), by: by() };
            Ok(steps.iter().map(together).collect())
        }
        Repair::Replicate { service } => Ok(replicated(design, service)),
        Repair::Staff { service, workers, steps, at_once } => {
            staffed(design, service, *workers, (steps, *at_once))
        }
        Repair::Separate { steps, from, workers } => separated(design, steps, from, *workers),
        Repair::Order { step, after } => Ok((after.iter())
            .map(|before| Edit::Connect { before: before.clone(), after: step.clone() })
            .collect()),
        Repair::GoOn { drain_s } => Ok(vec![Edit::SetField {
            place: Pointer::root().at("workload").at("drain_s"),
            value: Some(Value::from(*drain_s)),
        }]),
        Repair::Broker { care } => {
            let mut circumstances = Box::new(design.circumstances.clone());
            match care {
                Care::Protect => circumstances.broker_protected = Some(true),
                Care::ScopeCredentials => {
                    circumstances.credentials = Some(Credentials::PerTopic);
                }
                Care::AlertByAgeAndSize => {
                    circumstances.dead_letter_alerts = Some(DeadLetterAlerts::AgeAndSize);
                }
            }
            Ok(vec![Edit::AnswerForAll { team: design.team.clone(), circumstances }])
        }
    }
}

fn find<'a>(design: &'a Design, id: &StepId) -> Result<&'a Step, EditError> {
    design.process.step(id).ok_or_else(|| EditError::NoSuchStep(id.clone()))
}

fn set_mode(step: &StepId, mode: Mode) -> Edit {
    Edit::SetMode { step: step.clone(), mode }
}

/// Lets a step follow an event, which it surely gets, and keeps where it fails.
fn surely(design: &Design, id: &StepId, namer: &Namer<'_>) -> Result<Vec<Edit>, EditError> {
    let step = find(design, id)?;
    // A command is stored with its conductor's state; an event needs an outbox for that.
    let delivery = DeliveryPolicy { outbox: true, ..sure(step) };
    let mut edits =
        vec![set_mode(id, Mode::Event), Edit::SetDelivery { step: id.clone(), delivery }];
    if step.event.is_none() {
        edits.push(Edit::SetEvent { step: id.clone(), event: namer.event_for(design, step) });
    }
    Ok(edits)
}

/// What comes again is recognised, and what fails is kept.
fn sure(step: &Step) -> DeliveryPolicy {
    DeliveryPolicy {
        deduplicate: true,
        dead_letter: true,
        acknowledge: Acknowledge::After,
        ..step.delivery.clone()
    }
}

fn give(step: &Step, policy: Policy) -> Edit {
    let (mut call, mut delivery) = (step.call.clone(), step.delivery.clone());
    match policy {
        Policy::Timeout(ms) => call.timeout_ms = Some(Milliseconds::clamped(ms)),
        Policy::Idempotent => call.idempotent = true,
        Policy::RetryBudget => call.retry_budget_ratio = Some(Ratio::clamped(BUDGET)),
        Policy::Breaker => call.breaker = Some(Breaker::default()),
        Policy::Outbox => delivery.outbox = true,
        Policy::Deduplicate => delivery.deduplicate = true,
        Policy::DeadLetter => delivery.dead_letter = true,
        Policy::Status => delivery.status = StatusPolicy::THERE,
        Policy::Partitions(partitions) => {
            // A partition delivers one event at a time: nothing is left to hide.
            delivery.visibility_ms = None;
            delivery.partitions = Some(partitions);
        }
        Policy::Consumers(consumers) => delivery.consumers = Some(consumers),
        Policy::Visibility(ms) => delivery.visibility_ms = Some(Milliseconds::clamped(ms)),
        Policy::Failures(failures) => {
            if let Some(breaker) = &mut call.breaker {
                breaker.failures = failures;
            }
        }
        Policy::AtLeastOnce(attempts) => {
            delivery.acknowledge = Acknowledge::After;
            delivery.max_attempts = attempts;
            (delivery.deduplicate, delivery.dead_letter) = (true, true);
        }
    }
    let step = step.id.clone();
    match policy {
        Policy::Timeout(_)
        | Policy::Idempotent
        | Policy::RetryBudget
        | Policy::Breaker
        | Policy::Failures(_) => Edit::SetCall { step, call },
        Policy::Outbox
        | Policy::Deduplicate
        | Policy::DeadLetter
        | Policy::Status
        | Policy::Partitions(_)
        | Policy::Consumers(_)
        | Policy::Visibility(_)
        | Policy::AtLeastOnce(_) => Edit::SetDelivery { step, delivery },
    }
}

/// Every step that reacts to an event of this name reacts to it by another.
fn renamed(design: &Design, from: &str, to: &str) -> Vec<Edit> {
    let reacting =
        design.process.steps.iter().filter_map(|step| Some((step, step.event.as_ref()?)));
    let of_name = reacting.filter(|(_, event)| event.name == from);
    of_name
        .map(|(step, event)| Edit::SetEvent {
            step: step.id.clone(),
            event: Event { name: to.to_owned(), assumed: false, ..event.clone() },
        })
        .collect()
}

/// A service in two copies at least; one without a bound on its workers has enough.
fn replicated(design: &Design, id: &ServiceId) -> Vec<Edit> {
    let bounded = design.service(id).filter(|service| service.workers.is_some());
    let replicas = bounded.map(|service| {
        let was = service.replicas.clone().unwrap_or_default();
        let (min, max) = (was.min.max(2), was.max.max(4));
        Edit::SetReplicas { service: id.clone(), replicas: Replicas { min, max, ..was } }
    });
    replicas.into_iter().collect()
}

/// A service with so many workers at least, and topics with so many consumers and partitions.
fn staffed(
    design: &Design,
    id: &ServiceId,
    workers: u32,
    (steps, at_once): (&[StepId], u32),
) -> Result<Vec<Edit>, EditError> {
    let mut edits = Vec::new();
    let has =
        |it: &crate::model::Service| it.id == *id && it.workers.is_some_and(|it| it < workers);
    if design.services.iter().any(has) {
        edits.push(Edit::Staff { service: id.clone(), workers, assumed: true });
    }
    for step in steps {
        let mut delivery = find(design, step)?.delivery.clone();
        let was = delivery.clone();
        delivery.partitions = delivery.partitions.map(|it| it.max(at_once));
        delivery.consumers = delivery.consumers.map(|it| it.max(at_once));
        if delivery != was {
            edits.push(Edit::SetDelivery { step: step.clone(), delivery });
        }
    }
    Ok(edits)
}

/// A new service beside one, whose steps it performs with workers of its own.
fn separated(
    design: &Design,
    steps: &[StepId],
    from: &ServiceId,
    workers: u32,
) -> Result<Vec<Edit>, EditError> {
    let label = design.service(from).map_or(from.as_str(), |it| it.label());
    let added = Edit::AddService(format!("{label}, background"));
    // Its id follows from its name, and from those that are taken.
    let Subject::Service(made) = added.apply(design)?.made else {
        return Err(EditError::NoSuchService(from.clone()));
    };
    let mut edits = vec![added];
    edits.extend(
        steps.iter().map(|step| Edit::PerformBy {
            step: step.clone(),
            by: Performer::Existing(made.clone()),
        }),
    );
    edits.push(Edit::Staff { service: made, workers, assumed: true });
    Ok(edits)
}

/// Somebody answers for the meaning of the event that a step reacts to.
fn own(design: &Design, step: &Step, owner: &ServiceId) -> Edit {
    let name = design.process.event_name(step);
    let named = || Event { name, assumed: true, ..Event::default() };
    let mut event = step.event.clone().unwrap_or_else(named);
    event.owner.get_or_insert_with(|| owner.clone());
    event.version.get_or_insert(1);
    Edit::SetEvent { step: step.id.clone(), event }
}
