//! Limits that libraries have, with the counts worked out by hand: the longest pause, the deadline of a whole
//! call, and attempts that leave the queue once whoever made them has gone.
//!
//! One request arrives in a second, the first at 0.5 s, ten in all; nothing takes time on the network unless a
//! test says so; work is constant; each service has one worker.

use syncline::engine::report::{Cause, FailedBy};
use syncline::engine::{Outcome, Report, record};
use syncline::model::faults::{Crash, Errors, Partition};
use syncline::model::{Breaker, Fault};
use syncline::testing::{ScenarioDraft, StepDraft, checked, ms, one_a_second, ratio, run, s, step};
use syncline::units::Moment;

fn pay(work_ms: f64) -> StepDraft {
    step("pay").works_ms(work_ms)
}

/// A step of which every attempt fails.
fn failing(work_ms: f64) -> StepDraft {
    pay(work_ms).fails(1.0)
}

fn deadline(mut step: StepDraft, deadline_ms: f64) -> StepDraft {
    step.call.deadline_ms = Some(ms(deadline_ms));
    step
}

fn cancels(mut step: StepDraft) -> StepDraft {
    step.call.cancel = true;
    step
}

fn causes(report: &Report) -> Vec<(Cause, u64)> {
    report.failed_by.iter().map(|it: &FailedBy| (it.cause, it.count)).collect()
}

#[test]
fn a_pause_grows_no_longer_than_its_longest() {
    // Four attempts of 10 ms; pauses of 50, then 80 instead of 100, then 80 instead of 200: 250 ms in all.
    let mut retried = failing(10.0).retries(3, 50.0);
    retried.call.backoff_max_ms = Some(ms(80.0));
    assert_eq!(run(&one_a_second([retried])).failure_ms.max, Some(250.0));
    // The first is bounded as well: 10 + 30 + 10.
    let mut short = failing(10.0).retries(1, 50.0);
    short.call.backoff_max_ms = Some(ms(30.0));
    assert_eq!(run(&one_a_second([short])).failure_ms.max, Some(50.0));
}

#[test]
fn a_deadline_is_over_all_attempts_and_pauses_and_ends_the_running_one_as_a_time_out() {
    // Attempts from 0 to 100, from 150 to 250 and from 350 on: at 400 the third is given up.
    let report = run(&one_a_second([deadline(failing(100.0).retries(5, 50.0), 400.0)]));
    let figures = &report.steps["pay"];
    assert_eq!((figures.attempts, figures.timed_out, figures.failed), (30, 10, 30));
    assert_eq!((report.failure_ms.p50, report.failure_ms.max), (Some(400.0), Some(400.0)));
    assert_eq!(causes(&report), [(Cause::Deadline, 10)]);
    // It is worked off all the same: three times 100 ms in each second.
    assert_eq!(report.services["pay"].utilisation, Some(0.3));
}

#[test]
fn no_pause_begins_that_would_not_end_before_the_deadline() {
    // The second pause would end at 350: the call is given up at 250, for what its last attempt came to.
    let report = run(&one_a_second([deadline(failing(100.0).retries(5, 50.0), 300.0)]));
    assert_eq!((report.steps["pay"].attempts, report.failure_ms.max), (20, Some(250.0)));
    assert_eq!(causes(&report), [(Cause::Error, 10)]);
    // A pause that would end with the deadline leaves no time for an attempt.
    let report = run(&one_a_second([deadline(failing(100.0).retries(5, 50.0), 150.0)]));
    assert_eq!((report.steps["pay"].attempts, report.failure_ms.max), (10, Some(100.0)));
    let report = run(&one_a_second([deadline(failing(100.0).retries(5, 50.0), 151.0)]));
    assert_eq!((report.steps["pay"].attempts, report.failure_ms.max), (20, Some(151.0)));
}

