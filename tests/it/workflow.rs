//! A workflow behind the line, with the moments and counts worked out by hand.
//!
//! One customer comes in a second, the first at 0.5 s, ten in all; neither network nor broker takes time; work is
//! constant; each service has one worker. `accept` takes 10 ms and is all that anybody waits for; then `flow`
//! commands `screen` (100 ms), `clear` (200 ms) and `book` (50 ms), one after the other, and takes 5 ms each
//! time that it hears of one.

use syncline::engine::report::{Requests, WorkflowFigures};
use syncline::engine::{Outcome, Report, Span, SpanKind, record};
use syncline::model::faults::{BrokerOutage, Crash, Errors, Slowdown};
use syncline::model::{Fault, Necessity, Response};
use syncline::testing::{ScenarioDraft, StepDraft, factor, ms, one_a_second, ratio, run, s, step};

const GOOD: Requests = Requests {
    offered: 10,
    acknowledged: 10,
    degraded: 0,
    declined: 0,
    failed: 0,
    in_flight: 0,
    completed: 10,
    open: 0,
    never_completed: 0,
    declined_later: 0,
    overturned: 0,
    abandoned: 0,
    compensated: 0,
    stuck: 0,
    repeated_effects: 0,
};

fn accept() -> StepDraft {
    step("accept").works_ms(10.0).undone_by("Reject")
}

fn screen() -> StepDraft {
    step("screen").works_ms(100.0).after(["accept"]).undone_by("Unscreen")
}

fn clear() -> StepDraft {
    step("clear").works_ms(200.0).after(["screen"]).undone_by("Unclear")
}

fn book() -> StepDraft {
    step("book").works_ms(50.0).after(["clear"]).undone_by("Unbook")
}

fn transfer() -> ScenarioDraft {
    conducted([accept(), screen(), clear(), book()])
}

fn conducted<const N: usize>(steps: [StepDraft; N]) -> ScenarioDraft {
    one_a_second(steps).conducted("flow", 5.0, ["screen", "clear", "book"])
}

fn spans(draft: &ScenarioDraft, request: u32) -> Vec<(Span, String)> {
    let design = draft.clone().design();
    let named = |span: Span| (span, design.process.steps[span.step].id.to_string());
    record(&design).spans.into_iter().filter(|it| it.request == request).map(named).collect()
}

/// What happened to a request: what kind of thing at which step, sent and over when, in milliseconds since it came.
fn told(draft: &ScenarioDraft, kind: SpanKind, request: u32) -> Vec<(String, u64, u64)> {
    let came = 500 + 1_000 * u64::from(request);
    let since = |moment: syncline::units::Moment| moment.as_micros() / 1_000 - came;
    (spans(draft, request).into_iter().filter(|(span, _)| span.kind == kind))
        .map(|(span, step)| (step, since(span.sent), since(span.released.unwrap_or(span.sent))))
        .collect()
}

fn workflow(report: &Report) -> WorkflowFigures {
    report.workflow.unwrap()
}

fn attempts(report: &Report, step: &str) -> [u64; 3] {
    let it = report.steps[step];
    [it.attempts, it.succeeded, it.failed]
}

fn rows<const N: usize>(rows: [(&str, u64, u64); N]) -> Vec<(String, u64, u64)> {
    rows.into_iter().map(|(step, sent, over)| (step.to_owned(), sent, over)).collect()
}

#[test]
fn each_outcome_takes_the_conductor_a_while_and_then_it_sends_what_has_become_ready() {
    let draft = transfer();
    let report = run(&draft);
    assert_eq!(report.requests, GOOD);
    assert_eq!(report.answer_ms.max, Some(10.0), "nobody waits for more");
    // 10, then 5 and 100, 5 and 200, 5 and 50; the last outcome is heard after that.
    assert_eq!(report.completion_ms.max, Some(375.0));
    let commands = [("screen", 15, 115), ("clear", 120, 320), ("book", 325, 375)];
    assert_eq!(told(&draft, SpanKind::Delivery, 0), rows(commands));
    let heard = [("accept", 10, 15), ("screen", 115, 120), ("clear", 320, 325), ("book", 375, 380)];
    assert_eq!(told(&draft, SpanKind::Outcome, 0), rows(heard));
    let WorkflowFigures { sent, heard, pending, max_backlog, .. } = workflow(&report);
    assert_eq!((sent, heard, pending, max_backlog), (40, 40, 0, 1));
}

