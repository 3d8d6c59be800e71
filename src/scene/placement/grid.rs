//! A row and a column for each card: the foreground's rows above the background's.
//!
//! Within a band, connected steps form a block of columns from left to right, one a layer; a layer of
//! many steps is stacked, or spread over several columns where that makes the picture lower. Blocks
//! follow one another like words, and break into the next line where the picture ends.

use std::collections::BTreeMap;

use super::order::{components, layers};
use super::{Band, Node};
use crate::model::Shape;

/// A row and a column, from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct Cell {
    pub row: usize,
    pub column: usize,
}

/// Who lies in which row and column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Grid {
    entry: Cell,
    conductor: Cell,
    steps: Vec<Cell>,
    /// How many of the rows belong to the foreground: the first ones.
    pub foreground_rows: usize,
    /// How many rows there are.
    pub rows: usize,
    taken: BTreeMap<Cell, Node>,
}

/// The cards of one column of a block, from top to bottom.
type Stack = Vec<Node>;

impl Grid {
    /// Places the steps in this order in so many columns, and a conductor before those below the line.
    pub fn new(
        shape: &Shape,
        before: &[Vec<usize>],
        order: &[usize],
        columns: usize,
        is_conducted: bool,
    ) -> Self {
        let mut cells = Flow::new(columns);
        cells.head(Node::Entry);
        for block in blocks(Band::Foreground, shape, before, order) {
            cells.block(&choices(&block, shape));
        }
        cells.end_line();
        let foreground_rows = cells.row;
        if is_conducted {
            cells.head(Node::Conductor);
        }
        for block in blocks(Band::Background, shape, before, order) {
            cells.block(&choices(&block, shape));
        }
        cells.end_line();
        let mut steps = vec![Cell::default(); before.len()];
        let (mut entry, mut conductor) = (Cell::default(), Cell::default());
        for (&cell, &node) in &cells.taken {
            match node {
                Node::Entry => entry = cell,
                Node::Conductor => conductor = cell,
                Node::Step(step) => {
                    if let Some(place) = steps.get_mut(step) {
                        *place = cell;
                    }
                }
            }
        }
        Self { entry, conductor, steps, foreground_rows, rows: cells.row, taken: cells.taken }
    }

    /// Where a node lies.
    pub fn cell(&self, node: Node) -> Cell {
        match node {
            Node::Entry => self.entry,
            Node::Conductor => self.conductor,
            Node::Step(step) => self.steps.get(step).copied().unwrap_or_default(),
        }
    }

    /// Every cell in which something lies, and what.
    pub fn all(&self) -> impl Iterator<Item = (Cell, Node)> + '_ {
        self.taken.iter().map(|(&cell, &node)| (cell, node))
    }

    /// Whether nothing lies between two cells of one row, the second to the right of the first.
    pub fn is_clear(&self, from: Cell, to: Cell) -> bool {
        from.row == to.row
            && from.column < to.column
            && !(from.column + 1..to.column)
                .any(|column| self.taken.contains_key(&Cell { row: from.row, column }))
    }
}

/// The connected steps of one band, as layers of steps, in the order of the picture.
fn blocks(band: Band, shape: &Shape, before: &[Vec<usize>], order: &[usize]) -> Vec<Vec<Stack>> {
    let within: Vec<Vec<usize>> = before
        .iter()
        .enumerate()
        .map(|(step, all)| {
            all.iter()
                .copied()
                .filter(|&a| is_in(band, shape, a) && is_in(band, shape, step))
                .collect()
        })
        .collect();
    let layers = layers(&within, shape);
    let position = |step: usize| order.iter().position(|&other| other == step);
    let mut blocks: Vec<Vec<usize>> = components(&within)
        .into_iter()
        .filter(|block| block.iter().all(|&step| is_in(band, shape, step)))
        .collect();
    for block in &mut blocks {
        block.sort_by_key(|&step| position(step));
    }
    blocks.sort_by_key(|block| block.first().and_then(|&step| position(step)));
    blocks
        .into_iter()
        .map(|block| {
            let mut stacks: Vec<Stack> = Vec::new();
            for step in block {
                let layer = layers.get(step).copied().unwrap_or_default();
                if stacks.len() <= layer {
                    stacks.resize(layer + 1, Stack::new());
                }
                if let Some(stack) = stacks.get_mut(layer) {
                    stack.push(Node::Step(step));
                }
            }
            stacks
        })
        .collect()
}

