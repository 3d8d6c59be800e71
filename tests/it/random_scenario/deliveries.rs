//! Keys, partitions, limits and replays, put into a scenario that has none of them.
//!
//! Each is tried where it was drawn, and stays where the scenario is valid with it.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use syncline::model::faults::{Replay, Replayed};
use syncline::model::{Acknowledge, Fault, Mode, Scenario};
use syncline::units::{Milliseconds, Seconds, Skew};

use super::parts::{ms, s, short};
use super::shapes::try_out;

/// What is drawn for each step.
#[derive(Debug, Clone)]
pub struct StepLimits {
    backoff_max_ms: Option<Milliseconds>,
    deadline_ms: Option<Milliseconds>,
    cancel: bool,
    partitions: Option<u32>,
    at_most_once: bool,
    visibility_ms: Option<Milliseconds>,
    expires_ms: Option<Milliseconds>,
    joins_at_s: Option<Seconds>,
}

/// What is drawn for a scenario.
#[derive(Debug, Clone)]
pub struct Deliveries {
    steps: Vec<StepLimits>,
    keys: Option<(u32, f64)>,
    retention_s: Option<Seconds>,
    replays: Vec<(usize, bool, Seconds)>,
}

/// Deliveries for so many steps at most.
pub fn deliveries(steps: usize) -> impl Strategy<Value = Deliveries> {
    let calls = (option::of(ms(0.0, 80.0)), option::of(ms(1.0, 800.0)), any::<bool>());
    let topic = (option::of(1..=4_u32), prop::bool::weighted(0.15), option::of(ms(1.0, 400.0)));
    let ages = (option::of(ms(1.0, 1_500.0)), option::weighted(0.2, s(0.0, 4.0)));
    let step = (calls, topic, ages).prop_map(
        |(
            (backoff_max_ms, deadline_ms, cancel),
            (partitions, at_most_once, visibility_ms),
            (expires_ms, joins_at_s),
        )| StepLimits {
            backoff_max_ms,
            deadline_ms,
            cancel,
            partitions,
            at_most_once,
            visibility_ms,
            expires_ms,
            joins_at_s,
        },
    );
    (
        vec(step, steps),
        option::of((1..=20_u32, 0.0..2.0)),
        option::weighted(0.3, s(0.5, 5.0)),
        vec((0..steps, any::<bool>(), s(0.0, 6.0)), 0..=2),
    )
        .prop_map(|(steps, keys, retention_s, replays)| Deliveries {
            steps,
            keys,
            retention_s,
            replays,
        })
}

/// The scenario with as much of the deliveries as is valid.
pub fn delivered(mut scenario: Scenario, deliveries: &Deliveries) -> Scenario {
    if let Some((keys, skew)) = deliveries.keys {
        scenario.workload.keys = Some(keys);
        scenario.workload.key_skew = Skew::new(short(skew)).unwrap();
    }
    scenario.broker.retention_s = deliveries.retention_s;
    for (index, limits) in deliveries.steps.iter().enumerate().take(scenario.process.steps.len()) {
        let step = &mut scenario.process.steps[index];
        step.call.backoff_max_ms = limits.backoff_max_ms;
        step.call.deadline_ms = limits.deadline_ms;
        step.call.cancel = limits.cancel;
        let delivery = &mut step.delivery;
        delivery.expires_ms = limits.expires_ms;
        delivery.joins_at_s = limits.joins_at_s;
        if limits.partitions.is_some() {
            delivery.partitions = limits.partitions;
        } else {
            delivery.visibility_ms = limits.visibility_ms;
        }
        if limits.at_most_once {
            try_out(&mut scenario, |it| {
                it.process.steps[index].delivery.acknowledge = Acknowledge::Before;
            });
        }
    }
    for &(step, is_all, at_s) in &deliveries.replays {
        let steps = &scenario.process.steps;
        let step = &steps[step % steps.len()];
        if step.mode == Mode::Event {
            let what = if is_all { Replayed::All } else { Replayed::Dead };
            let replay = Replay { step: step.id.clone(), what };
            scenario.faults.push(Fault::new(replay, at_s, Seconds::default()));
        }
    }
    scenario
}
