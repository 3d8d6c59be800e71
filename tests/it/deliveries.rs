//! Deliveries as brokers have them, with the counts worked out by hand: at most once, visibility, ages, a consumer
//! that joins later, partitions, replay and redrive.
//!
//! One event is published in a second, the first at 0.5 s, ten in all; nothing takes time on the network or at
//! the broker; work is constant; each service has one worker unless a test says so.

use syncline::engine::Report;
use syncline::engine::report::TopicFigures;
use syncline::model::faults::{Crash, Errors, Poison, Replay, Replayed};
use syncline::model::{Acknowledge, Fault, FaultKind, Necessity};
use syncline::testing::{ScenarioDraft, StepDraft, ms, one_a_second, ratio, run, s, step};

fn mail(work_ms: f64) -> StepDraft {
    step("mail").event().works_ms(work_ms)
}

/// `pay` is called and takes no time; it can be undone. Then the event.
fn after_pay(mail: StepDraft) -> ScenarioDraft {
    one_a_second([step("pay").works_ms(0.0).undone_by("refund"), mail.after(["pay"])])
}

/// From one moment to another, in seconds.
fn from_to(from_s: f64, to_s: f64, kind: impl Into<FaultKind>) -> Fault {
    Fault::new(kind, s(from_s), s(to_s - from_s))
}

fn replay(at_s: f64, what: Replayed) -> Fault {
    Fault::new(Replay { step: "mail".into(), what }, s(at_s), s(0.0))
}

fn failing(from_s: f64, to_s: f64) -> Fault {
    from_to(from_s, to_s, Errors { service: "mail".into(), ratio: ratio(1.0) })
}

fn topic(report: &Report) -> &TopicFigures {
    &report.topics["mail"]
}

/// Completed, never completed, compensated.
fn ends(report: &Report) -> (u64, u64, u64) {
    let requests = &report.requests;
    (requests.completed, requests.never_completed, requests.compensated)
}

// At most once.

fn at_most_once(mut step: StepDraft) -> StepDraft {
    step.delivery.acknowledge = Acknowledge::Before;
    step
}

#[test]
fn at_most_once_a_failure_loses_the_event_and_nobody_knows() {
    let report = run(&after_pay(at_most_once(mail(100.0).fails(1.0))));
    let topic = topic(&report);
    assert_eq!((topic.published, topic.consumed, topic.lost, topic.dead), (10, 0, 10, 0));
    assert_eq!((report.steps["mail"].attempts, report.steps["mail"].retries), (10, 0));
    assert_eq!(ends(&report), (0, 10, 0));
    // What can be done without is lost as well, and the request complete.
    let optional = at_most_once(mail(100.0).fails(1.0)).necessity(Necessity::Optional);
    assert_eq!(ends(&run(&after_pay(optional))), (10, 0, 0));
}

#[test]
fn at_most_once_a_crash_loses_what_is_worked_on_and_nothing_is_repeated() {
    // The second, at work from 1.5 s to 2.0 s.
    let crash = from_to(1.7, 1.8, Crash::refusing("mail".into()));
    let report = run(&after_pay(at_most_once(mail(500.0))).fault(crash.clone()));
    assert_eq!((topic(&report).consumed, topic(&report).lost, topic(&report).repeated), (9, 1, 0));
    assert_eq!(ends(&report), (9, 1, 0));
    // At least once it comes again, and its effect is repeated.
    let again = run(&after_pay(mail(500.0)).fault(crash));
    assert_eq!((topic(&again).consumed, topic(&again).lost, topic(&again).repeated), (10, 0, 1));
}

#[test]
fn a_delivery_that_is_interrupted_after_its_work_has_had_its_effect_once() {
    // Its work ends at 0.6 s, and it waits for what it calls until 1.0 s; the crash at 0.8 s repeats nothing by
    // itself, the redelivery does.
    let design = |mail: StepDraft| {
        one_a_second([mail, step("send").after(["mail"]).works_ms(400.0)]).fault(from_to(
            0.8,
            0.85,
            Crash::refusing("mail".into()),
        ))
    };
    assert_eq!(topic(&run(&design(mail(100.0)))).repeated, 1);
    assert_eq!(topic(&run(&design(at_most_once(mail(100.0))))).repeated, 0);
}

