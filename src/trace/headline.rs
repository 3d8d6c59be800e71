//! One sentence for a request: when it was answered, what that time went into, and what followed.

use super::cause::{Cause, longest_part, who_declined};
use super::{Answer, Submission, words};
use crate::engine::SpanKind;
use crate::model::{Design, Scenario};
use crate::units::Duration;
use crate::units::format;

/// The sentence: "Answered after 1.24 s; of that 0.9 s waiting for Payment; two retries; Send receipt
/// followed 3 s later."
#[must_use]
pub fn headline(design: &Design, submission: &Submission) -> String {
    let mut parts = vec![answer(design, submission)];
    parts.extend(given_up(submission));
    parts.extend(largest(design, submission));
    parts.extend(match submission.outcome.retries {
        0 => None,
        1 => Some("one retry".to_owned()),
        many => Some(format!("{} retries", words::few(many))),
    });
    parts.extend(what_followed(design, submission));
    if !submission.outcome.undone.is_empty() {
        let names = submission.outcome.undone.iter().map(|&step| words::step(design, step));
        parts.push(format!("undone: {}", words::list(names)));
    }
    format!("{}.", parts.join("; "))
}

fn answer(design: &Design, submission: &Submission) -> String {
    let outcome = &submission.outcome;
    let took = format::duration(outcome.took().unwrap_or_default());
    match outcome.answer {
        Answer::Acknowledged(_) if outcome.without.is_empty() => format!("Answered after {took}"),
        Answer::Acknowledged(_) => {
            let names = outcome.without.iter().map(|&step| words::step(design, step));
            format!("Answered after {took}, without {}", words::list(names))
        }
        Answer::Declined(at) => match who_declined(design, submission, at) {
            Some(name) => format!("Declined after {took}: {name} said no"),
            None => format!("Declined after {took}"),
        },
        Answer::Failed(at) => {
            format!("Failed after {took}: {}", Cause::of(design, submission, at).clause())
        }
        Answer::None => {
            let request = submission.rows.first().filter(|row| row.span.kind == SpanKind::Request);
            match request.and_then(|row| Some((row, row.span.lost?))) {
                Some((row, _)) => {
                    format!("Never answered: {} went down", words::service(design, row.span.to))
                }
                None => "Not answered when the run ended".to_owned(),
            }
        }
    }
}

fn given_up(submission: &Submission) -> Option<String> {
    let waited = submission.outcome.gave_up?.since(submission.outcome.arrived);
    Some(format!("the customer gave up after {}", format::duration(waited)))
}

/// What took longest of the time until the answer.
fn largest(scenario: &Scenario, submission: &Submission) -> Option<String> {
    longest_part(scenario, submission).map(|part| format!("of that {part}"))
}

