//! Whatever happens in whatever order, no run is lost: each ends in exactly one of a report, which is
//! that of the same run in one go, a refusal, or being dropped. The bench checks the rest after
//! everything that happens: no worker is idle while a run waits, none has two of a priority, progress
//! only grows.

use proptest::prelude::*;

use super::bench::{Bench, small};
use super::{Slot, WorkerPool};
use crate::worker::protocol::Priority;

/// Runs are asked for in so many slots.
const SLOTS: u64 = 3;

#[derive(Debug, Clone)]
enum Event {
    Engage,
    Ask { priority: usize, slot: u64, replications: u32 },
    Several { count: usize },
    Cancel { slot: u64 },
    CancelSeveral { back: usize },
    Hear { worker: usize },
    Work { worker: usize, steps: usize },
    WorkHere { steps: usize },
    Fail { worker: usize },
    Garble { worker: usize, wholly: bool },
    Tick { after_ms: f64 },
}

fn event() -> impl Strategy<Value = Event> {
    let worker = 0..WorkerPool::MOST_WORKERS;
    prop_oneof![
        1 => Just(Event::Engage),
        8 => (0..3_usize, 0..SLOTS, 1..4_u32)
            .prop_map(|(priority, slot, replications)| Event::Ask { priority, slot, replications }),
        3 => (0..7_usize).prop_map(|count| Event::Several { count }),
        1 => (0..SLOTS).prop_map(|slot| Event::Cancel { slot }),
        1 => (0..3_usize).prop_map(|back| Event::CancelSeveral { back }),
        4 => worker.clone().prop_map(|worker| Event::Hear { worker }),
        12 => (worker.clone(), 1..8_usize)
            .prop_map(|(worker, steps)| Event::Work { worker, steps }),
        4 => (1..8_usize).prop_map(|steps| Event::WorkHere { steps }),
        1 => worker.clone().prop_map(|worker| Event::Fail { worker }),
        1 => (worker, any::<bool>()).prop_map(|(worker, wholly)| Event::Garble { worker, wholly }),
        2 => (0.0..2_000.0).prop_map(|after_ms| Event::Tick { after_ms }),
    ]
}

fn happen(bench: &mut Bench, asked: &mut Vec<Vec<Slot>>, event: &Event) {
    match *event {
        Event::Engage => bench.engage(),
        Event::Ask { priority, slot, replications } => {
            bench.ask(Priority::ALL[priority], Slot(slot), &small(replications));
        }
        Event::Several { count } => asked.push(bench.ask_several(count).0),
        Event::Cancel { slot } => bench.pool.cancel(&[Slot(slot)]),
        Event::CancelSeveral { back } => {
            if let Some(slots) = asked.iter().rev().nth(back) {
                bench.pool.cancel(slots);
            }
        }
        Event::Hear { worker } => bench.hear(worker),
        Event::Work { worker, steps } => (0..steps).for_each(|_| {
            bench.work(worker);
        }),
        Event::WorkHere { steps } => (0..steps).for_each(|_| {
            bench.work_here();
        }),
        Event::Fail { worker } => bench.fail(worker),
        Event::Garble { worker, wholly } => bench.garble(worker, wholly),
        Event::Tick { after_ms } => bench.tick(after_ms),
    }
    // What a cancelling event left to do is done.
    bench.tick(0.0);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_run_is_lost(
        processors in 1..7_usize,
        events in prop::collection::vec(event(), 1..120),
    ) {
        let mut bench = Bench::new(processors);
        let mut asked = Vec::new();
        for event in &events {
            happen(&mut bench, &mut asked, event);
        }
        // Nobody comes any more, and nobody fails.
        bench.finish();
        bench.tick(WorkerPool::PATIENCE_MS);
        bench.finish();
        bench.check_all_ended();
    }
}
