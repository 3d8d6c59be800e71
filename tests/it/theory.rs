//! The engine against queueing theory: every case of `fixtures/theory/cases.json`.
//!
//! Long runs, one replication each, with the first tenth left out. Within 2 % of the analytic value;
//! 5 % for the log-normal M/G/1 and above 90 % utilisation. Where a ratio is near one the failures
//! are compared, over enough requests that their own statistical error is below the tolerance.

use serde_json::Value;
use syncline::model::faults::{Crash, CrashBehaviour};
use syncline::model::{Arrivals, Fault, Mode, Work, Workload};
use syncline::testing::{ScenarioDraft, StepDraft, ms, one_a_second, run, s, scenario, step};

fn case(id: &str) -> Value {
    let cases: Value = serde_json::from_str(include_str!("../fixtures/theory/cases.json")).unwrap();
    let list = cases["cases"].as_array().unwrap();
    list.iter().find(|case| case["id"] == id).unwrap_or_else(|| panic!("no case {id}")).clone()
}

fn number(case: &Value, name: &str) -> f64 {
    case[name].as_f64().unwrap_or_else(|| panic!("{name} is a number of the case"))
}

#[track_caller]
fn close(what: &str, actual: f64, expected: f64, tolerance: f64) {
    let off = (actual - expected).abs() / expected;
    assert!(
        off <= tolerance,
        "{what}: {actual} is {:.2} % off the theory's {expected}",
        off * 100.0
    );
}

/// One service with `workers`, one step, Poisson arrivals: so many requests, a tenth of them warm-up.
fn queue(case: &Value, work: StepDraft, requests: f64) -> ScenarioDraft {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let workers = number(case, "workers") as u32;
    let rate = number(case, "rate_per_s");
    let duration = requests / rate;
    let queue = one_a_second([work]).workers(workers).poisson();
    queue.rate(rate).lasts_s(duration).warm_up_s(duration / 10.0)
}

fn serve(mean_ms: f64) -> StepDraft {
    step("serve").on("server").works_ms(mean_ms)
}

fn memoryless(case: &Value) -> StepDraft {
    serve(0.0).exponential_ms(number(case, "mean_work_ms"))
}

#[test]
fn memoryless_queues_have_the_waits_of_erlang() {
    for id in ["mm1-80", "mm1-50", "mm4-70", "mm8-90"] {
        let case = case(id);
        let report = run(&queue(&case, memoryless(&case), 4e6));
        let tolerance = if number(&case, "utilisation") > 0.89 { 0.05 } else { 0.02 };
        let wait = &report.steps["serve"];
        let service = &report.services["server"];
        close(
            id,
            report.acknowledgement_ms.mean.unwrap(),
            number(&case, "mean_response_ms"),
            tolerance,
        );
        close(id, wait.wait_ms.mean.unwrap(), number(&case, "mean_wait_ms"), tolerance);
        close(id, wait.wait_ratio.unwrap(), number(&case, "wait_probability"), 0.02);
        close(id, service.utilisation.unwrap(), number(&case, "utilisation"), 0.02);
        // Little's law: the mean queue is the rate times the mean wait.
        let queue = number(&case, "rate_per_s") * number(&case, "mean_wait_ms") / 1_000.0;
        close(id, service.mean_queue, queue, tolerance);
        for (rank, name) in [
            (report.acknowledgement_ms.p50, "p50_response_ms"),
            (report.acknowledgement_ms.p95, "p95_response_ms"),
            (report.acknowledgement_ms.p99, "p99_response_ms"),
        ] {
            if case.get(name).is_some() {
                close(name, rank.unwrap(), number(&case, name), tolerance);
            }
        }
    }
}

#[test]
fn constant_work_halves_the_wait() {
    let case = case("md1-80");
    let report = run(&queue(&case, serve(number(&case, "mean_work_ms")), 2e6));
    close(
        "response",
        report.acknowledgement_ms.mean.unwrap(),
        number(&case, "mean_response_ms"),
        0.02,
    );
    close("wait", report.steps["serve"].wait_ms.mean.unwrap(), number(&case, "mean_wait_ms"), 0.02);
}

