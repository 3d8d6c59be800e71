//! What holds of every scenario, whatever is in it.
//!
//! The tests run with debug assertions, and the engine checks its own invariants after everything
//! that happens (`World::check_invariants`): the books balance, no worker pool exceeds its size, no
//! queue its limit, no topic its consumers, nothing waits while a worker is free, time never goes
//! back. Here random scenarios are run through that, and their results are looked at from outside.

use proptest::prelude::*;
use syncline::engine::report::{Latency, StoppedBy};
use syncline::engine::{Extent, Outcome, Report, SpanKind, record, simulate};
use syncline::model::{Design, Mode};
use syncline::testing::{one_a_second, step};

use crate::draws::for_random_scenarios;

fn run(design: &Design) -> Report {
    simulate(design, Extent::replication(0))
}

#[test]
fn the_books_balance_in_ten_thousand_random_scenarios() {
    for_random_scenarios(10_000, |scenario| {
        let report = run(scenario);
        let books = &report.requests;
        let answered = books.acknowledged + books.declined + books.failed;
        prop_assert_eq!(books.offered, answered + books.in_flight);
        let turned = books.declined_later + books.overturned;
        let ended = books.completed + books.never_completed + turned;
        prop_assert_eq!(books.acknowledged, ended + books.open);
        prop_assert!(books.degraded <= books.acknowledged && books.abandoned <= books.offered);
        for (id, topic) in &report.topics {
            let settled = topic.consumed + topic.pending + topic.dead + topic.lost + topic.expired;
            prop_assert_eq!(topic.published + topic.replayed, settled, "topic {}", id);
        }
        if let Some(workflow) = &report.workflow {
            prop_assert_eq!(workflow.sent, workflow.heard + workflow.pending);
        }
        for (choice, branches) in &report.choices {
            let came: u64 = branches.values().map(|branch| branch.customers).sum();
            prop_assert!(came <= report.customers.arrived, "choice {}", choice);
        }
        for (id, step) in &report.steps {
            let ended = step.succeeded + step.declined + step.failed;
            prop_assert!(ended <= step.attempts, "step {}", id);
            prop_assert!(step.timed_out + step.refused <= step.failed, "step {}", id);
        }
        for (id, service) in &report.services {
            if let (Some(taken), Some(held)) = (service.utilisation, service.held_waiting_ratio) {
                prop_assert!((0.0..=1.0 + 1e-9).contains(&taken), "{} is taken {}", id, taken);
                prop_assert!((0.0..=taken + 1e-9).contains(&held), "{} waits {}", id, held);
            }
        }
        prop_assert_eq!(report.stopped_by, StoppedBy::Duration);
        Ok(())
    });
}

#[test]
fn a_report_crosses_as_numbers_and_is_the_same() {
    for_random_scenarios(500, |scenario| {
        let report = simulate(scenario, Extent { first: 3, replications: 2 });
        let arrived = Report::from_numbers(scenario, &report.to_numbers()).unwrap();
        prop_assert_eq!(arrived.fingerprint(), report.fingerprint());
        // What was cut off on the way is no report, nor is what has more to it.
        let mut numbers = report.to_numbers();
        for length in [0, 1, numbers.len() / 2, numbers.len() - 1] {
            prop_assert!(Report::from_numbers(scenario, &numbers[..length]).is_none());
        }
        numbers.push(0.0);
        prop_assert!(Report::from_numbers(scenario, &numbers).is_none());
        Ok(())
    });
}

#[test]
fn percentiles_are_in_order() {
    for_random_scenarios(1_000, |scenario| {
        let report = run(scenario);
        let in_order = |figures: &Latency| {
            let ranks = [figures.p50, figures.p90, figures.p95, figures.p99, figures.max];
            ranks.windows(2).all(|pair| pair[0] <= pair[1])
        };
        prop_assert!(in_order(&report.acknowledgement_ms));
        prop_assert!(in_order(&report.completion_ms));
        prop_assert!(in_order(&report.failure_ms));
        for step in report.steps.values() {
            prop_assert!(in_order(&step.wait_ms) && in_order(&step.work_ms));
        }
        Ok(())
    });
}

