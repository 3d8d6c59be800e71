//! What an indexed recording promises of its frames.

use super::*;
use crate::engine::{Outcome, Turn, record};
use crate::model::faults::Slowdown;
use crate::model::{Fault, Mode};
use crate::scene::geometry::Point;
use crate::scene::{LinkKind, Node};
use crate::testing::spans::{bare_call, call, ms, recording};
use crate::testing::{self, checkout, factor, s, shop, step};

const fn millis(milliseconds: u64) -> Duration {
    Duration::from_micros(milliseconds * 1_000)
}

/// The frame of one step with these spans.
fn frame_of(mode: Mode, spans: Vec<Span>, at: Moment, presentation: &Presentation) -> Frame {
    let design = shop([step("payment").mode(mode)]).design();
    let placement = Placement::new(&design, 1000.0);
    IndexedRecording::new(&design, recording(spans, ms(1_000))).frame(at, &placement, presentation)
}

const TRUE_TIME: Presentation =
    Presentation { min_travel: Duration::ZERO, effect: millis(50), most_tokens: 1_000, flow: None };

#[test]
fn a_call_goes_waits_is_worked_on_and_returns() {
    let see = |at: u64| {
        let frame = frame_of(Mode::RequestResponse, vec![call()], ms(at), &TRUE_TIME);
        let token = frame.tokens.first().map(|token| (token.kind, token.progress));
        (token, frame.steps[0].queued, frame.steps[0].working, frame.services[1].busy)
    };
    assert_eq!(see(99), (None, 0, 0, 0));
    assert_eq!(see(105), (Some((TokenKind::Call, 0.5)), 0, 0, 0));
    assert_eq!(see(110), (None, 1, 0, 0));
    assert_eq!(see(130), (None, 0, 1, 1));
    assert_eq!(see(160), (Some((TokenKind::Response, 0.0)), 0, 0, 0));
    assert_eq!(see(165), (Some((TokenKind::Response, 0.5)), 0, 0, 0));
    assert_eq!(see(170), (None, 0, 0, 0));
}

#[test]
fn what_is_too_quick_for_the_eye_is_drawn_longer_and_counted_truly() {
    let slow = Presentation { min_travel: millis(100), ..TRUE_TIME };
    let see = |at: u64| {
        let frame = frame_of(Mode::RequestResponse, vec![call()], ms(at), &slow);
        let tokens: Vec<(TokenKind, f64)> =
            frame.tokens.iter().map(|t| (t.kind, t.progress)).collect();
        (tokens, frame.steps[0].working)
    };
    assert_eq!(see(150), (vec![(TokenKind::Call, 0.5)], 1));
    assert_eq!(see(225), (vec![(TokenKind::Response, 0.25)], 0));
    assert_eq!(see(300), (vec![], 0));
}

#[test]
fn a_worker_that_waits_for_others_is_held() {
    let request = Span {
        kind: SpanKind::Request,
        to: Some(0),
        from: None,
        arrived: Some(ms(90)),
        started: Some(ms(95)),
        released: Some(ms(180)),
        ..bare_call(7, ms(90), ms(180))
    };
    let queued = frame_of(Mode::RequestResponse, vec![request, call()], ms(92), &TRUE_TIME);
    assert_eq!((queued.services[0].queue, queued.services[0].busy, queued.in_flight), (1, 0, 1));
    let held = frame_of(Mode::RequestResponse, vec![request, call()], ms(150), &TRUE_TIME);
    assert_eq!((held.services[0].busy, held.services[0].held_waiting), (1, 1));
    assert_eq!((held.services[1].busy, held.services[1].held_waiting), (1, 0));
    let done = frame_of(Mode::RequestResponse, vec![request, call()], ms(180), &TRUE_TIME);
    assert_eq!((done.services[0].busy, done.in_flight), (0, 0));
}

#[test]
fn work_on_a_worker_that_its_request_holds_takes_no_second_one() {
    let request = Span {
        kind: SpanKind::Request,
        to: Some(0),
        arrived: Some(ms(90)),
        started: Some(ms(90)),
        released: Some(ms(180)),
        ..bare_call(7, ms(90), ms(180))
    };
    let local = Span { from: Some(0), to: Some(0), ..call() };
    let frame = frame_of(Mode::RequestResponse, vec![request, local], ms(150), &TRUE_TIME);
    assert_eq!((frame.services[0].busy, frame.services[0].held_waiting), (1, 0));
    assert_eq!((frame.steps[0].working, frame.tokens.len()), (1, 0));
}