// Visibility.

fn hidden(mut step: StepDraft, visibility_ms: f64) -> StepDraft {
    step.delivery.visibility_ms = Some(ms(visibility_ms));
    step
}

#[test]
fn work_that_takes_longer_is_delivered_again_while_it_goes_on() {
    // Work of 300 ms, hidden for 100 ms, three attempts: taken at 0, 100 and 200 ms; the first consumes it at
    // 300 ms, the others go on, and repeat its effect.
    let design = |step: StepDraft| one_a_second([hidden(step.dies_after(3), 100.0)]).workers(3);
    let report = run(&design(mail(300.0)));
    assert_eq!((report.steps["mail"].attempts, report.steps["mail"].retries), (30, 20));
    assert_eq!(
        (topic(&report).consumed, topic(&report).repeated, topic(&report).dead),
        (10, 20, 0)
    );
    assert_eq!(ends(&report), (10, 0, 0));
    let mut deduplicated = mail(300.0);
    deduplicated.delivery.deduplicate = true;
    let report = run(&design(deduplicated));
    assert_eq!((report.steps["mail"].attempts, topic(&report).repeated), (30, 0));
}

#[test]
fn what_only_waits_is_taken_away_with_the_end_of_the_work() {
    // One worker: at 100 ms the event is there again, and nobody takes it before the work ends.
    let report = run(&one_a_second([hidden(mail(300.0).dies_after(3), 100.0)]));
    assert_eq!((report.steps["mail"].attempts, topic(&report).consumed), (10, 10));
    assert_eq!((topic(&report).repeated, topic(&report).pending), (0, 0));
}

#[test]
fn work_that_ends_as_the_event_would_be_there_again_is_in_time() {
    let attempts = |visibility_ms: f64| {
        let design = one_a_second([hidden(mail(300.0), visibility_ms)]).workers(3);
        run(&design).steps["mail"].attempts
    };
    assert_eq!((attempts(300.0), attempts(299.0)), (10, 20));
}

#[test]
fn an_event_is_given_up_when_the_last_of_its_deliveries_has_failed() {
    // Taken at 0 and 100 ms, and both fail, at 300 and 400 ms: dead then, not earlier.
    let report =
        run(&one_a_second([hidden(mail(300.0).dies_after(2).fails(1.0), 100.0)]).workers(2));
    assert_eq!(
        (report.steps["mail"].attempts, topic(&report).dead, topic(&report).pending),
        (20, 10, 0)
    );
    assert_eq!(ends(&report), (0, 10, 0));
}

// Ages.

/// Work of 1.5 s and one event in a second. Turns, and ages at them: the first at 0.5 s; the second at 2.0 s, 0.5 s
/// old; the third at 3.5 s, 1.0 s old; the fourth at 5.0 s, 1.5 s old: dropped; the fifth at once in its place,
/// and so on with every third.
fn expiring(mut step: StepDraft, expires_ms: f64) -> StepDraft {
    step.delivery.expires_ms = Some(ms(expires_ms));
    step
}

#[test]
fn an_event_that_is_too_old_at_its_turn_is_dropped_and_nothing_of_it_happens() {
    let report = run(&after_pay(expiring(mail(1_500.0), 1_000.0)));
    assert_eq!(
        (topic(&report).consumed, topic(&report).expired, topic(&report).pending),
        (7, 3, 0)
    );
    assert_eq!(report.steps["mail"].attempts, 7);
    assert_eq!(ends(&report), (7, 3, 3));
    // At the instant of its limit it is still good: the second, half a second old, is worked on; otherwise the
    // third begins at once, and every other one is too old.
    let expired =
        |limit_ms: f64| topic(&run(&after_pay(expiring(mail(1_500.0), limit_ms)))).expired;
    assert_eq!((expired(500.0), expired(499.999)), (3, 5));
    let optional = expiring(mail(1_500.0), 1_000.0).necessity(Necessity::Optional);
    let report = run(&after_pay(optional));
    assert_eq!((topic(&report).expired, ends(&report)), (3, (10, 0, 0)));
}