#[test]
fn nothing_happens_before_what_causes_it() {
    for_random_scenarios(1_000, |scenario| {
        let recording = record(scenario);
        prop_assert!(recording.spans.windows(2).all(|pair| pair[0].sent <= pair[1].sent));
        let mut arrivals = std::collections::BTreeMap::new();
        for span in recording.spans.iter().filter(|span| span.kind == SpanKind::Request) {
            arrivals.insert((span.request, span.submission), span.sent);
        }
        for span in &recording.spans {
            let moments = [Some(span.sent), span.arrived, span.started, span.worked, span.released];
            let there: Vec<_> = moments.into_iter().flatten().collect();
            prop_assert!(there.windows(2).all(|pair| pair[0] <= pair[1]), "{:?}", span);
            prop_assert!(span.answered.is_none_or(|at| at >= span.sent), "{:?}", span);
            prop_assert!(span.heard.is_none_or(|at| at >= span.sent), "{:?}", span);
            let arrival = arrivals.get(&(span.request, span.submission));
            prop_assert!(arrival.is_some_and(|arrival| *arrival <= span.sent), "{:?}", span);
            if span.outcome == Outcome::Succeeded && span.kind != SpanKind::Request {
                prop_assert!(span.worked.is_some() && span.heard.is_some(), "{:?}", span);
            }
        }
        Ok(())
    });
}

#[test]
fn no_service_works_on_more_than_it_has_workers() {
    for_random_scenarios(500, |scenario| {
        let recording = record(scenario);
        for (index, service) in scenario.services.iter().enumerate() {
            let Some(workers) = service.workers else { continue };
            let copies = service.replicas.as_ref().map_or(1, |replicas| replicas.max);
            // Local steps run on a worker that is counted already: only what came by message counts.
            let mut changes: Vec<(u64, i32)> = Vec::new();
            for span in &recording.spans {
                let by_message = match span.kind {
                    SpanKind::Request
                    | SpanKind::Delivery
                    | SpanKind::Compensation
                    | SpanKind::Question
                    | SpanKind::Outcome => true,
                    SpanKind::Call => span.from != span.to,
                };
                if span.to == Some(index)
                    && by_message
                    && let Some(started) = span.started
                {
                    let released = span.released.unwrap_or(recording.end);
                    changes.push((started.as_micros(), 1));
                    changes.push((released.as_micros(), -1));
                }
            }
            changes.sort_unstable();
            let mut taken = 0;
            for (_, change) in changes {
                taken += change;
                prop_assert!(taken <= i32::try_from(workers * copies).unwrap(), "{}", service.id);
            }
        }
        Ok(())
    });
}

#[test]
fn recording_changes_nothing() {
    for_random_scenarios(300, |scenario| {
        let report = run(scenario);
        let recording = record(scenario);
        let requests = recording.spans.iter().filter(|span| span.kind == SpanKind::Request).count();
        prop_assert_eq!(report.requests.offered, requests as u64);
        for (step, figures) in scenario.process.steps.iter().zip(report.steps.values()) {
            let index =
                scenario.process.steps.iter().position(|other| other.id == step.id).unwrap();
            let kind = if step.mode == Mode::Event { SpanKind::Delivery } else { SpanKind::Call };
            // A no of what it called is its own answer too, and no no of its own.
            let ended_well = (recording.spans.iter())
                .filter(|span| span.kind == kind && span.step == index)
                .filter(|span| matches!(span.outcome, Outcome::Succeeded | Outcome::Declined))
                .count();
            let counted = figures.succeeded + figures.declined;
            prop_assert_eq!(counted, ended_well as u64, "step {}", step.id);
        }
        Ok(())
    });
}

#[test]
fn more_workers_never_raise_the_mean_wait_of_a_service() {
    // One service without limits, retries or faults; the same arrivals and work for every number of
    // workers.
    for rate in [5.0, 20.0, 60.0] {
        let mut last = f64::INFINITY;
        for workers in 1..=8 {
            let serve = step("serve").on("server").exponential_ms(50.0);
            let queue = one_a_second([serve]).workers(workers).rate(rate).lasts_s(100.0).poisson();
            let wait = run(&queue.design()).steps["serve"].wait_ms.mean.unwrap();
            assert!(wait <= last, "{workers} workers wait {wait} ms, one fewer {last}");
            last = wait;
        }
    }
}
