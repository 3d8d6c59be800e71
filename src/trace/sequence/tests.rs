//! What the sequence diagram promises.

use super::*;
use crate::engine::{Outcome, Span, SpanKind};
use crate::model::{Mode, Scenario};
use crate::testing::spans::{call, delivery, ms, recorded, request, traces};
use crate::testing::{ScenarioDraft, checkout, shop, step};

fn two_steps() -> ScenarioDraft {
    shop([step("payment"), step("receipt").after(["payment"]).event()])
}

fn drawn(scenario: &Scenario, spans: Vec<Span>) -> Sequence {
    let traces = traces(scenario, spans);
    Sequence::new(&traces, &traces.trace(7).unwrap(), 900.0)
}

fn told(sequence: &Sequence) -> Vec<(ArrowKind, &str, &str)> {
    (sequence.arrows.iter()).map(|it| (it.kind, it.label.as_str(), it.after.as_str())).collect()
}

#[test]
fn what_happened_is_drawn_in_its_order() {
    let sequence = drawn(&two_steps(), vec![request(170), call(), delivery(165, 290)]);
    let names: Vec<&str> = sequence.participants.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["Customer", "shop", "payment", "Broker", "receipt"]);
    assert_eq!(
        told(&sequence),
        [
            (ArrowKind::Call, "Request 7", "0 ms"),
            (ArrowKind::Call, "payment", "10 ms"),
            (ArrowKind::Publish, "PaymentCompleted", "70 ms"),
            (ArrowKind::Deliver, "receipt", "75 ms"),
            (ArrowKind::Answer, "done after 70 ms", "80 ms"),
            (ArrowKind::Answer, "answered after 80 ms", "80 ms"),
            (ArrowKind::Answer, "consumed", "200 ms"),
        ]
    );
    // Shop from the request to the answer, payment and receipt for their work.
    let bars: Vec<f64> = sequence.activations.iter().map(|bar| bar.height / ROW).collect();
    assert_eq!(bars, [5.0, 3.0, 3.0]);
}

#[test]
fn a_timeout_is_noted_and_the_late_answer_is_drawn_as_such() {
    let late = Span { heard: Some(ms(150)), outcome: Outcome::TimedOut, ..call() };
    let failed = Span { outcome: Outcome::Failed, ..request(150) };
    let sequence = drawn(&two_steps(), vec![failed, late]);
    assert_eq!(
        told(&sequence)[2..],
        [
            (ArrowKind::Note, "timed out after 50 ms", "60 ms"),
            (ArrowKind::Failed, "failed after 60 ms", "60 ms"),
            (ArrowKind::Late, "too late: nobody waits", "70 ms"),
        ]
    );
}

#[test]
fn a_loss_a_refusal_and_a_call_by_nobody() {
    use ArrowKind::{Answer, Call, Failed, Lost, Note, Undo};
    let nothing = Span {
        arrived: None,
        started: None,
        worked: None,
        released: None,
        answered: None,
        ..call()
    };
    let vanished =
        Span { lost: Some(ms(100)), heard: Some(ms(200)), outcome: Outcome::TimedOut, ..nothing };
    let refused = Span {
        attempt: 1,
        sent: ms(220),
        heard: Some(ms(220)),
        outcome: Outcome::Refused,
        ..nothing
    };
    let failed = Span { outcome: Outcome::Failed, ..request(220) };
    let undo = Span {
        kind: SpanKind::Compensation,
        from: None,
        sent: ms(230),
        arrived: Some(ms(231)),
        started: Some(ms(231)),
        worked: Some(ms(240)),
        released: Some(ms(240)),
        answered: Some(ms(240)),
        heard: Some(ms(241)),
        ..call()
    };
    let sequence = drawn(&two_steps(), vec![failed, vanished, refused, undo]);
    let kinds: Vec<ArrowKind> = sequence.arrows.iter().map(|it| it.kind).collect();
    assert_eq!(kinds, [Call, Lost, Note, Note, Failed, Undo, Answer]);
    assert!(sequence.arrows[5].from < sequence.arrows[5].to, "out of nowhere, from the left");
}

#[test]
fn what_runs_on_a_held_worker_is_drawn_to_itself() {
    let local = Span {
        from: Some(0),
        to: Some(0),
        arrived: Some(ms(100)),
        started: Some(ms(100)),
        answered: None,
        heard: Some(ms(160)),
        ..call()
    };
    let sequence = drawn(&two_steps(), vec![request(160), local]);
    let kinds: Vec<ArrowKind> = sequence.arrows.iter().map(|it| it.kind).collect();
    assert_eq!(kinds, [ArrowKind::Call, ArrowKind::Own, ArrowKind::Done, ArrowKind::Answer]);
    assert_eq!(sequence.participants.len(), 2);
    assert!(
        sequence.arrows[1].shaft().ends_with(&format!("H{:.1}", sequence.arrows[1].from + BAR))
    );
}

#[test]
fn everything_lies_inside_and_in_order() {
    let traces = recorded(&checkout(Mode::Event));
    for number in 0..100 {
        let trace = traces.trace(number).unwrap();
        let sequence = Sequence::new(&traces, &trace, 500.0);
        assert!(sequence.arrows.is_sorted_by_key(|it| it.at));
        assert!(sequence.arrows.windows(2).all(|it| it[1].y - it[0].y >= ROW - 0.001));
        for arrow in &sequence.arrows {
            assert!(arrow.from >= 0.0 && arrow.to <= sequence.width, "{arrow:?}");
            assert!(arrow.y < sequence.height);
        }
        let xs: Vec<f64> = sequence.participants.iter().map(|it| it.x).collect();
        assert!(xs.windows(2).all(|it| it[1] - it[0] >= COLUMN - 0.001));
        assert!(sequence.activations.iter().all(|bar| bar.height >= 0.0));
    }
}

#[test]
fn names_are_cut_where_there_is_no_room() {
    assert_eq!(fitted("Payment", 100.0), "Payment");
    assert_eq!(fitted("Loyalty programme service", 68.0), "Loyalty p…");
}
