//! What random scenarios are made of: a strategy for each part, before it knows its place.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use syncline::model::faults::{
    BrokerOutage, Crash, CrashBehaviour, Errors, Partition, Poison, Slowdown, TrafficSpike,
};
use syncline::model::{
    Arrivals, Breaker, CallPolicy, Coordination, DeliveryPolicy, Event, EventKind, Fault, Mode,
    ProfilePoint, Replicas, Service, ServiceId, StatusPolicy, Step, StepId, Targets, Work,
    Workload,
};
use syncline::units::{Factor, Milliseconds, PerSecond, Ratio, Seconds};

use super::answers::business;

/// How many services there are at most.
pub const SERVICES: usize = 5;

/// A step before it knows its place: of its `after`, bit `n` asks for the `n`th step before it.
#[derive(Debug, Clone)]
pub struct Loose {
    pub step: Step,
    pub service: usize,
    pub owner: Option<usize>,
    pub after: u8,
}

pub fn service_id(index: usize) -> ServiceId {
    ServiceId::from(format!("service-{index}"))
}

pub fn step_id(index: usize) -> StepId {
    StepId::from(format!("step_{index}"))
}

/// Of at most 15 significant digits, which a document keeps to the last bit.
pub fn short(number: f64) -> f64 {
    (number * 1e9).round() / 1e9
}

pub fn ms(low: f64, high: f64) -> impl Strategy<Value = Milliseconds> {
    // Often a round number, where equal times and ties come from.
    prop_oneof![(low..high).prop_map(f64::round), low..high]
        .prop_map(move |it| Milliseconds::new(short(it).clamp(low, high)).unwrap())
}

pub fn s(low: f64, high: f64) -> impl Strategy<Value = Seconds> {
    (low..high).prop_map(|it| Seconds::new(short(it)).unwrap())
}

fn ratio() -> impl Strategy<Value = Ratio> {
    prop_oneof![3 => Just(0.0), 1 => Just(1.0), 4 => 0.0..0.5]
        .prop_map(|it| Ratio::new(short(it)).unwrap())
}

pub fn factor(low: f64, high: f64) -> impl Strategy<Value = Factor> {
    (low..high).prop_map(|it| Factor::new(short(it)).unwrap())
}

pub fn text() -> impl Strategy<Value = String> {
    vec(any::<char>(), 0..6).prop_map(String::from_iter)
}

pub fn coordination() -> impl Strategy<Value = Coordination> {
    select(vec![Coordination::Orchestrated, Coordination::Chained])
}

fn work() -> impl Strategy<Value = Work> {
    prop_oneof![
        ms(0.0, 200.0).prop_map(|mean_ms| Work::Constant { mean_ms }),
        ms(0.0, 200.0).prop_map(|mean_ms| Work::Exponential { mean_ms }),
        (ms(0.0, 100.0), ms(100.0, 200.0))
            .prop_map(|(min_ms, max_ms)| Work::Uniform { min_ms, max_ms }),
        (1.0..200.0, 1.0..14.8).prop_map(|(mean, ratio)| Work::LogNormal {
            mean_ms: Milliseconds::new(short(mean)).unwrap(),
            p99_ms: Milliseconds::new(short(mean * ratio)).unwrap(),
        }),
        vec(ms(0.0, 300.0), 1..5).prop_map(|values_ms| Work::Empirical { values_ms }),
    ]
}

/// A pause long enough that a closed loop does not spin.
fn think() -> impl Strategy<Value = Work> {
    prop_oneof![
        ms(20.0, 500.0).prop_map(|mean_ms| Work::Constant { mean_ms }),
        ms(20.0, 500.0).prop_map(|mean_ms| Work::Exponential { mean_ms }),
    ]
}