#[test]
fn what_a_topic_does_not_keep_is_lost_and_nobody_knows() {
    let mut design = after_pay(mail(1_500.0));
    design.broker.retention_s = Some(s(1.0));
    let report = run(&design);
    assert_eq!((topic(&report).consumed, topic(&report).lost, topic(&report).expired), (7, 3, 0));
    assert_eq!(ends(&report), (7, 3, 0));
    // The shorter of both counts.
    let mut design = after_pay(expiring(mail(1_500.0), 1_000.0));
    design.broker.retention_s = Some(s(2.0));
    assert_eq!(topic(&run(&design)).expired, 3);
}

#[test]
fn what_nobody_ever_took_is_gone_at_the_end_where_it_is_older_than_it_is_kept() {
    let mut never = mail(10.0);
    never.delivery.joins_at_s = Some(s(1_000.0));
    let mut design = one_a_second([never]);
    assert_eq!((topic(&run(&design)).pending, topic(&run(&design)).lost), (10, 0));
    design.broker.retention_s = Some(s(30.0));
    let report = run(&design);
    assert_eq!((topic(&report).pending, topic(&report).lost), (0, 10));
    assert_eq!(ends(&report), (0, 10, 0));
}

#[test]
fn a_consumer_that_joins_later_reads_from_the_start() {
    // At 5.0 s five wait, the oldest for 4.5 s; they are worked off by 5.5 s.
    let mut late = mail(100.0);
    late.delivery.joins_at_s = Some(s(5.0));
    let report = run(&one_a_second([late]));
    let topic = topic(&report);
    assert_eq!((topic.consumed, topic.max_backlog, topic.max_lag_ms), (10, 5, 4_500.0));
    assert_eq!(ends(&report), (10, 0, 0));
}

// Partitions.

fn partitioned(mut step: StepDraft, partitions: u32) -> StepDraft {
    step.delivery.partitions = Some(partitions);
    step
}

fn keyed(mut design: ScenarioDraft, keys: u32) -> ScenarioDraft {
    design.workload.keys = Some(keys);
    design
}

#[test]
fn a_partition_delivers_one_event_at_a_time_however_many_consumers_there_are() {
    // All of one key: the tenth, published at 9.5 s, is done at 15.5 s. As a work queue, after its own 1.5 s.
    let of_one_key = keyed(one_a_second([partitioned(mail(1_500.0), 3)]), 1).workers(4);
    let report = run(&of_one_key);
    assert_eq!((topic(&report).consumed, report.completion_ms.max), (10, Some(6_000.0)));
    let queue = run(&keyed(one_a_second([mail(1_500.0)]), 1).workers(4));
    assert_eq!(queue.completion_ms.max, Some(1_500.0));
    // Without keys each request is its own, and one partition holds them all.
    let one = run(&one_a_second([partitioned(mail(1_500.0), 1)]).workers(4));
    assert_eq!(one.completion_ms.max, Some(6_000.0));
}

