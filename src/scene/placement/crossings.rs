//! The order of steps beside each other, with few crossings: layers swept up and down.
//!
//! A way that leaps over layers has a place to pass through in each of them. From an order in which what
//! belongs together lies together, each sweep puts the nodes of a layer at the median of their neighbours
//! in the layer before, then swaps those beside each other where that takes crossings away; the best order
//! met is kept, of equals the first. Source: Gansner, Koutsofios, North, Vo: "A Technique for Drawing
//! Directed Graphs" (1993), section 3.

/// How often the layers are swept, down and up in turns: more changes little.
const SWEEPS: usize = 8;

/// A node's neighbours in the layer above and in the layer below.
type Neighbours = [Vec<usize>; 2];
const ABOVE: usize = 0;
const BELOW: usize = 1;

/// Layers of nodes, and who is next to whom; the first nodes are the steps, further ones are passed through.
struct Layered {
    rows: Vec<Vec<usize>>,
    neighbours: Vec<Neighbours>,
}

/// The place of each step in its layer, from the first on; `before` are the steps that come before each,
/// `layers` says in which layer each lies: behind those of all before it.
pub(super) fn places(before: &[Vec<usize>], layers: &[usize]) -> Vec<usize> {
    let mut graph = Layered::new(before, layers);
    let mut best = graph.rows.clone();
    let mut fewest = graph.crossings();
    for sweep in 0..SWEEPS {
        if fewest == 0 {
            break;
        }
        graph.sweep(sweep % 2 == 0);
        for _ in 0..SWEEPS {
            if !graph.swap() {
                break;
            }
        }
        let crossings = graph.crossings();
        if crossings < fewest {
            (fewest, best) = (crossings, graph.rows.clone());
        }
    }
    graph.rows = best;
    let mut places = graph.places();
    places.truncate(before.len());
    places
}

impl Layered {
    fn new(before: &[Vec<usize>], layers: &[usize]) -> Self {
        let layer = |step: usize| layers.get(step).copied().unwrap_or(0);
        let mut layer_of: Vec<usize> = (0..before.len()).map(layer).collect();
        let mut neighbours = vec![Neighbours::default(); before.len()];
        for (step, before) in before.iter().enumerate() {
            for &from in before {
                let mut above = from;
                for between in layer(from) + 1..layer(step) {
                    let passed = layer_of.len();
                    layer_of.push(between);
                    neighbours.push(Neighbours::default());
                    join(&mut neighbours, above, passed);
                    above = passed;
                }
                join(&mut neighbours, above, step);
            }
        }
        let depth = layer_of.iter().max().map_or(0, |deepest| deepest + 1);
        let mut graph = Self { rows: vec![Vec::new(); depth], neighbours };
        graph.lay_out(&layer_of);
        graph
    }

    /// The first order: each node, and then at once what hangs on it, in the document's order.
    fn lay_out(&mut self, layer_of: &[usize]) {
        let mut is_laid = vec![false; layer_of.len()];
        let mut next: Vec<usize> = (0..layer_of.len()).rev().collect();
        next.sort_by_key(|&node| std::cmp::Reverse(layer_of.get(node)));
        while let Some(node) = next.pop() {
            let Some(is_laid @ false) = is_laid.get_mut(node) else { continue };
            *is_laid = true;
            let row = layer_of.get(node).and_then(|&layer| self.rows.get_mut(layer));
            if let Some(row) = row {
                row.push(node);
            }
            next.extend(self.of(node, BELOW).iter().rev());
        }
    }

    fn of(&self, node: usize, side: usize) -> &[usize] {
        self.neighbours.get(node).and_then(|sides| sides.get(side)).map_or(&[], Vec::as_slice)
    }

    /// Where each node lies in its row.
    fn places(&self) -> Vec<usize> {
        let mut places = vec![0; self.neighbours.len()];
        for row in &self.rows {
            for (place, &node) in row.iter().enumerate() {
                set(&mut places, node, place);
            }
        }
        places
    }

    /// Where the neighbours of a node on one side lie, ascending.
    fn places_of(&self, node: usize, side: usize, places: &[usize]) -> Vec<usize> {
        let neighbours = self.of(node, side).iter();
        let mut found: Vec<usize> = neighbours.filter_map(|&it| places.get(it).copied()).collect();
        found.sort_unstable();
        found
    }

    /// Puts the nodes of every row in the order of their neighbours' medians: those above, from the top
    /// down, or those below, from the bottom up. What has none there keeps its place.
    fn sweep(&mut self, down: bool) {
        let side = if down { ABOVE } else { BELOW };
        let mut places = self.places();
        for step in 0..self.rows.len() {
            let index = if down { step } else { self.rows.len() - 1 - step };
            let Some(row) = self.rows.get(index) else { continue };
            let mut keyed: Vec<(usize, usize)> = Vec::with_capacity(row.len());
            for (place, &node) in row.iter().enumerate() {
                let beside = self.places_of(node, side, &places);
                let median = |index: usize| beside.get(index).copied();
                let (low, high) =
                    (median(beside.len().saturating_sub(1) / 2), median(beside.len() / 2));
                keyed.push((low.zip(high).map_or(2 * place, |(low, high)| low + high), node));
            }
            keyed.sort_by_key(|&(median, _)| median);
            let row: Vec<usize> = keyed.into_iter().map(|(_, node)| node).collect();
            for (place, &node) in row.iter().enumerate() {
                set(&mut places, node, place);
            }
            set(&mut self.rows, index, row);
        }
    }

