//! A business no: an answer and not a failure, with the counts worked out by hand.
//!
//! One customer comes in a second, the first at 0.5 s, ten in all; nothing takes time on the network; work
//! is constant; each service has one worker. Where a step declines, it declines all ten, unless it says
//! which share.

use std::collections::BTreeMap;

use proptest::prelude::*;
use syncline::engine::report::{Customers, Requests};
use syncline::engine::{Extent, Outcome, Report, SpanKind, record, simulate};
use syncline::model::faults::{BrokerOutage, Crash, CrashBehaviour};
use syncline::model::{Breaker, Coordination, Fault, Mode, Necessity, Response};
use syncline::testing::{ScenarioDraft, StepDraft, ms, one_a_second, run, s, step};

use syncline::figures::contrast::rows;
use syncline::study::compare;

use crate::draws::for_random_scenarios;
use crate::truth::design;

/// A call of 100 ms that says no.
fn pay() -> StepDraft {
    step("pay").works_ms(100.0).declines(1.0)
}

/// A call of 50 ms before it, that can be undone.
fn reserve() -> StepDraft {
    step("reserve").works_ms(50.0).undone_by("Release")
}

/// An event to which a stock check of 100 ms reacts, and says no.
fn check() -> StepDraft {
    step("check").event().works_ms(100.0).declines(1.0)
}

const TEN: Requests = Requests {
    offered: 10,
    acknowledged: 0,
    degraded: 0,
    declined: 0,
    failed: 0,
    in_flight: 0,
    completed: 0,
    open: 0,
    never_completed: 0,
    declined_later: 0,
    overturned: 0,
    abandoned: 0,
    compensated: 0,
    stuck: 0,
    repeated_effects: 0,
};

/// Of those who came: who was served, and who was told yes while it was no.
fn served(report: &Report) -> (u64, u64) {
    let Customers { arrived, served, overturned, .. } = report.customers;
    assert_eq!(arrived, 10);
    (served, overturned)
}

/// Of a step: its attempts, those that succeeded, declined and failed.
fn attempts(report: &Report, step: &str) -> [u64; 4] {
    let it = report.steps[step];
    [it.attempts, it.succeeded, it.declined, it.failed]
}

#[test]
fn a_no_before_the_line_is_told_at_once_and_is_an_answer() {
    let report = run(&one_a_second([pay()]));
    assert_eq!(report.requests, Requests { declined: 10, ..TEN });
    assert_eq!(served(&report), (10, 0));
    assert_eq!(attempts(&report, "pay"), [10, 0, 10, 0]);
    // Heard after 100 ms, each of them; nobody is acknowledged, and nothing has failed.
    assert_eq!((report.answer_ms.p50, report.answer_ms.count), (Some(100.0), 10));
    assert_eq!((report.acknowledgement_ms.count, report.failure_ms.count), (0, 0));
    assert_eq!((report.success_ratio, report.failed_by.len()), (Some(1.0), 0));
}

#[test]
fn what_had_succeeded_is_undone_and_what_follows_does_not_begin() {
    let follows = step("ship").after(["pay"]).works_ms(10.0);
    let told = step("mail").after(["pay"]).event().works_ms(10.0);
    let report = run(&one_a_second([reserve(), pay().after(["reserve"]), follows, told]));
    assert_eq!(report.requests, Requests { declined: 10, compensated: 10, ..TEN });
    assert_eq!(report.steps["reserve"].compensated, 10);
    assert_eq!(attempts(&report, "ship"), [0; 4]);
    assert_eq!(report.topics["mail"].published, 0);
}

