//! Ways: which branches a customer takes, and which steps are on the way.
//!
//! A function of the address alone, like every draw: whoever looks at a recording asks here again.

use super::random::{Purpose, RandomSource, stream};
use crate::model::{Choice, Design, Shape};

/// Which of the draws of a customer this is.
const CHOOSES: u32 = 1;

/// A choice: its random numbers, and up to where each of its branches is taken.
#[derive(Debug, Clone)]
pub(super) struct ChoicePlan {
    pub stream: u64,
    /// The ratios of the branches, added up; the last takes what is left.
    pub up_to: Box<[f64]>,
}

/// The way of one customer through a process.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    /// By step, whether it is on the way; the others are skipped.
    pub steps: Vec<bool>,
    /// By choice, the index of the branch that is taken; none where the way does not come to the choice.
    pub branches: Vec<Option<usize>>,
}

/// The way of the request of this number in the recording: its resubmissions go the same way.
#[must_use]
pub fn way(design: &Design, request: u32) -> Way {
    let choices: Vec<ChoicePlan> = design.process.choices.iter().map(planned).collect();
    drawn(RandomSource::new(design.seed, 0), &choices, design.shape(), request)
}

/// A choice, prepared for running.
pub(super) fn planned(choice: &Choice) -> ChoicePlan {
    let mut sum = 0.0;
    let up_to = choice.branches.iter().map(|branch| {
        sum += branch.ratio.get();
        sum
    });
    ChoicePlan { stream: stream(choice.id.as_str()), up_to: up_to.collect() }
}

/// The way of a customer, by the number of their request.
pub(super) fn drawn(
    random: RandomSource,
    choices: &[ChoicePlan],
    shape: &Shape,
    number: u32,
) -> Way {
    let branches: Vec<usize> = choices
        .iter()
        .map(|choice| {
            let drawn = random.draw(number, CHOOSES, Purpose::Customer, choice.stream).uniform();
            let last = choice.up_to.len() - 1;
            choice.up_to.iter().take(last).position(|&up_to| drawn < up_to).unwrap_or(last)
        })
        .collect();
    let (steps, come_to) = shape.taken(&branches);
    let come_to = branches.into_iter().zip(come_to);
    Way { steps, branches: come_to.map(|(branch, is)| is.then_some(branch)).collect() }
}