#[test]
fn a_poison_event_holds_its_partition_and_nobody_in_a_work_queue() {
    // The first fails at 0.6 s, is tried again at 1.6 s and at 3.7 s, and is dead at 3.8 s. Behind it wait the
    // second, for 2.3 s; the third, worked on from 3.9 s, for 1.4 s; the fourth, from 4.0 s, for 0.5 s.
    let mut poisoned = mail(100.0).dies_after(3);
    poisoned.delivery.backoff_ms = ms(1_000.0);
    let poison = from_to(0.0, 1.0, Poison { step: "mail".into(), one_in: 1 });
    let design = |step| keyed(one_a_second([step]), 1).workers(2).fault(poison.clone());

    let held = run(&design(partitioned(poisoned.clone(), 1)));
    let waits = &held.steps["mail"].wait_ms;
    assert_eq!((topic(&held).dead, topic(&held).consumed), (1, 9));
    assert_eq!((topic(&held).holds, topic(&held).max_held), (2, 1));
    assert_eq!((waits.max, waits.count), (Some(2_300.0), 12));
    assert_eq!(waits.mean, Some((2_300.0 + 1_400.0 + 500.0) / 12.0));

    let queue = run(&design(poisoned));
    let waits = &queue.steps["mail"].wait_ms;
    assert_eq!((topic(&queue).dead, topic(&queue).consumed, topic(&queue).holds), (1, 9, 0));
    assert_eq!((waits.max, waits.count), (Some(0.0), 12));
}

#[test]
fn an_interrupted_delivery_holds_its_partition_until_it_is_done() {
    // At work from 0.5 s, it is interrupted at 0.55 s, and delivered again at 2.55 s; the second waits from 1.5 s to
    // 2.65 s, the third from 2.5 s to 2.75 s.
    let mut interrupted = partitioned(mail(100.0), 1);
    interrupted.delivery.backoff_ms = ms(2_000.0);
    let crash = from_to(0.55, 0.6, Crash::refusing("mail".into()));
    let report = run(&keyed(one_a_second([interrupted]), 1).workers(2).fault(crash));
    assert_eq!(
        (topic(&report).consumed, topic(&report).repeated, topic(&report).holds),
        (10, 1, 1)
    );
    assert_eq!(report.steps["mail"].wait_ms.max, Some(1_150.0));
    assert_eq!(report.steps["mail"].wait_ratio, Some(2.0 / 11.0));
}

#[test]
fn an_expired_head_lets_the_next_one_of_its_partition_go() {
    let report = run(&after_pay(expiring(partitioned(mail(1_500.0), 1), 1_000.0)));
    assert_eq!((topic(&report).consumed, topic(&report).expired), (7, 3));
}

// Replay and redrive.

#[test]
fn a_replay_repeats_what_the_topic_keeps_and_costs_its_work_again() {
    // Five events by 5.0 s: published once more behind the line of nobody, worked off by 5.5 s.
    let design = |step: StepDraft| after_pay(step).fault(replay(5.0, Replayed::All));
    let report = run(&design(mail(100.0)));
    let of = topic(&report);
    assert_eq!((of.published, of.replayed, of.consumed, of.repeated), (10, 5, 15, 5));
    assert_eq!((report.steps["mail"].attempts, report.steps["mail"].work_ms.count), (15, 15));
    assert_eq!(report.services["mail"].utilisation, Some(0.15));
    assert_eq!(ends(&report), (10, 0, 0));

    // A consumer that recognises them is delivered to as often, and does no work.
    let mut deduplicated = mail(100.0);
    deduplicated.delivery.deduplicate = true;
    let report = run(&design(deduplicated));
    let of = topic(&report);
    assert_eq!((of.replayed, of.consumed, of.repeated), (5, 15, 0));
    assert_eq!((report.steps["mail"].attempts, report.steps["mail"].work_ms.count), (15, 10));
    assert_eq!(report.services["mail"].utilisation, Some(0.1));
}

#[test]
fn only_what_is_still_kept_is_replayed() {
    // At 5.5 s those of 3.5 s, which is two seconds old to the instant, and of 4.5 s; that of 5.5 s comes after.
    let mut design = after_pay(mail(100.0)).fault(replay(5.5, Replayed::All));
    design.broker.retention_s = Some(s(2.0));
    let report = run(&design);
    assert_eq!((topic(&report).replayed, topic(&report).repeated, topic(&report).lost), (2, 2, 0));
}

