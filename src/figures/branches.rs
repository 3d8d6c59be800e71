//! The figures of the branches of a process, and of its workflow, as they are read.

use crate::engine::Report;
use crate::engine::report::BranchFigures;
use crate::model::{Branch, Choice, Scenario};
use crate::units::format;

use super::{NEVER, Unit};

/// The branches of one choice as they are read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChoiceRows {
    /// What is decided.
    pub name: String,
    /// Each of its branches.
    pub branches: Vec<BranchRow>,
}

/// One branch as it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BranchRow {
    /// Its id.
    pub name: String,
    /// "10 of 100": how often it is to be taken.
    pub ratio: String,
    /// How many customers went this way.
    pub customers: String,
    /// "99.2 of 100" of these.
    pub served: String,
    /// The median until the answer, and what 95 of 100 wait at most.
    pub answer: [String; 2],
    /// The 95th percentile of the time to completion.
    pub completion: String,
    /// The 95th percentile from acknowledgement to completion.
    pub inconsistency: String,
}

/// The choices of a scenario, by a report of it; none where it has none.
#[must_use]
pub fn choices(scenario: &Scenario, report: &Report) -> Vec<ChoiceRows> {
    let rows = |choice: &Choice| {
        let measured = report.choices.get(choice.id.as_str())?;
        let row = |branch: &Branch| Some(row(branch, measured.get(branch.id.as_str())?));
        let branches = choice.branches.iter().filter_map(row).collect();
        Some(ChoiceRows { name: choice.label().to_owned(), branches })
    };
    scenario.process.choices.iter().filter_map(rows).collect()
}

fn row(branch: &Branch, figures: &BranchFigures) -> BranchRow {
    let nobody = figures.customers == 0;
    let or = |value: Option<f64>, unit: Unit, absent: &str| {
        value.map_or_else(|| absent.to_owned(), |value| unit.written(value))
    };
    let answer =
        |value: Option<f64>| or(value, Unit::Milliseconds, if nobody { "–" } else { NEVER });
    let time = |value: Option<f64>| or(value, Unit::Milliseconds, "–");
    BranchRow {
        name: branch.id.to_string(),
        ratio: Unit::Share.written(branch.ratio.get()),
        #[allow(clippy::cast_precision_loss)] // customers of a run
        customers: format::number(figures.customers as f64),
        served: or(figures.success_ratio, Unit::Share, "–"),
        answer: [answer(figures.answer_ms.p50), answer(figures.answer_ms.p95)],
        completion: time(figures.completion_ms.p95),
        inconsistency: time(figures.inconsistency_ms.p95),
    }
}

/// What the conductor of a workflow had to hear, in a sentence; nothing where there is none.
#[must_use]
#[allow(clippy::cast_precision_loss)] // counts of a run
pub fn workflow(scenario: &Scenario, report: &Report) -> Option<String> {
    let (workflow, it) = (scenario.process.workflow.as_ref()?, report.workflow.as_ref()?);
    let by = scenario.service(&workflow.service)?.label();
    let number = |count: u64| format::number(count as f64);
    let waited = match it.wait_ms.p95 {
        Some(wait) if wait > 0.0 => {
            format!(
                "95 of 100 waited {} at most for one of its workers",
                format::milliseconds(wait)
            )
        }
        Some(_) => "hardly any had to wait for one of its workers".to_owned(),
        None => "none has been heard".to_owned(),
    };
    let pending = match it.pending {
        0 => String::new(),
        pending => format!(", {} are still to be heard", number(pending)),
    };
    Some(format!(
        "{by} heard of {} starts and outcomes{pending}; {waited}, {} at once at most.",
        number(it.heard),
        number(it.max_backlog)
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{one_a_second, run, step};

    #[test]
    fn each_branch_is_read_with_how_often_it_was_taken_and_how_long_it_took() {
        let draft = one_a_second([
            step("read").works_ms(5.0).on_branch("kind/read"),
            step("write").works_ms(50.0).on_branch("kind/write"),
            step("project").event().works_ms(100.0).after(["write"]),
        ])
        .choice("kind", [("read", 0.0), ("write", 1.0)]);
        let [ChoiceRows { name, branches }] = &choices(&draft, &run(&draft))[..] else {
            panic!("one choice")
        };
        let row = |name: &str, [ratio, customers, served, p50, p95, done, window]: [&str; 7]| {
            let [name, ratio, customers, served, completion, inconsistency] =
                [name, ratio, customers, served, done, window].map(str::to_owned);
            let answer = [p50, p95].map(str::to_owned);
            BranchRow { name, ratio, customers, served, answer, completion, inconsistency }
        };
        assert_eq!(name, "kind");
        let nobody = row("read", ["0 of 100", "0", "–", "–", "–", "–", "–"]);
        let all = ["100 of 100", "10", "100 of 100", "50 ms", "50 ms", "150 ms", "100 ms"];
        assert_eq!(branches, &[nobody, row("write", all)]);
        // Who is told nothing waits for ever.
        let fails = one_a_second([step("a").fails(1.0).on_branch("all/go")]);
        let fails = fails.choice("all", [("go", 1.0)]);
        let rows = choices(&fails, &run(&fails));
        assert_eq!(rows[0].branches[0].answer, [NEVER, NEVER]);
    }

    #[test]
    fn what_the_conductor_heard_is_a_sentence() {
        let draft = one_a_second([step("accept"), step("screen").works_ms(10.0).after(["accept"])])
            .conducted("flow", 5.0, ["screen"]);
        assert_eq!(
            workflow(&draft, &run(&draft)).unwrap(),
            "flow heard of 20 starts and outcomes; hardly any had to wait for one of its workers, 1 at \
             once at most."
        );
        let plain = one_a_second([step("accept")]);
        assert_eq!(workflow(&plain, &run(&plain)), None);
    }
}
