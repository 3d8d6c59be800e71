//! Facts about one step or one service, from a report: what stands in the panel beside the stage.

use crate::engine::Report;
use crate::engine::report::{Latency, StepFigures, TopicFigures};
use crate::figures::{Figure, figure};
use crate::model::{Process, Scenario, Service, ServiceId, Step, Trigger};
use crate::units::format;

/// One fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// What it is called.
    pub name: &'static str,
    /// What it means, in a sentence without its full stop.
    pub means: &'static str,
    /// What it is, with its unit.
    pub value: String,
}

fn fact(name: &'static str, means: &'static str, value: String) -> Fact {
    Fact { name, means, value }
}

/// What went wrong in the terms of the business, and what was answered no, in the order in which it is told.
static WENT_WRONG: [&Figure; 13] = [
    figure("requests.failed"),
    figure("requests.declined"),
    figure("requests.declined_later"),
    figure("requests.overturned"),
    figure("requests.in_flight"),
    figure("requests.abandoned"),
    figure("requests.repeated_effects"),
    figure("requests.never_completed"),
    figure("requests.compensated"),
    figure("requests.stuck"),
    figure("topics.lost"),
    figure("topics.dead"),
    figure("topics.expired"),
];

/// What went wrong in the terms of the business, counted over all runs together; what did not happen is
/// left out.
#[must_use]
pub fn of_business(report: Option<&Report>) -> Vec<Fact> {
    let Some(report) = report else { return Vec::new() };
    let counted = WENT_WRONG.iter().filter_map(|figure| Some((figure, figure.count(report)?)));
    (counted.filter(|(_, count)| *count > 0))
        .map(|(figure, count)| fact(figure.name, figure.means, format::count(count)))
        .collect()
}

/// The facts about a step, and about its topic if it has one; none before there is a report.
#[must_use]
pub fn of_step((process, step): &(&Process, &Step), report: Option<&Report>) -> Vec<Fact> {
    let Some(report) = report else { return Vec::new() };
    let mut facts = report.steps.get(step.id.as_str()).map(attempts).unwrap_or_default();
    facts.extend(failed_by(step, report));
    let of_topic = match process.trigger(step) {
        Trigger::Call | Trigger::Event => topic,
        Trigger::Command => commands,
    };
    facts.extend(report.topics.get(step.id.as_str()).map(of_topic).unwrap_or_default());
    facts
}

/// How many requests failed by a step, and how; nothing where none did.
fn failed_by(step: &Step, report: &Report) -> Option<Fact> {
    let by: Vec<String> = (report.failed_by.iter())
        .filter(|it| it.step.as_deref() == Some(step.id.as_str()))
        .map(|it| format!("{} {}", format::count(it.count), it.cause.words()))
        .collect();
    (!by.is_empty()).then(|| {
        fact(
            "Requests failed by it",
            "It was the first to go wrong, the innermost in a chain, and so its last attempt ended",
            by.join(", "),
        )
    })
}

fn attempts(step: &StepFigures) -> Vec<Fact> {
    let failed = match (step.timed_out, step.refused) {
        (0, 0) => format::count(step.failed),
        (timed_out, refused) => format!(
            "{} ({} timed out, {} refused)",
            format::count(step.failed),
            format::count(timed_out),
            format::count(refused)
        ),
    };
    let mut facts = vec![
        fact(
            "Attempts",
            "Calls and deliveries that were tried, in all runs together",
            format::count(step.attempts),
        ),
        fact("Failed", "Attempts that ended badly, refusals and timeouts included", failed),
        fact("Tried again", "Attempts after the first", format::count(step.retries)),
        fact(
            "Wait p50, p95",
            "From reaching the service, or the topic, until a worker took it",
            both(&step.wait_ms),
        ),
        fact("Work p50, p95", "How long a worker was busy with it", both(&step.work_ms)),
    ];
    for (name, means, counted) in [
        ("Answered no", "Attempts that did their work, and said no", step.declined),
        ("Asked after", "How often customers asked how far it was", step.questions),
        (
            "Taken back",
            "Attempts that left the queue, since whoever had made them had gone",
            step.cancelled,
        ),
    ] {
        if counted > 0 {
            facts.push(fact(name, means, format::count(counted)));
        }
    }
    facts
}

