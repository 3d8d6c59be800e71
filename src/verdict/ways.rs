//! The ways that a process leaves to its customers: which steps are on each, and how many go it.
//!
//! What holds of one request holds along one of them: steps that exclude each other are neither one after
//! the other nor side by side. This file does not know what is looked for.

use crate::model::{Choice, Process, Shape};

/// Of more ways than this only some are looked at: each branch once, with the likeliest of all other choices.
const MOST: usize = 256;

/// One way, or several that lead over the same steps.
#[derive(Debug, Clone)]
pub(super) struct Way {
    /// The share of customers who go it, from 0 to 1.
    pub share: f64,
    on_way: Vec<bool>,
}

impl Way {
    pub fn leads_over(&self, step: usize) -> bool {
        self.on_way.get(step).copied().unwrap_or(false)
    }
}

/// The ways through a process; without choices the only one.
pub(super) fn ways(process: &Process, shape: &Shape) -> Vec<Way> {
    if process.choices.is_empty() {
        return vec![Way { share: 1.0, on_way: vec![true; process.steps.len()] }];
    }
    let mut ways: Vec<Way> = Vec::new();
    for branches in combinations(&process.choices) {
        let taken = branches.iter().zip(&process.choices);
        let ratios = taken.filter_map(|(&it, choice)| Some(choice.branches.get(it)?.ratio.get()));
        let (weight, (on_way, _)) = (ratios.product(), shape.taken(&branches));
        match ways.iter_mut().find(|way| way.on_way == on_way) {
            Some(way) => way.share += weight,
            None => ways.push(Way { share: weight, on_way }),
        }
    }
    ways
}

/// A branch of each choice: in every combination, or in some where these are too many.
fn combinations(choices: &[Choice]) -> Vec<Vec<usize>> {
    let all = choices.iter().try_fold(1_usize, |all, it| all.checked_mul(it.branches.len()));
    if all.is_none_or(|all| all > MOST) {
        return some(choices);
    }
    let mut combinations = vec![Vec::new()];
    for choice in choices {
        let with = |before: &Vec<usize>| {
            let before = before.clone();
            (0..choice.branches.len()).map(move |branch| [&before[..], &[branch]].concat())
        };
        combinations = combinations.iter().flat_map(with).collect();
    }
    combinations
}

/// Each branch once, with the likeliest of all other choices; the likeliest of all first.
fn some(choices: &[Choice]) -> Vec<Vec<usize>> {
    let likeliest: Vec<usize> = choices.iter().map(likeliest).collect();
    let mut combinations = vec![likeliest.clone()];
    for (index, choice) in choices.iter().enumerate() {
        for branch in 0..choice.branches.len() {
            let mut other = likeliest.clone();
            if let Some(place) = other.get_mut(index).filter(|it| **it != branch) {
                *place = branch;
                combinations.push(other);
            }
        }
    }
    combinations
}

/// The branch that most customers take; of equal ones the first.
fn likeliest(choice: &Choice) -> usize {
    let ratios = choice.branches.iter().map(|it| it.ratio.get()).enumerate();
    ratios.fold((0, -1.0), |most, it| if it.1 > most.1 { it } else { most }).0
}

/// As many of these steps as can be taken to be on one way together: those that exclude the fewest others
/// first, then by the order that their names give.
pub(super) fn together(
    shape: &Shape,
    steps: &[usize],
    name: impl Fn(usize) -> String,
) -> Vec<usize> {
    let excluded =
        |step: usize| steps.iter().filter(|&&other| shape.exclude_each_other(step, other)).count();
    let mut sorted: Vec<(usize, String, usize)> =
        steps.iter().map(|&step| (excluded(step), name(step), step)).collect();
    sorted.sort_unstable();
    let mut together: Vec<usize> = Vec::new();
    for (_, _, step) in sorted {
        if !together.iter().any(|&other| shape.exclude_each_other(step, other)) {
            together.push(step);
        }
    }
    together
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{ScenarioDraft, scenario, step};

    /// A parcel is sent by train or by road, by road in a van or a lorry; `letter` is on each way.
    fn parcels() -> ScenarioDraft {
        scenario([
            step("train").on_branch("by/train"),
            step("road").on_branch("by/road"),
            step("van").after(["road"]).on_branch("in/van"),
            step("lorry").after(["road"]).on_branch("in/lorry"),
            step("letter").after(["train", "van", "lorry"]),
        ])
        .choice("by", [("train", 0.4), ("road", 0.6)])
        .choice("in", [("van", 0.5), ("lorry", 0.5)])
    }

    fn found(draft: ScenarioDraft) -> Vec<(String, f64)> {
        let design = draft.design();
        let labels = |way: &Way| {
            let steps = design.process.steps.iter().enumerate();
            let on_way = steps.filter(|(index, _)| way.leads_over(*index));
            on_way.map(|(_, step)| step.label()).collect::<Vec<_>>().join(" ")
        };
        let ways = ways(&design.process, design.shape());
        ways.iter().map(|way| (labels(way), (way.share * 1e9).round() / 1e9)).collect()
    }

    #[test]
    fn ways_that_lead_over_the_same_steps_are_one() {
        assert_eq!(
            found(parcels()),
            [
                ("train letter".to_owned(), 0.4),
                ("road van letter".to_owned(), 0.3),
                ("road lorry letter".to_owned(), 0.3)
            ]
        );
        assert_eq!(found(scenario([step("a"), step("b")])), [("a b".to_owned(), 1.0)]);
    }

    #[test]
    fn of_too_many_ways_each_branch_is_looked_at_once() {
        let choices: Vec<Choice> = (0..9)
            .fold(scenario([step("a")]), |draft, it| {
                draft.choice(&format!("c{it}"), [("less", 0.2), ("more", 0.8)])
            })
            .build()
            .process
            .choices;
        let combinations = combinations(&choices);
        assert_eq!(combinations.len(), 10);
        assert_eq!(combinations[0], [1; 9]);
        assert_eq!(combinations[1], [0, 1, 1, 1, 1, 1, 1, 1, 1]);
    }

    #[test]
    fn steps_that_exclude_each_other_are_not_together() {
        let design = parcels().design();
        let name = |index: usize| design.process.steps[index].id.to_string();
        assert_eq!(together(design.shape(), &[0, 1, 2, 3, 4], name), [4, 1, 3]);
        assert_eq!(together(design.shape(), &[2, 3], name), [3]);
        assert_eq!(together(design.shape(), &[1, 2, 4], name), [4, 1, 2]);
    }
}
