//! Figures as text for people.

use std::fmt::Write as _;

use syncline::engine::report::{Latency, StoppedBy, TopicFigures};
use syncline::engine::{NOT_MODELLED, Report};
use syncline::model::Design;
use syncline::study::Comparison;
use syncline::study::capacity::Carried;

/// A report.
pub fn report(report: &Report) -> String {
    let mut out = String::new();
    let books = &report.requests;
    row(&mut out, "offered", &[&books.offered]);
    row(&mut out, "acknowledged", &[&books.acknowledged, &format!("{} degraded", books.degraded)]);
    if books.declined > 0 {
        row(&mut out, "declined", &[&books.declined]);
    }
    row(
        &mut out,
        "failed",
        &[&books.failed, &format!("{} compensated, {} stuck", books.compensated, books.stuck)],
    );
    for it in &report.failed_by {
        let step = it.step.as_deref().unwrap_or("the entry");
        row(&mut out, "  failed by", &[&it.count, &step, &it.cause.words()]);
    }
    row(
        &mut out,
        "completed",
        &[&books.completed, &format!("{} open, {} never", books.open, books.never_completed)],
    );
    if books.declined_later + books.overturned > 0 {
        let later = format!("{} declined later", books.declined_later);
        row(&mut out, "overturned", &[&books.overturned, &later]);
    }
    row(&mut out, "not answered", &[&books.in_flight, &format!("{} abandoned", books.abandoned)]);
    row(&mut out, "repeated effects", &[&books.repeated_effects]);
    row(
        &mut out,
        "throughput",
        &[&format!("{:.2} /s", report.throughput_per_s), &interval(report.throughput_interval, 2)],
    );
    if let Some(success) = report.success_ratio {
        row(
            &mut out,
            "success ratio",
            &[&format!("{success:.5}"), &interval(report.success_interval, 5)],
        );
    }
    let customers = &report.customers;
    row(
        &mut out,
        "customers",
        &[
            &customers.arrived,
            &format!(
                "{} served, {} gave up, {} unanswered, {} failed, {} never completed, {} overturned",
                customers.served,
                customers.gave_up,
                customers.unanswered,
                customers.failed,
                customers.never_completed,
                customers.overturned
            ),
        ],
    );
    growth(&mut out, report);
    out.push('\n');
    latency(&mut out, "answer", &report.answer_ms);
    latency(&mut out, "acknowledgement", &report.acknowledgement_ms);
    latency(&mut out, "completion", &report.completion_ms);
    latency(&mut out, "inconsistency", &report.inconsistency_ms);
    latency(&mut out, "failure", &report.failure_ms);
    parts(&mut out, report);
    for (name, target) in &report.targets {
        let actual =
            target.actual.map_or("not reached".to_owned(), |actual| format!("{actual:.3}"));
        row(&mut out, &format!("target {name}"), &[&target.target, &actual, &verdict(target.met)]);
    }
    for (step, it) in &report.tolerances {
        let took = it
            .p95
            .map_or("fewer than 95 of 100 get there".to_owned(), |p95| format!("p95 {p95:.1} ms"));
        let beyond = format!("{:.1} % beyond", it.beyond_ratio * 100.0);
        let tolerance = format!("{} ms", it.tolerance_ms);
        row(
            &mut out,
            &format!("tolerance {step}"),
            &[&tolerance, &took, &beyond, &verdict(it.met)],
        );
    }
    if report.stopped_by == StoppedBy::EventBudget {
        out.push_str(
            "\nA replication met its event budget: these figures cover less than the scenario.\n",
        );
    }
    let _ = writeln!(
        out,
        "\n{} replications, {} events. {NOT_MODELLED}",
        report.replications, report.events_processed
    );
    out
}

/// What grows for as long as the run lasts.
fn growth(out: &mut String, report: &Report) {
    let more = |growth: f64| {
        format!("{growth:.2} more with each second: the figures depend on the run's length")
    };
    if let Some(growth) = report.waiting_growth_per_s {
        row(out, "waiting grows", &[&more(growth)]);
    }
    for (id, topic) in &report.topics {
        if let Some(growth) = topic.backlog_growth_per_s {
            row(out, "backlog grows", &[id, &more(growth)]);
        }
    }
}

const fn verdict(met: bool) -> &'static str {
    if met { "met" } else { "missed" }
}