fn topic(topic: &TopicFigures) -> Vec<Fact> {
    let mut facts = vec![
        fact(
            "Events",
            "Published to its topic, in all runs together",
            format::count(topic.published),
        ),
        fact(
            "Deepest backlog",
            "The most events that waited in the topic at once",
            format::count(topic.max_backlog),
        ),
        fact(
            "Greatest lag",
            "The greatest age of the oldest waiting event",
            format::milliseconds(topic.max_lag_ms),
        ),
        fact("Dead letters", "Events given up after the last attempt", format::count(topic.dead)),
        fact(
            "Lost",
            "Published while the broker was away, dropped after the last attempt, delivered at most once and failed, or kept no longer",
            format::count(topic.lost),
        ),
    ];
    facts.extend(beside(topic));
    facts
}

/// What is told of a topic only where there was any.
fn beside(topic: &TopicFigures) -> Vec<Fact> {
    let mut facts = Vec::new();
    for (name, means, counted) in [
        ("Expired", "Older at their turn than they may be, and dropped", topic.expired),
        ("Replayed", "Put there once more, by a replay or a redrive", topic.replayed),
        ("Effects repeated", "Deliveries that did what had been done before", topic.repeated),
        (
            "Partitions held",
            "How often an event that was to be delivered again held its partition, and all that waited behind it",
            topic.holds,
        ),
        ("Held at once", "The most partitions that were held so at the same time", topic.max_held),
    ] {
        if counted > 0 {
            facts.push(fact(name, means, format::count(counted)));
        }
    }
    facts
}

/// The same of what a workflow commands: nothing of it is lost on the way.
fn commands(topic: &TopicFigures) -> Vec<Fact> {
    let mut facts = vec![
        fact(
            "Commands",
            "Sent by the workflow's conductor, in all runs together",
            format::count(topic.published),
        ),
        fact(
            "Deepest backlog",
            "The most commands that waited at once",
            format::count(topic.max_backlog),
        ),
        fact(
            "Greatest lag",
            "The greatest age of the oldest waiting command",
            format::milliseconds(topic.max_lag_ms),
        ),
        fact("Dead letters", "Commands given up after the last attempt", format::count(topic.dead)),
    ];
    if topic.lost > 0 {
        facts.push(fact("Lost", "Dropped after the last attempt", format::count(topic.lost)));
    }
    facts.extend(beside(topic));
    facts
}

/// The facts about a service; none before there is a report.
#[must_use]
pub fn of_service(service: &Service, report: Option<&Report>) -> Vec<Fact> {
    let Some(figures) = report.and_then(|report| report.services.get(service.id.as_str())) else {
        return Vec::new();
    };
    let share = |ratio: Option<f64>| {
        ratio.map_or_else(absent, |ratio| format!("{} of 100", format::in_hundred(ratio)))
    };
    let workers = service
        .workers
        .map_or_else(|| "no limit".to_owned(), |workers| format::count(u64::from(workers)));
    let mut facts = vec![
        fact("Workers", "How many it can work on at once", workers),
        fact(
            "Busy",
            "The share of its workers' time in which they were busy",
            share(figures.utilisation),
        ),
        fact(
            "Of that, only waiting",
            "The share of its workers' time in which they were busy, but only waited for others",
            share(figures.held_waiting_ratio),
        ),
        fact(
            "Demand",
            "What was asked of it, attempts after the first included, over what its workers can do: from 100 % on it cannot keep up",
            figures.demand_ratio.map_or_else(absent, format::per_cent),
        ),
        fact(
            "Queue, mean and most",
            "How many calls waited for a worker",
            format!("{}, {}", format::number(figures.mean_queue), format::count(figures.max_queue)),
        ),
    ];
    if figures.rejected > 0 {
        facts.push(fact(
            "Refused",
            "Calls refused because the queue was full",
            format::count(figures.rejected),
        ));
    }
    facts
}

/// What a service is, in a sentence.
#[must_use]
pub fn service_sentence(scenario: &Scenario, service: &Service) -> &'static str {
    let is = |it: Option<&ServiceId>| it == Some(&service.id);
    let conductor = scenario.process.workflow.as_ref().map(|it| &it.service);
    match (is(scenario.process.entry.as_ref()), is(conductor)) {
        (true, false) => {
            "A service: it takes the request, holds a worker while others answer, and answers the customer."
        }
        (true, true) => {
            "A service: it takes the request, holds a worker while others answer, and answers the customer; behind the line it conducts the workflow."
        }
        (false, true) => {
            "A service: it conducts the workflow, sends its commands, hears of their outcomes, and holds no worker in between."
        }
        (false, false) => "A service: workers with a queue in front.",
    }
}

