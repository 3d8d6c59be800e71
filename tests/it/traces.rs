//! Traces of recorded runs: that of every request agrees with the spans, and with the report that
//! the same replication gives, which counts by itself.

use syncline::engine::{Extent, Outcome, Span, SpanKind, record, simulate};
use syncline::exchange::document;
use syncline::model::{Coordination, Design};
use syncline::trace::lists::{ListKind, lists};
use syncline::trace::{
    Answer, PhaseKind, Reach, Sequence, Trace, Traces, Waterfall, headline, lines,
};
use syncline::units::{Duration, Moment};

use super::draws::for_random_scenarios;

fn traced(design: &Design) -> Traces {
    Traces::new(design.clone(), record(design))
}

fn all_traces(traces: &Traces) -> Vec<Trace> {
    let mut numbers: Vec<u32> = traces.recording().spans.iter().map(|span| span.request).collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers.into_iter().map(|number| traces.trace(number).unwrap()).collect()
}

/// The moments at which a phase may end: those of its span, of the run and of the request's answer.
fn ends(span: &Span) -> Vec<Moment> {
    [
        Some(span.sent),
        span.arrived,
        span.started,
        span.worked,
        span.released,
        span.answered,
        span.heard,
        span.lost,
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Every phase ends at a moment of its span and begins where the one before ended; the parts of the
/// way to the answer do so too, and add up to it; the pictures hold all of it.
fn assert_told_well(traces: &Traces) {
    let end = traces.recording().end;
    let mut submission = 0;
    for trace in all_traces(traces) {
        submission += trace.rows().count();
        for submission in &trace.submissions {
            let answer = submission.outcome.answer.at();
            for row in &submission.rows {
                for pair in row.phases.windows(2) {
                    assert_eq!(pair[0].until, pair[1].from, "{row:?}");
                }
                for phase in &row.phases {
                    assert!(phase.from < phase.until, "{row:?}");
                    let known = ends(&row.span).contains(&phase.until)
                        || phase.open && phase.until == end
                        || phase.kind == PhaseKind::Silence && Some(phase.until) == answer;
                    assert!(known, "{phase:?} of {row:?}");
                    let paused = phase.kind == PhaseKind::Pause;
                    assert!(paused || phase.from >= row.span.sent);
                }
                let sum = row.phases.iter().fold(Duration::ZERO, |sum, it| sum + it.length());
                let whole = row.phases.last().map_or(row.begin(), |it| it.until);
                assert_eq!(sum, whole.since(row.begin()));
            }
            match (&submission.breakdown, submission.outcome.took()) {
                (Some(breakdown), Some(took)) => {
                    assert_eq!(breakdown.length(), took);
                    assert!(breakdown.parts.windows(2).all(|pair| pair[0].until == pair[1].from));
                }
                (None, None) => {}
                other => panic!("an answer has a way: {other:?}"),
            }
            assert!(headline(traces.design(), submission).ends_with('.'));
        }
        let waterfall = Waterfall::new(&trace, Reach::Whole, 640.0);
        for strip in &waterfall.strips {
            assert!(strip.bars.iter().all(|bar| bar.x >= 0.0 && bar.x + bar.width <= 640.001));
        }
        assert_eq!(waterfall.strips.len() + waterfall.left_out, trace.rows().count());
        assert_eq!(lines(traces.design(), &trace).len(), waterfall.strips.len());
        let sequence = Sequence::new(traces, &trace, 640.0);
        assert!(sequence.arrows.is_sorted_by_key(|arrow| arrow.at));
    }
    let spans = traces.recording().spans.iter();
    let told = spans.filter(|span| span.kind != SpanKind::Question).count();
    assert_eq!(submission, told, "every span is told once");
}

/// What the traces count, the report of the same replication counts too.
fn assert_agrees_with_the_report(design: &Design) {
    let traces = traced(design);
    let report = simulate(design, Extent::replication(0));
    let all_traces = all_traces(&traces);
    let outcomes: Vec<_> = all_traces
        .iter()
        .flat_map(|trace| &trace.submissions)
        .map(|submission| &submission.outcome)
        .collect();
    let count = |is: &dyn Fn(&syncline::trace::RequestOutcome) -> bool| {
        outcomes.iter().filter(|outcome| is(outcome)).count() as u64
    };
    let requests = report.requests;
    assert_eq!(outcomes.len() as u64, requests.offered);
    let acknowledged = count(&|outcome| matches!(outcome.answer, Answer::Acknowledged(_)));
    assert_eq!(acknowledged, requests.acknowledged);
    assert_eq!(count(&|outcome| matches!(outcome.answer, Answer::Failed(_))), requests.failed);
    let completed = count(&|outcome| outcome.completed.is_some());
    let has_budget = design.process.steps.iter().any(|it| it.call.retry_budget_ratio.is_some());
    if has_budget {
        // That a budget forbade the next attempt is seen only when the pause before it would be over.
        assert!(completed <= requests.completed && completed + 2 >= requests.completed);
    } else {
        assert_eq!(completed, requests.completed, "completed");
    }
    let declined = count(&|outcome| matches!(outcome.answer, Answer::Declined(_)));
    assert_eq!(declined, requests.declined, "declined");
    let overturned = count(&|outcome| outcome.turned.is_some_and(|it| it.overturns));
    assert_eq!(overturned, requests.overturned, "overturned");
    let turned = count(&|outcome| outcome.turned.is_some());
    assert_eq!(turned, requests.overturned + requests.declined_later, "declined later");
    let never = count(&|outcome| outcome.never_completes);
    if has_budget {
        assert!(never <= requests.never_completed && never + 2 >= requests.never_completed);
    } else {
        assert_eq!(never, requests.never_completed, "never completed");
    }
    let degraded = count(&|outcome| !outcome.without.is_empty());
    if design.process.coordination == Coordination::Chained {
        // The report counts a step that was given up at first, and succeeded when its caller was tried
        // again; the trace does not, since the answer was not without it.
        assert!(degraded <= requests.degraded);
    } else {
        assert_eq!(degraded, requests.degraded, "degraded");
    }
    assert_eq!(count(&|outcome| outcome.gave_up.is_some()), requests.abandoned, "abandoned");
    let dead: u64 = report.topics.values().map(|topic| topic.dead).sum();
    let spans = &traces.recording().spans;
    assert_eq!(spans.iter().filter(|span| span.outcome == Outcome::Dead).count() as u64, dead);
    for list in lists(&traces) {
        let of = match list.kind {
            ListKind::Slowest | ListKind::Typical => requests.acknowledged,
            ListKind::Failed => requests.offered - requests.acknowledged - requests.declined,
            ListKind::Declined => declined,
            ListKind::Overturned => turned,
            ListKind::Degraded => degraded,
            ListKind::GivenUp => requests.abandoned,
            ListKind::DeadLettered | ListKind::Compensated | ListKind::Retried => continue,
        };
        assert_eq!(list.count() as u64, of, "{:?}", list.kind);
    }
}

fn catalogue() -> Vec<Design> {
    [
        "checkout",
        "freightlogic-as-it-was",
        "freightlogic-as-it-became",
        "streamcore-thumbnails-down",
        "train-trip",
        "catalogue-reads-beside-writes",
        "bank-transfer",
    ]
    .into_iter()
    .map(|name| {
        let path = format!("src/catalogue/documents/{name}.syncline.json");
        document::read(&std::fs::read_to_string(path).unwrap()).unwrap()
    })
    .collect()
}

#[test]
fn the_built_in_scenarios_are_told_well() {
    for scenario in catalogue() {
        assert_told_well(&traced(&scenario));
        assert_agrees_with_the_report(&scenario);
    }
}

#[test]
fn a_scenario_with_everything_is_told_well() {
    let text = std::fs::read_to_string("tests/fixtures/scenarios/most.syncline.json").unwrap();
    let scenario = document::read(&text).unwrap();
    assert_told_well(&traced(&scenario));
}

#[test]
fn whatever_happens_is_told_without_gaps() {
    for_random_scenarios(1000, |scenario| {
        assert_told_well(&traced(scenario));
        Ok(())
    });
}

#[test]
fn whatever_happens_is_counted_as_the_report_does() {
    for_random_scenarios(1000, |scenario| {
        assert_agrees_with_the_report(scenario);
        Ok(())
    });
}