#[test]
fn skewed_work_waits_as_pollaczek_and_khinchine_say() {
    let case = case("mg1-lognormal-70");
    let mean_ms = ms(number(&case, "mean_work_ms"));
    let work = Work::LogNormal { mean_ms, p99_ms: ms(number(&case, "p99_work_ms")) };
    let report = run(&queue(&case, serve(1.0).works(work), 4e6));
    close(
        "response",
        report.acknowledgement_ms.mean.unwrap(),
        number(&case, "mean_response_ms"),
        0.05,
    );
    close("wait", report.steps["serve"].wait_ms.mean.unwrap(), number(&case, "mean_wait_ms"), 0.05);
    close("work", report.steps["serve"].work_ms.p99.unwrap(), number(&case, "p99_work_ms"), 0.02);
}

#[test]
fn a_tandem_is_as_slow_as_its_queues_together() {
    let case = case("tandem-5");
    let works: Vec<f64> =
        case["mean_work_ms"].as_array().unwrap().iter().map(|v| v.as_f64().unwrap()).collect();
    let ids = ["one", "two", "three", "four", "five"];
    let steps = works.iter().enumerate().map(|(n, &mean)| {
        let before = n.checked_sub(1).map(|it| ids[it]);
        step(ids[n]).after(before).exponential_ms(mean)
    });
    let rate = number(&case, "rate_per_s");
    let tandem = one_a_second(steps).poisson();
    let tandem = tandem.rate(rate).lasts_s(3e6 / rate).warm_up_s(3e5 / rate);
    let report = run(&tandem);
    close(
        "response",
        report.acknowledgement_ms.mean.unwrap(),
        number(&case, "mean_response_ms"),
        0.02,
    );
}

#[test]
fn a_finite_queue_refuses_what_erlang_says() {
    for id in ["mm1-k5-overload", "mm4-k10-overload"] {
        let case = case(id);
        let mut queue = queue(&case, memoryless(&case), 2e6);
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let limit = number(&case, "queue_limit") as u32;
        queue.services[0].queue_limit = Some(limit);
        let report = run(&queue);
        close(
            "refused",
            1.0 - report.success_ratio.unwrap(),
            number(&case, "rejected_ratio"),
            0.02,
        );
        let accepted = number(&case, "mean_response_ms_of_accepted");
        close("response", report.acknowledgement_ms.mean.unwrap(), accepted, 0.02);
        close("throughput", report.throughput_per_s, number(&case, "throughput_per_s"), 0.02);
    }
}

#[test]
fn reliabilities_multiply_along_a_chain() {
    // 4 million requests, each failing with probability 0.00499: 19,960 failures with a standard
    // error of 141, which is 0.7 %.
    let case = case("chain-5x999");
    let report = run(&chain(number(&case, "step_error_ratio"), 0, 4e6));
    close(
        "failures",
        1.0 - report.success_ratio.unwrap(),
        1.0 - number(&case, "success_ratio"),
        0.02,
    );
}

/// Five required steps in a row on unlimited workers, whose work takes a millisecond.
fn chain(error_ratio: f64, retries: u32, requests: f64) -> ScenarioDraft {
    let ids = ["one", "two", "three", "four", "five"];
    let steps = (0..5).map(|n: usize| {
        let before = n.checked_sub(1).map(|it| ids[it]);
        let step = step(ids[n]).after(before).works_ms(1.0).fails(error_ratio);
        step.retries(retries, 50.0)
    });
    let chain = scenario(steps).all_on("server").instant().steady();
    chain.rate(10_000.0).lasts_s(requests / 10_000.0)
}

#[test]
fn retries_make_a_chain_as_reliable_as_the_theory_says() {
    // Of 4 million requests 20 are expected to fail (each of 5 steps with 0.01³): a Poisson number,
    // with 99.9 % probability between 8 and 37.
    let case = case("chain-5x99-retry2");
    let report = run(&chain(number(&case, "step_error_ratio"), 2, 4e6));
    assert!((8..=37).contains(&report.requests.failed), "{}", report.requests.failed);
    #[allow(clippy::cast_precision_loss)]
    let attempts = report.steps["one"].attempts as f64 / 4e6;
    close("attempts", attempts, number(&case, "mean_attempts_per_step"), 0.002);
}

