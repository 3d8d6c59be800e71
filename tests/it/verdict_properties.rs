//! What holds of every verdict, whatever the scenario.

use proptest::prelude::*;
use proptest::sample::Index;
use syncline::model::{Design, StepId};
use syncline::study::flipped;
use syncline::testing::changed;
use syncline::verdict::{
    COMMON_QUESTIONS, Classification, Common, Finding, QUESTIONS, Repair, Verdict,
};

use crate::draws::{for_random, for_random_scenarios};
use crate::verdict_cases::{fixture, fixtures};

/// By step, apart from the order of the document.
fn by_step(verdict: &Verdict) -> Vec<&Classification> {
    let mut steps: Vec<&Classification> = verdict.steps.iter().collect();
    steps.sort_by(|one, other| one.step.cmp(&other.step));
    steps
}

/// What is found, apart from where it stands in the document.
fn found(findings: &[Finding]) -> Vec<(&'static str, &[StepId], &str, &Option<Repair>)> {
    let of = |it| {
        let Finding { kind, steps, evidence, repair, .. }: &Finding = it;
        (kind.id, &steps[..], evidence.as_str(), repair)
    };
    findings.iter().map(of).collect()
}

#[test]
fn the_order_of_the_steps_plays_no_part() {
    for_random(2_000, any::<Index>(), |design, index| {
        let turned = changed(design, |it| {
            let steps = it.process.steps.len();
            it.process.steps.rotate_left(index.index(steps));
            if index.index(2) == 1 {
                it.process.steps.reverse();
            }
        });
        let (one, other) = (Verdict::of(design), Verdict::of(&turned));
        prop_assert_eq!(by_step(&one), by_step(&other));
        prop_assert_eq!(one.approach.scores, other.approach.scores);
        prop_assert_eq!(&one.approach.reasons, &other.approach.reasons);
        prop_assert_eq!(found(&one.findings), found(&other.findings));
        prop_assert_eq!(&one.patterns, &other.patterns);
        prop_assert_eq!((one.burden, &one.access), (other.burden, &other.access));
        Ok(())
    });
}

#[test]
fn an_answer_of_one_step_changes_that_step_and_its_unit_alone() {
    let change = (any::<Index>(), any::<Index>(), any::<Index>());
    for_random(2_000, change, |design, (step, question, choice)| {
        let index = step.index(design.process.steps.len());
        let choices = QUESTIONS[question.index(QUESTIONS.len())].choices;
        if choices.is_empty() {
            return Ok(());
        }
        let answered = changed(design, |it| {
            (choices[choice.index(choices.len())].set)(&mut it.process.steps[index].business);
        });
        let unit = answered.process.steps[index].business.unit.clone();
        let (before, after) = (Verdict::of(design), Verdict::of(&answered));
        for (place, step) in design.process.steps.iter().enumerate() {
            let is_joined = unit.is_some() && step.business.unit == unit;
            if place != index && !is_joined {
                prop_assert_eq!(&before.steps[place], &after.steps[place]);
            }
        }
        Ok(())
    });
}

#[test]
fn how_a_step_is_triggered_today_plays_no_part_in_how_it_should_be() {
    for_random(1_000, any::<Index>(), |design, index| {
        let step = &design.process.steps[index.index(design.process.steps.len())];
        // Chained, not every step can be called.
        let Some(flipped) = flipped(design, step) else { return Ok(()) };
        let (one, other) = (Verdict::of(design), Verdict::of(&flipped));
        prop_assert_eq!(one.steps, other.steps);
        prop_assert_eq!(one.approach, other.approach);
        Ok(())
    });
}

/// Findings of limits of calls and of deliveries.
const OF_LIMITS: [&str; 6] = [
    "order-not-kept",
    "idle-consumers",
    "work-beyond-visibility",
    "retries-open-breaker",
    "breaker-without-timeout",
    "at-most-once",
];

#[test]
fn after_its_repair_a_finding_is_gone_and_the_scenario_valid() {
    let gone = |design: &Design| -> Result<(), TestCaseError> {
        let before = Verdict::of(design).findings;
        for finding in &before {
            let Some(repair) = &finding.repair else { continue };
            let repaired = repair.apply(design);
            prop_assert!(repaired.is_ok(), "{:?}: {:?}", finding, repaired);
            let again = Verdict::of(&repaired.unwrap()).findings;
            let is_there =
                again.iter().any(|it| it.kind == finding.kind && it.steps == finding.steps);
            prop_assert!(!is_there, "{:?}", finding);
            // What is said of limits is mended without another finding in its place; but where less is lost, more
            // is asked of what follows.
            let is_load = |it: &Finding| {
                finding.kind.id == "at-most-once"
                    && ["overloaded", "workers-held", "peak-piles-up", "followers-take-workers"]
                        .contains(&it.kind.id)
            };
            let is_new = |it: &&Finding| {
                !is_load(it)
                    && !before.iter().any(|old| old.kind == it.kind && old.steps == it.steps)
            };
            if OF_LIMITS.contains(&finding.kind.id) {
                prop_assert_eq!(again.iter().find(is_new), None, "{:?}", finding);
            }
        }
        Ok(())
    };
    for_random_scenarios(1_000, gone);
    for name in fixtures() {
        gone(&fixture(&name)).unwrap();
    }
}

/// What would tip the approach is exactly what does, when it is answered so.
#[test]
fn an_answer_for_the_whole_process_tips_the_approach_exactly_where_it_is_said_to() {
    for_random(300, Just(()), |design, ()| {
        let verdict = Verdict::of(design);
        let is = Common {
            outcome: None,
            team: design.team.clone(),
            circumstances: design.circumstances.clone(),
        };
        for question in &COMMON_QUESTIONS {
            for choice in question.choices {
                let mut common = is.clone();
                (choice.set)(&mut common);
                let answered = changed(design, |it| {
                    (it.team, it.circumstances) = (common.team, common.circumstances);
                });
                let Some(would_be) = Verdict::of(&answered).approach.approach else { continue };
                let said = (verdict.approach.tips.iter()).find(|tip| {
                    tip.step.is_none() && tip.field == question.field && tip.answer == choice.word
                });
                let said = said.map(|tip| tip.approach).or(verdict.approach.approach);
                prop_assert_eq!(said, Some(would_be), "{} {}", question.field, choice.word);
            }
        }
        Ok(())
    });
}
