//! One sentence for a request: when it was answered, what that time went into, and what followed.

use super::{Answer, Row, SegmentKind, Submission, words};
use crate::model::Scenario;
use crate::scene::format;
use crate::simulation::{Outcome, SpanKind};
use crate::units::{Duration, Moment};

/// The sentence: "Answered after 1.24 s; of that 0.9 s waiting for Payment; two retries; Send receipt
/// followed 3 s later."
#[must_use]
pub fn saying(scenario: &Scenario, told: &Submission) -> String {
    let mut parts = vec![answer(scenario, told)];
    parts.extend(given_up(told));
    parts.extend(largest(scenario, told));
    parts.extend(match told.fate.retries {
        0 => None,
        1 => Some("one retry".to_owned()),
        many => Some(format!("{} retries", words::few(many))),
    });
    parts.extend(what_followed(scenario, told));
    if !told.fate.undone.is_empty() {
        let names = told.fate.undone.iter().map(|&step| words::step(scenario, step));
        parts.push(format!("undone: {}", words::list(names)));
    }
    format!("{}.", parts.join("; "))
}

fn answer(scenario: &Scenario, told: &Submission) -> String {
    let fate = &told.fate;
    let took = format::duration(fate.took().unwrap_or_default());
    match fate.answer {
        Answer::Acknowledged(_) if fate.without.is_empty() => format!("Answered after {took}"),
        Answer::Acknowledged(_) => {
            let names = fate.without.iter().map(|&step| words::step(scenario, step));
            format!("Answered after {took}, without {}", words::list(names))
        }
        Answer::Failed(at) => format!("Failed after {took}: {}", cause(scenario, told, at)),
        Answer::None => {
            let request = told.rows.first().filter(|row| row.span.kind == SpanKind::Request);
            match request.and_then(|row| Some((row, row.span.lost?))) {
                Some((row, _)) => {
                    format!("Never answered: {} went down", words::service(scenario, row.span.to))
                }
                None => "Not answered when the run ended".to_owned(),
            }
        }
    }
}

/// Why a request failed at this moment: the attempt that ended badly last.
fn cause(scenario: &Scenario, told: &Submission, at: Moment) -> String {
    let entry = told.rows.first().filter(|row| row.span.kind == SpanKind::Request);
    if let Some(row) = entry {
        let name = words::service(scenario, row.span.to);
        if row.span.started.is_none() {
            return format!("{name} refused it");
        }
        if row.span.lost == Some(at) {
            return format!("{name} went down");
        }
    }
    let badly = |row: &&Row| {
        !matches!(row.span.outcome, Outcome::Pending | Outcome::Succeeded) && row.foreground
    };
    let calls = told.rows.iter().filter(|row| row.span.kind == SpanKind::Call).filter(badly);
    // In a chain those who called it fail with it: the innermost began last.
    let last = calls
        .filter_map(|row| Some((row.heard().filter(|&heard| heard <= at)?, row)))
        .max_by_key(|&(heard, row)| (heard, row.span.sent));
    match last {
        Some((_, row)) => {
            let how = match row.span.outcome {
                Outcome::Refused => "was refused",
                Outcome::Lost => "was lost",
                Outcome::TimedOut => "timed out",
                Outcome::Failed | Outcome::Pending | Outcome::Succeeded | Outcome::Dead => "failed",
            };
            format!("{} {how}", words::step(scenario, row.span.step))
        }
        None => "a step failed".to_owned(),
    }
}

fn given_up(told: &Submission) -> Option<String> {
    let waited = told.fate.gave_up?.since(told.fate.arrived);
    Some(format!("the customer gave up after {}", format::duration(waited)))
}