#[test]
fn the_service_of_the_last_foreground_step_begins_it_and_the_conductor_commands() {
    let index =
        |draft: &ScenarioDraft, id: &str| draft.services.iter().position(|it| it.id.as_str() == id);
    // Of two that it comes after, the one that ends last tells; the other one does not.
    let draft = one_a_second([
        step("short").works_ms(10.0),
        step("long").works_ms(40.0),
        step("screen").works_ms(100.0).after(["short", "long"]),
    ])
    .conducted("flow", 5.0, ["screen"]);
    let outcomes = told(&draft, SpanKind::Outcome, 0);
    assert_eq!(outcomes, rows([("long", 40, 45), ("screen", 145, 150)]));
    let spans = spans(&draft, 0);
    let of = |kind: SpanKind| spans.iter().find(|(span, _)| span.kind == kind).unwrap().0;
    let (begins, command) = (of(SpanKind::Outcome), of(SpanKind::Delivery));
    assert_eq!((begins.from, begins.to), (index(&draft, "long"), index(&draft, "flow")));
    assert_eq!((command.from, command.to), (index(&draft, "flow"), index(&draft, "screen")));
}

#[test]
fn a_request_that_nobody_waits_for_at_all_begins_it_itself() {
    let draft = one_a_second([step("screen").works_ms(100.0)]).conducted("flow", 5.0, ["screen"]);
    let report = run(&draft);
    assert_eq!((report.requests, report.answer_ms.max), (GOOD, Some(0.0)));
    assert_eq!(report.completion_ms.max, Some(105.0));
    assert_eq!(workflow(&report).heard, 20);
}

#[test]
fn without_a_length_of_its_own_an_outcome_takes_no_time() {
    let mut draft = transfer();
    draft.process.workflow.as_mut().unwrap().work_ms = ms(0.0);
    assert_eq!(run(&draft).completion_ms.max, Some(360.0));
    // On its way each takes what an event takes: to the broker, and from there. The relay takes it up at once.
    draft.broker.publish_ms = ms(1.0);
    draft.broker.deliver_ms = ms(2.0);
    assert_eq!(run(&draft).completion_ms.max, Some(360.0 + 6.0 * 3.0));
}

#[test]
fn the_conductor_holds_no_worker_while_a_command_is_under_way() {
    // Each command takes three seconds, so that three requests are conducted at once by one worker: it is
    // taken for 4 × 5 ms in each second.
    let long = |it: StepDraft, id: &str| it.works_ms(3_000.0).on(id);
    let mut draft = conducted([
        accept(),
        long(screen(), "screen"),
        long(clear(), "clear"),
        long(book(), "book"),
    ]);
    draft
        .services
        .iter_mut()
        .filter(|it| it.id.as_str() != "flow")
        .for_each(|it| it.workers = None);
    let report = run(&draft);
    assert_eq!(report.requests, GOOD);
    let flow = report.services["flow"];
    // Of requests that came in the last nine seconds of ten, not all outcomes are heard within them: by 10 s
    // 10 starts, 7 of screen, 4 of clear and 1 of book.
    assert_eq!(flow.utilisation.map(|it| (it * 1e4).round()), Some(22.0 * 5.0));
    assert_eq!(flow.held_waiting_ratio, Some(0.0));
    assert_eq!(workflow(&report).wait_ms.max, Some(0.0), "it is always there");
}

#[test]
fn a_crash_of_the_conductor_only_delays() {
    // Down from 0 s to 5 s, so that five requests wait for it; nothing is lost, nothing done twice.
    let down = |at_s: f64, for_s: f64| {
        let crash = Crash { service: "flow".into(), ..Crash::default() };
        transfer().fault(Fault::new(crash, s(at_s), s(for_s)))
    };
    let report = run(&down(0.0, 5.0));
    assert_eq!((report.requests, report.answer_ms.max), (GOOD, Some(10.0)));
    for step in ["screen", "clear", "book"] {
        assert_eq!(attempts(&report, step), [10, 10, 0]);
    }
    assert_eq!((workflow(&report).heard, workflow(&report).max_backlog), (40, 5));
    // The first waited from 0.51 s to 5 s.
    assert_eq!(workflow(&report).wait_ms.max, Some(4_490.0));
    assert_eq!(report.completion_ms.max, Some(4_490.0 + 375.0));
    // Over an outcome it hears it anew: down at 0.512 s for a second, it begins again.
    let draft = down(0.512, 1.0);
    let report = run(&draft);
    assert_eq!((report.requests, workflow(&report).heard), (GOOD, 40));
    assert_eq!(told(&draft, SpanKind::Delivery, 0)[0], ("screen".to_owned(), 1_017, 1_117));
    let heard: Vec<Outcome> = (spans(&draft, 0).iter())
        .filter(|(span, step)| span.kind == SpanKind::Outcome && step == "accept")
        .map(|(span, _)| span.outcome)
        .collect();
    assert_eq!(heard, [Outcome::Lost, Outcome::Succeeded]);
}