#[test]
fn an_event_waits_in_its_topic_and_its_pause_counts() {
    let event = Span {
        kind: SpanKind::Delivery,
        arrived: Some(ms(105)),
        started: Some(ms(130)),
        worked: Some(ms(150)),
        released: Some(ms(150)),
        outcome: Outcome::Failed,
        ..bare_call(7, ms(100), ms(150))
    };
    let again = Span {
        attempt: 1,
        sent: ms(150),
        arrived: Some(ms(350)),
        started: Some(ms(360)),
        released: Some(ms(400)),
        heard: Some(ms(400)),
        outcome: Outcome::Dead,
        ..event
    };
    let see = |at: u64| {
        let frame = frame_of(Mode::Event, vec![event, again], ms(at), &TRUE_TIME);
        let topic = frame.steps[0].topic.unwrap();
        (frame.tokens.len(), topic.backlog, topic.oldest, topic.dead)
    };
    assert_eq!(see(102), (1, 0, None, 0));
    assert_eq!(see(120), (0, 1, Some(millis(20)), 0));
    assert_eq!(see(140), (0, 0, None, 0));
    // In the pause, the event is as old as its first publication makes it.
    assert_eq!(see(300), (0, 1, Some(millis(200)), 0));
    assert_eq!(see(400), (0, 0, None, 1));
}

/// The broker takes it at 595 ms, from when on it is 5 ms on its way.
#[test]
fn an_event_is_in_its_outbox_until_the_broker_takes_it() {
    let event = Span {
        kind: SpanKind::Delivery,
        arrived: Some(ms(600)),
        started: Some(ms(600)),
        released: Some(ms(650)),
        heard: Some(ms(650)),
        ..bare_call(7, ms(100), ms(650))
    };
    let at_once = Span { request: 8, sent: ms(595), ..event };
    let see = |at: u64| {
        let frame = frame_of(Mode::Event, vec![event, at_once], ms(at), &TRUE_TIME);
        frame.steps[0].topic.unwrap().outbox
    };
    assert_eq!([99, 100, 594, 595, 620].map(see), [0, 1, 1, 0, 0]);
}

#[test]
fn a_no_is_a_mark_of_its_own_and_one_behind_the_line_comes_back_across_it() {
    let slow = Presentation { min_travel: millis(100), ..TRUE_TIME };
    let design = shop([step("payment").event()]).design();
    let placement = Placement::new(&design, 1000.0);
    let (from, to) = (placement.steps[0].card.center(), placement.entry);
    let said_no = |overturns| Span {
        kind: SpanKind::Request,
        turned: Some(Turn { at: ms(300), step: 0, overturns }),
        ..bare_call(7, ms(90), ms(120))
    };
    for (overturns, told) in [(true, EffectKind::Overturned), (false, EffectKind::RequestDeclined)]
    {
        let see = |at: u64| {
            let recording = recording(vec![said_no(overturns)], ms(1_000));
            IndexedRecording::new(&design, recording).frame(ms(at), &placement, &slow)
        };
        assert_eq!((see(299).tokens.len(), see(299).effects.len()), (0, 0));
        let halfway = see(400);
        let token = halfway.tokens[0];
        assert_eq!((token.kind, token.progress), (TokenKind::ComesBack { overturns }, 0.5));
        // From the card of the step that said it, to where the customer is.
        let middle = (from.x.midpoint(to.x), from.y.midpoint(to.center().y));
        assert_eq!((token.at.x, token.at.y), middle);
        let there = see(510);
        assert_eq!((there.tokens.len(), there.effects[0].kind), (0, told));
        assert_eq!(there.effects[0].at, Point::new(to.x, to.center().y));
    }
    let declined = |kind| Span { kind, outcome: Outcome::Declined, ..call() };
    let frame =
        frame_of(Mode::RequestResponse, vec![declined(SpanKind::Call)], ms(165), &TRUE_TIME);
    assert_eq!(frame.tokens[0].kind, TokenKind::Declined);
    assert_eq!(frame.effects[0].kind, EffectKind::Declined);
    let told = Span { heard: Some(ms(170)), ..declined(SpanKind::Request) };
    let frame = frame_of(Mode::RequestResponse, vec![told], ms(180), &TRUE_TIME);
    assert_eq!(frame.effects[0].kind, EffectKind::RequestDeclined);
    assert!(frame.effects[0].kind.is_no() && !EffectKind::Failed.is_no());
}

