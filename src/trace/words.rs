//! The words of a trace: what a phase, a mark and an attempt are called.

use super::{Answer, MarkKind, PhaseKind, RequestOutcome, SpanRow};
use crate::engine::{Outcome, SpanKind};
use crate::model::Scenario;
use crate::units::format;

/// What an attempt is doing, as it stands in the legend.
#[must_use]
pub const fn phase(kind: PhaseKind) -> &'static str {
    match kind {
        PhaseKind::Pause => "pause before a retry",
        PhaseKind::There => "on its way",
        PhaseKind::Queue => "waiting in a queue",
        PhaseKind::Topic => "waiting in a topic",
        PhaseKind::Work => "work",
        PhaseKind::Held => "worker held",
        PhaseKind::Back => "answer on its way",
        PhaseKind::Silence => "no answer comes",
    }
}

/// The word that names a kind in styles and tests.
#[must_use]
pub const fn class(kind: PhaseKind) -> &'static str {
    match kind {
        PhaseKind::Pause => "pause",
        PhaseKind::There => "there",
        PhaseKind::Queue => "queue",
        PhaseKind::Topic => "topic",
        PhaseKind::Work => "work",
        PhaseKind::Held => "held",
        PhaseKind::Back => "back",
        PhaseKind::Silence => "silence",
    }
}

/// What a mark says.
#[must_use]
pub const fn mark(kind: MarkKind) -> &'static str {
    match kind {
        MarkKind::Acknowledged => "answered",
        MarkKind::Completed => "everything is done",
        MarkKind::Declined => "no",
        MarkKind::Overturned => "overturned: told yes, was no",
        MarkKind::DeclinedLater => "declined later",
        MarkKind::Failed => "failed",
        MarkKind::Refused => "refused",
        MarkKind::TimedOut => "timed out",
        MarkKind::Lost => "lost",
        MarkKind::Cancelled => "taken back",
        MarkKind::Expired => "too old, dropped",
        MarkKind::Dead => "dead letter",
        MarkKind::Replayed => "there once more",
        MarkKind::Repeated => "done again",
        MarkKind::GaveUp => "the customer gave up",
    }
}

/// What people call a step, by its index.
#[must_use]
pub fn step(scenario: &Scenario, step: usize) -> &str {
    scenario.process.steps.get(step).map_or("a step", |step| step.label())
}

/// What people call a service, by its index.
#[must_use]
pub fn service(scenario: &Scenario, service: Option<usize>) -> &str {
    let found = service.and_then(|index| scenario.services.get(index));
    found.map_or("the entry", |service| service.label())
}

/// The name of a row: the request, or its step, and that it is undone.
#[must_use]
pub fn row(scenario: &Scenario, row: &SpanRow) -> String {
    match row.span.kind {
        SpanKind::Request => request(row.span.request, row.span.submission),
        SpanKind::Call | SpanKind::Delivery | SpanKind::Question => {
            step(scenario, row.span.step).to_owned()
        }
        SpanKind::Outcome => {
            let by = service(scenario, row.span.to);
            format!("{by} hears of {}", step(scenario, row.span.step))
        }
        SpanKind::Compensation => format!("Undo {}", step(scenario, row.span.step)),
    }
}

/// "Request 142", "Request 142, submitted again".
#[must_use]
pub fn request(number: u32, submission: u32) -> String {
    match submission {
        0 => format!("Request {number}"),
        1 => format!("Request {number}, submitted again"),
        many => format!("Request {number}, submitted again {} times", few(many as usize)),
    }
}

/// Which attempt a row is, where there are several: "attempt 2 of 3"; for a redelivery "delivery 2 of 3".
#[must_use]
pub fn attempt(row: &SpanRow) -> Option<String> {
    let word = if row.span.kind == SpanKind::Delivery { "delivery" } else { "attempt" };
    let replayed = if row.span.replayed { ", replayed" } else { "" };
    (row.attempts > 1).then(|| format!("{word} {} of {}{replayed}", row.attempt, row.attempts))
}

