//! The ways through a process that its choices leave: which steps exclude each other, and which are on a
//! customer's way.
//!
//! A step is on a customer's way where its branch is taken, its caller is on it, and so is one at least of
//! its predecessors, where it has any. So a join goes on when what was taken has ended, and what comes
//! after nothing but skipped steps is skipped.

use super::{Process, limits};

/// The branch that a step is on, by indices in the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OnBranch {
    /// The index of the choice.
    pub choice: usize,
    /// The index of the branch in it.
    pub branch: usize,
}

/// The ways through a process.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Ways {
    branches: Vec<Option<OnBranch>>,
    /// By step, then by choice: the branches with which the step may be on the way, as bits.
    allowed: Vec<Vec<u32>>,
}

impl Ways {
    #[allow(clippy::indexing_slicing)] // one place for each step, and for each choice
    pub(super) fn new(
        process: &Process,
        order: &[usize],
        predecessors: &[Vec<usize>],
        callers: &[Option<usize>],
    ) -> Self {
        let branches: Vec<_> = process.steps.iter().map(|step| on_branch(process, step)).collect();
        let choices = process.choices.len().min(limits::CHOICES);
        let mut allowed = vec![vec![u32::MAX; choices]; branches.len()];
        for &step in order.iter().filter(|_| choices > 0) {
            #[allow(clippy::needless_range_loop)] // of several steps at once
            for choice in 0..choices {
                let own = branches[step].filter(|on| on.choice == choice);
                let own =
                    own.map_or(u32::MAX, |on| 1_u32.checked_shl(index(on.branch)).unwrap_or(0));
                let before = predecessors[step].iter().map(|&it| allowed[it][choice]);
                let before = before.reduce(|all, it| all | it).unwrap_or(u32::MAX);
                let caller = callers[step].map_or(u32::MAX, |it| allowed[it][choice]);
                allowed[step][choice] = own & before & caller;
            }
        }
        Self { branches, allowed }
    }

    pub(super) fn branch(&self, step: usize) -> Option<OnBranch> {
        self.branches.get(step).copied().flatten()
    }

    pub(super) fn exclude_each_other(&self, one: usize, other: usize) -> bool {
        match (self.allowed.get(one), self.allowed.get(other)) {
            (Some(one), Some(other)) => one.iter().zip(other).any(|(one, other)| one & other == 0),
            _ => false,
        }
    }

    pub(super) fn is_possible(&self, step: usize) -> bool {
        self.allowed.get(step).is_none_or(|it| it.iter().all(|&bits| bits != 0))
    }

    /// Which steps are on the way that takes these branches, by choice; and which choices it comes to: one that
    /// no step asks about is come to by all.
    #[allow(clippy::indexing_slicing)] // one place for each step, and for each choice
    pub(super) fn taken(
        &self,
        taken: &[usize],
        order: &[usize],
        predecessors: &[Vec<usize>],
        callers: &[Option<usize>],
    ) -> (Vec<bool>, Vec<bool>) {
        let mut on_way = vec![false; self.branches.len()];
        let mut come_to: Vec<bool> = (0..taken.len())
            .map(|choice| !self.branches.iter().flatten().any(|on| on.choice == choice))
            .collect();
        for &step in order {
            let before = &predecessors[step];
            let is_come_to = (before.is_empty() || before.iter().any(|&it| on_way[it]))
                && callers[step].is_none_or(|it| on_way[it]);
            on_way[step] = is_come_to;
            if let Some(on) = self.branches[step] {
                come_to[on.choice] |= is_come_to;
                on_way[step] &= taken[on.choice] == on.branch;
            }
        }
        (on_way, come_to)
    }
}

fn index(branch: usize) -> u32 {
    u32::try_from(branch).unwrap_or(u32::MAX)
}

fn on_branch(process: &Process, step: &super::Step) -> Option<OnBranch> {
    let (choice, branch) = step.branch.as_ref()?.parts();
    let mut choices = process.choices.iter().take(limits::CHOICES);
    let index = choices.position(|it| it.id.as_str() == choice)?;
    let branches = &process.choices.get(index)?.branches;
    let branch = branches.iter().position(|it| it.id.as_str() == branch)?;
    Some(OnBranch { choice: index, branch })
}