#[test]
fn what_runs_or_is_published_runs_out_and_is_undone_too() {
    // Beside the payment, which says no after 100 ms, a call of 300 ms and an event of 500 ms have begun.
    // Both have their effect, and only then are they undone: one worker each, and a second between customers.
    let beside = step("book").works_ms(300.0).undone_by("Cancel");
    let told = step("store").event().works_ms(400.0).undone_by("Delete");
    let report = run(&one_a_second([pay(), beside, told]));
    assert_eq!(report.requests, Requests { declined: 10, compensated: 10, ..TEN });
    assert_eq!(report.answer_ms.max, Some(100.0));
    for step in ["book", "store"] {
        assert_eq!((report.steps[step].succeeded, report.steps[step].compensated), (10, 10));
    }
}

#[test]
fn policies_know_no_failure_in_a_no() {
    // Neither tried again, nor done without, nor a reason to open the breaker.
    let mut design = one_a_second([pay().retries(3, 10.0).timeout_ms(1_000.0)]);
    design.process.steps[0].call.fallback = true;
    design.process.steps[0].call.breaker = Some(Breaker { failures: 1, ..Breaker::default() });
    let report = run(&design);
    assert_eq!(report.requests, Requests { declined: 10, ..TEN });
    assert_eq!(attempts(&report, "pay"), [10, 0, 10, 0]);
    assert_eq!((report.steps["pay"].retries, report.steps["pay"].refused), (0, 0));
}

#[test]
fn a_no_that_the_process_can_do_without_is_counted_there_and_it_goes_on() {
    let follows = step("ship").after(["pay"]).works_ms(10.0);
    let told = step("mail").after(["pay"]).event().works_ms(10.0);
    let optional = pay().necessity(Necessity::Optional);
    let report = run(&one_a_second([optional, follows, told]));
    assert_eq!(report.requests, Requests { acknowledged: 10, completed: 10, ..TEN });
    assert_eq!(attempts(&report, "pay"), [10, 0, 10, 0]);
    assert_eq!(attempts(&report, "ship"), [10, 10, 0, 0]);
    assert_eq!(report.topics["mail"].consumed, 10);
    let behind = check().necessity(Necessity::Optional);
    let report = run(&one_a_second([behind, step("mail").after(["check"]).event()]));
    assert_eq!(report.requests, Requests { acknowledged: 10, completed: 10, ..TEN });
    assert_eq!(report.topics["mail"].consumed, 10);
}

#[test]
fn a_no_of_its_own_is_counted_also_where_what_it_calls_says_one_that_matters() {
    // By a call in a chain, and by a delivery: the payment's own no matters to nobody, the bank's does.
    let bank = || step("bank").after(["pay"]).works_ms(10.0).declines(1.0);
    let optional = || pay().necessity(Necessity::Optional);
    let called = run(&one_a_second([optional(), bank()]).chained());
    assert_eq!(called.requests, Requests { declined: 10, ..TEN });
    let delivered = run(&one_a_second([optional().event(), bank()]));
    assert_eq!(delivered.requests, Requests { acknowledged: 10, overturned: 10, ..TEN });
    for report in [called, delivered] {
        assert_eq!(attempts(&report, "pay"), [10, 0, 10, 0]);
        assert_eq!(attempts(&report, "bank"), [10, 0, 10, 0]);
    }
}

#[test]
fn a_no_of_which_nothing_happened_is_not_undone() {
    let report = run(&one_a_second([pay().undone_by("Refund")]));
    assert_eq!(report.requests, Requests { declined: 10, ..TEN });
    assert_eq!(report.steps["pay"].compensated, 0);
}

#[test]
fn behind_the_line_a_no_overturns_the_yes() {
    let report = run(&one_a_second([reserve(), check().after(["reserve"])]));
    let books = Requests { acknowledged: 10, overturned: 10, compensated: 10, ..TEN };
    assert_eq!(report.requests, books);
    assert_eq!(served(&report), (0, 10));
    assert_eq!(report.success_ratio, Some(0.0));
    // The event was consumed: nothing is wrong with it.
    assert_eq!((report.topics["check"].consumed, report.topics["check"].dead), (10, 0));
    assert_eq!(attempts(&report, "check"), [10, 0, 10, 0]);
    // Told yes after 50 ms, all of them; none is ever complete.
    assert_eq!((report.answer_ms.p95, report.done_p95_ms), (Some(50.0), None));
}