/// What took longest of the time until the answer.
fn largest(scenario: &Scenario, told: &Submission) -> Option<String> {
    let (kind, service, length) = told.way.as_ref()?.largest()?;
    let name = words::service(scenario, service);
    let what = match kind {
        SegmentKind::Pause => format!("pauses before trying {name} again"),
        SegmentKind::There | SegmentKind::Back => format!("on the way to or from {name}"),
        SegmentKind::Queue | SegmentKind::Topic => format!("waiting for {name}"),
        SegmentKind::Work => format!("work at {name}"),
        SegmentKind::Held => format!("a worker of {name} held"),
        SegmentKind::Silence => format!("without a sign of {name}"),
    };
    Some(format!("of that {} {what}", format::duration(length)))
}

/// What came behind the answer.
fn what_followed(scenario: &Scenario, told: &Submission) -> Option<String> {
    let Answer::Acknowledged(answered) = told.fate.answer else { return None };
    let names = |steps: &[usize]| words::list(steps.iter().map(|&it| words::step(scenario, it)));
    if !told.fate.dead.is_empty() {
        return Some(format!("{} ended as a dead letter", names(&told.fate.dead)));
    }
    if !told.fate.lost.is_empty() {
        return Some(format!("the event of {} was lost", names(&told.fate.lost)));
    }
    if told.fate.never_completes {
        return Some("what had to follow failed".to_owned());
    }
    let Some(completed) = told.fate.completed else {
        return Some("not everything had followed when the run ended".to_owned());
    };
    let later = completed.since(answered);
    let last = told.rows.iter().find(|row| !row.foreground && row.heard() == Some(completed));
    match last {
        Some(row) if later > Duration::ZERO => Some(format!(
            "{} followed {} later",
            words::step(scenario, row.span.step),
            format::duration(later),
        )),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{call, ms, request, traces};
    use super::*;
    use crate::model::{Coordination, Mode};
    use crate::scene::fixture::{scenario, step};
    use crate::simulation::Span;

    fn said(spans: Vec<Span>) -> String {
        let steps = vec![
            step("payment", &[], Mode::RequestResponse),
            step("receipt", &["payment"], Mode::Event),
        ];
        let scenario = scenario(Coordination::Orchestrated, steps);
        let story = traces(&scenario, spans).story(7).unwrap();
        saying(&scenario, &story.submissions[0])
    }

    fn receipt(outcome: Outcome) -> Span {
        Span {
            kind: SpanKind::Delivery,
            step: 1,
            from: Some(1),
            to: Some(2),
            sent: ms(160),
            arrived: Some(ms(165)),
            started: Some(ms(1_165)),
            worked: Some(ms(3_170)),
            released: Some(ms(3_170)),
            answered: None,
            returned: Some(ms(3_170)),
            outcome,
            ..call()
        }
    }

    #[test]
    fn what_matters_is_said_in_one_sentence() {
        assert_eq!(
            said(vec![request(170), call(), receipt(Outcome::Succeeded)]),
            "Answered after 80 ms; of that 30 ms work at payment; receipt followed 3 s later."
        );
        assert_eq!(
            said(vec![request(170), call(), receipt(Outcome::Dead)]),
            "Answered after 80 ms; of that 30 ms work at payment; receipt ended as a dead letter."
        );
    }

    #[test]
    fn a_failure_names_what_failed() {
        let refused = Span {
            arrived: None,
            started: None,
            worked: None,
            released: None,
            answered: Some(ms(110)),
            returned: Some(ms(120)),
            outcome: Outcome::Refused,
            ..call()
        };
        let failed = Span { outcome: Outcome::Failed, ..request(120) };
        assert_eq!(
            said(vec![failed, refused]),
            "Failed after 30 ms: payment was refused; of that 10 ms waiting for shop."
        );
        let turned_away =
            Span { started: None, released: None, outcome: Outcome::Failed, ..request(90) };
        assert_eq!(said(vec![turned_away]), "Failed after 0 ms: shop refused it.");
    }

    #[test]
    fn without_an_answer_it_says_so() {
        let lost = Span {
            released: Some(ms(150)),
            lost: Some(ms(150)),
            answered: None,
            returned: None,
            outcome: Outcome::Lost,
            ..request(0)
        };
        assert_eq!(said(vec![lost]), "Never answered: shop went down.");
    }
}
