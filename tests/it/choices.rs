//! Either, or: which steps are skipped, when a join goes on, and what is counted of each branch.
//!
//! One customer comes in a second, the first at 0.5 s, ten in all; nothing takes time on the network; work
//! is constant; each service has one worker. Where a branch has the ratio 1, all ten take it.

use proptest::prelude::*;
use serde_json::Value;
use syncline::engine::report::Requests;
use syncline::engine::{Extent, Report, SpanKind, merge, record, simulate, way};
use syncline::model::{Design, Scenario, check};
use syncline::testing::{ScenarioDraft, one_a_second, run, scenario, step};

use crate::draws::{for_random, for_random_scenarios};

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

/// Everybody goes one way: to `there`, and nobody to `not`.
fn one_way(draft: ScenarioDraft) -> ScenarioDraft {
    draft.choice("which", [("there", 1.0), ("not", 0.0)])
}

fn attempts(report: &Report, step: &str) -> u64 {
    report.steps[step].attempts
}

/// What one of the branches of `which` says: its customers, its median answer and completion.
fn branch(report: &Report, choice: &str, branch: &str) -> (u64, Option<f64>, Option<f64>) {
    let it = report.choices[choice][branch];
    (it.customers, it.answer_ms.p50, it.completion_ms.p50)
}

#[test]
fn skipped_is_a_step_on_a_branch_not_taken_and_its_topic_gets_nothing() {
    let report = run(&one_way(one_a_second([
        step("a").works_ms(10.0),
        step("taken").works_ms(20.0).after(["a"]).on_branch("which/there"),
        step("skipped").works_ms(40.0).after(["a"]).on_branch("which/not"),
        step("told").event().works_ms(30.0).after(["a"]).on_branch("which/there"),
        step("untold").event().works_ms(80.0).after(["a"]).on_branch("which/not"),
    ])));
    assert_eq!(report.requests, GOOD, "whole without what was skipped, and not degraded");
    assert_eq!((report.answer_ms.max, report.completion_ms.max), (Some(30.0), Some(40.0)));
    assert_eq!((attempts(&report, "taken"), attempts(&report, "skipped")), (10, 0));
    assert_eq!((report.topics["told"].consumed, report.topics["untold"].published), (10, 0));
}

#[test]
fn skipped_is_a_step_whose_predecessors_were_all_skipped() {
    let report = run(&one_way(one_a_second([
        step("skipped").works_ms(10.0).on_branch("which/not"),
        step("behind").works_ms(20.0).after(["skipped"]),
        step("further").event().works_ms(20.0).after(["behind"]),
        // One of its predecessors is taken.
        step("other").works_ms(40.0),
        step("join").works_ms(5.0).after(["other", "behind"]),
    ])));
    assert_eq!(report.requests, GOOD);
    assert_eq!((attempts(&report, "behind"), report.topics["further"].published), (0, 0));
    assert_eq!((attempts(&report, "join"), report.answer_ms.max), (10, Some(45.0)));
}

#[test]
fn a_join_goes_on_when_what_was_taken_has_ended() {
    let design = |to: [f64; 2]| {
        one_a_second([
            step("a").works_ms(10.0),
            step("short").works_ms(20.0).after(["a"]).on_branch("which/there"),
            step("long").works_ms(200.0).after(["a"]).on_branch("which/not"),
            step("join").works_ms(5.0).after(["short", "long"]),
            step("told").event().works_ms(1.0).after(["short", "long"]),
        ])
        .choice("which", [("there", to[0]), ("not", to[1])])
    };
    for (to, answer) in [([1.0, 0.0], 35.0), ([0.0, 1.0], 215.0)] {
        // Called by the entry, or by whichever was taken: in a chain they count as one.
        for draft in [design(to), design(to).chained()] {
            let report = run(&draft);
            assert_eq!((report.requests, report.answer_ms.max), (GOOD, Some(answer)));
            assert_eq!((attempts(&report, "join"), report.topics["told"].consumed), (10, 10));
        }
    }
}

#[test]
fn foreground_stays_a_property_of_the_design() {
    // The event before it is skipped, so a call alone comes before it; it lies behind the line all the same.
    let report = run(&one_way(one_a_second([
        step("a").works_ms(10.0),
        step("event").event().works_ms(500.0).after(["a"]).on_branch("which/not"),
        step("behind").works_ms(20.0).after(["a", "event"]),
    ])));
    assert_eq!(report.requests, GOOD);
    assert_eq!((report.answer_ms.max, report.completion_ms.max), (Some(10.0), Some(30.0)));
}

#[test]
fn a_callers_calls_are_on_branches_too() {
    let report = run(&one_way(one_a_second([
        step("a").works_ms(10.0),
        step("taken").works_ms(20.0).called_by("a").on_branch("which/there"),
        step("skipped").works_ms(40.0).called_by("a").on_branch("which/not"),
        step("then").works_ms(5.0).called_by("a").after(["taken", "skipped"]),
        // Whoever would call it is skipped.
        step("b").works_ms(10.0).on_branch("which/not"),
        step("by-b").works_ms(10.0).called_by("b"),
    ])));
    assert_eq!((report.requests, report.answer_ms.max), (GOOD, Some(35.0)));
    assert_eq!((attempts(&report, "skipped"), attempts(&report, "by-b")), (0, 0));
}

