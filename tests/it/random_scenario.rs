//! Random valid scenarios: small, and with everything that the format knows.
//!
//! [`random_scenario`] draws both coordinations, every kind of arrival, work, policy and fault, replicas,
//! queue limits, compensations, optional steps and impatience, in any combination that passes
//! `model::check`. At most 8 steps, 5 services, 4 faults, 5 seconds and 40 arrivals a second before a
//! profile or a spike (at most three times as many each), so that a run takes well under a millisecond
//! to a few. Shrinking removes faults, steps, services and policies one by one.
//!
//! Whatever must agree is made to agree while building, never by throwing draws away.

#![allow(clippy::unwrap_used)] // a test's own helpers may fail as it does

mod answers;
mod deliveries;
mod notes;
mod parts;
mod shapes;

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use syncline::model::FaultKind;
use syncline::model::faults::{BrokerOutage, Crash, Errors, Partition, Poison, Replay, Slowdown};
use syncline::model::{
    Arrivals, Broker, Coordination, Design, Fault, Mode, Network, Process, Scenario, Service, Step,
    StepId,
};

use answers::{circumstances, team};
use deliveries::{delivered, deliveries};
use notes::noted;
use parts::{
    Loose, SERVICES, coordination, fault, ms, service, service_id, step, step_id, targets, text,
    workload,
};
use shapes::{shaped, shapes};

/// How many steps there are at most.
const STEPS: usize = 8;

/// A random valid scenario, every other one with callers, choices and a workflow; and, apart from that, every
/// other one with keys, partitions, limits and replays; now and then with notes.
pub fn random_scenario() -> impl Strategy<Value = Scenario> {
    (plain(), option::of(shapes(STEPS)), option::of(deliveries(STEPS))).prop_map(
        |(mut scenario, shapes, deliveries)| {
            if let Some(shapes) = shapes {
                scenario = shaped(scenario, &shapes);
            }
            if let Some(deliveries) = deliveries {
                scenario = delivered(scenario, &deliveries);
            }
            noted(scenario)
        },
    )
}

/// One without.
fn plain() -> impl Strategy<Value = Scenario> {
    (
        (text(), text(), any::<u64>()),
        vec(service(), 1..=SERVICES),
        (option::of(0..SERVICES), coordination(), any::<bool>(), vec(step(), 1..=STEPS)),
        (ms(0.0, 5.0), ms(0.0, 5.0), ms(0.0, 5.0)),
        workload(),
        vec(fault(), 0..=4),
        (team(), circumstances(), targets()),
    )
        .prop_map(
            |(
                (name, summary, seed),
                services,
                process,
                (one_way_ms, publish_ms, deliver_ms),
                workload,
                faults,
                (team, circumstances, targets),
            )| {
                let services: Vec<Service> = services
                    .into_iter()
                    .enumerate()
                    .map(|(index, service)| Service { id: service_id(index), ..service })
                    .collect();
                let (entry, coordination, backwards, steps) = process;
                let mut steps = connected(steps, services.len());
                if coordination == Coordination::Chained {
                    call_each_from_one(&mut steps);
                }
                let faults = faults
                    .into_iter()
                    .filter(|fault| {
                        let spike = matches!(fault.what, FaultKind::TrafficSpike(_));
                        !spike || workload.arrivals != Arrivals::Closed
                    })
                    .map(|fault| placed(fault, services.len(), steps.len()))
                    .collect();
                if backwards {
                    steps.reverse();
                }
                let entry = entry.map(|index| service_id(index % services.len()));
                Scenario {
                    syncline: Scenario::VERSION,
                    name,
                    summary,
                    process: Process { entry, coordination, steps, ..Process::default() },
                    services,
                    network: Network { one_way_ms },
                    broker: Broker { publish_ms, deliver_ms, ..Broker::default() },
                    workload,
                    faults,
                    team,
                    circumstances,
                    targets,
                    notes: Vec::new(),
                    seed,
                }
            },
        )
}

/// A random scenario, checked.
pub fn random_design() -> impl Strategy<Value = Design> {
    random_scenario().prop_map(|scenario| Design::check(scenario).unwrap())
}

/// Gives every step an id, a service and predecessors among the steps before it.
fn connected(steps: Vec<Loose>, services: usize) -> Vec<Step> {
    steps
        .into_iter()
        .enumerate()
        .map(|(index, loose)| {
            let mut step = loose.step;
            step.id = step_id(index);
            step.service = service_id(loose.service % services);
            step.after =
                (0..index).filter(|before| loose.after >> before & 1 == 1).map(step_id).collect();
            if let Some(event) = &mut step.event {
                event.owner = loose.owner.map(|owner| service_id(owner % services));
            }
            step
        })
        .collect()
}

/// Chained, a foreground step has one foreground predecessor at most: the others are dropped.
fn call_each_from_one(steps: &mut [Step]) {
    let mut background: Vec<StepId> = Vec::new();
    for step in steps {
        let behind = step.after.iter().any(|id| background.contains(id));
        if step.mode == Mode::Event || behind {
            background.push(step.id.clone());
        } else {
            step.after.truncate(1);
        }
    }
}

/// Lets a fault happen to a service, or a step, that exists.
fn placed(mut fault: Fault, services: usize, steps: usize) -> Fault {
    let number =
        |id: &str| id.trim_start_matches(|c: char| !c.is_ascii_digit()).parse::<usize>().unwrap();
    match &mut fault.what {
        FaultKind::Crash(Crash { service, .. })
        | FaultKind::Slowdown(Slowdown { service, .. })
        | FaultKind::Errors(Errors { service, .. }) => {
            *service = service_id(number(service.as_str()) % services);
        }
        FaultKind::Poison(Poison { step, .. }) | FaultKind::Replay(Replay { step, .. }) => {
            *step = step_id(number(step.as_str()) % steps);
        }
        FaultKind::Partition(_) if services < 2 => fault.what = BrokerOutage.into(),
        FaultKind::Partition(Partition { between: [one, other] }) => {
            let first = number(one.as_str()) % services;
            let second = (first + 1 + number(other.as_str()) % (services - 1)) % services;
            (*one, *other) = (service_id(first), service_id(second));
        }
        FaultKind::BrokerOutage(_) | FaultKind::TrafficSpike(_) => {}
    }
    fault
}