#[test]
fn what_is_slow_at_the_conductor_delays_and_errors_there_do_not_meet_it() {
    let slow = Slowdown { service: "flow".into(), factor: factor(10.0) };
    let report = run(&transfer().fault(Fault::new(slow, s(0.0), s(20.0))));
    assert_eq!(report.completion_ms.max, Some(360.0 + 3.0 * 50.0));
    let errors = Errors { service: "flow".into(), ratio: ratio(1.0) };
    let report = run(&transfer().fault(Fault::new(errors, s(0.0), s(20.0))));
    assert_eq!((report.requests, report.completion_ms.max), (GOOD, Some(375.0)));
}

#[test]
fn while_the_broker_is_away_commands_and_outcomes_wait_and_none_is_lost() {
    // No step has an outbox: what a conductor says and hears is stored with the state all the same.
    let draft = transfer().fault(Fault::new(BrokerOutage, s(0.55), s(2.0)));
    let report = run(&draft);
    assert_eq!((report.requests, report.topics["clear"].lost), (GOOD, 0));
    // The first was being screened, and its outcome waited from 0.615 s to 2.55 s.
    let commands = told(&draft, SpanKind::Delivery, 0);
    assert_eq!(commands[0], ("screen".to_owned(), 15, 115));
    assert_eq!(commands[1].1, 2_055);
}

#[test]
fn a_command_is_delivered_again_as_its_own_policy_says() {
    let mut fails = clear().fails(1.0).dies_after(3);
    fails.delivery.backoff_ms = ms(10.0);
    let draft = conducted([accept(), screen(), fails, book()]);
    let report = run(&draft);
    assert_eq!(attempts(&report, "clear"), [30, 0, 30]);
    assert_eq!((report.topics["clear"].dead, report.topics["screen"].consumed), (10, 10));
    assert_eq!(attempts(&report, "book"), [0, 0, 0]);
}

#[test]
fn a_dead_command_compensates_in_reverse_order_once_the_conductor_has_heard() {
    let draft = conducted([accept(), screen(), clear().fails(1.0).dies_after(1), book()]);
    let report = run(&draft);
    let never = Requests { completed: 0, never_completed: 10, compensated: 10, ..GOOD };
    assert_eq!(report.requests, never);
    // Cleared from 120 to 320 ms and given up; heard by 325; screening undone in 100 ms, accepting in 10.
    assert_eq!(told(&draft, SpanKind::Outcome, 0).last(), rows([("clear", 320, 325)]).first());
    let undone = [("screen", 325, 425), ("accept", 425, 435)];
    assert_eq!(told(&draft, SpanKind::Compensation, 0), rows(undone));
    assert_eq!(attempts(&report, "book"), [0, 0, 0]);
    assert_eq!(workflow(&report).heard, 30);
}

#[test]
fn a_no_compensates_in_reverse_order_like_a_dead_command() {
    let says_no = || clear().declines(1.0);
    let draft = conducted([accept(), screen(), says_no(), book()]);
    let report = run(&draft);
    let overturned = Requests { completed: 0, overturned: 10, compensated: 10, ..GOOD };
    assert_eq!(report.requests, overturned);
    let undone = [("screen", 325, 425), ("accept", 425, 435)];
    assert_eq!(told(&draft, SpanKind::Compensation, 0), rows(undone));
    // Who was told only that it is under way is declined later.
    let deferred = says_no().response(Response::Deferred);
    let report = run(&conducted([accept(), screen(), deferred, book()]));
    let later = Requests { completed: 0, declined_later: 10, compensated: 10, ..GOOD };
    assert_eq!(report.requests, later);
}

#[test]
fn what_is_commanded_already_runs_out_and_is_undone_too() {
    // Screening says no after 100 ms; the other takes 300 ms, and is undone after that, being the last.
    let draft = one_a_second([
        accept(),
        screen().declines(1.0),
        step("other").works_ms(300.0).after(["accept"]).undone_by("Undo"),
    ])
    .conducted("flow", 5.0, ["screen", "other"]);
    let report = run(&draft);
    let overturned = Requests { completed: 0, overturned: 10, compensated: 10, ..GOOD };
    assert_eq!(report.requests, overturned);
    let undone = [("other", 315, 615), ("accept", 615, 625)];
    assert_eq!(told(&draft, SpanKind::Compensation, 0), rows(undone));
}