#[test]
fn a_question_takes_a_worker_of_the_entry_and_nothing_is_drawn_on_its_way() {
    let question = Span {
        kind: SpanKind::Question,
        to: Some(0),
        arrived: Some(ms(100)),
        started: Some(ms(110)),
        worked: Some(ms(150)),
        released: Some(ms(150)),
        outcome: Outcome::Succeeded,
        ..bare_call(7, ms(100), ms(150))
    };
    let see = |at: u64| {
        let frame = frame_of(Mode::Event, vec![question], ms(at), &TRUE_TIME);
        let shop = frame.services[0];
        (frame.tokens.len(), shop.queue, shop.busy, frame.steps[0].working)
    };
    assert_eq!([see(105), see(120), see(150)], [(0, 1, 0, 0), (0, 0, 1, 0), (0, 0, 0, 0)]);
}

#[test]
fn what_goes_wrong_is_shown_for_a_while() {
    let refused = Span { outcome: Outcome::Refused, ..bare_call(1, ms(100), ms(100)) };
    let lost =
        Span { outcome: Outcome::TimedOut, lost: Some(ms(100)), ..bare_call(2, ms(100), ms(400)) };
    let failed = Span { outcome: Outcome::Failed, ..call() };
    for (span, at, kind) in [
        (refused, 120, EffectKind::Refused),
        (lost, 110, EffectKind::Lost),
        (lost, 410, EffectKind::TimedOut),
        (failed, 165, EffectKind::Failed),
    ] {
        let frame = frame_of(Mode::RequestResponse, vec![span], ms(at), &TRUE_TIME);
        assert_eq!(
            frame.effects.iter().map(|effect| effect.kind).collect::<Vec<_>>(),
            [kind],
            "{at}"
        );
        let later = frame_of(Mode::RequestResponse, vec![span], ms(at + 60), &TRUE_TIME);
        assert_eq!(later.effects, []);
    }
}

#[test]
fn an_attempt_after_the_first_has_a_trail() {
    let retry = Span { attempt: 1, ..call() };
    let frame = frame_of(Mode::RequestResponse, vec![retry], ms(107), &TRUE_TIME);
    assert!(frame.tokens[0].trail.unwrap().x < frame.tokens[0].at.x);
    let first = frame_of(Mode::RequestResponse, vec![call()], ms(107), &TRUE_TIME);
    assert_eq!(first.tokens[0].trail, None);
}

#[test]
fn a_late_answer_fades_and_its_work_went_on() {
    let late = Span { outcome: Outcome::TimedOut, heard: Some(ms(140)), ..call() };
    let slow = Presentation { min_travel: millis(20), ..TRUE_TIME };
    let working = frame_of(Mode::RequestResponse, vec![late], ms(150), &slow);
    assert_eq!(working.steps[0].working, 1);
    let fading = frame_of(Mode::RequestResponse, vec![late], ms(170), &slow);
    assert_eq!(fading.tokens[0].kind, TokenKind::LateResponse);
}

#[test]
fn a_time_out_in_the_queue_keeps_its_place() {
    let waiting = Span {
        started: None,
        worked: None,
        released: None,
        answered: None,
        outcome: Outcome::TimedOut,
        ..call()
    };
    assert_eq!(
        frame_of(Mode::RequestResponse, vec![waiting], ms(900), &TRUE_TIME).services[1].queue,
        1
    );
    let lost = Span { lost: Some(ms(500)), ..waiting };
    assert_eq!(
        frame_of(Mode::RequestResponse, vec![lost], ms(900), &TRUE_TIME).services[1].queue,
        0
    );
}

#[test]
fn beyond_the_most_tokens_they_are_thinned_and_the_rest_is_counted() {
    let spans: Vec<Span> = (0..1_000).map(|n| Span { request: n, ..call() }).collect();
    let few = Presentation { most_tokens: 300, ..TRUE_TIME };
    let frame = frame_of(Mode::RequestResponse, spans, ms(105), &few);
    assert_eq!(frame.tokens.len(), 250);
    assert_eq!(frame.hidden, 750);
}