    /// Swaps nodes beside each other where fewer ways cross then; whether there were any.
    fn swap(&mut self) -> bool {
        let mut places = self.places();
        let mut has_swapped = false;
        for index in 0..self.rows.len() {
            let width = self.rows.get(index).map_or(0, Vec::len);
            for place in 1..width {
                let Some(&[left, right]) =
                    self.rows.get(index).and_then(|row| row.get(place - 1..=place))
                else {
                    continue;
                };
                let crossed = |left: usize, right: usize| -> usize {
                    let of = |node, side| self.places_of(node, side, &places);
                    [ABOVE, BELOW]
                        .map(|side| inversions(&[of(left, side), of(right, side)]))
                        .iter()
                        .sum()
                };
                if crossed(right, left) < crossed(left, right) {
                    if let Some(row) = self.rows.get_mut(index) {
                        row.swap(place - 1, place);
                    }
                    places.swap(left, right);
                    has_swapped = true;
                }
            }
        }
        has_swapped
    }

    /// How many ways cross.
    fn crossings(&self) -> usize {
        let places = self.places();
        let of_row = |row: &Vec<usize>| {
            let below: Vec<Vec<usize>> =
                row.iter().map(|&node| self.places_of(node, BELOW, &places)).collect();
            inversions(&below)
        };
        self.rows.iter().map(of_row).sum()
    }
}

fn join(neighbours: &mut [Neighbours], above: usize, below: usize) {
    for (node, side, other) in [(above, BELOW, below), (below, ABOVE, above)] {
        if let Some(there) = neighbours.get_mut(node).and_then(|sides| sides.get_mut(side)) {
            there.push(other);
        }
    }
}

fn set<T>(list: &mut [T], index: usize, to: T) {
    if let Some(entry) = list.get_mut(index) {
        *entry = to;
    }
}

/// How often something in a list is less than something in a list before it; each list is ascending.
fn inversions(lists: &[Vec<usize>]) -> usize {
    let mut seen: Vec<usize> = Vec::new();
    let mut found = 0;
    for list in lists {
        found += list
            .iter()
            .map(|it| seen.len() - seen.partition_point(|seen| seen <= it))
            .sum::<usize>();
        seen.extend(list);
        seen.sort_unstable();
    }
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The first order, and the one with the fewest crossings: how many there are in each.
    fn before_and_after(before: &[Vec<usize>], layers: &[usize]) -> (usize, usize) {
        let mut graph = Layered::new(before, layers);
        let first = graph.crossings();
        let places = places(before, layers);
        for row in &mut graph.rows {
            row.retain(|&node| node < before.len());
            row.sort_by_key(|&node| places[node]);
        }
        (first, graph.crossings())
    }

    #[test]
    fn two_ways_that_cross_are_laid_beside_each_other() {
        // 0 → 3 and 1 → 2: in the document's order of 2 and 3 they would cross.
        assert_eq!(places(&[vec![], vec![], vec![1], vec![0]], &[0, 0, 1, 1]), [0, 1, 1, 0]);
        // 0 → 3, 4; 1 → 2, 3: only 2 last, and 3 between what both lead to.
        let before = [vec![], vec![], vec![1], vec![0, 1], vec![0]];
        assert_eq!(places(&before, &[0, 0, 1, 1, 1]), [0, 1, 2, 1, 0]);
    }

    #[test]
    fn what_need_not_cross_keeps_the_documents_order() {
        let fan = [vec![], vec![0], vec![0], vec![0], vec![1, 2, 3]];
        assert_eq!(places(&fan, &[0, 1, 1, 1, 2]), [0, 0, 1, 2, 0]);
        assert_eq!(places(&[], &[]), Vec::<usize>::new());
    }

    #[test]
    fn a_way_over_layers_passes_beside_the_steps_there() {
        // 0 → 2 → 4 → 5, and 1 → 5 over two layers; 3 hangs on 0.
        let before = [vec![], vec![], vec![0], vec![0], vec![2], vec![4, 1]];
        let graph = Layered::new(&before, &[0, 0, 1, 1, 2, 3]);
        assert_eq!(graph.rows.iter().map(Vec::len).collect::<Vec<_>>(), [2, 3, 2, 1]);
        assert_eq!(graph.crossings(), 0);
    }

    #[test]
    fn what_comes_before_something_greater_is_no_inversion() {
        assert_eq!(inversions(&[vec![0, 1], vec![1, 2]]), 0);
        assert_eq!(inversions(&[vec![1, 2], vec![0, 1]]), 3);
        assert_eq!(inversions(&[vec![5], vec![4], vec![3]]), 3);
    }

    proptest! {
        #[test]
        fn there_are_never_more_crossings_than_at_first_and_no_place_is_taken_twice(
            ways in proptest::collection::vec((0..24_usize, 0..24_usize), 0..60)
        ) {
            let mut before = vec![Vec::new(); 24];
            for (a, b) in ways {
                if a != b && !before[a.max(b)].contains(&a.min(b)) {
                    before[a.max(b)].push(a.min(b));
                }
            }
            let mut layers: Vec<usize> = Vec::new();
            for before in &before {
                layers.push(before.iter().map(|&it| layers[it] + 1).max().unwrap_or(0));
            }
            let found = places(&before, &layers);
            let mut taken: Vec<_> = layers.iter().zip(&found).collect();
            taken.sort_unstable();
            taken.dedup();
            prop_assert_eq!(taken.len(), before.len());
            // Without leaps over layers the order is all there is.
            if before.iter().enumerate().all(|(to, all)| all.iter().all(|&it| layers[it] + 1 == layers[to])) {
                let (first, last) = before_and_after(&before, &layers);
                prop_assert!(last <= first, "{} {}", first, last);
            }
        }
    }
}
