//! What holds of every delivery, whatever goes wrong: random scenarios with faults, looked at from outside.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use syncline::engine::{Extent, Outcome, Span, SpanKind, record, simulate};
use syncline::model::faults::{Crash, Replay, Replayed};
use syncline::model::{
    Acknowledge, CallPolicy, DeliveryPolicy, Design, Fault, FaultKind, Mode, Scenario,
};
use syncline::testing::{ms, ratio, s};
use syncline::units::Moment;

use crate::draws::for_random_scenarios;

fn is_replay(fault: &Fault) -> bool {
    matches!(fault.what, FaultKind::Replay(_))
}

/// The deliveries of a recording that began, by step and partition, in the order in which they did.
fn by_partition(spans: &[Span]) -> BTreeMap<(usize, u32), Vec<Span>> {
    let mut found: BTreeMap<(usize, u32), Vec<Span>> = BTreeMap::new();
    for span in spans.iter().filter(|it| it.kind == SpanKind::Delivery && it.started.is_some()) {
        if let Some(partition) = span.partition {
            found.entry((span.step, partition)).or_default().push(*span);
        }
    }
    for spans in found.values_mut() {
        spans.sort_by_key(|span| span.started);
    }
    found
}

#[test]
fn a_partition_never_has_two_deliveries_under_way_and_keeps_the_order_of_publication() {
    for_random_scenarios(3_000, |design| {
        let recording = record(design);
        // When each event was first in its topic.
        let mut came: BTreeMap<(usize, u32, u32), Moment> = BTreeMap::new();
        for span in recording.spans.iter().filter(|it| it.kind == SpanKind::Delivery) {
            if let (0, false, Some(arrived)) = (span.attempt, span.replayed, span.arrived) {
                came.insert((span.step, span.request, span.submission), arrived);
            }
        }
        for ((step, partition), mut spans) in by_partition(&recording.spans) {
            // What is over at once may begin at the instant at which the one before it ends.
            let came_at = |it: &Span| came.get(&(it.step, it.request, it.submission)).copied();
            spans.sort_by_key(|it| {
                (it.started, it.heard.unwrap_or(Moment::from_micros(u64::MAX)), came_at(it))
            });
            for pair in spans.windows(2) {
                let ended = pair[0].heard.unwrap_or(recording.end);
                prop_assert!(Some(ended) <= pair[1].started, "{} {}: {:?}", step, partition, pair);
            }
            let order: Vec<Moment> = (spans.iter().filter(|it| !it.replayed))
                .map(|it| came[&(it.step, it.request, it.submission)])
                .collect();
            prop_assert!(order.is_sorted(), "{} {}: {:?}", step, partition, order);
        }
        Ok(())
    });
}

#[test]
fn a_customers_events_lie_in_one_partition_in_every_topic_of_as_many() {
    for_random_scenarios(1_000, |design| {
        // By customer and by how many partitions there are.
        let mut found: BTreeMap<(u32, u32), u32> = BTreeMap::new();
        let mut used: BTreeMap<usize, BTreeSet<u32>> = BTreeMap::new();
        for span in record(design).spans.iter().filter(|it| it.kind == SpanKind::Delivery) {
            let of = design.process.steps[span.step].delivery.partitions;
            prop_assert_eq!(of.is_some(), span.partition.is_some(), "{:?}", span);
            let (Some(of), Some(partition)) = (of, span.partition) else { continue };
            prop_assert!(partition < of, "{:?}", span);
            let first = *found.entry((span.request, of)).or_insert(partition);
            prop_assert_eq!(first, partition, "{:?}", span);
            used.entry(span.step).or_default().insert(partition);
        }
        // No more of them are used than there are keys.
        let keys = design.workload.keys.map_or(usize::MAX, |keys| keys as usize);
        prop_assert!(used.values().all(|it| it.len() <= keys), "{:?}", used);
        Ok(())
    });
}

#[test]
fn at_most_once_nothing_is_repeated_without_a_replay_or_a_resubmission() {
    for_random_scenarios(3_000, |design| {
        let report = simulate(design, Extent::replication(0));
        for step in &design.process.steps {
            let is_replayed = design.faults.iter().any(|it| is_replay(it) && it.concerns(step));
            if step.mode == Mode::Event
                && step.delivery.acknowledge == Acknowledge::Before
                && !is_replayed
                && design.workload.resubmissions == 0
            {
                let topic = &report.topics[step.id.as_str()];
                prop_assert_eq!(topic.repeated, 0, "{}", step.id);
                prop_assert_eq!(report.steps[step.id.as_str()].retries, 0, "{}", step.id);
                prop_assert_eq!(topic.dead, 0, "{}", step.id);
            }
        }
        Ok(())
    });
}