#[test]
fn who_has_nothing_to_do_is_answered_at_once() {
    let report = run(&one_a_second([step("write").works_ms(10.0).on_branch("kind/write")])
        .choice("kind", [("write", 0.0), ("nothing", 1.0)]));
    assert_eq!((report.requests, report.answer_ms.max), (GOOD, Some(0.0)));
}

#[test]
fn of_each_branch_is_told_who_came_and_how_long_they_waited() {
    let draft = |share: f64| {
        one_a_second([
            step("read").works_ms(5.0).on_branch("kind/read"),
            step("write").works_ms(50.0).on_branch("kind/write"),
            step("project").event().works_ms(100.0).after(["write"]),
        ])
        .choice("kind", [("read", share), ("write", 1.0 - share)])
    };
    let report = run(&draft(1.0));
    assert_eq!(branch(&report, "kind", "read"), (10, Some(5.0), Some(5.0)));
    assert_eq!(branch(&report, "kind", "write"), (0, None, None));
    let report = run(&draft(0.0));
    assert_eq!(branch(&report, "kind", "write"), (10, Some(50.0), Some(150.0)));
    assert_eq!(report.choices["kind"]["write"].inconsistency_ms.p50, Some(100.0));
    // Half and half: what each branch says is what it says alone, since nobody waits for anybody.
    let report = run(&draft(0.5));
    let (read, write) = (branch(&report, "kind", "read"), branch(&report, "kind", "write"));
    assert_eq!(read.0 + write.0, 10);
    assert_eq!((read.1, write.1, write.2), (Some(5.0), Some(50.0), Some(150.0)));
    assert_eq!(report.choices["kind"]["read"].inconsistency_ms.max, Some(0.0));
    assert_eq!(report.choices["kind"]["read"].success_ratio, Some(1.0));
}

#[test]
fn who_fails_or_is_told_otherwise_later_counts_at_their_branch() {
    let fails = |draft: ScenarioDraft| run(&one_way(draft)).choices["which"]["there"];
    let it = fails(one_a_second([step("a").works_ms(10.0).fails(1.0).on_branch("which/there")]));
    assert_eq!((it.customers, it.success_ratio, it.answer_ms.p50), (10, Some(0.0), None));
    let overturned = step("b").event().declines(1.0).after(["a"]).on_branch("which/there");
    let it = fails(one_a_second([step("a").works_ms(10.0), overturned]));
    assert_eq!((it.success_ratio, it.answer_ms.p50), (Some(0.0), Some(10.0)));
    let says_no = step("a").works_ms(10.0).declines(1.0).on_branch("which/there");
    assert_eq!(fails(one_a_second([says_no])).success_ratio, Some(1.0), "a no is an answer");
}

#[test]
fn a_choice_inside_a_branch_is_counted_only_where_it_is_come_to() {
    let report = run(&one_way(one_a_second([
        step("a").works_ms(10.0).on_branch("which/there"),
        step("b").works_ms(10.0).on_branch("which/not"),
        step("in-a").works_ms(10.0).after(["a"]).on_branch("inside/yes"),
        step("in-b").works_ms(10.0).after(["b"]).on_branch("beside/yes"),
    ]))
    .choice("inside", [("yes", 0.0), ("no", 1.0)])
    .choice("beside", [("yes", 0.0), ("no", 1.0)]));
    // Its other branch has no step, and is come to all the same.
    assert_eq!(branch(&report, "inside", "no").0, 10);
    assert_eq!((branch(&report, "beside", "no").0, branch(&report, "beside", "yes").0), (0, 0));
}

#[test]
fn a_step_behind_only_other_branches_of_its_own_choice_is_a_problem() {
    let problems = |draft: ScenarioDraft| -> Vec<String> {
        check(&one_way(draft).build()).iter().map(|it| it.pointer.to_string()).collect()
    };
    let there = || step("a").on_branch("which/there");
    let direct = one_a_second([there(), step("b").after(["a"]).on_branch("which/not")]);
    assert_eq!(problems(direct), ["/process/steps/1/branch"]);
    // Through a step that is on none, and through a caller.
    let between = step("between").after(["a"]);
    let not = step("b").after(["between"]).on_branch("which/not");
    assert_eq!(problems(one_a_second([there(), between, not])), ["/process/steps/2/branch"]);
    let called = step("b").called_by("a").on_branch("which/not");
    assert_eq!(problems(one_a_second([there(), called])), ["/process/steps/1/branch"]);
    // With one predecessor on the way there is none.
    let join = step("b").after(["a", "c"]).on_branch("which/not");
    assert_eq!(problems(one_a_second([there(), step("c"), join])), [""; 0]);
}