#[test]
fn where_the_customer_was_told_to_wait_it_is_declined_later_and_they_were_served() {
    let deferred = check().after(["reserve"]).response(Response::Deferred);
    let report = run(&one_a_second([reserve(), deferred]));
    let books = Requests { acknowledged: 10, declined_later: 10, compensated: 10, ..TEN };
    assert_eq!(report.requests, books);
    assert_eq!((served(&report), report.success_ratio), ((10, 0), Some(1.0)));
}

#[test]
fn who_was_told_only_that_it_is_under_way_is_not_held_against_the_completion() {
    // Half of them, by their draw, were told no later; the others are complete after 100 ms.
    let deferred = check().declines(0.5).response(Response::Deferred);
    let report = run(&one_a_second([deferred]));
    let Requests { completed, declined_later, .. } = report.requests;
    assert_eq!(completed + declined_later, 10);
    assert!(completed > 0 && declined_later > 0, "{:?}", report.requests);
    assert_eq!(report.done_p95_ms, Some(100.0));
}

#[test]
fn in_a_chain_a_no_is_at_once_the_answer_of_everything_above() {
    // The payment calls the bank, which says no after 10 ms, and the ledger, which takes 200 ms and is not
    // waited for. What the payment did is undone; its attempt ended well, with a no that is not its own.
    let chain = one_a_second([
        step("pay").works_ms(100.0).undone_by("Refund").retries(2, 10.0),
        step("bank").after(["pay"]).works_ms(10.0).declines(1.0),
        step("ledger").after(["pay"]).works_ms(200.0),
    ]);
    let report = run(&chain.chained());
    assert_eq!(report.requests, Requests { declined: 10, compensated: 10, ..TEN });
    assert_eq!(attempts(&report, "pay"), [10, 10, 0, 0]);
    assert_eq!(attempts(&report, "bank"), [10, 0, 10, 0]);
    assert_eq!(attempts(&report, "ledger"), [10, 10, 0, 0]);
    assert_eq!((report.answer_ms.max, report.steps["pay"].retries), (Some(110.0), 0));
}

#[test]
fn a_call_that_waits_for_the_worker_of_its_own_request_is_not_made_after_a_no() {
    // All on one service: the second call would run on the worker that the first has, and is not needed.
    let chain = one_a_second([
        step("pay").works_ms(100.0),
        step("bank").after(["pay"]).works_ms(10.0).declines(1.0),
        step("ledger").after(["pay"]).works_ms(200.0).retries(3, 10.0),
    ]);
    let report = run(&chain.chained().all_on("one").workers(1));
    assert_eq!(report.requests, Requests { declined: 10, ..TEN });
    assert_eq!(attempts(&report, "ledger"), [0; 4]);
    assert_eq!((report.steps["ledger"].retries, report.answer_ms.max), (0, Some(110.0)));
}

#[test]
fn behind_an_event_a_no_consumes_the_event_and_overturns() {
    let book = step("book").event().works_ms(100.0).undone_by("Cancel");
    let bank = step("bank").after(["book"]).works_ms(10.0).declines(1.0).retries(2, 10.0);
    let report = run(&one_a_second([book, bank]));
    let books = Requests { acknowledged: 10, overturned: 10, compensated: 10, ..TEN };
    assert_eq!(report.requests, books);
    assert_eq!((report.topics["book"].consumed, report.steps["book"].retries), (10, 0));
    assert_eq!(attempts(&report, "book"), [10, 10, 0, 0]);
    assert_eq!(report.steps["book"].compensated, 10);
}