fn both(latency: &Latency) -> String {
    let time = |value: Option<f64>| value.map_or_else(absent, format::milliseconds);
    format!("{}, {}", time(latency.p50), time(latency.p95))
}

fn absent() -> String {
    "–".to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::report::{Cause, FailedBy};
    use crate::testing::{shop, step};

    #[test]
    fn the_business_hears_of_what_went_wrong_and_of_nothing_else() {
        assert_eq!(of_business(None), []);
        let mut report = Report::default();
        assert_eq!(of_business(Some(&report)), []);
        report.requests.repeated_effects = 1_234;
        report.requests.stuck = 2;
        for (step, lost) in [("pay", 3), ("mail", 4)] {
            let topic = TopicFigures { lost, ..TopicFigures::default() };
            report.topics.insert(step.to_owned(), topic);
        }
        let facts: Vec<(&str, String)> =
            of_business(Some(&report)).into_iter().map(|fact| (fact.name, fact.value)).collect();
        let expected = [("Effects repeated", "1234"), ("Stuck", "2"), ("Events lost", "7")];
        assert_eq!(facts, expected.map(|(name, value)| (name, value.to_owned())));
    }

    #[test]
    fn a_step_that_is_called_has_no_facts_about_a_topic() {
        let pay = step("pay");
        let mut report = Report::default();
        let figures =
            StepFigures { attempts: 12_000, failed: 3, timed_out: 2, ..Default::default() };
        report.steps.insert("pay".to_owned(), figures);
        let process = Process::default();
        let facts = of_step(&(&process, &pay), Some(&report));
        assert_eq!(facts.len(), 5);
        for (cause, count) in [(Cause::TimedOut, 9), (Cause::Down, 3)] {
            report.failed_by.push(FailedBy { step: Some("pay".to_owned()), cause, count });
        }
        report.failed_by.push(FailedBy { step: None, cause: Cause::Down, count: 7 });
        assert_eq!(of_step(&(&process, &pay), Some(&report))[5].value, "9 timed out, 3 down");
        assert_eq!(facts[1].value, "3 (2 timed out, 0 refused)");
        report.topics.insert("pay".to_owned(), TopicFigures::default());
        assert_eq!(of_step(&(&process, &pay), Some(&report)).len(), 11);
        assert_eq!(of_step(&(&process, &pay), None), []);
    }

    #[test]
    fn what_a_workflow_commands_is_no_event() {
        let orders = shop([step("pay"), step("pack").after(["pay"])]);
        let orders = orders.conducted("shop", 0.0, ["pack"]).build();
        let mut report = Report::default();
        let topic = TopicFigures { published: 7, dead: 1, ..TopicFigures::default() };
        report.topics.insert("pack".to_owned(), topic);
        let of = |report: &Report| -> Vec<(&str, String)> {
            let facts = of_step(&(&orders.process, &orders.process.steps[1]), Some(report));
            facts.into_iter().map(|fact| (fact.name, fact.value)).collect()
        };
        let expected = [
            ("Commands", "7"),
            ("Deepest backlog", "0"),
            ("Greatest lag", "0 ms"),
            ("Dead letters", "1"),
        ];
        assert_eq!(of(&report), expected.map(|(name, value)| (name, value.to_owned())));
        report.topics["pack"].lost = 2;
        assert_eq!(of(&report)[4], ("Lost", "2".to_owned()));
    }

    #[test]
    fn the_entry_service_is_said_to_take_the_request() {
        let scenario = shop([]);
        assert!(service_sentence(&scenario, &scenario.services[0]).contains("takes the request"));
        let pay = || shop([step("pay"), step("pack").after(["pay"])]);
        let of = |by: &str, which: usize| {
            let scenario = pay().conducted(by, 0.0, ["pack"]).build();
            service_sentence(&scenario, &scenario.services[which])
        };
        assert!(of("shop", 0).ends_with("behind the line it conducts the workflow."));
        assert!(of("pay", 1).starts_with("A service: it conducts the workflow"));
        assert_eq!(of("pay", 2), "A service: workers with a queue in front.");
    }
}