#[test]
fn nothing_of_an_expired_event_happens_from_then_on() {
    for_random_scenarios(3_000, |design| {
        let recording = record(design);
        let deliveries: Vec<&Span> =
            recording.spans.iter().filter(|it| it.kind == SpanKind::Delivery).collect();
        for expired in deliveries.iter().filter(|it| it.outcome == Outcome::Expired) {
            prop_assert!(expired.started.is_none() && expired.lost == expired.heard);
            let later = deliveries.iter().filter(|it| {
                (it.step, it.request, it.submission)
                    == (expired.step, expired.request, expired.submission)
                    && !it.replayed
                    && it.started >= expired.heard
            });
            // A replay that expired says nothing of the event that was there before it.
            prop_assert!(expired.replayed || later.count() == 0, "{:?}", expired);
        }
        Ok(())
    });
}

/// The design with another way of doing something at every step; none where it would not be valid.
fn with(design: &Design, change: impl Fn(&mut Scenario)) -> Option<Design> {
    let mut scenario = design.scenario().clone();
    change(&mut scenario);
    Design::check(scenario).ok()
}

#[test]
fn cancelling_never_changes_what_had_begun() {
    for_random_scenarios(2_000, |design| {
        let cancels = with(design, |it| {
            it.process.steps.iter_mut().for_each(|step| step.call.cancel = true);
            it.faults.retain(|fault| !matches!(fault.what, FaultKind::Crash(Crash { .. })));
        });
        let Some(cancels) = cancels else { return Ok(()) };
        let recording = record(&cancels);
        for span in recording.spans.iter().filter(|it| it.kind == SpanKind::Call) {
            // What left the queue had not begun; what had begun went on to the end of its work.
            if span.outcome == Outcome::Cancelled {
                prop_assert!(span.started.is_none() && span.arrived.is_some(), "{:?}", span);
            }
            if let Some(started) = span.started {
                let is_open = span.worked.is_none() && span.released.is_none();
                prop_assert!(!is_open || recording.end >= started, "{:?}", span);
                prop_assert!(span.worked.is_some() || span.lost.is_none(), "{:?}", span);
            }
        }
        Ok(())
    });
}

/// A design in which nothing fails or is interrupted, whatever else goes wrong, and everybody waits; with one replay
/// of everything.
fn replayed(design: &Design, deduplicate: bool) -> Option<(Design, String)> {
    let event = design.process.steps.iter().find(|step| step.mode == Mode::Event)?.id.clone();
    let id = event.to_string();
    let design = with(design, |it| {
        it.faults.retain(|fault| match fault.what {
            FaultKind::Slowdown(_)
            | FaultKind::Partition(_)
            | FaultKind::BrokerOutage(_)
            | FaultKind::TrafficSpike(_) => true,
            FaultKind::Crash(_)
            | FaultKind::Errors(_)
            | FaultKind::Poison(_)
            | FaultKind::Replay(_) => false,
        });
        it.faults.push(Fault::new(
            Replay { step: event.clone(), what: Replayed::All },
            s(it.workload.duration_s.get() / 2.0),
            s(0.0),
        ));
        it.broker.retention_s = None;
        it.workload.patience_ms = None;
        it.workload.warm_up_s = s(0.0);
        it.workload.drain_s = s(100_000.0);
        for step in &mut it.process.steps {
            (step.error_ratio, step.decline_ratio) = (ratio(0.0), ratio(0.0));
            step.call = CallPolicy::default();
            step.delivery = DeliveryPolicy {
                partitions: step.delivery.partitions,
                consumers: step.delivery.consumers,
                outbox: true,
                deduplicate,
                backoff_ms: ms(10.0),
                ..DeliveryPolicy::default()
            };
        }
        it.services.iter_mut().for_each(|service| service.queue_limit = None);
    })?;
    Some((design, id))
}

#[test]
fn a_replay_repeats_exactly_what_was_retained_or_costs_deliveries_and_no_work() {
    for_random_scenarios(1_500, |design| {
        for deduplicate in [false, true] {
            let Some((design, id)) = replayed(design, deduplicate) else { return Ok(()) };
            let report = simulate(&design, Extent::replication(0));
            let (topic, step) = (&report.topics[&id], &report.steps[&id]);
            if topic.pending > 0 {
                continue;
            }
            prop_assert_eq!(topic.consumed, topic.published + topic.replayed);
            prop_assert_eq!(step.attempts, topic.consumed);
            if deduplicate {
                prop_assert_eq!(topic.repeated, 0);
                // One that overtook the delivery of the same event did its work for it.
                prop_assert!(step.work_ms.count >= topic.published);
            } else {
                prop_assert_eq!(topic.repeated, topic.replayed);
                prop_assert_eq!(step.work_ms.count, topic.consumed);
            }
        }
        Ok(())
    });
}