#[test]
fn a_no_beside_it_fails_no_delivery_and_repeats_no_effect() {
    // The booking has had its effect, and calls the bank, which fails after 20 ms and would be tried again
    // after 500; at 100 the check says no. The booking is consumed once, and undone.
    let book = step("book").event().works_ms(10.0).undone_by("Cancel");
    let bank = step("bank").after(["book"]).works_ms(10.0).fails(1.0).retries(3, 500.0);
    let report = run(&one_a_second([check(), book, bank]));
    let books = Requests { acknowledged: 10, overturned: 10, compensated: 10, ..TEN };
    assert_eq!(report.requests, books);
    assert_eq!(attempts(&report, "book"), [10, 10, 0, 0]);
    assert_eq!(attempts(&report, "bank"), [10, 0, 0, 10]);
    assert_eq!((report.topics["book"].consumed, report.topics["book"].repeated), (10, 0));
}

#[test]
fn what_was_lost_before_a_no_is_undone_with_it() {
    // The broker is away when the first customer's event is published: it is lost, which nobody knows. The
    // check by call behind the line says no all the same, and what was done is undone.
    let lost = step("store").event().works_ms(10.0);
    let design = one_a_second([reserve(), lost.after(["reserve"]), check().after(["reserve"])]);
    let mut design = design.lasts_s(1.0);
    design.process.steps[2].delivery.outbox = true;
    design = design.fault(Fault::new(BrokerOutage, s(0.4), s(0.4)));
    let report = run(&design);
    let books = Requests { offered: 1, acknowledged: 1, never_completed: 1, compensated: 1, ..TEN };
    assert_eq!(report.requests, books);
    assert_eq!(report.steps["reserve"].compensated, 1);
}

#[test]
fn a_no_that_an_abandoned_attempt_hears_is_heard_again_by_the_next() {
    // The payment takes 100 ms, its caller waits for 150 and tries again after 50. What it calls says no after
    // 150: too late for the first attempt, at 250 ms, while the second works; that one calls it again, and is
    // not waited for either. It was charged twice, and in no case is it a yes.
    let slow = step("bank").after(["pay"]).works_ms(150.0).declines(1.0);
    let pay = step("pay").works_ms(100.0).timeout_ms(150.0).retries(1, 50.0);
    let report = run(&one_a_second([pay, slow]).chained().workers(10));
    assert_eq!(report.requests, Requests { failed: 10, repeated_effects: 10, ..TEN });
    assert_eq!(attempts(&report, "bank"), [20, 0, 20, 0]);
    // Behind an event: the consumer crashes, what it had called says no to nobody, and says it again to the
    // redelivery.
    let book = step("book").event().works_ms(50.0);
    let bank = step("bank").after(["book"]).works_ms(400.0).declines(1.0);
    let crash = Crash { service: "book".into(), behaviour: CrashBehaviour::Refuse };
    let crashed = one_a_second([book, bank]).fault(Fault::new(crash, s(0.7), s(0.1)));
    let report = run(&crashed.workers(10));
    assert_eq!((report.requests.overturned, report.requests.completed), (10, 0));
}

#[test]
fn what_waits_for_the_worker_of_the_entry_is_not_made_after_a_no() {
    let beside = step("ship").on("shop").works_ms(100.0).retries(3, 10.0);
    let design = one_a_second([pay().on("shop"), beside]).entry("shop");
    let report = run(&design);
    assert_eq!(report.requests, Requests { declined: 10, ..TEN });
    assert_eq!(attempts(&report, "ship"), [0; 4]);
}

#[test]
fn of_a_no_and_a_dead_letter_the_first_is_the_cause() {
    let dies = |after_ms: f64| step("store").event().works_ms(after_ms).fails(1.0).dies_after(1);
    let first_no = run(&one_a_second([check(), dies(200.0)]));
    assert_eq!(first_no.requests, Requests { acknowledged: 10, overturned: 10, ..TEN });
    assert_eq!(first_no.customers.never_completed, 0);
    let first_dead = run(&one_a_second([check(), dies(50.0)]));
    assert_eq!(first_dead.requests, Requests { acknowledged: 10, never_completed: 10, ..TEN });
    assert_eq!(first_dead.customers.overturned, 0);
    // At the same moment the one that was scheduled first, which is that of the first step.
    let both = run(&one_a_second([check(), dies(100.0)]));
    assert_eq!((both.requests.overturned, both.requests.never_completed), (10, 0));
}