#[test]
fn as_many_events_end_as_dead_letters_as_the_theory_says() {
    // 4 million events, 0.3⁵ = 0.00243 of which die: 9,720 with a standard error of 98, which is 1 %.
    let case = case("dead-letter-5");
    let consume = step("consume").on("consumer").works_ms(1.0).reacts_to("OrderPlaced");
    let consume = consume.fails(number(&case, "step_error_ratio")).dies_after(5);
    let report = run(&scenario([consume]).instant().steady().rate(10_000.0).lasts_s(400.0));
    let topic = &report.topics["consume"];
    assert_eq!(topic.published, 4_000_000);
    #[allow(clippy::cast_precision_loss)]
    let (dead, attempts) = (topic.dead as f64 / 4e6, report.steps["consume"].attempts as f64 / 4e6);
    close("dead", dead, number(&case, "dead_letter_ratio"), 0.03);
    close("attempts", attempts, number(&case, "mean_attempts"), 0.002);
    assert_eq!(topic.published, topic.consumed + topic.dead);
    assert_eq!(report.requests.never_completed, topic.dead);
}

#[test]
fn a_timeout_ends_the_tail_of_an_exponential() {
    let case = case("timeout-exponential");
    let slow = memoryless(&case).timeout_ms(number(&case, "timeout_ms"));
    let queue = scenario([slow]).instant().poisson();
    let report = run(&queue.rate(1_000.0).lasts_s(1_000.0));
    close("timed out", 1.0 - report.success_ratio.unwrap(), number(&case, "timeout_ratio"), 0.02);
    assert_eq!(report.steps["serve"].timed_out, report.requests.failed);
}

#[test]
fn a_fork_waits_for_the_slower_of_its_branches() {
    let case = case("fork-join-2");
    let rate = number(&case, "rate_per_s");
    let mean = number(&case, "mean_work_ms");
    let fork = one_a_second(["left", "right"].map(|id| step(id).exponential_ms(mean))).poisson();
    let fork = fork.rate(rate).lasts_s(4e6 / rate).warm_up_s(4e5 / rate);
    let report = run(&fork);
    close(
        "response",
        report.acknowledgement_ms.mean.unwrap(),
        number(&case, "mean_response_ms"),
        0.02,
    );
}

#[test]
fn users_who_wait_for_their_answer_limit_the_queue_themselves() {
    let case = case("closed-20");
    let mut closed = one_a_second([memoryless(&case)]).lasts_s(200_000.0).warm_up_s(1_000.0);
    closed.workload.arrivals = Arrivals::Closed;
    closed.workload.rate_per_s = Workload::default().rate_per_s;
    closed.workload.users = Some(20);
    closed.workload.think = Some(Work::Exponential { mean_ms: ms(number(&case, "think_ms")) });
    let report = run(&closed);
    close(
        "response",
        report.acknowledgement_ms.mean.unwrap(),
        number(&case, "mean_response_ms"),
        0.02,
    );
    close("throughput", report.throughput_per_s, number(&case, "throughput_per_s"), 0.02);
}

#[test]
fn a_backlog_drains_at_the_capacity_that_is_left() {
    // 20 events a second for 30 s of outage: 600 wait. One worker of 20 ms takes 50 a second, so 30 a
    // second more than arrive: 20 s.
    let case = case("backlog-drain");
    let mut consume = step("consume").on("consumer").works_ms(20.0).reacts_to("OrderPlaced");
    assert_eq!(consume.mode, Mode::Event);
    consume.delivery.max_attempts = 5;
    let mut backlog = one_a_second([consume]).rate(number(&case, "rate_per_s")).lasts_s(120.0);
    backlog.faults.push(Fault::new(
        Crash { service: "consumer".into(), behaviour: CrashBehaviour::Refuse },
        s(20.0),
        s(number(&case, "outage_s")),
    ));
    let report = run(&backlog);
    let topic = &report.topics["consume"];
    #[allow(clippy::cast_precision_loss)]
    let peak = topic.max_backlog as f64;
    close("peak", peak, number(&case, "peak_backlog"), 0.02);
    close("drain", topic.drain_s, number(&case, "drain_s"), 0.02);
    assert_eq!(topic.consumed, 2_400, "nothing is lost: 20 a second for 120 s");
}