#[test]
fn events_before_and_after_a_moment_are_found() {
    let indexed = IndexedRecording::new(&checkout(Mode::Event), recording(vec![call()], ms(500)));
    assert_eq!(indexed.next_event(Moment::START), Some(ms(100)));
    assert_eq!(indexed.next_event(ms(110)), Some(ms(130)));
    assert_eq!(indexed.next_event(ms(170)), None);
    assert_eq!(indexed.previous_event(ms(130)), Some(ms(110)));
    assert_eq!(indexed.previous_event(ms(100)), None);
}

#[test]
fn a_real_run_never_has_more_workers_busy_than_there_are() {
    let mut scenario = checkout(Mode::Event).workers(2);
    for step in &mut scenario.process.steps {
        step.call.timeout_ms = Some(testing::ms(120.0));
        step.call.retries = 2;
    }
    scenario.faults = vec![Fault::new(
        Slowdown { service: "payment".into(), factor: factor(5.0) },
        s(5.0),
        s(5.0),
    )];
    let design = scenario.design();
    let indexed = IndexedRecording::new(&design, record(&design));
    let placement = Placement::new(&design, 1000.0);
    let eye = Presentation {
        min_travel: millis(350),
        effect: millis(400),
        most_tokens: 3_000,
        flow: None,
    };
    let mut seen = 0;
    for at in (0..indexed.end().as_micros()).step_by(70_001) {
        let frame = indexed.frame(Moment::from_micros(at), &placement, &eye);
        for service in &frame.services {
            assert!(service.busy <= service.workers.unwrap(), "{at}: {service:?}");
            assert!(service.held_waiting <= service.busy);
        }
        assert_eq!(frame, indexed.frame(Moment::from_micros(at), &placement, &eye));
        seen += frame.tokens.len();
    }
    assert!(seen > 100, "{seen}");
    assert_eq!(
        indexed.frame(Moment::from_seconds(7.0), &placement, &eye).faults,
        [FaultState::Active]
    );
}

#[test]
fn flows_count_what_was_sent_to_each_step_in_the_while_before_and_no_message_is_drawn() {
    let calls = (0..40_u32).map(|n| {
        let sent = Moment::from_micros(u64::from(n) * 100_000);
        let mut call = bare_call(n, sent, sent + millis(50));
        if n % 4 == 0 {
            call.outcome = Outcome::Failed;
        }
        call
    });
    let end = Moment::from_seconds(4.0);
    let design = checkout(Mode::RequestResponse).design();
    let indexed = IndexedRecording::new(&design, recording(calls.collect(), end));
    let placement = Placement::new(&design, 1_000.0);
    let flowing = Presentation { flow: Some(Duration::from_seconds(2.0)), ..TRUE_TIME };
    let frame = indexed.frame(Moment::from_micros(3_999_999), &placement, &flowing);
    assert_eq!((frame.tokens.len(), frame.effects.len()), (0, 0));
    let step = indexed.recording().spans[0].step;
    // Ten a second, one in four of which failed.
    assert!((frame.flows[step].rate_per_s - 10.0).abs() < 1e-9, "{:?}", frame.flows);
    assert!((frame.flows[step].failed_per_s - 2.5).abs() < 1e-9, "{:?}", frame.flows);
    assert!((frame.phase - 0.999_999_5).abs() < 1e-9);
    assert!(frame.flows.iter().enumerate().all(|(n, flow)| n == step || *flow == Flow::default()));
}