fn is_in(band: Band, shape: &Shape, step: usize) -> bool {
    match band {
        Band::Foreground => shape.is_foreground(step),
        Band::Background => !shape.is_foreground(step),
    }
}

/// Whether no request comes to two of these.
fn are_alternatives(layer: &Stack, shape: &Shape) -> bool {
    let step = |node: &Node| match node {
        Node::Step(step) => Some(*step),
        Node::Entry | Node::Conductor => None,
    };
    let steps: Vec<usize> = layer.iter().filter_map(step).collect();
    let mut pairs = steps
        .iter()
        .enumerate()
        .flat_map(|(place, &one)| steps.iter().skip(place + 1).map(move |&other| (one, other)));
    steps.len() > 1 && pairs.all(|(one, other)| shape.exclude_each_other(one, other))
}

/// The ways to stack a block: at most one, two, three … in a column; alternatives always in one.
fn choices(layers: &[Stack], shape: &Shape) -> Vec<Vec<Stack>> {
    let most = layers.iter().map(Vec::len).max().unwrap_or(1);
    (1..=most)
        .map(|height| {
            layers
                .iter()
                .flat_map(|layer| {
                    // As even as it goes: five in two columns are three and two.
                    let columns = if are_alternatives(layer, shape) {
                        1
                    } else {
                        layer.len().div_ceil(height).max(1)
                    };
                    layer.chunks(layer.len().div_ceil(columns).max(1)).map(<[Node]>::to_vec)
                })
                .collect()
        })
        .collect()
}

/// Fills lines with blocks, from left to right and from top to bottom.
#[derive(Debug)]
struct Flow {
    columns: usize,
    /// The first row of the line.
    row: usize,
    /// The next free column of the line.
    column: usize,
    /// How many rows the line has.
    height: usize,
    /// The line in which the entry, or a conductor, comes first.
    headed: Option<usize>,
    taken: BTreeMap<Cell, Node>,
}

impl Flow {
    fn new(columns: usize) -> Self {
        let (columns, taken) = (columns.max(1), BTreeMap::new());
        Self { columns, row: 0, column: 0, height: 0, headed: None, taken }
    }

    /// Places who stands at the beginning of a band.
    fn head(&mut self, node: Node) {
        self.block(&[vec![vec![node]]]);
        self.headed = Some(self.row);
    }

    /// Places a block in the best of the ways to stack it.
    fn block(&mut self, choices: &[Vec<Stack>]) {
        let Some(stacks) = choices.iter().min_by_key(|stacks| self.cost(stacks)) else { return };
        let rest = self.columns - self.column;
        if stacks.len() > rest
            && stacks.len() <= self.columns
            && self.column > 0
            && !self.begins_with_head()
        {
            self.end_line();
        }
        for stack in stacks {
            if self.column == self.columns {
                self.end_line();
            }
            for (row, &node) in (self.row..).zip(stack) {
                self.taken.insert(Cell { row, column: self.column }, node);
            }
            self.height = self.height.max(stack.len());
            self.column += 1;
        }
    }

    /// Only the entry, or a conductor, lies in this line: what it calls may begin beside it, and break.
    fn begins_with_head(&self) -> bool {
        self.headed == Some(self.row) && self.column == 1
    }

    fn end_line(&mut self) {
        self.row += self.height;
        self.column = 0;
        self.height = 0;
    }

    /// What a way to stack costs, in quarters of a row: rows that it adds, lines that it breaks, and
    /// layers that it spreads over several columns.
    fn cost(&self, stacks: &[Stack]) -> usize {
        let mut column = self.column;
        let (mut rows, mut lines, mut height) = (0, 0, self.height);
        for stack in stacks {
            if column == self.columns {
                rows += height;
                lines += 1;
                height = 0;
                column = 0;
            }
            height = height.max(stack.len());
            column += 1;
        }
        4 * (rows + height) + 2 * lines + stacks.len()
    }
}