fn parts(out: &mut String, report: &Report) {
    out.push_str("\nstep                       attempts   failed  declined  timed out  refused  retries  wait mean  work mean\n");
    for (id, step) in &report.steps {
        let mean = |latency: &Latency| {
            latency.mean.map_or("–".to_owned(), |mean| format!("{mean:.1} ms"))
        };
        let _ = writeln!(
            out,
            "{id:24} {:>10} {:>8} {:>9} {:>10} {:>8} {:>8} {:>10} {:>10}",
            step.attempts,
            step.failed,
            step.declined,
            step.timed_out,
            step.refused,
            step.retries,
            mean(&step.wait_ms),
            mean(&step.work_ms),
        );
    }
    out.push_str(
        "\nservice                     busy  only waiting   demand  mean queue  longest  rejected\n",
    );
    for (id, service) in &report.services {
        let share =
            |ratio: Option<f64>| ratio.map_or("–".to_owned(), |ratio| format!("{ratio:.3}"));
        let _ = writeln!(
            out,
            "{id:24} {:>7} {:>13} {:>8} {:>11.2} {:>8} {:>9}",
            share(service.utilisation),
            share(service.held_waiting_ratio),
            share(service.demand_ratio),
            service.mean_queue,
            service.max_queue,
            service.rejected,
        );
    }
    if !report.topics.is_empty() {
        out.push_str("\ntopic                    published  consumed  pending  dead  lost  deepest  greatest lag\n");
    }
    for (id, topic) in &report.topics {
        let _ = writeln!(
            out,
            "{id:24} {:>9} {:>9} {:>8} {:>5} {:>5} {:>8} {:>10.1} ms",
            topic.published,
            topic.consumed,
            topic.pending,
            topic.dead,
            topic.lost,
            topic.max_backlog,
            topic.max_lag_ms,
        );
    }
    for (id, step) in report.steps.iter().filter(|(_, step)| step.cancelled > 0) {
        let _ = writeln!(out, "{id}: {} taken back", step.cancelled);
    }
    for (id, topic) in &report.topics {
        deliveries(out, id, topic);
    }
    ways(out, report);
    out.push('\n');
}

/// What a topic tells only where there was any: what is there once more, too old, or held.
fn deliveries(out: &mut String, id: &str, topic: &TopicFigures) {
    let told = [
        (topic.replayed, "replayed"),
        (topic.expired, "expired"),
        (topic.repeated, "repeated their effect"),
        (topic.holds, "held their partition"),
    ];
    let told: Vec<String> = (told.into_iter().filter(|(counted, _)| *counted > 0))
        .map(|(counted, what)| format!("{counted} {what}"))
        .collect();
    if !told.is_empty() {
        let _ = writeln!(out, "{id}: {}", told.join(", "));
    }
}

/// Of each branch who went that way and what came of it, and what the conductor of the workflow heard.
fn ways(out: &mut String, report: &Report) {
    if !report.choices.is_empty() {
        out.push_str("\nbranch                   customers   served  answer p50  answer p95  completion p95  inconsistency p95\n");
    }
    let ms = |value: Option<f64>| value.map_or("–".to_owned(), |value| format!("{value:.1} ms"));
    for (choice, branches) in &report.choices {
        for (id, branch) in branches {
            let served = branch.success_ratio.map_or("–".to_owned(), |it| format!("{it:.3}"));
            let _ = writeln!(
                out,
                "{:24} {:>9} {served:>8} {:>11} {:>11} {:>15} {:>18}",
                format!("{choice}/{id}"),
                branch.customers,
                ms(branch.answer_ms.p50),
                ms(branch.answer_ms.p95),
                ms(branch.completion_ms.p95),
                ms(branch.inconsistency_ms.p95),
            );
        }
    }
    if let Some(workflow) = &report.workflow {
        let pending = format!("{} pending", workflow.pending);
        let deepest = format!("{} at once at most", workflow.max_backlog);
        let wait = format!("wait p95 {}", ms(workflow.wait_ms.p95));
        out.push('\n');
        row(out, "conductor heard", &[&workflow.heard, &pending, &deepest, &wait]);
    }
}

/// What a design carries.
pub fn capacity(design: &Design, carried: &Carried) -> String {
    format!("carries {}\n{NOT_MODELLED}\n", carried.words(design))
}

/// What differs between two designs.
pub fn comparison(comparison: &Comparison) -> String {
    let mut out = String::new();
    out.push_str("figure                        before       after  difference  95 % interval\n");
    for row in &comparison.differences {
        let number =
            |value: Option<f64>| value.map_or("–".to_owned(), |value| format!("{value:.3}"));
        let _ = writeln!(
            out,
            "{:24} {:>11} {:>11} {:>11}  {}",
            row.figure.id,
            number(row.before),
            number(row.after),
            number(row.difference),
            interval(row.interval, 3),
        );
    }
    let _ = writeln!(
        out,
        "\n{} replications of both on the same arrivals. {NOT_MODELLED}",
        comparison.after.replications
    );
    out
}

fn latency(out: &mut String, name: &str, latency: &Latency) {
    let ms = |value: Option<f64>| value.map_or("–".to_owned(), |value| format!("{value:.1} ms"));
    if latency.count > 0 {
        let _ = writeln!(
            out,
            "{name:16} mean {} {}  p50 {}  p95 {} {}  p99 {}  max {}",
            ms(latency.mean),
            interval(latency.mean_interval, 1),
            ms(latency.p50),
            ms(latency.p95),
            interval(latency.p95_interval, 1),
            ms(latency.p99),
            ms(latency.max),
        );
    }
}

fn interval(ends: Option<[f64; 2]>, digits: usize) -> String {
    ends.map_or_else(String::new, |[low, high]| format!("[{low:.digits$}, {high:.digits$}]"))
}

fn row(out: &mut String, name: &str, values: &[&dyn std::fmt::Display]) {
    let _ = write!(out, "{name:16}");
    for value in values {
        let _ = write!(out, " {value:>10}");
    }
    out.push('\n');
}
