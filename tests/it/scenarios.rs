//! Small scenarios, written in code, for the tests whose numbers are worked out by hand.

use syncline::model::{
    Arrivals, Broker, Business, CallPolicy, Circumstances, Coordination, DeliveryPolicy, Event,
    EventKind, Mode, Necessity, Network, Process, Scenario, Service, ServiceId, Step, StepId,
    Targets, Team, Work, Workload,
};
use syncline::units::{Milliseconds, PerSecond, Ratio, Seconds};

/// So many milliseconds.
pub fn ms(value: f64) -> Milliseconds {
    Milliseconds::new(value).unwrap()
}

/// So many seconds.
pub fn s(value: f64) -> Seconds {
    Seconds::new(value).unwrap()
}

/// This share.
pub fn ratio(value: f64) -> Ratio {
    Ratio::new(value).unwrap()
}

/// A called step that always takes `mean_ms` milliseconds.
pub fn step(id: &str, service: &str, after: &[&str], mean_ms: f64) -> Step {
    Step {
        id: StepId::from(id),
        name: String::new(),
        service: ServiceId::from(service),
        after: after.iter().map(|&id| StepId::from(id)).collect(),
        mode: Mode::RequestResponse,
        message: None,
        event: None,
        work: Work::Constant { mean_ms: ms(mean_ms) },
        error_ratio: ratio(0.0),
        business: Business::default(),
        call: CallPolicy::default(),
        delivery: DeliveryPolicy::default(),
    }
}

/// The same step, reacting to an event of this name.
pub fn reacting(step: Step, event: &str) -> Step {
    Step {
        mode: Mode::Event,
        event: Some(Event {
            name: event.to_owned(),
            kind: EventKind::Domain,
            owner: None,
            version: None,
            message_bytes: None,
        }),
        ..step
    }
}

/// The same step, memoryless.
pub fn exponential(step: Step) -> Step {
    let mean_ms = ms(step.work.mean_ms());
    Step { work: Work::Exponential { mean_ms }, ..step }
}

/// The same step, optional.
pub fn optional(mut step: Step) -> Step {
    step.business.necessity = Some(Necessity::Optional);
    step
}

/// A service with so many workers.
pub fn service(id: &str, workers: u32) -> Service {
    Service {
        id: ServiceId::from(id),
        name: String::new(),
        workers: Some(workers),
        queue_limit: None,
        replicas: None,
    }
}

/// Steps on services without a network, a broker's delay or an entry, with constant arrivals of
/// `rate_per_s` for `duration_s` seconds, the first half a gap after the start.
pub fn scenario(
    steps: Vec<Step>,
    services: Vec<Service>,
    rate_per_s: f64,
    duration_s: f64,
) -> Scenario {
    Scenario {
        syncline: Scenario::VERSION,
        name: String::new(),
        summary: String::new(),
        process: Process { entry: None, coordination: Coordination::Orchestrated, steps },
        services,
        network: Network { one_way_ms: ms(0.0) },
        broker: Broker { publish_ms: ms(0.0), deliver_ms: ms(0.0) },
        workload: Workload {
            arrivals: Arrivals::Constant,
            rate_per_s: PerSecond::new(rate_per_s).unwrap(),
            duration_s: s(duration_s),
            ..Workload::default()
        },
        faults: Vec::new(),
        team: Team::default(),
        circumstances: Circumstances::default(),
        targets: Targets::default(),
        seed: 1,
    }
}

/// The same scenario with arrivals that are independent of one another.
pub fn poisson(mut scenario: Scenario) -> Scenario {
    scenario.workload.arrivals = Arrivals::Poisson;
    scenario
}