pub fn service() -> impl Strategy<Value = Service> {
    let replicas =
        (1..=2_u32, 0..=3_u32, factor(0.5, 4.0), factor(0.0, 0.5), s(0.05, 1.0), s(0.0, 1.0))
            .prop_map(|(min, more, add_above, remove_below, check_s, start_s)| Replicas {
                min,
                max: min + more,
                add_above,
                remove_below,
                check_s,
                start_s,
            });
    (text(), option::of((1..=4_u32, option::of(replicas))), option::of(0..=5_u32)).prop_map(
        |(name, pool, queue_limit)| Service {
            assumed: false,
            id: ServiceId::default(),
            name,
            workers: pool.as_ref().map(|(workers, _)| *workers),
            queue_limit,
            replicas: pool.and_then(|(_, replicas)| replicas),
        },
    )
}

fn call() -> impl Strategy<Value = CallPolicy> {
    let breaker = (1..=5_u32, ms(0.0, 1_000.0), 1..=3_u32)
        .prop_map(|(failures, open_ms, probes)| Breaker { failures, open_ms, probes });
    (
        option::of(ms(1.0, 500.0)),
        0..=3_u32,
        ms(0.0, 100.0),
        any::<bool>(),
        option::of(ratio()),
        any::<bool>(),
        option::of(breaker),
        option::of(1..=4_u32),
        any::<bool>(),
    )
        .prop_map(
            |(
                timeout_ms,
                retries,
                backoff_ms,
                jitter,
                retry_budget_ratio,
                idempotent,
                breaker,
                bulkhead,
                fallback,
            )| {
                CallPolicy {
                    timeout_ms,
                    retries,
                    backoff_ms,
                    jitter,
                    retry_budget_ratio,
                    idempotent,
                    breaker,
                    bulkhead,
                    fallback,
                    ..CallPolicy::default()
                }
            },
        )
}

fn delivery() -> impl Strategy<Value = DeliveryPolicy> {
    let attempts = (option::of(1..=4_u32), 1..=4_u32, ms(0.0, 200.0));
    (attempts, any::<[bool; 3]>(), status()).prop_map(
        |((consumers, max_attempts, backoff_ms), [outbox, deduplicate, dead_letter], status)| {
            DeliveryPolicy {
                consumers,
                max_attempts,
                backoff_ms,
                outbox,
                deduplicate,
                dead_letter,
                status,
                ..DeliveryPolicy::default()
            }
        },
    )
}

fn status() -> impl Strategy<Value = StatusPolicy> {
    let asked = (ms(20.0, 2_000.0), ms(0.0, 20.0)).prop_map(|(poll_ms, ask_ms)| StatusPolicy {
        is_there: true,
        poll_ms: Some(poll_ms),
        ask_ms,
    });
    prop_oneof![Just(StatusPolicy::default()), Just(StatusPolicy::THERE), asked]
}

fn event() -> impl Strategy<Value = Event> {
    (
        // Few names, so that steps share publications.
        select(vec!["OrderPlaced", "ParcelScanned", "SendMail"]),
        select(vec![
            EventKind::Domain,
            EventKind::Integration,
            EventKind::UserInterface,
            EventKind::System,
            EventKind::DataChange,
        ]),
        option::of(0..100_u32),
        option::of(0..10_000_u32),
    )
        .prop_map(|(name, kind, version, message_bytes)| Event {
            assumed: false,
            name: name.to_owned(),
            kind,
            owner: None,
            version,
            message_bytes,
        })
}

pub fn step() -> impl Strategy<Value = Loose> {
    (
        (text(), 0..SERVICES, any::<u8>(), select(vec![Mode::RequestResponse, Mode::Event])),
        (option::of(text()), option::of(event()), option::of(0..SERVICES)),
        (work(), ratio(), prop_oneof![3 => Just(Ratio::default()), 1 => ratio()]),
        business(),
        prop_oneof![Just(CallPolicy::default()), call()],
        prop_oneof![Just(DeliveryPolicy::default()), delivery()],
    )
        .prop_map(
            |(
                (name, service, after, mode),
                (message, event, owner),
                (work, error_ratio, decline_ratio),
                business,
                call,
                delivery,
            )| {
                let step = Step {
                    id: StepId::default(),
                    name,
                    service: ServiceId::default(),
                    after: Vec::new(),
                    caller: None,
                    branch: None,
                    mode,
                    message,
                    event,
                    work,
                    error_ratio,
                    decline_ratio,
                    business,
                    call,
                    delivery,
                };
                Loose { step, service, owner, after }
            },
        )
}