#[test]
fn an_answer_at_the_instant_of_the_deadline_is_too_late() {
    let late = run(&one_a_second([deadline(pay(100.0), 100.0)]));
    assert_eq!((late.requests.failed, causes(&late)), (10, vec![(Cause::Deadline, 10)]));
    let in_time = run(&one_a_second([deadline(pay(100.0), 100.001)]));
    assert_eq!(in_time.requests.acknowledged, 10);
    // Where the time-out comes before it, that is the cause, as long as it is not there at the same instant.
    let first = run(&one_a_second([deadline(pay(100.0).timeout_ms(80.0), 90.0)]));
    assert_eq!(causes(&first), [(Cause::TimedOut, 10)]);
}

#[test]
fn the_breaker_counts_a_deadline_as_a_failure() {
    // Two deadlines in a row open it for the rest of the run.
    let mut slow = deadline(pay(200.0), 100.0);
    slow.call.breaker = Some(Breaker { failures: 2, open_ms: ms(1e6), probes: 1 });
    let report = run(&one_a_second([slow]));
    assert_eq!((report.steps["pay"].timed_out, report.steps["pay"].refused), (2, 8));
    assert_eq!(causes(&report), [(Cause::BreakerOpen, 8), (Cause::Deadline, 2)]);
}

#[test]
fn in_a_chain_a_deadline_covers_what_is_behind_the_call() {
    let design = one_a_second([
        deadline(step("first").works_ms(10.0), 200.0),
        step("second").after(["first"]).works_ms(300.0),
    ]);
    let report = run(&design.chained());
    assert_eq!((report.requests.failed, report.failure_ms.max), (10, Some(200.0)));
}

/// Work of a second and a half for one worker, and one request in a second that waits for 400 ms: the second
/// request comes at 1.5 s, while the first is worked on until 2.0 s, and gives up at 1.9 s; the third begins at
/// once. So every other attempt begins, and the rest give up in the queue.
fn overload(step: StepDraft) -> ScenarioDraft {
    one_a_second([step.timeout_ms(400.0)])
}

#[test]
fn an_attempt_that_timed_out_in_the_queue_leaves_it() {
    let kept = run(&overload(pay(1_500.0)));
    assert_eq!((kept.steps["pay"].work_ms.count, kept.steps["pay"].cancelled), (10, 0));
    // From 0.5 s on without a pause.
    assert_eq!(kept.services["pay"].utilisation, Some(0.95));

    let left = run(&overload(cancels(pay(1_500.0))));
    assert_eq!((left.steps["pay"].work_ms.count, left.steps["pay"].cancelled), (5, 5));
    assert_eq!((left.steps["pay"].timed_out, left.steps["pay"].failed), (10, 10));
    // What has begun is finished: five times 1.5 s.
    assert_eq!(left.services["pay"].utilisation, Some(0.75));
    assert_eq!(left.services["pay"].max_queue, 1);
}

#[test]
fn past_its_deadline_it_leaves_the_queue_too() {
    let report = run(&one_a_second([deadline(cancels(pay(1_500.0)), 400.0)]));
    assert_eq!((report.steps["pay"].cancelled, causes(&report)), (5, vec![(Cause::Deadline, 10)]));
}

#[test]
fn the_word_of_it_takes_as_long_as_any_message() {
    let mut design = overload(cancels(pay(1_500.0)));
    design.network.one_way_ms = ms(50.0);
    let second = record(&checked(&design)).spans;
    let second: Vec<_> = second.iter().filter(|it| it.request == 1).collect();
    let attempt = second.iter().find(|it| it.to.is_some()).unwrap();
    let at = |seconds: f64| Some(Moment::START + s(seconds).duration());
    assert_eq!((attempt.heard, attempt.lost, attempt.started), (at(1.9), at(1.95), None));
    assert_eq!(attempt.outcome, Outcome::TimedOut);
}

#[test]
fn while_the_way_is_cut_the_word_of_it_is_lost() {
    // The second gives up at 1.9 s, unheard, and is worked on from 2.0 s to 3.5 s. The third gives up at
    // 2.9 s; from the fourth on, at 3.5 s, every other one begins: six in all, and four leave.
    let cut = Partition { between: ["shop".into(), "pay".into()] };
    let design = overload(cancels(pay(1_500.0))).entry("shop").staffed("shop", 20);
    let report = run(&design.fault(Fault::new(cut, s(1.8), s(0.15))));
    assert_eq!((report.steps["pay"].work_ms.count, report.steps["pay"].cancelled), (6, 4));
}