/// What came behind the answer.
fn what_followed(scenario: &Scenario, submission: &Submission) -> Option<String> {
    let Answer::Acknowledged(answered) = submission.outcome.answer else { return None };
    if let Some(turn) = submission.outcome.turned {
        let name = words::step(scenario, turn.step);
        if turn.at == answered && turn.overturns {
            return Some(format!(
                "overturned at once: {name} had said no before the answer was yes"
            ));
        }
        let later = format::duration(turn.at.since(answered));
        return Some(if turn.overturns {
            format!("overturned {later} later: {name} said no, after the customer was told yes")
        } else {
            format!("declined {later} later: {name} said no")
        });
    }
    let names = |steps: &[usize]| words::list(steps.iter().map(|&it| words::step(scenario, it)));
    if !submission.outcome.dead.is_empty() {
        return Some(format!("{} ended as a dead letter", names(&submission.outcome.dead)));
    }
    if !submission.outcome.lost.is_empty() {
        return Some(format!("the event of {} was lost", names(&submission.outcome.lost)));
    }
    if submission.outcome.never_completes {
        return Some("what had to follow failed".to_owned());
    }
    let Some(completed) = submission.outcome.completed else {
        return Some("not everything had followed when the run ended".to_owned());
    };
    let later = completed.since(answered);
    let last = submission.rows.iter().find(|row| !row.foreground && row.heard() == Some(completed));
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
    use super::*;
    use crate::engine::{Outcome, Span, Turn};
    use crate::testing::spans::{call, delivery, ms, request, traces};
    use crate::testing::{checked, shop, step};
    use crate::units::Moment;

    fn said(spans: Vec<Span>) -> String {
        let scenario = shop([step("payment"), step("receipt").after(["payment"]).event()]);
        let trace = traces(&scenario, spans).trace(7).unwrap();
        headline(&checked(&scenario), &trace.submissions[0])
    }

    fn receipt(outcome: Outcome) -> Span {
        Span { outcome, ..delivery(1_165, 3_170) }
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
    fn a_no_names_who_said_it_and_when() {
        let declined = |span: Span| Span { outcome: Outcome::Declined, ..span };
        let scenario = shop([step("payment").declines(1.0)]);
        let trace = traces(&scenario, vec![declined(request(170)), declined(call())]).trace(7);
        assert_eq!(
            headline(&checked(&scenario), &trace.unwrap().submissions[0]),
            "Declined after 80 ms: payment said no; of that 30 ms work at payment."
        );
        for (overturns, expected) in [
            (true, "overturned 3 s later: receipt said no, after the customer was told yes."),
            (false, "declined 3 s later: receipt said no."),
        ] {
            let turn = Turn { at: ms(3_170), step: 1, overturns };
            let told = Span { turned: Some(turn), ..request(170) };
            let all = said(vec![told, call(), declined(receipt(Outcome::Succeeded))]);
            assert!(all.ends_with(expected), "{all}");
        }
    }

    #[test]
    fn in_a_chain_the_innermost_said_no() {
        let bank = step("bank").after(["payment"]).declines(0.5);
        let chain = shop([step("payment").declines(0.5), bank]).chained();
        let declined = |span: Span| Span { outcome: Outcome::Declined, ..span };
        let inner = Span {
            step: 1,
            from: call().to,
            to: Some(2),
            sent: Moment::from_micros(call().sent.as_micros() + 1_000),
            ..call()
        };
        let spans = vec![declined(request(170)), declined(call()), declined(inner)];
        let trace = traces(&chain, spans).trace(7).unwrap();
        let said = headline(&checked(&chain), &trace.submissions[0]);
        assert!(said.starts_with("Declined after 80 ms: bank said no"), "{said}");
    }

    #[test]
    fn a_failure_names_what_failed() {
        let refused = Span {
            arrived: None,
            started: None,
            worked: None,
            released: None,
            answered: Some(ms(110)),
            heard: Some(ms(120)),
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
    fn in_a_chain_it_is_the_innermost_call_that_failed() {
        // The shop calls payment, and that calls the bank, which times out: payment fails a hop later,
        // and with it the request.
        let chain = shop([step("payment"), step("bank").after(["payment"])]).chained();
        let failed = Span { outcome: Outcome::Failed, ..request(170) };
        let payment = Span { outcome: Outcome::Failed, ..call() };
        let heard = call().heard.map(|it| Moment::from_micros(it.as_micros() - 1_000));
        let bank = Span {
            step: 1,
            from: payment.to,
            to: Some(2),
            sent: Moment::from_micros(call().sent.as_micros() + 1_000),
            answered: None,
            heard,
            outcome: Outcome::TimedOut,
            ..call()
        };
        let trace = traces(&chain, vec![failed, payment, bank]).trace(7).unwrap();
        let said = headline(&checked(&chain), &trace.submissions[0]);
        assert!(said.starts_with("Failed after 80 ms: bank timed out"), "{said}");
    }

    #[test]
    fn without_an_answer_it_says_so() {
        let lost = Span {
            released: Some(ms(150)),
            lost: Some(ms(150)),
            answered: None,
            heard: None,
            outcome: Outcome::Lost,
            ..request(0)
        };
        assert_eq!(said(vec![lost]), "Never answered: shop went down.");
    }
}
