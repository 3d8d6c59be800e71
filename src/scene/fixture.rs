//! Scenarios for tests, made in code.

use crate::model::{
    Broker, Business, CallPolicy, Circumstances, Coordination, DeliveryPolicy, Mode, Network,
    Process, Scenario, Service, Shape, Step, Targets, Team, Work, Workload,
};
use crate::units::{Milliseconds, PerSecond, Ratio, Seconds};

/// A step of the service of the same name, with 40 ms of work.
pub(crate) fn step(id: &str, after: &[&str], mode: Mode) -> Step {
    Step {
        id: id.into(),
        name: String::new(),
        service: id.into(),
        after: after.iter().map(|&before| before.into()).collect(),
        mode,
        message: None,
        event: None,
        work: Work::Exponential { mean_ms: Milliseconds::clamped(40.0) },
        error_ratio: Ratio::clamped(0.0),
        business: Business::default(),
        call: CallPolicy::default(),
        delivery: DeliveryPolicy::default(),
    }
}

/// A service of eight workers for each step, and for the shop that takes the requests: ten a second for 20 s.
pub(crate) fn scenario(coordination: Coordination, steps: Vec<Step>) -> Scenario {
    let service = |id: &str| Service {
        id: id.into(),
        name: String::new(),
        workers: Some(8),
        queue_limit: None,
        replicas: None,
    };
    let mut services = vec![service("shop")];
    for step in &steps {
        if services.iter().all(|service| service.id != step.service) {
            services.push(service(step.service.as_str()));
        }
    }
    Scenario {
        syncline: Scenario::VERSION,
        name: "Test".to_owned(),
        summary: String::new(),
        process: Process { entry: Some("shop".into()), coordination, steps },
        services,
        network: Network::default(),
        broker: Broker::default(),
        workload: Workload {
            rate_per_s: PerSecond::clamped(10.0),
            duration_s: Seconds::clamped(20.0),
            ..Workload::default()
        },
        faults: Vec::new(),
        team: Team::default(),
        circumstances: Circumstances::default(),
        targets: Targets::default(),
        seed: 1,
    }
}

/// A cart is validated, the payment authorised, the stock reserved; then four things follow, by calls
/// or by events.
pub(crate) fn checkout(following: Mode) -> Scenario {
    let call = Mode::RequestResponse;
    scenario(
        Coordination::Orchestrated,
        vec![
            step("cart", &[], call),
            step("payment", &["cart"], call),
            step("stock", &["payment"], call),
            step("mail", &["stock"], following),
            step("shipping", &["stock"], following),
            step("analytics", &["stock"], following),
            step("loyalty", &["stock"], following),
        ],
    )
}

/// The shape of a scenario that has one.
pub(crate) fn shape(scenario: &Scenario) -> Shape {
    Shape::new(&scenario.process).unwrap()
}