#[test]
fn an_attempt_of_a_caller_that_crashed_leaves_the_queue() {
    // At 1.6 s the second waits behind the first, and both lose who asked for them.
    let design = one_a_second([cancels(pay(1_500.0))]).entry("shop").staffed("shop", 20);
    let report = run(&design.fault(Fault::new(Crash::refusing("shop".into()), s(1.6), s(0.1))));
    assert_eq!((report.steps["pay"].cancelled, report.steps["pay"].work_ms.count), (1, 9));
    assert_eq!((report.requests.failed, report.requests.acknowledged), (2, 8));
    assert_eq!(report.steps["pay"].failed, 1);
}

#[test]
fn an_attempt_of_a_request_that_failed_leaves_the_queue() {
    // Each fails after 100 ms by `check`. `pay` of the second waits then, of the third it has begun.
    let check = step("check").works_ms(100.0).fails(1.0);
    let both =
        |pay: StepDraft| run(&one_a_second([check.clone(), pay]).entry("shop").staffed("shop", 20));
    let report = both(cancels(pay(1_500.0)));
    assert_eq!((report.steps["pay"].cancelled, report.steps["pay"].work_ms.count), (5, 5));
    assert_eq!(both(pay(1_500.0)).steps["pay"].work_ms.count, 10);
}

#[test]
fn a_probe_that_leaves_the_queue_makes_room_for_another() {
    // `audit` has the bank's one worker for 950 ms of each second. Of the first request `pay` begins at 1.45 s and
    // fails, which opens its breaker until 1.49 s. From then on `check` fails each request after 100 ms, when its
    // probe waits behind `audit`, and leaves: the next request has a probe again, and nobody is refused.
    let mut probed = cancels(step("pay").on("bank").works_ms(10.0));
    probed.call.breaker = Some(Breaker { failures: 1, open_ms: ms(30.0), probes: 1 });
    let audit = step("audit").on("bank").works_ms(950.0);
    let failing = |service: &str, from_s: f64, to_s: f64| {
        let errors = Errors { service: service.into(), ratio: ratio(1.0) };
        Fault::new(errors, s(from_s), s(to_s - from_s))
    };
    let design = one_a_second([step("check").works_ms(100.0), audit, probed]);
    let design = design.entry("shop").staffed("shop", 20);
    let report = run(&design.fault(failing("bank", 1.4, 1.5)).fault(failing("check", 1.0, 20.0)));
    let figures = &report.steps["pay"];
    assert_eq!((figures.attempts, figures.refused, figures.cancelled), (10, 0, 9));
}

#[test]
fn what_is_to_be_tried_again_is_not_once_whoever_asked_has_gone() {
    // `outer` calls `sure`, which fails at 100 ms and so `outer` with it, and `inner`, which fails at 10 ms and
    // would be tried again after a pause of 300 ms: for nobody, by then.
    let inner = step("inner").called_by("outer").works_ms(10.0).fails(1.0).retries(1, 300.0);
    let sure = step("sure").called_by("outer").works_ms(100.0).fails(1.0);
    let attempts = |inner: StepDraft| {
        let outer = step("outer").works_ms(0.0).retries(1, 2_000.0);
        let design = one_a_second([outer, sure.clone(), inner]).lasts_s(1.0);
        run(&design).steps["inner"].attempts
    };
    // Each of the two attempts at `outer` asks for it once; the first of them a second time, at 810 ms. After the
    // second the request has failed.
    assert_eq!((attempts(inner.clone()), attempts(cancels(inner))), (3, 2));
}

#[test]
fn a_customer_who_gives_up_takes_nothing_back() {
    let mut design = one_a_second([cancels(pay(1_500.0))]);
    design.workload.patience_ms = Some(ms(400.0));
    let report = run(&design);
    assert_eq!((report.requests.abandoned, report.steps["pay"].cancelled), (10, 0));
    assert_eq!(report.steps["pay"].work_ms.count, 10);
}