/// How a row ended, in a word or two.
#[must_use]
pub const fn ended(row: &SpanRow) -> &'static str {
    match (row.span.outcome, row.span.kind) {
        (Outcome::Pending, _) => "not ended",
        (Outcome::Succeeded, SpanKind::Request) => "answered",
        (Outcome::Succeeded, SpanKind::Call | SpanKind::Delivery) if row.span.repeated => {
            "done again"
        }
        (Outcome::Succeeded, SpanKind::Call | SpanKind::Delivery | SpanKind::Question) => "done",
        (Outcome::Succeeded, SpanKind::Outcome) => "heard",
        (Outcome::Succeeded, SpanKind::Compensation) => "undone",
        (Outcome::Declined, SpanKind::Request) => "declined",
        (Outcome::Declined, _) => "answered no",
        (Outcome::Failed, _) => "failed",
        (Outcome::TimedOut, _) => "timed out",
        (Outcome::Refused, _) => "refused",
        (Outcome::Lost, _) => "lost",
        (Outcome::Cancelled, _) => "taken back",
        (Outcome::Expired, _) => "too old, dropped",
        (Outcome::Dead, _) => "dead letter",
    }
}

/// How a request ended, in a few words for a list.
#[must_use]
pub fn outcome(scenario: &Scenario, outcome: &RequestOutcome) -> String {
    let names = |steps: &[usize]| list(steps.iter().map(|&it| step(scenario, it)));
    let answer = match outcome.answer {
        Answer::Acknowledged(_) if outcome.turned.is_some_and(|it| it.overturns) => {
            format!("answered yes; overturned by {}", names(&no(outcome)))
        }
        Answer::Acknowledged(_) if outcome.turned.is_some() => {
            format!("answered; declined later by {}", names(&no(outcome)))
        }
        Answer::Acknowledged(_) if !outcome.without.is_empty() => {
            format!("answered without {}", names(&outcome.without))
        }
        Answer::Acknowledged(_) if !outcome.dead.is_empty() => {
            format!("answered; {} is a dead letter", names(&outcome.dead))
        }
        Answer::Acknowledged(_) if !outcome.lost.is_empty() => {
            format!("answered; the event of {} was lost", names(&outcome.lost))
        }
        Answer::Acknowledged(_) => "answered".to_owned(),
        Answer::Declined(_) => "declined".to_owned(),
        Answer::Failed(_) => "failed".to_owned(),
        Answer::None => "no answer".to_owned(),
    };
    match (outcome.gave_up, outcome.undone.is_empty()) {
        (Some(_), _) => format!("{answer}; the customer gave up"),
        (None, false) => format!("{answer}; {} undone", names(&outcome.undone)),
        (None, true) => answer,
    }
}

/// The step that said no behind the answer.
fn no(outcome: &RequestOutcome) -> Vec<usize> {
    outcome.turned.map(|turn| turn.step).into_iter().collect()
}

/// "A", "A and B", "A, B and C".
#[must_use]
pub fn list<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let names: Vec<&str> = names.collect();
    match names.split_last() {
        None => String::new(),
        Some((last, [])) => (*last).to_owned(),
        Some((last, before)) => format!("{} and {last}", before.join(", ")),
    }
}

/// A small number as a word: "one", "two", … "nine", "10".
#[must_use]
pub fn few(number: usize) -> String {
    let words = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    words.get(number).map_or_else(|| format::count(number as u64), |word| (*word).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_names_read_well() {
        assert_eq!([few(0), few(2), few(12)], ["no", "two", "12"]);
        assert_eq!(list(["A"].into_iter()), "A");
        assert_eq!(list(["A", "B", "C"].into_iter()), "A, B and C");
        assert_eq!(request(142, 0), "Request 142");
        assert_eq!(request(142, 2), "Request 142, submitted again two times");
    }
}