#[test]
fn a_redriven_dead_letter_completes_its_request() {
    // Everything fails for three seconds: the first three are dead letters, until 5.0 s.
    let dying = || one_a_second([mail(100.0).dies_after(1)]).fault(failing(0.0, 3.0));
    assert_eq!(ends(&run(&dying())), (7, 3, 0));
    let report = run(&dying().fault(replay(5.0, Replayed::Dead)));
    let of = topic(&report);
    assert_eq!((of.dead, of.replayed, of.consumed, of.repeated), (3, 3, 10, 0));
    assert_eq!(ends(&report), (10, 0, 0));
    assert_eq!((report.customers.served, report.customers.never_completed), (10, 0));
    // Of the first: published at 0.5 s, done at 5.1 s.
    assert_eq!(report.completion_ms.max, Some(4_600.0));
}

#[test]
fn what_had_to_follow_a_dead_letter_follows_it() {
    let design = one_a_second([
        mail(100.0).dies_after(1),
        step("index").after(["mail"]).event().works_ms(10.0),
    ]);
    let report = run(&design.fault(failing(0.0, 3.0)).fault(replay(5.0, Replayed::Dead)));
    assert_eq!((report.topics["index"].published, report.topics["index"].consumed), (10, 10));
    assert_eq!(ends(&report), (10, 0, 0));
}

#[test]
fn what_has_been_undone_is_not_completed_by_a_redrive() {
    let design = after_pay(mail(100.0).dies_after(1)).fault(failing(0.0, 3.0));
    let report = run(&design.fault(replay(5.0, Replayed::Dead)));
    assert_eq!((topic(&report).consumed, ends(&report)), (10, (7, 3, 3)));
}

#[test]
fn a_replay_from_the_start_redrives_its_dead_letters_too() {
    // Five are kept by 5.0 s: three dead ones, which complete, and two that are repeated.
    let design = one_a_second([mail(100.0).dies_after(1)]).fault(failing(0.0, 3.0));
    let report = run(&design.fault(replay(5.0, Replayed::All)));
    let of = topic(&report);
    assert_eq!((of.replayed, of.consumed, of.repeated), (5, 12, 2));
    assert_eq!(ends(&report), (10, 0, 0));
}

#[test]
fn a_redriven_event_that_fails_again_is_a_dead_letter_again() {
    // Poison stays poison: a redrive at 5.0 s and another at 6.0 s bring it back each time.
    let poison = from_to(0.0, 1.0, Poison { step: "mail".into(), one_in: 1 });
    let design = one_a_second([mail(100.0).dies_after(1)]).fault(poison);
    let redriven = design.fault(replay(5.0, Replayed::Dead)).fault(replay(6.0, Replayed::Dead));
    let report = run(&redriven);
    let of = topic(&report);
    assert_eq!((of.published, of.replayed, of.consumed, of.dead, of.pending), (10, 2, 9, 3, 0));
    assert_eq!(ends(&report), (9, 1, 0));
}

#[test]
fn a_dead_letter_that_had_its_effect_is_done_again_when_it_is_redriven() {
    // Interrupted at 0.55 s, it has had its effect, and is dead; its consumer recognises what it has had, but
    // this it has never consumed. What follows follows, and nothing is repeated.
    let mut first = mail(100.0).dies_after(1);
    first.delivery.deduplicate = true;
    let crash = from_to(0.55, 0.6, Crash::refusing("mail".into()));
    let design = one_a_second([first, step("index").after(["mail"]).event().works_ms(10.0)]);
    let report = run(&design.fault(crash).fault(replay(5.0, Replayed::Dead)));
    let of = topic(&report);
    assert_eq!((of.dead, of.replayed, of.consumed, of.repeated), (1, 1, 10, 0));
    assert_eq!(report.topics["index"].consumed, 10);
    assert_eq!(ends(&report), (10, 0, 0));
}

#[test]
fn a_redriven_dead_letter_that_answers_no_stays_what_it_was() {
    // The first cause counts: it will never be complete, and no yes is overturned by it.
    let design = one_a_second([mail(10.0).dies_after(1).declines(1.0)]).fault(failing(0.0, 1.0));
    let report = run(&design.fault(replay(5.0, Replayed::Dead)));
    assert_eq!((report.requests.never_completed, report.requests.overturned), (1, 9));
    assert_eq!((topic(&report).consumed, topic(&report).dead), (10, 1));
}