pub fn workload() -> impl Strategy<Value = Workload> {
    let arrivals = prop_oneof![
        Just((Arrivals::Poisson, None, None)),
        Just((Arrivals::Constant, None, None)),
        (1..=8_u32, option::of(think())).prop_map(|(users, think)| (
            Arrivals::Closed,
            Some(users),
            think
        )),
    ];
    (
        arrivals,
        (0.0..40.0).prop_map(|it| PerSecond::new(short(it)).unwrap()),
        vec((0.01..2.0, factor(0.0, 3.0)), 0..=3),
        (0.1..5.0, 0.0..0.9, s(0.0, 5.0)),
        option::of(ms(1.0, 2_000.0)),
        0..=2_u32,
    )
        .prop_map(
            |((arrivals, users, think), rate_per_s, points, times, patience_ms, resubmissions)| {
                let (duration, warm_up, drain_s) = times;
                let mut at = 0.0;
                let closed = arrivals == Arrivals::Closed;
                let rate_per_s = if closed { Workload::default().rate_per_s } else { rate_per_s };
                let profile = points
                    .into_iter()
                    .filter(|_| !closed)
                    .map(|(gap, factor)| {
                        at += gap;
                        ProfilePoint { at_s: Seconds::new(short(at)).unwrap(), factor }
                    })
                    .collect();
                Workload {
                    arrivals,
                    rate_per_s,
                    users,
                    think,
                    profile,
                    duration_s: Seconds::new(short(duration)).unwrap(),
                    warm_up_s: Seconds::new(short(duration * warm_up)).unwrap(),
                    drain_s,
                    patience_ms,
                    resubmissions,
                    ..Workload::default()
                }
            },
        )
}

/// A fault of any kind; the numbers in its ids are drawn wide, and [`placed`] among what exists.
pub fn fault() -> impl Strategy<Value = Fault> {
    let ids = || (0..100_usize).prop_map(service_id);
    let times = || (s(0.0, 5.0), s(0.0, 3.0));
    let behaviour = select(vec![CrashBehaviour::Refuse, CrashBehaviour::Swallow]);
    prop_oneof![
        (ids(), behaviour, times()).prop_map(|(service, behaviour, (at_s, for_s))| Fault::new(
            Crash { service, behaviour },
            at_s,
            for_s
        )),
        (ids(), factor(0.1, 10.0), times()).prop_map(|(service, factor, (at_s, for_s))| {
            Fault::new(Slowdown { service, factor }, at_s, for_s)
        }),
        (ids(), ratio(), times()).prop_map(|(service, ratio, (at_s, for_s))| Fault::new(
            Errors { service, ratio },
            at_s,
            for_s
        )),
        (ids(), ids(), times()).prop_map(|(one, other, (at_s, for_s))| Fault::new(
            Partition { between: [one, other] },
            at_s,
            for_s
        )),
        times().prop_map(|(at_s, for_s)| Fault::new(BrokerOutage, at_s, for_s)),
        (factor(0.0, 3.0), times()).prop_map(|(factor, (at_s, for_s))| Fault::new(
            TrafficSpike { factor },
            at_s,
            for_s
        )),
        ((0..100_usize).prop_map(step_id), 1..=5_u32, times()).prop_map(
            |(step, one_in, (at_s, for_s))| Fault::new(Poison { step, one_in }, at_s, for_s)
        ),
    ]
}

pub fn targets() -> impl Strategy<Value = Targets> {
    (option::of(ms(1.0, 2_000.0)), option::of(ratio()), option::of(ms(1.0, 9_000.0))).prop_map(
        |(acknowledgement_p95_ms, success_ratio, completion_p95_ms)| Targets {
            acknowledgement_p95_ms,
            success_ratio,
            completion_p95_ms,
        },
    )
}