#[test]
fn a_command_that_the_process_can_do_without_is_given_up_and_it_goes_on() {
    let fails = clear().fails(1.0).dies_after(1).necessity(Necessity::Optional);
    let report = run(&conducted([accept(), screen(), fails, book()]));
    assert_eq!(report.requests, GOOD);
    assert_eq!((attempts(&report, "book"), report.topics["clear"].dead), ([10, 10, 0], 10));
    assert_eq!(report.completion_ms.max, Some(375.0));
}

#[test]
fn a_command_that_calls_others_has_its_outcome_when_they_have_ended() {
    let called = step("check").works_ms(30.0).called_by("screen");
    let draft = conducted([accept(), screen(), called, clear(), book()]);
    let report = run(&draft);
    assert_eq!(report.completion_ms.max, Some(405.0));
    assert_eq!(told(&draft, SpanKind::Outcome, 0)[1], ("screen".to_owned(), 145, 150));
    // So has one that makes a call as consumers do.
    let called = step("check").works_ms(30.0).after(["screen"]);
    assert_eq!(run(&conducted([accept(), screen(), called, clear(), book()])).requests, GOOD);
}

#[test]
fn other_background_steps_stay_events() {
    let draft = conducted([
        accept(),
        screen(),
        clear(),
        book(),
        step("mail").event().works_ms(20.0).after(["accept"]),
        step("count").event().works_ms(20.0).after(["clear"]),
    ]);
    let report = run(&draft);
    assert_eq!(report.requests, GOOD);
    let mail = told(&draft, SpanKind::Delivery, 0);
    assert!(mail.contains(&("mail".to_owned(), 10, 30)), "published at once: {mail:?}");
    assert!(mail.contains(&("count".to_owned(), 320, 340)), "by whoever did it: {mail:?}");
    assert_eq!(workflow(&report).heard, 40, "the conductor hears of neither");
}

#[test]
fn a_command_may_come_after_an_event_and_after_several_commands() {
    let draft = one_a_second([
        accept(),
        step("scanned").event().works_ms(70.0).after(["accept"]),
        screen(),
        step("clear").works_ms(200.0).after(["accept"]),
        step("book").works_ms(50.0).after(["scanned", "screen", "clear"]),
    ])
    .conducted("flow", 5.0, ["screen", "clear", "book"]);
    let report = run(&draft);
    assert_eq!(report.requests, GOOD);
    // Begun at 15 ms, together; the scan is heard by 85, screening by 120, clearing at 215 and heard by 220.
    let heard = [
        ("accept", 10, 15),
        ("scanned", 80, 85),
        ("screen", 115, 120),
        ("clear", 215, 220),
        ("book", 270, 275),
    ];
    assert_eq!(told(&draft, SpanKind::Outcome, 0), rows(heard));
    assert_eq!(report.completion_ms.max, Some(270.0));
}

#[test]
fn a_command_on_a_branch_that_is_not_taken_is_not_sent() {
    let mut draft = transfer().choice("amount", [("small", 1.0), ("large", 0.0)]);
    draft.process.steps[2].branch = Some("amount/large".into());
    draft.process.steps[3].after = vec!["screen".into(), "clear".into()];
    let report = run(&draft);
    assert_eq!((report.requests, report.topics["clear"].published), (GOOD, 0));
    assert_eq!(report.completion_ms.max, Some(170.0));
    assert_eq!(workflow(&report).heard, 30);
}

#[test]
fn once_the_request_has_failed_no_further_command_is_sent_and_all_is_undone() {
    // Screening begins while a second call is still under way, which fails after 60 ms.
    let fails = step("late").works_ms(60.0).after(["accept"]).fails(1.0);
    let draft = conducted([accept(), screen(), clear(), book(), fails]);
    let report = run(&draft);
    let failed = Requests { acknowledged: 0, completed: 0, failed: 10, compensated: 10, ..GOOD };
    assert_eq!(report.requests, failed);
    assert_eq!((attempts(&report, "screen"), attempts(&report, "clear")), ([10, 10, 0], [0, 0, 0]));
    let undone = [("screen", 115, 215), ("accept", 215, 225)];
    assert_eq!(told(&draft, SpanKind::Compensation, 0), rows(undone));
}

#[test]
fn the_conductor_takes_its_own_work_and_what_it_hears_first_come_first_served() {
    // It also accepts, for 1.2 s each, with one worker. The first is accepted 1,200 ms after it came, when the
    // second has waited for 200; what is heard of the first waits behind that, and before the third.
    let long = step("accept").works_ms(1_200.0).on("flow");
    let draft = one_a_second([long, screen()]).conducted("flow", 5.0, ["screen"]);
    assert_eq!(told(&draft, SpanKind::Delivery, 0), rows([("screen", 2_405, 2_505)]));
}