#[test]
fn a_no_that_is_there_before_the_answer_overturns_it_when_it_is_given() {
    // The check says no after 100 ms; the payment goes on to its answer at 300 ms, and the mail that would
    // follow it does not begin.
    let slow = step("pay").works_ms(300.0).undone_by("Refund");
    let told = step("mail").after(["pay"]).event();
    let report = run(&one_a_second([check(), slow, told]));
    let books = Requests { acknowledged: 10, overturned: 10, compensated: 10, ..TEN };
    assert_eq!(report.requests, books);
    assert_eq!((served(&report), report.answer_ms.p50), ((0, 10), Some(300.0)));
    assert_eq!(report.topics["mail"].published, 0);
}

#[test]
fn who_fails_first_is_not_overturned() {
    let fails = step("pay").works_ms(50.0).fails(1.0);
    let report = run(&one_a_second([check(), fails]));
    assert_eq!(report.requests, Requests { failed: 10, ..TEN });
    assert_eq!(report.customers.failed, 10);
}

#[test]
fn a_further_submission_meets_the_same_no() {
    // The service swallows what comes from 3 s to 6 s; who hears nothing for 500 ms asks again, as often
    // as it takes, and is told no: ten customers, each with an answer, and none of them yes.
    let mut design = one_a_second([pay().declines(0.5)]).workers(10);
    let quiet = run(&design);
    let crash = Crash { service: "pay".into(), behaviour: CrashBehaviour::Swallow };
    design = design.fault(Fault::new(crash, s(3.0), s(3.0)));
    (design.workload.patience_ms, design.workload.resubmissions) = (Some(ms(500.0)), 9);
    let report = run(&design);
    assert_eq!(report.requests.declined, quiet.requests.declined);
    assert_eq!(report.requests.acknowledged, quiet.requests.acknowledged);
    assert_eq!(served(&report), (10, 0));
    assert!(report.requests.abandoned > 0);
}

#[test]
fn a_tolerance_ends_with_a_no_and_is_not_held_against_what_a_no_made_needless() {
    let mut design =
        one_a_second([pay(), step("book").works_ms(10.0).fails(1.0).retries(1, 500.0)]);
    for step in &mut design.process.steps {
        step.business.tolerance_ms = Some(ms(100.0));
    }
    // The booking fails after 10 ms, and would be tried again at 510; at 100 the answer is no.
    let report = run(&design);
    assert_eq!(report.requests, Requests { declined: 10, ..TEN });
    assert_eq!((report.tolerances["pay"].p95, report.tolerances["pay"].met), (Some(100.0), true));
    assert!(!report.tolerances.contains_key("book"), "{:?}", report.tolerances);
}

/// A shop whose stock check says no to one in twenty, over many customers.
fn stock_check(mode: Mode, response: Option<Response>) -> Report {
    let mut check = step("check").after(["pay"]).works_ms(20.0).declines(0.05);
    (check.mode, check.business.response) = (mode, response);
    let shop: ScenarioDraft = one_a_second([step("pay").works_ms(20.0), check]).rate(20.0);
    let design = shop.poisson().lasts_s(100.0).design();
    simulate(&design, Extent::for_requests(&design, 20_000))
}

#[allow(clippy::cast_precision_loss)] // thousands
fn per_cent(part: u64, whole: u64) -> f64 {
    part as f64 * 100.0 / whole as f64
}

