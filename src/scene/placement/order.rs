//! One order of all steps, whatever their modes: layer by layer, with few crossings.

use std::collections::BTreeSet;

use super::crossings;
use crate::model::Shape;

/// The predecessors of each step from which no other way leads to it: A of C is left out where A comes
/// before B and B before C.
pub(super) fn direct_predecessors(shape: &Shape, count: usize) -> Vec<Vec<usize>> {
    let mut ancestors: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); count];
    for &step in shape.order() {
        let mut all = BTreeSet::new();
        for &before in shape.predecessors(step) {
            all.insert(before);
            all.extend(ancestors.get(before).into_iter().flatten());
        }
        if let Some(entry) = ancestors.get_mut(step) {
            *entry = all;
        }
    }
    (0..count)
        .map(|step| {
            let before = shape.predecessors(step);
            let is_ancestor_of =
                |a: usize, b: usize| ancestors.get(b).is_some_and(|all| all.contains(&a));
            before
                .iter()
                .copied()
                .filter(|&a| !before.iter().any(|&b| is_ancestor_of(a, b)))
                .collect()
        })
        .collect()
}

/// The steps that each lies behind: those before it, with all that they call during their work, and whoever
/// calls it during its own.
pub(super) fn all_that_it_lies_behind(shape: &Shape, before: &[Vec<usize>]) -> Vec<Vec<usize>> {
    if !shape.has_callers() {
        return before.to_vec();
    }
    let mut lies_behind = Vec::with_capacity(before.len());
    for (step, before) in before.iter().enumerate() {
        let mut all = before.clone();
        let mut next = 0;
        while let Some(&it) = all.get(next) {
            all.extend(shape.calls(it).iter().filter(|it| **it != step));
            next += 1;
        }
        all.extend(shape.caller(step));
        all.sort_unstable();
        all.dedup();
        lies_behind.push(all);
    }
    lies_behind
}

/// Every step, in the order in which to place them: connected ones together, then by how many come
/// before them, then as the layout would put them beside each other.
pub(super) fn of_steps(before: &[Vec<usize>], shape: &Shape) -> Vec<usize> {
    let count = before.len();
    let layers = layers(before, shape);
    let across = crossings::places(before, &layers);
    let mut keyed: Vec<(usize, usize, usize, usize)> = Vec::with_capacity(count);
    for component in components(before) {
        let first = component.iter().copied().min().unwrap_or_default();
        for step in component {
            let of = |list: &[usize]| list.get(step).copied().unwrap_or_default();
            keyed.push((first, of(&layers), of(&across), step));
        }
    }
    keyed.sort_unstable();
    keyed.into_iter().map(|(_, _, _, step)| step).collect()
}

/// How long the longest way to each step is.
pub(super) fn layers(before: &[Vec<usize>], shape: &Shape) -> Vec<usize> {
    let mut layers = vec![0; before.len()];
    for &step in shape.order() {
        let layer = before
            .get(step)
            .into_iter()
            .flatten()
            .filter_map(|&before| layers.get(before).map(|layer: &usize| layer + 1))
            .max();
        if let Some(entry) = layers.get_mut(step) {
            *entry = layer.unwrap_or(0);
        }
    }
    layers
}

/// The steps that are connected, whatever the direction; each list ascending, the lists by their first.
pub(super) fn components(before: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let mut root: Vec<usize> = (0..before.len()).collect();
    // As many rounds as the longest chain of renamings at most; the smallest index wins.
    loop {
        let mut changed = false;
        for (step, before) in before.iter().enumerate() {
            for &other in before {
                let smaller = match (root.get(step), root.get(other)) {
                    (Some(&a), Some(&b)) if a != b => a.min(b),
                    _ => continue,
                };
                for index in [step, other] {
                    if let Some(entry) = root.get_mut(index) {
                        *entry = smaller;
                    }
                }
                changed = true;
            }
        }
        if !changed {
            break;
        }
    }
    let roots: BTreeSet<usize> = root.iter().copied().collect();
    roots
        .into_iter()
        .map(|of| {
            root.iter().enumerate().filter(|&(_, &r)| r == of).map(|(step, _)| step).collect()
        })
        .collect()
}