#[test]
fn a_nested_call_leaves_from_its_callers_card_and_the_caller_is_held_until_it_has_ended() {
    let design = shop([step("payment"), step("bank").called_by("payment")]).design();
    let placement = Placement::new(&design, 1_000.0);
    // Payment works from 130 to 160 ms, calls the bank, and answers when that has ended.
    let payment =
        Span { released: Some(ms(300)), answered: Some(ms(300)), heard: Some(ms(310)), ..call() };
    let bank = Span {
        step: 1,
        from: Some(1),
        to: Some(2),
        sent: ms(160),
        arrived: Some(ms(180)),
        started: Some(ms(180)),
        worked: Some(ms(280)),
        released: Some(ms(280)),
        answered: Some(ms(280)),
        heard: Some(ms(300)),
        ..call()
    };
    let indexed = IndexedRecording::new(&design, recording(vec![payment, bank], ms(1_000)));
    let see = |at: u64| {
        let frame = indexed.frame(ms(at), &placement, &TRUE_TIME);
        let [_, payment, bank] = frame.services[..] else { panic!("{frame:?}") };
        (frame, (payment.busy, payment.held_waiting), (bank.busy, bank.held_waiting))
    };
    let (frame, ..) = see(170);
    let token = frame.tokens[0];
    let way = &placement.incoming(1).next().unwrap().there;
    assert_eq!((token.kind, token.step, token.at), (TokenKind::Call, 1, way.point_at(0.5)));
    let card = placement.steps[0].card;
    assert!(
        (way.start().x - card.right()).abs() < 1.0 || (way.start().y - card.bottom()).abs() < 1.0
    );
    assert_eq!((see(140).1, see(140).2), ((1, 0), (0, 0)));
    assert_eq!((see(200).1, see(200).2), ((1, 1), (1, 0)));
    assert_eq!((see(299).1, see(299).2), ((1, 1), (0, 0)));
    assert_eq!((see(300).1, see(300).2), ((0, 0), (0, 0)));
}

#[test]
fn a_command_goes_into_its_topic_and_its_outcome_back_to_the_conductor() {
    let scenario = shop([step("pay"), step("ship").event()]).conducted("desk", 20.0, ["ship"]);
    let design = scenario.design();
    let placement = Placement::new(&design, 1_000.0);
    let service = |id: &str| design.services.iter().position(|it| it.id.as_str() == id);
    let (desk, ship) = (service("desk"), service("ship"));
    assert!(desk.is_some() && ship.is_some());
    let command = Span {
        kind: SpanKind::Delivery,
        step: 1,
        from: desk,
        to: ship,
        sent: ms(100),
        arrived: Some(ms(104)),
        started: Some(ms(104)),
        worked: Some(ms(200)),
        released: Some(ms(200)),
        answered: None,
        heard: Some(ms(200)),
        ..call()
    };
    // The desk hears of it at 204 ms, when it has a worker at 230, and is busy with it until 250.
    let outcome = Span {
        kind: SpanKind::Outcome,
        from: ship,
        to: desk,
        sent: ms(200),
        arrived: Some(ms(204)),
        started: Some(ms(230)),
        worked: Some(ms(250)),
        released: Some(ms(250)),
        heard: Some(ms(250)),
        ..command
    };
    let indexed = IndexedRecording::new(&design, recording(vec![command, outcome], ms(1_000)));
    // As long as the broker takes, whatever it is set to.
    let eye = Presentation { min_travel: millis(4), ..TRUE_TIME };
    let see = |at: u64| indexed.frame(ms(at), &placement, &eye);
    let link = placement.incoming(1).next().unwrap();
    assert_eq!((link.kind, link.from), (LinkKind::Command, Node::Conductor));
    let token = see(103).tokens[0];
    assert_eq!((token.kind, token.step), (TokenKind::Command, 1));
    assert!(token.progress > 0.0 && token.at == link.there.point_at(token.progress));
    let token = see(203).tokens[0];
    assert_eq!((token.kind, token.step), (TokenKind::Outcome, 1));
    assert_eq!(token.at, link.back.as_ref().unwrap().point_at(token.progress));
    // The conductor holds a worker only while it hears; what is to be heard waits in front of it.
    let desk_at = |at: u64| {
        let state = see(at).services[desk.unwrap()];
        (state.queue, state.busy, state.held_waiting)
    };
    assert_eq!([150, 210, 240, 250].map(desk_at), [(0, 0, 0), (1, 0, 0), (0, 1, 0), (0, 0, 0)]);
    let flowing = Presentation { flow: Some(Duration::from_seconds(1.0)), ..TRUE_TIME };
    let flow = indexed.frame(ms(400), &placement, &flowing).flows[1];
    assert_eq!((flow.rate_per_s, flow.heard_per_s, flow.failed_per_s), (2.5, 2.5, 0.0));
}