#[test]
fn in_a_chain_two_callers_are_one_only_where_they_exclude_each_other() {
    let chain = |other: &str| {
        let steps = [
            step("a").on_branch("which/there"),
            step("b").on_branch(other),
            step("join").after(["a", "b"]),
        ];
        check(&one_way(one_a_second(steps)).chained().build()).len()
    };
    assert_eq!((chain("which/not"), chain("which/there")), (0, 1));
}

#[test]
fn whoever_tries_again_goes_the_same_way() {
    for_random_scenarios(1_000, goes_its_way);
}

/// Every attempt, delivery and compensation of a request is of a step on its way, in every submission of it.
fn goes_its_way(design: &Design) -> Result<(), TestCaseError> {
    for span in &record(design).spans {
        match span.kind {
            SpanKind::Call | SpanKind::Delivery | SpanKind::Compensation | SpanKind::Question => {
                prop_assert!(way(design, span.request).steps[span.step], "{:?}", span);
            }
            SpanKind::Request | SpanKind::Outcome => {}
        }
    }
    Ok(())
}

/// A report without what only a choice adds to it.
fn without_choices(report: &Report) -> Value {
    let mut value = serde_json::to_value(report).unwrap();
    value.as_object_mut().unwrap().remove("choices");
    let evidence = value["evidence"].as_object_mut().unwrap();
    evidence.remove("branches");
    let subject = evidence["subject"].as_object_mut().unwrap();
    subject.remove("choices");
    subject.remove("fingerprint");
    value
}

#[test]
fn a_choice_with_the_ratio_one_and_no_choice_are_the_same_to_the_last_bit() {
    for_random(500, any::<u8>(), |design, on| {
        let mut with: Scenario = design.scenario().clone();
        with.process.choices.clear();
        with.process.steps.iter_mut().for_each(|step| step.branch = None);
        // Of a process that has none, steps that come to be skipped have another order of events.
        prop_assume!(check(&with).is_empty());
        let without = Design::check(with.clone()).unwrap();
        with.process.choices = scenario([]).choice("all", [("go", 1.0)]).process.choices.clone();
        for (index, step) in with.process.steps.iter_mut().enumerate() {
            step.branch = (on >> index & 1 == 1).then(|| "all/go".into());
        }
        let with = Design::check(with).unwrap();
        let run = |design: &Design| simulate(design, Extent { first: 0, replications: 2 });
        let (one, other) = (run(&with), run(&without));
        prop_assert_eq!(without_choices(&one), without_choices(&other));
        prop_assert_eq!(one.choices["all"]["go"].customers, one.customers.arrived);
        Ok(())
    });
}

#[test]
#[allow(clippy::cast_precision_loss)] // counts of a run
fn branches_are_taken_as_often_as_they_say() {
    for (seed, share) in [(1, 0.01), (2, 0.1), (3, 0.5), (4, 0.9)] {
        let mut draft = scenario([step("a").on_branch("c/x"), step("b").on_branch("c/y")])
            .choice("c", [("x", share), ("y", 0.6 * (1.0 - share)), ("z", 0.4 * (1.0 - share))])
            .rate(100.0)
            .lasts_s(200.0);
        draft.seed = seed;
        let report = run(&draft);
        let arrived = report.customers.arrived as f64;
        let counts = report.choices["c"].values().map(|branch| branch.customers as f64);
        assert_eq!(counts.clone().sum::<f64>(), arrived);
        let shares = [share, 0.6 * (1.0 - share), 0.4 * (1.0 - share)];
        for (count, share) in counts.zip(shares) {
            // Four standard deviations of a binomial count.
            let off = 4.0 * (arrived * share * (1.0 - share)).sqrt();
            assert!((count - arrived * share).abs() <= off, "{count} of {arrived} for {share}");
        }
    }
}

#[test]
fn figures_of_branches_merge_and_cross() {
    let draft = scenario([step("a").exponential_ms(20.0).on_branch("c/x"), step("b").event()])
        .choice("c", [("x", 0.3), ("y", 0.7)])
        .rate(20.0)
        .lasts_s(5.0);
    let design = draft.design();
    let whole = simulate(&design, Extent { first: 0, replications: 3 });
    let apart = (0..3).map(|number| simulate(&design, Extent::replication(number))).collect();
    assert_eq!(merge(apart).unwrap().choices, whole.choices);
    assert_eq!(Report::from_numbers(&design, &whole.to_numbers()).unwrap().choices, whole.choices);
}

#[test]
fn steps_exclude_each_other_where_no_way_leads_over_both() {
    let draft = scenario([
        step("a"),
        step("x").after(["a"]).on_branch("one/x"),
        step("y").after(["a"]).on_branch("one/y"),
        step("in-x").after(["x"]).on_branch("two/p"),
        step("join").after(["in-x", "y"]),
    ])
    .choice("one", [("x", 0.3), ("y", 0.7)])
    .choice("two", [("p", 0.5), ("q", 0.5)]);
    let design = draft.design();
    assert!(design.shape().exclude_each_other(1, 2) && design.shape().exclude_each_other(2, 3));
    assert!(!design.shape().exclude_each_other(0, 1) && !design.shape().exclude_each_other(1, 3));
}