#[test]
fn one_in_twenty_is_declined_by_a_call_overturned_by_an_event_and_declined_later_where_it_may_follow()
 {
    let called = stock_check(Mode::RequestResponse, None).requests;
    let share = per_cent(called.declined, called.offered);
    assert!((share - 5.0).abs() < 0.5, "{share}");
    assert_eq!((called.overturned, called.declined_later), (0, 0));
    // By address: the very same customers.
    let published = stock_check(Mode::Event, None);
    assert_eq!((published.requests.overturned, published.requests.declined), (called.declined, 0));
    assert_eq!(published.requests.offered, called.offered);
    let success = published.success_ratio.unwrap();
    assert!((success * 100.0 - (100.0 - share)).abs() < 1e-9, "{success}");
    let deferred = stock_check(Mode::Event, Some(Response::Deferred));
    assert_eq!(deferred.requests.declined_later, called.declined);
    assert_eq!((deferred.success_ratio, deferred.requests.overturned), (Some(1.0), 0));
}

#[test]
fn flipping_the_stock_check_no_longer_looks_better_and_the_comparison_says_what_is_worse() {
    let (called, published) = (design("order-placed-5pc"), design("order-placed-unchecked-5pc"));
    let pair = compare(&called, &published, 20_000);
    let [before, after] = [&pair.before, &pair.after].map(|it| it.requests);
    let declined = per_cent(before.declined, before.offered);
    assert!((declined - 5.0).abs() < 0.5 && before.overturned == 0, "{before:?}");
    let overturned = per_cent(after.overturned, after.offered);
    assert!((overturned - 5.0).abs() < 0.5 && after.declined == 0, "{after:?}");
    // Who is told no at once is served; who is told yes and it was no is not.
    let success = [&pair.before, &pair.after].map(|it| it.success_ratio.unwrap());
    assert!(success[0] > 0.999 && (success[1] - 0.95).abs() < 0.005, "{success:?}");
    let rows = rows(&pair.differences);
    let said = |name: &str| rows.iter().find(|row| row.name == name).map(|row| row.said);
    assert_eq!(said("Overturned"), Some("more, more than chance"));
    assert_eq!(said("Answered no"), Some("fewer, more than chance"));
    assert_eq!(said("Success"), Some("less, more than chance"));
    // Where it may follow, and the customer is told so, nobody is told yes that was no.
    let mut deferred = published.scenario().clone();
    deferred.process.steps[1].business.response = Some(Response::Deferred);
    let later = run(&deferred);
    assert_eq!(later.requests.overturned, 0);
    let share = per_cent(later.requests.declined_later, later.requests.offered);
    assert!((share - 5.0).abs() < 2.0, "{share}");
    assert!(later.success_ratio.unwrap() > 0.999);
}

#[test]
fn a_no_is_the_same_at_every_retry_redelivery_and_resubmission() {
    for_random_scenarios(1_000, |design| {
        let steps = &design.process.steps;
        // Where a caller passes on the no of others its own is not to be seen.
        if design.process.coordination == Coordination::Chained {
            return Ok(());
        }
        let mut answers: BTreeMap<(u32, usize), bool> = BTreeMap::new();
        for span in &record(design).spans {
            let id = &steps[span.step].id;
            let calls_inside = steps.iter().any(|it| it.caller.as_ref() == Some(id));
            let calls_others = steps.iter().any(|it| it.after.contains(id));
            let own = match span.kind {
                SpanKind::Call => !calls_inside,
                // A replay that its consumer recognises says nothing anew.
                SpanKind::Delivery => !calls_inside && !calls_others && !span.replayed,
                SpanKind::Request
                | SpanKind::Compensation
                | SpanKind::Question
                | SpanKind::Outcome => false,
            };
            if !own || !matches!(span.outcome, Outcome::Succeeded | Outcome::Declined) {
                continue;
            }
            let declined = span.outcome == Outcome::Declined;
            prop_assert!(!declined || steps[span.step].decline_ratio.get() > 0.0);
            let before = answers.insert((span.request, span.step), declined);
            prop_assert!(before.is_none_or(|it| it == declined), "{span:?}");
        }
        Ok(())
    });
}