#[test]
fn a_no_that_is_replayed_is_recognised_as_well() {
    let mut no = mail(10.0).declines(1.0);
    no.delivery.deduplicate = true;
    let report = run(&one_a_second([no]).fault(replay(5.0, Replayed::All)));
    assert_eq!((topic(&report).replayed, topic(&report).consumed), (5, 15));
    assert_eq!((report.steps["mail"].work_ms.count, report.steps["mail"].declined), (10, 10));
    assert_eq!(report.requests.overturned, 10);
}

#[test]
fn a_redrive_completes_what_had_nothing_to_be_undone() {
    // `mail` names what undoes it, but has never happened; so nothing was undone.
    let dying = mail(100.0).dies_after(1).undone_by("recall");
    let design = one_a_second([dying]).fault(failing(0.0, 3.0));
    assert_eq!(ends(&run(&design.fault(replay(5.0, Replayed::Dead)))), (10, 0, 0));
}

#[test]
fn a_dead_letter_after_a_loss_that_nobody_knew_of_has_all_undone() {
    // `note` is lost with the crash at 0.7 s; `mail` fails at 2.5 s, and that is known.
    let note = at_most_once(step("note").after(["pay"]).event().works_ms(1_000.0));
    let dying = mail(2_000.0).dies_after(1).fails(1.0).after(["pay"]);
    let pay = step("pay").works_ms(0.0).undone_by("refund");
    let design = one_a_second([pay, dying, note]).lasts_s(1.0);
    let report = run(&design.fault(from_to(0.7, 0.8, Crash::refusing("note".into()))));
    assert_eq!((topic(&report).dead, report.topics["note"].lost), (1, 1));
    assert_eq!(ends(&report), (0, 1, 1));
}

#[test]
fn what_had_been_published_before_a_loss_stays() {
    // `mail` can be done without, and is lost while it waits for what it calls; `index` was published by then.
    let mail = at_most_once(mail(10.0)).necessity(Necessity::Optional);
    let send = step("send").after(["mail"]).works_ms(1_000.0).necessity(Necessity::Optional);
    let index = step("index").after(["mail"]).event().works_ms(1_000.0);
    let design = one_a_second([mail, index, send]).lasts_s(1.0);
    let report = run(&design.fault(from_to(0.7, 0.8, Crash::refusing("mail".into()))));
    assert_eq!((topic(&report).lost, report.topics["index"].consumed), (1, 1));
    assert_eq!(ends(&report), (1, 0, 0));
}

#[test]
fn what_pauses_until_the_end_is_gone_where_it_is_older_than_it_is_kept() {
    let mut pausing = mail(10.0).dies_after(2).fails(1.0);
    pausing.delivery.backoff_ms = ms(1e6);
    let mut design = one_a_second([pausing]);
    assert_eq!((topic(&run(&design)).pending, topic(&run(&design)).lost), (10, 0));
    design.broker.retention_s = Some(s(5.0));
    assert_eq!((topic(&run(&design)).pending, topic(&run(&design)).lost), (0, 10));
}

#[test]
fn what_is_dead_or_lost_is_beyond_its_tolerance_whatever_it_had_done() {
    // Interrupted after five milliseconds of ten, it has had its effect, and is there never.
    let crash = from_to(0.505, 0.6, Crash::refusing("mail".into()));
    for step in [mail(10.0).dies_after(1), at_most_once(mail(10.0))] {
        let mut tolerant = step;
        tolerant.business.tolerance_ms = Some(ms(1_000.0));
        let report = run(&one_a_second([tolerant]).fault(crash.clone()));
        let figure = &report.tolerances["mail"];
        assert_eq!((figure.beyond_ratio, figure.p50, figure.met), (0.1, Some(10.0), false));
    }
}
