//! What happens at one moment, in words: for who steps from event to event and does not see the stage.

use super::IndexedRecording;
use crate::engine::{Outcome, Span, SpanKind};
use crate::model::Scenario;
use crate::units::{Duration, Moment, format};

/// So many things are told of a moment, the others counted.
const MOST: usize = 3;

impl IndexedRecording {
    /// What happens at a moment, as a sentence that begins with it.
    #[must_use]
    pub fn told(&self, scenario: &Scenario, moment: Moment) -> String {
        let mut told = Vec::new();
        self.index.visit(moment, Duration::ZERO, |index| {
            let span = self.recording.spans.get(index);
            told.extend(span.and_then(|span| of_span(scenario, span, moment)));
        });
        let others = told.len().saturating_sub(MOST);
        told.truncate(MOST);
        let mut said = match told.as_slice() {
            [] => "nothing happens.".to_owned(),
            some => format!("{}.", some.join("; ")),
        };
        if others > 0 {
            said = format!("{said} {others} more at the same moment.");
        }
        format!("At {}: {said}", format::moment(moment))
    }
}

/// What happens to a span at a moment: the last of what it says of it.
fn of_span(scenario: &Scenario, span: &Span, at: Moment) -> Option<String> {
    let number = span.request;
    let is_now = |it: Option<Moment>| it == Some(at);
    if span.kind == SpanKind::Request {
        let turned = is_now(span.turned.map(|turn| turn.at));
        let ended = if !is_now(span.heard) {
            None
        } else if span.outcome == Outcome::Failed {
            Some("fails")
        } else if span.outcome == Outcome::Declined {
            Some("is answered no")
        } else {
            Some("has its answer")
        };
        let turned = turned.then_some("is answered no after all");
        let does = turned.or(ended).or((span.sent == at).then_some("arrives"))?;
        return Some(format!("request {number} {does}"));
    }
    let step = scenario.process.steps.get(span.step)?.label();
    let what = match span.kind {
        SpanKind::Compensation => format!("undoing {step}"),
        SpanKind::Request | SpanKind::Call | SpanKind::Delivery => step.to_owned(),
        SpanKind::Question => "a question how far it is".to_owned(),
        SpanKind::Outcome => format!("the outcome of {step}"),
    };
    let is_call = !matches!(span.kind, SpanKind::Delivery | SpanKind::Outcome);
    let does = if is_now(span.lost) {
        "is lost"
    } else if is_now(span.heard) {
        match span.outcome {
            Outcome::Succeeded | Outcome::Pending if is_call => "has answered",
            Outcome::Succeeded | Outcome::Pending => "is done",
            Outcome::Declined => "has said no",
            Outcome::Failed => "has failed",
            Outcome::TimedOut => "takes too long: its caller gives up",
            Outcome::Refused => "is refused",
            Outcome::Lost => "is lost",
            Outcome::Cancelled => "is cancelled",
            Outcome::Expired => "is too old, and dropped",
            Outcome::Dead => "is given up: its event is a dead letter",
        }
    } else if is_now(span.answered) {
        "sends its answer"
    } else if is_now(span.worked) {
        "ends its work"
    } else if is_now(span.started) {
        "begins: a worker takes it"
    } else if is_now(span.arrived) {
        if is_call { "reaches its service" } else { "is in its topic" }
    } else if span.sent == at {
        if is_call { "is called" } else { "is told by an event" }
    } else {
        return None;
    };
    Some(format!("request {number}, {what} {does}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::spans::{call, ms, recording};
    use crate::testing::{shop, step};

    #[test]
    fn c4_each_moment_of_a_call_is_told() {
        let scenario = shop([step("pay"), step("mail").after(["pay"]).event()]).build();
        let mut request = call();
        (request.kind, request.sent, request.heard) = (SpanKind::Request, ms(90), Some(ms(170)));
        let mut mail = call();
        (mail.kind, mail.step, mail.sent) = (SpanKind::Delivery, 1, ms(160));
        (mail.arrived, mail.started, mail.worked) = (Some(ms(165)), Some(ms(200)), Some(ms(210)));
        (mail.answered, mail.heard, mail.outcome) = (None, Some(ms(210)), Outcome::Dead);
        let spans = vec![request, call(), mail];
        let indexed = IndexedRecording::new(&scenario, recording(spans, ms(300)));
        for (at, told) in [
            (90, "At 0.090 s: request 7 arrives."),
            (95, "At 0.095 s: nothing happens."),
            (100, "At 0.100 s: request 7, pay is called."),
            (110, "At 0.110 s: request 7, pay reaches its service."),
            (130, "At 0.130 s: request 7, pay begins: a worker takes it."),
            (
                160,
                "At 0.160 s: request 7, pay sends its answer; request 7, mail is told by an event.",
            ),
            (165, "At 0.165 s: request 7, mail is in its topic."),
            (170, "At 0.170 s: request 7 has its answer; request 7, pay has answered."),
            (210, "At 0.210 s: request 7, mail is given up: its event is a dead letter."),
        ] {
            assert_eq!(indexed.told(&scenario, ms(at)), told);
        }
    }

    #[test]
    fn c4_of_many_at_once_the_first_are_told_and_the_others_counted() {
        let scenario = shop([step("pay")]).build();
        let spans = vec![call(); 5];
        let indexed = IndexedRecording::new(&scenario, recording(spans, ms(300)));
        let told = indexed.told(&scenario, ms(100));
        assert!(told.ends_with("pay is called. 2 more at the same moment."), "{told}");
    }
}
